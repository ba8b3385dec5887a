import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Actor } from '../lifecycle.ts'
import type { RequestState } from '../request.ts'
import { LAW_OF_2023, LONGEST_DECISION_EXTENSION_DAYS, USUAL_REDO_DAYS } from './clock.ts'
import type { RemedyEvent } from './events.ts'
import { ENDINGS, type Ending, type Procedure, type RedoEnding, REDO_ENDINGS, type RemedyRoute, type Unit } from './kinds.ts'
import { REMEDY_STAGES, type RemedyStep, remedyRowOf, remedyStageName, remedyStepName } from './lifecycle.ts'
import { isRedoOrder, redoClosed, redoEventOf, type RedoOrder } from './redo-steps.ts'
import { isSuspended, type RemedyState } from './remedy.ts'
import { spoken, tooLong } from './words.ts'

/** What a person asks to be done; `on` is the day it happened. */
export type RemedyOrder =
  | { readonly step: 'receiveCopy'; readonly on: PlainDate; readonly evidence: string }
  | { readonly step: 'answer'; readonly on: PlainDate; readonly evidence: string; readonly words: string }
  | { readonly step: 'supplement' | 'note'; readonly on: PlainDate; readonly words: string }
  | { readonly step: 'turnOrdinary' | 'suspend' | 'resume'; readonly on: PlainDate; readonly reason: string }
  | { readonly step: 'extend'; readonly on: PlainDate; readonly days: number; readonly reason: string }
  | { readonly step: 'end'; readonly on: PlainDate; readonly ending: Ending; readonly words: string }
  | {
      readonly step: 'orderRedo'
      readonly on: PlainDate
      readonly ending: RedoEnding
      readonly servedOn: PlainDate
      /** Null where the decision names no time. */
      readonly days: number | null
      readonly unit: Unit
      readonly words: string
    }
  | RedoOrder

export type NewRemedy = {
  readonly route: RemedyRoute
  /** The request it is about; null when it is about something else, such as proactive disclosure. */
  readonly requestNumber: string | null
  readonly filedOn: PlainDate
  readonly note: string
  readonly authority?: string
  readonly caseNumber?: string
  readonly procedure?: Procedure
  readonly follows?: number | null
}

export const LONGEST_REDO_DAYS = 90 // office setting: no decision has given more

/** The event a new remedy begins with, or what is wrong with it. Pure. */
export function fileRemedy(remedy: NewRemedy, today: PlainDate): RemedyEvent | Refusal {
  const { route, requestNumber, filedOn, note, authority = '', caseNumber = '', procedure = 'ordinary', follows = null } = remedy
  if (filedOn > today) return refuse('invalid', `受理日期不能晚于今天（${inChinese(today)}）`)
  if (procedure === 'simplified' && route === 'reconsideration' && filedOn < LAW_OF_2023)
    return refuse('invalid', `${inChinese(LAW_OF_2023)}以前受理的行政复议没有简易程序，请选普通程序`, '行政复议法第九十条')
  if (follows !== null && route !== 'litigation_after_reconsideration')
    return refuse('invalid', '只有复议后起诉的行政诉讼才接着一件复议；请不选“接着哪一件复议”')
  return { step: 'file', on: filedOn, route, requestNumber, authority, caseNumber, procedure, follows, note }
}

/** Whether this person may take this step now: the event it becomes, or why not. Pure. */
export function takeRemedyStep(state: RemedyState, order: RemedyOrder, by: Actor, today: PlainDate, about: RequestState | null = null): RemedyEvent | Refusal {
  return (
    remedyClosedBecause(state, order.step, by) ??
    dayFault(state, order, today) ??
    (isRedoOrder(order) ? redoEventOf(state, order, { today, about }) : eventOf(state, order))
  )
}

/** Why a step is closed whatever is entered in its form; undefined when it is open. The pages list both. */
export function remedyClosedBecause(state: RemedyState, step: RemedyStep, by: Actor): Refusal | undefined {
  const row = remedyRowOf(state.stage, step)
  if (!row) {
    if (state.ended && (step === 'end' || step === 'orderRedo')) return refuse('not-now', `已于${inChinese(state.ended.on)}审结，结果不再改动`)
    const stages = REMEDY_STAGES.filter((stage) => remedyRowOf(stage, step)).map((stage) => `“${remedyStageName[stage]}”`)
    return refuse('not-now', `“${remedyStepName[step]}”要在${stages.join('或')}时办理，本件现在是“${remedyStageName[state.stage]}”`)
  }
  if (!row.by.includes(by)) return refuse('not-yours', `“${remedyStepName[step]}”不由您的岗位办理`, row.law)
  return closedByFacts(state, step)
}

