import type { Generated } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Verdict } from './signal-decision.ts'
import type { SignalKind } from './signals.ts'
import type { Account, State } from './lifecycle.ts'
import type { RewardFacts, RewardRule } from './rules.ts'

export type PayoutLine = { readonly awardId: number; readonly caseNumber: string; readonly reporterMasked: string; readonly fen: number }

export type RuleTable = {
  id: Generated<number>
  agency_id: number
  from_on: PlainDate
  rule: Omit<RewardRule, 'from'>
  basis: string
  added_at: Date
  added_by: string
}
export type AwardTable = {
  id: Generated<number>
  agency_id: number
  version: Generated<number>
  case_number: string
  reporter_fingerprint: string
  reporter_masked: string
  place_key: string
  category_code: string
  filed_on: PlainDate
  facts: RewardFacts
  fen: number
  because: readonly string[]
  rule_id: number
  claim_days: number
  state: State
  accrued_on: PlainDate
  approved_on: PlainDate | null
  claim_by: PlainDate | null
  batch_id: number | null
  paid_on: PlainDate | null
  closed_on: PlainDate | null
  closed_because: string | null
}
export type NotAwardedTable = {
  id: Generated<number>
  agency_id: number
  case_number: string
  reporter_fingerprint: string | null
  filed_on: PlainDate
  facts: RewardFacts
  because: readonly string[]
  at: Date
}
export type ExcludedTable = {
  id: Generated<number>
  agency_id: number
  fingerprint: string
  masked: string
  unit: string
  added_at: Date
  added_by: string
}
export type EntryTable = {
  id: Generated<number>
  transaction_id: string
  agency_id: number
  account: Account
  debit_fen: number
  credit_fen: number
  award_id: number
  at: Date
  by_name: string
  by_role: string
}
export type PayoutBatchTable = {
  id: Generated<number>
  agency_id: number
  version: Generated<number>
  prepared_at: Date
  prepared_by: string
  list: readonly PayoutLine[]
  total_fen: number
  paid_on: PlainDate | null
  paid_by: string | null
  paid_fen: number | null
  voucher: string | null
}
export type SignalDecisionTable = {
  id: Generated<number>
  agency_id: number
  kind: SignalKind
  sentence: string
  reports: readonly string[]
  verdict: Verdict
  because: string
  at: Date
  by_name: string
  by_role: string
}

declare module '../../platform/database.ts' {
  interface Tables {
    'rewards.rule': RuleTable
    'rewards.award': AwardTable
    'rewards.not_awarded': NotAwardedTable
    'rewards.excluded': ExcludedTable
    'rewards.entry': EntryTable
    'rewards.signal_decision': SignalDecisionTable
    'rewards.payout_batch': PayoutBatchTable
  }
}
