import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import type { Decision } from '../decisions.ts'
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
