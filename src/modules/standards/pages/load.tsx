import { ErrorSummary, type FieldErrors, FileField, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { inSize, type Preview } from '../add-standard.ts'
import { changeName, changesInWords, countChanges, type Difference } from '../compare.ts'
import { type Finding, placeOf } from '../sheet.ts'

export type Previewed = Preview & { readonly file: string; readonly bytes: Uint8Array }
export type LoadProps = ConsoleFrame & { values: Values; errors: FieldErrors; preview: Previewed | null }

const findingColumns: readonly Column<Finding>[] = [
  { head: '位置', rowHead: true, cell: (one) => placeOf(one) || '整份文件' },
  { head: '说明', cell: (one) => one.says },
]
const differenceColumns: readonly Column<Difference>[] = [
  { head: '编码', rowHead: true, line: true, cell: (one) => one.code },
  { head: '变动', line: true, cell: (one) => changeName[one.change] },
  { head: '内容', cell: (one) => one.what },
  { head: '原来', cell: (one) => one.was || '—' },
  { head: '现在', cell: (one) => one.is || '—' },
]

/** A file, a name and a day; below them, once the file could be read, what is odd about it and what would change. */
export const LoadStandardPage = (p: LoadProps) => (
  <ConsolePage {...p} title="导入立结案标准">
    <ErrorSummary errors={p.errors} />
    {p.preview && (p.preview.problems.length > 0 ? <Refused preview={p.preview} /> : <Readable preview={p.preview} values={p.values} />)}
    <section class="panel mt-3">
      <h2>{p.preview ? '改后再看一遍' : '文件'}</h2>
      <p class="muted">
        工作表“部件”和“事件”各有一行表头：大类代码、大类名称、小类代码、小类名称、立案条件、处置时限、结案条件；可以另有分级时限、围护时限、奖励级别。列的次序不限。可以先下载现有版本的
        Excel，在上面改。
      </p>
      <form method="post" action="/staff/standards/load" enctype="multipart/form-data">
        <TextField name="name" label="版本名称" short values={p.values} errors={p.errors} hint="例如：2027 年版" />
        <TextField name="from" label="施行日期" type="date" short values={p.values} errors={p.errors} hint="最早为今天；自这一天起立案的案件按新标准" />
        <FileField name="file" label="Excel 文件" accept=".xlsx" errors={p.errors} hint=".xlsx，不超过 4 MB" />
        <p class="row mt-3">
          <button class="button">先看结果</button>
        </p>
      </form>
    </section>
  </ConsolePage>
)

const Refused = ({ preview }: { preview: Previewed }) => (
  <section class="panel mt-3">
    <h2>
      {preview.file}：{preview.problems.length} 处读不出，没有录入任何内容
    </h2>
    <DataTable caption="读不出的地方" columns={findingColumns} rows={preview.problems} empty="没有" />
    {preview.oddities.length > 0 && <Oddities oddities={preview.oddities} />}
  </section>
)

const Oddities = ({ oddities }: { oddities: readonly Finding[] }) => (
  <section class="mt-4">
    <h3>需要核对：{oddities.length} 处</h3>
    <div class="mt-2">
      <DataTable caption="需要核对的地方" columns={findingColumns} rows={oddities} empty="没有" />
    </div>
  </section>
)

const Readable = ({ preview, values }: { preview: Previewed; values: Values }) => (
  <section class="panel mt-3">
    <h2>
      {preview.file}：读到{inSize(preview.body)}
    </h2>
    <p class="notice">请核对下面的内容。确认之后才录入；录入的版本不能改动，也不能删除。</p>
    {preview.oddities.length > 0 && <Oddities oddities={preview.oddities} />}
    <section class="mt-4">
      {preview.against ? (
        <>
          <h3>
            与“{preview.against.name}”相比：{changesInWords(countChanges(preview.differences))}
          </h3>
          <div class="mt-2">
            <DataTable caption="变动" columns={differenceColumns} rows={preview.differences} empty="没有变动" />
          </div>
        </>
      ) : (
        <p class="muted">施行当日没有更早的版本，全部是新增。</p>
      )}
    </section>
    <form class="mt-4" method="post" action="/staff/standards/load">
      {['name', 'from'].map((name) => (
        <input type="hidden" name={name} value={values[name] ?? ''} />
      ))}
      <input type="hidden" name="against" value={preview.against?.version ?? ''} />
      <input type="hidden" name="contents" value={Buffer.from(preview.bytes).toString('base64')} />
      <input type="hidden" name="file" value={preview.file} />
      <input type="hidden" name="confirm" value="yes" />
      <p class="row">
        <button class="button">确认录入“{values['name']}”</button>
        <a class="button plain" href="/staff/standards">
          不录入
        </a>
      </p>
    </form>
  </section>
)
