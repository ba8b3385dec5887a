import { beijingDay } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import { leaveTrace } from '../audit/index.ts'
import { letterOf } from './letter.ts'
import { getLetter, holdLetter, type LetterRecord } from './letter-store.ts'
import { type PostingOrder, postedVersion, postingClosed, postingFault, postingStepName, type Sent } from './posting.ts'
import { findPostedOf, insertKeptBack, insertPosting, insertPostingResult } from './posting-store.ts'

export const sentOf = (letter: Pick<LetterRecord, 'code' | 'signedAt'>, posted: Sent['posted']): Sent => ({
  code: letter.code,
  signedOn: letter.signedAt && beijingDay(letter.signedAt),
  posted,
})

/**
 * Writes down that a letter went out, arrived, came back or stays. `seen` is the version of that the person saw; what has moved on refuses.
 * For a transaction. The applicant's opening it is told by the house, not by a viewer.
 */
export async function postLetter(
  tx: Db,
  by: Viewer | { readonly agencyId: number; readonly name: '申请人' },
  id: number,
  seen: number | undefined,
  order: PostingOrder,
  now: Date,
): Promise<Refusal | undefined> {
  if (!(await holdLetter(tx, by.agencyId, id))) return refuse('not-found', '没有这份文书')
  const letter = await getLetter(tx, by.agencyId, id)
  if (letter.docx === '') return refuse('not-now', '这份文书已经清除')
  const posted = await findPostedOf(tx, id)
  if (seen !== undefined && seen !== postedVersion(posted)) return refuse('stale', '这份文书的寄送刚刚有了新的登记，请看过后再办理')
  const sent = sentOf(letter, posted)
  const refused = postingClosed(sent, order.step) ?? postingFault(sent, order, letter.madeOn, beijingDay(now))
  if (refused) return refused
  await keep(tx, letter, posted.deliveries.length, order, { at: now, by: by.name })
  const note = `${postingStepName[order.step]}：${letter.number ?? letterOf(letter.code).name}`
  await leaveTrace(tx, { at: now, by: 'role' in by ? by : 'public', act: '文书寄送', subject: letter.subject, article: letterOf(letter.code).law, note })
  return undefined
}

async function keep(tx: Db, letter: LetterRecord, count: number, order: PostingOrder, by: { at: Date; by: string }): Promise<void> {
  switch (order.step) {
    case 'send':
      return await insertPosting(tx, letter.id, count, order, by)
    case 'arrive':
      return await insertPostingResult(tx, letter, order.index, { arrived: true, on: order.on, words: order.evidence }, by)
    case 'fail':
      return await insertPostingResult(tx, letter, order.index, { arrived: false, on: order.on, words: order.reason }, by)
    case 'keepBack':
      return await insertKeptBack(tx, letter.id, order.reason, by)
  }
}
