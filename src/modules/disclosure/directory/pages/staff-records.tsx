import type { Compared } from '../../../../kernel/compared.ts'
import { inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { ComparedList } from '../../../../ui/compared.tsx'
import { ErrorSummary, type FieldErrors, Select, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { DataTable, Onward } from '../../../../ui/table.tsx'
import { recordPath } from '../index-record.ts'
import { definitionOf, KIND_KEYS, nameOf, type RecordContent, type RecordField, type RecordKind } from '../kinds.ts'
import { pendingOf, recordClosed, type RecordVersion, standingOn } from '../record.ts'
import type { DirectoryRecord, ListedRecord } from '../store.ts'

type DeskProps = ConsoleFrame & { rows: readonly ListedRecord[]; next: number | null; kind: RecordKind | 'pending'; isFirst: boolean; mayWrite: boolean }

/** `/staff/disclosure/records`: the records of a kind, or what waits for review in all of them. */
export const RecordDeskPage = (p: DeskProps) => {
  const path = (kind: string) => `/staff/disclosure/records${kind === 'pending' ? '' : `?kind=${kind}`}`
  const base = path(p.kind)
  return (
    <ConsolePage
      {...p}
      title="机构、办事、采购"
      top={
        p.mayWrite &&
        p.kind !== 'pending' && (
          <a class="button" href={`/staff/disclosure/records/new?kind=${p.kind}`}>
            新增{definitionOf(p.kind).name}
          </a>
        )
      }
    >
      <nav class="tabs" aria-label="按种类">
        {(['pending', ...KIND_KEYS] as const).map((kind) => (
          <a href={path(kind)} aria-current={kind === p.kind ? 'page' : null}>
            {kind === 'pending' ? '待审查' : definitionOf(kind).name}
          </a>
        ))}
      </nav>
      <section class="panel mt-4">
        <DataTable
          caption="记录"
          boxed
          rows={p.rows}
          empty={p.kind === 'pending' ? '没有等着审查的' : '还没有记录'}
          columns={[
            { head: '名称', rowHead: true, cell: ({ id, name }) => <a href={`/staff/disclosure/records/${id}`}>{name}</a> },
            { head: '种类', cell: ({ kind }) => definitionOf(kind).name },
            { head: '现状', cell: ({ pending, isShown }) => (pending ? (isShown ? '公开中，有修改待审查' : '待审查') : isShown ? '公开中' : '没有公开') },
            { head: '更新日期', line: true, cell: ({ changedOn }) => changedOn ?? '—' },
            { head: '下次变更', line: true, wide: true, cell: ({ nextOn }) => nextOn ?? '—' },
          ]}
        />
      </section>
      <Onward first={p.isFirst ? null : base} next={p.next === null ? null : `${base}${base.includes('?') ? '&' : '?'}after=${p.next}`} />
    </ConsolePage>
  )
}

type FormProps = ConsoleFrame & { kind: RecordKind; record: DirectoryRecord | null; formKey: string; values: Values; errors: FieldErrors }

/** The form of a record: its fields as its kind defines them, and from which day it stands. */
export const RecordFormPage = (p: FormProps) => {
  const { name, law, fields } = definitionOf(p.kind)
  const base = '/staff/disclosure/records'
  const isChange = p.record?.state.versions.some(({ cleared }) => cleared !== null) === true
  return (
    <ConsolePage {...p} title={p.record ? `修改${name}` : `新增${name}`}>
      <form class="panel" method="post" action={p.record ? `${base}/${p.record.id}/edit` : `${base}/new`} novalidate>
        <ErrorSummary errors={p.errors} />
        <p class="muted">依据：{law}。保存以后由审核人审查，审查通过才公开（条例第十七条）。</p>
        <input type="hidden" name="key" value={p.formKey} />
        <input type="hidden" name="kind" value={p.kind} />
        {p.record && <input type="hidden" name="version" value={p.record.version} />}
        {fields.map((field) => (
          <RecordInput field={field} values={p.values} errors={p.errors} />
        ))}
        <TextField name="from" label="从哪一天起生效" type="date" short values={p.values} errors={p.errors} hint="可以填以后的日期，到那一天自动换上" />
        {p.record && <TextField name="reason" label="为什么改" values={p.values} errors={p.errors} optional={!isChange} />}
        <p class="row mt-5">
          <button class="button">保存，送审查</button>
        </p>
      </form>
    </ConsolePage>
  )
}

const RecordInput = ({ field, values, errors }: { field: RecordField; values: Values; errors: FieldErrors }) => {
  const of = { name: field.name, label: field.label, values, errors, hint: field.hint, optional: field.optional === true }
  switch (field.kind) {
    case 'text':
      return <TextArea {...of} rows={4} />
    case 'choice':
      return <Select {...of} options={[{ value: '', label: `选${field.label}` }, ...(field.options ?? []).map((value) => ({ value, label: value }))]} />
    case 'flag':
      return (
        <div class="field">
          <label class="choice">
            <input type="checkbox" name={field.name} value="1" checked={values[field.name] === '1'} />
            <span>
              {field.label}
              {field.hint && <span class="hint">{field.hint}</span>}
            </span>
          </label>
        </div>
      )
    case 'line':
      return <TextField {...of} />
    default:
      return <TextField {...of} short type={field.kind === 'day' ? 'date' : 'text'} inputmode={field.kind === 'day' ? 'text' : 'decimal'} />
  }
}

type Props = ConsoleFrame & {
  record: DirectoryRecord
  compared: readonly { readonly version: RecordVersion; readonly compared: readonly Compared[] | null }[]
  today: PlainDate
  error: string
  mayWrite: boolean
  mayReview: boolean
}

/** `/staff/disclosure/records/:id`: what stands, what waits, every version beside the one before. */
export const RecordPage = (p: Props) => {
  const { kind, state, id } = p.record
  const standing = standingOn(state, p.today)
  const waiting = pendingOf(state)
  const last = state.versions.at(-1)
  return (
    <ConsolePage {...p} title={definitionOf(kind).name}>
      <ErrorSummary errors={p.error === '' ? {} : { '': p.error }} />
      <section class="panel">
        <p>
          <strong class="big">{last && nameOf(kind, last.content)}</strong>{' '}
          <span class="badge">{state.ended ? '已停止公开' : standing ? '公开中' : '没有公开'}</span>
        </p>
        {state.sentBack && <p class="notice mt-3">退回修改：{state.sentBack}</p>}
        {state.ended && (
          <p class="notice mt-3">
            {inChinese(state.ended.on)}停止公开：{state.ended.reason}
          </p>
        )}
        <p class="row mt-3">
          {standing && <a href={recordPath(kind, id)}>公众看到的</a>}
          {p.mayWrite && (
            <a class="button plain" href={`/staff/disclosure/records/${id}/edit`}>
              修改
            </a>
          )}
        </p>
      </section>
      <div class="grid side mt-4">
        <aside class="grid no-print">
          <StepForms {...p} />
        </aside>
        <div class="grid">
          <section class="panel">
            <h2>{waiting ? '等着审查的内容' : '内容'}</h2>
            {last && <ContentList kind={kind} content={last.content} />}
          </section>
          <Versions {...p} />
        </div>
      </div>
    </ConsolePage>
  )
}

/** A record field by field. */
export const ContentList = ({ kind, content }: { kind: RecordKind; content: RecordContent }) => (
  <dl class="facts mt-3">
    {definitionOf(kind)
      .fields.filter(({ name }) => (content[name] ?? '') !== '')
      .map(({ name, label, kind: holds }) => (
        <>
          <dt>{label}</dt>
          <dd>
            {holds === 'flag'
              ? '是'
              : (content[name] ?? '').split('\n').map((line, i) => (
                  <>
                    {i > 0 && <br />}
                    {line}
                  </>
                ))}
          </dd>
        </>
      ))}
  </dl>
)

const StepForms = (p: Props) => {
  const { id, state, version } = p.record
  const action = (step: string) => `/staff/disclosure/records/${id}/${step}`
  const clear = recordClosed(state, 'clear', p.viewer.name)
  const field = (name: string, label: string, hint?: string) => ({ name, label, values: {}, errors: {}, hint })
  const mayEnd = p.mayWrite && !recordClosed(state, 'end', p.viewer.name)
  return (
    <>
      {p.mayReview && !clear && (
        <section class="panel">
          <h2>审查</h2>
          <form method="post" action={action('clear')}>
            <input type="hidden" name="version" value={version} />
            <TextArea {...field('opinion', '审查意见', '如：不涉及国家秘密、商业秘密和个人隐私，可以公开')} rows={2} />
            <button class="button mt-3">审查通过，可以公开</button>
          </form>
          <form class="mt-5" method="post" action={action('sendBack')}>
            <input type="hidden" name="version" value={version} />
            <TextArea {...field('reason', '退回的理由')} id="back" rows={2} />
            <button class="button plain mt-3">退回修改</button>
          </form>
        </section>
      )}
      {mayEnd && (
        <section class="panel">
          <h2>停止公开</h2>
          <form method="post" action={action('end')}>
            <input type="hidden" name="version" value={version} />
            <TextArea {...field('reason', '理由', '如：机构撤并、事项取消')} id="end" rows={2} />
            <button class="button plain mt-3">停止公开</button>
          </form>
        </section>
      )}
      {!mayEnd && (!p.mayReview || clear) && (
        <section class="panel">
          <h2>现在可以办理</h2>
          <p class="muted">{p.mayReview && clear ? clear.because : '这一环节没有您要办的。'}</p>
        </section>
      )}
    </>
  )
}

const Versions = (p: Props) => (
  <section class="panel">
    <h2>每一版</h2>
    <ol class="timeline">
      {p.compared.map(({ version, compared }) => (
        <li>
          <time datetime={version.on}>{inChinese(version.on)}</time>
          <div>
            第 {version.n} 版，{inChinese(version.from)}起生效（{version.by}）{version.reason !== '' && <p>{version.reason}</p>}
            <p class="muted">
              {version.cleared ? `${inChinese(version.cleared.on)}审查通过：${version.cleared.opinion}（${version.cleared.by}）` : '还没有审查'}
            </p>
            {compared !== null && <ComparedList compared={compared} />}
          </div>
        </li>
      ))}
    </ol>
  </section>
)
