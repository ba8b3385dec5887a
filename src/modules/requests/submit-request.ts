import { beijingDay, type PlainDate, yearOf } from '../../kernel/plain-date.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { loadCalendar } from '../calendar/index.ts'
import { moveDraftFiles } from '../files/index.ts'
import { type Applicant, maskedName } from './applicant.ts'
import { clockOf, REPLY_DAYS } from './clock.ts'
import type { Channel, DeliveryWay, Format } from './kinds.ts'
import { queryCodeOf } from './query-code.ts'
import { receiptRule, receivedOn } from './receipt.ts'
import { findBySubmissionKey, insertRequest } from './store.ts'

/** What art 29 of the 条例 asks for, and nothing more: no purpose is demanded. */
export type Submission = {
  /** Made with the form; the same key twice is the same request. */
  readonly key: string
  readonly applicant: Applicant
  readonly subject: string
  readonly format: Format
  readonly deliveryWay: DeliveryWay
}
export type Receipt = { readonly number: string; readonly code: string; readonly receivedOn: PlainDate; readonly dueOn: PlainDate; readonly provisional: boolean }

/** A resident applies online. Sent twice, it is received once and the same receipt comes back. */
export async function submitRequest(house: House, agencyId: number, submission: Submission): Promise<Receipt | Refusal> {
  const today = beijingDay(house.now())
  const arrival = { channel: 'online' as const, arrivedOn: today, confirmedOn: today, evidence: receiptRule.online.evidence }
  return await receive(house, agencyId, submission, arrival, 'public')
}

/** Staff register what came another way; the day of receipt follows from art 31. */
export async function registerRequest(
  house: House, viewer: Viewer, submission: Submission,
  arrival: { channel: Channel; arrivedOn: PlainDate; confirmedOn: PlainDate | null; evidence: string },
): Promise<Receipt | Refusal> {
  return await receive(house, viewer.agencyId, submission, arrival, viewer)
}

async function receive(
  house: House, agencyId: number, submission: Submission,
  arrival: { channel: Channel; arrivedOn: PlainDate; confirmedOn: PlainDate | null; evidence: string }, by: Viewer | 'public',
): Promise<Receipt | Refusal> {
  const { cipher, now } = house
  const at = now()
  const received = receivedOn(arrival, beijingDay(at))
  if (isRefusal(received)) return received
  const calendar = await loadCalendar(house.db)
  const clock = clockOf({ receivedOn: received, days: REPLY_DAYS, amendedOn: null, extendedBy: 0, consultations: [] }, calendar)
  const code = queryCodeOf(cipher.fingerprint(`query-code:${submission.key}`))
  const { applicant } = submission
  const number = await house.db.transaction().execute(async (tx) => {
    const added = await insertRequest(tx, {
      agency_id: agencyId, year: yearOf(received), submission_key: submission.key, code_fingerprint: cipher.fingerprint(code),
      channel: arrival.channel, submitted_at: at, arrived_on: arrival.arrivedOn, confirmed_on: arrival.confirmedOn, received_on: received, evidence: arrival.evidence,
      applicant_kind: applicant.kind, applicant_sealed: cipher.seal(JSON.stringify(applicant)), applicant_masked: maskedName(applicant),
      applicant_fingerprint: cipher.fingerprint(`applicant:${applicant.identity || applicant.name}`.toUpperCase()),
      subject: submission.subject, format: submission.format, delivery_way: submission.deliveryWay,
      due_on: clock.due, due_provisional: clock.provisional, calendar_version: calendar.version,
      at, byName: by === 'public' ? '申请人' : by.name, byRole: by === 'public' ? 'applicant' : by.role,
    })
    if (added === undefined) return undefined
    await moveDraftFiles(tx, submission.key, `requests/${added}`)
    await leaveTrace(tx, { at, by, act: '登记申请', subject: `requests/${added}`, article: receiptRule[arrival.channel].law })
    return added
  }).catch(async (error: unknown) => {
    // Two copies of one form at the same moment: the unique key lets one in, the other reads its receipt.
    if (await findBySubmissionKey(house.db, submission.key)) return undefined
    throw error
  })
  const known = number ?? (await findBySubmissionKey(house.db, submission.key))?.number
  if (known === undefined) throw new Error('a submission was neither added nor known')
  return { number: known, code, receivedOn: received, dueOn: clock.due, provisional: clock.provisional }
}
