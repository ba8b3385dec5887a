import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { Asked } from './asked-by-many.ts'
import '../tables.ts'

const MOST_COMPARED = 2_000 // office setting: the latest requests of a year
/** What can be made public of what was asked for since a day: answered by giving something, or not answered yet (条例第四十四条). */
export const listPublishable = (db: Db, agencyId: number, since: PlainDate): Promise<Asked[]> =>
  ask<Asked>(
    db,
    `select number, subject, applicant_fingerprint as "applicantFingerprint", received_on::text as "receivedOn" from requests.request
      where agency_id = $1 and received_on >= $2::date and erased_on is null and (decision is null or decision in ('granted', 'partly_granted'))
      order by received_on desc limit ${MOST_COMPARED}`,
    [agencyId, since],
  )

/** Those of these requests whose public answer points to a published item. */
export const listLinked = async (db: Db, numbers: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await ask<{ number: string }>(
        db,
        `select r.number from requests.request r join requests.answer a on a.request_id = r.id
          where r.number = any($1::text[]) and a.shown = 'full' and a.links <> '[]'::jsonb`,
        [[...numbers]],
      )
    ).map(({ number }) => number),
  )
