import { cellNumber, type Grid, isBlank, squeeze } from './blocks.ts'
import { groupedBy, sum } from './finding.ts'
import { type Group, groupsOf, loneNumbersDropped, zerosForStrokes } from './figures.ts'

const REFUSED = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8'] as const
const UNABLE = ['u1', 'u2', 'u3'] as const
const NOT_PROCESSED = ['n1', 'n2', 'n3', 'n4', 'n5'] as const
const OTHER_B = ['o1', 'o2', 'o3'] as const
export type RowKey =
  | 'received'
  | 'carriedIn'
  | 'granted'
  | 'partly'
  | (typeof REFUSED)[number]
  | (typeof UNABLE)[number]
  | (typeof NOT_PROCESSED)[number]
  | (typeof OTHER_B)[number]
  | 'other'
  | 'concluded'
  | 'carriedOut'
export const GROUPS = { refused: REFUSED, unable: UNABLE, notProcessed: NOT_PROCESSED } as const

const LEAVES = ['granted', 'partly', ...REFUSED, ...UNABLE, ...NOT_PROCESSED] as const
const ORDERS: Readonly<Record<'A' | 'B', readonly RowKey[]>> = {
  A: ['received', 'carriedIn', ...LEAVES, 'other', 'concluded', 'carriedOut'],
  B: ['received', 'carriedIn', ...LEAVES, ...OTHER_B, 'concluded', 'carriedOut'],
}
export const COLUMNS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'] as const
const WIDTH = COLUMNS.length

/** Table three: the rows that could be aligned, seven numbers each. */
export type Requests = { readonly rows: ReadonlyMap<RowKey, readonly number[]>; readonly leaves: readonly RowKey[]; readonly whole: boolean }

/** Deepest labels first: a refusal's own label also stands under the name of its group. */
const LABELS: readonly (readonly [RowKey, RegExp])[] = [
  ['r1', /国家秘密/],
  ['r2', /其他法律|法律、?行政法规/],
  ['r3', /三安全/],
  ['r4', /第三方/],
  ['r5', /内部事务/],
  ['r6', /过程性/],
  ['r7', /执法案卷/],
  ['r8', /行政查询/],
  ['u1', /不掌握/],
  ['u2', /现成信息|另行制作/],
  ['u3', /仍不明确/],
  ['n1', /信访/],
  ['n2', /重复申请/],
  ['n3', /出版物/],
  ['n4', /大量反复/],
  ['n5', /要求行政机关|重新出具/],
  ['o1', /不补正/],
  ['o2', /收费通知|缴纳费用/],
  ['carriedOut', /结转下/],
  ['carriedIn', /上(?:一)?年度?结转/],
  ['received', /[本今]?年度?新收/],
  ['partly', /部分公开/],
  ['granted', /予以公开/],
  ['concluded', /七\)?、?总计|\(七\)|办理结果总计$/],
  ['o3', /^(?:\(?3[.、)]?)其他/],
  ['other', /其[他它]处理/],
]
export const ROW_NAMES: Readonly<Record<RowKey, string>> = {
  received: '一、本年新收',
  carriedIn: '二、上年结转',
  granted: '（一）予以公开',
  partly: '（二）部分公开',
  r1: '属于国家秘密',
  r2: '其他法律行政法规禁止公开',
  r3: '危及“三安全一稳定”',
  r4: '保护第三方合法权益',
  r5: '属于三类内部事务信息',
  r6: '属于四类过程性信息',
  r7: '属于行政执法案卷',
  r8: '属于行政查询事项',
  u1: '本机关不掌握相关政府信息',
  u2: '没有现成信息需要另行制作',
  u3: '补正后申请内容仍不明确',
  n1: '信访举报投诉类申请',
  n2: '重复申请',
  n3: '要求提供公开出版物',
  n4: '无正当理由大量反复申请',
  n5: '要求行政机关确认或重新出具已获取信息',
  o1: '逾期不补正',
  o2: '逾期未缴费',
  o3: '（六）3.其他',
  other: '（六）其他处理',
  concluded: '（七）总计',
  carriedOut: '四、结转下年度继续办理',
}

/** From cells where the file has them, else from the run of numbers; null when neither can be aligned. */
export function requestsOf(grids: readonly Grid[], text: string): Requests | null {
  const cells = requestsOfGrids(grids)
  const run = cells?.whole ? null : requestsOfText(text)
  return run?.whole ? run : (cells ?? run)
}

function requestsOfGrids(grids: readonly Grid[]): Requests | null {
  const rows = new Map<RowKey, readonly number[]>()
  const seen = new Set<RowKey>()
  for (const grid of grids) {
    const starts = valueStarts(grid)
    for (const row of grid) {
      const { labels, values } = rowOf(row, starts.get(row.length))
      const key = keyOf(labels)
      if (key === undefined || seen.has(key)) continue
      seen.add(key)
      if (values) rows.set(key, values)
    }
    if (seen.has('carriedOut') && seen.has('received')) break
  }
  return rows.size >= 4 ? complete(rows) : null
}

