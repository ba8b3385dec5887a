import { beijingDay, beijingTime, inShortChinese } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, FileField, FileIcon, inBytes } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import type { Attachment } from '../../files/index.ts'
import type { DraftBrief } from '../store.ts'

export const momentOf = (at: Date): string => `${inShortChinese(beijingDay(at))} ${beijingTime(at).slice(0, 5)}`
export const pathOf = (number: string): string => `/staff/requests/${number}/redactions`

type Props = ConsoleFrame & {
  request: { readonly number: string; readonly subject: string; readonly stage: string }
  drafts: readonly DraftBrief[]
  files: readonly Attachment[]
  errors: FieldErrors
}

/** `/staff/requests/:number/redactions`: the files of a request that are parted into what is told and what is not. */
export const RedactionsPage = (p: Props) => (
  <ConsolePage {...p} title={`区分处理 ${p.request.number}`}>
    <ErrorSummary errors={p.errors} />
    <section class="panel">
      <p class="row tight">
        <a href={`/staff/requests/${p.request.number}`}>
          <strong>{p.request.subject.length > 50 ? `${p.request.subject.slice(0, 50)}……` : p.request.subject}</strong>
        </a>
        <span class="badge">{p.request.stage}</span>
      </p>
      <p class="muted">
        申请公开的信息中含有不应当公开的内容，但是能够作区分处理的，应当提供可以公开的部分，并说明不予公开的理由（条例第三十七条）。原件留在工作台里，交出去的是重新写成的副本。
      </p>
    </section>
    <div class="grid side mt-4">
      <aside class="grid">
        <section class="panel">
          <h2>处理一份文件</h2>
          <form method="post" action={pathOf(p.request.number)} enctype="multipart/form-data">
            <FileField
              name="document"
              label="上传文件"
              accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
              errors={p.errors}
              hint="PDF、Word（.docx）、Excel（.xlsx）或图片，不超过 10 MB"
            />
            <p class="mt-3">
              <button class="button">上传并检索</button>
            </p>
          </form>
        </section>
        {p.files.length > 0 && (
          <section class="panel">
            <h2>申请所附的文件</h2>
            <ul class="files">
              {p.files.map((file) => (
                <li>
                  <FileIcon />
                  <div>
                    {file.name}
                    <br />
                    <span class="muted">{inBytes(file.size)}</span>
                    <form method="post" action={pathOf(p.request.number)}>
                      <button class="button plain" name="file" value={file.id}>
                        处理这份
                      </button>
                    </form>
                  </div>
                </li>
              ))}
            </ul>
          </section>
        )}
      </aside>
      <section class="panel">
        <h2>处理中和已生成的</h2>
        <DataTable
          caption="区分处理的文件"
          rows={p.drafts}
          empty="还没有处理过文件"
          columns={[
            { head: '文件', rowHead: true, cell: (row) => <a href={`${pathOf(p.request.number)}/${row.id}`}>{row.name}</a> },
            { head: '上次改动', cell: (row) => `${row.editedBy}，${momentOf(row.editedAt)}` },
            {
              head: '副本',
              cell: (row) => (row.products > 0 ? <a href={`${pathOf(p.request.number)}/${row.id}/proof`}>已生成 {row.products} 份，看证明</a> : '还没有生成'),
            },
          ]}
        />
      </section>
    </div>
  </ConsolePage>
)
