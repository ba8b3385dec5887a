import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { EmptyTable } from '../../../ui/table.tsx'
import { COUNTS, type Count, type Counts, cohortOf, DIMENSIONS, momentText } from '../../cases/index.ts'
import { countName, countSays, DEFINITIONS, formulaOf, RATES, type Rate, rateText, SMALLEST_WHOLE, shareOf } from '../definitions.ts'
import type { FigureRow, Figures, Named } from '../load-figures.ts'
import { type Days, daysText, type PeriodKey } from '../period.ts'
import { dimensionName, figuresHref, type Question, recordsHref } from '../question.ts'
import { Bar } from './bar.tsx'
import { QuestionForm } from './question-form.tsx'

type Props = PublicFrame & { question: Question; figures: Figures; named: Named; daysOf: (key: PeriodKey) => Days }

/** `/cases/figures`: every figure with its formula, its denominator and the very cases behind it. */
export const FiguresPage = (p: Props) => {
  const { question, figures } = p
  return (
    <PublicPage
      {...p}
      title="案件指标"
      current="cases"
      crumbs={[{ label: '城市管理案件', href: '/cases' }, { label: '案件指标' }]}
      description="按部门、街道、类别的立案、应结案、按期结案、超期未结、回退、返工和满意率，每个数都能打开案件"
    >
      <div class="wrap stack mt-4">
        <h1>案件指标</h1>
        <p class="lead">{daysText(question.days)}。每个数都能点开，看到的就是算进去的那些案件。</p>
        <QuestionForm {...p} base="/cases/figures" parts={DIMENSIONS} />
        <div class="row between">
          <p class="muted">
            数据截至 {momentText(figures.asOf)}　口径 {DEFINITIONS.name}
          </p>
          <p class="row">
            <a href={figuresHref(question, {}, '/cases/figures.csv')}>CSV</a>
            <a href={figuresHref(question, {}, '/cases/figures.json')}>JSON</a>
            <a href="/cases/three-fail">三核未通过公示</a>
          </p>
        </div>
        <RatesTable question={question} counts={figures.whole} />
        <Apart question={question} rows={figures.rows} />
        <Meanings question={question} counts={figures.whole} />
      </div>
    </PublicPage>
  )
}

type Told = { question: Question; counts: Counts }
const CountLink = ({ question, counts, count, change = {} }: Told & { count: Count; change?: Partial<Question['among']> }) =>
  counts[count] === 0 ? <>0</> : <a href={recordsHref(question, count, change)}>{counts[count].toLocaleString('en')}</a>

const RatesTable = ({ question, counts }: Told) => (
  <table class="table dense cards">
    <caption class="hide">比率，以及它的分子和分母</caption>
    <thead>
      <tr>
        <th scope="col">指标</th>
        <th scope="col">比率</th>
        <th scope="col">
          <span class="hide">横条</span>
        </th>
        <th scope="col">分子</th>
        <th scope="col">分母</th>
      </tr>
    </thead>
    <tbody>
      {RATES.map((rate) => (
        <tr>
          <th scope="row" data-th="指标">
            {rate.name}
          </th>
          <td data-th="比率">
            <b>{rateText(rate, counts)}</b>
          </td>
          <td class="bar">
            <Bar share={shareOf(rate, counts) ?? 0} bad={!rate.goodIsHigh} />
          </td>
          <td data-th="分子">
            {countName[rate.part]} <CountLink question={question} counts={counts} count={rate.part} />
          </td>
          <td data-th="分母">
            {countName[rate.whole]} <CountLink question={question} counts={counts} count={rate.whole} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const SHOWN: readonly Count[] = ['filed', 'due', 'onTime', 'late', 'openOverdue', 'given', 'returned', 'reworked', 'threeFail', 'satisfied']
const TOLD: readonly Rate[] = RATES.filter(({ key }) => key === 'onTimeRate' || key === 'satisfactionRate')

const Apart = ({ question, rows }: { question: Question; rows: readonly FigureRow[] }) => (
  <section class="stack">
    <h2>分{dimensionName[question.by]}</h2>
    <nav class="tabs" aria-label="分列">
      {DIMENSIONS.map((by) => (
        <a href={figuresHref(question, { by })} aria-current={by === question.by ? 'page' : null}>
          按{dimensionName[by]}
        </a>
      ))}
    </nav>
    <p class="muted">各部门、各街道接到的案件多少和难易不同，数字并列，不作排名；分母不足 {SMALLEST_WHOLE} 件的只列件数。</p>
    {rows.length === 0 ? <EmptyTable words="这段时间没有案件" /> : <ApartTable question={question} rows={rows} />}
  </section>
)

const ApartTable = ({ question, rows }: { question: Question; rows: readonly FigureRow[] }) => (
  <table class="table dense cards many">
    <caption class="hide">按{dimensionName[question.by]}的件数和比率</caption>
    <thead>
      <tr>
        <th scope="col">{dimensionName[question.by]}</th>
        {SHOWN.map((count) => (
          <th scope="col" class="num">
            {countName[count]}
          </th>
        ))}
        {TOLD.map(({ name }) => (
          <th scope="col" class="num">
            {name}
          </th>
        ))}
        <th scope="col">
          <span class="hide">横条：按期结案率</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ code, name, counts }) => {
        const change = { [question.by]: code }
        const inside = question.by === 'category' && code.split('-').length === 2
        return (
          <tr>
            <th scope="row" data-th={dimensionName[question.by]}>
              {inside ? <a href={figuresHref(question, { among: { ...question.among, category: code } })}>{name}</a> : name}
            </th>
            {SHOWN.map((count) => (
              <td class="num" data-th={countName[count]}>
                <CountLink question={question} counts={counts} count={count} change={change} />
              </td>
            ))}
            {TOLD.map((rate) => (
              <td class="num nowrap" data-th={rate.name}>
                {rateText(rate, counts)}
              </td>
            ))}
            <td class="bar">{shareOf(RATES[0], counts) !== null && <Bar share={shareOf(RATES[0], counts) ?? 0} />}</td>
          </tr>
        )
      })}
    </tbody>
  </table>
)

const cohortSays = { filed: '按立案时间', given: '按派遣时间', due: '按处置时限到期的时间', rated: '按评价时间' } as const

/** What every number means, beside the number. */
const Meanings = ({ question, counts }: Told) => (
  <section class="stack" id="meanings">
    <h2>口径（{DEFINITIONS.name}）</h2>
    <table class="table dense cards">
      <caption class="hide">每个件数的口径</caption>
      <thead>
        <tr>
          <th scope="col">件数</th>
          <th scope="col" class="num">
            本页
          </th>
          <th scope="col">算哪些</th>
        </tr>
      </thead>
      <tbody>
        {COUNTS.map((count) => (
          <tr>
            <th scope="row" data-th="件数">
              {countName[count]}
            </th>
            <td class="num" data-th="本页">
              <CountLink question={question} counts={counts} count={count} />
            </td>
            <td data-th="算哪些">
              {cohortSays[cohortOf[count]]}。{countSays[count]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <ul class="stack tight">
      {RATES.map((rate) => (
        <li>{formulaOf(rate)}</li>
      ))}
    </ul>
    <p class="muted">
      版本 {DEFINITIONS.version}，自 {DEFINITIONS.since} 起；公式或者范围改动，版本随之改动。
    </p>
  </section>
)
