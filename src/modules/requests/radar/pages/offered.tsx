import { inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { ListFiles } from '../../../../ui/list-files.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable } from '../../../../ui/table.tsx'
import { APPLICANTS, type Group, WITHIN_MONTHS } from '../asked-by-many.ts'
import type { Counts, MatterOffered, MonthOffered } from '../offered-store.ts'

type Matter = MatterOffered & { readonly title: string | null }
type Props = ConsoleFrame & { since: PlainDate; months: readonly MonthOffered[]; matters: readonly Matter[]; groups: readonly Group[] }

function figures<Row extends Counts>(): readonly Column<Row>[] {
  return [
    { head: '出示', num: true, cell: ({ shown }) => shown },
    { head: '打开', num: true, cell: ({ opened }) => opened },
    { head: '仍然申请', num: true, cell: ({ filed }) => filed },
    { head: '没有申请', num: true, cell: ({ shown, filed }) => Math.max(0, shown - filed) },
  ]
}
const MONTHS: readonly Column<MonthOffered>[] = [
  { head: '月份', rowHead: true, line: true, cell: ({ month }) => `${month.slice(0, 4)}年${Number(month.slice(5))}月` },
  ...figures<MonthOffered>(),
]
const MATTERS: readonly Column<Matter>[] = [
  { head: '信息', rowHead: true, cell: ({ title, matter }) => (title === null ? '已经撤下的信息' : <a href={matter}>{title}</a>) },
  ...figures<Matter>(),
]
const GROUPS: readonly Column<Group>[] = [
  { head: '申请的事项', rowHead: true, cell: ({ requests: [first] }) => (first.subject.length > 80 ? `${first.subject.slice(0, 80)}……` : first.subject) },
  { head: '申请人', num: true, cell: ({ applicants }) => applicants },
  { head: '最早', line: true, cell: ({ requests: [first] }) => inChinese(first.receivedOn) },
  {
    head: '申请',
    cell: ({ requests }) =>
      requests.map(({ number }) => (
        <>
          <a class="nowrap" href={`/staff/requests/${number}`}>
            {number}
          </a>{' '}
        </>
      )),
  },
  { head: '办理', cell: () => <a href="/staff/disclosure/new">起草公开</a> },
]

/** `/staff/requests/offers`: whether the public finds without applying, and what should be published. */
export const OfferedPage = (p: Props) => (
  <ConsolePage {...p} title="先查后申">
    <section class="panel" id="asked">
      <h2>多人申请的同一事项</h2>
      <p class="muted">
        {WITHIN_MONTHS} 个月内有 {APPLICANTS} 个以上申请人申请、又可以公开的，可以纳入主动公开（条例第四十四条）。公开以后自动不再列出；不宜公开的，在
        <a href="/staff/disclosure/tasks?kind=asked">更新任务</a>里写明理由办结。
      </p>
      <DataTable caption="多人申请的同一事项" columns={GROUPS} rows={p.groups} empty="没有多人申请的同一事项" />
    </section>
    <section class="panel mt-4">
      <h2>申请以前看到的</h2>
      <p class="muted">
        填申请表的人看到已公开的信息和答复各多少次，{inChinese(p.since)}以来；只计次数，不记是谁、写了什么。
        {p.viewer.role === 'information-officer' && (
          <>
            找而没有找到的，看<a href="/staff/search">没搜到的</a>。
          </>
        )}
      </p>
      <DataTable caption="每月出示、打开、仍然申请和没有申请的次数" columns={MONTHS} rows={p.months} empty="还没有出示过" />
    </section>
    <section class="panel mt-4">
      <h2>问得最多的</h2>
      <p class="muted">看过仍然申请的排在前面：公开的内容可能不够，值得补充。</p>
      <DataTable caption="出示最多的信息" columns={MATTERS} rows={p.matters} empty="还没有出示过" />
      {p.matters.length > 0 && <ListFiles path="/staff/requests/offers" />}
    </section>
  </ConsolePage>
)
