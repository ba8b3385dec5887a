import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { channelName, mayCancel, maySendAgain, outcomeName, stateName } from '../message.ts'
import type { AttemptRow, MessageRecord } from '../message-store.ts'
import { momentOf } from './messages.tsx'

export type MessageProps = ConsoleFrame & {
  message: MessageRecord
  attempts: readonly AttemptRow[]
  values: Values
  errors: FieldErrors
}

const columns: readonly Column<AttemptRow>[] = [
  { head: '时间', line: true, cell: (row) => momentOf(row.at) },
  { head: '第几次', num: true, cell: (row) => row.number },
  { head: '结果', rowHead: true, cell: (row) => outcomeName[row.outcome] },
  { head: '原因', cell: (row) => row.because ?? '—' },
]

/** One message: what it says, what was tried, and what can be done. */
export const MessagePage = (p: MessageProps) => (
  <ConsolePage {...p} title={`消息：${p.message.eventKey}`}>
    <ErrorSummary errors={p.errors} />
    <p>
      <a href="/staff/messages">全部消息</a>
    </p>
    <section class="panel mt-3">
      <h2>{p.message.subject}</h2>
      {p.message.body.split('\n').map((line) => (
        <p>{line}</p>
      ))}
      <Facts message={p.message} />
    </section>
    <section class="panel mt-4">
      <h2>试发</h2>
      <DataTable caption="每一次试发" columns={columns} rows={p.attempts} empty="还没有试发" />
    </section>
    <Steps {...p} />
  </ConsolePage>
)

const Facts = ({ message }: { message: MessageRecord }) => (
  <dl class="facts mt-3">
    <dt>状态</dt>
    <dd>
      {stateName[message.state]}
      {message.sentAt && `，${momentOf(message.sentAt)}`}
      {message.state === 'waiting' && `，${momentOf(message.nextAt)} 起可以发`}
      {message.cancelledBecause && `，${message.cancelledBecause}`}
    </dd>
    <dt>收件人</dt>
    <dd>
      {message.addressMasked}（{channelName[message.channel]}
      {message.essential && '，必要消息'}）
    </dd>
    <dt>排队</dt>
    <dd>{momentOf(message.createdAt)}</dd>
    {message.providerId && (
      <>
        <dt>邮件编号</dt>
        <dd>{message.providerId}</dd>
      </>
    )}
  </dl>
)

const Steps = ({ message, values, errors }: MessageProps) =>
  !maySendAgain(message.state) && !mayCancel(message.state) ? null : (
    <section class="panel mt-4">
      <h2>办理</h2>
      {maySendAgain(message.state) && (
        <form method="post" action={`/staff/messages/${message.id}/again`}>
          <p class="row mt-3">
            <button class="button">再次发送</button>
            <span class="muted">从第一次试发重新开始</span>
          </p>
        </form>
      )}
      {mayCancel(message.state) && (
        <details class="do mt-3" open={Object.keys(errors).length > 0}>
          <summary>取消这条消息</summary>
          <form method="post" action={`/staff/messages/${message.id}/cancel`}>
            <TextField name="reason" label="取消的理由" values={values} errors={errors} hint="取消以后不能再发，地址随即抹去" />
            <p class="row mt-3">
              <button class="button warn">取消消息</button>
            </p>
          </form>
        </details>
      )}
    </section>
  )
