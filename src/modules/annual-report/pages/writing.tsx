import { beijingDay } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { CUSTOM, type EntryField, entryGroups } from '../entries.ts'
import type { Field } from '../fields.ts'
import { type Section, sectionTitle, type Written } from '../narrative.ts'
import { editionOf } from '../form.ts'
import type { Entry } from '../store.ts'
import { Prose } from './document.tsx'

export type EntriesProps = ConsoleFrame & {
  readonly year: number
  readonly entries: readonly Entry[]
  readonly values: Values
  readonly errors: FieldErrors
  readonly saved: boolean
}

/** The yearly figures no ledger holds yet: one form, one source for what changes. */
export const EntriesPage = (p: EntriesProps) => {
  const last = new Map(p.entries.toReversed().map((one) => [one.key, one]))
  const own: EntryField[] = [...last.keys()]
    .filter((key) => key.startsWith(CUSTOM))
    .map((key) => ({ key, label: key.slice(CUSTOM.length), unit: '', decimals: 2 }))
  const field = ({ key, label, unit }: EntryField) => {
    const known = last.get(key)
    const hint = known ? `来源：${known.source}（${known.by}，${beijingDay(known.at)}）` : '还没有填报，按 0 计'
    return (
      <TextField
        name={key}
        id={idOf(key)}
        label={unit ? `${label}（${unit}）` : label}
        short
        inputmode="decimal"
        values={p.values}
        errors={p.errors}
        hint={hint}
      />
    )
  }
  return (
    <ConsolePage {...p} title={`${p.year} 年度：填报数字`}>
      <p>
        <a href={`/staff/annual-reports/${p.year}`}>‹ 回到 {p.year} 年度报告</a>
      </p>
      {p.saved && (
        <p class="badge mt-3" role="status">
          已保存
        </p>
      )}
      <ErrorSummary errors={Object.fromEntries(Object.entries(p.errors).map(([key, sentence]) => [idOf(key), sentence]))} />
      <p class="muted mt-3">申请、复议和诉讼的数字取自台账，这里只填台账里还没有的。改过的数字留有原来的记录和来源。</p>
      <form method="post" action={`/staff/annual-reports/${p.year}/entries`}>
        {entryGroups(p.year).map(({ title, fields }) => (
          <fieldset class="panel mt-4">
            <legend>{title}</legend>
            <div class="pair">{fields.map(field)}</div>
          </fieldset>
        ))}
        <fieldset class="panel mt-4">
          <legend>自定的数字</legend>
          <p class="small muted">正文里要用、上面没有的数字，例如培训场次：起一个 2 到 16 个汉字的名字，正文里写成 {'{名字}'}。</p>
          <div class="pair">
            {own.map(field)}
            <TextField name="newName" label="名字" optional short values={p.values} errors={p.errors} />
            <TextField name="newValue" label="数字" optional short inputmode="decimal" values={p.values} errors={p.errors} />
          </div>
        </fieldset>
        <div class="panel mt-4">
          <TextField
            name="source"
            label="这次改动的来源"
            values={p.values}
            errors={p.errors}
            hint="例如：财务科 2026 年 1 月 6 日送来的统计表。没有改动可以不写"
          />
          <p class="mt-3">
            <button class="button">保存</button>
          </p>
        </div>
      </form>
    </ConsolePage>
  )
}

const idOf = (key: string): string => key.replace(/\./g, '-')

export type SectionProps = ConsoleFrame & {
  readonly year: number
  readonly section: Section
  readonly version: number
  readonly body: string
  readonly written: Written
  readonly fields: readonly Field[]
  readonly refused: string | null
  readonly saved: boolean
}

/** Writes one section, with what the numbers come to beside it. */
export const SectionPage = (p: SectionProps) => {
  const base = `/staff/annual-reports/${p.year}`
  const open = [
    ...p.written.unknown.map((name) => `没有叫“${name}”的数字`),
    ...p.written.typed.map((typed) => `“${typed}”是手写的数字，换成下面清单里的名字`),
    ...p.written.prompts.map((prompt) => `${prompt}还没有写`),
  ]
  return (
    <ConsolePage {...p} title={sectionTitle(p.section, editionOf(p.year))}>
      <p>
        <a href={base}>‹ 回到 {p.year} 年度报告</a>
      </p>
      {p.saved && (
        <p class="badge mt-3" role="status">
          已保存
        </p>
      )}
      <ErrorSummary errors={p.refused ? { body: p.refused } : {}} />
      <div class="split even mt-4">
        <form method="post" action={`${base}/sections/${p.section}`} class="panel">
          <input type="hidden" name="version" value={p.version} />
          <TextArea
            name="body"
            label="文字"
            rows={24}
            values={{ body: p.body }}
            errors={{}}
            hint="一行一段；“（一）……”单独一行是小标题。数字写成 {名称}，发布时换成台账里的数"
          />
          <p class="mt-3">
            <button class="button">保存</button>
          </p>
        </form>
        <div class="stack">
          {open.length > 0 && (
            <section class="panel">
              <h2>发布之前还要改</h2>
              <ul class="small">
                {open.map((one) => (
                  <li>{one}</li>
                ))}
              </ul>
            </section>
          )}
          <section class="panel">
            <h2>印出来是这样</h2>
            <div class="document">
              <Prose paragraphs={p.written.paragraphs} base={base} />
            </div>
          </section>
        </div>
      </div>
      <section class="panel mt-4">
        <h2>可以用的数字</h2>
        <dl class="facts tally small names">
          {p.fields.map(({ name, text, figure }) => (
            <>
              <dt>{`{${name}}`}</dt>
              <dd>
                <a href={`${base}/figures/${figure}`}>{text}</a>
              </dd>
            </>
          ))}
        </dl>
      </section>
    </ConsolePage>
  )
}
