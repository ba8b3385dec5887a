import { isKeyOf, rowsOf } from '../../../kernel/closed.ts'
import { inChinese, type PlainDate, isPlainDate, plainDate, yearOf } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Role } from '../../../kernel/viewer.ts'
import { addWorkingDays, type Calendar } from '../../calendar/index.ts'
import { DECISIONS, type Decision } from '../decisions.ts'

export const REVIEW_YEARS = 1 // office setting: 条例第十八条 asks for 定期 and names no period
export const LONGEST_REVIEW_YEARS = 5 // office setting
export const OPENING_DAYS = 20 // 条例第二十六条：自信息形成或者变更之日起20个工作日内公开；可以公开的事由变更之日就是评估之日
export const WITHHELD_AMBER_DAYS = 20 // office setting: working days before a review is due

export const WITHHELD_STAGES = ['withheld', 'opening', 'published', 'given'] as const
export type WithheldStage = (typeof WITHHELD_STAGES)[number]
export const withheldStageName = {
  withheld: '不予公开',
  opening: '评估为可以公开',
  published: '已主动公开',
  given: '重新答复时已提供',
} as const satisfies Record<WithheldStage, string>

type Row = { readonly to: WithheldStage; readonly by: readonly Role[]; readonly law: string }
const reviewer = ['reviewer'] as const
const LAW = '条例第十八条'
/** The life of what was withheld upon an application: looked at again and again, and published when it may be. */
export const withheldLifecycle = {
  withheld: {
    keep: { to: 'withheld', by: reviewer, law: LAW },
    setDay: { to: 'withheld', by: reviewer, law: LAW },
    open: { to: 'opening', by: reviewer, law: LAW },
  },
  opening: {
    keep: { to: 'withheld', by: reviewer, law: LAW },
    publish: { to: 'published', by: ['information-officer', ...reviewer], law: LAW },
  },
  published: {},
  given: {},
} as const satisfies Record<WithheldStage, Readonly<Record<string, Row>>>
export const WITHHELD_STEPS = ['keep', 'setDay', 'open', 'publish'] as const
export type WithheldStep = (typeof WITHHELD_STEPS)[number]
export const withheldStepName = {
  keep: '评估：仍不公开',
  setDay: '改定评估的日期',
  open: '评估：可以公开',
  publish: '登记已主动公开',
} as const satisfies Record<WithheldStep, string>
export const withheldEventName = { register: '列入登记', give: '重新答复时提供', ...withheldStepName } as const
export const isWithheldStep = isKeyOf(withheldStepName)
export const withheldRowOf = rowsOf<WithheldStage, WithheldStep, Row>(withheldLifecycle)

export type WithheldEvent =
  | { readonly step: 'register'; readonly on: PlainDate; readonly decision: Decision; readonly reviewOn: PlainDate }
  | { readonly step: 'keep' | 'setDay'; readonly on: PlainDate; readonly grounds: string; readonly reviewOn: PlainDate }
  | { readonly step: 'open'; readonly on: PlainDate; readonly grounds: string; readonly reviewOn: PlainDate }
  | { readonly step: 'publish'; readonly on: PlainDate; readonly item: string }
  /** An answer ordered anew gave it: nothing is withheld any more (条例第十八条). */
  | { readonly step: 'give'; readonly on: PlainDate }
export type WithheldOrder =
  | { readonly step: 'keep' | 'setDay'; readonly grounds: string; readonly reviewOn: PlainDate }
  | { readonly step: 'open'; readonly grounds: string }
  | { readonly step: 'publish'; readonly item: string }

/** What has happened to it: a fold of its events. */
export type WithheldState = {
  readonly stage: WithheldStage
  readonly decision: Decision
  readonly withheldOn: PlainDate
  /** The day it is looked at again, or is to be public by; null when it is public. */
  readonly reviewOn: PlainDate | null
  readonly reviewedOn: PlainDate | null
  readonly grounds: string
  readonly item: string | null
}

