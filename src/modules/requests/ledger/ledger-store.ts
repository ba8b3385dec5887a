import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { RequestEvent } from '../events.ts'
import type { Projection } from '../store.ts'
import type { Known } from './judge.ts'
import './tables.ts'

/** What was imported before under these numbers of the paper. */
export async function findImported(db: Db, agencyId: number, paperNumbers: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const rows = await ask<Known & { readonly paper: string }>(
    db,
    `select i.paper_number as paper, i.digest, r.number from requests.imported i join requests.request r on r.id = i.request_id
      where i.agency_id = $1 and i.paper_number = any($2::text[])`,
    [agencyId, [...paperNumbers]],
  )
  return new Map(rows.map(({ paper, ...known }) => [paper, known]))
}

export type Batch = {
  readonly fileName: string
  readonly rowsSealed: string
  readonly notes: readonly string[]
  readonly doneAt: Date | null
  readonly added: number | null
}
type NewBatch = Pick<Batch, 'fileName' | 'rowsSealed' | 'notes'> & {
  readonly id: string
  readonly agencyId: number
  readonly account: string
  readonly at: Date
}
export async function insertBatch(db: Db, batch: NewBatch): Promise<void> {
  await db
    .insertInto('requests.import_batch')
    .values({
      id: batch.id,
      agency_id: batch.agencyId,
      by_account: batch.account,
      file_name: batch.fileName,
      rows_sealed: batch.rowsSealed,
      notes: JSON.stringify(batch.notes),
      made_at: batch.at,
      done_at: null,
      added: null,
    })
    .execute()
}

/** What this person has read; `held` until the transaction ends, so that it is confirmed once. */
export async function findBatch(db: Db, agencyId: number, account: string, id: string, held = false): Promise<Batch | undefined> {
  const query = db
    .selectFrom('requests.import_batch')
    .select(['file_name as fileName', 'rows_sealed as rowsSealed', 'notes', 'done_at as doneAt', 'added'])
    .where('id', '=', id)
    .where('agency_id', '=', agencyId)
    .where('by_account', '=', account)
  return await (held ? query.forUpdate() : query).executeTakeFirst()
}

/** What a person has read is done: its rows, which name people, are kept no longer. */
export async function endBatch(tx: Db, id: string, added: number, rowsSealed: string, at: Date): Promise<void> {
  await tx.updateTable('requests.import_batch').set({ done_at: at, added, rows_sealed: rowsSealed }).where('id', '=', id).execute()
}
export async function sweepImports(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('requests.import_batch').where('made_at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

/** One import of an agency at a time, until the transaction ends: what another has just imported is then known. */
export const standInLine = async (tx: Db, agencyId: number): Promise<void> =>
  void (await ask(tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`requests-import ${agencyId}`]))

export type LivedEvent = {
  readonly seq: number
  readonly at: Date
  readonly by_name: string
  readonly by_role: string
  readonly article: string
  readonly fact: RequestEvent
}
export type Lived = {
  readonly number: string
  readonly paper: string
  readonly digest: string
  readonly batch: string
  readonly next: Projection
  readonly version: number
  readonly events: readonly LivedEvent[]
}

const LIVE = `
  with given as (
    select * from json_to_recordset($1::json) as g (number text, paper text, digest text, batch uuid, version int, events json, stage text, department text,
      departments text[], due_on date, due_provisional boolean, calendar_version text, concluded_on date, decision text, sent_on date)),
  moved as (
    update requests.request r set version = g.version, stage = g.stage, department = g.department, departments = g.departments, due_on = g.due_on,
      due_provisional = g.due_provisional, calendar_version = g.calendar_version, concluded_on = g.concluded_on, decision = g.decision, sent_on = g.sent_on
    from given g where r.number = g.number returning r.id, r.agency_id, r.number),
  lived as (
    insert into requests.event (request_id, seq, at, by_name, by_role, article, fact)
    select m.id, e.seq, e.at, e.by_name, e.by_role, e.article, e.fact from moved m join given g using (number),
      json_to_recordset(g.events) as e (seq int, at timestamptz, by_name text, by_role text, article text, fact jsonb)),
  passed as (
    insert into requests.circulated (request_id, n, agency_id, department, leads, asked_on, due_on)
    select m.id, 0, m.agency_id, g.department, true, (g.events -> 0 -> 'fact' ->> 'on')::date, null from moved m join given g using (number)
    where g.department is not null)
  insert into requests.imported (agency_id, paper_number, request_id, digest, batch_id)
  select m.agency_id, g.paper, m.id, g.digest, g.batch from moved m join given g using (number) returning request_id`

/** Writes the lives of requests that were just added, in one statement; how many there were. */
export async function saveLives(tx: Db, lives: readonly Lived[]): Promise<number> {
  const given = lives.map(({ next, ...life }) => {
    const { stage, department, departments, dueOn, dueProvisional, calendarVersion, concludedOn, decision, sentOn } = next
    return {
      ...life,
      ...{ stage, department, departments, decision, due_on: dueOn, due_provisional: dueProvisional, calendar_version: calendarVersion },
      ...{ concluded_on: concludedOn, sent_on: sentOn satisfies PlainDate | null },
    }
  })
  return (await ask(tx, LIVE, [JSON.stringify(given)])).length
}
