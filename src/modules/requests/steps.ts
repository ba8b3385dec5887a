import { inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { addWorkingDays, type Calendar } from '../calendar/index.ts'
import { AMENDMENT_NOTICE_DAYS, LONGEST_EXTENSION_DAYS, OPINION_DAYS } from './clock.ts'
import { type Decision, REPLY_DECISIONS } from './decisions.ts'
import { type Actor, rowOf, type Stage, type Step, stageName, stepName } from './lifecycle.ts'
import { openPlaces } from './reply.ts'
import { clockOfState, type Consulted, isStanding, type RequestEvent, type RequestState } from './request.ts'

/** What a person asks to be done. Days the person gives are days that have come; days that follow are computed. */
export type Order =
  | { readonly step: 'assign'; readonly department: string }
  | { readonly step: 'giveOpinion'; readonly opinion: string }
  | { readonly step: 'askToAmend'; readonly matters: string; readonly withinDays: number }
  | { readonly step: 'receiveAmendment'; readonly on: PlainDate; readonly answer: string }
  | { readonly step: 'lapse' }
  | { readonly step: 'proposeExtension'; readonly days: number; readonly reason: string }
  | { readonly step: 'approveExtension' }
  | { readonly step: 'declineExtension'; readonly reason: string }
  | { readonly step: 'consult'; readonly kind: Consulted; readonly with: string; readonly on: PlainDate }
  | { readonly step: 'receiveOpinion'; readonly index: number; readonly on: PlainDate; readonly opinion: string }
  | { readonly step: 'draftReply'; readonly decision: Decision; readonly text: string }
  | { readonly step: 'review' }
  | { readonly step: 'sendBack'; readonly reason: string }
  | { readonly step: 'sign' }
  | { readonly step: 'correctReceipt'; readonly receivedOn: PlainDate; readonly reason: string }
  | { readonly step: 'withdraw'; readonly reason: string }

/** 条例第三十条 asks for a reasonable period and names no number; 15 working days is common practice. Office setting. */
export const USUAL_AMENDMENT_DAYS = 15 // office setting
export const LONGEST_AMENDMENT_DAYS = 60 // office setting

type Answer = RequestEvent | Refusal
type At = { readonly today: PlainDate; readonly calendar: Calendar }

/** Whether this person may take this step now: the event it becomes, or why not. Pure. */
export function takeStep(state: RequestState, order: Order, by: Actor, at: At): Answer {
  const closed = closedBecause(state, order.step, by, at)
  return closed ?? eventOf(state, order, at)
}

/** Why a step is closed whatever is entered in its form; undefined when it is open. The pages list both. */
export function closedBecause(state: RequestState, step: Step, by: Actor, at: At): Refusal | undefined {
  const row = rowOf(state.stage, step)
  if (!row) return refuse('not-now', `“${stepName[step]}”要在${stagesOf(step)}时办理，本件现在${stageName[state.stage]}`)
  if (!row.by.includes(by)) return refuse('not-yours', `“${stepName[step]}”不由您的岗位办理`, row.law)
  return closedByFacts(state, step, at)
}

function stagesOf(step: Step): string {
  const stages: Stage[] = (['handling', 'amending', 'drafted', 'reviewed'] as const).filter((stage) => rowOf(stage, step))
  return stages.map((stage) => `“${stageName[stage]}”`).join('或')
}

function closedByFacts(state: RequestState, step: Step, { today, calendar }: At): Refusal | undefined {
  switch (step) {
    case 'askToAmend': {
      if (state.amendment)
        return refuse(
          'limit',
          `补正只能告知一次，本件已于${inChinese(state.amendment.askedOn)}告知；内容仍不明确的，可以按“补正后申请内容仍不明确”答复`,
          '条例第三十条',
        )
      const last = addWorkingDays(state.receivedOn, AMENDMENT_NOTICE_DAYS, calendar)
      if (today > last)
        return refuse(
          'too-late',
          `补正应在收到申请之日起 ${AMENDMENT_NOTICE_DAYS} 个工作日内告知，已于${inChinese(last)}届满；可以直接与申请人沟通后答复`,
          '条例第三十条',
        )
      return undefined
    }
    case 'lapse': {
      const due = state.amendment?.dueOn
      if (due && today <= due) return refuse('not-now', `补正期限到${inChinese(due)}为止，期满仍未补正才可以不再处理`, '条例第三十条')
      return undefined
    }
    case 'proposeExtension': {
      if (state.extension) return refuse('not-now', '已经提请延期，等待签发人同意')
      if (state.extendedBy >= LONGEST_EXTENSION_DAYS)
        return refuse('limit', `延长的期限最长 ${LONGEST_EXTENSION_DAYS} 个工作日，本件已经用完`, '条例第三十三条第二款')
      return pastDue(state, today, calendar)
    }
    case 'approveExtension':
      return state.extension ? pastDue(state, today, calendar) : refuse('not-now', '没有待同意的延期')
    case 'declineExtension':
      return state.extension ? undefined : refuse('not-now', '没有待同意的延期')
    case 'consult':
      return pastDue(state, today, calendar)
    case 'receiveOpinion':
      return state.consultations.some((c) => c.answeredOn === null) ? undefined : refuse('not-now', '没有等待答复的征求意见')
    case 'draftReply':
      if (state.extension) return refuse('not-now', '延期正等待签发人决定；先由签发人同意或不同意')
      return state.consultations.some((c) => c.answeredOn === null)
        ? refuse('not-now', '还有征求意见没有收到答复；收到意见，或期满未答复的如实记录后，才可以拟答复', '条例第三十二条')
        : undefined
    default:
      return undefined
  }
}

/** Nothing can be added to a period that is over. */
function pastDue(state: RequestState, today: PlainDate, calendar: Calendar): Refusal | undefined {
  if (isStanding(state)) return undefined
  const { due } = clockOfState(state, today, calendar)
  return today > due ? refuse('too-late', `答复期限已于${inChinese(due)}届满，不能再延长或者停计；请尽快答复`, '条例第三十三条') : undefined
}

function eventOf(state: RequestState, order: Order, at: At): Answer {
  const { today, calendar } = at
  switch (order.step) {
    case 'askToAmend':
      if (!order.matters.trim()) return refuse('invalid', '写明需要补正的事项，一次告知完', '条例第三十条')
      if (!within(order.withinDays, 1, LONGEST_AMENDMENT_DAYS))
        return refuse('invalid', `补正期限填 1 到 ${LONGEST_AMENDMENT_DAYS} 个工作日之间的整数，通常 ${USUAL_AMENDMENT_DAYS} 个工作日`, '条例第三十条')
      return { step: 'askToAmend', on: today, matters: order.matters, dueOn: addWorkingDays(today, order.withinDays, calendar) }
    case 'receiveAmendment':
      return dayInLife(order.on, state.amendment?.askedOn ?? state.receivedOn, '告知补正', today) ?? { ...order }
    case 'proposeExtension': {
      const left = LONGEST_EXTENSION_DAYS - state.extendedBy
      if (!within(order.days, 1, left))
        return refuse('limit', `延长期限填 1 到 ${left} 个工作日之间的整数；法律规定最长 ${LONGEST_EXTENSION_DAYS} 个工作日`, '条例第三十三条第二款')
      if (!order.reason.trim()) return refuse('invalid', '写明需要延长的理由，告知申请人时要用', '条例第三十三条第二款')
      return { ...order, on: today }
    }
    case 'approveExtension':
      return { step: 'approveExtension', on: today, days: state.extension?.days ?? 0 }
    case 'consult':
      if (!order.with.trim()) return refuse('invalid', '填写征求意见的对象')
      return dayInLife(order.on, state.receivedOn, '收到申请', today) ?? { ...order, dueOn: addWorkingDays(order.on, OPINION_DAYS, calendar) }
    case 'receiveOpinion': {
      const consultation = state.consultations[order.index]
      if (consultation?.answeredOn !== null) return refuse('invalid', '这次征求意见不存在，或者已经收到意见')
      if (!order.opinion.trim()) return refuse('invalid', '填写意见的内容；期满未答复的，写明“期满未答复”')
      return dayInLife(order.on, consultation.askedOn, '征求意见', today) ?? { ...order }
    }
    case 'correctReceipt':
      if (!order.reason.trim()) return refuse('invalid', '写明为什么更正，凭据是什么', '条例第三十一条')
      return receiptBefore(state, order.receivedOn, today) ?? { ...order, on: today }
    case 'draftReply':
      if (!REPLY_DECISIONS.includes(order.decision)) return refuse('invalid', '选择一种答复类型')
      if (!order.text.trim()) return refuse('invalid', '写出答复正文')
      if (openPlaces(order.text).length > 0)
        return refuse('invalid', `答复正文还有 ${openPlaces(order.text).length} 处没有填写：${openPlaces(order.text).join('、')}`)
      return { ...order, on: today }
    case 'assign':
      return order.department.trim() ? { ...order, on: today } : refuse('invalid', '选择承办科室')
    case 'giveOpinion':
      return order.opinion.trim() ? { ...order, on: today } : refuse('invalid', '写出科室的意见')
    case 'declineExtension':
    case 'sendBack':
      return order.reason.trim() ? { ...order, on: today } : refuse('invalid', '写明理由')
    default:
      return { ...order, on: today }
  }
}

/** A day of receipt stands before everything that followed it. */
function receiptBefore(state: RequestState, receivedOn: PlainDate, today: PlainDate): Refusal<'invalid'> | undefined {
  const followed = [state.amendment?.askedOn, ...state.consultations.map((one) => one.askedOn), state.conclusion?.on].filter((day) => day !== undefined)
  const [first] = [...followed, today].toSorted()
  if (receivedOn === state.receivedOn) return refuse('invalid', `收到之日已经是${inChinese(receivedOn)}，没有变化`)
  return first !== undefined && receivedOn > first
    ? refuse('invalid', `收到之日不能晚于${first === today ? '今天' : '后来办理的步骤'}（${inChinese(first)}）`)
    : undefined
}

const within = (days: number, least: number, most: number): boolean => Number.isInteger(days) && days >= least && days <= most

function dayInLife(on: PlainDate, earliest: PlainDate, what: string, today: PlainDate): Refusal<'invalid'> | undefined {
  if (on > today) return refuse('invalid', `日期不能晚于今天（${inChinese(today)}）`)
  if (on < earliest) return refuse('invalid', `日期不能早于${what}之日（${inChinese(earliest)}）`)
  return undefined
}
