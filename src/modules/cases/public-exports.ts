import type { Fields } from '../../kernel/field.ts'
import type { Db } from '../../platform/database.ts'
import type { Feed } from '../../ui/feeds.ts'
import { supervisionName } from './facts.ts'
import { caseLight } from './light.ts'
import { isOver, stageName } from './lifecycle.ts'
import type { Names } from './naming.ts'
import { filterIn } from './public-filter.ts'
import { listOpenData, type PublicRow } from './public-list-store.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null
const ON_TIME = { ONTIME: '按期', OVERDUE: '超期' } as const

/** One row as open data: the same fields in every format. */
export const fieldsOf = (row: PublicRow, names: Names, now: Date) => ({
  number: row.number,
  status: isOver(row.stage) ? ('closed' as const) : ('open' as const),
  stage: row.stage,
  stage_name: stageName[row.stage],
  title: row.title,
  category_code: row.category,
  category: row.category ? names.category(row.category) : names.tile(row.tile),
  street_code: row.street,
  street: row.street ? names.street(row.street) : '',
  place: row.place,
  lon: row.lon,
  lat: row.lat,
  unit: row.unit,
  updated_at: row.movedAt.toISOString(),
  given_at: iso(row.givenAt),
  due_at: iso(row.dueAt),
  handled_at: iso(row.handledAt),
  on_time: row.onTime === null ? null : row.onTime ? ('ONTIME' as const) : ('OVERDUE' as const),
  exempt: row.exempt,
  overdue_now: row.overdueFrom !== null && row.overdueFrom < now,
  suspended_until: row.suspendedUntil || null,
  failed_rounds: row.failed,
  supervision: row.supervision || null,
  result: row.result,
  light: caseLight(row, now)?.word ?? '',
})
export type OpenRow = ReturnType<typeof fieldsOf>

/** What each field of the open data of cases is, in the order of the files. */
export const CASE_FIELDS: Fields<OpenRow> = {
  number: { head: '案件编号', type: 'text', says: '案件永久的编号，网址是 /cases/ 加编号' },
  title: { head: '问题', type: 'text', says: '问题的一句话说明，经过隐私检查；没有立案的不公开' },
  category: { head: '案件类别', type: 'text', says: '立结案标准里的大类和小类；没有立案的是上报时选的类别' },
  street: { head: '街道', type: 'text', says: '案件所在街道' },
  place: { head: '位置', type: 'text', says: '位置说明，经过隐私检查' },
  unit: { head: '派发部门', type: 'text', says: '现在或者最后承办的单位' },
  due_at: { head: '处置时限', type: 'datetime', says: '承办单位应当处置完毕的时刻；没有派遣的没有' },
  light: { head: '时限情况', type: 'text', says: '生成文件时离时限还有多久，或者超过了多久' },
  stage_name: { head: '环节', type: 'text', says: '案件走到哪一步' },
  result: { head: '处置结果', type: 'text', says: '承办单位反馈的结果，或者不予立案的理由' },
  given_at: { head: '派遣时间', type: 'datetime', says: '派遣给承办单位的时刻' },
  handled_at: { head: '处置完成时间', type: 'datetime', says: '承办单位反馈处置完毕的时刻' },
  on_time: { head: '按期', type: 'code', says: '处置完毕时是否在时限以内；没有处置完毕的没有', values: ON_TIME },
  exempt: { head: '超期免予计责', type: 'boolean', says: '超期了，但是申诉成立，不计责任' },
  suspended_until: { head: '挂账至', type: 'date', says: '批准暂缓处置到哪一天；没有挂账的没有' },
  failed_rounds: { head: '核查未通过轮数', type: 'integer', says: '核查没有通过、要求返工的轮数', unit: '轮' },
  supervision: { head: '督办', type: 'code', says: '最高一级的督办；没有督办的没有', values: supervisionName },
  updated_at: { head: '最近变动', type: 'datetime', says: '案件最后一次有变动的时刻' },
  lon: { head: '经度', type: 'number', says: '问题位置的经度，WGS 84；没有定位的没有', unit: '度' },
  lat: { head: '纬度', type: 'number', says: '问题位置的纬度，WGS 84；没有定位的没有', unit: '度' },
  category_code: { head: '类别编码', type: 'text', says: '立结案标准的小类编码，字典是立结案标准这个数据集；没有立案的为空' },
  street_code: { head: '街道编码', type: 'text', says: '街道的九位行政区划代码' },
  status: { head: '状态', type: 'code', says: '还在办理，还是已经办完', values: { open: '在办', closed: '办完' } },
  stage: { head: '环节编码', type: 'code', says: '环节的编码', values: stageName },
  overdue_now: { head: '现在超期', type: 'boolean', says: '生成文件时已经超过时限、还没有办完' },
}

/** When something that the public sees of the cases last changed; undefined before the first. */
export const lastMoved = async (db: Db, agencyId: number, now: Date): Promise<Date | undefined> =>
  (await listOpenData(db, agencyId, filterIn({}), now)).rows[0]?.movedAt

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
