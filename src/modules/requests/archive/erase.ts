import { beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { dropAttachments } from '../../files/index.ts'
import { emptyLetters } from '../../letters/index.ts'
import { eraseRedactions } from '../../redaction/index.ts'
import { eraseCopiesOf } from '../copies/release.ts'
import type { RemedyEvent } from '../remedies/events.ts'
import { listRemedyFiles } from '../remedies/store.ts'
import { findRequest, type Request } from '../store.ts'
import { isVisibleTo } from '../visibility.ts'
import { eraseRemedyWords, eraseRequest, findErasable } from './erase-store.ts'
import { erasedFact } from './erased.ts'

/** The letters and the words of answers ordered anew go with the first; what the remedy was and how it ended stays. */
async function eraseAnew(tx: Db, request: Request): Promise<readonly { owner: string; sha256: string }[]> {
  const dropped: { owner: string; sha256: string }[] = []
  for (const { id, events } of await listRemedyFiles(tx, request.agencyId, request.number)) {
    dropped.push(...(await emptyLetters(tx, request.agencyId, `remedies/${id}`)))
    const facts = events.flatMap(({ seq, fact }) => (REDO_WORDS.has(fact.step) ? [{ seq, fact: erasedFact(fact) }] : []))
    await eraseRemedyWords(tx, id, facts)
  }
  return dropped
}
const REDO_WORDS: ReadonlySet<RemedyEvent['step']> = new Set(['draftRedo', 'redo', 'hearThird', 'sendRedoBack', 'sendRedo', 'confirmRedo', 'failRedo'])

/**
 * Erases a file whose retention is over, after somebody has looked at it (鉴定): the applicant, the words, the files and the letters go; numbers, days,
 * kinds and decisions stay, so that no figure of any year moves. Refused while a 复议 or 诉讼 about it is open.
 */
export async function eraseFile(house: House, viewer: Viewer, number: string, grounds: string): Promise<{ number: string } | Refusal> {
  const at = house.now()
  const today = beijingDay(at)
  if (!grounds.trim()) return refuse('invalid', '写明鉴定的意见')
  const request = await findRequest(house.db, number)
  if (!request || !isVisibleTo(request, viewer)) return refuse('not-found', `没有编号为 ${number} 的申请`)
  const files = await house.db.transaction().execute(async (tx): Promise<readonly { owner: string; sha256: string }[] | Refusal> => {
    const due = await findErasable(tx, request.id)
    if (!due?.eraseAfter) return refuse('not-now', '本件没有归档，或者永久保管，不能清除')
    if (due.erasedOn) return refuse('not-now', `本件已于${inChinese(due.erasedOn)}清除`)
    if (due.eraseAfter >= today) return refuse('not-now', `保管期限到${inChinese(due.eraseAfter)}为止，期满后才可以清除`)
    if (due.disputed) return refuse('not-now', '本件有尚未审结的复议或者诉讼，审结后才可以清除', '条例第五十一条')
    const nobody = { kind: request.applicantKind, name: '（已清除）', identity: '', phone: '', email: '', address: '', contact: '' }
    await eraseRequest(tx, request.id, {
      sealed: house.cipher.seal(JSON.stringify(nobody)),
      on: today,
      facts: request.events.map(({ seq, fact }) => ({ seq, fact: erasedFact(fact) })),
    })
    const dropped = [...(await dropAttachments(tx, `requests/${number}`)), ...(await emptyLetters(tx, request.agencyId, `requests/${number}`))]
    dropped.push(...(await eraseAnew(tx, request)), ...(await eraseCopiesOf(tx, request)))
    dropped.push(...(await eraseRedactions(tx, house.cipher, request.agencyId, number)))
    await leaveTrace(tx, {
      at,
      by: viewer,
      act: '保管期满清除',
      subject: `requests/${number}`,
      article: '个人信息保护法第四十七条',
      note: grounds.slice(0, 200),
    })
    return dropped
  })
  if (isRefusal(files)) return files
  for (const { owner, sha256 } of files) await house.blobs.of(owner).drop(sha256)
  return { number }
}
