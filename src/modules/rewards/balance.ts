import { ACCOUNTS, type Account, accountName } from './lifecycle.ts'
import { inYuan } from './money.ts'

export type AccountSum = { readonly account: Account; readonly debitFen: number; readonly creditFen: number; readonly heldFen: number }
export type Unbalanced = { readonly transactionId: string; readonly debitFen: number; readonly creditFen: number }
export type AwardGap = {
  readonly id: number
  readonly caseNumber: string | null
  readonly account: Account
  readonly bookedFen: number
  readonly heldFen: number
}
export type BatchGap = { readonly id: number; readonly saidFen: number; readonly paidFen: number }

/** An account of the ledger: what stands in it, and what should by the awards. */
export type AccountLine = {
  readonly account: Account
  readonly debitFen: number
  readonly creditFen: number
  readonly balanceFen: number
  readonly expectedFen: number
}
export type Difference = { readonly subject: string; readonly ledgerFen: number; readonly expectedFen: number; readonly sentence: string }
export type Reconciliation = { readonly accounts: readonly AccountLine[]; readonly differences: readonly Difference[] }

export type Found = {
  readonly sums: readonly AccountSum[]
  readonly unbalanced: readonly Unbalanced[]
  readonly awardGaps: readonly AwardGap[]
  readonly batchGaps: readonly BatchGap[]
}

/** Sets the ledger against the awards. The pool is minus everything that left it; a reversed award has gone back and stands nowhere. */
export function reconciliationOf({ sums, unbalanced, awardGaps, batchGaps }: Found): Reconciliation {
  const of = (account: Account) => sums.find((sum) => sum.account === account)
  const left = sums.reduce((sum, { account, heldFen }) => (account === 'pool' ? sum : sum + heldFen), 0)
  const accounts = ACCOUNTS.map((account): AccountLine => {
    const { debitFen = 0, creditFen = 0, heldFen = 0 } = of(account) ?? {}
    return { account, debitFen, creditFen, balanceFen: creditFen - debitFen, expectedFen: account === 'pool' ? 0 - left : heldFen }
  })
  return {
    accounts,
    differences: [
      ...accounts.filter((line) => line.balanceFen !== line.expectedFen).map(accountDifference),
      ...unbalanced.map(transactionDifference),
      ...awardGaps.map(awardDifference),
      ...batchGaps.map(batchDifference),
    ],
  }
}

const accountDifference = ({ account, balanceFen, expectedFen }: AccountLine): Difference => ({
  subject: `accounts/${account}`,
  ledgerFen: balanceFen,
  expectedFen,
  sentence: `科目“${accountName[account]}”账上余额 ${inYuan(balanceFen)}，按奖励应为 ${inYuan(expectedFen)}`,
})

const transactionDifference = ({ transactionId, debitFen, creditFen }: Unbalanced): Difference => ({
  subject: `transactions/${transactionId}`,
  ledgerFen: debitFen,
  expectedFen: creditFen,
  sentence: `交易 ${transactionId.slice(0, 8)} 借方 ${inYuan(debitFen)}，贷方 ${inYuan(creditFen)}，借贷不等`,
})

const awardDifference = ({ id, caseNumber, account, bookedFen, heldFen }: AwardGap): Difference => ({
  subject: `rewards/${id}`,
  ledgerFen: bookedFen,
  expectedFen: heldFen,
  sentence: `${caseNumber === null ? `已不存在的第 ${id} 笔奖励` : `案件 ${caseNumber} 的奖励`}在“${accountName[account]}”记有 ${inYuan(bookedFen)}，应为 ${inYuan(heldFen)}`,
})

const batchDifference = ({ id, saidFen, paidFen }: BatchGap): Difference => ({
  subject: `payouts/${id}`,
  ledgerFen: saidFen,
  expectedFen: paidFen,
  sentence: `第 ${id} 批登记发放 ${inYuan(saidFen)}，所列奖励已发放合计 ${inYuan(paidFen)}`,
})
