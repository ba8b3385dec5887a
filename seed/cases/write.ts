import { sql } from 'kysely'
import { queryCodeOf } from '../../src/kernel/query-code.ts'
import { beijingDay, type PlainDate } from '../../src/kernel/plain-date.ts'
import { maskedReporter, signOf, TENURE_COLUMNS, writtenOf } from '../../src/modules/cases/index.ts'
import type { Db } from '../../src/platform/database.ts'
import type { House } from '../../src/platform/house.ts'
import { keyOf } from '../key.ts'
import type { Life } from './life.ts'
import type { Told } from './telling.ts'
import type { World } from './world.ts'

type Numbered = { readonly life: Life; readonly number: string }
/** A life under its number, and how its reporter is kept. */
export type Written = Numbered & { readonly reporter: ReporterColumns }

const CHUNK = 1_000
// The agency a database was made for is its first; numbers of others carry its id, as those given at the desk do.
const numberOf = (agencyId: number, day: PlainDate, no: number): string =>
  `XC${agencyId === 1 ? '' : `${agencyId}.`}${day.replaceAll('-', '')}-${String(no).padStart(4, '0')}`

/** Writes lives under the next numbers of their days, in the order of reporting; for a transaction, whose end makes all of them there at once. */
export async function writeLives(
  tx: Db,
  house: House,
  agencyId: number,
  world: World,
  lives: readonly Life[],
  say: (done: number) => void,
): Promise<readonly Written[]> {
  const reporterOf = reportersOf(house)
  const numbered = (await numberLives(tx, agencyId, lives)).map((one) => ({ ...one, reporter: reporterOf(one.life.reported.reporter) }))
  const numbers = new Map(numbered.map(({ life, number }) => [life.key, number]))
  // While the server takes one chunk the next is made ready.
  let taken = Promise.resolve()
  for (let from = 0; from < numbered.length; from += CHUNK) {
    const chunk = numbered.slice(from, from + CHUNK).map((one) => ({ ...one, events: eventsOf(one.life, numbers) }))
    const cases = JSON.stringify(chunk.map((one) => rowOf(house, agencyId, world, one, numbers)))
    const events = JSON.stringify(chunk.flatMap(({ number, events }) => events.map((event, i) => ({ number, seq: i + 1, ...event }))))
    await taken
    say(from)
    taken = insertChunk(tx, cases, events)
  }
  await taken
  return numbered
}

async function numberLives(tx: Db, agencyId: number, lives: readonly Life[]): Promise<Numbered[]> {
  const sorted = lives.toSorted((a, b) => a.state.reportedAt.getTime() - b.state.reportedAt.getTime() || (a.key < b.key ? -1 : 1))
  const byDay = Map.groupBy(sorted, (life) => beijingDay(life.state.reportedAt))
  const counts = JSON.stringify([...byDay].map(([day, { length }]) => ({ day, n: length })))
  const { rows } = await sql<{ day: PlainDate; last: number }>`
    insert into cases.number_series as s (agency_id, day, last) select ${agencyId}::int, day, n from json_to_recordset(${counts}::json) as d (day date, n int)
    on conflict (agency_id, day) do update set last = s.last + excluded.last returning day, last`.execute(tx)
  const last = new Map(rows.map((row) => [row.day, row.last]))
  return [...byDay].flatMap(([day, ofDay]) => ofDay.map((life, i) => ({ life, number: numberOf(agencyId, day, (last.get(day) ?? 0) - ofDay.length + i + 1) })))
}

/** The events with the number of the case that a report was merged into. */
const eventsOf = (
  { events, copyOf }: Life,
  numbers: ReadonlyMap<string, string>,
): readonly { at: Date; by_name: string; by_role: string; fact: Told['fact'] }[] =>
  events.map(({ at, byName, byRole, fact }) => ({
    at,
    by_name: byName,
    by_role: byRole,
    fact: fact.step === 'merge' ? { ...fact, parent: numbers.get(copyOf ?? '') ?? '' } : fact,
  }))

type ReporterColumns = { readonly reporter_sealed: string | null; readonly reporter_fingerprint: string | null; readonly reporter_masked: string }

