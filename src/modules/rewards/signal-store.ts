import type { Db } from '../../platform/database.ts'
import { roleName } from '../../kernel/viewer.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Decision } from './signal-decision.ts'
import './tables.ts'

const MOST_DECISIONS = 1_000

/** What people said of signals since a moment, the newest first. */
export async function listDecisions(db: Db, agencyId: number, since: Date): Promise<Decision[]> {
  const rows = await db
    .selectFrom('rewards.signal_decision')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_DECISIONS)
    .execute()
  return rows.map(({ kind, sentence, reports, verdict, because, at, by_name }) => ({ kind, sentence, reports, verdict, because, at, by: by_name }))
}

export async function insertDecision(tx: Db, viewer: Viewer, { kind, sentence, reports, verdict, because, at }: Omit<Decision, 'by'>): Promise<void> {
  const by = `${viewer.name}（${roleName[viewer.role]}）`
  await tx
    .insertInto('rewards.signal_decision')
    .values({ agency_id: viewer.agencyId, kind, sentence, reports, verdict, because, at, by_name: by, by_role: viewer.role })
    .execute()
}
