import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import type { AccountLine, Difference, Reconciliation } from '../balance.ts'
import { accountName } from '../lifecycle.ts'
import { inYuan } from '../money.ts'
import { RewardTabs } from './tabs.tsx'

const accountColumns: readonly Column<AccountLine>[] = [
  { head: '科目', rowHead: true, cell: (line) => accountName[line.account] },
  { head: '借方合计', num: true, line: true, cell: (line) => inYuan(line.debitFen) },
  { head: '贷方合计', num: true, line: true, cell: (line) => inYuan(line.creditFen) },
  { head: '余额', num: true, line: true, cell: (line) => inYuan(line.balanceFen) },
  { head: '按奖励应为', num: true, line: true, cell: (line) => inYuan(line.expectedFen) },
]

const differenceColumns: readonly Column<Difference>[] = [
  { head: '差异', rowHead: true, cell: (one) => one.sentence },
  { head: '账上', num: true, line: true, cell: (one) => inYuan(one.ledgerFen) },
  { head: '应为', num: true, line: true, cell: (one) => inYuan(one.expectedFen) },
]

const sumOf = (lines: readonly AccountLine[], of: (line: AccountLine) => number): string => inYuan(lines.reduce((sum, line) => sum + of(line), 0))

/** The accounts, whether they balance, and every difference by name. */
export const BalancePage = (p: ConsoleFrame & Reconciliation) => (
  <ConsolePage {...p} title="奖励对账">
    <RewardTabs current="balance" />
    {p.differences.length === 0 ? (
      <p class="notice ok mt-3">账目平衡：每笔交易借贷相等，各科目余额与奖励的状态一致。</p>
    ) : (
      <p class="notice soon mt-3">有 {p.differences.length} 处差异。账目只增不改，差异说明数据被系统之外改动过，请保留现场并通知系统管理员和审计员。</p>
    )}
    <section class="panel mt-3">
      <h2>科目</h2>
      <DataTable caption="各科目的发生额和余额" columns={accountColumns} rows={p.accounts} empty="没有科目" />
      <p class="muted mt-3">
        借方合计 {sumOf(p.accounts, (line) => line.debitFen)}，贷方合计 {sumOf(p.accounts, (line) => line.creditFen)}，余额合计{' '}
        {sumOf(p.accounts, (line) => line.balanceFen)}。余额为贷方减借方；奖金池为负，数额等于其余各科目之和。
      </p>
    </section>
    {p.differences.length > 0 && (
      <section class="panel mt-4">
        <h2>差异</h2>
        <DataTable caption="差异" columns={differenceColumns} rows={p.differences} empty="没有差异" />
      </section>
    )}
  </ConsolePage>
)
