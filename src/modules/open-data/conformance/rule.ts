import type { Answer } from './client.ts'
import type { Survey } from './survey.ts'

/** What came of one rule: met, broken (what was found, and what had been asked), or idle with the reason it does not apply. */
export type Verdict =
  | { readonly kind: 'met'; readonly asked: string }
  | { readonly kind: 'broken'; readonly found: string; readonly asked: string }
  | { readonly kind: 'idle'; readonly because: string }

export type Rule = {
  /** Stable; others may name it in their reports. */
  readonly id: string
  /** One Chinese sentence: what the specification demands. */
  readonly demands: string
  /** Where the specification says so. */
  readonly source: string
  readonly run: (survey: Survey) => Promise<Verdict>
}

export const met = (answer: Pick<Answer, 'asked'> | undefined): Verdict => ({ kind: 'met', asked: answer?.asked ?? '' })
export const broken = (found: string, answer: Pick<Answer, 'asked'> | undefined): Verdict => ({ kind: 'broken', found, asked: answer?.asked ?? '' })
export const idle = (because: string): Verdict => ({ kind: 'idle', because })

/** Met, or broken by the problem found. */
export const judged = (answer: Pick<Answer, 'asked'>, problem: string | undefined): Verdict => (problem === undefined ? met(answer) : broken(problem, answer))
