import { inChinese } from '../../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, FileField, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { DataTable } from '../../../../ui/table.tsx'
import {
  type FieldKey,
  FIELDS,
  fieldsOf,
  type Fix,
  Fixes,
  isNeeded,
  type LetterCode,
  letterOf,
  type LetterRecord,
  type Missing,
  MissingFields,
} from '../../../letters/index.ts'
import type { RequestState } from '../../request.ts'
import { notReplacedBecause, notSignedBecause } from '../closed-letters.ts'
import { isOutdated } from '../letter-of.ts'
import { trackOf } from '../../versions/version.ts'
import { Postings, type PostingsProps } from './postings.tsx'

/** Filled in from the records and from the office; the form shows the rest. */
export const FIXED: readonly FieldKey[] = [
  ...(['agency', 'office', 'phone', 'agencyAddress', 'you', 'documentNumber', 'letterDate'] as const),
  ...(['requestNumber', 'applicant', 'receivedOn', 'channel', 'remedy'] as const),
]
export const formFields = (code: LetterCode): FieldKey[] => fieldsOf(code).filter((key) => !FIXED.includes(key))

export type LetterForm = {
  readonly code: LetterCode
  readonly key: string
  readonly values: Values
  readonly errors: FieldErrors
  readonly missing: readonly Missing[]
  readonly remedy: string
}
export type RequestLettersProps = ConsoleFrame &
  PostingsProps & {
    number: string
    /** They are about an answer that was ordered anew. */
    isAnew: boolean
    applicantMasked: string
    state: RequestState
    fitting: readonly LetterCode[]
    mayMake: boolean
    maySign: boolean
    form: LetterForm | null
    fixes: { readonly file: string; readonly fixes: readonly Fix[] } | null
    refused: string | null
  }

/** The letters of one request: those made, and those that can be made now. */
export const RequestLettersPage = (p: RequestLettersProps) => (
  <ConsolePage {...p} title={`${p.number} ${p.isAnew ? '重新答复' : ''}的文书`}>
    {p.refused && <ErrorSummary errors={{ '': p.refused }} />}
    {p.refusedPosting && <ErrorSummary errors={{ [`posting-${p.refusedPosting.id}-${p.refusedPosting.step}`]: p.refusedPosting.because }} />}
    {p.fixes && <Fixes {...p.fixes} />}
    {p.form && p.form.missing.length > 0 && <MissingFields missing={p.form.missing} />}
    <p class="mt-3">
      <a href={p.path}>回到{p.isAnew ? '复议和诉讼' : '申请'}</a>
    </p>
    {p.form && <MakeForm {...p} form={p.form} />}
    <MadeLetters {...p} />
    <Postings {...p} />
    {p.mayMake && (
      <section class="panel mt-4">
        <h2>可以制作</h2>
        <ul>
          {p.fitting.map((code) => (
            <li>
              <a href={`${p.path}/letters?code=${code}`}>
                {code} {letterOf(code).name}
              </a>
            </li>
          ))}
        </ul>
      </section>
    )}
  </ConsolePage>
)

export type MadeLettersProps = Pick<RequestLettersProps, 'path' | 'state' | 'letters' | 'posted' | 'mayMake' | 'maySign'>
/** The letters of a request with their files; it may stand on any page about the request. */
export const MadeLetters = (p: MadeLettersProps) => (
  <section class="panel mt-3">
    <h2>已制作</h2>
    <DataTable caption="已制作的文书" columns={columns(p)} rows={p.letters} empty="还没有制作文书" />
  </section>
)

