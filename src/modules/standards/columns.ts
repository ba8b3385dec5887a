import type { Unit } from './limits.ts'
import type { Kind } from './standard.ts'
import type { Cell } from './sheet.ts'

const TREE = ['majorCode', 'majorName', 'minorCode', 'minorName'] as const
export type TreeField = (typeof TREE)[number]
export const UNIT_COLUMNS = ['urgent_minute', 'urgent_hour', 'work_hour', 'work_day', 'day'] as const satisfies readonly Unit[]
export type Field = TreeField | 'kind' | 'text' | 'limit' | 'stages' | 'fence' | 'closing' | 'level' | Unit

export const fieldName = {
  kind: '类型',
  majorCode: '大类代码',
  majorName: '大类名称',
  minorCode: '小类代码',
  minorName: '小类名称',
  text: '立案条件',
  limit: '处置时限',
  stages: '分级时限',
  fence: '围护时限',
  closing: '结案条件',
  level: '奖励级别',
  urgent_minute: '处置时限（分钟）',
  urgent_hour: '处置时限（紧急工作时）',
  work_hour: '处置时限（工作时）',
  work_day: '处置时限（工作日）',
  day: '处置时限（天）',
} as const satisfies Record<Field, string>

const NAMES: readonly (readonly [Field, RegExp])[] = [
  ['kind', /^(?:问题)?(?:类型|类别)$|^部件[/、]?事件$/],
  ['majorCode', /^大类(?:代码|编码|编号|代号)$/],
  ['majorName', /^大类(?:名称|名)?$/],
  ['minorCode', /^小类(?:代码|编码|编号|代号)$/],
  ['minorName', /^小类(?:名称|名)?$|^(?:部件|事件|问题)?名称$/],
  ['text', /^立案(?:条件|标准|情形)$/],
  ['stages', /^(?:分级|分阶段|分步)(?:处置)?(?:时限|期限)$/],
  ['fence', /^(?:围护|先期)(?:处置)?(?:时限|期限)$/],
  ['limit', /^(?:(?:处置|处理|办理|办结)?(?:时限|期限)|处置时间)$/],
  ['closing', /^结案(?:条件|标准|情形)$/],
  ['level', /^(?:奖励|举报奖励)?(?:级别|等级)$/],
]
const UNIT_WORDS = new Map<string, Unit>([
  ['紧急工作时', 'urgent_hour'],
  ['紧急工作小时', 'urgent_hour'],
  ['工作时', 'work_hour'],
  ['工作小时', 'work_hour'],
  ['工作日', 'work_day'],
  ['天', 'day'],
  ['自然日', 'day'],
  ['分钟', 'urgent_minute'],
])

/** Which field a heading names, and the kind it says in passing (“部件小类代码”). */
function fieldOf(heading: string): { readonly field: Field; readonly kind: Kind | undefined } | undefined {
  const words = heading.normalize('NFKC').replace(/[\s*:]/g, '')
  const [, kind, rest = ''] = /^(部件|事件)?(.*)$/.exec(words) ?? []
  const [, base = rest, inside] = /^(.*?)(?:[([【]([^)\]】]*)[)\]】])?$/.exec(rest) ?? []
  const saidKind = kind === '部件' || kind === '事件' ? kind : undefined
  const unit = UNIT_WORDS.get(base) ?? (inside === undefined ? undefined : UNIT_WORDS.get(inside.replace(/^单位/, '')))
  const [named] = NAMES.find(([, name]) => name.test(base) || name.test(`${kind ?? ''}${base}`)) ?? []
  if (unit !== undefined && (named === undefined || named === 'limit')) return { field: unit, kind: saidKind }
  return named && { field: named, kind: saidKind }
}

/** Where a sheet keeps what: positions count from nought. */
export type Columns = {
  /** The position of the last row of the heading. */
  readonly heading: number
  readonly at: ReadonlyMap<Field, number>
  readonly ignored: readonly { readonly position: number; readonly heading: string }[]
  readonly doubled: readonly { readonly position: number; readonly field: Field }[]
  readonly kind: Kind | undefined
}

const HEADING_ROWS = 10
const LEAST_FIELDS = 4

/** How many fields a row would name as a heading; data rows name none. */
export const headingsIn = (row: readonly Cell[]): number => new Set(row.flatMap((cell) => fieldOf(cell.text)?.field ?? [])).size
export const isHeading = (row: readonly Cell[]): boolean => headingsIn(row) >= LEAST_FIELDS

/** The heading among the first rows: the one that names most; a second row under it may name the parts of a merged heading. */
export function findColumns(rows: readonly (readonly Cell[])[]): Columns | undefined {
  const first = rows.slice(0, HEADING_ROWS).findIndex(isHeading)
  const upper = rows[first]
  if (upper === undefined) return undefined
  const under = rows[first + 1] ?? []
  const said = under.filter((cell) => cell.text.trim() !== '')
  const two = said.length > 0 && said.every((cell) => fieldOf(cell.text) !== undefined)
  const width = Math.max(upper.length, two ? under.length : 0)
  const headings = Array.from({ length: width }, (_, i) => (two && under[i]?.text.trim() ? under[i].text : (upper[i]?.text ?? '')))
  return columnsOf(headings, two ? first + 1 : first)
}

function columnsOf(headings: readonly string[], heading: number): Columns {
  const at = new Map<Field, number>()
  const ignored: { position: number; heading: string }[] = []
  const doubled: { position: number; field: Field }[] = []
  let kind: Kind | undefined
  headings.forEach((text, position) => {
    const found = fieldOf(text)
    kind ??= found?.kind
    if (found === undefined) {
      if (text.trim() !== '') ignored.push({ position, heading: text.trim() })
    } else if (at.has(found.field)) doubled.push({ position, field: found.field })
    else at.set(found.field, position)
  })
  return { heading, at, ignored, doubled, kind }
}

/** Columns without which nothing can be read; a limit may stand in one of several. */
export function missingColumns({ at }: Columns): string[] {
  const needed = [...TREE, 'text', 'closing'] as const
  const limits = ['limit', 'stages', ...UNIT_COLUMNS] as const
  const missing = needed.filter((field) => !at.has(field)).map((field) => fieldName[field])
  return limits.some((field) => at.has(field)) ? missing : [...missing, fieldName.limit]
}
