import { type Compared, countPlaces } from '../../../kernel/compared.ts'
import { beijingDay, inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { ComparedList } from '../../../ui/compared.tsx'
import { ErrorSummary, type FieldErrors, FileField, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import type { Fix } from '../check-template.ts'
import { type FieldKey, fieldOf } from '../field.ts'
import { fieldsOf, isNeeded, LETTER_CODES, type LetterCode, letterOf, type Missing } from '../letter.ts'
import { type Template, templateOn } from '../template-store.ts'
import { Fixes, MissingFields } from './problems.tsx'

/** The other parts of the letters' desk. */
export const LetterTabs = ({ here }: { here: 'letters' | 'grounds' | 'batches' }) => (
  <nav class="tabs" aria-label="文书栏目">
    <a href="/staff/letters" aria-current={here === 'letters' ? 'page' : null}>
      范本
    </a>
    <a href="/staff/letters/grounds" aria-current={here === 'grounds' ? 'page' : null}>
      理由和救济
    </a>
    <a href="/staff/letters/batches" aria-current={here === 'batches' ? 'page' : null}>
      批量制作
    </a>
  </nav>
)

type Row = { readonly code: LetterCode; readonly inForce: Template | undefined; readonly next: Template | undefined }
const columns: readonly Column<Row>[] = [
  { head: '编号', rowHead: true, line: true, cell: ({ code }) => code },
  { head: '文书', cell: ({ code }) => <a href={`/staff/letters/${code}`}>{letterOf(code).name}</a> },
  { head: '依据', wide: true, cell: ({ code }) => letterOf(code).law },
  { head: '现行版本', line: true, cell: ({ inForce }) => (inForce ? `第 ${inForce.version} 版` : '—') },
  { head: '施行', wide: true, cell: ({ inForce }) => (inForce ? `${inChinese(inForce.effectiveFrom)}起，${inForce.addedBy}` : '—') },
  { head: '将施行', cell: ({ next }) => (next ? `第 ${next.version} 版，${inChinese(next.effectiveFrom)}起` : '—') },
]

/** The letters with the version in force. */
export const LettersPage = (p: ConsoleFrame & { templates: readonly Template[]; today: PlainDate }) => {
  const rows = LETTER_CODES.map((code): Row => {
    const mine = p.templates.filter((one) => one.code === code)
    return {
      code,
      inForce: templateOn(mine, p.today),
      next: mine.filter((one) => one.effectiveFrom > p.today).toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))[0],
    }
  })
  return (
    <ConsolePage {...p} title="文书范本">
      <LetterTabs here="letters" />
      <p class="muted mt-3">程序文书 P1 至 P11，答复文书 D1 至 D20。文书按成文当日施行的版本制作；换了新版，已制作的文书不变。</p>
      <div class="panel flush mt-3">
        <DataTable boxed caption="文书范本" columns={columns} rows={rows} empty="没有文书" />
      </div>
    </ConsolePage>
  )
}

export type LetterPageProps = ConsoleFrame & {
  code: LetterCode
  versions: readonly Template[]
  today: PlainDate
  mayKeep: boolean
  values: Values
  errors: FieldErrors
  fixes?: { readonly file: string; readonly fixes: readonly Fix[] }
  missing?: readonly Missing[]
}

/** One letter: its versions, a new one, its fields, and what it looks like filled in. */
export const LetterPage = (p: LetterPageProps) => {
  const letter = letterOf(p.code)
  return (
    <ConsolePage {...p} title={`${p.code} ${letter.name}`}>
      <ErrorSummary errors={p.errors} />
      {p.fixes && <Fixes {...p.fixes} />}
      {p.missing && <MissingFields missing={p.missing} />}
      <p class="muted mt-3">
        依据：{letter.law}。{letter.numbered ? '编入每年的文书编号。' : '不编文号。'}
        <a href="/staff/letters">全部文书</a>
      </p>
      <section class="panel mt-3">
        <h2>版本</h2>
        <DataTable caption="范本的版本" columns={versionColumns(p)} rows={p.versions} empty="没有版本" />
      </section>
      <Preview {...p} />
      {p.mayKeep && <Upload {...p} />}
      <section class="panel mt-4">
        <h2>可以用的字段</h2>
        <p class="muted">
          在 Word 里写成 {'{{申请人}}'} 的样子。有内容才出现的，写成 {'{{#附件}}……{{/附件}}'}；没有内容才出现的，写成 {'{{^附件}}……{{/附件}}'}。
        </p>
        <DataTable caption="字段" columns={fieldColumns(p.code)} rows={fieldsOf(p.code)} empty="没有字段" />
      </section>
    </ConsolePage>
  )
}

