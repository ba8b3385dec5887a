import { isKeyOf, keysOf, rowsOf } from '../../../kernel/closed.ts'
import type { Role } from '../../../kernel/viewer.ts'

export const ANSWER_STAGES = ['review', 'drafting', 'public', 'withdrawn', 'discarded'] as const
export type AnswerStage = (typeof ANSWER_STAGES)[number]
export const answerStageName = {
  review: '待审核公开',
  drafting: '退回修改',
  public: '已公开',
  withdrawn: '已撤下',
  discarded: '作废',
} as const satisfies Record<AnswerStage, string>

type Row = { readonly to: AnswerStage; readonly by: readonly Role[]; readonly law: string }
const officer = ['information-officer'] as const
const own = {
  edit: { to: 'review', by: officer, law: '条例第四十四条' },
  discard: { to: 'discarded', by: officer, law: '条例第四十四条' },
} as const

/** The whole life of a public answer: the officer writes it, another hand lets it out (先审后公开, 条例第十七条), and what is taken down says why. */
export const answerLifecycle = {
  review: {
    release: { to: 'public', by: ['reviewer'], law: '条例第十七条' },
    sendBack: { to: 'drafting', by: ['reviewer'], law: '条例第十七条' },
    ...own,
  },
  drafting: own,
  public: {
    withdraw: { to: 'withdrawn', by: ['reviewer', ...officer], law: '条例第十七条、第五十三条' },
  },
  withdrawn: { edit: own.edit },
  discarded: { edit: own.edit },
} as const satisfies Record<AnswerStage, Readonly<Record<string, Row>>>

export type AnswerStep = { [S in AnswerStage]: keyof (typeof answerLifecycle)[S] }[AnswerStage]
export const answerStepName = {
  release: '审核同意，公开',
  sendBack: '退回修改',
  edit: '改稿，送审核',
  discard: '作废',
  withdraw: '撤下',
} as const satisfies Record<AnswerStep, string>
/** What an event is called: a step of the table, or how it began. */
export const answerEventName = { draft: '起草，送审核', ...answerStepName } as const
export const ANSWER_STEPS: readonly AnswerStep[] = keysOf(answerStepName)
export const isAnswerStep = isKeyOf(answerStepName)

/** The row of the table, or undefined when this stage knows no such step. */
export const answerRowOf = rowsOf<AnswerStage, AnswerStep, Row>(answerLifecycle)
