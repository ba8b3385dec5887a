import { attribute, kidOf, kidsOf, type Xml } from '../xml.ts'
import { type Face, faceOf, type Ground, shadeOf, type Styles } from './styles.ts'

export type Dress = { readonly face: Face; readonly shade: Ground | undefined }
/** How the style of a table dresses a cell, by its row, its column, and whether it is the last of its row. */
export type Dressed = (row: number, column: number, isLast: boolean) => Dress

/** What bits of `w:tblLook` say where they are not written out (ECMA-376 part 1, 17.4.55). */
const BITS: Readonly<Record<string, number>> = { firstRow: 0x20, lastRow: 0x40, firstColumn: 0x80, lastColumn: 0x100, noHBand: 0x200, noVBand: 0x400 }
const USUAL = '04A0'

/** Parts of a table in the order in which they speak, the last one before the others (ECMA-376 part 1, 17.7.6). */
function partsOf(
  look: (name: string) => boolean,
  bands: readonly [rows: number, columns: number],
  rows: number,
): (row: number, column: number, isLast: boolean) => string[] {
  return (row, column, isLast) => {
    const at = {
      top: look('firstRow') && row === 0,
      bottom: look('lastRow') && row === rows - 1,
      left: look('firstColumn') && column === 0,
      right: look('lastColumn') && isLast,
    }
    const band = (n: number, size: number) => (Math.floor(n / size) % 2 === 0 ? 1 : 2)
    return [
      'wholeTable',
      ...(look('noVBand') || at.left || at.right ? [] : [`band${band(column - (look('firstColumn') ? 1 : 0), bands[1])}Vert`]),
      ...(look('noHBand') || at.top || at.bottom ? [] : [`band${band(row - (look('firstRow') ? 1 : 0), bands[0])}Horz`]),
      ...(at.left ? ['firstCol'] : []),
      ...(at.right ? ['lastCol'] : []),
      ...(at.top ? ['firstRow'] : []),
      ...(at.bottom ? ['lastRow'] : []),
      ...(at.top && at.right ? ['neCell'] : []),
      ...(at.top && at.left ? ['nwCell'] : []),
      ...(at.bottom && at.right ? ['seCell'] : []),
      ...(at.bottom && at.left ? ['swCell'] : []),
    ]
  }
}

export function dressOf(styles: Styles, style: string | undefined, tableLook: Xml | undefined, rows: number): Dressed {
  const chain = styles
    .chain(style)
    .flatMap(({ table }) => (table === undefined ? [] : [table]))
    .toReversed()
  if (chain.length === 0) return () => ({ face: {}, shade: undefined })
  const bits = Number.parseInt(attribute(tableLook, 'w:val') ?? USUAL, 16)
  const look = (name: string) => {
    const said = attribute(tableLook, `w:${name}`)
    return said === undefined ? (bits & (BITS[name] ?? 0)) !== 0 : /^(?:1|true|on)$/.test(said)
  }
  const size = (name: string) =>
    Math.max(1, Number(chain.map((one) => attribute(kidOf(kidOf(one, 'w:tblPr'), name), 'w:val')).findLast((one) => one !== undefined)) || 1)
  const parts = partsOf(look, [size('w:tblStyleRowBandSize'), size('w:tblStyleColBandSize')], rows)
  const own = (table: Xml, part: string): Xml[] => [
    ...(part === 'wholeTable' ? [table] : []),
    ...kidsOf(table, 'w:tblStylePr').filter((one) => attribute(one, 'w:type') === part),
  ]
  return (row, column, isLast) => {
    const said = parts(row, column, isLast).flatMap((part) => chain.flatMap((table) => own(table, part)))
    const shades = said.flatMap((one) => [kidOf(kidOf(one, 'w:tblPr'), 'w:shd'), kidOf(kidOf(one, 'w:tcPr'), 'w:shd')]).filter((one) => one !== undefined)
    return { face: Object.assign({}, ...said.map((one) => faceOf(kidOf(one, 'w:rPr'), styles.colours))), shade: shadeOf(shades.at(-1), styles.colours) }
  }
}
