import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { TARIFF_NUMBERS } from '../fees/tariff-form.ts'
import { feeOf, type Tariff, tariffOn } from '../fees/tariff.ts'
import type { TariffRow } from '../fees/tariff-store.ts'

export type TariffsProps = ConsoleFrame & {
  readonly rows: readonly TariffRow[]
  readonly today: PlainDate
  readonly mayEdit: boolean
  readonly values: Values
  readonly errors: FieldErrors
}

const EXAMPLES = [
  { basis: 'by_item', quantity: 15, says: '15 件' },
  { basis: 'by_item', quantity: 35, says: '35 件' },
  { basis: 'by_page', quantity: 80, says: '80 页' },
  { basis: 'by_page', quantity: 250, says: '250 页' },
] as const
const bandsOf = ({ by_item: item, by_page: page, itemStep }: Tariff): string =>
  `按件：${item.map(({ upTo, yuan }) => `到 ${upTo} 件每件 ${yuan} 元`).join('，')}，以后每 ${itemStep.every} 件一档、每档加 ${itemStep.yuan} 元。按量：${page
    .map(({ upTo, yuan }) => (upTo === null ? `再多的每页 ${yuan} 元` : `到 ${upTo} 页每页 ${yuan} 元`))
    .join('，')}。`

/** `/staff/requests/fees/tariffs`: every tariff with its day, what it makes of some quantities, and the form for the next. */
export const TariffsPage = (p: TariffsProps) => {
  const now = tariffOn(
    p.today,
    p.rows.filter(({ withdrawnBy }) => withdrawnBy === null),
  )
  const stateOf = (row: TariffRow): string =>
    row.withdrawnBy !== null ? `没有施行，${row.withdrawnBy}已撤回` : row.from > p.today ? '还没有施行' : row.id === now?.id ? '现行' : '已经被代替'
  return (
    <ConsolePage {...p} title="信息处理费标准">
      <p class="row">
        <a href="/staff/requests/fees">收费台账</a>
      </p>
      <p class="muted mt-3">收费按提出收费那一天的标准算，通知发出以后不随标准改变。施行以后的标准不能改；新的标准另立一条，从它的施行日期起用。</p>
      <div class="panel flush mt-3">
        <DataTable
          caption="信息处理费标准，按施行日期"
          rows={p.rows.toReversed()}
          empty="没有收费标准"
          columns={[
            { head: '施行日期', rowHead: true, line: true, cell: (row) => inChinese(row.from) },
            { head: '现在', line: true, cell: stateOf },
            { head: '依据和标准', cell: (row) => `${row.source}。${bandsOf(row)}` },
            ...EXAMPLES.map(({ basis, quantity, says }) => ({ head: `${says}（元）`, num: true, cell: (row: TariffRow) => feeOf(basis, quantity, 0, row) })),
            {
              head: '操作',
              line: true,
              cell: (row) =>
                p.mayEdit && !row.isNational && row.from > p.today && row.withdrawnBy === null ? (
                  <form method="post" action={`/staff/requests/fees/tariffs/${row.id}/withdraw`}>
                    <button class="button plain">撤回</button>
                  </form>
                ) : (
                  row.by
                ),
            },
          ]}
        />
      </div>
      {p.mayEdit && <NewTariff {...p} />}
    </ConsolePage>
  )
}

const NewTariff = ({ values, errors }: TariffsProps) => {
  const field = (name: string, label: string) => ({ name, label, values, errors })
  return (
    <form class="panel mt-4" method="post" action="/staff/requests/fees/tariffs">
      <h2>新的标准</h2>
      <ErrorSummary errors={errors} />
      <TextField {...field('from', '施行日期')} type="date" short hint="今天以后的日期" />
      <TextField {...field('source', '依据')} hint="文件的名称和文号，写进收费通知书" />
      {(['按件', '按量'] as const).map((group) => (
        <fieldset class="panel mt-3">
          <legend>{group}计收</legend>
          <div class="pair">
            {TARIFF_NUMBERS.filter((one) => one.group === group).map(({ name, label }) => (
              <TextField {...field(name, label)} short inputmode="numeric" />
            ))}
          </div>
        </fieldset>
      ))}
      <button class="button mt-3">登记新的标准</button>
    </form>
  )
}
