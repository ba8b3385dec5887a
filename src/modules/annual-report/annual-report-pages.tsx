import { LightMark } from '../../ui/light.tsx'
import { type PublicFrame, PublicPage } from '../../ui/page.tsx'
import type { Failure } from './equations.ts'
import type { Report } from './report.ts'
import { REQUEST_COLUMNS } from './form.ts'
import { DataTable, Pager } from '../../ui/table.tsx'
import { DECISIONS, type FigureRecord, applicantKindName, channelName } from '../requests/index.ts'

export const ReportsPage = (p: PublicFrame & { years: readonly number[] }) => (
  <PublicPage {...p} title="年度报告" current="reports" crumbs={[{ label: '年度报告' }]}>
    <div class="wrap mt-4">
      <h1>政府信息公开工作年度报告</h1>
      <ul class="items mt-5">{p.years.map((year) => <li><a href={`/annual-reports/${year}`}>{year} 年度</a></li>)}</ul>
    </div>
  </PublicPage>
)

const KINDS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']

export const ReportPage = (p: PublicFrame & { report: Report; failures: readonly Failure[] }) => {
  const { report, failures } = p
  const { remedies } = report.tables
  return (
    <PublicPage {...p} title={`${report.year} 年度报告`} current="reports" crumbs={[{ label: '年度报告', href: '/annual-reports' }, { label: `${report.year} 年度` }]}>
      <div class="wrap split mt-5">
        <article class="document">
          <header><h1>{report.agency}<br />{report.year}年度政府信息公开<wbr />工作年度报告</h1></header>
          <h2>二、主动公开政府信息情况</h2>
          <div class="scroll" tabindex="0" role="region" aria-label="表二">
            <table class="form-table">
              <caption class="hide">主动公开政府信息情况</caption>
              <tbody>{report.tables.proactive.map((row, i, all) => <>{all[i - 1]?.columns.join() !== row.columns.join() && <tr class="head"><th scope="col">信息内容</th>{row.columns.map((name) => <th scope="col">{name}</th>)}</tr>}<tr><th scope="row">{row.item}</th>{row.values.map((value) => <td>{value}</td>)}</tr></>)}</tbody>
            </table>
          </div>
          <h2>三、收到和处理政府信息公开申请情况</h2>
          <div class="scroll" tabindex="0" role="region" aria-label="表三，可以左右滑动">
            <table class="form-table">
              <caption class="hide">收到和处理政府信息公开申请情况</caption>
              <thead><tr><th scope="col">本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和</th>{KINDS.map((name) => <th scope="col">{name}</th>)}</tr></thead>
              <tbody>{report.tables.requests.rows.map((row) => <tr class={row.key === 'concluded' ? 'sum' : null}><th scope="row">{row.label}</th>{row.values.map((value, i) => <td><a href={`/annual-reports/${report.year}/requests/${row.key}/${REQUEST_COLUMNS[i]}`}>{value}</a></td>)}</tr>)}</tbody>
            </table>
          </div>
          <h2>四、政府信息公开行政复议、行政诉讼情况</h2>
          <div class="scroll" tabindex="0" role="region" aria-label="表四">
            <table class="form-table">
              <caption class="hide">政府信息公开行政复议、行政诉讼情况</caption>
              <thead><tr><th scope="col">途径</th>{['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'].map((name) => <th scope="col">{name}</th>)}</tr></thead>
              <tbody>
                {([['行政复议', remedies.reconsideration], ['未经复议直接起诉', remedies.litigation_direct], ['复议后起诉', remedies.litigation_after_reconsideration]] as const).map(([name, values]) => <tr><th scope="row">{name}</th>{values.map((value) => <td>{value}</td>)}</tr>)}
              </tbody>
            </table>
          </div>
        </article>
        <aside class="stack no-print">
          <section class="panel">
            <h2><LightMark light={failures.length === 0 ? 'ok' : 'late'} word={failures.length === 0 ? '勾稽关系全部成立' : `${failures.length} 处勾稽关系不成立`} /></h2>
            {failures.map((one) => <p class="small mt-2">{one.where}：{one.message}</p>)}
          </section>
          <section class="panel"><h2>数据</h2><p><a href={`/annual-reports/${report.year}.json`}>JSON</a>　<a href={`/annual-reports/${report.year}.xlsx`}>Excel</a></p></section>
        </aside>
      </div>
    </PublicPage>
  )
}

/** The requests behind a figure of table three; who applied and what for is not shown. */
export const RecordsPage = (p: PublicFrame & { year: number; label: string; records: readonly FigureRecord[]; more: boolean; number: number }) => (
  <PublicPage {...p} title={`${p.label}，${p.year} 年`} current="reports" crumbs={[{ label: '年度报告', href: '/annual-reports' }, { label: `${p.year} 年度`, href: `/annual-reports/${p.year}` }, { label: p.label }]}>
    <div class="wrap mt-4">
      <h1>{p.label}</h1>
      <div class="mt-4">
        <DataTable
          caption="这个数字背后的申请" rows={p.records} empty="没有申请，所以是 0"
          columns={[
            { head: '编号', rowHead: true, cell: (row) => row.number },
            { head: '申请人类型', cell: (row) => applicantKindName[row.applicantKind] },
            { head: '提交方式', cell: (row) => channelName[row.channel] },
            { head: '收到', cell: (row) => row.receivedOn },
            { head: '办结', cell: (row) => row.concludedOn ?? '在办' },
            { head: '答复', cell: (row) => (row.decision ? DECISIONS[row.decision].short : '—') },
          ]}
        />
      </div>
      <Pager page={p.number} more={p.more} href={(number) => `?page=${number}`} />
    </div>
  </PublicPage>
)
