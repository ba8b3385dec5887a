import { cellNumber, type Grid, isBlank, squeeze } from './blocks.ts'
import { groupsOf, zerosForStrokes } from './figures.ts'

export type Item = 'rules' | 'normative' | 'permits' | 'services' | 'penalties' | 'enforcement' | 'charges' | 'procurement'
export const ITEM_NAMES: Readonly<Record<Item, string>> = {
  rules: '规章',
  normative: '规范性文件',
  permits: '行政许可',
  services: '其他对外管理服务事项',
  penalties: '行政处罚',
  enforcement: '行政强制',
  charges: '行政事业性收费',
  procurement: '政府集中采购',
}
const NAMES: readonly (readonly [Item, string])[] = [
  ['rules', '规章'],
  ['normative', '规范性文件'],
  ['permits', '行政许可'],
  ['services', '其他对外管理服务事项'],
  ['penalties', '行政处罚'],
  ['enforcement', '行政强制'],
  ['charges', '行政事业性收费'],
  ['procurement', '政府集中采购'],
]
/** How many figures a row has in each edition. */
const WIDTHS: Readonly<Record<'A' | 'B', Readonly<Partial<Record<Item, number>>>>> = {
  A: { rules: 3, normative: 3, permits: 3, services: 3, penalties: 3, enforcement: 3, charges: 2, procurement: 2 },
  B: { rules: 3, normative: 3, permits: 1, penalties: 1, enforcement: 1, charges: 1 },
}

export type Proactive = {
  readonly edition: 'A' | 'B' | null
  readonly rows: ReadonlyMap<Item, readonly number[]>
  /** The words of the table: column heads, items, units. */
  readonly words: string
}

export function proactiveOf(grids: readonly Grid[], text: string): Proactive {
  const from = text.search(/信\s*息\s*内\s*容/)
  const table = from < 0 ? text : text.slice(from)
  const words = squeeze(table)
  const edition = editionOf(words)
  const cells = rowsOfGrids(grids)
  return { edition, words, rows: withinForm(cells.size > 0 ? cells : rowsOfText(table), edition) }
}

/** By the heads of the columns, which wrap in many ways when a table is flattened. */
function editionOf(words: string): 'A' | 'B' | null {
  const count = (marks: readonly RegExp[]) => marks.filter((mark) => mark.test(words)).length
  const a = count([/新制作|制作数量/, /新公开|公开数量/, /对外公开总/, /上一年项目/, /本年增/, /采购项目数量/, /采购总金额/, /其他对外管理服务/])
  const b = count([/制发件数|制发数/, /废止件数|废止数/, /现行有效/, /本年(?:\(\d+\))?处理决定/, /收费金额/])
  if (a >= 3 && b === 0) return 'A'
  return b >= 2 && a === 0 ? 'B' : a > 2 * b ? 'A' : b > 2 * a ? 'B' : null
}

function itemOf(label: string): Item | undefined {
  const bare = label
    .replace(/^行政规范/, '规范')
    .replace(/[(].*[)]$/, '')
    .replace(/^[\d.、]+/, '')
  return NAMES.find(([, name]) => bare === name)?.[0]
}

function rowsOfGrids(grids: readonly Grid[]): Map<Item, readonly number[]> {
  const rows = new Map<Item, readonly number[]>()
  for (const grid of grids) {
    for (const row of grid) {
      const at = row.findIndex((cell) => cell !== null && itemOf(squeeze(cell)) !== undefined)
      const item = at < 0 ? undefined : itemOf(squeeze(row[at] ?? ''))
      if (item === undefined || rows.has(item)) continue
      const cells = row.slice(at + 1).filter((cell) => cell !== null)
      while (cells.length > 1 && isBlank(cells.at(-1) ?? '') && squeeze(cells.at(-1) ?? '') === '') cells.pop()
      const values = cells.map(cellNumber)
      const known = values.filter((value) => value !== undefined)
      if (known.length === values.length && known.length > 0) rows.set(item, known)
    }
  }
  return rows
}

function rowsOfText(text: string): Map<Item, readonly number[]> {
  const rows = new Map<Item, readonly number[]>()
  const bare = zerosForStrokes(text)
    .replace(/(?<=\d)\s*(?:万元|元|件|项|个)(?=[\s|]|$)/gm, '')
    .replace(/(\d)\s*\/\s*(\d)/g, '$1 $2')
  for (const { words, numbers, lines } of groupsOf(bare)) {
    if (lines.length > 1 && numbers.some((n, i) => n < 0 && i !== 1)) continue // the order of reading is not the order of the row
    const name = NAMES.find(([, one]) => words.endsWith(one))
    if (name && !rows.has(name[0])) rows.set(name[0], numbers)
  }
  return rows
}

/** Trailing blanks count as 0 only up to the form's width; a row with more figures than the form has is not understood. */
function withinForm(rows: ReadonlyMap<Item, readonly number[]>, edition: 'A' | 'B' | null): Map<Item, readonly number[]> {
  if (!edition) return new Map()
  return new Map([...rows].filter(([item, values]) => values.length === WIDTHS[edition][item]))
}
