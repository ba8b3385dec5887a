import { ErrorSummary, type FieldErrors, FileField, inBytes } from '../../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { DataTable } from '../../../../ui/table.tsx'
import type { Refusal } from '../../../../kernel/refusal.ts'
import type { RedactedCopy } from '../../../redaction/index.ts'
import { pathOf } from '../../letters/subject.ts'
import { type Answer, type Copy, coveredIn, momentOf, standing } from '../copy.ts'
import { copiesPath } from './panels.tsx'

export type CopiesProps = ConsoleFrame & {
  answer: Answer & { readonly subject: string }
  copies: readonly Copy[]
  /** The redacted copies of the request that could be added. */
  redacted: readonly RedactedCopy[]
  /** Why nothing can be added or taken back now. */
  closed: { readonly add: Refusal | undefined; readonly withdraw: Refusal | undefined }
  lookedAt: boolean
  errors: FieldErrors
}

/** `/staff/requests/:number/copies`: the files that go to the applicant with the answer. */
export const CopiesPage = (p: CopiesProps) => {
  const { answer, closed } = p
  const mayChange = p.viewer.role === 'information-officer'
  const sentence = closed.withdraw ?? closed.add
  return (
    <ConsolePage {...p} title={`提供给申请人的文件 ${answer.number}`}>
      <ErrorSummary errors={p.errors} />
      <section class="panel">
        <p>
          <a href={pathOf(answer)}>
            <strong>{answer.subject.length > 50 ? `${answer.subject.slice(0, 50)}……` : answer.subject}</strong>
          </a>
          {answer.anew !== undefined && '（责令重新作出的答复）'}
        </p>
        {sentence ? (
          <p class="notice soon block mt-2">{`${sentence.because}。`}</p>
        ) : (
          <p class="muted">答复寄出以后，申请人凭编号和查询码在办理进度页下载这里列的文件；寄出以前可以增减，寄出以后不能撤下。</p>
        )}
      </section>
      <div class={mayChange && !closed.add ? 'grid side mt-4' : 'mt-4'}>
        {mayChange && !closed.add && (
          <aside class="grid">
            <FromRedacted {...p} />
            <Plain {...p} />
          </aside>
        )}
        <div class="grid">
          <Standing {...p} mayWithdraw={mayChange && !closed.withdraw} />
          <Withdrawn {...p} />
        </div>
      </div>
    </ConsolePage>
  )
}

const FromRedacted = ({ answer, redacted, copies, errors }: CopiesProps) => {
  const taken = new Set(standing(copies, answer).map(({ product }) => product))
  const free = redacted.filter(({ id }) => !taken.has(id))
  return (
    <section class="panel" id="product">
      <h2>从区分处理件里选</h2>
      {errors['product'] && <p class="error">{errors['product']}</p>}
      {free.length === 0 && <p class="muted">{redacted.length === 0 ? '还没有生成过区分处理件。' : '生成的都已经列入。'}</p>}
      {free.length > 0 && (
        <form method="post" action={copiesPath(answer.number)}>
          <ul class="files">
            {free.map((one) => (
              <li>
                <div>
                  <a href={`/staff/requests/${answer.number}/redactions/${one.draft}/proof`}>{one.name}</a>
                  <br />
                  <span class="small muted">
                    {momentOf(one.at)}，{inBytes(one.size)}
                    {one.pages !== null && `，${one.pages} 页`}
                    {`。${coveredIn({ product: one.id, places: one.places })}`}
                  </span>
                  {!one.isLatest && <p class="small error">同一份文件后来又生成过，请核对要哪一份</p>}
                  {one.elsewhere > 0 && <p class="small error">有 {one.elsewhere} 段被框住的文字在别处还有，没有遮盖</p>}
                  <p class="mt-2">
                    <button class="button plain" name="product" value={one.id} aria-label={`列入 ${one.name}，${momentOf(one.at)}生成`}>
                      列入
                    </button>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </form>
      )}
      <p class="mt-3">
        <a href={`/staff/requests/${answer.number}/redactions`}>去作区分处理</a>
      </p>
    </section>
  )
}

const Plain = ({ answer, errors, lookedAt }: CopiesProps) => (
  <section class="panel">
    <h2>没有要遮盖的文件</h2>
    <form method="post" action={`${copiesPath(answer.number)}/plain`} enctype="multipart/form-data">
      <FileField
        name="document"
        label="上传文件"
        accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.txt"
        errors={errors}
        hint="原样提供，不超过 10 MB。先检索个人信息；文件属性、批注也会一起交出"
      />
      <label class="choice">
        <input type="checkbox" name="lookedAt" value="1" checked={lookedAt} />
        <span>已核对：检索到的个人信息可以公开</span>
      </label>
      <p class="mt-3">
        <button class="button plain">上传并列入</button>
      </p>
    </form>
  </section>
)

const Standing = ({ answer, copies, errors, mayWithdraw }: CopiesProps & { mayWithdraw: boolean }) => {
  const signedAt = answer.signedAt
  return (
    <section class="panel" id="copy">
      <h2>列入的文件</h2>
      {errors['copy'] && <p class="error">{errors['copy']}</p>}
      <DataTable
        caption="提供给申请人的文件"
        rows={standing(copies, answer)}
        empty="还没有列入文件"
        columns={[
          { head: '文件', rowHead: true, cell: (copy) => <a href={`${copiesPath(answer.number)}/${copy.id}`}>{copy.name}</a> },
          { head: '大小', line: true, cell: (copy) => `${inBytes(copy.size)}${copy.pages === null ? '' : `，${copy.pages} 页`}` },
          { head: '遮盖', cell: (copy) => coveredIn(copy) },
          {
            head: '列入',
            cell: (copy) => `${copy.releasedBy}，${momentOf(copy.releasedAt)}${signedAt && copy.releasedAt > signedAt ? '（签发以后列入）' : ''}`,
          },
          { head: '申请人首次打开', cell: (copy) => (copy.openedAt ? momentOf(copy.openedAt) : '还没有打开') },
          ...(mayWithdraw
            ? [
                {
                  head: '办理',
                  cell: (copy: Copy) => (
                    <form method="post" action={`${copiesPath(answer.number)}/${copy.id}/withdraw`}>
                      <button class="button plain" aria-label={`撤下 ${copy.name}`}>
                        撤下
                      </button>
                    </form>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  )
}

const Withdrawn = ({ copies }: CopiesProps) => {
  const gone = copies.flatMap((copy) => (copy.withdrawn ? [{ ...copy, withdrawn: copy.withdrawn }] : []))
  return gone.length === 0 ? null : (
    <section class="panel">
      <h2>撤下的</h2>
      <ul class="dots">
        {gone.map(({ name, withdrawn }) => (
          <li>
            {name}：{withdrawn.by}，{momentOf(withdrawn.at)}
          </li>
        ))}
      </ul>
    </section>
  )
}
