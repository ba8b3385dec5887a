import { csvOf } from '../../platform/csv.ts'
import type { Feed } from '../../ui/feeds.ts'
import { caseLight } from './light.ts'
import { isOver, stageName } from './lifecycle.ts'
import type { Names } from './naming.ts'
import type { PublicRow } from './public-list-store.ts'

const iso = (at: Date | null): string => at?.toISOString() ?? ''

/** One row as open data: the same fields in every format, in the order of the disclosure. */
export const fieldsOf = (row: PublicRow, names: Names, now: Date) => ({
  number: row.number,
  status: isOver(row.stage) ? 'closed' : 'open',
  stage: row.stage,
  stage_name: stageName[row.stage],
  title: row.title,
  category_code: row.category,
  category: row.category ? names.category(row.category) : names.tile(row.tile),
  street_code: row.street,
  street: row.street ? names.street(row.street) : '',
  place: row.place,
  lon: row.lon ?? '',
  lat: row.lat ?? '',
  unit: row.unit,
  updated_at: row.movedAt.toISOString(),
  given_at: iso(row.givenAt),
  due_at: iso(row.dueAt),
  handled_at: iso(row.handledAt),
  on_time: row.onTime === null ? '' : row.onTime ? 'ONTIME' : 'OVERDUE',
  exempt: row.exempt,
  overdue_now: row.overdueFrom !== null && row.overdueFrom < now,
  suspended_until: row.suspendedUntil,
  failed_rounds: row.failed,
  supervision: row.supervision,
  result: row.result,
  light: caseLight(row, now)?.word ?? '',
})
export type OpenRow = ReturnType<typeof fieldsOf>

const HEADS: readonly (readonly [keyof OpenRow, string])[] = [
  ['number', '案件编号'],
  ['title', '问题'],
  ['category', '案件类别'],
  ['street', '街道'],
  ['place', '位置'],
  ['unit', '派发部门'],
  ['due_at', '处置时限'],
  ['light', '时限情况'],
  ['stage_name', '环节'],
  ['result', '处置结果'],
  ['given_at', '派遣时间'],
  ['handled_at', '处置完成时间'],
  ['on_time', '按期'],
  ['exempt', '超期免予计责'],
  ['suspended_until', '挂账至'],
  ['failed_rounds', '核查未通过轮数'],
  ['supervision', '督办'],
  ['updated_at', '最近变动'],
  ['lon', '经度'],
  ['lat', '纬度'],
  ['category_code', '类别编码'],
  ['street_code', '街道编码'],
]
export const csvOfCases = (rows: readonly OpenRow[]): Uint8Array =>
  csvOf([HEADS.map(([, head]) => head), ...rows.map((row) => HEADS.map(([key]) => String(row[key])))])

const CASES_BEGUN = new Date(0).toISOString()
/** Each change of a case is an entry of the feed with its own moment. */
export const feedOfCases = (
  rows: readonly OpenRow[],
  site: { readonly name: string; readonly origin: string; readonly path: string; readonly home: string },
): Feed => ({
  title: `${site.name} 城市管理案件`,
  author: site.name,
  self: site.origin + site.path,
  home: site.origin + site.home,
  begun: CASES_BEGUN,
  entries: rows.map((row) => ({
    url: `${site.origin}/cases/${row.number}`,
    title: `${row.number} ${row.title || row.category}：${row.stage_name}`,
    updated: row.updated_at,
    summary: [row.category, row.street, row.unit, row.light, row.result].filter(Boolean).join(' · '),
  })),
})
