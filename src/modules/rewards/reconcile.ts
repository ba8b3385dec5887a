import type { Db } from '../../platform/database.ts'
import { type Reconciliation, reconciliationOf } from './balance.ts'
import { listAwardGaps, listBatchGaps, listUnbalanced, sumAccounts } from './balance-store.ts'

/** The accounts of an agency's ledger, and every difference between ledger, awards and payouts; none when all is well. */
export const reconcile = (db: Db, agencyId: number): Promise<Reconciliation> =>
  // One moment for all four questions, or an award approved between two of them would look like a difference.
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) =>
      reconciliationOf({
        sums: await sumAccounts(tx, agencyId),
        unbalanced: await listUnbalanced(tx, agencyId),
        awardGaps: await listAwardGaps(tx, agencyId),
        batchGaps: await listBatchGaps(tx, agencyId),
      }),
    )
