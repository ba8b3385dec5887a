import { cut, type Edit, elementsOf } from '../edit-xml.ts'
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
  for (const { one } of elementsOf(xml, (kid) => covered.has(kid))) {
    if (FORMULA.test(one.name)) facts.formulas.push(wordsOfXml(one))
    for (const name of ['location', 'fmlaLink', 'fmlaRange', 'fmlaTxbx', 'textlink', 'macro', 'linkedCell', 'listFillRange'])
      if (one.at[name] !== undefined && one.name !== 's:c') facts.links.push(one.at[name] ?? '')
    if (one.name !== 's:c') continue
    const value = kidOf(one, 's:v')
    const words = value === undefined ? wordsOf(kidOf(one, 's:is')) : wordsOfXml(value)
    const n = Number(words)
    if (attribute(one, 't') === 's') facts.used.add(n)
    facts.values.add(attribute(one, 't') === 's' ? (strings[n] ?? '') : keyOf(words))
  }
}
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

/** Cells with something in them that a merged cell lies over. */
export function coveredCells(sheet: Xml): Xml[] {
  const merges = kidsOf(kidOf(sheet, 's:mergeCells'), 's:mergeCell').flatMap((one) => {
    const [from, to] = (attribute(one, 'ref') ?? '').split(':').map(placeOf)
    return from && to ? [{ from, to }] : []
  })
  if (merges.length === 0) return []
  return kidsOf(kidOf(sheet, 's:sheetData'), 's:row').flatMap((row) => {
    const n = Number(attribute(row, 'r'))
    const here = merges.filter(({ from, to }) => !(n < from.row || n > to.row))
    if (here.length === 0) return []
    return kidsOf(row, 's:c').filter((cell) => {
      const place = placeOf(attribute(cell, 'r') ?? '')
      if (place === undefined || (kidOf(cell, 's:v') ?? kidOf(cell, 's:is') ?? kidOf(cell, 's:f')) === undefined) return false
      return here.some(
        ({ from, to }) =>
          place.column >= from.column &&
          place.column <= to.column &&
          place.row >= from.row &&
          place.row <= to.row &&
          !(place.row === from.row && place.column === from.column),
      )
    })
  })
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
  const caches = [...elementsOf(chart)].map(({ one }) => one).filter(({ name }) => /:(?:strCache|numCache|multiLvlStrCache|dlblRangeCache)$/.test(name))
  const points = caches.flatMap((cache) => [...elementsOf(cache)].map(({ one }) => one).filter(({ name }) => name.endsWith(':v')))
  return points.filter((point) => wordsOfXml(point).trim() !== '' && !values.has(keyOf(wordsOfXml(point)))).length
}
