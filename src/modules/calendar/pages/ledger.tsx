import { addDays, inShortChinese, type PlainDate, weekday } from '../../../kernel/plain-date.ts'
import { type Html, inOnePiece } from '../../../ui/jsx-runtime.ts'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { type Clock, type LedgerDay, type LedgerSpan, spansOf } from '../ledger.ts'

type ClockView = { clock: Clock; today: PlainDate }
const monthDay = (date: PlainDate): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`

/** One cell a working day. */
export const Ruler = ({ clock, today }: ClockView) => drawingOf(clock, today).ruler

function rulerOf(clock: Clock, today: PlainDate): Html {
  const counted = clock.ledger.filter((day) => day.counted)
  const used = counted.filter((day) => day.date < today).length
  return (
    <div class="ruler" role="img" aria-label={`共 ${counted.length} 个工作日，已过 ${used} 个`}>
      {counted.map((day, i) => {
        const kind = [
          day.date < today ? 'used' : '',
          day.date === today ? 'now' : '',
          i === counted.length - 1 ? 'end' : '',
          day.role === 'extension' && counted[i - 1]?.role === 'counted' ? 'mark' : '',
        ]
        return <i class={kind.filter(Boolean).join(' ') || null} />
      })}
    </div>
  )
}

export const ProvisionalNote = ({ clock }: { clock: Clock }) =>
  clock.provisional ? <p class="notice mt-3">期限跨入尚未录入放假通知的年份，按周一至周五暂算；通知发布后重新计算，可能变动。</p> : null

const cellClass = (day: LedgerDay | undefined, today: PlainDate, due: PlainDate): string | null => {
  if (!day) return null
  if (day.date === due) return 'end'
  if (day.date === today) return 'now'
  if (day.role === 'rest') return 'off'
  if (day.role === 'hold' || day.role === 'before-restart') return 'hold'
  if (day.role === 'receipt' || day.role === 'start' || day.role === 'restart') return 'start'
  return day.date > today ? 'left' : null
}
const cellWord = (day: LedgerDay): string => {
  switch (day.role) {
    case 'receipt':
      return '收到'
    case 'start':
      return '起算'
    case 'restart':
      return '补正'
    case 'before-restart':
      return '不计'
    case 'hold':
      return '停'
    case 'rest':
      return day.day.name?.replace('节', '') ?? '休'
    default:
      return String(day.dayNumber)
  }
}

// A clock never changes: its drawing of one day serves every request that shares it.
const drawn = new WeakMap<Clock, { readonly today: PlainDate; readonly ruler: Html; readonly calendar: Html; readonly spans: Html }>()
function drawingOf(clock: Clock, today: PlainDate) {
  const known = drawn.get(clock)
  if (known?.today === today) return known
  const drawing = {
    today,
    ruler: inOnePiece(rulerOf(clock, today)),
    calendar: inOnePiece(calendarOf(clock, today)),
    spans: inOnePiece(tableOfSpans(clock)),
  }
  drawn.set(clock, drawing)
  return drawing
}

/** One cell a day, with what it counted as. */
export const DeadlineCalendar = ({ clock, today }: { clock: Clock; today: PlainDate }): Html => drawingOf(clock, today).calendar
/** Why each run of days counted or not, by which article. */
export const DeadlineSpans = ({ clock, today }: { clock: Clock; today: PlainDate }): Html => drawingOf(clock, today).spans

function calendarOf(clock: Clock, today: PlainDate): Html {
  const first = clock.ledger[0]?.date ?? clock.due
  const byDate = new Map(clock.ledger.map((day) => [day.date, day]))
  const weeks: PlainDate[][] = []
  for (let monday = addDays(first, -((weekday(first) + 6) % 7)); monday <= clock.due; monday = addDays(monday, 7)) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n)))
  }
  return (
    <table class="calendar">
      <caption class="hide">
        逐日计算：{inShortChinese(first, today)}至{inShortChinese(clock.due, today)}。每格先写日期，再写这一天是第几个工作日，或者为什么不计
      </caption>
      <thead>
        <tr>
          {['一', '二', '三', '四', '五', '六', '日'].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, i) => (
          <tr>
            {week.map((date) => {
              const day = byDate.get(date)
              const label =
                date.endsWith('-01') || (i === 0 && date === week[0]) ? `${Number(date.slice(5, 7))}/${Number(date.slice(8))}` : String(Number(date.slice(8)))
              return (
                <td class={cellClass(day, today, clock.due)}>
                  {label}
                  {day && <b>{cellWord(day)}</b>}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const spanColumns: readonly Column<LedgerSpan>[] = [
  {
    head: '日期',
    line: true,
    cell: (span) =>
      span.from === span.to ? (
        monthDay(span.from)
      ) : (
        <>
          {monthDay(span.from)}至<wbr />
          {monthDay(span.to)}
        </>
      ),
  },
  {
    head: '计日',
    line: true,
    cell: (span) => (span.counted > 0 ? `计 ${span.counted} 日` : span.days[0]?.role === 'hold' ? <span class="light hold">停计</span> : '不计'),
  },
  { head: '累计', num: true, cell: (span) => span.dayNumber },
  { head: '为什么', cell: spanWhy },
  {
    head: '依据',
    cell: (span) =>
      [...new Set(span.days.filter(({ day, role }) => !(role === 'rest' && day.kind === 'weekend') || span.counted === 0).map((day) => day.article))].join(
        '；',
      ),
  },
]

function spanWhy(span: LedgerSpan): string {
  const first = span.days[0]
  if (!first) return ''
  if (span.counted === 0) return first.why
  const madeUp = span.days.filter(({ day }) => day.kind === 'made-up-workday').map(({ date, day }) => `${monthDay(date)}${day.name}调休上班，计入`)
  const rests = span.days.some((day) => day.role === 'rest') ? '，其间周末不计' : ''
  const last = span.days.at(-1)
  const end = last?.why.includes('最后一日') ? `；${monthDay(last.date)}为期限最后一日` : ''
  const kind = first.role === 'extension' ? '延长期限的工作日' : first.why.startsWith('自然日') ? '自然日' : '工作日'
  return `${kind}${rests}${madeUp.length > 0 ? `；${madeUp.join('；')}` : ''}${end}`
}

const tableOfSpans = (clock: Clock): Html => <DataTable caption="分段依据" showCaption columns={spanColumns} rows={spansOf(clock.ledger)} empty="没有日期" />

export const DeadlineKey = () => (
  <p class="key mt-3">
    <span>粗体数：计入的第几个工作日</span>
    <span>休、节名：不计</span>
    <span>停：征求意见，停计</span>
    <span>红框：最后一日</span>
  </p>
)
