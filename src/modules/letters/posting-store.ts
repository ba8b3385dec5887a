import { sql } from 'kysely'
import { beijingDay, type PlainDate } from '../../kernel/plain-date.ts'
import { ask, type Db } from '../../platform/database.ts'
import type { Delivery, DeliveryWay } from './delivery.ts'
import type { LetterCode } from './letter.ts'
import { NOT_POSTED, type Posted } from './posting.ts'
import './tables.ts'

type Row = Pick<Delivery, 'way' | 'sentOn' | 'tracking' | 'evidence'> & {
  readonly id: number
  readonly arrived: boolean | null
  readonly knownOn: PlainDate | null
  readonly words: string | null
}

async function postedWhere(db: Db, condition: ReturnType<typeof sql>): Promise<ReadonlyMap<number, Posted>> {
  const { rows } = await sql<Row>`
    select p.letter_id as id, p.way, p.sent_on::text as "sentOn", p.tracking, p.evidence, r.arrived, r.known_on::text as "knownOn", r.words
    from letters.letter l join letters.posting p on p.letter_id = l.id
    left join letters.posting_result r on r.letter_id = p.letter_id and r.n = p.n
    where ${condition} order by p.letter_id, p.n`.execute(db)
  const kept = await sql<{ id: number; at: Date; reason: string }>`
    select k.letter_id as id, k.at, k.reason from letters.letter l join letters.kept_back k on k.letter_id = l.id where ${condition}`.execute(db)
  const all = new Map<number, Posted>()
  for (const row of rows) {
    const posted = all.get(row.id) ?? NOT_POSTED
    all.set(row.id, { ...posted, deliveries: [...posted.deliveries, deliveryOf(row)] })
  }
  for (const { id, at, reason } of kept.rows) all.set(id, { ...(all.get(id) ?? NOT_POSTED), keptBack: { on: beijingDay(new Date(at)), reason } })
  return all
}

const deliveryOf = ({ way, sentOn, tracking, evidence, arrived, knownOn, words }: Row): Delivery => ({
  ...{ way, sentOn, tracking, evidence },
  reachedOn: arrived === true ? knownOn : null,
  proof: arrived === true ? (words ?? '') : '',
  failed: arrived === false && knownOn ? { on: knownOn, reason: words ?? '' } : null,
})

/** How each letter about a subject went out; those that never did are not in it. */
export const findPosted = (db: Db, agencyId: number, subject: string): Promise<ReadonlyMap<number, Posted>> =>
  postedWhere(db, sql`l.agency_id = ${agencyId} and l.subject = ${subject}`)
export const findPostedOf = async (db: Db, id: number): Promise<Posted> => (await postedWhere(db, sql`l.id = ${id}`)).get(id) ?? NOT_POSTED

/** Whether any letter about a subject went out; asked on a page of the public, so the statement is not built anew. */
export async function hasGoneOut(db: Db, agencyId: number, subject: string): Promise<boolean> {
  const [one] = await ask<{ out: boolean }>(
    db,
    `select exists (select from letters.letter l join letters.posting p on p.letter_id = l.id where l.agency_id = $1 and l.subject = $2) as out`,
    [agencyId, subject],
  )
  return one?.out === true
}

type By = { readonly at: Date; readonly by: string }
export async function insertPosting(
  tx: Db,
  id: number,
  n: number,
  told: { readonly way: DeliveryWay; readonly on: PlainDate; readonly tracking: string; readonly evidence: string },
  { at, by }: By,
): Promise<void> {
  const { way, on, tracking, evidence } = told
  await tx.insertInto('letters.posting').values({ letter_id: id, n, way, sent_on: on, tracking, evidence, at, by_name: by }).execute()
  await noLongerOwed(tx, id)
}
export async function insertPostingResult(
  tx: Db,
  letter: { readonly id: number; readonly agencyId: number },
  n: number,
  told: { readonly arrived: boolean; readonly on: PlainDate; readonly words: string },
  { at, by }: By,
): Promise<void> {
  const { arrived, on, words } = told
  await tx.insertInto('letters.posting_result').values({ letter_id: letter.id, n, arrived, known_on: on, words, at, by_name: by }).execute()
  if (!arrived) await tx.insertInto('letters.to_send').values({ letter_id: letter.id, agency_id: letter.agencyId, came_back: true }).execute()
}
export async function insertKeptBack(tx: Db, id: number, reason: string, { at, by }: By): Promise<void> {
  await tx.insertInto('letters.kept_back').values({ letter_id: id, reason, at, by_name: by }).execute()
  await noLongerOwed(tx, id)
}

export const owe = async (tx: Db, id: number, agencyId: number): Promise<void> =>
  void (await tx.insertInto('letters.to_send').values({ letter_id: id, agency_id: agencyId }).execute())
/** It went out, or never will by itself. */
export const noLongerOwed = async (tx: Db, id: number): Promise<void> => void (await tx.deleteFrom('letters.to_send').where('letter_id', '=', id).execute())

export type LetterToSend = {
  readonly id: number
  readonly subject: string
  readonly code: LetterCode
  readonly number: string | null
  readonly madeOn: PlainDate
  readonly signed: boolean
  /** The day it was known to have come back; null when it never went out. */
  readonly cameBackOn: PlainDate | null
}
const MOST_LISTED = 200 // office setting: more than an office leaves lying
/** Letters that were made and have not gone out, or have come back, the oldest first. */
export async function listToSend(db: Db, agencyId: number): Promise<readonly LetterToSend[]> {
  const { rows } = await sql<LetterToSend>`
    select l.id, l.subject, l.code, l.number, l.made_on::text as "madeOn", (select true from letters.signature s where s.letter_id = l.id) is not null as signed,
      case when t.came_back then (select max(r.known_on) from letters.posting_result r where r.letter_id = l.id)::text end as "cameBackOn"
    from (select * from letters.to_send where agency_id = ${agencyId} order by letter_id limit ${sql.lit(MOST_LISTED)}) t
    cross join lateral (select * from letters.letter where id = t.letter_id limit 1) l order by t.letter_id`.execute(db)
  return rows
}

export const MOST_COUNTED = 1_000 // office setting
/** How many those are, up to `MOST_COUNTED`. */
export async function countToSend(db: Db, agencyId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from letters.to_send where agency_id = ${agencyId} order by letter_id limit ${sql.lit(MOST_COUNTED)}) t`.execute(db)
  return rows[0]?.count ?? 0
}
/** Those about a subject that wait to be sent; a letter made before this was kept does not. */
export async function findOwed(db: Db, agencyId: number, subject: string): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    select t.letter_id as id from letters.letter l join letters.to_send t on t.letter_id = l.id
    where l.agency_id = ${agencyId} and l.subject = ${subject}`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** The words of how letters about a subject went out; days and ways stay, and none is owed. For the erasure of their file, which has said that it erases. */
export async function emptyPostings(tx: Db, agencyId: number, subject: string): Promise<void> {
  const about = sql`from letters.letter l where l.id = p.letter_id and l.agency_id = ${agencyId} and l.subject = ${subject}`
  await sql`update letters.posting p set tracking = '', evidence = '' ${about}`.execute(tx)
  await sql`update letters.posting_result p set words = '' ${about}`.execute(tx)
  await sql`update letters.kept_back p set reason = '' ${about}`.execute(tx)
  await sql`delete from letters.to_send p using letters.letter l
    where l.id = p.letter_id and l.agency_id = ${agencyId} and l.subject = ${subject}`.execute(tx)
}
