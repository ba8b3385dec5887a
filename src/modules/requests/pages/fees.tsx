import type { Html } from '../../../ui/jsx-runtime.ts'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import type { FeeFigures, ListedFee } from '../fees/fee-store.ts'
import { inWan } from '../fees/fee.ts'
import { basisName, basisUnit } from '../fees/tariff.ts'

const endOf = (one: ListedFee): string =>
  one.paidOn
    ? `${one.paidOn}缴清，票据 ${one.receipt}`
    : one.waivedOn
      ? `${one.waivedOn}减免：${one.waivedBecause}`
      : one.concludedOn
        ? `${one.concludedOn}办结，没有缴纳`
        : `等待缴费，到${one.dueOn}`

/** Fees one by one, for the office and behind the report's figures; the public sees what was charged, not whose request it was. */
export const feeTable = (fees: readonly ListedFee[], empty: string, staff = true): Html => (
  <DataTable
    caption="信息处理费，新的在前"
    rows={fees}
    empty={empty}
    columns={[
      {
        head: staff ? '申请' : '通知',
        rowHead: true,
        line: true,
        cell: (one) => (staff ? <a href={`/staff/requests/${one.number}`}>{one.number}</a> : one.noticedOn),
      },
      { head: '怎样计收', cell: (one) => `${basisName[one.basis]}，${one.quantity} ${basisUnit[one.basis]}` },
      { head: '金额（元）', num: true, cell: (one) => (one.cutYuan > 0 ? `${one.yuan}（减去 ${one.cutYuan}）` : one.yuan) },
      ...(staff
        ? [{ head: '通知', line: true, cell: (one: ListedFee) => one.noticedOn } as const, { head: '结果', cell: endOf } as const]
        : [{ head: '结果', line: true, cell: (one: ListedFee) => (one.paidOn ? '已缴' : '减免') } as const]),
    ]}
  />
)

type Props = ConsoleFrame & { year: number; fees: readonly ListedFee[]; figures: FeeFigures }
/** `/staff/requests/fees`: the year's statement, as section six of the report needs it. */
export const FeesPage = (p: Props) => (
  <ConsolePage {...p} title={`${p.year} 年信息处理费`}>
    <p class="row">
      <a href={`/staff/requests/fees?year=${p.year - 1}`}>{p.year - 1} 年</a>
      <a href={`/staff/requests/fees?year=${p.year + 1}`}>{p.year + 1} 年</a>
      <a href={`/staff/requests/fees.csv?year=${p.year}`}>导出 CSV</a>　<a href={`/staff/requests/fees.xlsx?year=${p.year}`}>导出 Excel</a>
      <a href="/staff/requests/fees/tariffs">收费标准</a>
    </p>
    <dl class="figures mt-3">
      <div class="figure">
        <dt>收取</dt>
        <dd>
          <b>{p.figures.paidYuan}</b> 元（{inWan(p.figures.paidYuan)} 万元），{p.figures.paid} 件
        </dd>
      </div>
      <div class="figure">
        <dt>减免</dt>
        <dd>
          <b>{p.figures.waivedYuan}</b> 元（{inWan(p.figures.waivedYuan)} 万元），{p.figures.waived} 件
        </dd>
      </div>
    </dl>
    <section class="panel flush mt-4">{feeTable(p.fees, '这一年没有收费')}</section>
  </ConsolePage>
)
