import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import { findLetters, type LetterCode, type LetterRecord, signLetter } from '../../letters/index.ts'
import type { Order } from '../orders.ts'
import { holdRequest, type Request } from '../store.ts'
import { editionSeen, letterToSign, withoutOtherAnswers } from './letter-of.ts'
import { subjectOf } from './request-values.ts'

/** Letters to others than the applicant: third parties, other makers, other agencies. */
const TO_OTHERS: readonly LetterCode[] = ['P5', 'P7', 'P9']

const lettersAbout = (db: Db, request: Request): Promise<LetterRecord[]> => findLetters(db, request.agencyId, subjectOf(request))

/**
 * Why an answer is not reviewed or signed with its letter as it now is: whoever acts has seen another edition, or the reviewer has. Holds
 * the request, so that nothing is made or replaced before the step is saved.
 */
export async function unseenBecause(tx: Db, request: Request, order: Order): Promise<Refusal | undefined> {
  if (order.step !== 'review' && order.step !== 'sign') return undefined
  await holdRequest(tx, request.number)
  const letters = await lettersAbout(tx, request)
  if (order.letters !== undefined && order.letters !== editionSeen(request.state, letters))
    return refuse('stale', '答复书刚刚制作或者换了新的一稿，您看到的已不是最新的。请打开“文书”看过后再办理')
  const letter = letterToSign(request.state, letters)
  const reviewed = request.events.findLast(({ fact }) => fact.step === 'review')?.at
  return order.step === 'sign' && letter && reviewed && letter.at > reviewed
    ? refuse('not-now', '答复书是审核以后制作或者更换的，审核人没有看过。请退回修改，审核后再签发')
    : undefined
}

/** Whoever signs an answer signs the letter that carries it, in its last edition. */
export async function signAnswerLetter(tx: Db, viewer: Viewer, request: Request, at: Date): Promise<void> {
  const letter = letterToSign(request.state, await lettersAbout(tx, request))
  if (!letter) return
  const signed = await signLetter(tx, viewer, letter.id, at)
  if (isRefusal(signed)) throw new Error(signed.because)
}

/** What the applicant may fetch of a request's letters: those to her that were signed, of one answer only, and the receipt, which nobody signs. */
export async function lettersForApplicant(db: Db, request: Request): Promise<readonly LetterRecord[]> {
  const given = withoutOtherAnswers(request.state, await lettersAbout(db, request))
  return given.filter(({ code, signedBy, pdf }) => pdf !== '' && !TO_OTHERS.includes(code) && (signedBy !== null || code === 'P1'))
}
