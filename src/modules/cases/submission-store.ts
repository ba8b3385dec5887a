import { ask, type Db } from '../../platform/database.ts'
import { movePhotos } from '../photos/index.ts'
import { isExcluded } from '../rewards/index.ts'
import type { CaseFact } from './facts.ts'
import type { CaseTable } from './tables.ts'
import './tables.ts'

type Given =
  | 'agency_id'
  | 'submission_key'
  | 'code_fingerprint'
  | 'channel'
  | 'reported_at'
  | 'reporter_sealed'
  | 'reporter_fingerprint'
  | 'reporter_masked'
  | 'tile'
  | 'description'
  | 'address'
  | 'place_source'
  | 'lon'
  | 'lat'
  | 'access'
  | 'photos'
  | 'street_code'
  | 'grid_code'
  | 'desk_due_at'
export type NewReport = Pick<CaseTable, Given> & { readonly is_staff: boolean }
export type Numbered = { readonly key: string; readonly number: string }

const FIRST: CaseFact = { step: 'report' }

// The agency a database was made for is its first; numbers of others carry its id, for a number is all a reporter gives.
const NUMBER = `'XC' || case when agency_id = 1 then '' else agency_id::text || '.' end || to_char(day, 'YYYYMMDD') || '-' || lpad(no::text, greatest(4, length(no::text)), '0')`

// Who is staff is looked up here, not when a reward is due: in this statement it is one look into an index and no further trip to the
// database, and what was so when the report came stays so, whoever is put on the list or taken off it while the case is handled.
const COLUMNS = `agency_id, submission_key, code_fingerprint, channel, reported_at, reporter_sealed, reporter_fingerprint, reporter_masked,
  tile, description, address, place_source, lon, lat, access, photos, street_code, grid_code, desk_due_at`

const INSERT = `
  with fresh as (
    select i.*, (i.reported_at at time zone 'Asia/Shanghai')::date as day,
      row_number() over (partition by i.agency_id, (i.reported_at at time zone 'Asia/Shanghai')::date order by i.reported_at, i.submission_key) as nth
    from json_to_recordset($1::json) as i (agency_id int, submission_key uuid, code_fingerprint text, channel text, reported_at timestamptz,
      reporter_sealed text, reporter_fingerprint text, reporter_masked text, is_staff boolean, tile text, description text, address text,
      place_source text, lon double precision, lat double precision, access text, photos int, street_code text, grid_code text, desk_due_at timestamptz)
    -- A scalar, so that each key is looked up by its index; as "not exists" it is hashed against the whole table.
    where (select c.id from cases.case c where c.submission_key = i.submission_key) is null),
  series as (
    insert into cases.number_series as s (agency_id, day, last)
    select agency_id, day, count(*) from fresh group by agency_id, day
    on conflict (agency_id, day) do update set last = s.last + excluded.last
    returning agency_id, day, last),
  numbered as (
    select f.*, s.last - count(*) over (partition by f.agency_id, f.day) + f.nth as no from fresh f join series s using (agency_id, day)),
  added as (
    insert into cases.case (number, stage, shown, moved_at, service, is_staff, ${COLUMNS})
    select ${NUMBER}, 'reported', 'outline', reported_at, tile, is_staff or ${isExcluded('numbered')}, ${COLUMNS} from numbered order by no
    returning id, number, submission_key, reported_at),
  pictured as (
    ${movePhotos(`(select submission_key::text as key, 'cases/' || number as subject from added)`)}),
  begun as (
    insert into cases.event (case_id, seq, at, by_name, by_role, fact)
    select id, 1, reported_at, '上报人', 'reporter', '${JSON.stringify(FIRST)}'::jsonb from added)
  select submission_key as key, number from added`

/**
 * Adds reports under the next numbers of their day, each with its photos and its first event, in one statement, which is kept whole or not at
 * all. Those whose submission key is already there are left out of the answer. The counter's row is held until the statement
 * ends, which keeps the numbers without gaps; many reports at once are therefore gathered into one call.
 */
export const insertReports = (db: Db, reports: readonly NewReport[]): Promise<readonly Numbered[]> => ask<Numbered>(db, INSERT, [JSON.stringify(reports)])

/** What was kept of a form sent before under this key. */
export const findBySubmissionKey = (db: Db, key: string) =>
  db
    .selectFrom('cases.case')
    .select(['number', 'description', 'address', 'tile', 'lon', 'lat', 'reporter_fingerprint as reporterFingerprint'])
    .where('submission_key', '=', key)
    .executeTakeFirst()

/** Whether a person has sent another form for this case, as its reporter or as one who follows it. */
export async function hasReported(db: Db, number: string, fingerprint: string, key: string): Promise<boolean> {
  const found = await db
    .selectFrom('cases.case')
    .select('id')
    .where('reporter_fingerprint', '=', fingerprint)
    .where((eb) => eb.or([eb('number', '=', number), eb('parent', '=', number)]))
    .where('submission_key', '<>', key)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
