import { type Selectable, sql } from 'kysely'
import { addDays, beijingDay, type PlainDate } from '../../kernel/plain-date.ts'
import { roleName, type Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { Account, Move, State } from './lifecycle.ts'
import type { Past, RewardFacts } from './rules.ts'
import './tables.ts'
import type { AwardTable } from './tables.ts'

/** Who does it, and when. */
export type Act = { readonly at: Date; readonly by: Viewer | 'system' }

export type AwardRecord = {
  readonly id: number
  readonly agencyId: number
  readonly version: number
  readonly caseNumber: string
  readonly reporter: string
  readonly reporterMasked: string
  readonly filedOn: PlainDate
  readonly facts: RewardFacts
  readonly fen: number
  readonly because: readonly string[]
  readonly ruleId: number
  readonly state: State
  readonly accruedOn: PlainDate
  readonly approvedOn: PlainDate | null
  readonly claimBy: PlainDate | null
  readonly batchId: number | null
  readonly paidOn: PlainDate | null
  readonly closedOn: PlainDate | null
  readonly closedBecause: string | null
}

const recordOf = (row: Selectable<AwardTable>): AwardRecord => ({
  id: row.id,
  agencyId: row.agency_id,
  version: row.version,
  caseNumber: row.case_number,
  reporter: row.reporter_fingerprint,
  reporterMasked: row.reporter_masked,
  filedOn: row.filed_on,
  facts: row.facts,
  fen: row.fen,
  because: row.because,
  ruleId: row.rule_id,
  state: row.state,
  accruedOn: row.accrued_on,
  approvedOn: row.approved_on,
  claimBy: row.claim_by,
  batchId: row.batch_id,
  paidOn: row.paid_on,
  closedOn: row.closed_on,
  closedBecause: row.closed_because,
})

/** The first days of a day's month and of the next. */
export function monthOf(day: PlainDate): { from: PlainDate; before: PlainDate } {
  const from = addDays(day, 1 - Number(day.slice(8)))
  const next = addDays(from, 31)
  return { from, before: addDays(next, 1 - Number(next.slice(8))) }
}

const ACCRUAL_LOCK = 7_110_530
/**
 * Until the caller's transaction ends, nobody else accrues for this agency. Every award of a month asks how much of the pool
 * is left, so one lock loses nothing over a lock for each person and month, and two reports cannot wait for each other.
 */
export async function lockAccruals(tx: Db, agencyId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ACCRUAL_LOCK}::int, ${agencyId}::int)`.execute(tx)
}

/** What was awarded before, as the rules ask it; only under `lockAccruals` does the answer stay true. */
export async function findPast(tx: Db, agencyId: number, facts: RewardFacts): Promise<Past> {
  const { from, before } = monthOf(facts.filedOn)
  const own = sql`reporter_fingerprint = ${facts.reporter}`
  const today = sql`${own} and filed_on = ${facts.filedOn}::date`
  const { rows } = await sql<{ day: number; days: number; month: number; months: number; pool: number; same: PlainDate | null }>`
    select coalesce(sum(fen) filter (where ${today}), 0) as day, count(*) filter (where ${today}) as days,
      coalesce(sum(fen) filter (where ${own}), 0) as month, count(*) filter (where ${own}) as months, coalesce(sum(fen), 0) as pool,
      (select filed_on from rewards.award where agency_id = ${agencyId}::int and ${own} and place_key = ${facts.placeKey}
        and category_code = ${facts.categoryCode} and not (state = 'clawed_back' and paid_on is null)
        order by abs(filed_on - ${facts.filedOn}::date), filed_on limit 1) as same
    from rewards.award
    where agency_id = ${agencyId}::int and filed_on >= ${from}::date and filed_on < ${before}::date and not (state = 'clawed_back' and paid_on is null)
  `.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('sums without a row')
  return { day: { fen: row.day, count: row.days }, month: { fen: row.month, count: row.months }, poolUsedFen: row.pool, samePlaceOn: row.same }
}

/** The last award of a case and person: after one was taken back before it was paid there may be another. */
export async function findAwardOf(db: Db, caseNumber: string, reporter: string): Promise<AwardRecord | undefined> {
  const row = await db
    .selectFrom('rewards.award')
    .selectAll()
    .where('case_number', '=', caseNumber)
    .where('reporter_fingerprint', '=', reporter)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && recordOf(row)
}

/** Why this report has no award; undefined when none was reckoned. */
export async function findNotAwarded(db: Db, caseNumber: string, reporter: string): Promise<readonly string[] | undefined> {
  const row = await db
    .selectFrom('rewards.not_awarded')
    .select('because')
    .where('case_number', '=', caseNumber)
    .where('reporter_fingerprint', '=', reporter)
    .executeTakeFirst()
  return row?.because
}

export async function findAward(db: Db, agencyId: number, id: number): Promise<AwardRecord | undefined> {
  const row = await db.selectFrom('rewards.award').selectAll().where('id', '=', id).where('agency_id', '=', agencyId).executeTakeFirst()
  return row && recordOf(row)
}

/** These awards, locked in the order of their ids until the transaction ends. */
export async function lockAwards(tx: Db, agencyId: number, ids: readonly number[]): Promise<AwardRecord[]> {
  const rows = await tx
    .selectFrom('rewards.award')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(recordOf)
}

/** What was awarded for these cases, locked in the order of the ids until the transaction ends. */
export async function lockAwardsOf(tx: Db, agencyId: number, caseNumbers: readonly string[]): Promise<AwardRecord[]> {
  const rows = await tx
    .selectFrom('rewards.award')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('case_number', '=', sql<string>`any(${[...caseNumbers]}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(recordOf)
}

