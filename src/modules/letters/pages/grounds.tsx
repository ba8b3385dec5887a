import type { Compared } from '../../../kernel/compared.ts'
import { beijingDay, inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { ComparedList } from '../../../ui/compared.tsx'
import { ErrorSummary, type FieldErrors, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { WORDINGS, type WordingRow, wordingName, wordingOn } from '../wording.ts'
import { LetterTabs } from './letters.tsx'

/** Every text of the office with its words in force. */
export const GroundsPage = (p: ConsoleFrame & { kept: ReadonlyMap<string, readonly WordingRow[]>; today: PlainDate }) => (
  <ConsolePage {...p} title="理由和救济">
    <LetterTabs here="grounds" />
    <p class="muted mt-3">答复正文、不予公开的理由和救济途径的文字，自施行日期起用于新制作的文书。〔〕是办理时要填的地方，没有填完的不能制作。</p>
    <div class="panel flush mt-3">
      <DataTable
        boxed
        caption="理由和救济的文字"
        columns={[
          { head: '用途', rowHead: true, cell: (key) => <a href={`/staff/letters/grounds/${key}`}>{wordingName(key)}</a> },
          { head: '现行文字', cell: (key) => wordingOn(p.kept.get(key) ?? [], key, p.today).text || '（由办理情况写成）' },
          { head: '依据', wide: true, cell: (key) => wordingOn(p.kept.get(key) ?? [], key, p.today).law || '—' },
          { head: '改过', num: true, cell: (key) => p.kept.get(key)?.length ?? 0 },
        ]}
        rows={[...WORDINGS.keys()]}
        empty="没有文字"
      />
    </div>
  </ConsolePage>
)

export type GroundProps = ConsoleFrame & {
  wordingKey: string
  rows: readonly WordingRow[]
  /** The last first, each beside the words before it. */
  history: readonly (WordingRow & { readonly compared: readonly Compared[] })[]
  today: PlainDate
  mayEdit: boolean
  values: Values
  errors: FieldErrors
}

/** One text: its history, and a new one with its day. */
export const GroundPage = (p: GroundProps) => {
  const first = WORDINGS.get(p.wordingKey)
  const current = wordingOn(p.rows, p.wordingKey, p.today)
  const history = [...p.history.map((row) => ({ ...row, since: `${inChinese(row.effectiveFrom)}起`, who: `${row.by}，${inChinese(beijingDay(row.at))}` }))]
  const all = [...history, ...(first ? [{ ...first, compared: null, since: '起初', who: '平台范本' }] : [])]
  return (
    <ConsolePage {...p} title={wordingName(p.wordingKey)}>
      <ErrorSummary errors={p.errors} />
      <p class="mt-3">{current.text || '（由办理情况写成）'}</p>
      <p class="muted">
        {current.law && `依据：${current.law}。`}
        <a href="/staff/letters/grounds">全部文字</a>
      </p>
      {p.mayEdit && (
        <section class="panel mt-3">
          <h2>修改</h2>
          <form method="post" action={`/staff/letters/grounds/${p.wordingKey}`}>
            <TextArea name="text" label="文字" rows={5} values={p.values} errors={p.errors} hint="{称谓} 会换成“您”或者“你单位”" />
            <TextField name="law" label="依据" optional values={p.values} errors={p.errors} hint="写到款、项" />
            <TextField name="from" label="施行日期" type="date" short values={p.values} errors={p.errors} hint="最早为今天；已制作的文书不变" />
            <p class="row mt-3">
              <button class="button">保存</button>
            </p>
          </form>
        </section>
      )}
      <section class="panel mt-4">
        <h2>历次文字</h2>
        <DataTable
          caption="历次文字"
          columns={[
            { head: '施行', rowHead: true, line: true, cell: (one) => one.since },
            { head: '文字', cell: (one) => one.text || '（由办理情况写成）' },
            { head: '与上一次相比', cell: (one) => (one.compared ? <ComparedList compared={one.compared} /> : '—') },
            { head: '依据', cell: (one) => one.law || '—' },
            { head: '修改人', cell: (one) => one.who },
          ]}
          rows={all}
          empty="没有"
        />
      </section>
    </ConsolePage>
  )
}
