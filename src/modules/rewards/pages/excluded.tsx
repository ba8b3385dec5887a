import { beijingDay } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { DataTable, Onward } from '../../../ui/table.tsx'
import type { Excluded } from '../excluded-store.ts'

type ExcludedProps = ConsoleFrame & {
  rows: readonly Excluded[]
  after: number | null
  next: number | null
  said: string
  values: Values
  errors: FieldErrors
}

const Remove = ({ id, masked }: Excluded) => (
  <details class="do">
    <summary>移出</summary>
    <form method="post" action={`/staff/rewards/excluded/${id}/remove`}>
      <p>移出后，{masked} 以后的上报照常计奖；在名单里时的上报不补奖。</p>
      <p class="mt-3">
        <button class="button warn">确定移出</button>
      </p>
    </form>
  </details>
)

/** Staff and contractors' people, who may report like anybody but are not rewarded for it. */
export const ExcludedPage = (p: ExcludedProps) => (
  <ConsolePage {...p} title="不奖励人员">
    <p class="muted">
      工作人员和承包单位人员的上报照常受理、办理和答复，但不奖励。收到上报时按电话（没有留电话的按邮箱）核对，两样都常用的，两样都列入。系统只存指纹，列入后看不到全号。
    </p>
    {p.said && <p class="notice mt-3">{p.said}</p>}
    <div class="panel flush mt-3">
      <DataTable
        boxed
        caption="不奖励人员，新列入的在前"
        rows={p.rows}
        empty="名单是空的"
        columns={[
          { head: '电话或邮箱', rowHead: true, line: true, cell: (row) => row.masked },
          { head: '单位', cell: (row) => row.unit },
          { head: '列入', cell: (row) => `${beijingDay(row.addedAt)} ${row.addedBy}` },
          { head: '办理', cell: (row) => <Remove {...row} /> },
        ]}
      />
    </div>
    <Onward first={p.after === null ? null : '/staff/rewards/excluded'} next={p.next === null ? null : `/staff/rewards/excluded?after=${p.next}`} />
    <form class="panel mt-4" method="post" action="/staff/rewards/excluded" novalidate>
      <h2>列入</h2>
      <ErrorSummary errors={p.errors} />
      <TextField {...p} name="unit" label="单位" hint="如“样例环卫公司”" autocomplete="off" />
      <TextArea {...p} name="contacts" label="电话或邮箱" hint="每行一个" rows={5} />
      <p class="mt-3">
        <button class="button">列入名单</button>
      </p>
    </form>
  </ConsolePage>
)
