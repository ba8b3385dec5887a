import { IN_FORCE } from '../clock.ts'
import { beijingMidnight, inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { type Calendar, isWorkingDay, workingDaysBetween } from '../../calendar/index.ts'
import { USUAL_AMENDMENT_DAYS, USUAL_REASONS_DAYS } from '../event-of.ts'
import type { RequestEvent } from '../events.ts'
import { type Actor, rowOf, stepName } from '../lifecycle.ts'
import { receivedOn } from '../receipt.ts'
import { applyEvent, clockOfState, replay, type RequestState } from '../request.ts'
import { type Order, takeStep } from '../steps.ts'
import { columnOf, type ColumnKey, WITHDRAWN } from './columns.ts'
import type { Finding, PaperRow } from './read-row.ts'

/** Before this day another period held, which the clock does not count. */

export type Done = { readonly on: PlainDate; readonly by: Actor; readonly article: string; readonly fact: RequestEvent }
/** The life of a request as the paper tells it. */
export type Life = { readonly receivedOn: PlainDate; readonly done: readonly Done[]; readonly state: RequestState; readonly remarks: readonly string[] }
type Planned = { readonly on: PlainDate; readonly by: Actor; readonly order: Order; readonly column: ColumnKey }
type At = { readonly today: PlainDate; readonly calendar: Calendar }

const finding = (column: ColumnKey, says: string): readonly Finding[] => [{ column: columnOf(column).head, says }]

/**
 * Lives a row of the ledger through the lifecycle, each step on its own day, so that its clock and figures are those of a request that was
 * handled here; a late answer stays late. `answeredBefore` says whether an earlier one of the same applicant was answered. What the law did not allow is said with its column. Pure.
 */
export function replayRow(row: PaperRow, { today, calendar }: At, answeredBefore = false): Life | readonly Finding[] {
  const gaps = gapsIn(row)
  if (gaps.length > 0) return gaps
  const confirmedOn = row.confirmedOn ?? (row.channel === 'online' ? row.arrivedOn : null)
  const received = receivedOn({ channel: row.channel, arrivedOn: row.arrivedOn, confirmedOn }, today)
  if (isRefusal(received)) return finding(row.confirmedOn === null && row.arrivedOn <= today ? 'confirmedOn' : 'arrivedOn', received.because)
  if (received < IN_FORCE) return finding('arrivedOn', `${inChinese(IN_FORCE)}以前收到的申请适用原条例的期限，平台不能按它计算；请只导入这一天以后收到的`)
  let state = replay([{ step: 'register', on: row.arrivedOn, receivedOn: received }])
  const done: Done[] = []
  for (const { on, by, order, column } of planOf(row, received, calendar, answeredBefore)) {
    if (on > today) return finding(column, `日期不能晚于今天（${inChinese(today)}）`)
    const last = done.at(-1)?.on ?? received
    if (on < last) return finding(column, `${inChinese(on)}早于前一步（${inChinese(last)}）；日期要按办理的先后`)
    const event = takeStep(state, order, by, { today: on, calendar })
    if (isRefusal(event)) return finding(column, `${stepName[order.step]}：${event.because}${event.law ? `（${event.law}）` : ''}`)
    done.push({ on, by, article: rowOf(state.stage, order.step)?.law ?? '', fact: event })
    state = applyEvent(state, event)
  }
  return { receivedOn: received, done, state, remarks: remarksOf(row, state, calendar) }
}

/** Columns that need one another. */
function gapsIn(row: PaperRow): readonly Finding[] {
  const needs = (has: boolean, key: ColumnKey, says: string): readonly Finding[] => (has ? finding(key, says) : [])
  return [
    ...needs(row.amendedOn !== null && row.amendAskedOn === null, 'amendAskedOn', '填了收到补正日期，也要填告知补正日期'),
    ...needs(row.opinionOn !== null && row.consultedOn === null, 'consultedOn', '填了收到意见日期，也要填征求意见日期'),
    ...needs(row.reasonsOn !== null && row.reasonsAskedOn === null, 'reasonsAskedOn', '填了收到理由日期，也要填要求说明理由日期'),
    ...needs((row.extendedOn === null) !== (row.extendedBy === null), row.extendedOn === null ? 'extendedOn' : 'extendedBy', '延期日期和延期工作日要一起填'),
    ...needs(
      (row.decision === null) !== (row.repliedOn === null),
      row.decision === null ? 'decision' : 'repliedOn',
      '答复类型和答复日期要一起填；还没有答复的都不填',
    ),
    ...needs(row.sentOn !== null && row.decision === null, 'sentOn', '还没有答复的，不能有寄送日期'),
    ...needs(row.decision === 'other.unpaid', 'decision', '逾期不缴费终结的，请先不填答复导入，再在该件上补办收费的各步'),
  ]
}

const OFFICER = 'information-officer' as const
const ON_PAPER = '见纸质档案'

/** The steps a row tells of, by their days; steps of one day in the order of the law. */
function planOf(row: PaperRow, received: PlainDate, calendar: Calendar, answeredBefore: boolean): readonly Planned[] {
  const plan: Planned[] = []
  const add = (on: PlainDate | null, column: ColumnKey, by: Actor, order: Order): void => void (on !== null && plan.push({ on, by, order, column }))
  if (row.department !== '') add(received, 'department', OFFICER, { step: 'assign', department: row.department })
  add(row.amendAskedOn, 'amendAskedOn', OFFICER, {
    step: 'askToAmend',
    matters: ON_PAPER,
    withinDays: periodOf(row.amendAskedOn, row, USUAL_AMENDMENT_DAYS, calendar),
  })
  if (row.amendedOn) add(row.amendedOn, 'amendedOn', OFFICER, { step: 'receiveAmendment', on: row.amendedOn, answer: ON_PAPER })
  add(row.reasonsAskedOn, 'reasonsAskedOn', OFFICER, {
    step: 'askReasons',
    finding: ON_PAPER,
    withinDays: periodOf(row.reasonsAskedOn, row, USUAL_REASONS_DAYS, calendar),
  })
  if (row.reasonsOn) add(row.reasonsOn, 'reasonsOn', OFFICER, { step: 'receiveReasons', on: row.reasonsOn, answer: ON_PAPER })
  if (row.consultedOn)
    add(row.consultedOn, 'consultedOn', OFFICER, {
      step: 'consult',
      on: row.consultedOn,
      kind: 'third_party',
      with: row.consulted || '第三方',
      evidence: ON_PAPER,
    })
  if (row.opinionOn) {
    const order: Order = { step: 'receiveOpinion', index: 0, on: row.opinionOn, opinion: ON_PAPER, stance: row.stance, evidence: ON_PAPER }
    add(row.opinionOn, 'opinionOn', OFFICER, order)
  }
  if (row.extendedBy !== null) {
    add(row.extendedOn, 'extendedOn', OFFICER, { step: 'proposeExtension', days: row.extendedBy, reason: ON_PAPER })
    add(row.extendedOn, 'extendedOn', 'signer', { step: 'approveExtension' })
  }
  // A sort that keeps what stands on one day in its order.
  return [...plan.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)), ...endOf(row, answeredBefore)]
}