/** The state after one more event. */
export function applyWithheldEvent(state: WithheldState | undefined, event: WithheldEvent): WithheldState {
  if (event.step === 'register') {
    const { decision, on: withheldOn, reviewOn } = event
    return { stage: 'withheld', decision, withheldOn, reviewOn, reviewedOn: null, grounds: '', item: null }
  }
  if (state === undefined) throw new Error('what is withheld begins with its registration')
  switch (event.step) {
    case 'keep':
      return { ...state, stage: 'withheld', reviewOn: event.reviewOn, reviewedOn: event.on, grounds: event.grounds }
    case 'setDay':
      return { ...state, reviewOn: event.reviewOn }
    case 'open':
      return { ...state, stage: 'opening', reviewOn: event.reviewOn, reviewedOn: event.on, grounds: event.grounds }
    case 'publish':
      return { ...state, stage: 'published', reviewOn: null, item: event.item }
    case 'give':
      return { ...state, stage: 'given', reviewOn: null, reviewedOn: event.on }
  }
}

/** Replays a life from its first event; throws when there is none. */
export function replayWithheld(events: readonly WithheldEvent[]): WithheldState {
  const state = events.reduce<WithheldState | undefined>(applyWithheldEvent, undefined)
  if (state === undefined) throw new Error('what is withheld begins with its registration')
  return state
}

/** Refused under articles 14 to 16, or given in part: what 条例第十八条 wants looked at again. */
export const isWithholding = (decision: Decision): boolean =>
  decision === 'partly_granted' || (DECISIONS[decision].group === 'refused' && decision !== 'refused.administrative_query')

/** The same day some years on; 29 February becomes the 28th. */
export function yearsAfter(date: PlainDate, years: number): PlainDate {
  const text = `${yearOf(date) + years}${date.slice(4)}`
  return isPlainDate(text) ? text : plainDate(`${yearOf(date) + years}-02-28`)
}

/** The entry of a request that was concluded so; undefined where nothing is withheld. */
export const registration = (decision: Decision, on: PlainDate): WithheldEvent | undefined =>
  isWithholding(decision) ? { step: 'register', on, decision, reviewOn: yearsAfter(on, REVIEW_YEARS) } : undefined

/** Why a step is closed whatever is entered in its form; undefined when it is open. */
export function withheldClosedBecause({ stage }: WithheldState, step: WithheldStep, by: Role): Refusal | undefined {
  const row = withheldRowOf(stage, step)
  if (!row) return refuse('not-now', `“${withheldStepName[step]}”现在不能办，本条是“${withheldStageName[stage]}”`)
  return row.by.includes(by) ? undefined : refuse('not-yours', `“${withheldStepName[step]}”由审核人办理`, row.law)
}

/** Whether this person may take this step now: the event it becomes, or why not. Pure. */
export function takeWithheldStep(state: WithheldState, order: WithheldOrder, by: Role, today: PlainDate, calendar: Calendar): WithheldEvent | Refusal {
  return withheldClosedBecause(state, order.step, by) ?? eventOf(order, today, calendar)
}

function eventOf(order: WithheldOrder, today: PlainDate, calendar: Calendar): WithheldEvent | Refusal {
  if (order.step === 'publish')
    return /^20\d\d-\d{1,9}$/.test(order.item) ? { ...order, on: today } : refuse('invalid', '填写已经公开的信息的编号，如 2026-00012')
  if (!order.grounds.trim()) return refuse('invalid', order.step === 'setDay' ? '写明为什么改日期' : '写明评估的理由：情势有没有变化', LAW)
  if (order.grounds.length > 1_000) return refuse('invalid', '最多 1000 个字')
  if (order.step === 'open') return { ...order, on: today, reviewOn: addWorkingDays(today, OPENING_DAYS, calendar) }
  const latest = yearsAfter(today, LONGEST_REVIEW_YEARS)
  if (order.reviewOn <= today) return refuse('invalid', `下一次评估的日期要晚于今天（${inChinese(today)}）`, LAW)
  return order.reviewOn <= latest ? { ...order, on: today } : refuse('invalid', `下一次评估最晚在${inChinese(latest)}以前`, LAW)
}

/** By which article it is not given; of what was given in part, the answer itself says which part. */
export const groundOf = (decision: Decision): string =>
  decision === 'partly_granted' ? '部分公开：没有给的部分见答复' : `${DECISIONS[decision].short}（${DECISIONS[decision].law}）`