/** Invented reporters; each is sealed once. */
export function reportersOf(house: House): (reporter: number | null) => ReporterColumns {
  const known = new Map<number | null, ReporterColumns>()
  return (reporter) => {
    const found = known.get(reporter)
    if (found) return found
    const letter = String.fromCharCode(97 + ((reporter ?? 0) % 26))
    const person = { phone: '', email: reporter === null ? '' : `${letter}.sample${reporter}@example.invalid` }
    const sign = signOf(person)
    const columns = {
      reporter_sealed: sign === null ? null : house.cipher.seal(JSON.stringify(person)),
      reporter_fingerprint: sign === null ? null : house.cipher.fingerprint(sign),
      reporter_masked: maskedReporter(person),
    }
    known.set(reporter, columns)
    return columns
  }
}

function rowOf(house: House, agencyId: number, world: World, { life, number, reporter }: Written, numbers: ReadonlyMap<string, string>) {
  const { reported, events, state, copyOf } = life
  const key = keyOf(life.key)
  const { spot } = reported
  const given = { service: reported.tile, lon: spot.lon, lat: spot.lat, street_code: spot.streetCode, grid_code: spot.gridCode }
  const { columns, tenures } = writtenOf(state.parent === null ? state : { ...state, parent: numbers.get(copyOf ?? '') ?? '' }, given, agencyId, world.calendar)
  return {
    agency_id: agencyId,
    number,
    version: events.length,
    submission_key: key,
    code_fingerprint: house.cipher.fingerprint(queryCodeOf(house.cipher.fingerprint(`query-code:${key}`))),
    channel: reported.channel,
    reported_at: state.reportedAt,
    ...reporter,
    is_staff: false,
    tile: reported.tile,
    description: reported.description,
    address: reported.address,
    place_source: reported.placeSource,
    access: reported.access,
    photos: 0,
    ...columns,
    tenures,
  }
}

const COLUMNS = `agency_id int, number text, version int, submission_key uuid, code_fingerprint text, channel text, reported_at timestamptz, reporter_sealed text,
  reporter_fingerprint text, reporter_masked text, is_staff boolean, tile text, description text, address text, place_source text, lon double precision,
  lat double precision, access text, photos int, stage text, shown text, service text, title text, place text, street_code text, grid_code text, major text, category text,
  condition text, standard_version int, unit_id int, unit text, filed_at timestamptz, given_at timestamptz, due_at timestamptz, due_provisional boolean, desk_due_at timestamptz,
  overdue_from timestamptz, handled_at timestamptz, closed_at timestamptz, on_time boolean, exempt boolean, result text, returns int, rounds int, failed int,
  postponements int, suspended_until date, supervision text, reopened int, satisfied boolean, rated_at timestamptz, parent text, asks text, moved_at timestamptz, tenures json`
const NAMES = COLUMNS.replace(', tenures json', '')
  .split(',')
  .map((column) => column.trim().split(' ')[0])
  .join(', ')

async function insertChunk(tx: Db, cases: string, events: string): Promise<void> {
  await sql`
    with added as (
      insert into cases.case (${sql.raw(NAMES)}) select ${sql.raw(NAMES)} from json_to_recordset(${cases}::json) as i (${sql.raw(COLUMNS)}) returning id, number),
    held as (
      insert into cases.tenure (case_id, ${sql.raw(TENURE_COLUMNS.names)})
      select a.id, ${sql.raw(TENURE_COLUMNS.names.replace(/\b\w+\b/g, 't.$&'))} from json_to_recordset(${cases}::json) as i (number text, tenures json)
        join added a using (number) cross join lateral json_to_recordset(i.tenures) as t (${sql.raw(TENURE_COLUMNS.typed)}) order by a.id, t.n)
    insert into cases.event (case_id, seq, at, by_name, by_role, fact)
    select a.id, e.seq, e.at, e.by_name, e.by_role, e.fact from json_to_recordset(${events}::json)
      as e (number text, seq int, at timestamptz, by_name text, by_role text, fact jsonb) join added a using (number) order by a.id, e.seq`.execute(tx)
}
