import { ask, type Db } from '../../platform/database.ts'
import './tables.ts'

/** The titles of what is public at these addresses of the platform; what is not public any more is left out. */
export async function titlesAt(db: Db, agencyId: number, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await ask<{ path: string; title: string }>(db, 'select path, title from search.document where agency_id = $1 and path = any($2::text[])', [
    agencyId,
    [...paths],
  ])
  return new Map(rows.map(({ path, title }) => [path, title]))
}
