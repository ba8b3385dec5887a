import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import type { PostedKind } from './tables.ts'
import './tables.ts'

/** Counts one more for each of these in this hour, in the order they are given; what is of earlier hours is forgotten. */
export async function countPosted(db: Db, kind: PostedKind, sources: readonly string[], hour: Date): Promise<readonly number[]> {
  await db.deleteFrom('disclosure.posted').where('hour', '<', hour).execute()
  const { rows } = await sql<{ source: string; times: number }>`
    insert into disclosure.posted as p (kind, source, hour, times) select ${kind}, s, ${hour}, 1 from unnest(${[...sources].toSorted()}::text[]) s
    on conflict (kind, source, hour) do update set times = p.times + 1 returning source, times`.execute(db)
  return sources.map((source) => rows.find((row) => row.source === source)?.times ?? 0)
}
