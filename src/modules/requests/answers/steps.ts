import type { PlainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Role } from '../../../kernel/viewer.ts'
import type { AnswerContent, AnswerEvent, AnswerState } from './answer.ts'
import { ANSWER_STAGES, type AnswerStep, answerRowOf, answerStageName, answerStepName } from './lifecycle.ts'

/** What a person asks to be done. */
export type AnswerOrder =
  | { readonly step: 'edit'; readonly content: AnswerContent }
  | { readonly step: 'release' }
  | { readonly step: 'sendBack' | 'discard' | 'withdraw'; readonly reason: string }
export type AnswerBy = { readonly role: Role; readonly name: string }
/** What the step becomes; the number of a first release is given where it is kept. */
export type AnswerFact = Exclude<AnswerEvent, { step: 'release' }> | { readonly step: 'release'; readonly on: PlainDate }

export const LONGEST_TITLE = 100 // office setting
export const LONGEST_ASKED = 1_000 // office setting
export const LONGEST_ANSWERED = 4_000 // office setting
export const MOST_LINKS = 10 // office setting
export const LONGEST_REASON = 500 // office setting

/** Whether this person may take this step now: the event it becomes, or why not. Pure. */
export function takeAnswerStep(state: AnswerState, order: AnswerOrder, by: AnswerBy, today: PlainDate): AnswerFact | Refusal {
  return answerClosedBecause(state, order.step, by) ?? factOf(order, today)
}

/** Why a step is closed whatever is entered in its form; undefined when it is open. The pages list both. */
export function answerClosedBecause(state: AnswerState, step: AnswerStep, by: AnswerBy): Refusal | undefined {
  const row = answerRowOf(state.stage, step)
  if (!row) {
    const stages = ANSWER_STAGES.filter((stage) => answerRowOf(stage, step)).map((stage) => `“${answerStageName[stage]}”`)
    return refuse('not-now', `“${answerStepName[step]}”要在${stages.join('或')}时办理，这一份现在是“${answerStageName[state.stage]}”`)
  }
  if (!row.by.includes(by.role)) return refuse('not-yours', `“${answerStepName[step]}”不由您的岗位办理`, row.law)
  if (step === 'release' && state.writers.includes(by.name)) return refuse('not-yours', '起草的人不能审核自己写的内容，请另一位审核人办理', '条例第十七条')
  return undefined
}

function factOf(order: AnswerOrder, today: PlainDate): AnswerFact | Refusal {
  switch (order.step) {
    case 'edit':
      return contentFault(order.content) ?? { ...order, on: today }
    case 'release':
      return { ...order, on: today }
    default:
      return reasonFault(order.reason) ?? { ...order, on: today }
  }
}

function reasonFault(reason: string): Refusal<'invalid'> | undefined {
  if (!reason.trim()) return refuse('invalid', '写明理由')
  return reason.length > LONGEST_REASON ? refuse('invalid', `理由最多 ${LONGEST_REASON} 字`) : undefined
}

/** What keeps a draft from being kept, whoever applied; what it may not tell is in release.ts. */
export function contentFault({ title, asked, answered, links }: AnswerContent): Refusal<'invalid'> | undefined {
  if (!title.trim()) return refuse('invalid', '写一个标题：问的是什么事')
  if (title.length > LONGEST_TITLE) return refuse('invalid', `标题最多 ${LONGEST_TITLE} 字`)
  if (!asked.trim()) return refuse('invalid', '用本机关的话写申请公开的是什么，不照抄申请书')
  if (asked.length > LONGEST_ASKED) return refuse('invalid', `“申请公开的内容”最多 ${LONGEST_ASKED} 字`)
  if (!answered.trim()) return refuse('invalid', '写本机关怎样答复的')
  if (answered.length > LONGEST_ANSWERED) return refuse('invalid', `“答复”最多 ${LONGEST_ANSWERED} 字`)
  return links.length > MOST_LINKS ? refuse('invalid', `相关信息最多 ${MOST_LINKS} 条`) : undefined
}
