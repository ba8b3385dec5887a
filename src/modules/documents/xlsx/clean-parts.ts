import { cut, type Edit, walk } from '../edit-xml.ts'
import { allOf, attribute, kidOf, kidsOf, wordsOfXml, type Xml } from '../xml.ts'
import { placeOf } from './cells.ts'

/** What is known of a workbook when all its parts have been seen. */
export type BookFacts = {
  /** The shared strings that cells show. */
  readonly used: Set<number>
  /** Every formula, of cells, rules and charts; and whatever else may call a name. */
  readonly formulas: string[]
  readonly links: string[]
  /** What cells hold. */
  readonly values: Set<string>
}

const FORMULA = /^(?:s:f|s:formula\d?|s:calculatedColumnFormula|s:totalsRowFormula|\?:f|\?:formula)$/
/** Takes note of what a part of a workbook uses. */
export function observe(xml: Xml, facts: BookFacts, strings: readonly string[]): void {
  const covered = new Set(coveredCells(xml))
  const see = (one: Xml): void => {
    if (FORMULA.test(one.name)) facts.formulas.push(wordsOfXml(one))
    if (one.name !== 's:c') {
      for (const name of CALLS) if (one.at[name] !== undefined) facts.links.push(one.at[name] ?? '')
      return
    }
    const value = kidOf(one, 's:v')
    const words = value === undefined ? wordsOf(kidOf(one, 's:is')) : wordsOfXml(value)
    const n = Number(words)
    if (attribute(one, 't') === 's') facts.used.add(n)
    facts.values.add(attribute(one, 't') === 's' ? (strings[n] ?? '') : keyOf(words))
  }
  walk(xml, see, (one) => covered.has(one))
}
const CALLS = ['location', 'fmlaLink', 'fmlaRange', 'fmlaTxbx', 'textlink', 'macro', 'linkedCell', 'listFillRange']
const wordsOf = (item: Xml | undefined): string => (item === undefined ? '' : [...allOf(item, 's:t')].map(wordsOfXml).join(''))
/** A number however it is written. */
const keyOf = (words: string): string => {
  const number = Number(words)
  return words.trim() === '' || !Number.isFinite(number) ? words : String(Number(number.toPrecision(12)))
}

export const stringsOf = (xml: Xml): readonly string[] =>
  kidsOf(xml, 's:si').map((item) =>
    [...allOf({ ...item, kids: item.kids.filter((kid) => typeof kid === 'string' || kid.name !== 's:rPh') }, 's:t')].map(wordsOfXml).join(''),
  )

type Merge = { readonly from: NonNullable<ReturnType<typeof placeOf>>; readonly to: NonNullable<ReturnType<typeof placeOf>> }
const TALL = 1_000 // rows
/** Cells with something in them that a merged cell lies over. */
export function coveredCells(sheet: Xml): Xml[] {
  const tall: Merge[] = []
  const byRow = new Map<number, Merge[]>()
  for (const one of kidsOf(kidOf(sheet, 's:mergeCells'), 's:mergeCell')) {
    const [from, to] = (attribute(one, 'ref') ?? '').split(':').map(placeOf)
    if (!from || !to) continue
    if (to.row - from.row >= TALL) tall.push({ from, to })
    else for (let row = from.row; row <= to.row; row++) byRow.set(row, [...(byRow.get(row) ?? []), { from, to }])
  }
  if (tall.length + byRow.size === 0) return []
  return kidsOf(kidOf(sheet, 's:sheetData'), 's:row').flatMap((row) => {
    const here = [...tall, ...(byRow.get(Number(attribute(row, 'r'))) ?? [])]
    return here.length === 0 ? [] : kidsOf(row, 's:c').filter((cell) => hasContent(cell) && here.some((merge) => liesUnder(cell, merge)))
  })
}
const hasContent = (cell: Xml): boolean => (kidOf(cell, 's:v') ?? kidOf(cell, 's:is') ?? kidOf(cell, 's:f')) !== undefined
function liesUnder(cell: Xml, { from, to }: Merge): boolean {
  const place = placeOf(attribute(cell, 'r') ?? '')
  if (place === undefined || (place.row === from.row && place.column === from.column)) return false
  return place.column >= from.column && place.column <= to.column && place.row >= from.row && place.row <= to.row
}

const holds = (cell: Xml): string =>
  `${attribute(cell, 't') ?? 'n'} ${kidsOf(cell)
    .filter(({ name }) => name !== 's:f')
    .map(wordsOfXml)
    .join('')}`
/** Of the covered cells, those that say something else than cells that lie over others. */
export function strangeCovered(sheet: Xml): Xml[] {
  const corners = new Set(kidsOf(kidOf(sheet, 's:mergeCells'), 's:mergeCell').map((one) => (attribute(one, 'ref') ?? '').split(':')[0]))
  const said = new Set([...allOf(sheet, 's:c')].filter((cell) => corners.has(attribute(cell, 'r') ?? '')).map(holds))
  return coveredCells(sheet).filter((cell) => !said.has(holds(cell)))
}

/** Covered cells without what is in them; with formulas about, a sum that is seen may count them. */
export const withoutCovered = (sheet: Xml): Edit[] => coveredCells(sheet).flatMap((cell) => kidsOf(cell).flatMap(cut))

/** Strings that no cell shows, left over from what was there before, are empty. */
export const withoutUnused = (strings: Xml, { used }: BookFacts): Edit[] =>
  kidsOf(strings, 's:si').flatMap((item, n) => (used.has(n) ? [] : kidsOf(item).flatMap(cut)))

const NAMES = /[\p{L}_\\][\p{L}\p{N}_.\\?]*/gu
const namesIn = (formula: string): readonly string[] => formula.toLowerCase().match(NAMES) ?? []

/** Names that nothing calls: they can go. */
export function idleNames(workbook: Xml, { formulas, links }: BookFacts): Xml[] {
  const names = kidsOf(kidOf(workbook, 's:definedNames'), 's:definedName')
  const called = new Set([...formulas, ...links].flatMap(namesIn))
  for (const one of names) {
    const own = (attribute(one, 'name') ?? '').toLowerCase()
    for (const name of namesIn(wordsOfXml(one))) if (name !== own) called.add(name)
  }
  return names.filter((one) => {
    const name = (attribute(one, 'name') ?? '').toLowerCase()
    return !name.startsWith('_xlnm.') && !called.has(name)
  })
}
/** Words or numbers that a name holds itself, instead of a place in a sheet. */
export const holdsValue = (name: Xml): boolean => /"[^"]*\S[^"]*"/.test(wordsOfXml(name)) || /^[=\s]*(?:[-+\d.,;{}()%\s]|e[+-]?\d)+$/i.test(wordsOfXml(name))

/** How many values a chart keeps that no cell of the book has. */
export function strangePoints(chart: Xml, { values }: BookFacts): number {
  let n = 0
  const point = (one: Xml): void => {
    if (one.name.endsWith(':v') && wordsOfXml(one).trim() !== '' && !values.has(keyOf(wordsOfXml(one)))) n++
  }
  walk(chart, (one) => {
    if (/:(?:strCache|numCache|multiLvlStrCache|dlblRangeCache)$/.test(one.name)) walk(one, point)
  })
  return n
}
