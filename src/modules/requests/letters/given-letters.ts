import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { findLetters, type LetterCode, type LetterRecord, signLetter } from '../../letters/index.ts'
import type { Request } from '../store.ts'
import { LETTERS_OF_DECISION } from './letter-of.ts'
import { subjectOf } from './request-values.ts'

/** Letters to others than the applicant: third parties, other makers, other agencies. */
const TO_OTHERS: readonly LetterCode[] = ['P5', 'P7', 'P9']

/** Whoever signs an answer signs the letter that carries it: the last edition of each that is not signed yet. */
export async function signAnswerLetters(tx: Db, viewer: Viewer, request: Request, at: Date): Promise<void> {
  const decision = request.state.draft?.decision
  const codes: readonly LetterCode[] = decision === undefined ? [] : LETTERS_OF_DECISION[decision]
  for (const letter of await findLetters(tx, request.agencyId, subjectOf(request)))
    if (codes.includes(letter.code) && letter.signedBy === null) {
      const signed = await signLetter(tx, viewer, letter.id, at)
      if (isRefusal(signed)) throw new Error(signed.because)
    }
}

/** What the applicant may fetch of a request's letters: those to her that were signed, and the receipt, which nobody signs. */
export async function lettersForApplicant(db: Db, request: Request): Promise<readonly LetterRecord[]> {
  const all = await findLetters(db, request.agencyId, subjectOf(request))
  return all.filter(({ code, signedBy, pdf }) => pdf !== '' && !TO_OTHERS.includes(code) && (signedBy !== null || code === 'P1'))
}
