import { LightMark } from '../../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable } from '../../../../ui/table.tsx'
import { findColumn } from '../../columns.ts'
import { type Verdict, verdictName } from '../inward/incoming.ts'
import type { Judged } from '../inward/read-source.ts'

export type PreviewRow =
  | Exclude<Judged, { incoming: unknown }>
  | (Extract<Judged, { incoming: unknown }> & { readonly verdict: Verdict; readonly number: string | null })
type Props = ConsoleFrame & {
  id: string
  source: string
  rows: readonly PreviewRow[]
  /** How many were just taken in; null before. */
  taken: number | null
  troubles: readonly string[]
  /** The source has more than this page of it. */
  more: boolean
}
const LIGHT = { new: 'ok', changed: 'soon', same: 'done' } as const
const mayTake = (row: PreviewRow): boolean => 'verdict' in row && row.verdict !== 'same'

const COLUMNS: readonly Column<PreviewRow>[] = [
  {
    head: '取',
    cell: (row) => (mayTake(row) ? <input type="checkbox" name={`row-${row.row}`} value="1" checked aria-label={`取第 ${row.row} 条：${row.title}`} /> : '—'),
  },
  { head: '行', num: true, cell: ({ row }) => row },
  { head: '标题', rowHead: true, cell: (row) => row.title || '（没有标题）' },
  { head: '栏目', cell: (row) => ('incoming' in row ? (findColumn(row.incoming.content.column)?.name ?? '') : '') },
  { head: '成文', line: true, cell: (row) => ('incoming' in row ? row.incoming.content.formedOn : '') },
  {
    head: '情况',
    cell: (row) => {
      if ('refused' in row)
        return (
          <div>
            <LightMark light="late" word="不能取" /> {row.refused}
          </div>
        )
      if ('gone' in row) return <LightMark light="hold" word="来源已撤下" />
      return (
        <div>
          <LightMark light={LIGHT[row.verdict]} word={verdictName[row.verdict]} /> {row.number && <a href={`/staff/disclosure/${row.number}`}>{row.number}</a>}
        </div>
      )
    },
  },
]

/** `/staff/channels/inward/:id`: what was read, line by line, before any of it is taken in. */
export const PreviewPage = (p: Props) => {
  const count = (verdict: Verdict): number => p.rows.filter((row) => 'verdict' in row && row.verdict === verdict).length
  const refused = p.rows.filter((row) => 'refused' in row).length
  return (
    <ConsolePage {...p} title="看看取哪些">
      {p.taken !== null && (
        <p class="notice" role="status">
          已取入 {p.taken} 条，在<a href="/staff/disclosure?tab=drafting">拟稿</a>里。
        </p>
      )}
      {p.troubles.length > 0 && (
        <ul class="error mt-3" role="alert">
          {p.troubles.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      <p class="mt-3">
        来源：{p.source}。新的 {count('new')} 条，有变化 {count('changed')} 条，没有变化 {count('same')} 条，不能取 {refused} 条。
      </p>
      {p.more && <p class="muted">来源还有更多。另一个平台的全部信息，由系统管理员用 gongkai pull 命令取入。</p>}
      <form class="mt-3" method="post" action={`/staff/channels/inward/${p.id}`}>
        <div class="panel flush">
          <DataTable boxed caption="读出来的每一条" columns={COLUMNS} rows={p.rows} empty="里面一条也没有" />
        </div>
        <p class="row mt-3">
          {p.rows.some(mayTake) && <button class="button">把选中的取为草稿</button>}
          <a href="/staff/channels/inward">换一个来源</a>
        </p>
      </form>
    </ConsolePage>
  )
}
