import { beijingDay, inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { ErrorSummary, TextField } from '../../../ui/form.tsx'
import { LightMark } from '../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { reportDue } from '../report-deadline.ts'
import { SECTIONS, sectionTitle } from '../narrative.ts'
import { type Difference, type Draft, type Obstacle, snapshotOf } from '../publication.ts'
import type { Publication, PublishedYear } from '../store.ts'
import { ReportDocument } from './document.tsx'
import { Differences, Downloads } from './public.tsx'

export const ReportYearsPage = (p: ConsoleFrame & { years: readonly number[]; published: readonly PublishedYear[]; today: PlainDate }) => (
  <ConsolePage {...p} title="年度报告">
    <div class="panel flush">
      <DataTable
        boxed
        caption="各年度的报告"
        rows={p.years}
        empty="还没有台账"
        columns={[
          { head: '年度', rowHead: true, cell: (year) => <a href={`/staff/annual-reports/${year}`}>{year}</a> },
          { head: '情况', cell: (year) => <YearState year={year} published={p.published.find((one) => one.year === year)} today={p.today} /> },
          { head: '最迟发布', cell: (year) => inChinese(reportDue(year)) },
        ]}
      />
    </div>
    <p class="small muted mt-3">上一年度的报告应在每年 1 月 31 日前提交并公布（条例第四十九条）。</p>
  </ConsolePage>
)

const YearState = ({ year, published, today }: { year: number; published: PublishedYear | undefined; today: PlainDate }) => {
  if (published) return <LightMark light="done" word={`${beijingDay(published.at)} 发布${published.version > 1 ? `，第 ${published.version} 版` : ''}`} />
  if (today > reportDue(year)) return <LightMark light="late" word="已过期限，尚未发布" />
  return <LightMark light="ok" word={String(year) === today.slice(0, 4) ? '本年，随台账变化' : '待发布'} />
}

export type DraftProps = ConsoleFrame & {
  readonly draft: Draft
  readonly digest: string
  readonly last: Publication | undefined
  readonly differences: readonly Difference[]
  readonly over: boolean
  /** The officer enters and writes; officer and signer publish; the reviewer reads. */
  readonly mayWrite: boolean
  readonly mayPublish: boolean
  readonly refused?: string
  readonly note?: string
}

export const DraftPage = (p: DraftProps) => {
  const { year } = p.draft.report
  const base = `/staff/annual-reports/${year}`
  return (
    <ConsolePage {...p} title={`${year} 年度报告`}>
      <ErrorSummary errors={p.refused ? { '': p.refused } : {}} />
      <div class="grid side">
        <aside class="stack">
          <section class="panel">
            <h2>
              {p.draft.obstacles.length === 0 ? (
                <LightMark light="ok" word="可以发布，勾稽关系全部成立" />
              ) : (
                <LightMark light="late" word={`${p.draft.obstacles.length} 处问题，不能发布`} />
              )}
            </h2>
            {p.draft.obstacles.map((one) => (
              <ObstacleLine obstacle={one} base={base} />
            ))}
            {p.draft.failures
              .filter((one) => one.severity === 'warning')
              .map((one) => (
                <p class="small mt-2">
                  <span class="badge grey">留意</span> {one.rule}　{one.where}：{one.message}
                </p>
              ))}
          </section>
          {p.mayWrite && (
            <section class="panel">
              <h2>填写</h2>
              <ul class="stack tight">
                <li>
                  <a href={`${base}/entries`}>填报数字</a>（台账里还没有的）
                </li>
                {SECTIONS.map((section) => (
                  <li>
                    <a href={`${base}/sections/${section}`}>{sectionTitle(section, p.draft.report.edition)}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <PublishForm {...p} base={base} />
          {p.last && (
            <section class="panel">
              <h2>
                已发布：第 {p.last.version} 版，{beijingDay(p.last.at)}
              </h2>
              <p>
                <a href={`/annual-reports/${year}`}>看公开的页面</a>
              </p>
              {p.differences.length === 0 ? (
                <p class="small muted mt-2">发布以后台账和文字没有变化。</p>
              ) : (
                <>
                  <p class="mt-2">发布以后有 {p.differences.length} 处变化：</p>
                  <Differences differences={p.differences} base={base} query="" />
                </>
              )}
            </section>
          )}
          <section class="panel">
            <h2>导出草稿</h2>
            <Downloads base={base} query="" />
          </section>
        </aside>
        <div class="panel">
          <ReportDocument snapshot={snapshotOf(p.draft)} base={String(year)} mark="草稿，数字随台账变化" />
        </div>
      </div>
    </ConsolePage>
  )
}

const ObstacleLine = ({ obstacle, base }: { obstacle: Obstacle; base: string }) => (
  <p class="small mt-2">
    <b>{obstacle.section ? <a href={`${base}/sections/${obstacle.section}`}>{obstacle.where}</a> : obstacle.where}</b>：{obstacle.message}
    {obstacle.requests && obstacle.requests.length > 0 && (
      <>
        。涉及的申请：
        {obstacle.requests.map((number) => (
          <>
            <a class="nowrap" href={`/staff/requests/${number}`}>
              {number}
            </a>
            {'　'}
          </>
        ))}
      </>
    )}
  </p>
)

const PublishForm = (p: DraftProps & { base: string }) => {
  const { year } = p.draft.report
  if (!p.mayPublish) return null
  if (!p.over)
    return (
      <section class="panel">
        <h2>发布</h2>
        <p class="small muted">
          {year} 年结束以后可以发布，最迟 {inChinese(reportDue(year))}（条例第四十九条）。
        </p>
      </section>
    )
  if (p.draft.obstacles.length > 0)
    return (
      <section class="panel">
        <h2>发布</h2>
        <p class="small muted">上面的问题都解决以后可以发布。</p>
      </section>
    )
  return (
    <section class="panel">
      <h2>{p.last ? '更正发布' : '发布'}</h2>
      <form method="post" action={`${p.base}/publish`}>
        <input type="hidden" name="seen" value={p.digest} />
        <input type="hidden" name="version" value={p.last?.version ?? 0} />
        {p.last && <TextField name="note" label="更正了什么、为什么" values={{ note: p.note ?? '' }} errors={{}} hint="公开页面上会显示" />}
        <p class="small muted mt-2">发布后固定下来，台账以后的变化另行列出。</p>
        <p class="mt-3">
          <button class="button">{p.last ? '发布更正' : `发布 ${year} 年度报告`}</button>
        </p>
      </form>
    </section>
  )
}
