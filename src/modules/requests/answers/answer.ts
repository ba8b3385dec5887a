import type { PlainDate } from '../../../kernel/plain-date.ts'
import { DECISIONS, type Decision, type DecisionGroup, decisionGroupName } from '../decisions.ts'
import type { AnswerStage } from './lifecycle.ts'

/** A published item, or one of its files, that an answer points to. */
export type AnswerLink = { readonly item: string; readonly file: string | null }

/** What is told of an answer: in the office's words, and nothing the applicant gave. */
export type AnswerContent = {
  readonly title: string
  readonly asked: string
  readonly answered: string
  readonly links: readonly AnswerLink[]
}

/** One thing that happened; the first release gives the number, for a draft that is discarded must leave no gap. */
export type AnswerEvent =
  | { readonly step: 'draft' | 'edit'; readonly on: PlainDate; readonly content: AnswerContent }
  | { readonly step: 'release'; readonly on: PlainDate; readonly number: string }
  | { readonly step: 'sendBack' | 'discard' | 'withdraw'; readonly on: PlainDate; readonly reason: string }
export type AnswerHappened = { readonly by: string; readonly fact: AnswerEvent }

/** What has happened to a public answer: a fold of its events. */
export type AnswerState = {
  readonly stage: AnswerStage
  readonly content: AnswerContent
  /** Everybody who wrote at the words that stand now. */
  readonly writers: readonly string[]
  /** `2026-3`, given at the first release and kept. */
  readonly number: string | null
  readonly releasedOn: PlainDate | null
  readonly sentBack: string | null
  readonly withdrawn: { readonly on: PlainDate; readonly reason: string } | null
}

/** The state after one more event. */
export function applyAnswerEvent(state: AnswerState | undefined, { by, fact }: AnswerHappened): AnswerState {
  if (fact.step === 'draft') return { stage: 'review', content: fact.content, writers: [by], number: null, releasedOn: null, sentBack: null, withdrawn: null }
  if (state === undefined) throw new Error('a public answer begins with its draft')
  switch (fact.step) {
    case 'edit':
      return { ...state, stage: 'review', content: fact.content, writers: [...new Set([...state.writers, by])], sentBack: null }
    case 'release':
      return { ...state, stage: 'public', number: fact.number, releasedOn: fact.on, withdrawn: null }
    case 'sendBack':
      return { ...state, stage: 'drafting', sentBack: fact.reason }
    case 'discard':
      // What was public once keeps its tombstone.
      return { ...state, stage: state.number === null ? 'discarded' : 'withdrawn', sentBack: null }
    case 'withdraw':
      return { ...state, stage: 'withdrawn', withdrawn: { on: fact.on, reason: fact.reason } }
  }
}

/** Replays a life from its first event; throws when there is none. */
export function replayAnswer(events: readonly AnswerHappened[]): AnswerState {
  const state = events.reduce<AnswerState | undefined>(applyAnswerEvent, undefined)
  if (state === undefined) throw new Error('a public answer begins with its draft')
  return state
}

/** The one decision on what the public sees: the words, that they were taken down and why, or nothing. Lists, files, search and page ask it. */
export const shownOf = ({ stage, number }: Pick<AnswerState, 'stage' | 'number'>): 'full' | 'tombstone' | 'none' =>
  stage === 'public' ? 'full' : number === null ? 'none' : 'tombstone'

/** As it is printed: `公开答复2026-3`. */
export const printed = (number: string): string => `公开答复${number}`

/** 予以公开；不予公开：属于三类内部事务信息. A reason alone does not say what was decided. */
export function decisionWords(decision: Decision): string {
  const { group, short } = DECISIONS[decision]
  return group === 'granted' || group === 'partly_granted' ? short : `${groupWords(group)}：${short}`
}
export const groupWords = (group: DecisionGroup): string => decisionGroupName[group].replace(/^（.）/, '')