function versionColumns({ code, versions, today }: LetterPageProps): readonly Column<Template>[] {
  const current = templateOn(versions, today)
  return [
    {
      head: '版本',
      rowHead: true,
      line: true,
      cell: (one) => (
        <span>
          第 {one.version} 版 {one === current && <span class="badge">现行</span>}
        </span>
      ),
    },
    { head: '施行', line: true, cell: (one) => `${inChinese(one.effectiveFrom)}起` },
    { head: '上传', cell: (one) => `${one.addedBy}，${inChinese(beijingDay(one.addedAt))}` },
    { head: '指纹', wide: true, cell: (one) => <code>{one.sha256.slice(0, 12)}</code> },
    {
      head: '文件',
      cell: (one) => (
        <span class="row tight">
          <a href={`/staff/letters/${code}/versions/${one.version}/docx`} aria-label={`下载 Word，第 ${one.version} 版`}>
            下载 Word
          </a>
          {one.version > 1 && (
            <a href={`/staff/letters/${code}/versions/${one.version}/changes`} aria-label={`与上一版对照，第 ${one.version} 版`}>
              与上一版对照
            </a>
          )}
        </span>
      ),
    },
  ]
}

const fieldColumns = (code: LetterCode): readonly Column<FieldKey>[] => [
  { head: '字段', rowHead: true, line: true, cell: (key) => `{{${fieldOf(key).name}}}` },
  { head: '必需', line: true, cell: (key) => (isNeeded(code, key) ? '必需' : '可用') },
  { head: '内容', cell: (key) => fieldOf(key).says },
  { head: '样例', wide: true, cell: (key) => fieldOf(key).sample || '—' },
]

/** A version of a template beside the one before it. */
export const TemplateChangesPage = (p: ConsoleFrame & { code: LetterCode; from: Template; to: Template; compared: readonly Compared[] }) => (
  <ConsolePage {...p} title={`${p.code} 第 ${p.to.version} 版与第 ${p.from.version} 版对照`}>
    <p class="mt-3">
      <a href={`/staff/letters/${p.code}`}>{`${p.code} ${letterOf(p.code).name}`}</a>
    </p>
    <section class="panel mt-3">
      <h2>{p.compared.length === 0 ? '没有改动' : `改动 ${countPlaces(p.compared)} 处`}</h2>
      <p class="muted">{`${p.to.addedBy}，${inChinese(beijingDay(p.to.addedAt))}上传，${inChinese(p.to.effectiveFrom)}起施行`}</p>
      <ComparedList compared={p.compared} />
    </section>
  </ConsolePage>
)

const Preview = (p: LetterPageProps) => (
  <section class="panel mt-4">
    <h2>预览</h2>
    <form action={`/staff/letters/${p.code}/preview`}>
      <div class="field">
        <label for="version">版本</label>
        <select class="input short" id="version" name="version">
          {p.versions.map((one) => (
            <option value={one.version} selected={String(one.version) === p.values['version']}>
              第 {one.version} 版，{inChinese(one.effectiveFrom)}起
            </option>
          ))}
        </select>
      </div>
      <TextField name="request" label="申请编号" optional short hint="填写后用这件申请的内容预览；留空用样例" values={p.values} errors={p.errors} />
      <p class="row mt-3">
        <button class="button" name="as" value="pdf">
          预览 PDF
        </button>
        <button class="button plain" name="as" value="docx">
          预览 Word
        </button>
      </p>
    </form>
  </section>
)

const Upload = (p: LetterPageProps) => (
  <section class="panel mt-4">
    <h2>上传新版本</h2>
    <p class="muted">下载现行版本，在 Word 里修改后上传。上传时先检查，有错的不保存；上传后可以先用一件申请预览，到施行日期才使用。</p>
    <form method="post" action={`/staff/letters/${p.code}/versions`} enctype="multipart/form-data">
      <TextField name="from" label="施行日期" type="date" short values={p.values} errors={p.errors} hint="最早为今天" />
      <FileField name="file" label="Word 文件" accept=".docx" errors={p.errors} hint=".docx，不超过 2 MB，没有修订、批注、宏、图片和外部链接" />
      <p class="row mt-3">
        <button class="button">检查并保存</button>
      </p>
    </form>
  </section>
)
