import { beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import { LightMark } from '../../../ui/light.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { FileIcon } from '../../../ui/form.tsx'
import { REQUEST_COLUMNS } from '../form.ts'
import { TABLE_TITLES } from '../grids.ts'
import { SECTIONS, sectionTitle } from '../narrative.ts'
import type { Difference } from '../publication.ts'
import type { Publication, PublishedYear } from '../store.ts'
import { ReportDocument } from './document.tsx'

type Agency = { readonly code: string; readonly name: string }
/** `?agency=` for an agency other than the platform's own. */
export type Reader = PublicFrame & { readonly agency: Agency; readonly query: string }

export const ReportsPage = (p: Reader & { years: readonly PublishedYear[]; next: { year: number; due: string } | null }) => (
  <PublicPage {...p} title="年度报告" current="reports" crumbs={[{ label: '年度报告' }]}>
    <div class="wrap mt-4">
      <h1>政府信息公开工作年度报告</h1>
      <p class="lead mt-2">
        {p.agency.name}。{p.years.some(({ source }) => !source) && '每个数字都能点开，看到它背后的记录。'}
      </p>
      {p.years.length === 0 ? (
        <div class="empty mt-5">
          <b>还没有发布年度报告</b>
        </div>
      ) : (
        <ul class="items mt-5">
          {p.years.map(({ year, at, version, source }) => (
            <li>
              <span class="muted">{beijingDay(at)}</span>
              <a href={`/annual-reports/${year}${p.query}`}>{year} 年度政府信息公开工作年度报告</a>
              {version > 1 && <span class="badge grey">更正过 {version - 1} 次</span>}
              {source && <span class="muted">来源：{source.name}</span>}
            </li>
          ))}
        </ul>
      )}
      {p.next && (
        <p class="muted mt-5">
          {p.next.year} 年度报告应在 {p.next.due}前发布（条例第四十九条）。
        </p>
      )}
    </div>
  </PublicPage>
)

const FORMATS = [
  ['pdf', '年度报告（PDF）'],
  ['docx', '年度报告（Word）'],
  ['xlsx', '表二至表四（Excel）'],
  ['json', '全部数据（JSON）'],
] as const

export const Downloads = ({ base, query }: { base: string; query: string }) => (
  <ul class="files">
    {FORMATS.map(([ending, label]) => (
      <li>
        <FileIcon />
        <div>
          <a href={`${base}.${ending}${query}`}>{label}</a>
        </div>
      </li>
    ))}
  </ul>
)

export const Differences = ({ differences, base, query }: { differences: readonly Difference[]; base: string; query: string }) => (
  <table class="table dense">
    <caption class="hide">发布以后台账的变化</caption>
    <thead>
      <tr>
        <th scope="col">位置</th>
        <th scope="col" class="num">
          发布时
        </th>
        <th scope="col" class="num">
          现在
        </th>
      </tr>
    </thead>
    <tbody>
      {differences.map((one) => (
        <tr>
          <th scope="row">{one.where}</th>
          <td class="num">{one.published}</td>
          <td class="num">
            <a href={`${base}/figures/${one.figure}${query}`}>{one.now}</a>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Checks = ({ rows }: { rows: number }) => (
  <section class="panel">
    <h2>
      <LightMark light="ok" word="勾稽关系全部成立" />
    </h2>
    <dl class="facts small tally">
      <dt>一加二等于三（七）加四，{REQUEST_COLUMNS.length} 列</dt>
      <dd>成立</dd>
      <dt>（七）总计等于各情形之和，{REQUEST_COLUMNS.length} 列</dt>
      <dd>成立</dd>
      <dt>每行总计等于各列之和，{rows} 行</dt>
      <dd>成立</dd>
      <dt>表四各项总计，3 组</dt>
      <dd>成立</dd>
      <dt>上年结转等于上一年度报告，{REQUEST_COLUMNS.length} 列</dt>
      <dd>成立</dd>
      <dt>正文里的数字</dt>
      <dd>取自台账</dd>
    </dl>
  </section>
)

const From = ({ source }: { source: NonNullable<Publication['snapshot']['source']> }) => (
  <section class="panel">
    <h2>来源</h2>
    <p>
      取自<a href={source.url}>{source.name}的平台</a>，在那里发布和核对。数字背后的台账也在那里，这里只有数字。
    </p>
  </section>
)

export const ReportPage = (p: Reader & { publication: Publication; differences: readonly Difference[]; versions: readonly PublishedYear[] }) => {
  const { year, snapshot, version } = p.publication
  const { edition } = snapshot.report
  const base = `/annual-reports/${year}`
  const contents = [
    ['overview', sectionTitle('overview', edition)],
    ['two', TABLE_TITLES.two],
    ['three', TABLE_TITLES.three],
    ['four', TABLE_TITLES.four],
    ...SECTIONS.slice(1).map((section) => [section, sectionTitle(section, edition)] as const),
  ] as const
  return (
    <PublicPage
      {...p}
      title={`${year} 年度报告`}
      description={`${snapshot.report.agency} ${year} 年度政府信息公开工作年度报告`}
      current="reports"
      crumbs={[{ label: '年度报告', href: `/annual-reports${p.query}` }, { label: `${year} 年度` }]}
    >
      <div class="wrap split mt-5">
        <ReportDocument snapshot={snapshot} base={snapshot.source ? null : String(year)} />
        <aside class="stack no-print">
          {snapshot.source ? <From source={snapshot.source} /> : <Checks rows={snapshot.report.tables.requests.rows.length} />}
          <section class="panel">
            <h2>发布</h2>
            <p>
              {inChinese(beijingDay(p.publication.at))}发布{version > 1 && `，第 ${version} 版。更正：${p.publication.note}`}
            </p>
            {p.versions.length > 1 && (
              <p class="small mt-2">
                {p.versions.map((one) => (
                  <>
                    <a href={`${base}.json?version=${one.version}${p.query.replace('?', '&')}`}>第 {one.version} 版数据</a>
                    {'　'}
                  </>
                ))}
              </p>
            )}
            {snapshot.source ? null : p.differences.length === 0 ? (
              <p class="small muted mt-2">发布以后台账没有变化。</p>
            ) : (
              <>
                <p class="mt-3">
                  <b>发布以后，台账有 {p.differences.length} 处变化</b>
                </p>
                <Differences differences={p.differences} base={base} query={p.query} />
              </>
            )}
          </section>
          <section class="panel">
            <h2>下载</h2>
            <Downloads base={base} query={p.query} />
          </section>
          <nav class="panel" aria-label="本报告目录">
            <h2>目录</h2>
            <ol class="quiet">
              {contents.map(([id, title]) => (
                <li>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
            </ol>
          </nav>
        </aside>
      </div>
    </PublicPage>
  )
}
