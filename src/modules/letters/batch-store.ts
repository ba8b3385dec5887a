import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { LetterCode } from './letter.ts'
import './tables.ts'

export const BATCH_CHANNEL = 'letters_batch'

export type NewItem = { readonly subject: string; readonly valuesSealed: string | null /** Why none can be made of it. */; readonly problem: string | null }
export type NewBatch = {
  readonly key: string
  readonly code: LetterCode
  readonly madeOn: PlainDate
  readonly at: Date
  readonly by: Viewer
  readonly items: readonly NewItem[]
}

/** Adds a batch with all its items and calls for work; the one added before under this key, when there is one. */
export async function insertBatch(tx: Db, batch: NewBatch): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into letters.batch (agency_id, submission_key, code, made_on, started_at, started_by, total)
    values (${batch.by.agencyId}, ${batch.key}::uuid, ${batch.code}, ${batch.madeOn}::date, ${batch.at}::timestamptz, ${JSON.stringify(batch.by)}::jsonb, ${batch.items.length})
    on conflict (submission_key) do nothing returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) return (await tx.selectFrom('letters.batch').select('id').where('submission_key', '=', batch.key).executeTakeFirstOrThrow()).id
  const items = batch.items.map((one, i) => ({ ...one, n: i + 1 }))
  await sql`
    insert into letters.batch_item (batch_id, n, subject, values_sealed, state, problem, done_at)
    select ${id}::bigint, n, subject, case when problem is null then "valuesSealed" else '' end, case when problem is null then 'waiting' else 'refused' end, problem,
      case when problem is null then null else ${batch.at}::timestamptz end
    from json_to_recordset(${JSON.stringify(items)}::json) as i (n int, subject text, "valuesSealed" text, problem text)`.execute(tx)
  await sql`select pg_notify(${BATCH_CHANNEL}, '')`.execute(tx)
  return id
}

export type Batch = {
  readonly id: number
  readonly code: LetterCode
  readonly madeOn: PlainDate
  readonly startedAt: Date
  readonly by: Viewer
  readonly total: number
  readonly made: number
  readonly refused: number
  readonly lastAt: Date | null
}
const COUNTED = sql<Batch>`
  select b.id, b.code, b.made_on as "madeOn", b.started_at as "startedAt", b.started_by as "by", b.total, c.made, c.refused, c.last_at as "lastAt"
  from letters.batch b, lateral (select count(*) filter (where state = 'made') as made, count(*) filter (where state = 'refused') as refused,
    max(done_at) as last_at from letters.batch_item i where i.batch_id = b.id) c`
const MOST_SHOWN = 20

/** The batches of an agency, the last begun first. */
export const listBatches = async (db: Db, agencyId: number): Promise<Batch[]> =>
  (await sql<Batch>`${COUNTED} where b.agency_id = ${agencyId} order by b.id desc limit ${MOST_SHOWN}`.execute(db)).rows

export const findBatch = async (db: Db, agencyId: number, id: number): Promise<Batch | undefined> =>
  (await sql<Batch>`${COUNTED} where b.agency_id = ${agencyId} and b.id = ${id}`.execute(db)).rows[0]

export type BatchProblem = { readonly subject: string; readonly problem: string | null }
const MOST_PROBLEMS = 200
export const listProblems = (db: Db, batchId: number): Promise<BatchProblem[]> =>
  db
    .selectFrom('letters.batch_item')
    .select(['subject', 'problem'])
    .where('batch_id', '=', batchId)
    .where('state', '=', 'refused')
    .orderBy('n')
    .limit(MOST_PROBLEMS)
    .execute()

/** One letter of a batch that this process has taken upon itself. */
export type Claim = {
  readonly batchId: number
  readonly n: number
  readonly attempt: number
  readonly code: LetterCode
  readonly madeOn: PlainDate
  readonly by: Viewer
  readonly subject: string
  readonly valuesSealed: string
  readonly key: string
}

/**
 * Takes the next letters of one batch that nobody works on and counts the attempt; none stays locked. Two processes may take the same
 * one, but its key, made of batch and place, gives one letter.
 */
export async function claimItems(db: Db, most: number): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    with first as (select batch_id, attempts from letters.batch_item where state = 'waiting' order by attempts, batch_id, n limit 1),
    next as (
      select i.batch_id, i.n from letters.batch_item i, first
      where i.state = 'waiting' and i.attempts = first.attempts and i.batch_id = first.batch_id order by i.n limit ${most} for update of i skip locked)
    update letters.batch_item i set attempts = i.attempts + 1 from next, letters.batch b
    where i.batch_id = next.batch_id and i.n = next.n and b.id = i.batch_id
    returning i.batch_id as "batchId", i.n, i.attempts as attempt, b.code, b.made_on as "madeOn", b.started_by as "by", i.subject,
      i.values_sealed as "valuesSealed", md5(b.submission_key::text || '/' || i.n)::uuid as key`.execute(db)
  return rows.toSorted((a, b) => a.n - b.n)
}

/** The letters made, in the transaction that keeps them. */
export const saveMade = async (tx: Db, made: readonly { readonly claim: Claim; readonly letterId: number }[], at: Date): Promise<void> =>
  void (await sql`
    update letters.batch_item i set state = 'made', values_sealed = '', letter_id = m.letter, done_at = ${at}::timestamptz
    from json_to_recordset(${JSON.stringify(made.map(({ claim, letterId }) => ({ batch: claim.batchId, n: claim.n, letter: letterId })))}::json)
      as m (batch bigint, n int, letter bigint)
    where i.batch_id = m.batch and i.n = m.n and i.state = 'waiting'`.execute(tx))
export const saveRefused = async (db: Db, { batchId, n }: Claim, problem: string, at: Date): Promise<void> =>
  void (await sql`update letters.batch_item set state = 'refused', values_sealed = '', problem = ${problem}, done_at = ${at}::timestamptz
    where batch_id = ${batchId} and n = ${n} and state = 'waiting'`.execute(db))
