import { ErrorSummary, type FieldErrors, FileField, FileIcon, inBytes, Select, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { islands } from '../../../ui/assets.ts'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { COLUMNS, roadOf } from '../columns.ts'
import type { ItemFile } from '../item.ts'
import { RULES } from '../rules.ts'

type Props = ConsoleFrame & {
  formKey: string
  /** The item that is edited; a new one has none. */
  number: string | null
  version: number | null
  values: Values
  errors: FieldErrors
  files: readonly ItemFile[]
  /** What was left out of an uploaded or pasted text. */
  left: readonly string[]
}

/** `/staff/disclosure/new` and the form of 改稿: what the catalogue needs, and the words. */
export const DraftPage = (p: Props) => {
  const f = (name: string) => ({ name, values: p.values, errors: p.errors })
  return (
    <ConsolePage {...p} title={p.number === null ? '拟稿' : `改稿 ${p.number}`}>
      <div class="grid side">
        <aside class="grid no-print">
          <section class="panel">
            <h2>接下来</h2>
            <p>存稿以后送保密审查，再审核、发布。拟稿、审查、审核要由三个人办理（条例第十七条）。</p>
            <p class="mt-2">
              期限：{RULES.item.from}之日起 {RULES.item.days} 个工作日内公开（{RULES.item.law}）；预算、决算批复后 {RULES.budget.days} 日内（{RULES.budget.law}
              ）。
            </p>
          </section>
          {p.left.length > 0 && (
            <section class="panel" role="status">
              <h2>没有带进来的内容</h2>
              <ul class="bullets">
                {p.left.map((line) => (
                  <li>{line}</li>
                ))}
              </ul>
            </section>
          )}
        </aside>
        <form
          class="panel"
          method="post"
          action={p.number === null ? '/staff/disclosure/new' : `/staff/disclosure/${p.number}/edit`}
          enctype="multipart/form-data"
          novalidate
        >
          <ErrorSummary errors={p.errors} />
          <input type="hidden" name="key" value={p.formKey} />
          {p.version !== null && <input type="hidden" name="version" value={p.version} />}
          <TextField {...f('title')} label="标题" />
          <div class="pair">
            <Select
              {...f('column')}
              label="栏目"
              options={[
                { value: '', label: '选一个栏目' },
                ...COLUMNS.filter(({ code }) => roadOf(code) === undefined || code === p.values['column']).map(({ code, name, law }) => ({
                  value: code,
                  label: `${name}（${law}）`,
                })),
              ]}
            />
            <TextField {...f('subject')} label="主题分类" optional hint="如：城乡建设、环境保护" />
          </div>
          <TextArea {...f('summary')} label="内容概述" rows={2} hint="目录里显示的一两句话（条例第十二条）" />
          <div class="pair">
            <TextField {...f('issuer')} label="发文机关" />
            <TextField {...f('documentNumber')} label="文号" optional hint="如：西响应发〔2019〕3号" />
          </div>
          <div class="pair">
            <TextField {...f('formedOn')} label="成文日期" type="date" hint="公开期限从这一天起算" />
            <TextField {...f('countedFrom')} label="另有起算日期" type="date" optional hint="预算决算填批复日期，解读填文件公开日期" />
          </div>
          <TextField {...f('validUntil')} label="有效期至" type="date" short optional />
          <TextArea {...f('body')} label="正文" rows={16} hint="可以从 Word、WPS 粘贴；也可以在下面上传文件，由平台转成网页。一个空行分一段" />
          <Editor />
          <FileField
            name="document"
            label="由文件生成正文"
            accept=".docx,.xlsx,.pdf"
            errors={p.errors}
            hint=".docx、.xlsx 或 .pdf；批注、修订和隐藏内容不会带进来。原件作为附件一起公开，收下时删去作者等属性；里面有看不见的内容的，要换上干净的文件"
            optional
          />
          <Kept files={p.files} />
          <FileField
            name="files"
            label="加附件"
            multiple
            errors={p.errors}
            hint="Word、Excel、PDF、图片和文本；照片里的拍摄地点等信息会删去，加密的不能收"
            optional
          />
          <p class="row mt-5">
            <button class="button">存稿</button>
          </p>
        </form>
      </div>
      <script src={islands.editor.path} defer />
    </ConsolePage>
  )
}

const COMMANDS: readonly (readonly [command: string, name: string])[] = [
  ['formatBlock h2', '一级标题'],
  ['formatBlock h3', '二级标题'],
  ['formatBlock p', '正文'],
  ['bold', '加粗'],
  ['insertUnorderedList', '项目列表'],
  ['insertOrderedList', '编号列表'],
  ['createLink', '链接'],
  ['undo', '撤销'],
]
/** Laid over the field of the words by its island; without a script it stays hidden and the field does the job. */
const Editor = () => (
  <div class="editor" data-editor="body" hidden>
    <div role="toolbar" aria-label="正文格式" class="row tight">
      {COMMANDS.map(([command, name], i) => (
        <button type="button" class="button plain" data-command={command} tabindex={i === 0 ? 0 : -1}>
          {name}
        </button>
      ))}
    </div>
    {/* biome-ignore lint/a11y/useFocusableInteractive: what can be edited can be focused */}
    <div class="input prose" contenteditable="true" role="textbox" aria-multiline="true" aria-label="正文" />
    <p class="small muted" role="status" />
  </div>
)

/** Files that are there already; unticking one leaves it out, and one may stay in the office. */
export const Kept = ({ files }: { files: readonly ItemFile[] }) =>
  files.length === 0 ? null : (
    <fieldset class="field">
      <legend>原件和附件</legend>
      {files.map(({ id, name, size, hidden = [], inside = false }) => (
        <div class="mt-2">
          <label class="choice">
            <input type="checkbox" name={`file-${id}`} value="1" checked />
            <span>
              <FileIcon /> {name} <span class="muted">{inBytes(size)}</span>
            </span>
          </label>
          <label class="choice">
            <input type="checkbox" name={`inside-${id}`} value="1" checked={inside} />
            <span>只供内部留存，不公开</span>
          </label>
          <Hidden hidden={hidden} />
        </div>
      ))}
    </fieldset>
  )

/** What hides in a file: what, where, and how it is removed. */
export const Hidden = ({ hidden }: { hidden: readonly string[] }) =>
  hidden.length === 0 ? null : (
    <div class="notice soon block">
      <p>
        <strong>里面有看不见的内容，不能照原样公开：</strong>
      </p>
      <ul class="bullets">
        {hidden.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
    </div>
  )
