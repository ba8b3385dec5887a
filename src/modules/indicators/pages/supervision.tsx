import { ErrorSummary } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Counts, momentText, REMAINING, SOON_HOURS, spanText, type Watched, type WatchedRow } from '../../cases/index.ts'
import { countName, DEFINITIONS, RATES, type RateKey, rateText } from '../definitions.ts'
import { type Figures, type Named, nameOf } from '../load-figures.ts'
import { type Days, daysText, type PeriodKey } from '../period.ts'
import { figuresHref, type Question, recordsHref } from '../question.ts'
import { lateHeading, type tallyWatched, watchedHref, watchedName, type WatchedTally } from '../watch.ts'
import { Bar } from './bar.tsx'
import { QuestionForm } from './question-form.tsx'
import { Done } from './watched.tsx'
import { type RefusedSupervision, WatchedTable } from './watched-list.tsx'

type Watch = ReturnType<typeof tallyWatched>
export type SupervisionProps = ConsoleFrame & {
  question: Question
  figures: Figures
  named: Named
  daysOf: (key: PeriodKey) => Days
  watch: Watch
  /** The longest late, the most pressing first. */
  late: readonly WatchedRow[]
  suspended: readonly WatchedRow[]
  now: Date
  maySupervise: boolean
  refused: RefusedSupervision | null
  done: string | null
}

/** `/staff/supervision`: this week, my streets, what is late and why; every figure opens its cases. */
export const SupervisionPage = (p: SupervisionProps) => (
  <ConsolePage {...p} title="运行情况" top={<a href={figuresHref(p.question)}>公开的指标</a>}>
    {p.refused && <ErrorSummary errors={{ '': `${p.refused.number}：${p.refused.because}` }} />}
    {p.done && <Done number={p.done} />}
    <QuestionForm {...p} base="/staff/supervision" parts={['street', 'unit']} />
    <p class="muted mt-3">
      {daysText(p.question.days)}，截至 {momentText(p.now)}　<a href={`${figuresHref(p.question)}#meanings`}>口径 {DEFINITIONS.name}</a>
    </p>
    <Overview {...p} />
    <Late {...p} />
    <div class="grid two mt-4">
      <Workload {...p} />
      <RemainingPanel {...p} />
      <Pauses {...p} />
    </div>
  </ConsolePage>
)

const rateOf = (key: RateKey) => RATES.find((rate) => rate.key === key) ?? RATES[0]

const Overview = (p: SupervisionProps) => {
  const counts = p.figures.whole
  const longest = p.late[0]?.overdueFrom
  const among = amongOf(p)
  return (
    <dl class="panel figures mt-3">
      <Figure name={countName.filed} href={recordsHref(p.question, 'filed')} figure={counts.filed} />
      <RateFigure question={p.question} counts={counts} rate="onTimeRate" />
      <div class={p.watch.whole.overdue > 0 ? 'figure over' : 'figure'}>
        <dt>现在超期未结</dt>
        <dd>
          <b>
            <a href={watchedHref('overdue', among)}>{p.watch.whole.overdue.toLocaleString('en')}</a>
          </b>
          {longest && <span class="hint">最久 {spanText(p.now.getTime() - longest.getTime())}</span>}
        </dd>
      </div>
      <div class="figure">
        <dt>{SOON_HOURS} 小时内到期</dt>
        <dd>
          <b>
            <a href={watchedHref('hours', among)}>{p.watch.whole.hours.toLocaleString('en')}</a>
          </b>
        </dd>
      </div>
      <RateFigure question={p.question} counts={counts} rate="returnRate" />
      <RateFigure question={p.question} counts={counts} rate="reworkRate" />
      <Figure name={countName.threeFail} href={recordsHref(p.question, 'threeFail')} figure={counts.threeFail} />
      <RateFigure question={p.question} counts={counts} rate="satisfactionRate" />
    </dl>
  )
}

const amongOf = ({ question }: Pick<SupervisionProps, 'question'>) => ({ street: question.among.street, unit: question.among.unit })

const Figure = ({ name, href, figure }: { name: string; href: string; figure: number }) => (
  <div class="figure">
    <dt>{name}</dt>
    <dd>
      <b>
        <a href={href}>{figure.toLocaleString('en')}</a>
      </b>
    </dd>
  </div>
)

const RateFigure = ({ question, counts, rate: key }: { question: Question; counts: Counts; rate: RateKey }) => {
  const rate = rateOf(key)
  return (
    <div class="figure">
      <dt>{rate.name}</dt>
      <dd>
        <b>{rateText(rate, counts)}</b>
        <span class="hint">
          <a href={recordsHref(question, rate.part)}>{counts[rate.part].toLocaleString('en')}</a>
          {' / '}
          <a href={recordsHref(question, rate.whole)}>{counts[rate.whole].toLocaleString('en')}</a> {countName[rate.whole]}
        </span>
      </dd>
    </div>
  )
}

