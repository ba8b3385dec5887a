import { beijingDay, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import { gather } from '../../platform/gather.ts'
import type { House } from '../../platform/house.ts'
import { traceValues } from '../audit/index.ts'
import { type Calendar, type Clock, loadCalendar } from '../calendar/index.ts'
import { type Applicant, applicantMark, maskedName } from './applicant.ts'
import { clockOf, IN_FORCE, REPLY_DAYS } from './clock.ts'
import type { Channel, DeliveryWay, Format } from './kinds.ts'
import { insertRequests, type NewRequest } from './submission-store.ts'
import { queryCodeOf } from '../../kernel/query-code.ts'
import { forgetCounts } from './queue.ts'
import { receiptRule, receivedOn } from './receipt.ts'
import { findBySubmissionKey } from './store.ts'

/** What art 29 of the 条例 asks for, and nothing more: no purpose is demanded. */
export type Submission = {
  /** Made with the form; the same key twice is the same request. */
  readonly key: string
  readonly applicant: Applicant
  readonly subject: string
  readonly format: Format
  readonly deliveryWay: DeliveryWay
  /** The case of the hall it came of. */
  readonly fromCase?: string
}
export type Receipt = {
  readonly number: string
  readonly code: string
  readonly receivedOn: PlainDate
  readonly dueOn: PlainDate
  readonly provisional: boolean
}

/** A resident applies online. Sent twice, it is received once and the same receipt comes back. */
export async function submitRequest(house: House, agencyId: number, submission: Submission): Promise<Receipt | Refusal> {
  const today = beijingDay(house.now())
  const arrival = { channel: 'online' as const, arrivedOn: today, confirmedOn: today, evidence: receiptRule.online.evidence }
  return await receive(house, agencyId, submission, arrival, 'public')
}

/** Staff register what came another way; the day of receipt follows from art 31. */
export async function registerRequest(house: House, viewer: Viewer, submission: Submission, arrival: Receiving): Promise<Receipt | Refusal> {
  if (arrival.arrivedOn < IN_FORCE)
    return refuse('invalid', `到达日期${inChinese(arrival.arrivedOn)}早于${inChinese(IN_FORCE)}，那时适用的是原条例：请核对年份`, '条例第五十六条')
  return await receive(house, viewer.agencyId, submission, arrival, viewer)
}

type Receiving = { readonly channel: Channel; readonly arrivedOn: PlainDate; readonly confirmedOn: PlainDate | null; readonly evidence: string }

async function receive(house: House, agencyId: number, submission: Submission, arrival: Receiving, by: Viewer | 'public'): Promise<Receipt | Refusal> {
  const received = receivedOn(arrival, beijingDay(house.now()))
  if (isRefusal(received)) return received
  const calendar = await loadCalendar(house.db)
  const code = queryCodeOf(house.cipher.fingerprint(`query-code:${submission.key.toLowerCase()}`))
  const row = rowOf(house, agencyId, submission, { ...arrival, received, code }, calendar, by)
  const number = await deskOf(house.db)(row)
  if (number !== undefined) return receiptOf(number, code, received, calendar)
  const first = await findBySubmissionKey(house.db, submission.key)
  if (first === undefined) throw new Error('a submission was neither added nor known')
  if (first.subject !== row.subject || first.applicantFingerprint !== row.applicant_fingerprint) {
    return refuse('duplicate', `这份表单已经提交过，编号 ${first.number}，登记的是第一次提交的内容。要申请别的信息，请重新打开申请表填写`)
  }
  return receiptOf(first.number, code, first.receivedOn, calendar)
}

function receiptOf(number: string, code: string, received: PlainDate, calendar: Calendar): Receipt {
  const clock = freshClock(received, calendar)
  return { number, code, receivedOn: received, dueOn: clock.due, provisional: clock.provisional }
}

const freshClock = (receivedOn: PlainDate, calendar: Calendar): Clock =>
  clockOf({ receivedOn, days: REPLY_DAYS, amendedOn: null, extendedBy: 0, consultations: [] }, calendar)

function rowOf(
  { cipher, now }: House,
  agencyId: number,
  { key, applicant, subject, format, deliveryWay, fromCase }: Submission,
  arrival: Receiving & { received: PlainDate; code: string },
  calendar: Calendar,
  by: Viewer | 'public',
): NewRequest {
  const clock = freshClock(arrival.received, calendar)
  const at = now()
  return {
    agency_id: agencyId,
    submission_key: key.toLowerCase(),
    code_fingerprint: cipher.fingerprint(arrival.code),
    channel: arrival.channel,
    submitted_at: at,
    arrived_on: arrival.arrivedOn,
    confirmed_on: arrival.confirmedOn,
    received_on: arrival.received,
    evidence: arrival.evidence,
    applicant_kind: applicant.kind,
    applicant_sealed: cipher.seal(JSON.stringify(applicant)),
    applicant_masked: maskedName(applicant),
    applicant_fingerprint: cipher.fingerprint(applicantMark(applicant)),
    subject,
    format,
    delivery_way: deliveryWay,
    due_on: clock.due,
    due_provisional: clock.provisional,
    calendar_version: calendar.version,
    ...(fromCase !== undefined && { from_case: fromCase }),
    by_name: by === 'public' ? '申请人' : by.name,
    by_role: by === 'public' ? 'applicant' : by.role,
    trace: traceValues({ at, by, act: '登记申请', article: receiptRule[arrival.channel].law }),
  }
}

const desks = new WeakMap<Db, (row: NewRequest) => Promise<string | undefined>>()

/** Where submissions of this process meet: those that come while others are written are written together. */
function deskOf(db: Db): (row: NewRequest) => Promise<string | undefined> {
  const desk = desks.get(db) ?? gather((rows: readonly NewRequest[]) => addAll(db, rows))
  desks.set(db, desk)
  return desk
}

/** The new number of each row, or undefined where its form has been received before. */
async function addAll(db: Db, rows: readonly NewRequest[]): Promise<(string | undefined)[]> {
  // The same form twice in one batch: the later row finds the earlier one's number afterwards.
  const first = new Map(rows.map((row) => [row.submission_key, row] as const).reverse())
  try {
    const added = await insertRequests(db, [...first.values()])
    const numbers = new Map(added.map(({ key, number }) => [key, number]))
    forgetCounts(db)
    return rows.map((row) => (first.get(row.submission_key) === row ? numbers.get(row.submission_key) : undefined))
  } catch (error) {
    // Another process received the same form at the same moment: the unique key let it in, and its receipt is read.
    const [only, ...more] = rows
    if (only && more.length === 0 && (await findBySubmissionKey(db, only.submission_key))) return [undefined]
    throw error
  }
}
