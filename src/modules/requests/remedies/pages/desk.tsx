import { ListFiles } from '../../../../ui/list-files.tsx'
import { inChinese, inShortChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, FilterSelect, Select, TextField, type Values } from '../../../../ui/form.tsx'
import { LightMark } from '../../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable } from '../../../../ui/table.tsx'
import { type Calendar, workingDaysBetween } from '../../../calendar/index.ts'
import type { Remedy } from '../../figures.ts'
import { type RemedyLight, remedyLight, remedyLightName } from '../clock.ts'
import { ENDINGS, PROCEDURES, procedureName, REMEDY_ROUTES, remedyResultName, remedyRouteName } from '../kinds.ts'
import { REMEDY_STAGES, remedyStageName } from '../lifecycle.ts'

export type RemedyFilter = { readonly year: number; readonly state: string; readonly route: string }
export type RemediesProps = ConsoleFrame & {
  filter: RemedyFilter
  remedies: readonly Remedy[]
  /** What the agency itself owes, the nearest day first. */
  due: readonly Remedy[]
  open: number
  reconsiderations: readonly Remedy[]
  today: PlainDate
  amberOn: PlainDate
  calendar: Calendar
  formKey: string
  /** The officer records; reviewer and signer read. */
  mayRecord: boolean
  refused?: { readonly values: Values; readonly errors: FieldErrors /** The one that stands already. */; readonly twin?: number }
}

const PATH = '/staff/remedies'
export const remediesHref = ({ year, state, route }: RemedyFilter, path = PATH): string =>
  `${path}?${new URLSearchParams({ year: String(year), ...(state ? { state } : {}), ...(route ? { kind: route } : {}) })}`

const lightOf = (remedy: Remedy, p: RemediesProps): RemedyLight => remedyLight({ dueOn: remedy.dueOn, closed: remedy.closedOn !== null }, p.today, p.amberOn)
const dueWord = (remedy: Remedy, p: RemediesProps): string => {
  const light = lightOf(remedy, p)
  if (remedy.dueOn === null) return remedyLightName[light]
  const left = workingDaysBetween(p.today, remedy.dueOn, p.calendar)
  return remedy.dueOn < p.today ? `超期 ${Math.max(1, -left)} 个工作日` : remedy.dueOn === p.today ? '今天到期' : `还剩 ${left} 个工作日`
}
const nameOf = (remedy: Remedy): string => `${remedyRouteName[remedy.route]}${remedy.caseNumber ? ` ${remedy.caseNumber}` : ''}`

const columns = (p: RemediesProps): readonly Column<Remedy>[] => [
  { head: '途径和案号', rowHead: true, cell: (remedy) => <a href={`${PATH}/${remedy.id}`}>{nameOf(remedy)}</a> },
  { head: '本机关的期限', cell: (remedy) => <LightMark light={lightOf(remedy, p)} word={dueWord(remedy, p)} /> },
  { head: '到期', line: true, cell: (remedy) => (remedy.dueOn ? `${inShortChinese(remedy.dueOn)}${remedy.dueProvisional ? '（暂定）' : ''}` : '—') },
  { head: '环节', cell: (remedy) => `${remedyStageName[remedy.stage]}${remedy.suspended ? '（中止）' : ''}` },
  { head: '受理', cell: (remedy) => inChinese(remedy.filedOn) },
  {
    head: '申请',
    line: true,
    cell: (remedy) => (remedy.requestNumber ? <a href={`/staff/requests/${remedy.requestNumber}`}>{remedy.requestNumber}</a> : '—'),
  },
  { head: '结果', cell: resultWord },
]
function resultWord({ result, closedOn, ending }: Remedy): string {
  if (!result || !closedOn) return '尚未审结'
  return `${remedyResultName[result]}（${inChinese(closedOn)}）${ending ? `：${ENDINGS[ending].name}` : ''}`
}

