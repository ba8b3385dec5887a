import { sql } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db, erasing } from '../../../platform/database.ts'
import type { RequestEvent } from '../events.ts'
import type { RemedyEvent } from '../remedies/events.ts'
import { ERASED } from './erased.ts'
import '../tables.ts'

export type Erasable = { readonly eraseAfter: PlainDate | null; readonly erasedOn: PlainDate | null; readonly disputed: boolean }
/** When a file may be erased, and whether something is open about it; its row is held until the transaction ends. */
export async function findErasable(tx: Db, id: number): Promise<Erasable | undefined> {
  const { rows } = await sql<Erasable>`
    select r.erase_after as "eraseAfter", r.erased_on as "erasedOn",
      exists (select from requests.remedy m where m.agency_id = r.agency_id and m.request_number = r.number and
        (m.closed_on is null or m.stage in ('redoing', 'redrafted', 'rereviewed'))) as disputed
    from requests.request r where r.id = ${id} for update of r`.execute(tx)
  return rows[0]
}

type Erasure = { readonly sealed: string; readonly on: PlainDate; readonly facts: readonly { readonly seq: number; readonly fact: RequestEvent }[] }
export async function eraseRequest(tx: Db, id: number, { sealed, on, facts }: Erasure): Promise<void> {
  await erasing(tx, () =>
    sql`update requests.event e set fact = f.fact from json_to_recordset(${JSON.stringify(facts)}::json) as f (seq int, fact jsonb)
    where e.request_id = ${id} and e.seq = f.seq`.execute(tx),
  )
  await tx
    .updateTable('requests.request')
    .set({
      applicant_sealed: sealed,
      applicant_masked: ERASED,
      applicant_fingerprint: '',
      code_fingerprint: '',
      subject: ERASED,
      evidence: ERASED,
      has_files: false,
      erased_on: on,
    })
    .where('id', '=', id)
    .execute()
  await tx.updateTable('requests.fee').set({ receipt: '', waived_because: '' }).where('request_id', '=', id).execute()
}

export async function eraseRemedyWords(tx: Db, id: number, facts: readonly { readonly seq: number; readonly fact: RemedyEvent }[]): Promise<void> {
  if (facts.length === 0) return
  await erasing(tx, () =>
    sql`update requests.remedy_event e set fact = f.fact from json_to_recordset(${JSON.stringify(facts)}::json) as f (seq int, fact jsonb)
    where e.remedy_id = ${id} and e.seq = f.seq`.execute(tx),
  )
}

export type RetainedFile = {
  readonly number: string
  readonly subject: string
  readonly concludedOn: PlainDate
  readonly archivedOn: PlainDate
  readonly eraseAfter: PlainDate
}
const MOST_LISTED = 200
/** Files whose retention is over by a day and that are still whole, the first first. */
export const listErasable = (db: Db, agencyId: number, by: PlainDate): Promise<RetainedFile[]> =>
  ask<RetainedFile>(
    db,
    `select number, subject, concluded_on as "concludedOn", archived_on as "archivedOn", erase_after as "eraseAfter" from requests.request
      where agency_id = $1 and erase_after < $2::date and erase_after is not null and erased_on is null order by erase_after, number limit ${MOST_LISTED}`,
    [agencyId, by],
  )
