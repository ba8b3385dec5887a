import { inChinese } from '../../../kernel/plain-date.ts'
import { ErrorSummary } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { EmptyTable } from '../../../ui/table.tsx'
import type { RetainedFile } from '../archive/erase-store.ts'

type Props = ConsoleFrame & { files: readonly RetainedFile[]; refused: { number: string; because: string; grounds: string } | null }

/** What is over is looked at one by one: nothing goes by itself. */
export const RetentionPage = (p: Props) => (
  <ConsolePage {...p} title="保管期满的档案">
    {p.refused && <ErrorSummary errors={{ [`grounds-${p.refused.number}`]: p.refused.because }} />}
    <p>清除后，申请人、文字和附件不再保留；编号、日期、答复类型和金额留下，历年报告的数字不变。</p>
    {p.files.length === 0 ? (
      <EmptyTable words="没有保管期满的档案" />
    ) : (
      p.files.map((file) => (
        <section class="panel mt-4">
          <h2>
            <a href={`/staff/requests/${file.number}`}>{file.number}</a>
          </h2>
          <p>{file.subject}</p>
          <p class="muted">
            {inChinese(file.concludedOn)}办结，{inChinese(file.archivedOn)}归档，保管到{inChinese(file.eraseAfter)}
          </p>
          <form method="post" action={`/staff/requests/${file.number}/erase`} class="row mt-3">
            <label for={`grounds-${file.number}`}>鉴定意见</label>
            <input class="input" id={`grounds-${file.number}`} name="grounds" value={p.refused?.number === file.number ? p.refused.grounds : ''} />
            <button class="button">鉴定后清除</button>
          </form>
        </section>
      ))
    )}
  </ConsolePage>
)
