import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { SupervisionLevel } from './facts.ts'
import type { Stage, Step } from './lifecycle.ts'
import type { Place } from './public-list-store.ts'
import { FAILED_ROUNDS } from './settings.ts'
import { spansOf, WATCHED, type Watched } from './watched.ts'
import './tables.ts'

/** A street's code and a unit's id; `''` leaves it open, `none` is where there is none. */
export type WatchedAmong = { readonly street: string; readonly unit: string }
export type WatchedRow = {
  readonly id: number
  readonly number: string
  readonly version: number
  readonly stage: Stage
  readonly title: string
  readonly place: string
  readonly street: string | null
  readonly unit: string | null
  readonly overdueFrom: Date | null
  readonly suspendedUntil: string | null
  readonly returns: number
  readonly failed: number
  readonly postponements: number
  readonly supervision: SupervisionLevel | null
  /** The last thing that kept it back, and the words it was given with. */
  readonly kept: { readonly step: Step; readonly words: string } | null
  readonly sortedBy: string
}
export type WatchedList = { readonly rows: readonly WatchedRow[]; readonly next: Place | null }
export type WatchedCount = { readonly watched: Watched; readonly unitId: number | null; readonly n: number }

const OPEN = sql`stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided')`
type Part = { readonly where: RawBuilder<unknown>; readonly key: string; readonly kind: 'timestamptz' | 'date'; readonly falls?: boolean }

/** One predicate gives the number and the list behind it; its first words are those of an index, in letters. */
function partOf(watched: Watched, now: Date): Part {
  switch (watched) {
    case 'overdue':
      return { where: sql`overdue_from is not null and overdue_from < ${now}::timestamptz`, key: 'overdue_from', kind: 'timestamptz' }
    case 'suspended':
      return { where: sql`suspended_until is not null`, key: 'suspended_until', kind: 'date' }
    case 'returned':
      return { where: sql`stage = 'returned' and ${OPEN} and desk_due_at is not null`, key: 'desk_due_at', kind: 'timestamptz' }
    case 'disputed':
      return { where: sql`stage = 'disputed' and ${OPEN} and desk_due_at is not null`, key: 'desk_due_at', kind: 'timestamptz' }
    case 'threeFail': {
      const where = sql`failed >= ${sql.lit(FAILED_ROUNDS)} and shown = 'full' and stage <> 'merged' and ${OPEN}`
      return { where, key: 'moved_at', kind: 'timestamptz', falls: true }
    }
    default: {
      const { from, before } = spansOf(now)[watched]
      const since = from ? sql`and overdue_from >= ${from}::timestamptz` : sql``
      const until = before ? sql`and overdue_from < ${before}::timestamptz` : sql``
      return { where: sql`overdue_from is not null ${since} ${until}`, key: 'overdue_from', kind: 'timestamptz' }
    }
  }
}

function andAmong({ street, unit }: WatchedAmong) {
  const is = (column: string, value: string, kind: string) =>
    value === '' ? sql`` : value === 'none' ? sql`and ${sql.ref(column)} is null` : sql`and ${sql.ref(column)} = ${value}::${sql.raw(kind)}`
  return sql`${is('street_code', street, 'text')} ${is('unit_id', unit, 'int')}`
}

/** How many of each kind every unit has at a moment; a case may be of several kinds. */
export async function countWatched(db: Db, agencyId: number, among: WatchedAmong, now: Date): Promise<WatchedCount[]> {
  const parts = WATCHED.map(
    (watched) => sql`select ${sql.lit(watched)} as watched, unit_id as "unitId", count(*)::int as n from cases.case
      where agency_id = ${agencyId}::int and ${partOf(watched, now).where} ${andAmong(among)} group by unit_id`,
  )
  return (await sql<WatchedCount>`${sql.join(parts, sql` union all `)}`.execute(db)).rows
}

/** Those cases, the most pressing first, so many a page after a place. */
export async function listWatched(
  db: Db,
  agencyId: number,
  watched: Watched,
  among: WatchedAmong,
  now: Date,
  { after, rows: most }: { readonly after: Place | null; readonly rows: number },
): Promise<WatchedList> {
  const { where, key, kind, falls } = partOf(watched, now)
  const column = sql.ref(key)
  const place = after ? sql`and (${column}, id) ${sql.raw(falls ? '<' : '>')} (${after.at}::${sql.raw(kind)}, ${after.id}::bigint)` : sql``
  const direction = sql.raw(falls ? 'desc' : 'asc')
  const { rows } = await sql<WatchedRow>`
    select c.*, k.kept from (
      select id, number, version, stage, coalesce(title, '') as title, coalesce(place, '') as place, street_code as street, unit, overdue_from as "overdueFrom",
        suspended_until::text as "suspendedUntil", returns, failed, postponements, supervision, ${column} as sorted, ${column}::text as "sortedBy"
      from cases.case where agency_id = ${agencyId}::int and ${where} ${andAmong(among)} ${place} order by ${column} ${direction}, id ${direction} limit ${most + 1}::int
    ) c left join lateral (
      select json_build_object('step', e.fact->>'step', 'words', coalesce(e.fact->>'reason', e.fact->>'note', '')) as kept from cases.event e
      where e.case_id = c.id and e.fact->>'step' in ('return', 'dispute', 'askPostponement', 'askSuspension', 'fail') order by e.seq desc limit 1
    ) k on true order by c.sorted ${direction}, c.id ${direction}`.execute(db)
  const shown = rows.slice(0, most)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > most && last ? { at: last.sortedBy, id: last.id } : null }
}

/** Cases late at the unit that has them which nobody has supervised yet, the longest late first. */
export const listToRemind = async (db: Db, now: Date, most: number): Promise<{ number: string; version: number; unit: string | null }[]> =>
  (
    await sql<{ number: string; version: number; unit: string | null }>`
      select number, version, unit from cases.case
      where overdue_from is not null and supervision is null and stage in ('dispatched', 'handling') and overdue_from < ${now}::timestamptz
      order by overdue_from, id limit ${most}::int`.execute(db)
  ).rows
