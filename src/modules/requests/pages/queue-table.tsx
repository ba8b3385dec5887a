import { inShortChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { escaped, type Html, raw } from '../../../ui/jsx-runtime.ts'
import { LightMark } from '../../../ui/light.tsx'
import { EmptyTable } from '../../../ui/table.tsx'
import { type Calendar, workingDaysBetween } from '../../calendar/index.ts'
import { lightName, lightOf } from '../clock.ts'
import { DECISIONS } from '../decisions.ts'
import { applicantKindName, channelName } from '../kinds.ts'
import { stageName } from '../lifecycle.ts'
import type { QueueRow } from '../queue.ts'

type At = { readonly today: PlainDate; readonly calendar: Calendar }
const SUBJECT_LENGTH = 40

/**
 * Requests in a list, fifty a page. The stylesheet places the cells by their column, on a phone as a card, so that they carry
 * neither class nor label; the rows are written as text, a third of the work of elements on the page asked for most.
 */
export const QueueTable = (p: { caption: string; rows: readonly QueueRow[]; at: At; empty: string }) =>
  p.rows.length === 0 ? (
    <EmptyTable words={p.empty} />
  ) : (
    <table class="table dense boxed cards queue">
      <caption class="hide">{p.caption}</caption>
      <thead>
        <tr>
          {['期限', '到期', '编号', '事项', '环节', '申请人', '渠道', '承办'].map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>{rowsOf(p.rows, p.at)}</tbody>
    </table>
  )

function rowsOf(rows: readonly QueueRow[], at: At): Html {
  const days = new Map<string, string>()
  let out = ''
  for (const row of rows) {
    // Rows of one day have the first two cells in common.
    const day = `${row.concludedOn}${row.dueOn}${row.dueProvisional}`
    const limit = days.get(day) ?? limitCells(row, at)
    days.set(day, limit)
    const subject = row.subject.length > SUBJECT_LENGTH ? `${row.subject.slice(0, SUBJECT_LENGTH)}……` : row.subject
    const stage = row.decision ? DECISIONS[row.decision].short : stageName[row.stage]
    const number = escaped(row.number)
    out +=
      `<tr>${limit}<th scope="row"><a href="/staff/requests/${number}">${number}</a></th><td>${escaped(subject)}</td><td>${stage}</td>` +
      `<td>${escaped(row.applicantMasked)}（${applicantKindName[row.applicantKind]}）</td><td>${channelName[row.channel]}</td><td>${escaped(row.department ?? '未交办')}</td></tr>`
  }
  return raw(out)
}

function limitCells(row: QueueRow, at: At): string {
  const light = lightOf({ dueOn: row.dueOn, concluded: row.concludedOn !== null }, at.today, at.calendar)
  const word = light === 'done' || light === 'hold' || row.dueOn === null ? lightName[light] : daysWord(row.dueOn, at)
  return `<td>${<LightMark light={light} word={word} />}</td><td>${dueWord(row, at.today)}</td>`
}

function daysWord(dueOn: PlainDate, { today, calendar }: At): string {
  const left = workingDaysBetween(today, dueOn, calendar)
  if (dueOn === today) return '今天到期'
  // What was due on Friday is late on Saturday, though no working day has passed.
  if (dueOn < today) return left === 0 ? '已超期' : `超期 ${-left} 个工作日`
  return `还剩 ${left} 个工作日`
}

function dueWord(row: QueueRow, today: PlainDate): string {
  if (row.concludedOn) return `${inShortChinese(row.concludedOn, today)}办结`
  return row.dueOn ? `${inShortChinese(row.dueOn, today)}${row.dueProvisional ? '（暂定）' : ''}` : '—'
}
