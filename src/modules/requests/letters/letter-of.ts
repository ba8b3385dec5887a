import type { LetterCode } from '../../letters/index.ts'
import type { Decision } from '../decisions.ts'
import type { Stage } from '../lifecycle.ts'
import type { RequestState } from '../request.ts'

/** The letters that tell each decision; a new decision does not compile until it has one. The first is offered first. */
export const LETTERS_OF_DECISION = {
  granted: ['D1', 'D2'],
  partly_granted: ['D3'],
  'refused.state_secret': ['D4'],
  'refused.prohibited_by_law': ['D5'],
  'refused.security_and_stability': ['D6'],
  'refused.third_party': ['D7'],
  'refused.internal_affairs': ['D8'],
  'refused.process_information': ['D9'],
  'refused.enforcement_file': ['D10'],
  'refused.administrative_query': ['D11'],
  'unable.not_held': ['D12', 'D13'],
  'unable.needs_creation': ['D14'],
  'unable.still_unclear': ['D15'],
  'not_processed.complaint': ['D17'],
  'not_processed.repeated': ['D16'],
  'not_processed.published': ['D18'],
  'not_processed.excessive': ['D19'],
  'not_processed.confirmation': ['D20'],
  'other.not_amended': ['P11'],
  'other.unpaid': ['P11'],
  'other.other': ['P11', 'P10'],
} as const satisfies Record<Decision, readonly [LetterCode, ...LetterCode[]]>

/** Letters that go out on the way, whatever the answer will be. */
const ON_THE_WAY = {
  handling: ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10'],
  amending: ['P1', 'P2'],
  paying: ['P1', 'P8'],
  drafted: ['P1', 'P4', 'P9'],
  reviewed: ['P1', 'P4', 'P9'],
  concluded: ['P1', 'P9'],
} as const satisfies Record<Stage, readonly LetterCode[]>

/** The letters that fit a request as it is today: those of its answer, drafted or given, and those of its stage. */
export function lettersFitting(state: RequestState): LetterCode[] {
  const decision = state.conclusion?.decision ?? state.draft?.decision
  const answers: readonly LetterCode[] = decision === undefined ? [] : LETTERS_OF_DECISION[decision]
  const consulted = state.consultations.some(({ kind }) => kind === 'third_party')
  const onTheWay: readonly LetterCode[] = ON_THE_WAY[state.stage]
  return [...new Set([...answers, ...onTheWay.filter((code) => code !== 'P9' || consulted)])]
}
