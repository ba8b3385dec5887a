import { inChinese } from '../../../../kernel/plain-date.ts'
import { type Column, DataTable } from '../../../../ui/table.tsx'
import { DECISIONS, isAnswered } from '../../decisions.ts'
import { stageName } from '../../lifecycle.ts'
import { closedBecause } from '../../steps.ts'
import type { StaffRequestProps } from '../../pages/staff-request-props.ts'
import type { Earlier } from '../earlier.ts'

/** On the page of a request: what the same applicant asked for before, and the letter that follows from it. */
export const EarlierRequests = (p: StaffRequestProps) => {
  const { same, others } = p.earlier
  if (same.length === 0) return null
  const mayDraft = closedBecause(p.request.state, 'draftReply', p.viewer.role, p) === undefined
  return (
    <section class="panel" id="earlier">
      <h2>以前的申请</h2>
      <p class="muted">
        同一申请人以前申请过的同一事项{others > 0 && `；另有 ${others} 件别的事项`}
        。已经答复过的，可以告知不予重复处理（条例第三十六条第六项）；是不是同一信息，由您判断。
      </p>
      <DataTable caption="同一申请人以前申请过的同一事项" columns={columnsOf(p, mayDraft)} rows={same} empty="没有" />
    </section>
  )
}

const columnsOf = (p: StaffRequestProps, mayDraft: boolean): readonly Column<Earlier>[] => [
  { head: '编号', rowHead: true, line: true, cell: ({ number }) => <a href={`/staff/requests/${number}`}>{number}</a> },
  { head: '收到', line: true, cell: ({ receivedOn }) => inChinese(receivedOn) },
  { head: '事项', cell: ({ subject }) => (subject.length > 60 ? `${subject.slice(0, 60)}……` : subject) },
  { head: '相同之处', cell: ({ because }) => because },
  {
    head: '答复',
    cell: ({ stage, decision, concludedOn }) => (decision && concludedOn ? `${DECISIONS[decision].short}（${inChinese(concludedOn)}）` : stageName[stage]),
  },
  {
    head: '办理',
    cell: (one) =>
      mayDraft && isAnswered(one) ? (
        <form method="post" action={`/staff/requests/${p.request.number}/draftReply`}>
          <input type="hidden" name="template" value="1" />
          <input type="hidden" name="decision" value="not_processed.repeated" />
          <input type="hidden" name="repeats" value={one.number} />
          <button class="button plain">按重复申请拟答复</button>
        </form>
      ) : isAnswered(one) ? (
        '已答复'
      ) : (
        '没有答复过，不能按重复申请答复'
      ),
  },
]
