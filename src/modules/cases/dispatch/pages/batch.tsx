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
  {
    head: '结果',
    line: true,
    cell: ({ ok, moved }) => <span class={ok ? 'light done' : 'light over'}>{ok ? '办成' : moved ? '只办了一部分' : '没有办成'}</span>,
  },
  { head: '说明', cell: ({ words }) => words },
]

/** What became of each case of a batch; those that were not done stand first. */
export const BatchPage = (p: ConsoleFrame & { results: readonly BatchResult[]; back: string; goal: Goal }) => {
  const done = p.results.filter(({ ok }) => ok).length
  const halfway = p.results.filter(({ ok, moved }) => !ok && moved).length
  const left = p.results.length - done - halfway
  return (
    <ConsolePage {...p} title={`批量${stepName[p.goal]}的结果`}>
      <p class="notice" role="status">
        {p.results.length} 件里办成 {done} 件{halfway > 0 && `，${halfway} 件只办了一部分，停在办到的那一步`}
        {left > 0 && `，${left} 件没有办成，留在原处`}
        {left + halfway > 0 && '。原因在下面'}
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