/** Table four's ledger for one year, and before it what the agency itself has to do. */
export const RemediesPage = (p: RemediesProps) => {
  const late = p.due.filter((one) => lightOf(one, p) === 'late').length
  const soon = p.due.filter((one) => lightOf(one, p) === 'soon').length
  return (
    <ConsolePage {...p} title={`复议和诉讼：${p.filter.year} 年`}>
      {p.refused && <ErrorSummary errors={p.refused.errors} />}
      {p.refused?.twin !== undefined && (
        <p class="notice block mt-3">
          <a href={`${PATH}/${p.refused.twin}`}>打开已经登记的这一件</a>
        </p>
      )}
      <section class="panel">
        <h2>本机关要办的</h2>
        <p class="mt-2">
          {p.due.length === 0 ? '现在没有等待本机关答复的复议和诉讼。' : `${p.due.length} 件：超期 ${late} 件，临期 ${soon} 件。`}
          {`尚未审结的共 ${p.open} 件。`}
        </p>
        {p.due.length > 0 && <DataTable caption="等待本机关答复或者重新答复的，期限近的在前" columns={columns(p)} rows={p.due} empty="" />}
      </section>
      <section class="panel mt-4">
        <h2>台账</h2>
        <form class="filters" method="get" action={PATH}>
          <TextField name="year" label="年份" short inputmode="numeric" values={{ year: String(p.filter.year) }} errors={{}} />
          <FilterSelect name="state" label="环节" all="全部" chosen={p.filter.state} options={STATES} />
          <FilterSelect
            name="kind"
            label="途径"
            all="全部"
            chosen={p.filter.route}
            options={REMEDY_ROUTES.map((value) => ({ value, label: remedyRouteName[value] }))}
          />
          <div class="row tight">
            <button class="button">筛选</button>
          </div>
        </form>
        <ListFiles path={`${PATH}/list`} query={remediesHref(p.filter, '').slice(1)} />
        <p class="muted mt-2">列出这一年审结的，和到年末尚未审结的（含以前年度受理的），与年报表四同一口径。</p>
        <DataTable caption={`${p.filter.year} 年的行政复议和行政诉讼`} columns={columns(p)} rows={p.remedies} empty="这一年没有这样的行政复议和行政诉讼" />
      </section>
      {p.mayRecord && <NewForm {...p} />}
    </ConsolePage>
  )
}

const STATES = [...REMEDY_STAGES.map((value) => ({ value, label: remedyStageName[value] })), { value: 'suspended', label: '中止' }]

const NewForm = (p: RemediesProps) => {
  const fields = { values: p.refused?.values ?? {}, errors: p.refused?.errors ?? {} }
  return (
    <section class="panel mt-4">
      <h2>登记一件</h2>
      <form method="post" action={`${PATH}?year=${p.filter.year}`}>
        <input type="hidden" name="key" value={p.formKey} />
        <Select name="route" label="途径" {...fields} options={REMEDY_ROUTES.map((value) => ({ value, label: remedyRouteName[value] }))} />
        <TextField name="filedOn" label="受理日期" type="date" short {...fields} hint="复议机关受理、法院立案的日期" />
        <TextField name="requestNumber" label="申请编号" optional short hint="如 XQ-2026-0001；与某件申请无关的留空" {...fields} />
        <TextField name="authority" label="复议机关或者法院" optional {...fields} />
        <TextField name="caseNumber" label="案号" optional {...fields} />
        <Select
          name="procedure"
          label="程序"
          hint="简易程序的复议，收到副本后 5 个工作日内答复；普通程序 10 个工作日"
          {...fields}
          options={PROCEDURES.map((value) => ({ value, label: procedureName[value] }))}
        />
        <Select
          name="follows"
          label="接着哪一件复议"
          optional
          hint="复议后起诉的选"
          {...fields}
          options={[
            { value: '', label: '没有' },
            ...p.reconsiderations.map((one) => ({ value: String(one.id), label: `${one.requestNumber ?? '与申请无关'} ${one.caseNumber} ${one.filedOn}受理` })),
          ]}
        />
        <TextField name="note" label="备注" optional {...fields} />
        <p class="row mt-3">
          <button class="button">登记</button>
        </p>
      </form>
    </section>
  )
}
