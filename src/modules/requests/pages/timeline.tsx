import { beijingDay, beijingTime, inChinese, inShortChinese } from '../../../kernel/plain-date.ts'
import type { Html } from '../../../ui/jsx-runtime.ts'
import type { Clock } from '../../calendar/index.ts'
import { DECISIONS } from '../decisions.ts'
import { stepName } from '../lifecycle.ts'
import { consultedName, type RequestEvent } from '../request.ts'
import type { LoggedEvent, Request } from '../store.ts'

/** What one step means, in a sentence; for staff with names and opinions, for the applicant without. */
export function sentenceOf(event: RequestEvent, staff: boolean): string {
  switch (event.step) {
    case 'register':
      return `收到申请之日为 ${inChinese(event.receivedOn)}。`
    case 'assign':
      return staff ? `交${event.department}。` : ''
    case 'giveOpinion':
      return staff ? event.opinion : ''
    case 'askToAmend':
      return `请在 ${inChinese(event.dueOn)} 前补正：${event.matters}`
    case 'receiveAmendment':
      return `${event.answer}（期限自 ${inShortChinese(event.on)} 重新起算）`
    case 'proposeExtension':
      return `拟延长 ${event.days} 个工作日：${event.reason}`
    case 'approveExtension':
      return `延长 ${event.days} 个工作日，经政府信息公开工作机构负责人同意。`
    case 'declineExtension':
    case 'sendBack':
      return staff ? event.reason : ''
    case 'consult':
      return `征求${consultedName[event.kind]}意见${staff ? `：${event.with}` : ''}，${inShortChinese(event.on)}发出，次日起停计；对方应在 ${inShortChinese(event.dueOn)} 前提出意见。`
    case 'receiveOpinion':
      return `${inShortChinese(event.on)}收到意见，次日起恢复计算。${staff ? event.opinion : ''}`
    case 'draftReply':
      return `${DECISIONS[event.decision].short}`
    case 'correctReceipt':
      return `收到申请之日更正为 ${inChinese(event.receivedOn)}：${event.reason}`
    case 'withdraw':
      return event.reason
    case 'lapse':
    case 'review':
    case 'sign':
      return ''
  }
}

const INTERNAL = new Set<RequestEvent['step']>(['assign', 'giveOpinion', 'proposeExtension', 'declineExtension', 'draftReply', 'review', 'sendBack'])
const titleOf = (event: RequestEvent): string => (event.step === 'register' ? '收到申请' : stepName[event.step])
const momentOf = (at: Date): string => `${inShortChinese(beijingDay(at))} ${beijingTime(at).slice(0, 5)}`
const standsStill = (event: RequestEvent): boolean => event.step === 'consult' || event.step === 'askToAmend'

/** What the applicant sees: the steps that concern her, newest first, and what comes next. */
export function publicTimeline(request: Request, clock: Clock): Html[] {
  const shown = request.events.filter((event) => !INTERNAL.has(event.fact.step)).toReversed()
  const next = request.state.conclusion
    ? []
    : [
        <li class="next">
          <h3>答复</h3>
          <p class="muted">最迟 {inShortChinese(clock.due)}。</p>
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
