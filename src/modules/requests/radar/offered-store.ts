import { sql } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import './tables.ts'

export type Told = 'shown' | 'opened' | 'filed'

/** Adds one to each; in one order, so that two of these never wait for each other. */
export async function addOffered(db: Db, agencyId: number, day: PlainDate, what: Told, matters: readonly string[]): Promise<void> {
  const column = sql.ref(what)
  await sql`insert into requests.offered as o (agency_id, day, matter, ${column})
    select ${agencyId}::int, ${day}::date, m, 1 from unnest(${[...matters].toSorted()}::text[]) as m order by m
    on conflict (agency_id, day, matter) do update set ${column} = o.${column} + 1`.execute(db)
}

export type Counts = { readonly shown: number; readonly opened: number; readonly filed: number }
export type MonthOffered = Counts & { readonly month: string }
export type MatterOffered = Counts & { readonly matter: string }

/** How often something was offered, month by month, the last first. */
export const countByMonth = (db: Db, agencyId: number, since: PlainDate): Promise<MonthOffered[]> =>
  ask<MonthOffered>(
    db,
    `select to_char(day, 'YYYY-MM') as month, sum(shown)::int as shown, sum(opened)::int as opened, sum(filed)::int as filed
      from requests.offered where agency_id = $1 and day >= $2::date and matter = '' group by 1 order by 1 desc`,
    [agencyId, since],
  )

const MOST_MATTERS = 30 // office setting: a page
/** What was offered most, since a day. */
export const countByMatter = (db: Db, agencyId: number, since: PlainDate): Promise<MatterOffered[]> =>
  ask<MatterOffered>(
    db,
    `select matter, sum(shown)::int as shown, sum(opened)::int as opened, sum(filed)::int as filed
      from requests.offered where agency_id = $1 and day >= $2::date and matter <> '' group by 1 order by filed desc, shown desc, matter limit ${MOST_MATTERS}`,
    [agencyId, since],
  )
