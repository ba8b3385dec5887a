import { beijingDay, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { type Calendar, loadCalendar } from '../calendar/index.ts'
import { isOut } from '../letters/index.ts'
import { rowOf, stepName } from './lifecycle.ts'
import { forgetCounts } from './queue.ts'
import { keepCirculated } from './circulation-store.ts'
import type { RequestEvent } from './events.ts'
import { copiesUnseen } from './copies/release.ts'
import { keepFee } from './fees/fee-store.ts'
import { completed } from './complete-order.ts'
import { signAnswerLetter, withLetterSeen } from './letters/given-letters.ts'
import { thirdPartyUntold } from './letters/third-party-told.ts'
import { applyEvent, clockOfState, isStanding, type RequestState, retainedUntil } from './request.ts'
import { registerSplit } from './split-request.ts'
import { type Order, takeStep } from './steps.ts'
import { findRequest, type Projection, type Request, saveStep } from './store.ts'
import { isVisibleTo } from './visibility.ts'
import { registerWithheld } from './withheld/store.ts'

/** The columns a state shows to lists. */
export function projectionOf(state: RequestState, today: PlainDate, calendar: Calendar): Projection {
  const clock = clockOfState(state, today, calendar)
  return {
    receivedOn: state.receivedOn,
    stage: state.stage,
    department: state.department,
    dueOn: isStanding(state, today) ? null : clock.due,
    dueProvisional: clock.provisional,
    calendarVersion: calendar.version,
    concludedOn: state.conclusion?.on ?? null,
    decision: state.conclusion?.decision ?? null,
    departments: [...new Set(state.circulation.map(({ department }) => department))],
    sentOn: sentOnOf(state),
    archivedOn: state.archived?.on ?? null,
    eraseAfter: state.archived && retainedUntil(state.archived),
    subject: state.split?.matters[0] ?? null,
  }
}

/** The day the answer first left; null while one is still to be sent, also when what was sent has come back. */
function sentOnOf({ deliveries, conclusion }: RequestState): PlainDate | null {
  if (conclusion?.how === 'withdrawn') return conclusion.on // nothing is left to send
  return isOut(deliveries) ? (deliveries[0]?.sentOn ?? null) : null
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
    if (request.erasedOn) return refuse('not-now', `本件保管期满，已于${inChinese(request.erasedOn)}清除`)
    const fixed = order.step === 'correctReceipt' && request.channel === 'online'
    if (fixed) return refuse('not-now', '网上申请的收到之日由平台记下，不能更正', '条例第三十一条第三项')
    const calendar = await loadCalendar(tx)
    const whole = await completed(house, tx, request, order, by, today)
    if (isRefusal(whole)) return whole
    const told = takeStep(request.state, whole, by === 'applicant' ? by : by.role, { today, calendar })
    if (isRefusal(told)) return told
    const event = await withLetterSeen(tx, request, order, told)
    if (isRefusal(event)) return event
    const untold = order.step === 'archive' ? await thirdPartyUntold(tx, request) : undefined
    if (untold) return untold
    const unseen = order.step === 'review' || order.step === 'sign' ? await copiesUnseen(tx, request, order) : undefined
    if (unseen) return unseen
    const fact = event.step === 'split' ? { ...event, into: await registerSplit(tx, request, event.matters, by, { at, calendar }) } : event
    return (await keep(tx, request, fact, by, { at, today, calendar })) ?? staleBecause((await findRequest(tx, number)) ?? request)
  })
  forgetCounts(house.db)
  return taken
}

type Moment = { readonly at: Date; readonly today: PlainDate; readonly calendar: Calendar }
/** Saves the event with all that follows from it; undefined when someone else was there first. */
async function keep(tx: Db, request: Request, event: RequestEvent, by: Viewer | 'applicant', { at, today, calendar }: Moment): Promise<Request | undefined> {
  if (event.step === 'register') throw new Error('a request is registered once')
  const next = applyEvent(request.state, event)
  const article = rowOf(request.state.stage, event.step)?.law ?? ''
  const who = by === 'applicant' ? { byName: '申请人', byRole: by } : { byName: by.name, byRole: by.role }
  if (!(await saveStep(tx, request, event, projectionOf(next, today, calendar), { at, ...who, article }))) return undefined
  if (next.conclusion && !request.state.conclusion) await registerWithheld(tx, request, next.conclusion.decision, next.conclusion.on, { at, ...who, article })
  if (event.step === 'sign' && by !== 'applicant') await signAnswerLetter(tx, by, request, at)
  if (next.fee !== request.state.fee) await keepFee(tx, request, next.fee)
  if (next.circulation !== request.state.circulation) await keepCirculated(tx, request, next.circulation)
  await leaveTrace(tx, { at, by: by === 'applicant' ? 'public' : by, act: stepName[event.step], subject: `requests/${request.number}`, article })
  return { ...request, version: request.version + 1, state: next }
}

function staleBecause(request: Request): Refusal<'stale'> {
  const last = request.events.at(-1)
  const what =
    last && last.fact.step !== 'register' ? `${last.by}刚刚办理了“${stepName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这件申请刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}