/** Approved awards that no list holds, the oldest first; those another list is just taking are passed over. */
export async function lockForPayout(tx: Db, agencyId: number, today: PlainDate, most: number): Promise<AwardRecord[]> {
  const rows = await tx
    .selectFrom('rewards.award')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'approved')
    .where('batch_id', 'is', null)
    .where('claim_by', '>=', today)
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(recordOf)
}

/** Approved awards that no list holds and whose day has passed. */
export async function lockUnclaimed(tx: Db, agencyId: number, today: PlainDate): Promise<AwardRecord[]> {
  const rows = await tx
    .selectFrom('rewards.award')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'approved')
    .where('batch_id', 'is', null)
    .where('claim_by', '<', today)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(recordOf)
}

export type NewAward = {
  readonly agencyId: number
  readonly facts: RewardFacts & { readonly reporter: string }
  readonly reporterMasked: string
  readonly fen: number
  readonly because: readonly string[]
  readonly ruleId: number
  readonly claimDays: number
}

export async function insertAward(tx: Db, award: NewAward, accruedOn: PlainDate): Promise<number> {
  const { facts } = award
  const { rows } = await sql<{ id: number }>`
    insert into rewards.award (agency_id, case_number, reporter_fingerprint, reporter_masked, place_key, category_code, filed_on, facts, fen, because,
      rule_id, claim_days, state, accrued_on)
    values (${award.agencyId}::int, ${facts.caseNumber}, ${facts.reporter}, ${award.reporterMasked}, ${facts.placeKey}, ${facts.categoryCode},
      ${facts.filedOn}::date, ${JSON.stringify(facts)}::jsonb, ${award.fen}::int, ${JSON.stringify(award.because)}::jsonb, ${award.ruleId}::bigint,
      ${award.claimDays}::int, 'accrued', ${accruedOn}::date)
    returning id`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('an award without an id')
  return row.id
}

/** Keeps why there was no award; of a case and person asked for twice, the first reason. */
export async function insertNotAwarded(tx: Db, agencyId: number, facts: RewardFacts, because: readonly string[], at: Date): Promise<void> {
  await sql`
    insert into rewards.not_awarded (agency_id, case_number, reporter_fingerprint, filed_on, facts, because, at)
    values (${agencyId}::int, ${facts.caseNumber}, ${facts.reporter}, ${facts.filedOn}::date, ${JSON.stringify(facts)}::jsonb,
      ${JSON.stringify(because)}::jsonb, ${at}::timestamptz)
    on conflict on constraint not_awarded_once do nothing`.execute(tx)
}

/** What a step writes beside the state. */
export type Written = { readonly claimFrom?: PlainDate; readonly paidOn?: PlainDate; readonly closed?: { readonly on: PlainDate; readonly because: string } }

