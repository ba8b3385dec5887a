import { TextField } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import type { Reporter } from '../reporter.ts'

/** Asks why, before a reporter's telephone is shown. */
export const AskReporter = ({ number, missing = false }: { number: string; missing?: boolean }) => (
  <form method="post" action={`/staff/cases/${number}/reporter`}>
    <TextField
      id="reporter-why"
      name="why"
      label="为什么要联系"
      values={{}}
      errors={missing ? { why: '写明为什么要联系上报人，如“照片看不清位置，请他说明”' } : {}}
      hint="会连同您的账号记入操作留痕"
    />
    <p class="mt-2">
      <button class="button plain">显示联系方式</button>
    </p>
  </form>
)

/** The reporter's telephone and mail, once; without a reason the question again. */
export const ReporterPage = (p: ConsoleFrame & { number: string; reporter: Reporter | null }) => (
  <ConsolePage {...p} title={`联系上报人 ${p.number}`}>
    <section class="panel">
      {p.reporter ? (
        <>
          <dl class="facts">
            <dt>电话</dt>
            <dd>{p.reporter.phone ? <a href={`tel:${p.reporter.phone}`}>{p.reporter.phone}</a> : '没有留'}</dd>
            <dt>邮箱</dt>
            <dd>{p.reporter.email || '没有留'}</dd>
          </dl>
          <p class="muted mt-2">只显示这一次，已记入操作留痕。不要抄进会公开的说明里。</p>
        </>
      ) : (
        <AskReporter number={p.number} missing />
      )}
      <p class="mt-3">
        <a href={`/staff/cases/${p.number}`}>回到案件</a>
      </p>
    </section>
  </ConsolePage>
)
