import { addDays, beijingDay, inChinese, inShortChinese, type PlainDate, plainDate, weekday } from '../../../kernel/plain-date.ts'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { type Calendar, type CalendarYear, dayOf } from '../calendar.ts'
import type { CalendarVersion } from '../store.ts'

type Festival = { readonly name: string; readonly off: readonly PlainDate[]; readonly worked: readonly PlainDate[] }

/** The festivals of a year in the order of their days, each with its days off and the days worked for it. */
export function festivalsOf(year: CalendarYear): Festival[] {
  const of = (days: Readonly<Record<string, string>>, name: string) =>
    Object.keys(days)
      .filter((date) => days[date] === name)
      .sort()
      .map(plainDate)
  const names = [
    ...new Set(
      Object.keys(year.off)
        .sort()
        .map((date) => year.off[date] ?? ''),
    ),
  ]
  return names.map((name) => ({ name, off: of(year.off, name), worked: of(year.worked, name) }))
}

/** 1月1日至3日、12月31日: runs of days, written short. */
export function inRuns(days: readonly PlainDate[]): string {
  const runs: { from: PlainDate; to: PlainDate }[] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && addDays(last.to, 1) === day) last.to = day
    else runs.push({ from: day, to: day })
  }
  const short = (date: PlainDate) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`
  return runs
    .map(({ from, to }) => (from === to ? short(from) : `${short(from)}至${from.slice(0, 7) === to.slice(0, 7) ? `${Number(to.slice(8))}日` : short(to)}`))
    .join('、')
}

export const festivalColumns: readonly Column<Festival>[] = [
  { head: '节日', rowHead: true, cell: (festival) => festival.name },
  { head: '放假', cell: (festival) => `${inRuns(festival.off)}，共 ${festival.off.length} 天` },
  { head: '调休上班', cell: (festival) => festival.worked.map((day) => inShortChinese(day, festival.off[0])).join('、') || '—' },
]

const versionColumns: readonly Column<CalendarVersion>[] = [
  { head: '版本', rowHead: true, cell: (version) => `第 ${version.id} 版` },
  { head: '年份', cell: (version) => (version.years.length > 2 ? `${version.years[0]} 至 ${version.years.at(-1)}` : version.years.join('、')) },
  { head: '录入', cell: (version) => `${version.loadedBy}，${inChinese(beijingDay(version.loadedAt))}` },
]

type YearProps = ConsoleFrame & {
  year: number
  calendar: Calendar
  versions: readonly CalendarVersion[]
  mayLoad: boolean
}

export const CalendarYearPage = (p: YearProps) => {
  const loaded = p.calendar.years.get(p.year)
  const known = [...p.calendar.years.keys()].sort()
  const years = [...known, (known.at(-1) ?? p.year) + 1]
  return (
    <ConsolePage
      {...p}
      title={`${p.year} 年工作日历`}
      top={
        p.mayLoad && (
          <a class="button" href={`/staff/calendar/load?year=${loaded ? (years.at(-1) ?? p.year) : p.year}`}>
            录入放假通知
          </a>
        )
      }
    >
      <nav class="tabs" aria-label="年份">
        {years.map((year) => (
          <a href={`/staff/calendar?year=${year}`} aria-current={year === p.year ? 'page' : null}>
            {year}
          </a>
        ))}
      </nav>
      {loaded ? (
        <section class="panel mt-3">
          <h2>放假安排</h2>
          <p class="muted">{loaded.notice}</p>
          <DataTable caption={`${p.year} 年放假安排`} columns={festivalColumns} rows={festivalsOf(loaded)} empty="没有放假安排" />
        </section>
      ) : (
        <p class="notice soon mt-3">{p.year} 年的放假通知尚未录入。落在这一年的期限按周一至周五暂算，标为“暂定”；录入后重新计算，并列出有变动的件。</p>
      )}
      <section class="panel mt-4">
        <h2>逐月</h2>
        <p class="key">
          <span>假：放假</span>
          <span>班：调休上班</span>
          <span>休：周末</span>
        </p>
        <div class="grid three mt-3">
          {[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => (
            <Month year={p.year} month={month} calendar={p.calendar} />
          ))}
        </div>
      </section>
      <section class="panel mt-4">
        <h2>版本</h2>
        <DataTable caption="工作日历的版本" columns={versionColumns} rows={p.versions} empty="还没有录入" />
      </section>
    </ConsolePage>
  )
}

const Month = ({ year, month, calendar }: { year: number; month: number; calendar: Calendar }) => {
  const first = plainDate(`${year}-${String(month).padStart(2, '0')}-01`)
  const weeks: (PlainDate | null)[][] = []
  for (let monday = addDays(first, -((weekday(first) + 6) % 7)); monday.slice(0, 7) <= first.slice(0, 7); monday = addDays(monday, 7)) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n)).map((date) => (date.slice(0, 7) === first.slice(0, 7) ? date : null)))
  }
  return (
    <table class="calendar">
      <caption>{month}月</caption>
      <thead>
        <tr>
          {['一', '二', '三', '四', '五', '六', '日'].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr>{week.map((date) => (date ? <MonthDay date={date} calendar={calendar} /> : <td />))}</tr>
        ))}
      </tbody>
    </table>
  )
}

const MonthDay = ({ date, calendar }: { date: PlainDate; calendar: Calendar }) => {
  const day = dayOf(date, calendar)
  const word = day.kind === 'holiday' ? '假' : day.kind === 'made-up-workday' ? '班' : day.kind === 'weekend' ? '休' : ''
  const look = day.kind === 'holiday' ? 'hold' : day.kind === 'made-up-workday' ? 'now' : day.kind === 'weekend' ? 'off' : null
  return (
    <td class={look} title={day.name}>
      {Number(date.slice(8))}
      {word && <b>{word}</b>}
    </td>
  )
}