function closedByFacts(state: RemedyState, step: RemedyStep): Refusal | undefined {
  switch (step) {
    case 'turnOrdinary':
      if (state.procedure === 'ordinary') return refuse('not-now', '本件已经适用普通程序')
      return undefined
    case 'extend':
      if (state.route !== 'reconsideration') return refuse('not-now', '法院的审理期限不在这里登记')
      if (state.procedure === 'simplified') return refuse('not-now', '简易程序的期限不能延长；转为普通程序以后才可以', '行政复议法第六十二条')
      return state.extendedBy >= LONGEST_DECISION_EXTENSION_DAYS
        ? refuse('limit', `复议机关的期限最多延长 ${LONGEST_DECISION_EXTENSION_DAYS} 日，已经用完`, '行政复议法第六十二条第一款')
        : undefined
    case 'suspend':
      return isSuspended(state) ? refuse('not-now', '已经中止') : undefined
    case 'resume':
      return isSuspended(state) ? undefined : refuse('not-now', '没有中止')
    default:
      return redoClosed(state, step)
  }
}

/** The day of a step lies in the life of the remedy: after what it answers, and not in the days to come. */
function dayFault(state: RemedyState, order: RemedyOrder, today: PlainDate): Refusal | undefined {
  if (!('on' in order)) return undefined
  const name = order.step === 'end' || order.step === 'orderRedo' ? '审结日期' : `“${remedyStepName[order.step]}”的日期`
  if (order.on > today) return refuse('invalid', `${name}不能晚于今天（${inChinese(today)}）`)
  const [since, what] = sinceOf(state, order.step)
  return order.on < since ? refuse('invalid', `${name}不能早于${what}（${inChinese(since)}）`) : undefined
}

function sinceOf(state: RemedyState, step: RemedyStep): readonly [PlainDate, string] {
  const filed = [state.acceptedOn, '受理之日'] as const
  switch (step) {
    case 'answer':
      return state.copy ? [state.copy.on, '收到副本之日'] : filed
    case 'supplement':
      return state.answered ? [state.answered.on, '答复之日'] : filed
    case 'resume':
      return [state.suspensions.findLast(({ to }) => to === null)?.from ?? state.acceptedOn, '中止之日']
    case 'suspend':
      return state.suspensions.at(-1)?.to ? [state.suspensions.at(-1)?.to ?? state.acceptedOn, '上一次恢复之日'] : filed
    case 'end':
    case 'orderRedo':
      return state.stage === 'accepted' && state.lastOn === state.acceptedOn ? filed : [state.lastOn, '上一步之日']
    case 'hearThird':
      return state.redo ? [state.redo.servedOn, '收到决定、判决之日'] : filed
    default:
      return filed
  }
}

function eventOf(state: RemedyState, order: Exclude<RemedyOrder, RedoOrder>): RemedyEvent | Refusal {
  switch (order.step) {
    case 'receiveCopy':
      return spoken(order.evidence, '写明怎样收到的，凭据是什么') ?? { ...order }
    case 'answer':
      return spoken(order.evidence, '写明答复书和证据清单怎样提交的，凭据是什么', '行政复议法第七十条') ?? tooLong(order.words) ?? { ...order }
    case 'supplement':
      return spoken(order.words, '写明补充了什么材料') ?? { ...order }
    case 'note':
      return spoken(order.words, '写要记的内容') ?? { ...order }
    case 'turnOrdinary':
    case 'suspend':
    case 'resume':
      return spoken(order.reason, '写明理由，见哪一份文书') ?? { ...order }
    case 'extend': {
      const left = LONGEST_DECISION_EXTENSION_DAYS - state.extendedBy
      if (!(Number.isInteger(order.days) && order.days >= 1 && order.days <= left))
        return refuse('invalid', `延长的日数填 1 到 ${left} 之间的整数`, '行政复议法第六十二条第一款')
      return spoken(order.reason, '写明理由，见哪一份文书') ?? { ...order }
    }
    case 'end':
      if (order.ending === 'ordered')
        return refuse('invalid', '责令履行的，请办“登记结果：责令重新答复”，重新答复的期限从收到决定、判决起算', ENDINGS.ordered.law)
      return tooLong(order.words) ?? { ...order }
    case 'orderRedo': {
      const { days, ...rest } = order
      const time = days === null ? ({ days: USUAL_REDO_DAYS, unit: 'working', usual: true } as const) : { days }
      return redoFault(order) ?? tooLong(order.words) ?? { ...rest, ...time }
    }
  }
}

function redoFault({ on, ending, servedOn, days }: Extract<RemedyOrder, { step: 'orderRedo' }>): Refusal | undefined {
  if (!REDO_ENDINGS.includes(ending))
    return refuse('invalid', `责令重新答复的结果只有${REDO_ENDINGS.map((one) => ENDINGS[one].name).join('、')}；别的结果请办“登记结果”`)
  if (servedOn < on) return refuse('invalid', `收到决定、判决的日期不能早于审结日期（${inChinese(on)}）`)
  return days === null || (Number.isInteger(days) && days >= 1 && days <= LONGEST_REDO_DAYS)
    ? undefined
    : refuse(
        'invalid',
        `重新答复的期限填 1 到 ${LONGEST_REDO_DAYS} 之间的整数；决定、判决没有写明的不填，按 ${USUAL_REDO_DAYS} 个工作日`,
        '条例第三十三条第二款',
      )
}