const Late = (p: SupervisionProps) => (
  <section class="mt-4">
    <h2>{lateHeading(p.watch.units, (code) => nameOf('unit', code, p.named))}</h2>
    <div class="panel flush mt-3">
      <WatchedTable
        caption="超期未结，最久的在前"
        rows={p.late}
        named={p.named}
        now={p.now}
        back={p.maySupervise ? p.path + backQuery(p.question) : null}
        refused={p.refused}
        empty="现在没有超期未结的案件"
      />
    </div>
    {p.watch.whole.overdue > p.late.length && (
      <p class="mt-3">
        <a href={watchedHref('overdue', amongOf(p))}>全部 {p.watch.whole.overdue.toLocaleString('en')} 件</a>
      </p>
    )}
  </section>
)
const backQuery = (question: Question): string => figuresHref(question, {}, '')

const HEADS: readonly Watched[] = ['overdue', 'hours', 'today', 'suspended', 'threeFail']
const inHand = (one: WatchedTally): number => REMAINING.reduce((sum, key) => sum + one[key], 0) + one.suspended

const Workload = (p: SupervisionProps) => {
  const most = Math.max(1, ...[...p.watch.units.values()].map(inHand))
  const rows = [...p.watch.units].sort(([, a], [, b]) => b.overdue - a.overdue || inHand(b) - inHand(a))
  return (
    <section class="panel full">
      <h2>各部门手里的案件</h2>
      <p class="muted">现在的数，超期多的在前；横条是在办的件数：计时中的和挂账的</p>
      <table class="table dense cards">
        <caption class="hide">各部门手里的案件</caption>
        <thead>
          <tr>
            <th scope="col">部门</th>
            <th scope="col" class="num">
              在办
            </th>
            <th scope="col">
              <span class="hide">横条</span>
            </th>
            {HEADS.map((one) => (
              <th scope="col" class="num">
                {watchedName[one]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([code, one]) => (
            <tr>
              <th scope="row" data-th="部门">
                {nameOf('unit', code, p.named)}
              </th>
              <td class="num" data-th="在办">
                {inHand(one).toLocaleString('en')}
              </td>
              <td class="bar">
                <Bar share={inHand(one) / most} bad={one.overdue > 0} />
              </td>
              {HEADS.map((head) => (
                <td class="num" data-th={watchedName[head]}>
                  {one[head] === 0 ? 0 : <a href={watchedHref(head, { ...amongOf(p), unit: code })}>{one[head].toLocaleString('en')}</a>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const LATE: readonly Watched[] = ['lateDay', 'late']
const RemainingPanel = (p: SupervisionProps) => {
  const { whole } = p.watch
  const most = Math.max(1, ...REMAINING.map((one) => whole[one]))
  return (
    <section class="panel">
      <h2>
        {whole.hours.toLocaleString('en')} 件在 {SOON_HOURS} 小时内到期
      </h2>
      <table class="table dense">
        <caption class="hide">在办案件的剩余时间</caption>
        <thead>
          <tr>
            <th scope="col">剩余时间</th>
            <th scope="col" class="num">
              件数
            </th>
            <th scope="col">
              <span class="hide">横条</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {REMAINING.map((one) => (
            <tr>
              <th scope="row">{watchedName[one]}</th>
              <td class="num">
                <a href={watchedHref(one, amongOf(p))}>{whole[one].toLocaleString('en')}</a>
              </td>
              <td class="bar">
                <Bar share={whole[one] / most} bad={LATE.includes(one)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const STANDING = ['suspended', 'returned', 'disputed'] as const
const Pauses = (p: SupervisionProps) => (
  <section class="panel">
    <h2>停计的原因</h2>
    <dl class="facts tally">
      {STANDING.map((one) => (
        <>
          <dt>{watchedName[one]}</dt>
          <dd>
            <a href={watchedHref(one, amongOf(p))}>{p.watch.whole[one].toLocaleString('en')} 件</a>
          </dd>
        </>
      ))}
    </dl>
    {p.suspended.length > 0 && (
      <ul class="items mt-3">
        {p.suspended.map((row) => (
          <li>
            <a href={`/staff/cases/${row.number}`}>{row.number}</a>
            <span>
              {row.unit}，挂账至 {row.suspendedUntil}：{row.kept?.words ?? ''}
            </span>
          </li>
        ))}
      </ul>
    )}
  </section>
)
