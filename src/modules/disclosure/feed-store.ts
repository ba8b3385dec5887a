import { ask, type Db } from '../../platform/database.ts'
import type { Attachment } from '../files/index.ts'
import { LAST_REVISION } from './public-store.ts'
import './tables.ts'

/** What a feed tells of an item beside what lists do. */
export type Fed = {
  readonly number: string
  readonly summary: string
  readonly html: string
  readonly files: readonly Attachment[]
  /** When it was first published; null where that was before it came onto this platform. */
  readonly publishedAt: Date | null
  /** When something of it that the public sees last changed here. */
  readonly changedAt: Date
}

/** The bodies of these items, with the moments a feed goes by. */
export async function listFed(db: Db, agencyId: number, numbers: readonly string[]): Promise<ReadonlyMap<string, Fed>> {
  const rows = await ask<Fed>(
    db,
    `select i.number, r.content ->> 'summary' as summary, r.html, r.content -> 'files' as files, i.changed_at as "changedAt",
      (select e.at from disclosure.event e where e.item_id = i.id and e.fact ->> 'step' = 'publish' and (e.at at time zone 'Asia/Shanghai')::date = i.first_published_on
        order by e.seq limit 1) as "publishedAt"
      from disclosure.item i ${LAST_REVISION} where i.agency_id = $1 and i.number = any($2::text[]) and i.shown = 'full'`,
    [agencyId, numbers],
  )
  return new Map(rows.map((row) => [row.number, row]))
}