const columns = (p: MadeLettersProps) =>
  [
    { head: '文号', rowHead: true, line: true, cell: (one: LetterRecord) => one.number ?? '不编号' },
    { head: '文书', cell: (one: LetterRecord) => `${one.code} ${letterOf(one.code).name}` },
    { head: '成文', line: true, cell: (one: LetterRecord) => inChinese(one.madeOn) },
    {
      head: '稿次',
      cell: (one: LetterRecord) => (
        <>
          {`第 ${one.edition} 稿（${one.kind === 'edited' ? '在 Word 里改过' : `范本第 ${one.templateVersion} 版`}），${one.by}`}
          {one.edition > 1 && (
            <>
              <br />
              <a href={`${p.path}/versions?of=${trackOf(p.state, one.code)}&to=${one.id}:${one.edition}`}>与上一稿对照</a>
            </>
          )}
        </>
      ),
    },
    {
      head: '文件',
      cell: (one: LetterRecord) =>
        one.docx === '' ? (
          '已清除'
        ) : (
          <span class="row tight">
            <a href={`${p.path}/letters/${one.id}/docx`} aria-label={`下载 ${one.number ?? one.code} 的 Word`}>
              Word
            </a>
            <a href={`${p.path}/letters/${one.id}/pdf`} aria-label={`下载 ${one.number ?? one.code} 的 PDF`}>
              PDF
            </a>
            {one.unshown !== '' && <span class="error">PDF 的字库里没有：{[...one.unshown].join('、')}。请打印 Word，或者请系统管理员加装字库后重新上传</span>}
          </span>
        ),
    },
    {
      head: '签发',
      cell: (one: LetterRecord) =>
        one.signedBy === null && one.docx !== '' ? <Unsigned p={p} letter={one} /> : one.signedBy === null ? '未签发' : `${one.signedBy}签发`,
    },
  ] as const

const Unsigned = ({ p, letter }: { p: MadeLettersProps; letter: LetterRecord }) => {
  if (isOutdated(p.state, letter, p.letters)) return <span class="muted">不再适用</span>
  if (p.posted.get(letter.id)?.keptBack) return <span class="muted">不再寄送</span>
  const signing = notSignedBecause(p.state, letter, p.letters)
  const mayMake = p.mayMake && !notReplacedBecause(p.state, letter, p.letters)
  const maySign = p.maySign && !signing
  return (
    <>
      {!mayMake && !maySign && (signing ? '未签发，随答复一并签发' : '未签发')}
      {maySign && <SignForm p={p} letter={letter} />}
      {mayMake && <EditForm p={p} letter={letter} />}
    </>
  )
}

const SignForm = ({ p, letter }: { p: MadeLettersProps; letter: LetterRecord }) => (
  <form method="post" action={`${p.path}/letters/${letter.id}/sign`}>
    <input type="hidden" name="edition" value={letter.edition} />
    <button class="button plain" aria-label={`签发 ${letter.number ?? letter.code}`}>
      签发
    </button>
  </form>
)

const EditForm = ({ p, letter }: { p: MadeLettersProps; letter: LetterRecord }) => (
  <details class="do" id={`edit-${letter.id}`}>
    <summary>未签发，上传修改稿</summary>
    <form method="post" action={`${p.path}/letters/${letter.id}/edited`} enctype="multipart/form-data">
      <FileField id={`file-${letter.id}`} name="file" label="在 Word 里改好的文件" accept=".docx" errors={{}} hint="文号不能改；修订要接受，批注要删去" />
      <p class="row mt-3">
        <button class="button">上传</button>
      </p>
    </form>
  </details>
)

const MakeForm = (p: RequestLettersProps & { form: LetterForm }) => {
  const { code, key, values, errors } = p.form
  return (
    <section class="panel mt-3">
      <h2>
        制作 {code} {letterOf(code).name}
      </h2>
      <p class="muted">
        依据：{letterOf(code).law}。申请人（{p.applicantMasked}）、收到日期、机关和成文日期自动填入。
      </p>
      <p class="muted">救济途径：{p.form.remedy}</p>
      <form method="post" action={`${p.path}/letters`}>
        <input type="hidden" name="code" value={code} />
        <input type="hidden" name="key" value={key} />
        {formFields(code).map((field) => {
          const { name, says, how } = FIELDS[field]
          const props = { name: field, label: name, values, errors, optional: !isNeeded(code, field), hint: errors[field] ? how : says }
          return LONG.has(field) ? <TextArea {...props} rows={field === 'body' ? 5 : 3} /> : <TextField {...props} />
        })}
        <p class="row mt-3">
          <button class="button">{letterOf(code).numbered ? '编号并制作' : '制作'}</button>
          <button class="button plain" name="preview" value="pdf">
            先看 PDF
          </button>
          <button class="button plain" name="preview" value="docx">
            先看 Word
          </button>
        </p>
      </form>
    </section>
  )
}

const LONG = new Set<FieldKey>([
  ...(['asked', 'body', 'reason', 'attachments', 'search', 'amendMatters', 'consultMatters'] as const),
  ...(['excessMatters', 'feeBasis', 'endedBecause', 'transfer', 'withheld', 'extensionReason'] as const),
])