function complete(rows: ReadonlyMap<RowKey, readonly number[]>): Requests {
  const order = rows.has('other') ? ORDERS.A : ORDERS.B
  return { rows, leaves: order.slice(2, -2), whole: order.every((key) => rows.has(key)) }
}

/** Where the seven figures begin, by width of row, learnt from the rows that have all seven. */
function valueStarts(grid: Grid): Map<number, number> {
  const starts = new Map<number, number>()
  for (const row of grid) {
    const at = row.flatMap((cell, i) => (cell !== null && !isBlank(cell) && cellNumber(cell) !== undefined ? [i] : []))
    const [first] = at
    if (first !== undefined && at.length === WIDTH && at.at(-1) === first + WIDTH - 1) starts.set(row.length, first)
  }
  return starts
}

function rowOf(row: readonly (string | null)[], start: number | undefined): { labels: string[]; values: readonly number[] | null } {
  const isLabel = (cell: string | null) => cell !== null && cellNumber(cell) === undefined
  const last = row.findLastIndex((cell, i) => isLabel(cell) && (start === undefined || i < start))
  const labels = row.slice(0, last + 1).flatMap((cell) => (cell !== null && isLabel(cell) ? [squeeze(cell)] : []))
  const tail = row.slice(last + 1)
  const begin =
    start === undefined || start <= last
      ? tail.slice(0, tail.length - WIDTH).every((cell) => cell === null || isBlank(cell))
        ? tail.length - WIDTH
        : -1
      : start - last - 1
  const cells = begin < 0 ? [] : tail.slice(begin, begin + WIDTH)
  const values = cells.map((cell) => (cell === null ? undefined : cellNumber(cell)))
  const full = values.filter((value) => value !== undefined)
  return { labels, values: full.length === WIDTH ? full : null }
}

function keyOf(labels: readonly string[]): RowKey | undefined {
  for (const label of [labels.at(-1) ?? '', labels.join('')]) {
    if (/^\(?[3③]?[.、)]?其[他它]$/.test(label) && labels.some((one) => /其[他它]处理|不补正|缴纳/.test(one))) return 'o3'
    const found = LABELS.find(([, pattern]) => pattern.test(label))
    if (found) return found[0]
  }
  return undefined
}

