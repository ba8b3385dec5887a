import { beijingDay } from '../../../kernel/plain-date.ts'
import type { Html } from '../../../ui/jsx-runtime.ts'
import { DataTable, Onward, Pager } from '../../../ui/table.tsx'
import type { CaseRecord } from '../../cases/index.ts'
import type { NormRecord, ProcuredProject } from '../../disclosure/index.ts'
import { applicantKindName, channelName, DECISIONS, feeTable, type Remedy, remedyResultName, remedyRouteName } from '../../requests/index.ts'
import type { Records, Side } from '../records-of.ts'
import type { Entry } from '../store.ts'

/** What stands behind one number. `staff` sees who entered a figure and can open the request. */
export const RecordsTable = ({ found, base, staff }: { found: Records; base: string; staff: boolean }): Html => {
  if (found.kind === 'requests') {
    return (
      <>
        <DataTable
          caption="这个数字背后的申请"
          rows={found.records}
          empty="没有申请，所以是 0"
          columns={[
            {
              head: '编号',
              rowHead: true,
              line: true,
              cell: (row) => (staff ? <a href={`/staff/requests/${row.number}`}>{row.number}</a> : row.number),
            },
            { head: '申请人类型', cell: (row) => applicantKindName[row.applicantKind] },
            { head: '提交方式', cell: (row) => channelName[row.channel] },
            { head: '收到', line: true, cell: (row) => row.receivedOn },
            { head: '办结', line: true, cell: (row) => row.concludedOn ?? '在办' },
            { head: '答复', cell: (row) => (row.decision ? DECISIONS[row.decision].short : '—') },
          ]}
        />
        <Pager page={found.page} more={found.more} href={(page) => `?page=${page}`} />
      </>
    )
  }
  if (found.kind === 'cases') return <CasesTable {...found} />
  if (found.kind === 'remedies') {
    return (
      <DataTable
        caption="这个数字背后的复议和诉讼"
        rows={found.remedies}
        empty="没有，所以是 0"
        columns={[
          { head: '途径', rowHead: true, cell: (row) => remedyRouteName[row.route] },
          { head: '受理', line: true, cell: (row) => row.filedOn },
          { head: '审结', line: true, cell: (row) => row.closedOn ?? '尚未审结' },
          { head: '结果', cell: (row) => (row.result ? remedyResultName[row.result] : '—') },
          ...(staff ? [{ head: '备注', cell: (row: Remedy) => row.note || '—' }] : []),
        ]}
      />
    )
  }
  if (found.kind === 'disclosure') {
    return (
      <DataTable
        caption="这个数字背后的信息，先公开的在前"
        rows={found.items}
        empty="没有公开信息，所以是 0"
        columns={[
          { head: '标题', rowHead: true, cell: ({ number, title }) => <a href={`/disclosure/${number}`}>{title}</a> },
          { head: '公开日期', line: true, cell: ({ publishedOn }) => publishedOn },
        ]}
      />
    )
  }
  if (found.kind === 'procurement') return <ProjectsTable {...found} />
  if (found.kind === 'fees') return feeTable(found.fees, '没有收费，所以是 0', staff)
  if (found.kind === 'norms') return <NormsTable norms={found.norms} staff={staff} />
  if (found.kind === 'share') {
    const side = ({ label, value, figure }: Side) => (
      <a href={`${base}/figures/${figure}`}>
        {label} {value}
      </a>
    )
    return (
      <p class="lead">
        {side(found.part)} ÷ {side(found.whole)} ＝ {found.percent}
      </p>
    )
  }
  return (
    <DataTable
      caption="这个数字的来源，新的在前"
      rows={found.entries}
      empty="没有填报，按 0 计"
      columns={[
        { head: '数字', rowHead: true, num: true, cell: (row) => `${row.value}${found.unit}` },
        { head: '来源', cell: (row) => row.source },
        { head: '填报', cell: (row) => beijingDay(row.at) },
        ...(staff ? [{ head: '填报人', cell: (row: Entry) => row.by }] : []),
      ]}
    />
  )
}

/** What is not published has no page for the public, and no title. */
const NormsTable = ({ norms, staff }: { norms: readonly NormRecord[]; staff: boolean }): Html => (
  <DataTable
    caption="这个数字背后的规范性文件"
    rows={norms}
    empty="没有规范性文件，所以是 0"
    columns={[
      {
        head: '名称',
        rowHead: true,
        cell: ({ number, title, publishedOn, withdrawnOn }) =>
          staff ? (
            <a href={`/staff/norms/${number}`}>{title}</a>
          ) : publishedOn !== null && withdrawnOn === null ? (
            <a href={`/disclosure/norms/${number}`}>{title}</a>
          ) : (
            '没有公开的文件'
          ),
      },
      { head: '文号', cell: ({ documentNumber }) => documentNumber },
      { head: '成文', line: true, cell: ({ issuedOn }) => issuedOn },
      { head: '公开', line: true, cell: ({ publishedOn }) => publishedOn ?? '没有公开' },
      { head: '失效或者废止', line: true, cell: ({ endedOn, endKind }) => (endedOn ? `${endedOn} ${endKind === 'abolished' ? '废止' : '失效'}` : '—') },
    ]}
  />
)

const verdict = ({ onTime }: CaseRecord): string => (onTime === null ? '—' : onTime ? '按期' : '超期')
const rating = ({ satisfied }: CaseRecord): string => (satisfied === null ? '没有评价' : satisfied ? '满意' : '不满意')

const ProjectsTable = ({ projects }: { projects: readonly ProcuredProject[] }) => (
  <DataTable
    caption="这个数字背后的采购项目，后成交的在前"
    rows={projects}
    empty="没有采购项目，所以是 0"
    columns={[
      { head: '项目', rowHead: true, cell: ({ id, project }) => <a href={`/disclosure/procurement/${id}`}>{project}</a> },
      { head: '供应商', cell: ({ supplier }) => supplier },
      { head: '成交日期', line: true, cell: ({ awardedOn }) => awardedOn },
      { head: '金额（元）', num: true, cell: ({ amountFen }) => (amountFen / 100).toFixed(2) },
    ]}
  />
)

/** Cases by the thousand: a page begins after the number the one before ended with. */
const CasesTable = ({ records, after, next }: { records: readonly CaseRecord[]; after: string | undefined; next: string | null }): Html => (
  <>
    <DataTable
      caption="这个数字背后的公众上报，新的在前"
      rows={records}
      empty="没有公众上报，所以是 0"
      columns={[
        { head: '编号', rowHead: true, line: true, cell: (row) => row.number },
        { head: '问题', cell: (row) => row.title ?? '并入同一问题' },
        { head: '处置单位', cell: (row) => row.unit ?? '—' },
        { head: '上报', line: true, cell: (row) => beijingDay(row.reportedAt) },
        { head: '结案', line: true, cell: (row) => (row.closedAt ? beijingDay(row.closedAt) : '—') },
        { head: '处置', cell: verdict },
        { head: '评价', cell: rating },
      ]}
    />
    <Onward first={after === undefined ? null : '?'} next={next === null ? null : `?after=${next}`} />
  </>
)