/** The period the paper does not name: the usual one, or a shorter one where the request was ended before that was over. */
function periodOf(askedOn: PlainDate | null, { repliedOn }: PaperRow, usual: number, calendar: Calendar): number {
  if (askedOn === null || repliedOn === null || repliedOn <= askedOn) return usual
  return Math.max(1, Math.min(usual, workingDaysBetween(askedOn, repliedOn, calendar) - 1))
}

function endOf(row: PaperRow, answeredBefore: boolean): readonly Planned[] {
  const { decision, repliedOn: on } = row
  if (decision === null || on === null) return []
  const one = (column: ColumnKey, by: Actor, order: Order): Planned => ({ on, column, by, order })
  if (decision === WITHDRAWN) return [one('repliedOn', OFFICER, { step: 'withdraw', reason: ON_PAPER })]
  if (decision === 'other.not_amended') return [one('repliedOn', OFFICER, { step: 'lapse', evidence: '导入的纸质台账' })]
  const text = `答复文号：${row.replyNumber || ON_PAPER}。答复正文见纸质档案（原编号 ${row.paper}）。`
  const way = { step: 'deliver', way: row.way, tracking: row.tracking || ON_PAPER, evidence: `纸质台账 ${row.paper}` } as const
  return [
    one('decision', OFFICER, { step: 'draftReply', decision, text, overriding: ON_PAPER, answeredBefore }),
    one('repliedOn', 'reviewer', { step: 'review' }),
    one('repliedOn', 'signer', { step: 'sign' }),
    ...(row.sentOn ? [{ on: row.sentOn, column: 'sentOn' as const, by: OFFICER, order: { ...way, on: row.sentOn } }] : []),
  ]
}

const OFFICE_DAYS = ['amendAskedOn', 'extendedOn', 'repliedOn'] as const
/** What is imported as it was, and should be looked at: answers that were late, steps on days off. */
function remarksOf(row: PaperRow, state: RequestState, calendar: Calendar): readonly string[] {
  const off = OFFICE_DAYS.flatMap((key) => {
    const on = row[key]
    return on && !isWorkingDay(on, calendar) ? [`${columnOf(key).head}${inChinese(on)}不是工作日，请核对`] : []
  })
  const { conclusion } = state
  if (!conclusion) return off
  const { due } = clockOfState(state, conclusion.on, calendar)
  const isWaiting = state.amendment !== null && state.amendment.answeredOn === null
  if (conclusion.on <= due || isWaiting) return off
  return [...off, `答复超期 ${workingDaysBetween(due, conclusion.on, calendar)} 个工作日（期限${inChinese(due)}），照实导入`]
}

const NOON_MS = 12 * 3_600_000
/** The moment a step of a day is written under: its noon in Beijing, for the paper knows no hour. */
export const noonOf = (day: PlainDate): Date => new Date(beijingMidnight(day).getTime() + NOON_MS)
