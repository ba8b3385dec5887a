import { inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { addWorkingDays } from '../calendar/index.ts'
import { resultFault, sendFault } from '../letters/index.ts'
import { LONGEST_EXTENSION_DAYS, OPINION_DAYS } from './clock.ts'
import type { At } from './closed-by-facts.ts'
import { type Decision, DECISIONS, REPLY_DECISIONS } from './decisions.ts'
import type { RequestEvent } from './events.ts'
import { PAYMENT_DAYS } from './fees/fee.ts'
import type { Order } from './orders.ts'
import { openPlaces } from './reply.ts'
import { clockOfState, type Consultation, endsByItself, objectors, type RequestState } from './request.ts'

/** 条例第三十条 asks for a reasonable period and names no number; 15 working days is common practice. Office setting. */
export const USUAL_AMENDMENT_DAYS = 15 // office setting
export const LONGEST_AMENDMENT_DAYS = 60 // office setting
export const USUAL_INNER_DAYS = 5 // office setting: what a department has for its opinion
export const USUAL_REASONS_DAYS = 7 // office setting: 条例第三十五条 names no period for the applicant's reasons
export const LONGEST_DELAY_DAYS = 60 // office setting: 条例第三十五条 asks for a reasonable period

type Answer = RequestEvent | Refusal
type Of<Step extends Order['step']> = Extract<Order, { step: Step }>

/** The event an open step becomes with what was entered in its form, or what is wrong with that. */
export function eventOf(state: RequestState, order: Order, at: At): Answer {
  const { today, calendar } = at
  switch (order.step) {
    case 'assign':
    case 'giveOpinion':
    case 'urge':
    case 'discuss':
      return eventOfCirculation(state, order, at)
    case 'askToAmend':
      if (!order.matters.trim()) return refuse('invalid', '写明需要补正的事项，一次告知完', '条例第三十条')
      if (!within(order.withinDays, 1, LONGEST_AMENDMENT_DAYS))
        return refuse('invalid', `补正期限填 1 到 ${LONGEST_AMENDMENT_DAYS} 个工作日之间的整数，通常 ${USUAL_AMENDMENT_DAYS} 个工作日`, '条例第三十条')
      return { step: 'askToAmend', on: today, matters: order.matters, dueOn: addWorkingDays(today, order.withinDays, calendar) }
    case 'receiveAmendment':
      return dayInLife(order.on, state.amendment?.askedOn ?? state.receivedOn, '告知补正', today) ?? { ...order }
    case 'askReasons':
    case 'receiveReasons':
    case 'setDelay':
    case 'split':
      return eventOfExcess(state, order, at)
    case 'proposeExtension':
    case 'approveExtension':
    case 'consult':
    case 'noteConsulted':
    case 'receiveOpinion':
      return eventOfOpinions(state, order, at)
    case 'proposeFee':
    case 'approveFee':
    case 'noteFeeNotice':
    case 'objectToFee':
    case 'answerFeeObjection':
    case 'payFee':
      return eventOfFee(state, order, at)
    case 'refer':
      if (!order.words.trim()) return refuse('invalid', '写明要反映的问题，不写申请人的个人信息', '条例第三十九条第一款')
      if (order.to === 'case' && !order.address.trim()) return refuse('invalid', '写明问题在什么地方，城市管理案件要按地点派遣')
      return { step: 'refer', on: today, to: order.to, words: order.words, address: order.address, case: order.case ?? null }
    case 'correctReceipt':
      if (!order.reason.trim()) return refuse('invalid', '写明为什么更正，凭据是什么', '条例第三十一条')
      return receiptBefore(state, order.receivedOn, today) ?? { ...order, on: today }
    case 'draftReply':
      return eventOfDraft(state, order, today)
    case 'lapse':
      return order.evidence.trim()
        ? { ...order, on: today }
        : refuse('invalid', '写明补正通知哪天、怎样送到申请人的，凭据是什么：没有送达的，不能按逾期不补正办结', '条例第三十条')
    case 'declineExtension':
    case 'declineFee':
    case 'waiveFee':
    case 'sendBack':
      return order.reason.trim() ? { ...order, on: today } : refuse('invalid', '写明理由')
    case 'deliver':
    case 'confirmDelivery':
    case 'failDelivery':
    case 'archive':
      return eventOfDelivery(state, order, today)
    case 'review':
    case 'sign':
      return { step: order.step, on: today }
    default:
      return { ...order, on: today }
  }
}

function eventOfCirculation(state: RequestState, order: Of<'assign' | 'giveOpinion' | 'urge' | 'discuss'>, { today, calendar }: At): Answer {
  switch (order.step) {
    case 'assign': {
      const { department, helpers = [], withinDays, note = '' } = order
      if (!department.trim()) return refuse('invalid', '选择主办科室')
      if (withinDays === undefined) return { step: 'assign', on: today, department, helpers, note }
      if (!within(withinDays, 1, LONGEST_AMENDMENT_DAYS)) return refuse('invalid', `科室答复的期限填 1 到 ${LONGEST_AMENDMENT_DAYS} 个工作日之间的整数`)
      const dueOn = addWorkingDays(today, withinDays, calendar)
      const { due } = clockOfState(state, today, calendar)
      if (dueOn >= due && today < due)
        return refuse('invalid', `科室答复的期限要早于答复申请人的期限（${inChinese(due)}），现在推算到${inChinese(dueOn)}；请填少一些`, '条例第三十三条')
      return { step: 'assign', on: today, department, helpers, note, dueOn }
    }
    case 'giveOpinion': {
      const { opinion, objects = false, department } = order
      if (!opinion.trim()) return refuse('invalid', '写出科室的意见')
      if (department !== undefined && !state.circulation.some((one) => one.department === department)) return refuse('not-yours', `本件没有传阅给${department}`)
      return { step: 'giveOpinion', on: today, opinion, objects, ...(department === undefined ? {} : { department }) }
    }
    case 'urge': {
      const waiting = state.circulation.filter(({ answer }) => answer === null).map(({ department }) => department)
      if (!waiting.includes(order.department))
        return refuse('invalid', waiting.length > 0 ? `选一个还没有答复的科室：${waiting.join('、')}` : '传阅的科室都已经答复')
      return { ...order, on: today }
    }
    case 'discuss':
      if (!order.present.trim() || !order.record.trim()) return refuse('invalid', '写明参加会商的人员和会商的意见', '条例第十一条')
      return dayInLife(order.heldOn, state.receivedOn, '收到申请', today) ?? { ...order, on: today }
  }
}

function eventOfExcess(state: RequestState, order: Of<'askReasons' | 'receiveReasons' | 'setDelay' | 'split'>, { today, calendar }: At): Answer {
  switch (order.step) {
    case 'askReasons':
      if (!order.finding.trim()) return refuse('invalid', '写明数量、频次怎样明显超过合理范围，并附统计', '条例第三十五条')
      if (!within(order.withinDays, 1, LONGEST_AMENDMENT_DAYS)) return refuse('invalid', `说明理由的期限填 1 到 ${LONGEST_AMENDMENT_DAYS} 个工作日之间的整数`)
      return { step: 'askReasons', on: today, finding: order.finding, dueOn: addWorkingDays(today, order.withinDays, calendar) }
    case 'receiveReasons':
      if (!order.answer.trim()) return refuse('invalid', '写出申请人说明的理由')
      return dayInLife(order.on, state.reasons?.askedOn ?? state.receivedOn, '要求说明理由', today) ?? { ...order }
    case 'setDelay':
      if (!within(order.days, 1, LONGEST_DELAY_DAYS)) return refuse('invalid', `延迟的期限填 1 到 ${LONGEST_DELAY_DAYS} 个工作日之间的整数`, '条例第三十五条')
      return order.reason.trim() ? { ...order, on: today } : refuse('invalid', '写明为什么理由合理而不能按期答复，告知申请人时要用', '条例第三十五条')
    case 'split': {
      const matters = order.matters.map((one) => one.trim()).filter(Boolean)
      if (matters.length < 2) return refuse('invalid', '每行写一个事项，至少两行；第一行留在本件，其余各成一件')
      return { step: 'split', on: today, matters, into: order.into ?? [] }
    }
  }
}

function eventOfOpinions(
  state: RequestState,
  order: Of<'proposeExtension' | 'approveExtension' | 'consult' | 'noteConsulted' | 'receiveOpinion'>,
  { today, calendar }: At,
): Answer {
  switch (order.step) {
    case 'proposeExtension': {
      const left = LONGEST_EXTENSION_DAYS - state.extendedBy
      if (!within(order.days, 1, left))
        return refuse('limit', `延长期限填 1 到 ${left} 个工作日之间的整数；法律规定最长 ${LONGEST_EXTENSION_DAYS} 个工作日`, '条例第三十三条第二款')
      return order.reason.trim() ? { ...order, on: today } : refuse('invalid', '写明需要延长的理由，告知申请人时要用', '条例第三十三条第二款')
    }
    case 'approveExtension':
      return { step: 'approveExtension', on: today, days: state.extension?.days ?? 0 }
    case 'consult':
      if (!order.with.trim()) return refuse('invalid', '填写征求意见的对象')
      if (!order.evidence.trim())
        return refuse('invalid', '写明发出的凭据，例如邮件号、公文号或者当面送交的签收人；没有发出，期限不停计', '条例第三十三条第三款')
      return dayInLife(order.on, state.receivedOn, '收到申请', today) ?? { ...order, dueOn: addWorkingDays(order.on, OPINION_DAYS, calendar) }
    case 'noteConsulted': {
      const one = state.consultations[order.index]
      if (one?.answeredOn !== null || one.reachedOn !== null) return refuse('invalid', '这次征求意见不存在，或者已经登记送达、收到意见')
      if (!order.evidence.trim()) return refuse('invalid', '写明送达的凭据，例如邮件号和签收人')
      const wrong = dayInLife(order.on, one.askedOn, '发出', today)
      return wrong ?? { ...order, dueOn: addWorkingDays(order.on, OPINION_DAYS, calendar) }
    }
    case 'receiveOpinion': {
      const one = state.consultations[order.index]
      if (one?.answeredOn !== null) return refuse('invalid', '这次征求意见不存在，或者已经收到意见')
      if (order.stance === 'silent') {
        if (one.reachedOn === null)
          return refuse('not-now', '先登记征求意见书的送达：15 个工作日从对方收到之日起算，没有送达的，不能记为“期满未答复”', '条例第三十二条')
        if (today <= one.dueOn) return refuse('not-now', `对方的期限到${inChinese(one.dueOn)}为止，期满没有答复才可以记为“期满未答复”`, '条例第三十二条')
        // The clock was held for another agency until now, and what it said is not taken back.
        return { ...order, on: endsByItself(one) ? one.dueOn : today, opinion: order.opinion.trim() || '期满未答复' }
      }
      if (!order.opinion.trim()) return refuse('invalid', '填写意见的内容；期满未答复的，选“期满未答复”')
      return dayInLife(order.on, one.askedOn, '征求意见', today) ?? { ...order }
    }
  }
}

function eventOfFee(
  state: RequestState,
  order: Of<'proposeFee' | 'approveFee' | 'noteFeeNotice' | 'objectToFee' | 'answerFeeObjection' | 'payFee'>,
  { today, calendar }: At,
): Answer {
  const noticed = state.fee?.noticedOn ?? state.receivedOn
  switch (order.step) {
    case 'proposeFee': {
      const { basis, quantity, reason, priced = { yuan: 0, before: 0 } } = order
      if (!within(quantity, 1, 100_000)) return refuse('invalid', '件数或者页数填大于 0 的整数')
      if (!reason.trim()) return refuse('invalid', '写明数量、频次怎样明显超过合理范围', '条例第四十二条')
      if (priced.yuan === 0) return refuse('not-now', '按收费标准，这些件数或者页数不收费', '信息处理费管理办法')
      return { step: 'proposeFee', on: today, basis, quantity, reason, ...priced }
    }
    case 'approveFee':
      return { step: 'approveFee', on: today, dueOn: addWorkingDays(today, PAYMENT_DAYS, calendar) }
    case 'noteFeeNotice':
      if (!order.evidence.trim()) return refuse('invalid', '写明收费通知送达的凭据')
      return dayInLife(order.on, noticed, '发出收费通知', today) ?? { ...order, dueOn: addWorkingDays(order.on, PAYMENT_DAYS, calendar) }
    case 'objectToFee':
      return order.reason.trim() ? (dayInLife(order.on, noticed, '发出收费通知', today) ?? { ...order }) : refuse('invalid', '写明对收费有什么异议')
    case 'answerFeeObjection':
      if (!within(order.yuan, 1, state.fee?.yuan ?? 0)) return refuse('invalid', `核定的金额填 1 到 ${state.fee?.yuan ?? 0} 元；全部免去的，用“减免费用”`)
      return order.words.trim() ? { ...order, on: today } : refuse('invalid', '写明对异议的答复')
    case 'payFee':
      return order.receipt.trim() ? (dayInLife(order.on, noticed, '发出收费通知', today) ?? { ...order }) : refuse('invalid', '填写财政票据号')
  }
}

function eventOfDraft(state: RequestState, order: Of<'draftReply'>, today: PlainDate): Answer {
  const fault = draftFault(state, order, today)
  const { decision, text, overriding = '' } = order
  return fault ?? { step: 'draftReply', on: today, decision, text, ...(objectionsAgainst(state, decision).length > 0 ? { overriding } : {}) }
}

/** What is wrong with an answer as it is drafted, the first or one ordered anew; undefined when nothing is. */
export function draftFault(state: RequestState, order: Omit<Of<'draftReply'>, 'step'>, today: PlainDate): Refusal | undefined {
  const { decision, text, overriding = '' } = order
  if (!REPLY_DECISIONS.includes(decision)) return refuse('invalid', '选择一种答复类型')
  if (!text.trim()) return refuse('invalid', '写出答复正文')
  if (openPlaces(text).length > 0) return refuse('invalid', `答复正文还有 ${openPlaces(text).length} 处没有填写：${openPlaces(text).join('、')}`)
  if (decision === 'not_processed.excessive' && !(state.reasons && (state.reasons.answeredOn || today > state.reasons.dueOn)))
    return refuse('not-now', '按“大量反复申请”不予处理之前，要先要求申请人说明理由；理由不合理，或者期满没有说明，才可以这样答复', '条例第三十五条')
  const unlawful = withoutGrounds(state, order)
  if (unlawful) return unlawful
  const [first] = objectionsAgainst(state, decision)
  return first && !overriding.trim()
    ? refuse('invalid', `${first.with}不同意公开；仍要公开的，写明不公开会对公共利益造成怎样的重大影响，并将书面告知第三方`, '条例第三十二条')
    : undefined
}

/** The third parties such an answer would go against. */
export function objectionsAgainst(state: RequestState, decision: Decision): readonly Consultation[] {
  const { group } = DECISIONS[decision]
  return group === 'granted' ? objectors(state) : group === 'partly_granted' ? objectors(state).filter(({ stance }) => stance === 'objects') : []
}

/** Answers that rest on something that must have happened before. */
function withoutGrounds({ amendment, consultations }: RequestState, { decision, answeredBefore }: Omit<Of<'draftReply'>, 'step'>): Refusal | undefined {
  switch (decision) {
    case 'unable.still_unclear':
      return amendment?.answeredOn
        ? undefined
        : refuse('not-now', '按“补正后申请内容仍不明确”答复之前，要先告知补正，并且收到补正；逾期不补正的，用“逾期不补正，不再处理”', '条例第三十条')
    case 'refused.third_party': {
      const third = consultations.filter(({ kind }) => kind === 'third_party')
      if (third.length === 0) return refuse('not-now', '以保护第三方合法权益为由不予公开之前，要先书面征求第三方的意见', '条例第三十二条')
      return third.every(({ stance }) => stance === 'agrees')
        ? refuse('not-now', '第三方都同意公开，不能以保护第三方合法权益为由不予公开；请选别的答复类型', '条例第三十二条')
        : undefined
    }
    case 'not_processed.repeated':
      return answeredBefore
        ? undefined
        : refuse('not-now', '没有查到答复过同一申请人以前的申请，不能按“重复申请”不予处理；请选别的答复类型', '条例第三十六条第六项')
    default:
      return undefined
  }
}

function eventOfDelivery(state: RequestState, order: Of<'deliver' | 'confirmDelivery' | 'failDelivery' | 'archive'>, today: PlainDate): Answer {
  switch (order.step) {
    case 'deliver':
      return sendFault(order, state.conclusion?.on ?? state.receivedOn, today, '答复') ?? { ...order }
    case 'confirmDelivery':
      return resultFault(state.deliveries, { ...order, words: order.evidence, arrived: true }, today) ?? { ...order }
    case 'failDelivery':
      return resultFault(state.deliveries, { ...order, words: order.reason, arrived: false }, today) ?? { ...order }
    case 'archive':
      return order.fileNumber.trim() ? { ...order, on: today } : refuse('invalid', '填写档号')
  }
}

/** A day of receipt stands before everything that followed it. */
function receiptBefore(state: RequestState, receivedOn: PlainDate, today: PlainDate): Refusal<'invalid'> | undefined {
  const { amendment, consultations, fee, reasons, conclusion } = state
  const days = [amendment?.askedOn, reasons?.askedOn, fee?.proposedOn, ...consultations.map((one) => one.askedOn), conclusion?.on]
  const [first] = [...days.filter((day) => day !== undefined), today].toSorted()
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
