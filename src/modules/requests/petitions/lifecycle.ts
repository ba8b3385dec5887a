import { isKeyOf, keysOf, rowsOf } from '../../../kernel/closed.ts'
import type { Role } from '../../../kernel/viewer.ts'
import type { PetitionKind } from './kinds.ts'

export const PETITION_STAGES = ['received', 'handling', 'answered', 'forwarded', 'published', 'declined', 'withdrawn'] as const
export type PetitionStage = (typeof PETITION_STAGES)[number]
export const petitionStageName = {
  received: '已收到',
  handling: '办理中',
  answered: '已答复',
  forwarded: '已转送',
  published: '已主动公开',
  declined: '不主动公开',
  withdrawn: '已撤回',
} as const satisfies Record<PetitionStage, string>
/** Where nothing more is owed. */
export const isOver = (stage: PetitionStage): boolean => stage !== 'received' && stage !== 'handling'

/** Who may take a step: a role of the console, or whoever sent it, with number and query code. */
export type PetitionActor = Role | 'submitter'
type Row = { readonly to: PetitionStage; readonly by: readonly PetitionActor[]; readonly law: string }
const office = ['information-officer', 'reviewer', 'signer'] as const
const judges = ['information-officer', 'reviewer'] as const

/** The whole life of a complaint about disclosure work. Any of the three may handle it, so that nobody need answer for himself. */
const complaint = {
  received: {
    accept: { to: 'handling', by: office, law: '条例第五十一条' },
    forward: { to: 'forwarded', by: office, law: '条例第四十七条第二款、第五十一条' },
    note: { to: 'received', by: office, law: '条例第五十一条' },
    withdraw: { to: 'withdrawn', by: ['submitter'], law: '条例第五十一条' },
  },
  handling: {
    reassign: { to: 'handling', by: office, law: '条例第五十一条' },
    answer: { to: 'answered', by: office, law: '条例第四十七条第二款、第五十一条' },
    forward: { to: 'forwarded', by: office, law: '条例第四十七条第二款、第五十一条' },
    note: { to: 'handling', by: office, law: '条例第五十一条' },
    withdraw: { to: 'withdrawn', by: ['submitter'], law: '条例第五十一条' },
  },
  answered: { note: { to: 'answered', by: office, law: '条例第五十一条' } },
  forwarded: { note: { to: 'forwarded', by: office, law: '条例第五十一条' } },
  published: {},
  declined: {},
  withdrawn: {},
} as const satisfies Record<PetitionStage, Readonly<Record<string, Row>>>

/** The whole life of a suggestion to publish. */
const suggestion = {
  received: {
    publish: { to: 'published', by: judges, law: '条例第四十四条第二款' },
    decline: { to: 'declined', by: judges, law: '条例第四十四条第二款' },
    note: { to: 'received', by: office, law: '条例第四十四条第二款' },
    withdraw: { to: 'withdrawn', by: ['submitter'], law: '条例第四十四条第二款' },
  },
  handling: {},
  answered: {},
  forwarded: {},
  published: { note: { to: 'published', by: office, law: '条例第四十四条第二款' } },
  declined: { note: { to: 'declined', by: office, law: '条例第四十四条第二款' } },
  withdrawn: {},
} as const satisfies Record<PetitionStage, Readonly<Record<string, Row>>>

export const petitionLifecycle = { complaint, suggestion } as const
type StepsOf<Table extends Record<PetitionStage, object>> = { [S in PetitionStage]: keyof Table[S] }[PetitionStage]
export type PetitionStep = StepsOf<typeof complaint> | StepsOf<typeof suggestion>
export const petitionStepName = {
  accept: '受理，确定承办人',
  reassign: '更换承办人',
  answer: '答复',
  forward: '转送主管部门或者上一级机关',
  publish: '采纳，已主动公开',
  decline: '不采纳，说明理由',
  note: '记一笔',
  withdraw: '撤回',
} as const satisfies Record<PetitionStep, string>
export const petitionEventName = { submit: '收到', ...petitionStepName } as const
export const PETITION_STEPS: readonly PetitionStep[] = keysOf(petitionStepName)
export const isPetitionStep = isKeyOf(petitionStepName)

/** The row of the table, or undefined when this stage knows no such step. */
export const petitionRowOf = (kind: PetitionKind, stage: PetitionStage, step: PetitionStep): Row | undefined =>
  rowsOf<PetitionStage, PetitionStep, Row>(petitionLifecycle[kind])(stage, step)
