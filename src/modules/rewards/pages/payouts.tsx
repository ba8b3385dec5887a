import { inChinese } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable, Onward } from '../../../ui/table.tsx'
import { inYuan } from '../money.ts'
import type { PayoutBatch } from '../payout-store.ts'
import type { PayoutLine } from '../tables.ts'
import { momentOf } from './award.tsx'
import { type RewardPowers, RewardTabs } from './tabs.tsx'

export type PayoutsProps = ConsoleFrame & {
  powers: RewardPowers
  batches: readonly PayoutBatch[]
  after: number | null
  next: number | null
  errors: FieldErrors
}

const paidWord = (batch: PayoutBatch): string =>
  batch.paidOn === null || batch.paidFen === null ? '等待财务发放' : `${inChinese(batch.paidOn)}发放 ${inYuan(batch.paidFen)}`

const batchColumns: readonly Column<PayoutBatch>[] = [
  { head: '批次', rowHead: true, line: true, cell: (batch) => <a href={`/staff/rewards/payouts/${batch.id}`}>第 {batch.id} 批</a> },
  { head: '编制', cell: (batch) => `${momentOf(batch.preparedAt)}，${batch.preparedBy}` },
  { head: '笔数', num: true, cell: (batch) => batch.list.length },
  { head: '金额', num: true, line: true, cell: (batch) => inYuan(batch.totalFen) },
  { head: '发放', cell: paidWord },
]

/** The lists that went to finance. */
export const PayoutsPage = (p: PayoutsProps) => (
  <ConsolePage {...p} title="发放名单">
    <ErrorSummary errors={p.errors} />
    <RewardTabs current="payouts" />
    {p.powers.pay && (
      <form class="mt-3" method="post" action="/staff/rewards/payouts">
        <p class="row">
          <button class="button">编制新名单</button>
          <span class="muted">列入全部已审批、待发放的奖励</span>
        </p>
      </form>
    )}
    <div class="panel flush mt-3">
      <DataTable boxed caption="发放名单，新的在前" columns={batchColumns} rows={p.batches} empty="还没有编过名单" />
    </div>
    <Onward first={p.after === null ? null : '/staff/rewards/payouts'} next={p.next === null ? null : `/staff/rewards/payouts?after=${p.next}`} />
  </ConsolePage>
)

export type BatchProps = ConsoleFrame & { powers: RewardPowers; batch: PayoutBatch; values: Values; errors: FieldErrors }

const lineColumns = (p: BatchProps, open: boolean): readonly Column<PayoutLine>[] => [
  { head: '案件', rowHead: true, line: true, cell: (line) => <a href={`/staff/rewards/${line.awardId}`}>{line.caseNumber}</a> },
  { head: '受奖人', line: true, cell: (line) => line.reporterMasked },
  { head: '金额', num: true, line: true, cell: (line) => inYuan(line.fen) },
  ...(open
    ? [
        {
          head: '未领退回',
          cell: ({ awardId, caseNumber }: PayoutLine) => {
            const name = `returned-${awardId}`
            return <input type="checkbox" name={name} value="yes" checked={p.values[name] === 'yes'} aria-label={`案件 ${caseNumber} 的奖励未领退回`} />
          },
        },
      ]
    : []),
]

/** One list as finance has it, and what came of it. */
export const BatchPage = (p: BatchProps) => {
  const { batch } = p
  const open = p.powers.pay && batch.paidOn === null
  const table = <DataTable caption={`第 ${batch.id} 批名单`} columns={lineColumns(p, open)} rows={batch.list} empty="名单是空的" />
  return (
    <ConsolePage
      {...p}
      title={`发放名单：第 ${batch.id} 批`}
      top={
        <a class="button plain" href={`/staff/rewards/payouts/${batch.id}.csv`}>
          下载遮掩的名单
        </a>
      }
    >
      <ErrorSummary errors={p.errors} />
      <RewardTabs current="payouts" />
      <section class="panel mt-3">
        <p>
          {momentOf(batch.preparedAt)}由{batch.preparedBy}编制，{batch.list.length} 笔，合计 {inYuan(batch.totalFen)}。{paidWord(batch)}
          {batch.voucher !== null && `，凭证 ${batch.voucher}，${batch.paidBy}登记`}。
        </p>
        {open && (
          <form method="post" action={`/staff/rewards/payouts/${batch.id}/finance`}>
            <p class="mt-3">
              交财务的文件含受奖人的电话和邮箱全文，是个人信息，只用于联系本人、发放这一批奖励，不得另作他用，发放后删除。每次下载都记入操作留痕。
            </p>
            <p class="row mt-2">
              <button class="button plain">下载交财务的名单（含联系方式）</button>
            </p>
          </form>
        )}
        {open ? (
          <form method="post" action={`/staff/rewards/payouts/${batch.id}/paid`}>
            <input type="hidden" name="version" value={batch.version} />
            {table}
            <TextField name="voucher" label="付款凭证号" short values={p.values} errors={p.errors} hint="先勾选未领退回的，其余登记为已发放" />
            <p class="row mt-3">
              <button class="button">登记已发放</button>
            </p>
          </form>
        ) : (
          table
        )}
      </section>
    </ConsolePage>
  )
}
