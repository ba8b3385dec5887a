import { ErrorSummary, type FieldErrors, FileField, Select, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { raw } from '../../../../ui/jsx-runtime.ts'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { isAuthor } from '../../lifecycle.ts'
import { RULES } from '../../rules.ts'
import type { Item } from '../../store.ts'
import { type Book, BOOK_KINDS, bookKindName, type BookTable } from '../book.ts'
import { checkBook, uncheckedTables, unexplained } from '../check-book.ts'
import type { Checked, Finding } from '../finding.ts'
import { tableHtml } from '../write-tables.ts'
import { Kept } from '../../pages/draft.tsx'

type FormProps = { formKey: string; values: Values; errors: FieldErrors }

/** `/staff/disclosure/budgets/new`: a workbook and what the tables do not say. */
export const BookDraftPage = (p: ConsoleFrame & FormProps) => (
  <ConsolePage {...p} title="上传预算、决算">
    <div class="grid side">
      <aside class="grid no-print">
        <section class="panel">
          <h2>接下来</h2>
          <p>每张可见的工作表变成一张网页表格，另有 CSV 和 JSON；原件一起公开，隐藏的表、行、列不带进来。</p>
          <p class="mt-2">上传后马上核对：合计是不是各项之和，收入总计和支出总计是否相等，同一个数在两张表里是否一样，“三公”经费是不是三项之和。</p>
          <p class="mt-2">
            期限：批复后 {RULES.budget.days} 日内公开（{RULES.budget.law}）。
          </p>
        </section>
      </aside>
      <form class="panel" method="post" action="/staff/disclosure/budgets/new" enctype="multipart/form-data" novalidate>
        <ErrorSummary errors={p.errors} />
        <BookFields {...p} />
        <p class="row mt-5">
          <button class="button">上传并核对</button>
        </p>
      </form>
    </div>
  </ConsolePage>
)

const BookFields = ({ formKey, values, errors, again = false }: FormProps & { again?: boolean }) => {
  const f = (name: string) => ({ name, values, errors })
  return (
    <>
      <input type="hidden" name="key" value={formKey} />
      <div class="pair">
        <Select {...f('kind')} label="预算还是决算" options={BOOK_KINDS.map((value) => ({ value, label: `部门${bookKindName[value]}` }))} />
        <TextField {...f('year')} label="年份" inputmode="numeric" short />
      </div>
      <div class="pair">
        <TextField {...f('countedFrom')} label="批复日期" type="date" short />
        <TextField {...f('documentNumber')} label="批复文号" optional />
      </div>
      <FileField
        name="document"
        label={again ? '换一个文件' : '预算、决算表'}
        accept=".xlsx"
        errors={errors}
        hint=".xlsx 文件，一张表一个工作表；表上方写“单位：万元”"
        optional={again}
      />
      <TextArea
        {...f('said')}
        label="文字说明"
        rows={6}
        optional
        hint="收支增减的原因，“三公”经费、机关运行经费、政府采购的说明（预算法实施条例第六条）。一个空行分一段"
      />
      <TextField {...f('title')} label="标题" optional hint="不填时用“机关名称＋年份＋部门预算”" />
      <TextArea {...f('summary')} label="内容概述" rows={2} optional />
    </>
  )
}

type Props = ConsoleFrame & FormProps & { item: Item; book: Book; checked: Checked; left: readonly string[] }

/** `/staff/disclosure/budgets/:number`: what the check found, cell by cell, and the tables as they will stand. */
export const BookPage = (p: Props) => {
  const wrong = p.checked.findings.filter(({ level }) => level === 'wrong')
  const mayWrite = p.item.state.stage === 'drafting' && isAuthor(p.viewer.role)
  const open = unexplained(p.book).length
  return (
    <ConsolePage {...p} title={`核对 ${p.item.number}`}>
      <ErrorSummary errors={p.errors} />
      <section class="panel">
        <p>
          <strong class="big">{p.item.state.content.title}</strong>
        </p>
        <p class="mt-2">{headlineOf(p.book.tables.length, p.checked, wrong.length, open)}</p>
        <p class="mt-3">
          <a class={open === 0 && p.checked.done > 0 ? 'button' : 'button plain'} href={`/staff/disclosure/${p.item.number}`}>
            {open === 0 && mayWrite ? '去送保密审查' : '看这一条的办理情况'}
          </a>
        </p>
      </section>
      {wrong.length > 0 && <Wrong {...p} wrong={wrong} mayWrite={mayWrite} />}
      <Others findings={p.checked.findings.filter(({ level }) => level !== 'wrong')} left={p.left} />
      {mayWrite && (
        <details class="panel mt-4" open={Object.keys(p.errors).length > 0 || open > 0 ? true : null}>
          <summary>改好以后重新上传</summary>
          <form class="mt-4" method="post" action={`/staff/disclosure/budgets/${p.item.number}`} enctype="multipart/form-data" novalidate>
            <input type="hidden" name="version" value={p.item.version} />
            <BookFields {...p} again />
            <Kept files={p.item.state.content.files} />
            <p class="row mt-5">
              <button class="button">保存并核对</button>
            </p>
          </form>
        </details>
      )}
      {p.book.tables.map((table) => (
        <section class="panel mt-4" id={`t-${table.n}`}>
          {raw(tableHtml(table, markedIn(table, wrong)))}
        </section>
      ))}
    </ConsolePage>
  )
}

/** What the check comes to, in a line: what was not checked is never all right. */
function headlineOf(tables: number, checked: Checked, wrong: number, open: number): string {
  const bare = uncheckedTables(checked)
  if (checked.done === 0)
    return bare === tables
      ? `${tables} 张表里都没有认出金额，一处也没有核对，不等于没有问题。在原文件里把金额写成阿拉伯数字（如 1,234.50），列的上方写明是什么数，再在下面重新上传；确实是没有数的空表，请逐张看过再送审。`
      : `${tables} 张表，没有可以核对的合计，一处也没有核对，不等于没有问题。${open > 0 ? `${open} 处要改，还不能送审。` : '请对照批复逐个看过再送审；应当有合计的，在原文件里补上“合计”一行，再在下面重新上传。'}`
  const found = wrong === 0 ? '都对得上。' : open === 0 ? `${wrong} 处对不上，都写了理由，会和表一起公开。` : `${open} 处对不上，还不能送审。`
  return `${tables} 张表，核对了 ${checked.done} 处：${found}${bare > 0 ? `另有 ${bare} 张没有认出金额，没有核对，见“供参考”。` : ''}`
}

const tableFor = (book: Book, { key }: Finding): BookTable | undefined => book.tables.find(({ n }) => key.startsWith(`${n}:`))
const markedIn = ({ n }: BookTable, findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(findings.filter(({ key, cell }) => cell !== '' && key.startsWith(`${n}:`)).map(({ cell }) => cell))

const Wrong = (p: Props & { wrong: readonly Finding[]; mayWrite: boolean }) => (
  <form class="panel mt-4" method="post" action={`/staff/disclosure/budgets/${p.item.number}/reasons`}>
    <h2>对不上的</h2>
    <p class="muted">在原文件里改好，再在下面重新上传；确实就是这样批复的，写明理由，理由会和表一起公开。</p>
    <input type="hidden" name="version" value={p.item.version} />
    <ol class="items mt-3">
      {p.wrong.map((finding, i) => {
        const table = tableFor(p.book, finding)
        const reason = p.book.reasons[finding.key] ?? ''
        return (
          <li>
            <p>
              {finding.sentence} {finding.cell !== '' && table && <a href={`#c-${table.n}-${finding.cell}`}>看这一格</a>}
            </p>
            {p.mayWrite ? (
              <TextField name={`reason-${i}`} label={`第 ${i + 1} 处不改的理由`} optional values={{ [`reason-${i}`]: reason }} errors={{}} />
            ) : (
              reason !== '' && <p class="muted">理由：{reason}</p>
            )}
          </li>
        )
      })}
    </ol>
    {p.mayWrite && (
      <p class="row mt-3">
        <button class="button plain">保存理由</button>
      </p>
    )}
  </form>
)

const Others = ({ findings, left }: { findings: readonly Finding[]; left: readonly string[] }) =>
  findings.length + left.length === 0 ? null : (
    <section class="panel mt-4">
      <h2>供参考</h2>
      <ul class="bullets mt-3">
        {[...findings.map(({ sentence }) => sentence), ...left].map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </section>
  )

/** On the page of the item: whether its tables add up. */
export const BookNote = ({ number, book }: { number: string; book: Book }) => {
  const open = unexplained(book).length
  const checked = checkBook(book)
  const state =
    checked.done === 0 ? '表格里没有可以核对的数，一处也没有核对。' : uncheckedTables(checked) > 0 ? '有的表没有认出金额，没有核对。' : '表格已经核对。'
  return (
    <p class={open > 0 ? 'notice mt-3' : 'mt-3'}>
      {open > 0 ? `表里有 ${open} 处对不上，改好或者写明理由以后才能送审。` : state} <a href={`/staff/disclosure/budgets/${number}`}>看核对结果和表格</a>
    </p>
  )
}