/** Moves locked awards to the next state and their money with them. */
export async function saveMove(tx: Db, awards: readonly AwardRecord[], move: Move, written: Written, act: Act): Promise<void> {
  const ids = awards.map((award) => award.id)
  const { claimFrom = null, paidOn = null, closed = null } = written
  const { rows } = await sql<{ id: number }>`
    update rewards.award a set version = a.version + 1, state = ${move.to},
      approved_on = coalesce(a.approved_on, ${claimFrom}::date), claim_by = coalesce(a.claim_by, ${claimFrom}::date + a.claim_days),
      paid_on = coalesce(a.paid_on, ${paidOn}::date), closed_on = ${closed?.on ?? null}::date, closed_because = ${closed?.because ?? null}
    from unnest(${ids}::bigint[], ${awards.map((award) => award.version)}::int[]) as p(id, version)
    where a.id = p.id and a.version = p.version
    returning a.id`.execute(tx)
  if (rows.length !== awards.length) throw new Error('awards moved without being locked')
  await insertEntries(tx, ids, move, act)
}

/** One transaction of two entries for each award, in one statement, at the end of which the database holds them equal. */
export async function insertEntries(tx: Db, awardIds: readonly number[], move: Pick<Move, 'debit' | 'credit'>, act: Act): Promise<void> {
  const [name, role] = act.by === 'system' ? ['系统', '系统'] : [act.by.name, roleName[act.by.role]]
  await sql`
    with moved as materialized (select id, agency_id, fen, gen_random_uuid() as transaction_id from rewards.award where id = any(${[...awardIds]}::bigint[]))
    insert into rewards.entry (transaction_id, agency_id, account, debit_fen, credit_fen, award_id, at, by_name, by_role)
    select m.transaction_id, m.agency_id, side.account, case side.n when 1 then m.fen else 0 end, case side.n when 2 then m.fen else 0 end, m.id,
      ${act.at}::timestamptz, ${name}, ${role}
    from moved m cross join (values (1, ${move.debit}::text), (2, ${move.credit}::text)) as side(n, account) order by m.id, side.n`.execute(tx)
}

export type Entry = {
  readonly id: number
  readonly transactionId: string
  readonly account: Account
  readonly debitFen: number
  readonly creditFen: number
  readonly at: Date
  readonly byName: string
  readonly byRole: string
}

export const listEntries = (db: Db, awardId: number): Promise<Entry[]> =>
  db
    .selectFrom('rewards.entry')
    .select(['id', 'transaction_id as transactionId', 'account', 'debit_fen as debitFen', 'credit_fen as creditFen', 'at'])
    .select(['by_name as byName', 'by_role as byRole'])
    .where('award_id', '=', awardId)
    .orderBy('id')
    .execute()

export type AwardFilter = {
  readonly state: State | ''
  /** `2026-11`, the month of filing. */
  readonly month: string
  /** A fingerprint, or part of a masked name. */
  readonly person: string
  readonly after: number | null
}
export const AWARDS_A_PAGE = 50

/** The newest first; `next` is where the next page begins. */
export async function listAwards(db: Db, agencyId: number, filter: AwardFilter): Promise<{ rows: AwardRecord[]; next: number | null }> {
  let query = db.selectFrom('rewards.award').selectAll().where('agency_id', '=', agencyId)
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.month) {
    const { from, before } = monthOf(addDays(`${filter.month}-01` as PlainDate, 0))
    query = query.where('filed_on', '>=', from).where('filed_on', '<', before)
  }
  if (/^[0-9a-f]{64}$/.test(filter.person)) query = query.where('reporter_fingerprint', '=', filter.person)
  else if (filter.person) query = query.where('reporter_masked', 'like', `%${filter.person.replace(/[%_\\]/g, '\\$&')}%`)
  if (filter.after !== null) query = query.where('id', '<', filter.after)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(AWARDS_A_PAGE + 1)
    .execute()
  const shown = rows.slice(0, AWARDS_A_PAGE).map(recordOf)
  return { rows: shown, next: rows.length > AWARDS_A_PAGE ? (shown.at(-1)?.id ?? null) : null }
}

/** The day for which entries made now are dated. */
export const dayOfAct = (act: Act): PlainDate => beijingDay(act.at)
