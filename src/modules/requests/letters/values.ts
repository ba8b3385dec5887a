import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { REASON_IS } from '../reply.ts'
import type { Calendar } from '../../calendar/index.ts'
import type { LetterCode, LetterValues } from '../../letters/index.ts'
import type { Applicant } from '../applicant.ts'
import { referredToName } from '../events.ts'
import type { Fee } from '../fees/fee.ts'
import { basisName } from '../fees/tariff.ts'
import { type Channel, channelName } from '../kinds.ts'
import { clockOfState, type RequestState } from '../request.ts'

/** What a letter needs to know of a request. */
export type LetterFacts = {
  readonly number: string
  readonly subject: string
  readonly channel: Channel
  readonly applicant: Pick<Applicant, 'kind' | 'name'>
  readonly state: RequestState
}

/** The fields of a letter that a request as it is today can fill in; what it does not know is left out, so that it is named as missing. */
export function letterValues(request: LetterFacts, code: LetterCode, today: PlainDate, calendar: Calendar): LetterValues {
  const { state, applicant } = request
  const clock = clockOfState(state, state.conclusion?.on ?? today, calendar)
  const draft = state.conclusion?.text ?? state.draft?.text
  const isAnswer = code.startsWith('D')
  const you = applicant.kind === 'natural_person' ? '您' : '你单位'
  return {
    requestNumber: request.number,
    applicant: applicant.name,
    you,
    receivedOn: inChinese(state.receivedOn),
    asked: withoutStop(request.subject),
    channel: channelName[request.channel],
    replyDue: inChinese(clock.due),
    ...(state.amendment && { amendMatters: state.amendment.matters, amendDue: inChinese(state.amendment.dueOn) }),
    ...extensionValues(state, clock.due, today, calendar),
    ...consultationValues(state, code),
    ...(isAnswer && draft !== undefined && answerIn(draft)),
    ...((code === 'D16' || code === 'D20') && draft !== undefined && earlierIn(draft)),
    ...reasonValues(state, code),
    ...(state.fee && feeValues(state.fee)),
    ...(code === 'P11' && endedValues(state, you)),
  }
}

const withoutStop = (text: string): string => text.trim().replace(/[。．.]+$/, '')

/** Proposed, the new day is the one it would have; approved, the clock has it already. */
function extensionValues(state: RequestState, due: PlainDate, today: PlainDate, calendar: Calendar): LetterValues {
  if (state.extension) {
    const extended = clockOfState({ ...state, extendedBy: state.extendedBy + state.extension.days }, today, calendar)
    return { extendedTo: inChinese(extended.due), extensionReason: withoutStop(state.extension.reason) }
  }
  return state.extendedBy > 0 ? { extendedTo: inChinese(due) } : {}
}

function consultationValues(state: RequestState, code: LetterCode): LetterValues {
  const third = state.consultations.findLast(({ kind }) => kind === 'third_party')
  const agency = state.consultations.findLast(({ kind }) => kind !== 'third_party')
  const mine = code === 'P7' ? agency : third
  return {
    ...(third && { thirdParty: third.with }),
    ...(agency && { consultedAgency: agency.with }),
    ...(mine && { consultDue: `${inChinese(mine.dueOn)}前` }),
  }
}

/** Why so much was asked for (条例第三十五条), why a third party was not followed (第三十二条), and where a complaint belongs (第三十九条第一款). */
function reasonValues({ reasons, draft, referrals }: RequestState, code: LetterCode): LetterValues {
  const referral = referrals.at(-1)
  return {
    ...(reasons && { excessMatters: reasons.finding, explainDue: inChinese(reasons.dueOn) }),
    ...(code === 'P9' && draft?.overriding && { reason: withoutStop(draft.overriding) }),
    ...(referral && { properChannel: referredToName[referral.to] }),
  }
}

function feeValues({ basis, lines, yuan, dueOn, objection }: Fee): LetterValues {
  // After an objection the sum may be another than the scale gives; then the officer tells how it was reached.
  const isOfScale = lines.length > 0 && objection?.answer == null
  return {
    feeAmount: `${yuan}元`,
    ...(isOfScale && { feeBasis: `${basisName[basis]}：${lines.join('；')}` }),
    ...(dueOn && { feeDue: inChinese(dueOn) }),
  }
}

function endedValues(state: RequestState, you: string): LetterValues {
  const { conclusion, amendment } = state
  if (conclusion?.decision === 'other.not_amended' && amendment)
    return { endedBecause: `${you}没有在${inChinese(amendment.dueOn)}前补正申请内容，视为放弃申请`, law: '第三十条' }
  if (conclusion?.decision === 'other.unpaid') return { endedBecause: `${you}没有按照收费通知的要求缴纳信息处理费，视为放弃申请`, law: '第四十二条' }
  if (conclusion?.text.startsWith('申请人撤回申请')) return { endedBecause: `${you}已撤回申请`, law: '第四十五条' }
  return {}
}

/** The answer that was given before, as the draft names it. */
function earlierIn(text: string): LetterValues {
  const number = /本机关已于[^。，]*以([^〔，。]*(?:〔\d{4}〕[^，。]*)?)答复/.exec(text)?.[1]
  return number ? { earlierNumber: number } : {}
}

/** The answer itself out of a draft of reply.ts: greeting, 经研究, article, reason and remedy have places of their own in the letter. */
function answerIn(text: string): LetterValues {
  const paragraphs = text.split(/\n\s*\n/).map((one) => one.trim())
  const isApart = (one: string, i: number) =>
    one === '' || (i === 0 && one.startsWith('您好')) || one.startsWith(REASON_IS) || (i === paragraphs.length - 1 && i > 0 && /不服的|行政复议/.test(one))
  const body = paragraphs
    .filter((one, i) => !isApart(one, i))
    .map((one) => one.replace(/^经研究，/, '').replace(/依据是《中华人民共和国政府信息公开条例》[^。]*。$/, ''))
    .join('\n')
    .trim()
  const why = paragraphs.find((one) => one.startsWith(REASON_IS))
  return { body, ...(why && { reason: withoutStop(why.slice(REASON_IS.length)) }) }
}
