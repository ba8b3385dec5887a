import { inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { addWorkingDays, type Calendar } from '../calendar/index.ts'
import { isOut, isUnderway, resultClosed, sendClosed } from '../letters/index.ts'
import { AMENDMENT_NOTICE_DAYS, LONGEST_EXTENSION_DAYS } from './clock.ts'
import type { Step } from './lifecycle.ts'
import { clockOfState, isStanding, type RequestState } from './request.ts'

export type At = { readonly today: PlainDate; readonly calendar: Calendar }
type Closed = Refusal | undefined

/** Why the facts close a step that its stage knows; undefined when nothing does. */
export function closedByFacts(state: RequestState, step: Step, at: At): Closed {
  switch (step) {
    case 'giveOpinion':
    case 'urge':
      return state.circulation.length > 0 ? undefined : refuse('not-now', '还没有传阅给任何科室')
    case 'askToAmend':
      return amendmentClosed(state, at)
    case 'lapse': {
      const due = state.amendment?.dueOn
      if (due && at.today <= due) return refuse('not-now', `补正期限到${inChinese(due)}为止，期满仍未补正才可以不再处理`, '条例第三十条')
      return undefined
    }
    case 'askReasons':
      return state.reasons ? refuse('limit', `已于${inChinese(state.reasons.askedOn)}要求说明理由`, '条例第三十五条') : pastDue(state, at)
    case 'receiveReasons':
      if (!state.reasons) return refuse('not-now', '没有要求申请人说明理由', '条例第三十五条')
      return state.reasons.answeredOn ? refuse('limit', '申请人已经说明过理由', '条例第三十五条') : undefined
    case 'setDelay':
      if (!state.reasons?.answeredOn) return refuse('not-now', '申请人说明了理由，本机关认为合理但不能按期答复的，才确定延迟答复的期限', '条例第三十五条')
      return state.delay ? refuse('limit', '延迟答复的期限已经确定') : pastDue(state, at)
    case 'refer':
      return state.referrals.length > 0 ? refuse('limit', '已经转过有关渠道') : undefined
    case 'split':
      return state.split ? refuse('limit', '本件已经拆分过；拆出的各件按各自的编号办理') : undefined
    case 'draftReply':
      return draftClosed(state, at)
    case 'consult':
      return pastDue(state, at)
    case 'noteConsulted':
      return state.consultations.some((one) => one.answeredOn === null && one.reachedOn === null) ? undefined : refuse('not-now', '没有等待登记送达的征求意见')
    case 'receiveOpinion':
      return state.consultations.some((one) => one.answeredOn === null) ? undefined : refuse('not-now', '没有等待答复的征求意见')
    case 'proposeExtension':
    case 'approveExtension':
    case 'declineExtension':
      return extensionClosed(state, step, at)
    default:
      return feeClosed(state, step, at) ?? deliveryClosed(state, step)
  }
}

function amendmentClosed(state: RequestState, { today, calendar }: At): Closed {
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

function extensionClosed(state: RequestState, step: Step, at: At): Closed {
  if (step !== 'proposeExtension' && !state.extension) return refuse('not-now', '没有待同意的延期')
  if (step === 'declineExtension') return undefined
  if (step === 'proposeExtension' && state.extension) return refuse('not-now', '已经提请延期，等待签发人同意')
  if (step === 'proposeExtension' && state.extendedBy >= LONGEST_EXTENSION_DAYS)
    return refuse('limit', `延长的期限最长 ${LONGEST_EXTENSION_DAYS} 个工作日，本件已经用完`, '条例第三十三条第二款')
  return pastDue(state, at)
}

function draftClosed(state: RequestState, { today }: At): Closed {
  if (state.extension) return refuse('not-now', '延期正等待签发人决定；先由签发人同意或不同意')
  if (state.fee && !state.fee.noticedOn) return refuse('not-now', '收费正等待签发人决定；先由签发人同意或不同意')
  const awaited = state.consultations.find((one) => one.answeredOn === null)
  if (!awaited) return undefined
  const silent = today > awaited.dueOn ? '；期限已过，登记“期满未答复”后就可以拟答复' : ''
  return refuse('not-now', `还有征求意见没有收到答复；收到意见，或期满未答复的如实记录后，才可以拟答复${silent}`, '条例第三十二条')
}

function feeClosed(state: RequestState, step: Step, at: At): Closed {
  const { fee } = state
  switch (step) {
    case 'proposeFee':
      if (fee?.noticedOn) return refuse('limit', '本件已经发过收费通知，不能再收', '信息处理费管理办法')
      if (fee) return refuse('not-now', '已经提请收费，等待签发人决定')
      return pastDue(state, at)
    case 'approveFee':
    case 'declineFee':
      if (!fee || fee.noticedOn) return refuse('not-now', '没有待决定的收费')
      return step === 'approveFee' ? pastDue(state, at) : undefined
    case 'objectToFee':
      if (fee?.objection) return refuse('limit', '对收费已经提出过异议')
      if (fee?.dueOn && at.today > fee.dueOn) return refuse('too-late', `异议要在缴费期限内提出，期限已于${inChinese(fee.dueOn)}届满`, '国办函〔2021〕132号')
      return undefined
    case 'answerFeeObjection':
      return fee?.objection && !fee.objection.answer ? undefined : refuse('not-now', '没有待答复的收费异议')
    case 'lapseUnpaid':
      if (fee?.objection && !fee.objection.answer) return refuse('not-now', '申请人对收费的异议还没有答复')
      if (fee?.dueOn && at.today <= fee.dueOn)
        return refuse('not-now', `缴费期限到${inChinese(fee.dueOn)}为止，期满仍未缴纳才可以不再处理`, '信息处理费管理办法')
      return fee?.evidence
        ? undefined
        : refuse('not-now', '先登记收费通知的送达：缴费期限从申请人收到通知次日起算，没有送达的，不能按逾期不缴费办结', '信息处理费管理办法')
    default:
      return undefined
  }
}

function deliveryClosed(state: RequestState, step: Step): Closed {
  switch (step) {
    case 'deliver':
      if (state.archived) return refuse('not-now', '本件已经归档')
      return sendClosed(state.deliveries, '答复')
    case 'confirmDelivery':
    case 'failDelivery':
      return resultClosed(state.deliveries)
    case 'archive': {
      if (state.archived) return refuse('limit', '本件已经归档')
      // By post the day of handing over is the day of the answer (国办公开办函〔2016〕235号): such a file need not wait for the slip.
      if (state.deliveries.some((one) => isUnderway(one) && one.way !== 'post'))
        return refuse('not-now', '答复已经发出，还没有登记结果；先登记送达，没有送达的先登记没有送达，才可以归档')
      return state.conclusion?.how === 'withdrawn' || isOut(state.deliveries) ? undefined : refuse('not-now', '答复寄送之后才可以归档', '条例第四十五条')
    }
    default:
      return undefined
  }
}

/** Nothing can be added to a period that is over. */
function pastDue(state: RequestState, { today, calendar }: At): Closed {
  if (isStanding(state, today)) return undefined
  const { due } = clockOfState(state, today, calendar)
  return today > due ? refuse('too-late', `答复期限已于${inChinese(due)}届满，不能再延长或者停计；请尽快答复`, '条例第三十三条') : undefined
}
