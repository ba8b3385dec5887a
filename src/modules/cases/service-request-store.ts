import { CompiledQuery } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { firstPublicPhoto } from '../photos/index.ts'
import { TILES } from '../standards/index.ts'
import { isOver, STAGES, stageName } from './lifecycle.ts'
import './tables.ts'

/** Moments from one on and before another; null leaves a side open. */
export type Window = { readonly from: Date | null; readonly before: Date | null }
/** A place in a list: the moment it is sorted by in microseconds of the epoch, and the id. */
export type Cursor = { readonly at: string; readonly id: string }
/** What of the public record is asked for as Open311 service requests. */
export type ServiceRequestFilter = {
  /** Numbers; when given, nothing else counts. */
  readonly ids: readonly string[] | null
  readonly services: readonly string[] | null
  readonly status: 'open' | 'closed' | null
  readonly requested: Window | null
  /** Changed in this time; the list is then in the order of change, the oldest first, so that nothing slips by while it is read. */
  readonly updated: Window | null
  readonly after: Cursor | null
  readonly most: number
  readonly extended: boolean
}
/** A page as the text of a JSON array, and where the next one begins. */
export type ServiceRequests = { readonly json: string; readonly next: Cursor | null }

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const over = STAGES.filter(isOver).map(quoted).join(', ')
const caseOf = (column: string, names: readonly (readonly [string, string])[]): string =>
  `case ${column} ${names.map(([key, name]) => `when ${quoted(key)} then ${quoted(name)}`).join(' ')} else ${column} end`
const moment = (expression: string): string => `to_char(${expression} at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"')`
const ifFull = (expression: string): string => `case when c.shown = 'full' then ${expression} end`

// What is public is decided by `shownOf` and kept in `shown`; words have passed the release gate before they were written (projection.ts).
const STANDARD = `
  c.number as service_request_id,
  case when c.stage in (${over}) then 'closed' else 'open' end as status,
  case when c.stage = 'merged' then '与 ' || c.parent || ' 是同一问题，已并入，进展请查该编号' else coalesce(c.result, ${caseOf(
    'c.stage',
    Object.entries(stageName),
  )}) end as status_notes,
  ${caseOf(
    'c.service',
    TILES.map(({ key, name }) => [key, name] as const),
  )} as service_name,
  c.service as service_code,
  ${ifFull('c.title')} as description,
  ${ifFull('c.unit')} as agency_responsible,
  null::text as service_notice,
  ${moment('c.reported_at')} as requested_datetime,
  ${moment("case when c.stage = 'closed' then c.closed_at else c.moved_at end")} as updated_datetime,
  ${moment(ifFull('c.due_at'))} as expected_datetime,
  ${ifFull('c.place')} as address,
  null::text as address_id,
  null::text as zipcode,
  ${ifFull('c.lat')} as lat,
  ${ifFull('c.lon')} as long,
  case when c.photos > 0 and c.shown = 'full' then (
    select $1::text || '/cases/' || c.number || '/photos/' || p.id || '/full-' || p.sha256 || '.jpg'
    from (${firstPublicPhoto("'cases/' || c.number")}) p) end as media_url`

const EXTENDED = `
  json_build_object(
    'page_url', $1::text || '/cases/' || c.number,
    'stage', c.stage,
    'stage_name', ${caseOf('c.stage', Object.entries(stageName))},
    'category_code', ${ifFull('c.category')},
    'street_code', ${ifFull('c.street_code')},
    'filed_datetime', ${moment('c.filed_at')},
    'assigned_datetime', ${moment(ifFull('c.given_at'))},
    'handled_datetime', ${moment('c.handled_at')},
    'closed_datetime', ${moment('c.closed_at')},
    'changed_datetime', ${moment('c.moved_at')},
    'on_time', ${ifFull('c.on_time')},
    'suspended_until', c.suspended_until,
    'failed_rounds', ${ifFull('c.failed')},
    'satisfied', c.satisfied,
    'duplicate_of', c.parent) as extended_attributes`

/** One page of the public record as Open311 has it, written as JSON by the database in one statement over an index. */
export async function listServiceRequests(db: Db, agencyId: number, origin: string, filter: ServiceRequestFilter): Promise<ServiceRequests> {
  const { text, values } = statementOf(agencyId, origin, filter)
  const { rows } = await db.executeQuery<{ json: string; at: string | null; id: number | null }>(CompiledQuery.raw(text, values))
  const [row] = rows
  if (!row) throw new Error('an aggregate is one row')
  return { json: row.json, next: row.at === null || row.id === null ? null : { at: row.at, id: String(row.id) } }
}

function statementOf(agencyId: number, origin: string, filter: ServiceRequestFilter): { readonly text: string; readonly values: unknown[] } {
  const values: unknown[] = [origin]
  const value = (one: unknown, type: string): string => `$${values.push(one)}::${type}`
  const by = filter.updated ? 'moved_at' : 'reported_at'
  const direction = filter.updated ? 'asc' : 'desc'
  const where = conditionsOf(filter, value)
  const most = value(filter.most, 'int')
  const text = `
    select coalesce('[' || string_agg(row_to_json(r)::text, ',') || ']', '[]') as json,
      (extract(epoch from (array_agg(c.${by}))[${most}]) * 1000000)::bigint::text as at, (array_agg(c.id))[${most}] as id
    from (
      select * from cases.case c where c.agency_id = ${value(agencyId, 'int')} and c.shown <> 'none'${where.map((one) => ` and ${one}`).join('')}
      order by c.${by} ${direction}, c.id ${direction} limit ${most}) c
    cross join lateral (select ${STANDARD}${filter.extended ? `, ${EXTENDED}` : ''}) r`
  return { text, values }
}

function conditionsOf(filter: ServiceRequestFilter, value: (one: unknown, type: string) => string): string[] {
  const { ids, services, status, requested, updated, after } = filter
  if (ids) return [`c.number = any(${value(ids, 'text[]')})`]
  const where: string[] = []
  const [only, ...more] = services ?? []
  if (only !== undefined) where.push(more.length === 0 ? `c.service = ${value(only, 'text')}` : `c.service = any(${value(services, 'text[]')})`)
  // In letters: an index of part of the table serves only a plan that sees which part.
  if (status !== null) where.push(`c.stage ${status === 'open' ? 'not in' : 'in'} (${over})`)
  for (const [column, window] of [
    ['reported_at', requested],
    ['moved_at', updated],
  ] as const) {
    if (window?.from) where.push(`c.${column} >= ${value(window.from, 'timestamptz')}`)
    if (window?.before) where.push(`c.${column} < ${value(window.before, 'timestamptz')}`)
  }
  if (after) {
    const at = `timestamptz 'epoch' + ${value(after.at, 'float8')} * interval '1 microsecond'`
    where.push(updated ? `(c.moved_at, c.id) > (${at}, ${value(after.id, 'bigint')})` : `(c.reported_at, c.id) < (${at}, ${value(after.id, 'bigint')})`)
  }
  return where
}

/** The number an Open311 submission was given, by its key. */
export async function findOpen311Submission(db: Db, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('cases.case').select('number').where('submission_key', '=', key).where('channel', '=', 'open311').executeTakeFirst()
  return row?.number
}
