import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable } from '../../../../ui/table.tsx'
import { changeName } from '../channel.ts'
import type { DeliveryRow } from '../delivery-store.ts'
import { Again, momentOf, Standing, wayOf } from './channels.tsx'

const columns = (keeping: boolean): readonly Column<DeliveryRow>[] => [
  { head: '变化', rowHead: true, line: true, cell: (row) => `${changeName[row.change]}（第 ${row.version} 步）` },
  { head: '时间', line: true, cell: (row) => momentOf(row.createdAt) },
  { head: '渠道', cell: wayOf },
  { head: '情况', cell: (row) => <Standing row={row} /> },
  { head: '原因', cell: (row) => row.lastError ?? '—' },
  ...(keeping ? [{ head: '办理', cell: (row: DeliveryRow) => <Again row={row} /> }] : []),
]

/** `/staff/channels/:number`: where one item went. */
export const ItemChannelsPage = (p: ConsoleFrame & { number: string; rows: readonly DeliveryRow[]; keeping: boolean }) => (
  <ConsolePage {...p} title={`信息 ${p.number} 的送达`}>
    <p>
      {p.rows[0] && <strong class="big">{p.rows[0].title}</strong>} <a href={`/staff/disclosure/${p.number}`}>看这条信息</a>
    </p>
    <div class="panel flush mt-3">
      <DataTable boxed caption="每次变化经每个渠道的送达" columns={columns(p.keeping)} rows={p.rows} empty="这一条还没有公开过" />
    </div>
    <p class="mt-4">
      <a href="/staff/channels">回到渠道和送达</a>
    </p>
  </ConsolePage>
)
