import { inShortChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { LightMark } from '../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import type { DepartmentRecord, WaitedFor } from '../circulation-store.ts'
import { punctualityName, punctualityOf } from '../circulation.ts'
import { rowOf, stageName } from '../lifecycle.ts'

type Props = ConsoleFrame & { today: PlainDate; owed: readonly WaitedFor[]; records: readonly DepartmentRecord[]; mayUrge: boolean }

const lightOfOwed = (one: WaitedFor, today: PlainDate) => {
  if (one.dueOn !== null && one.dueOn < today) return 'late' as const
  return one.dueOn === today ? ('soon' as const) : ('ok' as const)
}
const wordOf = (one: WaitedFor, today: PlainDate): string =>
  one.dueOn === today ? '今天到期' : punctualityName[punctualityOf({ dueOn: one.dueOn, answer: null }, today)]

/** What departments still owe; on the desk without the reminders. */
export const OwedTable = (p: { owed: readonly WaitedFor[]; today: PlainDate; mayUrge: boolean; empty: string }) => {
  const columns: readonly Column<WaitedFor>[] = [
    { head: '期限', line: true, cell: (one) => <LightMark light={lightOfOwed(one, p.today)} word={wordOf(one, p.today)} /> },
    { head: '科室', line: true, rowHead: true, cell: (one) => `${one.department}${one.leads ? '' : '（会办）'}` },
    { head: '编号', line: true, cell: (one) => <a href={`/staff/requests/${one.number}`}>{one.number}</a> },
    { head: '事项', cell: (one) => (one.subject.length > 40 ? `${one.subject.slice(0, 40)}……` : one.subject) },
    { head: '内部期限', line: true, cell: (one) => (one.dueOn ? inShortChinese(one.dueOn, p.today) : '没有定') },
    { head: '答复期限', line: true, wide: true, cell: (one) => (one.requestDueOn ? inShortChinese(one.requestDueOn, p.today) : '停计') },
    { head: '催办', num: true, cell: (one) => one.urged },
  ]
  const urge: Column<WaitedFor> = {
    head: '操作',
    line: true,
    cell: (one) => (rowOf(one.stage, 'urge') ? <a href={`/staff/requests/${one.number}?step=urge#step-urge`}>催办</a> : stageName[one.stage]),
  }
  return <DataTable caption="等科室答复的申请，先到期的在前" columns={p.mayUrge ? [...columns, urge] : columns} rows={p.owed} empty={p.empty} boxed />
}

/** `/staff/requests/supervision`: 督办. */
export const SupervisionPage = (p: Props) => (
  <ConsolePage {...p} title="督办">
    <section class="panel flush">
      <div class="pad row">
        <h2>等科室答复的</h2>
        <a href="/staff/requests/supervision.csv">导出 CSV</a>　<a href="/staff/requests/supervision.xlsx">导出 Excel</a>
      </div>
      <OwedTable owed={p.owed} today={p.today} mayUrge={p.mayUrge} empty="没有科室欠着意见" />
    </section>
    <section class="panel flush mt-4">
      <h2 class="pad">今年各科室的答复</h2>
      <DataTable
        caption="今年送交各科室的件数，和逾期的件数"
        boxed
        columns={[
          { head: '科室', rowHead: true, cell: (one) => one.department },
          { head: '送交', num: true, cell: (one) => one.asked },
          { head: '已答复', num: true, cell: (one) => one.given },
          { head: '逾期', num: true, cell: (one) => (one.late > 0 ? <LightMark light="late" word={String(one.late)} /> : 0) },
          { head: '催办', num: true, cell: (one) => one.urged },
        ]}
        rows={p.records}
        empty="今年还没有传阅"
      />
    </section>
  </ConsolePage>
)
