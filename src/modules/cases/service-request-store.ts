import { ask, type Db } from '../../platform/database.ts'
import { firstPublicPhoto } from '../photos/index.ts'
import { TILES } from '../standards/index.ts'
import { isOver, STAGES, stageName } from './lifecycle.ts'
import { FIELD, ROW } from './told.ts'
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
// A page comes as one text of objects that were written as JSON when their cases changed.
const MEDIA = `coalesce(case when c.photos > 0 and c.shown = 'full' then (
  select $1::text || '/cases/' || c.number || '/photos/' || p.id || '/full-' || p.sha256 || '.jpg'
  from (${firstPublicPhoto("'cases/' || c.number")}) p) end, '')`

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
    'exempt', ${ifFull('c.exempt')},
    'suspended_until', c.suspended_until,
    'failed_rounds', ${ifFull('c.failed')},
    'satisfied', c.satisfied,
    'duplicate_of', c.parent)::text`

/** One page of the public record as Open311 has it, in one statement over an index. */
export async function listServiceRequests(db: Db, agencyId: number, origin: string, filter: ServiceRequestFilter): Promise<ServiceRequests> {
  const { text, values } = statementOf(agencyId, origin, filter)
  const [{ rows: told, at, id } = { rows: null, at: null, id: null }] = await ask<{ rows: string | null; at: string | null; id: number | null }>(
    db,
    text,
    values,
  )
  let json = ''
  for (const row of told === null ? [] : told.split(ROW)) json += json === '' ? jsonOf(row) : `,${jsonOf(row)}`
  return { json: `[${json}]`, next: at === null || id === null ? null : { at, id: String(id) } }
}

const serviceNames = new Map(TILES.map(({ key, name }) => [key, JSON.stringify(name)]))
const stageNotes = new Map<string, string>(STAGES.map((stage) => [stage, JSON.stringify(stageName[stage])]))

/** The object of a service request as the column `open311` (migration 0036) has it, its marked places filled: notes, service, photo, extension. */
function jsonOf(row: string): string {
  const [head = '', note = '', named = '', service = '', rest = '', photo = '', more] = row.split(FIELD)
  const end = more === undefined ? '}' : `,"extended_attributes":${more}}`
  return head + noteOf(note) + named + (serviceNames.get(service) ?? `"${service}"`) + rest + (photo === '' ? 'null' : `"${photo}"`) + end
}

/** What was said at the end, as JSON; else the number it was merged into, `=XC…`; else its stage. */
function noteOf(note: string): string {
  if (note.startsWith('"')) return note
  return note.startsWith('=') ? `"与 ${note.slice(1)} 是同一问题，已并入，进展请查该编号"` : (stageNotes.get(note) ?? 'null')
}

function statementOf(agencyId: number, origin: string, filter: ServiceRequestFilter): { readonly text: string; readonly values: unknown[] } {
  const values: unknown[] = [origin]
  const value = (one: unknown, type: string): string => `$${values.push(one)}::${type}`
  const by = filter.updated ? 'moved_at' : 'reported_at'
  const direction = filter.updated ? 'asc' : 'desc'
  const where = conditionsOf(filter, value)
  const most = value(filter.most, 'int')
  const text = `
    select string_agg(${['c.open311', MEDIA, ...(filter.extended ? [EXTENDED] : [])].join(` || '${FIELD}' || `)}, '${ROW}') as rows,
      (extract(epoch from (array_agg(c.${by}))[${most}]) * 1000000)::bigint::text as at, (array_agg(c.id))[${most}] as id
    from (
      select * from cases.case c where c.agency_id = ${value(agencyId, 'int')} and c.shown <> 'none'${where.map((one) => ` and ${one}`).join('')}
      order by c.${by} ${direction}, c.id ${direction} limit ${most}) c`
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
  // Where the list goes on from bounds its period too: the server enters the index by the first bound it is told.
  const place = after ? Number(after.at) / 1_000 : Number.NaN
  const before = requested?.before && !updated && place < requested.before.getTime() ? new Date(Math.ceil(place) + 1) : (requested?.before ?? null)
  const from = updated?.from && place > updated.from.getTime() ? new Date(Math.floor(place)) : (updated?.from ?? null)
  for (const [column, window] of [
    ['reported_at', requested && { from: requested.from, before }],
    ['moved_at', updated && { from, before: updated.before }],
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
