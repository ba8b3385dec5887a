import { isSentAlone, type LetterCode, type LetterRecord } from '../../letters/index.ts'
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

/** The letters that may carry the answer, drafted or given. */
function answersOf({ conclusion, draft }: RequestState): readonly LetterCode[] {
  const decision = conclusion?.decision ?? draft?.decision
  return decision === undefined ? [] : LETTERS_OF_DECISION[decision]
}

/** Reviewed or signed: what carries the answer stands as the reviewer saw it. A lapse or a withdrawal was reviewed by nobody. */
export const isSettled = ({ stage, conclusion }: RequestState): boolean => stage === 'reviewed' || conclusion?.how === 'signed'

/** What goes out on the way to an answer ordered anew: who has to be heard, and what was decided against them. */
const ANEW: readonly LetterCode[] = ['P5', 'P6', 'P9']

type Asked = { readonly state: RequestState; readonly anew?: number }
/** The letters that can be made of a request as it is today: those of its stage, and those of its answer until that is reviewed. */
export function lettersFitting({ state, anew }: Asked): LetterCode[] {
  const answers = isSettled(state) ? [] : answersOf(state)
  const consulted = state.consultations.some(({ kind }) => kind === 'third_party')
  const onTheWay: readonly LetterCode[] = anew === undefined ? ON_THE_WAY[state.stage] : ON_THE_WAY[state.stage].filter((code) => ANEW.includes(code))
  return [...new Set([...answers, ...onTheWay.filter((code) => code !== 'P9' || consulted)])]
}

export type Made = Pick<LetterRecord, 'id' | 'code' | 'signedBy' | 'docx'>

const isAnswer = (code: LetterCode): boolean => code.startsWith('D') || code === 'P11'
/** Whether a letter tells an answer, this one or another; the rest goes out on the way. P10 is either, as the decision is. */
export const tellsAnswer = (state: RequestState, code: LetterCode): boolean => isAnswer(code) || answersOf(state).includes(code)

/** Whether a letter goes out by itself. One that carries the answer goes out with it, though another time it might go alone. */
export const goesAlone = (state: RequestState, code: LetterCode): boolean =>
  isSentAlone(code) && (state.conclusion?.how === 'withdrawn' || !tellsAnswer(state, code))

/** The one letter that carries the answer not yet signed: the last made of those that fit it. Undefined when there is none. */
export const letterToSign = <L extends Made>(state: RequestState, letters: readonly L[]): L | undefined =>
  state.conclusion ? undefined : letters.findLast(({ code, signedBy, docx }) => signedBy === null && docx !== '' && answersOf(state).includes(code))

/** Which letter and which edition of it a page shows to whoever reviews or signs, `id:edition`; empty when there is none. */
export function editionSeen(state: RequestState, letters: readonly (Made & Pick<LetterRecord, 'edition'>)[]): string {
  const letter = letterToSign(state, letters)
  return letter ? `${letter.id}:${letter.edition}` : ''
}

/** Whether an unsigned letter tells an answer that is no longer the one: of an earlier draft, or made anew since. It is never signed. */
export function isOutdated(state: RequestState, letter: Made, letters: readonly Made[]): boolean {
  if (letter.signedBy !== null || !tellsAnswer(state, letter.code)) return false
  if (state.conclusion) return state.conclusion.how === 'signed' || !answersOf(state).includes(letter.code)
  return letterToSign(state, letters)?.id !== letter.id
}

/** Letters without those that tell an answer the applicant was not given: of several that were signed, the last counts. */
export function withoutOtherAnswers<L extends Made>(state: RequestState, letters: readonly L[]): readonly L[] {
  const fits = ({ code, signedBy }: L) => signedBy !== null && isAnswer(code) && answersOf(state).includes(code)
  const answer = state.conclusion ? letters.findLast(fits) : undefined
  return letters.filter((one) => !isAnswer(one.code) || one.id === answer?.id)
}
