import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { AccountSum, AwardGap, BatchGap, Unbalanced } from './balance.ts'
import type { Account } from './lifecycle.ts'
import './tables.ts'

/** Debits and credits of each account as the ledger has them, and what the awards say should stand there. */
export async function sumAccounts(db: Db, agencyId: number): Promise<AccountSum[]> {
  const { rows } = await sql<AccountSum>`
    with booked as (select account, sum(debit_fen) as debit, sum(credit_fen) as credit from rewards.entry where agency_id = ${agencyId}::int group by 1),
      held as (select rewards.account_of(state, paid_on) as account, sum(fen) as fen from rewards.award where agency_id = ${agencyId}::int group by 1)
    select coalesce(b.account, h.account) as account, coalesce(b.debit, 0) as "debitFen", coalesce(b.credit, 0) as "creditFen", coalesce(h.fen, 0) as "heldFen"
    from booked b full join held h on h.account = b.account`.execute(db)
  return rows
}

export async function listUnbalanced(db: Db, agencyId: number): Promise<Unbalanced[]> {
  const { rows } = await sql<Unbalanced>`
    select transaction_id::text as "transactionId", sum(debit_fen) as "debitFen", sum(credit_fen) as "creditFen" from rewards.entry
    where agency_id = ${agencyId}::int group by transaction_id having sum(debit_fen) <> sum(credit_fen) order by 1`.execute(db)
  return rows
}

/** Awards whose entries do not put their money where their state says it is; entries whose award is gone among them. */
export async function listAwardGaps(db: Db, agencyId: number): Promise<AwardGap[]> {
  const { rows } = await sql<{ id: number; caseNumber: string | null; account: Account; bookedFen: number; heldFen: number }>`
    with booked as (select award_id as id, account, sum(credit_fen - debit_fen) as fen from rewards.entry where agency_id = ${agencyId}::int
        group by 1, 2 having sum(credit_fen - debit_fen) <> 0),
      standing as (select id, fen, rewards.account_of(state, paid_on) as account from rewards.award where agency_id = ${agencyId}::int),
      held as (select id, account, fen from standing where account <> 'pool' union all select id, 'pool', -fen from standing where account <> 'pool')
    select coalesce(b.id, h.id) as id, (select case_number from rewards.award a where a.id = coalesce(b.id, h.id)) as "caseNumber",
      coalesce(b.account, h.account) as account, coalesce(b.fen, 0) as "bookedFen", coalesce(h.fen, 0) as "heldFen"
    from booked b full join held h on h.id = b.id and h.account = b.account where b.fen is distinct from h.fen order by 1, 3`.execute(db)
  return rows
}

/** Settled batches whose sum is not that of the awards paid by them. */
export async function listBatchGaps(db: Db, agencyId: number): Promise<BatchGap[]> {
  const { rows } = await sql<BatchGap>`
    select b.id, b.paid_fen as "saidFen", coalesce(sum(a.fen), 0) as "paidFen"
    from rewards.payout_batch b left join rewards.award a on a.batch_id = b.id and a.paid_on is not null
    where b.agency_id = ${agencyId}::int and b.paid_fen is not null group by b.id having b.paid_fen <> coalesce(sum(a.fen), 0) order by 1`.execute(db)
  return rows
}
