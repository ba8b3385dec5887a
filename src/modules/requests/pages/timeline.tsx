import { inChinese, inShortChinese } from '../../../kernel/plain-date.ts'
import type { Html } from '../../../ui/jsx-runtime.ts'
import type { Clock } from '../../calendar/index.ts'
import { DECISIONS } from '../decisions.ts'
import { stepName } from '../lifecycle.ts'
import { consultedName, type RequestEvent, referredToName, retentionName, stanceName } from '../events.ts'
import { basisName, basisUnit } from '../fees/tariff.ts'
import { deliveryWayName } from '../kinds.ts'
import type { LoggedEvent, Request } from '../store.ts'
import { momentOf } from '../versions/version.ts'

/** What one step means, in a sentence; for staff with names and opinions, for the applicant without. */
export function sentenceOf(event: RequestEvent, staff: boolean): string {
  switch (event.step) {
    case 'register':
      return `收到申请之日为 ${inChinese(event.receivedOn)}。`
    case 'assign':
    case 'giveOpinion':
    case 'urge':
    case 'discuss':
    case 'archive':
      return staff ? inside(event) : ''
    case 'askToAmend':
      return `请在 ${inChinese(event.dueOn)} 前补正：${event.matters}`
    case 'receiveAmendment':
      return `${event.answer}（期限自 ${inShortChinese(event.on)} 重新起算）`
    case 'askReasons':
      return `请在 ${inChinese(event.dueOn)} 前说明申请的理由：${event.finding}`
    case 'receiveReasons':
      return event.answer
    case 'setDelay':
      return `延迟 ${event.days} 个工作日答复：${event.reason}`
    case 'split':
      return `拆成 ${event.matters.length} 件：本件办理“${event.matters[0] ?? ''}”，其余编号 ${event.into.join('、')}，查询码不变。`
    case 'proposeExtension':
      return `拟延长 ${event.days} 个工作日：${event.reason}`
    case 'approveExtension':
      return `延长 ${event.days} 个工作日，经政府信息公开工作机构负责人同意。`
    case 'declineExtension':
    case 'declineFee':
    case 'sendBack':
      return staff ? event.reason : ''
    case 'consult':
    case 'noteConsulted':
    case 'receiveOpinion':
      return consulted(event, staff)
    case 'draftReply':
      return `${DECISIONS[event.decision].short}`
    case 'correctReceipt':
      return `收到申请之日更正为 ${inChinese(event.receivedOn)}：${event.reason}`
    case 'refer':
      return event.case
        ? `反映的问题已转为城市管理案件 ${event.case}，可以在“城市管理案件”里看办理情况。`
        : `请通过${referredToName[event.to]}反映：${event.words}`
    case 'withdraw':
      return event.reason
    case 'lapse':
    case 'takeBack':
    case 'review':
    case 'sign':
      return ''
    default:
      return moneyAndPost(event, staff)
  }
}

type Of<Step extends RequestEvent['step']> = Extract<RequestEvent, { step: Step }>

function inside(event: Of<'assign' | 'giveOpinion' | 'urge' | 'discuss' | 'archive'>): string {
  switch (event.step) {
    case 'assign': {
      const helpers = event.helpers && event.helpers.length > 0 ? `，会办 ${event.helpers.join('、')}` : ''
      return `交${event.department}${helpers}${event.dueOn ? `，${inShortChinese(event.dueOn)}前提出意见` : ''}。${event.note ?? ''}`
    }
    case 'giveOpinion':
      return `${event.department ? `${event.department}：` : ''}${event.opinion}${event.objects ? '（不同意公开）' : ''}`
    case 'urge':
      return `${event.department}：${event.words}`
    case 'discuss':
      return `${inShortChinese(event.heldOn)}，${event.present}：${event.record}`
    case 'archive':
      return `档号 ${event.fileNumber}，保管${retentionName[event.retention]}。${event.place}`
  }
}