const ITEM_NUMBER =
  /(?<![\d.])\(?[1-8]\s*[.、)]\s*(?=[\u4e00-\u9fff“"])|(?<![\d.\s])[1-8](?=属于|其他法律|危及|保护|本机关|没有现成|补正后|信访|重复申请|要求|无正当|申请人)/g

function requestsOfText(text: string): Requests | null {
  const start = [...text.matchAll(/(?:一\s*、\s*)?本\s*年\s*度?\s*新\s*收\s*政/g)].at(-1)?.index ?? 0
  const bare = zerosForStrokes(text.slice(start))
    .replace(ITEM_NUMBER, '')
    .replace(/[①②③④⑤⑥⑦⑧]/g, '')
  const all = groupsOf(withoutLoneLines(bare))
  const end = all.findIndex((group) => /结转下/.test(group.words))
  const groups = withoutLoneGroups(rejoined(end < 0 ? all : all.slice(0, end + 1)))
  const lines = groups.map((group) => loneNumbersDropped(group, WIDTH))
  const edition = lines.length === ORDERS.A.length ? 'A' : lines.length === ORDERS.B.length ? 'B' : null
  const numbers = lines.map((one) => (one.length === WIDTH ? one : withoutPageNumber(one)))
  const glued = lines.every((one) => one.length === 1) && groups.every((group) => /^\d{7}$/.test(group.raw))
  if (edition && glued) return complete(new Map(groups.map((group, i) => [ORDERS[edition][i] ?? 'other', [...group.raw].map(Number)])))
  if (edition && numbers.filter((one) => one === null).length <= 3 && isInOrder(groups, numbers)) return placed(ORDERS[edition], groups, numbers)
  return rowsTogether(lines.flat()) ?? rowsByLabel(groups.map((group, i) => ({ words: group.words, numbers: numbers[i] ?? null })))
}

const isSound = (row: readonly number[]): boolean => sum(row.slice(0, -1)) === row.at(-1)
const MOST_UNSOUND = 5 // a faulty report has a wrong row or two; a scrambled text has many

/** A text may be read in an order that mixes rows: then rows lie on their lines in odd ways and do not add up. */
function isInOrder(groups: readonly Group[], rows: readonly (readonly number[] | null)[]): boolean {
  const shapes = groups.map((group) => group.lines.map((line) => line.length).join())
  const usual = groupedBy(shapes, (shape) => shape).sort((a, b) => b.length - a.length)[0]?.[0]
  const plain = (shape: string | undefined) => shape === usual || shape === String(WIDTH) || shape === Array.from({ length: WIDTH }, () => 1).join()
  const unsound = rows.flatMap((row, i) => (row && !isSound(row) ? [i] : []))
  return unsound.length <= MOST_UNSOUND && unsound.every((i) => plain(shapes[i]) || /\b7\b/.test(shapes[i] ?? ''))
}

/** Rows in the form's order; when one is broken, only those whose own label says the same are believed. */
function placed(order: readonly RowKey[], groups: readonly Group[], numbers: readonly (readonly number[] | null)[]): Requests {
  const broken = numbers.includes(null)
  return complete(
    new Map(
      numbers.flatMap((row, i) => {
        const key = order[i] ?? 'other'
        return row && (!broken || labelled(groups[i]?.words ?? '') === key) ? [[key, row] as const] : []
      }),
    ),
  )
}

/** A single number between two labels is no row but a page number. */
function withoutLoneGroups(groups: readonly Group[]): readonly Group[] {
  const rows = groups.filter((group) => group.numbers.length > 1)
  return rows.length < groups.length && [ORDERS.A.length, ORDERS.B.length].includes(rows.length) ? rows : groups
}

/** The row named last before the figures. */
const labelled = (words: string): RowKey | undefined =>
  LABELS.map(([key, pattern]) => ({ key, at: words.search(new RegExp(`(?:${pattern.source})(?!.*(?:${pattern.source}))`)) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at)[0]?.key ?? (/其[他它]$/.test(words) ? 'o3' : undefined)

/** A row's figures that a wrapped label tore in two; words that open another row never join. */
const rejoined = (groups: readonly Group[]): Group[] => {
  const rows: Group[] = []
  for (const group of groups) {
    const last = rows.at(-1)
    const torn =
      last && last.numbers.length < WIDTH && last.numbers.length + group.numbers.length === WIDTH && !LABELS.some(([, pattern]) => pattern.test(group.words))
    if (torn) rows[rows.length - 1] = { ...last, numbers: [...last.numbers, ...group.numbers], lines: [], raw: last.raw + group.raw }
    else rows.push(group)
  }
  return rows
}

/** Where rows stand on one line each, a line that is only a number is a page number. */
function withoutLoneLines(text: string): string {
  const rows = text.split('\n').filter((line) => (line.match(/(?<=^|[\s|])\d+(?=[\s|]|$)/g) ?? []).length >= WIDTH)
  return rows.length * 2 > ORDERS.A.length ? text.replace(/^[ \t]*\d{1,3}[ \t]*$/gm, '') : text
}

/** A page number that fell among one row's cells is left out when only one way makes the row add up. */
function withoutPageNumber(numbers: readonly number[]): readonly number[] | null {
  if (numbers.length !== WIDTH + 1) return null
  const ways = [numbers.slice(1), numbers.slice(0, -1)].filter(isSound)
  return ways.length === 1 ? (ways[0] ?? null) : null
}

/** All labels first and all figures after them: believed only when nearly every row adds up. */
function rowsTogether(numbers: readonly number[]): Requests | null {
  const edition = numbers.length === ORDERS.A.length * WIDTH ? 'A' : numbers.length === ORDERS.B.length * WIDTH ? 'B' : null
  if (!edition) return null
  const rows = ORDERS[edition].map((_, i) => numbers.slice(i * WIDTH, (i + 1) * WIDTH))
  const sound = rows.filter(isSound).length
  return sound >= rows.length - 1 ? complete(new Map(rows.map((row, i) => [ORDERS[edition][i] ?? 'other', row]))) : null
}

/** Some rows are missing or broken: the others are placed by the last label before their figures, and only the four that bear the balance are believed. */
function rowsByLabel(groups: readonly { words: string; numbers: readonly number[] | null }[]): Requests | null {
  const rows = new Map<RowKey, readonly number[]>()
  let place = -1
  for (const { words, numbers } of groups) {
    const key = labelled(words)
    if (key === undefined || rows.has(key)) return null
    const order = [...ORDERS.B.slice(0, -2), 'other', 'concluded', 'carriedOut'].indexOf(key)
    if (order < place) return null
    place = order
    if (numbers) rows.set(key, numbers)
  }
  const sure = new Map([...rows].filter(([key]) => ['received', 'carriedIn', 'concluded', 'carriedOut'].includes(key)))
  return sure.size === 4 && [...rows.values()].filter((row) => !isSound(row)).length <= 1 ? complete(sure) : null
}
