import { randomUUID } from 'node:crypto'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import { traceValues } from '../audit/index.ts'
import type { Calendar } from '../calendar/index.ts'
import { clockOf, REPLY_DAYS } from './clock.ts'
import type { Request } from './store.ts'
import { insertRequests } from './submission-store.ts'

/**
 * 一事一申请: every matter of a paper but the first becomes a request of its own, received when the paper was, or when it was corrected,
 * under the same query code. Gives their numbers, in the order of the matters.
 */
export async function registerSplit(
  tx: Db,
  request: Request,
  matters: readonly string[],
  by: Viewer | 'applicant',
  { at, calendar }: { readonly at: Date; readonly calendar: Calendar },
): Promise<readonly string[]> {
  const received = request.state.amendment?.answeredOn ?? request.state.receivedOn
  const clock = clockOf({ receivedOn: received, days: REPLY_DAYS, amendedOn: null, extendedBy: 0, consultations: [] }, calendar)
  const rows = matters.slice(1).map((subject, i) => ({
    agency_id: request.agencyId,
    submission_key: randomUUID(),
    code_fingerprint: request.codeFingerprint,
    channel: request.channel,
    submitted_at: new Date(request.submittedAt.getTime() + i), // numbers follow the order of the matters
    arrived_on: request.arrivedOn,
    confirmed_on: request.confirmedOn,
    received_on: received,
    evidence: `由 ${request.number} 拆分（一事一申请）。${request.evidence}`,
    applicant_kind: request.applicantKind,
    applicant_sealed: request.applicantSealed,
    applicant_masked: request.applicantMasked,
    applicant_fingerprint: request.applicantFingerprint,
    subject,
    format: request.format,
    delivery_way: request.deliveryWay,
    due_on: clock.due,
    due_provisional: clock.provisional,
    calendar_version: calendar.version,
    by_name: by === 'applicant' ? '申请人' : by.name,
    by_role: by === 'applicant' ? 'applicant' : by.role,
    trace: traceValues({ at, by: by === 'applicant' ? 'public' : by, act: '拆分登记', article: '条例第二十九条' }),
  }))
  const numbered = new Map((await insertRequests(tx, rows)).map(({ key, number }) => [key, number]))
  return rows.map((row) => numbered.get(row.submission_key) ?? '').filter(Boolean)
}
