import { beijingDay, beijingTime, inChinese } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, Select, TextArea, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import type { Batch, BatchProblem } from '../batch-store.ts'
import { LETTER_CODES, letterOf } from '../letter.ts'
import { LetterTabs } from './letters.tsx'

const done = (one: Batch): number => one.made + one.refused
const shortTime = (at: Date): string => `${inChinese(beijingDay(at))} ${beijingTime(at).slice(0, 5)}`

export type BatchesProps = ConsoleFrame & { batches: readonly Batch[]; mayStart: boolean; values: Values; errors: FieldErrors; formKey: string; most: number }

/** Many letters at once: a new batch, and those begun. */
export const BatchesPage = (p: BatchesProps) => (
  <ConsolePage {...p} title="批量制作文书">
    <LetterTabs here="batches" />
    <ErrorSummary errors={p.errors} />
    {p.mayStart && (
      <section class="panel mt-3">
        <h2>制作</h2>
        <form method="post" action="/staff/letters/batches">
          <input type="hidden" name="key" value={p.formKey} />
          <Select
            name="code"
            label="文书"
            values={p.values}
            errors={p.errors}
            options={LETTER_CODES.map((code) => ({ value: code, label: `${code} ${letterOf(code).name}` }))}
          />
          <TextArea
            name="numbers"
            label="申请编号"
            rows={8}
            hint={`一行一个，最多 ${p.most} 个；缺内容的会逐件列出，不影响其他`}
            values={p.values}
            errors={p.errors}
          />
          <p class="row mt-3">
            <button class="button">开始制作</button>
          </p>
        </form>
      </section>
    )}
    <section class="panel mt-4">
      <h2>做过的</h2>
      <DataTable
        caption="批量制作"
        columns={[
          { head: '开始', rowHead: true, cell: (one) => <a href={`/staff/letters/batches/${one.id}`}>{shortTime(one.startedAt)}</a> },
          { head: '文书', cell: (one) => letterOf(one.code).name },
          { head: '经办', cell: (one) => one.by.name },
          { head: '共', num: true, cell: (one) => one.total },
          { head: '已制作', num: true, cell: (one) => one.made },
          { head: '没有制作', num: true, cell: (one) => one.refused },
        ]}
        rows={p.batches}
        empty="还没有批量制作过"
      />
    </section>
  </ConsolePage>
)

/** How far a batch has come; the page is asked for again until it is done. */
export const BatchPage = (p: ConsoleFrame & { batch: Batch; problems: readonly BatchProblem[] }) => {
  const { batch } = p
  const isDone = done(batch) === batch.total
  return (
    <ConsolePage {...p} title={`${letterOf(batch.code).name}：${batch.total} 份`}>
      <LetterTabs here="batches" />
      <section class="panel mt-3">
        <h2>{isDone ? '已经做完' : '正在制作'}</h2>
        <p>
          <progress aria-label="进度" value={done(batch)} max={batch.total} />
        </p>
        <p role="status">
          {done(batch)} / {batch.total}：已制作 {batch.made} 份，没有制作 {batch.refused} 份。
          {isDone && batch.lastAt && `用时 ${Math.max(1, Math.round((batch.lastAt.getTime() - batch.startedAt.getTime()) / 1000))} 秒。`}
          {!isDone && '本页每 2 秒更新一次，可以离开，制作不会停。'}
        </p>
        {isDone && batch.made > 0 && (
          <p class="row mt-3">
            <a class="button" href={`/staff/letters/batches/${batch.id}/zip`}>
              下载全部（Word 和 PDF）
            </a>
          </p>
        )}
      </section>
      {p.problems.length > 0 && (
        <section class="panel mt-4">
          <h2>没有制作的</h2>
          <DataTable
            caption="没有制作的申请"
            columns={[
              { head: '申请', rowHead: true, line: true, cell: (one) => one.subject.replace(/^requests\//, '') },
              { head: '原因', cell: (one) => one.problem ?? '' },
            ]}
            rows={p.problems}
            empty="没有"
          />
        </section>
      )}
    </ConsolePage>
  )
}
