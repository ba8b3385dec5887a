import { inChinese, isPlainDate } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import type { Loaded, Moved } from '../load-year.ts'
import { festivalColumns, festivalsOf } from './year.tsx'

type LoadProps = ConsoleFrame & { values: Values; errors: FieldErrors; preview: Loaded | null }

const written = (date: string): string => (isPlainDate(date) ? inChinese(date) : date)
const movedColumns: readonly Column<Moved>[] = [
  { head: '编号', rowHead: true, cell: (moved) => <span class="nowrap">{moved.number}</span> },
  { head: '原来到期', cell: (moved) => written(moved.from) },
  { head: '现在到期', cell: (moved) => written(moved.to) },
]

const Days = ({ loaded }: { loaded: Loaded }) => (
  <>
    {loaded.years.map((year) => (
      <section class="panel mt-4">
        <h2>{year.year} 年</h2>
        <p class="muted">{year.notice}</p>
        <DataTable caption={`${year.year} 年放假安排`} columns={festivalColumns} rows={festivalsOf(year)} empty="没有放假安排" />
      </section>
    ))}
  </>
)

const MovedTable = ({ loaded, title }: { loaded: Loaded; title: string }) => (
  <section class="panel mt-4">
    <h2>
      {title}：{loaded.moved.length} 件
    </h2>
    <DataTable caption={title} columns={movedColumns} rows={loaded.moved} empty="没有在办的期限受影响" />
  </section>
)

/** The notice as it was pasted; below it, once it could be read, what it says and what it would move. */
export const LoadYearPage = (p: LoadProps) => (
  <ConsolePage {...p} title="录入放假通知">
    <ErrorSummary errors={p.errors} />
    {p.preview && (
      <>
        <p class="notice mt-3">请与通知核对下面的日子。确认之后生效，所有在办的期限重新计算；已发出的补正期限和征求意见期限不变。</p>
        <Days loaded={p.preview} />
        <MovedTable loaded={p.preview} title="将要变动的期限" />
        <form class="mt-4" method="post" action="/staff/calendar/load">
          {['year', 'notice', 'text'].map((name) => (
            <input type="hidden" name={name} value={p.values[name] ?? ''} />
          ))}
          <input type="hidden" name="confirm" value="yes" />
          <p class="row">
            <button class="button">确认录入</button>
            <a class="button plain" href={`/staff/calendar?year=${p.values['year'] ?? ''}`}>
              不录入
            </a>
          </p>
        </form>
      </>
    )}
    <section class="panel mt-4">
      <h2>{p.preview ? '内容有误？改后再看一遍' : '通知内容'}</h2>
      <form method="post" action="/staff/calendar/load">
        <TextField name="year" label="年份" values={p.values} errors={p.errors} short inputmode="numeric" />
        <TextField name="notice" label="通知的名称" values={p.values} errors={p.errors} />
        <TextArea
          name="text"
          label="放假和调休上班的日子"
          values={p.values}
          errors={p.errors}
          rows={10}
          hint="粘贴通知原文（“一、元旦：……”起七条），或者每行一个节日：元旦 2027-01-01..2027-01-03 上班 2027-01-09"
        />
        <p class="row mt-3">
          <button class="button">先看结果</button>
        </p>
      </form>
    </section>
  </ConsolePage>
)

/** What loading did. */
export const YearLoadedPage = (p: ConsoleFrame & { loaded: Loaded; year: number }) => (
  <ConsolePage
    {...p}
    title={`已录入 ${p.year} 年放假通知`}
    top={
      <a class="button" href={`/staff/calendar?year=${p.year}`}>
        看全年日历
      </a>
    }
  >
    <MovedTable loaded={p.loaded} title="变动的期限" />
    <Days loaded={p.loaded} />
  </ConsolePage>
)
