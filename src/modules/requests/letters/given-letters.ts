import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import {
  findLetters,
  findOwed,
  findPosted,
  type LetterCode,
  type LetterRecord,
  noLongerOwed,
  NOT_POSTED,
  type Posted,
  signLetter,
} from '../../letters/index.ts'
import type { RequestEvent } from '../events.ts'
import type { Order } from '../orders.ts'
import { holdRequest, type Request } from '../store.ts'
import { editionSeen, goesAlone, letterToSign, withoutOtherAnswers } from './letter-of.ts'
import { subjectOf } from './subject.ts'

/** Letters to others than the applicant: third parties, other makers, other agencies. */
const TO_OTHERS: readonly LetterCode[] = ['P5', 'P7', 'P9']
export const isToOthers = (code: LetterCode): boolean => TO_OTHERS.includes(code)

const lettersAbout = (db: Db, request: Request): Promise<LetterRecord[]> => findLetters(db, request.agencyId, subjectOf(request))

/**
 * The event of a review with the edition it let pass, and of a return with the one that went back. A refusal where an answer would be reviewed or signed with another letter than
 * whoever acts has seen, or signed with another than was reviewed. Holds the request, so that no letter is made before the step is saved.
 */
export async function withLetterSeen(tx: Db, request: Request, order: Order, event: RequestEvent): Promise<RequestEvent | Refusal> {
  if (order.step !== 'review' && order.step !== 'sign' && order.step !== 'sendBack') return event
  await holdRequest(tx, request.number)
  const now = await editionNow(tx, request)
  if (order.step === 'sendBack') return event.step === 'sendBack' ? { ...event, letters: now } : event
  const unseen = unseenBecause(request, order.step, order.letters, now)
  return unseen ?? (event.step === 'review' ? { ...event, letters: now } : event)
}

/** The letter that carries the answer, and its edition; whoever asks holds what the letter is about. */
export const editionNow = async (tx: Db, request: Request): Promise<string> => editionSeen(request.state, await lettersAbout(tx, request))

/** Why an answer is not reviewed or signed with the letter it has now: whoever acts has seen another, or another was reviewed. */
export function unseenBecause(request: Pick<Request, 'events'>, step: 'review' | 'sign', seen: string | undefined, now: string): Refusal | undefined {
  if (seen !== undefined && seen !== now) return refuse('stale', '答复书刚刚制作或者换了新的一稿，您看到的已不是最新的。请打开“文书”看过后再办理')
  if (step === 'review') return undefined
  const reviewed = request.events.map(({ fact }) => fact).findLast((fact) => fact.step === 'review')?.letters
  return reviewed === undefined || reviewed === now ? undefined : refuse('not-now', '答复书是审核以后制作或者更换的，审核人没有看过。请退回修改，审核后再签发')
}

/** Whoever signs an answer signs the letter that carries it, in its last edition. */
export async function signAnswerLetter(tx: Db, viewer: Viewer, request: Request, at: Date): Promise<void> {
  const letter = letterToSign(request.state, await lettersAbout(tx, request))
  if (!letter) return
  const signed = await signLetter(tx, viewer, letter.id, at)
  if (isRefusal(signed)) throw new Error(signed.because)
  await noLongerOwed(tx, letter.id) // it goes out with the answer
}

/** A letter to the applicant with how it went out by itself; an answer goes out with its file. */
export type GivenLetter = LetterRecord & { readonly posted: Posted }
/**
 * What the applicant may fetch of a request's letters: those to her that were signed, of one answer only, and the receipt, which nobody signs. A letter
 * on the way is hers once it went out; one of before that was written down, as soon as it was signed.
 */
export async function lettersForApplicant(db: Db, request: Request): Promise<readonly GivenLetter[]> {
  const given = withoutOtherAnswers(request.state, await lettersAbout(db, request)).filter(
    ({ code, signedBy, pdf }) => pdf !== '' && !isToOthers(code) && (signedBy !== null || code === 'P1'),
  )
  const { state } = request
  if (!given.some(({ code }) => goesAlone(state, code))) return given.map((letter) => ({ ...letter, posted: NOT_POSTED }))
  const subject = subjectOf(request)
  const [posted, owed] = await Promise.all([findPosted(db, request.agencyId, subject), findOwed(db, request.agencyId, subject)])
  return given
    .map((letter) => ({ ...letter, posted: posted.get(letter.id) ?? NOT_POSTED }))
    .filter(({ id, code, posted: { deliveries, keptBack } }) => !goesAlone(state, code) || deliveries.length > 0 || (!owed.has(id) && !keptBack))
}
