import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { ask, type Db } from '../../../platform/database.ts'
import { type Decision, DECISION_KEYS, isAnswered } from '../decisions.ts'
import type { Stage } from '../lifecycle.ts'
import type { Request } from '../store.ts'
import { visibleTo } from '../visibility.ts'
import '../tables.ts'

export type OfApplicant = {
  readonly number: string
  readonly subject: string
  readonly receivedOn: PlainDate
  readonly stage: Stage
  readonly concludedOn: PlainDate | null
  readonly decision: Decision | null
}
const MOST_COMPARED = 100 // office setting: how many of one applicant's requests are looked through

/** What the same applicant asked for before, as far as this viewer may see it, the last first. */
export const listOfApplicant = (db: Db, request: Pick<Request, 'id' | 'applicantFingerprint' | 'state'>, viewer: Viewer): Promise<OfApplicant[]> =>
  db
    .selectFrom('requests.request')
    .select(['number', 'subject', 'received_on as receivedOn', 'stage', 'concluded_on as concludedOn', 'decision'])
    .where('applicant_fingerprint', '=', request.applicantFingerprint)
    .where('received_on', '<=', request.state.receivedOn)
    .where('id', '<>', request.id)
    .where('erased_on', 'is', null)
    .where((eb) => visibleTo(eb, viewer))
    .orderBy('received_on', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_COMPARED)
    .execute()

const ANSWERS = DECISION_KEYS.filter((decision) => isAnswered({ decision }))

/** Whether an earlier request of the same applicant has been answered; whether it is the same matter is the officer's to judge. */
export async function wasAnsweredBefore(db: Db, { id, agencyId, applicantFingerprint, state }: Request): Promise<boolean> {
  const one = await db
    .selectFrom('requests.request')
    .select('id')
    .where('applicant_fingerprint', '=', applicantFingerprint)
    .where('agency_id', '=', agencyId)
    .where('received_on', '<=', state.receivedOn)
    .where('id', '<>', id)
    .where('erased_on', 'is', null)
    .where('decision', 'in', ANSWERS)
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

/** The first day each of these applicants was answered on, by fingerprint. */
export async function listFirstAnswers(db: Db, agencyId: number, fingerprints: readonly string[]): Promise<ReadonlyMap<string, PlainDate>> {
  const rows = await ask<{ mark: string; on: PlainDate }>(
    db,
    `select f.mark, a.first::text as "on" from unnest($1::text[]) as f (mark) cross join lateral (select min(concluded_on) as first from requests.request
      where applicant_fingerprint = f.mark and agency_id = $2 and erased_on is null and decision = any($3::text[])) a where a.first is not null`,
    [[...fingerprints], agencyId, ANSWERS],
  )
  return new Map(rows.map(({ mark, on }) => [mark, on]))
}
