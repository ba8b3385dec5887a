import { beijingDay, type PlainDate } from '../../../kernel/plain-date.ts'
import { queryCodeOf } from '../../../kernel/query-code.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { maskedName } from '../applicant.ts'
import { type PetitionKind, petitionName } from './kinds.ts'
import { findPetitionByKey, insertPetition, SentTwice } from './store.ts'

/** Who sends it, as far as they say: the name is theirs to leave out. Kept sealed. */
export type Sender = { readonly name: string; readonly contact: string }
export type PetitionSubmission = {
  /** Made with the form; the same key twice is the same petition. */
  readonly key: string
  readonly kind: PetitionKind
  readonly sender: Sender
  /** Finds the same sender again; that of the contact where none is given. */
  readonly senderFingerprint?: string
  readonly subject: string
  readonly aboutRequest: string | null
  readonly aboutItem: string | null
  readonly aboutPerson: string
}
export type PetitionReceipt = { readonly number: string; readonly code: string; readonly receivedOn: PlainDate }

const ARTICLE = { complaint: '条例第四十七条第二款、第五十一条', suggestion: '条例第四十四条第二款' } as const satisfies Record<PetitionKind, string>

/** Receives a complaint or a suggestion. Sent twice, it is received once and the same receipt comes back. */
export async function submitPetition(house: House, agencyId: number, submission: PetitionSubmission): Promise<PetitionReceipt | Refusal> {
  const { kind, sender, subject, aboutRequest, aboutItem, aboutPerson } = submission
  const at = house.now()
  const on = beijingDay(at)
  const key = submission.key.toLowerCase()
  const code = queryCodeOf(house.cipher.fingerprint(`query-code:${key}`))
  const senderFingerprint = submission.senderFingerprint ?? house.cipher.fingerprint(`sender:${sender.contact || key}`)
  const row = {
    agencyId,
    kind,
    key,
    on,
    codeFingerprint: house.cipher.fingerprint(code),
    senderSealed: house.cipher.seal(JSON.stringify(sender)),
    senderMasked: sender.name ? maskedName({ kind: 'natural_person', name: sender.name }) : '未署名',
    senderFingerprint,
    subject,
    aboutRequest,
    aboutItem,
    aboutPerson,
  }
  const by = { at, byName: '提交人', byRole: 'submitter', article: ARTICLE[kind] }
  const number = await house.db
    .transaction()
    .execute(async (tx) => {
      const added = await insertPetition(tx, row, by, await loadCalendar(tx))
      if (added) await leaveTrace(tx, { at, by: 'public', act: `收到${petitionName[kind]}`, subject: `petitions/${added}`, article: ARTICLE[kind] })
      return added
    })
    .catch((error: unknown) => {
      if (error instanceof SentTwice) return undefined
      throw error
    })
  if (number !== undefined) return { number, code, receivedOn: on }
  const first = await findPetitionByKey(house.db, key)
  if (!first) throw new Error('a petition was neither added nor known')
  if (first.kind === kind && first.subject === subject && first.senderFingerprint === senderFingerprint) return { number: first.number, code, receivedOn: on }
  return refuse('duplicate', `这份表单已经提交过，编号 ${first.number}，登记的是第一次提交的内容。要提别的事，请重新打开本页填写`)
}
