import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { type LetterCode, letterOf } from '../../letters/index.ts'
import type { RequestState } from '../request.ts'
import { isOutdated, isSettled, lettersFitting, type Made, tellsAnswer } from './letter-of.ts'

/** Why a letter cannot be made of a request now; undefined when it can. */
export function notMadeBecause(request: { readonly state: RequestState; readonly anew?: number }, code: LetterCode): Refusal<'not-now'> | undefined {
  const { state } = request
  const fitting = lettersFitting(request)
  if (fitting.includes(code)) return undefined
  const what = `${code} ${letterOf(code).name}`
  if (state.stage === 'reviewed' && tellsAnswer(state, code)) return refuse('not-now', `答复已经审核，不能再制作${what}。由签发人退回修改后再换`)
  const which = fitting.map((one) => `${one} ${letterOf(one).name}`).join('、')
  return refuse('not-now', `${what}与本件的答复和环节不符。现在可以制作：${which || '没有'}`)
}

/** Why a letter cannot be replaced by an edited one now; undefined when the request leaves it open. */
export function notReplacedBecause(state: RequestState, letter: Made, letters: readonly Made[]): Refusal<'not-now'> | undefined {
  if (!tellsAnswer(state, letter.code)) return undefined
  if (state.stage === 'reviewed') return refuse('not-now', '答复已经审核，答复书不能再更换。由签发人退回修改后再换')
  if (isSettled(state)) return refuse('not-now', '答复已经签发，答复书不能再更换。需要更正的，请另发文书说明')
  return isOutdated(state, letter, letters) ? refuse('not-now', OUTDATED) : undefined
}
const OUTDATED = '这份文书不再适用：答复已经改拟，或者已另行制作'

/** Why a letter is not signed by itself: the one that carries the answer is signed with the answer. Undefined when it may be. */
export function notSignedBecause(state: RequestState, letter: Made, letters: readonly Made[]): Refusal<'not-now'> | undefined {
  if (!tellsAnswer(state, letter.code)) return undefined
  if (isOutdated(state, letter, letters)) return refuse('not-now', OUTDATED)
  return state.conclusion ? undefined : refuse('not-now', '答复书不单独签发，审核后在申请页随“签发答复”一并签发')
}
