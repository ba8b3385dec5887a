import { inChinese } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, Select, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { ListFiles } from '../../../ui/list-files.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import type { Remedy } from '../figures.ts'
import { REMEDY_RESULTS, REMEDY_ROUTES, remedyResultName, remedyRouteName } from '../remedy.ts'

export type RemediesProps = ConsoleFrame & {
  year: number
  remedies: readonly Remedy[]
  /** The officer records; reviewer and signer read. */
  mayRecord: boolean
  /** Which form was refused: `new`, or the id of the remedy to close. */
  refused?: { readonly form: string; readonly values: Values; readonly errors: FieldErrors }
}

const columns = (p: RemediesProps): readonly Column<Remedy>[] => [
  { head: '途径', rowHead: true, cell: (remedy) => remedyRouteName[remedy.route] },
  { head: '受理', cell: (remedy) => inChinese(remedy.filedOn) },
  {
    head: '申请',
    line: true,
    cell: (remedy) => (remedy.requestNumber ? <a href={`/staff/requests/${remedy.requestNumber}`}>{remedy.requestNumber}</a> : '—'),
  },
  {
    head: '结果',
    cell: (remedy) =>
      remedy.result && remedy.closedOn ? (
        `${remedyResultName[remedy.result]}（${inChinese(remedy.closedOn)}）`
      ) : p.mayRecord ? (
        <CloseForm {...p} remedy={remedy} />
      ) : (
        '尚未审结'
      ),
  },
  { head: '备注', cell: (remedy) => remedy.note || '—' },
]

const CloseForm = ({ remedy, refused, year }: RemediesProps & { remedy: Remedy }) => {
  const mine = refused?.form === String(remedy.id) ? refused : undefined
  return (
    <details class="do" id={`close-${remedy.id}`} open={mine !== undefined}>
      <summary>尚未审结，登记结果</summary>
      <form method="post" action={`/staff/remedies/${remedy.id}/close?year=${year}`}>
        <Select
          id={`result-${remedy.id}`}
          name="result"
          label="结果"
          values={mine?.values ?? {}}
          errors={mine?.errors ?? {}}
          options={REMEDY_RESULTS.map((value) => ({ value, label: remedyResultName[value] }))}
        />
        <TextField id={`closedOn-${remedy.id}`} name="closedOn" label="审结日期" type="date" short values={mine?.values ?? {}} errors={mine?.errors ?? {}} />
        <p class="row mt-3">
          <button class="button">登记结果</button>
        </p>
      </form>
    </details>
  )
}

/** Table four's ledger for one year. */
export const RemediesPage = (p: RemediesProps) => {
  const mine = p.refused?.form === 'new' ? p.refused : undefined
  const fields = { values: mine?.values ?? {}, errors: mine?.errors ?? {} }
  return (
    <ConsolePage {...p} title={`复议和诉讼：${p.year} 年`}>
      {p.refused && <ErrorSummary errors={p.refused.form === 'new' ? p.refused.errors : prefixed(p.refused)} />}
      <nav class="tabs" aria-label="年份">
        {[p.year - 1, p.year, p.year + 1].map((year) => (
          <a href={`/staff/remedies?year=${year}`} aria-current={year === p.year ? 'page' : null}>
            {year}
          </a>
        ))}
      </nav>
      <section class="panel mt-3">
        <p class="muted">列出这一年审结的，和到年末尚未审结的（含以前年度受理的），与年报表四同一口径。</p>
        <DataTable caption={`${p.year} 年的行政复议和行政诉讼`} columns={columns(p)} rows={p.remedies} empty="这一年没有行政复议和行政诉讼" />
        <ListFiles path="/staff/remedies/list" query={`year=${p.year}`} />
      </section>
      {p.mayRecord && (
        <section class="panel mt-4">
          <h2>登记一件</h2>
          <form method="post" action={`/staff/remedies?year=${p.year}`}>
            <Select name="route" label="途径" {...fields} options={REMEDY_ROUTES.map((value) => ({ value, label: remedyRouteName[value] }))} />
            <TextField name="filedOn" label="受理日期" type="date" short {...fields} />
            <TextField name="requestNumber" label="申请编号" optional short hint="如 XQ-2026-0001；与某件申请无关的留空" {...fields} />
            <TextField name="note" label="备注" optional hint="案号、复议机关或者法院" {...fields} />
            <p class="row mt-3">
              <button class="button">登记</button>
            </p>
          </form>
        </section>
      )}
    </ConsolePage>
  )
}

const prefixed = ({ form, errors }: { form: string; errors: FieldErrors }): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([field, sentence]) => [field ? `${field}-${form}` : '', sentence]))
