import { sql } from 'kysely'
import type { Db } from '../src/platform/database.ts'

export const ROWS = 20_000
export const HUNDRED_THOUSAND = 100_000

/** The tables of the yardsticks: rows as wide as a request, as many as there are requests. */
export async function fillYardsticks(db: Db): Promise<void> {
  await sql`create schema if not exists bench`.execute(db)
  await sql`create table bench.yardstick (id bigint primary key, subject text not null, received_on date not null, note text not null)`.execute(db)
  await sql`create table bench.written (id bigint generated always as identity primary key, subject text not null)`.execute(db)
  await sql`insert into bench.yardstick select n, '（样例）申请公开第 ' || n || ' 号便道修复工程的验收材料', date '2026-01-01' + (n % 300), repeat('样例说明', 40) from generate_series(1, ${ROWS}::int) n`.execute(
    db,
  )
  await sql`analyze`.execute(db)
}

const COLUMNS =
  sql.raw(`agency_id, number, submission_key, code_fingerprint, channel, submitted_at, arrived_on, confirmed_on, received_on, evidence, applicant_kind, applicant_sealed,
  applicant_masked, applicant_fingerprint, subject, format, delivery_way, stage, due_on, due_provisional, calendar_version, concluded_on, decision`)

/** Open requests numbered BENCH-n, each with two events; the applicant is the sealed one of the first sample. */
export async function writeRequests(db: Db): Promise<void> {
  await sql`
    with sample as (select * from requests.request order by id limit 1), made as (
      insert into requests.request (${COLUMNS})
      select s.agency_id, 'BENCH-' || n, gen_random_uuid(), '', 'online', now(), d, d, d, '样例', 'natural_person', s.applicant_sealed, s.applicant_masked, 'bench-' || n,
        '（样例）申请公开第 ' || n || ' 号便道修复工程的验收材料', 'electronic', 'email', 'handling', d + 30, false, s.calendar_version, null, null
      from sample s, (select n, date '2026-10-20' + (n % 30) as d from generate_series(1, ${ROWS}::int) n) x
      returning id, received_on)
    insert into requests.event (request_id, seq, at, by_name, by_role, article, fact)
    select id, seq, now(), '样例', 'applicant', '条例第三十一条', case seq
      when 1 then jsonb_build_object('step', 'register', 'on', received_on, 'receivedOn', received_on)
      else jsonb_build_object('step', 'assign', 'on', received_on, 'department', '网格管理科') end
    from made, generate_series(1, 2) seq`.execute(db)
  await sql`update requests.request set version = 2 where number like 'BENCH-%'`.execute(db)
  await sql`analyze`.execute(db)
}

/** A year with a hundred thousand requests, a tenth of them carried over. */
export async function writeYear(db: Db): Promise<void> {
  await sql`
    insert into requests.request (${COLUMNS})
    select 1, 'YEAR-' || n, gen_random_uuid(), '', 'online', now(), d, d, d, '', 'natural_person', '', '', '', '样例', 'paper', 'post',
      case when n % 10 = 0 then 'handling' else 'concluded' end, null, false, '1', case when n % 10 = 0 then null else d + 20 end, case when n % 10 = 0 then null else 'granted' end
    from (select n, date '2025-01-01' + (n % 364) as d from generate_series(1, ${HUNDRED_THOUSAND}::int) n) x`.execute(db)
  await sql`analyze`.execute(db)
}

/** Where pages of the queue can begin: after any open request. */
export async function placesOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    place: string
  }>`select due_on || '.' || id as place from requests.request where number like 'BENCH-%' order by due_on, id`.execute(db)
  return rows.slice(0, -60).map((row) => row.place)
}
