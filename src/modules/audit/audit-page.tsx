import { beijingDay, beijingTime } from '../../kernel/plain-date.ts'
import { type ConsoleFrame, ConsolePage } from '../../ui/page.tsx'
import { DataTable, Pager } from '../../ui/table.tsx'
import type { TraceFilter, TraceRow } from './store.ts'

const queryOf = ({ actor, act, subject, from, to, page }: TraceFilter): string =>
  String(new URLSearchParams({ actor, act, subject, from: from ?? '', to: to ?? '', page: String(page) }))
export const momentOf = (at: Date): string => `${beijingDay(at)} ${beijingTime(at)}`

export const AuditPage = (p: ConsoleFrame & { filter: TraceFilter; rows: readonly TraceRow[]; more: boolean }) => (
  <ConsolePage {...p} title="操作留痕">
    <section class="panel">
      <form class="filters" method="get" action="/staff/audit">
        <div class="field">
          <label for="actor">谁</label>
          <input class="input" id="actor" name="actor" value={p.filter.actor} />
        </div>
        <div class="field">
          <label for="act">办了什么</label>
          <input class="input" id="act" name="act" value={p.filter.act} />
        </div>
        <div class="field">
          <label for="subject">对什么</label>
          <input class="input" id="subject" name="subject" value={p.filter.subject} />
        </div>
        <div class="field">
          <label for="from">从</label>
          <input class="input" id="from" name="from" type="date" value={p.filter.from ?? ''} />
        </div>
        <div class="field">
          <label for="to">到</label>
          <input class="input" id="to" name="to" type="date" value={p.filter.to ?? ''} />
        </div>
        <div class="row tight">
          <button class="button">筛选</button>
          <a class="button plain" href={`/staff/audit/export.csv?${queryOf(p.filter)}`}>
            导出 CSV
          </a>
        </div>
      </form>
    </section>
    <div class="panel flush mt-3">
      <DataTable
        boxed
        caption="留痕，新的在前"
        rows={p.rows}
        empty="没有符合条件的留痕"
        columns={[
          { head: '时间', rowHead: true, line: true, cell: (row) => momentOf(row.at) },
          { head: '谁', cell: (row) => row.actor },
          { head: '办了什么', cell: (row) => row.act },
          { head: '对什么', line: true, cell: (row) => row.subject },
          { head: '依据', wide: true, line: true, cell: (row) => row.article ?? '—' },
          { head: '说明', cell: (row) => row.note ?? '—' },
        ]}
      />
    </div>
    <Pager page={p.filter.page} more={p.more} href={(n) => `/staff/audit?${queryOf({ ...p.filter, page: n })}`} />
  </ConsolePage>
)
