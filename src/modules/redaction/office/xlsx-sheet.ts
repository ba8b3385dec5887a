import { attribute, isXml, kidOf, kidsOf, wordsOfXml, type Xml } from '../../documents/index.ts'
import { covered, type Covering } from './cover-tree.ts'
import { COVER, says } from './words.ts'

/** What of a sheet is taken over besides its rows. */
const KEPT = /^s:(?:sheetFormatPr|cols|mergeCells|printOptions|pageMargins|pageSetup|headerFooter|rowBreaks|colBreaks)$/
const isOn = (text: string | undefined): boolean => text !== undefined && /^(?:1|true|on)$/i.test(text)

export type Cell = { readonly at: string; readonly text: string }
export type Sheet = { readonly name: string; readonly root: Xml; readonly cells: readonly Cell[] }
type Reading = { readonly name: string; readonly strings: readonly Xml[]; readonly notes: Set<string>; readonly covering: Covering }

/** A sheet of which only what is shown is left: no formulas, no hidden rows or columns, each text in its own cell. */
export function cleanedSheet(root: Xml, reading: Reading): Sheet {
  const hidden = hiddenColumnsOf(root)
  const isZero = isOn(attribute(kidOf(root, 's:sheetFormatPr'), 'zeroHeight'))
  const cells: Cell[] = []
  const kids = root.kids.flatMap((kid): Xml[] => {
    if (!isXml(kid)) return []
    if (kid.name === 's:sheetData') return [{ ...kid, kids: kidsOf(kid, 's:row').flatMap((row) => rowOf(row, { ...reading, hidden, isZero, cells })) }]
    if (!KEPT.test(kid.name)) return []
    return [coveredWhole(plainly(kid), reading.covering)]
  })
  return { name: reading.name, root: { name: 's:worksheet', at: {}, kids }, cells }
}

/** Neither relations nor extensions. */
const plainly = (xml: Xml): Xml => ({
  name: xml.name,
  at: Object.fromEntries(Object.entries(xml.at).filter(([name]) => !name.includes(':'))),
  kids: xml.kids.flatMap((kid): (Xml | string)[] => (isXml(kid) ? (/extLst$|^\?/.test(kid.name) ? [] : [plainly(kid)]) : [kid])),
})

/** The texts of headers and footers stand in elements of their own, with codes between; one that says a word goes whole. */
const coveredWhole = (xml: Xml, covering: Covering): Xml =>
  xml.name !== 's:headerFooter'
    ? xml
    : {
        ...xml,
        kids: kidsOf(xml).map((kid) => (says(wordsOfXml(kid), covering.words) || says(bare(wordsOfXml(kid)), covering.words) ? { ...kid, kids: [] } : kid)),
      }
const bare = (text: string): string => text.replace(/&(?:"[^"]*"|[LCRPNDTZFAGBIUSEXYOH]|K[0-9A-F]{6}|\d+)/g, '')

const MOST_COLUMNS = 16_384
function hiddenColumnsOf(root: Xml): ReadonlySet<number> {
  const hidden = new Set<number>()
  for (const column of kidsOf(kidOf(root, 's:cols'), 's:col')) {
    if (!isOn(attribute(column, 'hidden')) && Number(attribute(column, 'width') ?? 1) !== 0) continue
    const last = Math.min(Number(attribute(column, 'max')), MOST_COLUMNS)
    for (let i = Number(attribute(column, 'min')); i <= last; i++) hidden.add(i)
  }
  return hidden
}

type Rows = Reading & { readonly hidden: ReadonlySet<number>; readonly isZero: boolean; readonly cells: Cell[] }

function rowOf(row: Xml, reading: Rows): Xml[] {
  const isHidden = isOn(attribute(row, 'hidden')) || Number(attribute(row, 'ht') ?? 1) === 0 || (reading.isZero && attribute(row, 'ht') === undefined)
  if (isHidden) reading.notes.add('隐藏的行已删去')
  const at = plainly({ ...row, kids: [] }).at
  let column = 0
  const kids = kidsOf(row, 's:c').flatMap((cell) => {
    const said = attribute(cell, 'r')
    column = said === undefined ? column + 1 : columnOf(said)
    if (reading.hidden.has(column)) {
      reading.notes.add('隐藏的列已删去')
      return []
    }
    return isHidden ? [] : [cellOf(cell, reading)]
  })
  return [{ name: 's:row', at, kids }]
}
const columnOf = (place: string): number => [...place.replace(/[^A-Z]/gi, '').toUpperCase()].reduce((n, sign) => n * 26 + sign.charCodeAt(0) - 64, 0)

function cellOf(cell: Xml, { strings, covering, cells }: Rows): Xml {
  const place = attribute(cell, 'r') ?? ''
  const style = attribute(cell, 's')
  const at = { ...(place && { r: place }), ...(style !== undefined && { s: style }) }
  const kind = attribute(cell, 't') ?? 'n'
  const value = wordsOf(kidOf(cell, 's:v'))
  const rich = kind === 's' ? strings[Number(value)] : kind === 'inlineStr' ? kidOf(cell, 's:is') : undefined
  if (rich !== undefined || kind === 'str') {
    const item: Xml = rich === undefined ? { name: 's:is', at: {}, kids: [textOf(value)] } : { name: 's:is', at: {}, kids: kidsOf(rich).flatMap(partOf) }
    cells.push({ at: place, text: textIn(item) })
    const wrapped = covered({ name: 's:c', at: {}, kids: [item] }, covering)
    return { name: 's:c', at: { ...at, t: 'inlineStr' }, kids: wrapped.kids }
  }
  if (value === '') return { name: 's:c', at, kids: [] }
  const plain = plainNumber(value)
  cells.push({ at: place, text: plain })
  const word = covering.words.findIndex((one) => says(plain, [one]) || says(value, [one]))
  if (word >= 0) {
    covering.count(word, plain.length)
    return { name: 's:c', at: { ...at, t: 'inlineStr' }, kids: [{ name: 's:is', at: {}, kids: [textOf(COVER.repeat(plain.length))] }] }
  }
  return { name: 's:c', at: kind === 'n' ? at : { ...at, t: kind }, kids: [{ name: 's:v', at: {}, kids: [value] }] }
}

const textOf = (text: string): Xml => ({ name: 's:t', at: { 'xml:space': 'preserve' }, kids: [text] })
/** Excel writes letters that XML has no place for as `_x0041_`; a word can hide in them. */
const wordsOf = (xml: Xml | undefined): string =>
  xml === undefined
    ? ''
    : wordsOfXml(xml).replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)).replace(/[^\t\n\r\x20-\uffff]/g, ''))
const textIn = (item: Xml): string => item.kids.map((kid) => (isXml(kid) ? (kid.name === 's:r' || kid.name === 's:t' ? wordsOfXml(kid) : '') : '')).join('')

/** The pieces of a rich text; how it is read aloud is not shown. */
function partOf(part: Xml): Xml[] {
  if (part.name === 's:t') return [textOf(wordsOf(part))]
  if (part.name !== 's:r') return []
  const looks = kidOf(part, 's:rPr')
  return [{ name: 's:r', at: {}, kids: [...(looks ? [plainly(looks)] : []), textOf(wordsOf(kidOf(part, 's:t')))] }]
}

/** A long number as its digits: files write them with powers of ten. */
function plainNumber(value: string): string {
  const number = Number(value)
  return Number.isFinite(number) && /e/i.test(value) ? number.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 10 }) : value
}