function consulted(event: Of<'consult' | 'noteConsulted' | 'receiveOpinion'>, staff: boolean): string {
  switch (event.step) {
    case 'consult':
      return `征求${consultedName[event.kind]}意见${staff ? `：${event.with}` : ''}，${inShortChinese(event.on)}发出，次日起停计；对方应在 ${inShortChinese(event.dueOn)} 前提出意见。`
    case 'noteConsulted':
      return `${inShortChinese(event.on)}对方收到，应在 ${inShortChinese(event.dueOn)} 前提出意见。${staff ? event.evidence : ''}`
    case 'receiveOpinion': {
      if (event.stance === 'silent') return `对方到 ${inShortChinese(event.on)} 期满没有答复，次日起恢复计算。`
      return `${inShortChinese(event.on)}收到意见，次日起恢复计算。${staff ? `${event.stance ? `${stanceName[event.stance]}。` : ''}${event.opinion}` : ''}`
    }
  }
}

type MoneyOrPost = Of<
  | 'proposeFee'
  | 'approveFee'
  | 'noteFeeNotice'
  | 'objectToFee'
  | 'answerFeeObjection'
  | 'waiveFee'
  | 'payFee'
  | 'lapseUnpaid'
  | 'deliver'
  | 'confirmDelivery'
  | 'failDelivery'
>
function moneyAndPost(event: MoneyOrPost, staff: boolean): string {
  switch (event.step) {
    case 'proposeFee':
      return `${basisName[event.basis]}，${event.quantity} ${basisUnit[event.basis]}，${event.yuan} 元：${event.reason}`
    case 'approveFee':
      return `发出收费通知，请在 ${inShortChinese(event.dueOn)} 前缴纳；缴清后期限重新起算。`
    case 'noteFeeNotice':
      return `${inShortChinese(event.on)}收到收费通知，请在 ${inShortChinese(event.dueOn)} 前缴纳。${staff ? event.evidence : ''}`
    case 'objectToFee':
      return event.reason
    case 'answerFeeObjection':
      return `核定 ${event.yuan} 元。${event.words}`
    case 'waiveFee':
      return `免去费用：${event.reason}`
    case 'payFee':
      return `${inShortChinese(event.on)}缴清，票据 ${event.receipt}；期限自次日起重新起算。`
    case 'lapseUnpaid':
      return ''
    case 'deliver':
      return `${deliveryWayName[event.way]}${event.tracking ? `，邮件号 ${event.tracking}` : ''}。${staff ? event.evidence : ''}`
    case 'confirmDelivery':
      return `${inShortChinese(event.on)}送达。${staff ? event.evidence : ''}`
    case 'failDelivery':
      return `没有送达：${event.reason}。将重新寄送。`
  }
}

const INTERNAL = new Set<RequestEvent['step']>([
  'assign',
  'giveOpinion',
  'urge',
  'discuss',
  'archive',
  'proposeExtension',
  'declineExtension',
  'proposeFee',
  'declineFee',
  'draftReply',
  'takeBack',
  'review',
  'sendBack',
])
const titleOf = (event: RequestEvent): string => (event.step === 'register' ? '收到申请' : stepName[event.step])
const standsStill = (event: RequestEvent): boolean => event.step === 'consult' || event.step === 'askToAmend' || event.step === 'approveFee'

/** What the applicant sees: the steps that concern her, newest first, and what comes next. */
export function publicTimeline(request: Request, clock: Clock, standing: boolean): Html[] {
  const shown = request.events.filter((event) => !INTERNAL.has(event.fact.step)).toReversed()
  const next = request.state.conclusion
    ? []
    : [
        <li class="next">
          <h3>答复</h3>
          <p class="muted">{standing ? '期限现在停计，恢复以后才有最后一天。' : `最迟 ${inShortChinese(clock.due)}。`}</p>
        </li>,
      ]
  return [...next, ...shown.map((event) => item(event, false))]
}

export const staffTimeline = (request: Request): Html[] => request.events.toReversed().map((event) => item(event, true))

function item(event: LoggedEvent, staff: boolean): Html {
  const sentence = sentenceOf(event.fact, staff)
  return (
    <li class={standsStill(event.fact) ? 'hold' : null}>
      <time>{staff ? momentOf(event.at) : inShortChinese(event.fact.on)}</time>
      <h3>{titleOf(event.fact)}</h3>
      {(sentence || staff) && (
        <p>
          {sentence}
          {staff && (
            <span class="muted">
              {sentence && '　'}
              {event.by}　{event.article}
            </span>
          )}
        </p>
      )}
    </li>
  )
}
