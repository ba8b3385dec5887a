import { beijingDay, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { type RemedyResult, type RemedyRoute, remedyResultName, remedyRouteName } from './remedy.ts'
import './tables.ts'

export type NewRemedy = {
  readonly route: RemedyRoute
  /** The request it is about; null when it is about something else, such as proactive disclosure. */
  readonly requestNumber: string | null
  readonly filedOn: PlainDate
  readonly note: string
}

/** Records a 行政复议 or 行政诉讼 that began; table four counts it as pending until it is closed. */
export async function addRemedy(house: House, viewer: Viewer, remedy: NewRemedy): Promise<{ id: number } | Refusal> {
  const at = house.now()
  if (remedy.filedOn > beijingDay(at)) return refuse('invalid', `受理日期不能晚于今天（${inChinese(beijingDay(at))}）`)
  return await house.db.transaction().execute(async (tx) => {
    if (remedy.requestNumber !== null) {
      const request = await tx
        .selectFrom('requests.request')
        .select('received_on')
        .where('number', '=', remedy.requestNumber)
        .where('agency_id', '=', viewer.agencyId)
        .executeTakeFirst()
      if (!request) return refuse('not-found', `没有编号为 ${remedy.requestNumber} 的申请；核对编号，或者留空`)
      if (remedy.filedOn < request.received_on) return refuse('invalid', `受理日期不能早于该申请收到之日（${inChinese(request.received_on)}）`)
    }
    const { id } = await tx
      .insertInto('requests.remedy')
      .values({
        agency_id: viewer.agencyId,
        route: remedy.route,
        request_number: remedy.requestNumber,
        filed_on: remedy.filedOn,
        closed_on: null,
        result: null,
        note: remedy.note,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await leaveTrace(tx, {
      at,
      by: viewer,
      act: `登记${remedyRouteName[remedy.route]}`,
      subject: `remedies/${id}`,
      article: '条例第五十一条',
      note: remedy.requestNumber ?? '',
    })
    return { id }
  })
}

/** Records how it ended; once only. */
export async function closeRemedy(
  house: House,
  viewer: Viewer,
  id: number,
  ending: { readonly result: RemedyResult; readonly closedOn: PlainDate },
): Promise<{ id: number } | Refusal> {
  const at = house.now()
  if (ending.closedOn > beijingDay(at)) return refuse('invalid', `审结日期不能晚于今天（${inChinese(beijingDay(at))}）`)
  return await house.db.transaction().execute(async (tx) => {
    const remedy = await tx
      .selectFrom('requests.remedy')
      .select(['route', 'filed_on', 'closed_on'])
      .where('id', '=', id)
      .where('agency_id', '=', viewer.agencyId)
      .forUpdate()
      .executeTakeFirst()
    const closed = remedy ? closedBecause(remedy, ending.closedOn) : refuse('not-found', '没有这件复议或者诉讼')
    if (!remedy || isRefusal(closed)) return closed ?? refuse('not-found', '没有这件复议或者诉讼')
    await tx.updateTable('requests.remedy').set({ closed_on: ending.closedOn, result: ending.result }).where('id', '=', id).execute()
    await leaveTrace(tx, {
      at,
      by: viewer,
      act: `${remedyRouteName[remedy.route]}审结`,
      subject: `remedies/${id}`,
      article: '条例第五十一条',
      note: remedyResultName[ending.result],
    })
    return { id }
  })
}

function closedBecause(remedy: { filed_on: PlainDate; closed_on: PlainDate | null }, on: PlainDate): Refusal | undefined {
  if (remedy.closed_on !== null) return refuse('not-now', `已于${inChinese(remedy.closed_on)}审结，结果不再改动`)
  if (on < remedy.filed_on) return refuse('invalid', `审结日期不能早于受理之日（${inChinese(remedy.filed_on)}）`)
  return undefined
}
