import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable } from '../../../../ui/table.tsx'
import { stepName } from '../../lifecycle.ts'
import type { BatchResult } from '../batch.ts'
import type { Goal } from '../carry.ts'

const COLUMNS: readonly Column<BatchResult>[] = [
  {
    head: '编号',
    rowHead: true,
    line: true,
    cell: ({ number }) => <a href={`/staff/cases/${number}`}>{number}</a>,
  },
  { head: '结果', line: true, cell: ({ ok }) => <span class={ok ? 'light done' : 'light over'}>{ok ? '办成' : '没有办成'}</span> },
  { head: '说明', cell: ({ words }) => words },
]

/** What became of each case of a batch; those that were not done stand first. */
export const BatchPage = (p: ConsoleFrame & { results: readonly BatchResult[]; back: string; goal: Goal }) => {
  const done = p.results.filter(({ ok }) => ok).length
  return (
    <ConsolePage {...p} title={`批量${stepName[p.goal]}的结果`}>
      <p class="notice" role="status">
        {p.results.length} 件里办成 {done} 件{done < p.results.length && `，${p.results.length - done} 件没有办成，原因在下面，它们留在原处`}
      </p>
      <section class="mt-3">
        <DataTable caption="批量办理的结果" columns={COLUMNS} rows={p.results.toSorted((a, b) => Number(a.ok) - Number(b.ok))} empty="没有选中案件" />
      </section>
      <p class="mt-4">
        <a class="button" href={p.back}>
          回到甄别派遣
        </a>
      </p>
    </ConsolePage>
  )
}
