import { ErrorSummary, type FieldErrors, FileField, Radios, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { DataTable } from '../../../../ui/table.tsx'
import { originName, type Origin, REVIEW_DECISIONS, reviewName } from '../norm.ts'
import type { Reviewed, Round } from '../round-store.ts'
import type { Series } from '../store.ts'

type WriteProps = ConsoleFrame & {
  formKey: string
  /** The number of the document that is edited; null for a new one. */
  number: string | null
  version: number | null
  origins: readonly Origin[]
  values: Values
  errors: FieldErrors
}

/** `/staff/norms/new` and `/staff/norms/:number/edit`: a document as it is written. */
export const WriteNormPage = (p: WriteProps) => {
  const f = (name: string, label: string) => ({ name, label, values: p.values, errors: p.errors })
  return (
    <ConsolePage {...p} title={p.number ? `改稿 ${p.number}` : '登记规范性文件'}>
      <ErrorSummary errors={p.errors} />
      <form class="panel mt-4" method="post" enctype="multipart/form-data" action={p.number ? `/staff/norms/${p.number}/edit` : '/staff/norms/new'}>
        <input type="hidden" name="key" value={p.formKey} />
        {p.version !== null && <input type="hidden" name="version" value={p.version} />}
        {p.number === null && <Radios {...f('origin', '来源')} options={p.origins.map((value) => ({ value, label: originName[value] }))} />}
        <TextField {...f('title', '文件名称')} />
        <TextField {...f('issuer', '制定机关')} />
        <TextField {...f('subject', '主题分类')} optional />
        {p.origins.includes('incoming') && <TextField {...f('reference', '来文字号')} optional hint="其他机关来文的，填来文上的文号" />}
        <TextArea {...f('summary', '内容概述')} rows={2} />
        <TextArea {...f('note', '起草说明')} rows={3} hint="为什么制定，依据什么，主要内容是什么；征求意见时和草案一起公布" optional />
        <TextArea {...f('body', '正文')} rows={12} hint="段落之间空一行；从 Word、WPS 粘贴的格式会清理" />
        <FileField name="document" label="由文件生成正文" accept=".docx,.pdf" errors={p.errors} hint=".docx 或 .pdf；批注、修订和隐藏内容不会带进来" optional />
        {p.number === null && p.origins.includes('existing') && (
          <fieldset class="group">
            <legend>登记已有文件时填</legend>
            <TextField {...f('documentNumber', '文号')} optional />
            <TextField {...f('issuedOn', '成文日期')} type="date" short optional />
            <TextField {...f('effectiveOn', '施行日期')} type="date" short optional />
            <TextField {...f('validUntil', '有效期至')} type="date" short optional />
          </fieldset>
        )}
        <p class="mt-4">
          <button class="button">{p.number ? '存稿' : '登记'}</button>
        </p>
      </form>
    </ConsolePage>
  )
}

/** `/staff/norms/series`: the formats that document numbers are given by. */
export const SeriesPage = (p: ConsoleFrame & { series: readonly Series[]; mayAdd: boolean; values: Values; errors: FieldErrors }) => (
  <ConsolePage {...p} title="文号">
    <ErrorSummary errors={p.errors} />
    <div class="panel flush mt-4">
      <DataTable caption="文号的格式" rows={p.series} empty="还没有设文号" columns={[{ head: '格式', rowHead: true, cell: ({ format }) => format }]} />
    </div>
    <p class="muted mt-3">每种文号每年从 1 编起，不跳号；编号在印发时给出，退回的不占号。</p>
    {p.mayAdd && (
      <form class="panel mt-4" method="post" action="/staff/norms/series">
        <TextField name="format" label="新的格式" values={p.values} errors={p.errors} hint="年和号用{年}、{号}表示，如：西全响应发〔{年}〕{号}号" />
        <p class="mt-3">
          <button class="button">添加</button>
        </p>
      </form>
    )}
    <p class="mt-4">
      <a href="/staff/norms">回到规范性文件</a>
    </p>
  </ConsolePage>
)

/** `/staff/norms/rounds`: the clean-up rounds there were. */
export const RoundsPage = (p: ConsoleFrame & { rounds: readonly Round[]; mayOpen: boolean; year: string; error: string | null }) => (
  <ConsolePage {...p} title="清理">
    {p.error && <ErrorSummary errors={{ '': p.error }} />}
    <div class="panel flush mt-4">
      <DataTable
        caption="历次清理"
        rows={p.rounds}
        empty="还没有清理过"
        columns={[
          { head: '清理', rowHead: true, cell: ({ number }) => <a href={`/staff/norms/rounds/${number}`}>{number} 年</a> },
          { head: '开始', line: true, cell: ({ openedOn }) => openedOn },
          { head: '结束', line: true, cell: ({ closedOn }) => closedOn ?? '正在清理' },
          { head: '结果', cell: ({ item }) => item && <a href={`/staff/disclosure/${item}`}>信息 {item}</a> },
        ]}
      />
    </div>
    {p.mayOpen && !p.rounds.some(({ number }) => number === p.year) && (
      <form class="mt-4" method="post" action="/staff/norms/rounds">
        <button class="button">开始 {p.year} 年清理</button>
      </form>
    )}
  </ConsolePage>
)

type RoundProps = ConsoleFrame & {
  round: Round
  rows: readonly Reviewed[]
  formKey: string
  mayReview: boolean
  mayClose: boolean
  refused: { readonly number: string; readonly because: string; readonly values: Values } | null
}
/** `/staff/norms/rounds/:round`: every document in force, and what is decided of it. */
export const RoundPage = (p: RoundProps) => {
  const open = p.rows.filter(({ decision }) => decision === null).length
  const path = `/staff/norms/rounds/${p.round.number}`
  return (
    <ConsolePage {...p} title={`${p.round.number} 年清理`}>
      {p.refused && <ErrorSummary errors={{ [`norm-${p.refused.number}`]: p.refused.because }} />}
      <section class="panel">
        <p>
          {p.round.closedOn ? `${p.round.closedOn} 结束。` : `现行有效的文件逐件决定；还有 ${open} 件没有决定。`}
          {p.round.item && (
            <>
              {' '}
              结果：<a href={`/staff/disclosure/${p.round.item}`}>信息 {p.round.item}</a>
            </>
          )}
        </p>
        {!p.round.closedOn && p.mayClose && (
          <form class="mt-3" method="post" action={`${path}/close`}>
            <p class="muted">结束以后，决定废止的从今天起废止。</p>
            <button class="button mt-2">批准清理结果</button>
          </form>
        )}
        {p.round.closedOn && !p.round.item && p.mayReview && (
          <form class="mt-3" method="post" action={`${path}/publish`}>
            <input type="hidden" name="key" value={p.formKey} />
            <button class="button">清理结果送主动公开</button>
          </form>
        )}
      </section>
      {p.rows.map((row) => (
        <section class="panel mt-3" id={`norm-${row.number}`}>
          <h2>
            <a href={`/staff/norms/${row.number}`}>{row.title}</a> {row.decision && <span class="badge">{reviewName[row.decision]}</span>}
          </h2>
          <p class="muted">
            {row.documentNumber}，{row.issuedOn} 印发，有效期{row.validUntil ? `到 ${row.validUntil}` : '没有写明'}
          </p>
          {!p.round.closedOn && p.mayReview && (
            <ReviewForm path={`${path}/${row.number}`} row={row} values={p.refused?.number === row.number ? p.refused.values : {}} />
          )}
        </section>
      ))}
    </ConsolePage>
  )
}

const ReviewForm = ({ path, row, values }: { path: string; row: Reviewed; values: Values }) => (
  <form class="mt-3" method="post" action={path}>
    <input type="hidden" name="version" value={row.version} />
    <Radios
      id={`decision-${row.number}`}
      name="decision"
      label="决定"
      values={{ decision: values['decision'] ?? row.decision ?? '' }}
      errors={{}}
      options={REVIEW_DECISIONS.map((value) => ({ value, label: reviewName[value] }))}
    />
    <TextField id={`reason-${row.number}`} name="reason" label="理由" values={values} errors={{}} />
    <p class="mt-2">
      <button class="button plain">记下</button>
    </p>
  </form>
)
