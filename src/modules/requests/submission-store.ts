import { ask, type Db } from '../../platform/database.ts'
import { insertTraces, type TraceValues } from '../audit/index.ts'
import { draftFilesExist, moveDraftFiles } from '../files/index.ts'
import type { RequestEvent } from './events.ts'
import type { RequestTable } from './tables.ts'
import './tables.ts'

export type NewRequest = Omit<
  RequestTable,
  | 'id'
  | 'has_files'
  | 'number'
  | 'version'
  | 'stage'
  | 'department'
  | 'departments'
  | 'concluded_on'
  | 'decision'
  | 'sent_on'
  | 'archived_on'
  | 'erase_after'
  | 'erased_on'
> & {
  readonly by_name: string
  readonly by_role: string
  readonly from_case?: string
  readonly trace: TraceValues
}
export type Numbered = { readonly key: string; readonly number: string }

const REGISTER_LAW = '条例第三十一条、第四十五条'

// The agency a database was made for is its first; numbers of others carry its id, for a number is all an applicant gives.
const NUMBER = `'XQ' || case when agency_id = 1 then '' else agency_id::text end || '-' || year || '-' || lpad(no::text, greatest(4, length(no::text)), '0')`

const COLUMNS = `agency_id, submission_key, code_fingerprint, channel, submitted_at, arrived_on, confirmed_on, received_on, evidence, applicant_kind,
  applicant_sealed, applicant_masked, applicant_fingerprint, subject, format, delivery_way, due_on, due_provisional, calendar_version`

const INSERT = `
  with fresh as (
    select i.*, extract(year from i.received_on)::int as year,
      row_number() over (partition by i.agency_id, extract(year from i.received_on) order by i.submitted_at, i.submission_key) as nth
    from json_to_recordset($1::json) as i (agency_id int, submission_key uuid, code_fingerprint text, channel text,
      submitted_at timestamptz, arrived_on date, confirmed_on date, received_on date, evidence text, applicant_kind text,
      applicant_sealed text, applicant_masked text, applicant_fingerprint text, subject text, format text, delivery_way text,
      due_on date, due_provisional boolean, calendar_version text, by_name text, by_role text, fact jsonb, trace json)
    -- A scalar, so that each key is looked up by its index; as "not exists" it is hashed against the whole table.
    where (select r.id from requests.request r where r.submission_key = i.submission_key) is null),
  series as (
    insert into requests.number_series as s (agency_id, year, last)
    select agency_id, year, count(*) from fresh group by agency_id, year
    on conflict (agency_id, year) do update set last = s.last + excluded.last
    returning agency_id, year, last),
  numbered as (
    select f.*, s.last - count(*) over (partition by f.agency_id, f.year) + f.nth as no from fresh f join series s using (agency_id, year)),
  added as (
    insert into requests.request (number, stage, has_files, ${COLUMNS})
    select ${NUMBER}, 'handling', ${draftFilesExist('submission_key::text')}, ${COLUMNS} from numbered order by no
    returning id, number, submission_key),
  begun as (
    insert into requests.event (request_id, seq, at, by_name, by_role, article, fact)
    select a.id, 1, n.submitted_at, n.by_name, n.by_role, '${REGISTER_LAW}', n.fact from added a join numbered n using (submission_key)),
  filed as (
    ${moveDraftFiles(`(select submission_key::text as key, 'requests/' || number as subject from added)`)}),
  traced as (
    ${insertTraces(`(select n.trace, 'requests/' || a.number as subject from added a join numbered n using (submission_key) order by a.id)`)})
  select submission_key as key, number from added`

/**
 * Adds requests under the next numbers of their year, each with its first event, its files and its trace, in one statement,
 * which is kept whole or not at all. Those whose submission key is already there are left out of the answer. The counter's
 * row is held until the statement ends, which keeps the numbers without gaps; many submissions at once are therefore gathered
 * into one call.
 */
export async function insertRequests(db: Db, requests: readonly NewRequest[]): Promise<readonly Numbered[]> {
  const input = requests.map(({ from_case: fromCase, ...request }) => ({
    ...request,
    fact: { step: 'register', on: request.arrived_on, receivedOn: request.received_on, ...(fromCase !== undefined && { fromCase }) } satisfies RequestEvent,
  }))
  return await ask<Numbered>(db, INSERT, [JSON.stringify(input)])
}
