import { beijingDay, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { type Calendar, loadCalendar } from '../calendar/index.ts'
import { listDepartments } from '../organizations/index.ts'
import { rowOf, stepName } from './lifecycle.ts'
import { forgetCounts } from './queue.ts'
import { applyEvent, clockOfState, isStanding, type RequestState } from './request.ts'
import { type Order, takeStep } from './steps.ts'
import { findRequest, type Projection, type Request, saveStep } from './store.ts'
import { isVisibleTo } from './visibility.ts'

/** The columns a state shows to lists. */
export function projectionOf(state: RequestState, today: PlainDate, calendar: Calendar): Projection {
  const clock = clockOfState(state, today, calendar)
  return {
    receivedOn: state.receivedOn,
    stage: state.stage,
    department: state.department,
    dueOn: isStanding(state) ? null : clock.due,
    dueProvisional: clock.provisional,
    calendarVersion: calendar.version,
    concludedOn: state.conclusion?.on ?? null,
    decision: state.conclusion?.decision ?? null,
  }
}

/**
 * Takes one step: load, decide, save. `version` is the one the person saw; when it has moved on, the refusal says who did
 * what, and nothing is changed.
 */
export async function takeStepOn(
  house: House,
  number: string,
  version: number | undefined,
  order: Order,
  by: Viewer | 'applicant',
): Promise<Request | Refusal> {
  const at = house.now()
  const today = beijingDay(at)
  const taken = await house.db.transaction().execute(async (tx) => {
    const request = await findRequest(tx, number)
    if (!request || (by !== 'applicant' && !isVisibleTo(request, by))) return refuse('not-found', `没有编号为 ${number} 的申请，或者它不由您的科室承办`)
    if (version !== undefined && version !== request.version) return staleBecause(request)
    const fixed = order.step === 'correctReceipt' && request.channel === 'online'
    if (fixed) return refuse('not-now', '网上申请的收到之日由平台记下，不能更正', '条例第三十一条第三项')
    if (order.step === 'assign') {
      const departments = await listDepartments(house.db, request.agencyId)
      if (!departments.includes(order.department)) return refuse('invalid', `选一个承办科室：${departments.join('、')}`)
    }
    const calendar = await loadCalendar(tx)
    const actor = by === 'applicant' ? by : by.role
    const event = takeStep(request.state, order, actor, { today, calendar })
    if (isRefusal(event)) return event
    const next = applyEvent(request.state, event)
    const article = rowOf(request.state.stage, order.step)?.law ?? ''
    const byName = by === 'applicant' ? '申请人' : by.name
    const saved = await saveStep(tx, request, event, projectionOf(next, today, calendar), { at, byName, byRole: actor, article })
    if (!saved) return staleBecause((await findRequest(tx, number)) ?? request)
    await leaveTrace(tx, { at, by: by === 'applicant' ? 'public' : by, act: stepName[order.step], subject: `requests/${number}`, article })
    return { ...request, version: request.version + 1, state: next }
  })
  forgetCounts(house.db)
  return taken
}

function staleBecause(request: Request): Refusal<'stale'> {
  const last = request.events.at(-1)
  const what =
    last && last.fact.step !== 'register' ? `${last.by}刚刚办理了“${stepName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这件申请刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}
