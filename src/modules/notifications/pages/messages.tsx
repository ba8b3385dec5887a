import { beijingDay, beijingTime } from '../../../kernel/plain-date.ts'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { channelName, STATES, stateName } from '../message.ts'
import type { Counts, MessageFilter, MessageRow } from '../message-store.ts'

/** The list with these filters; without a place it begins at its head. */
export function messagesHref(filter: MessageFilter, change: Partial<MessageFilter> = {}): string {
  const { state, event, after } = { ...filter, after: null, ...change }
  const query = new URLSearchParams()
  if (state) query.set('state', state)
  if (event) query.set('event', event)
  if (after !== null) query.set('after', String(after))
  return query.size > 0 ? `/staff/messages?${query}` : '/staff/messages'
}

export const momentOf = (at: Date): string => `${beijingDay(at)} ${beijingTime(at)}`

export type MessagesProps = ConsoleFrame & {
  /** Whether the viewer may read what messages say, and to whom. */
  reading: boolean
  counts: Counts
  filter: MessageFilter
  rows: readonly MessageRow[]
  next: number | null
  server: { readonly address: string; readonly from: string } | undefined
  trouble: { readonly at: Date; readonly because: string | null } | undefined
}

/** The state, with the moment that goes with it. */
function standing(row: MessageRow): string {
  const when = row.sentAt ? `，${momentOf(row.sentAt)}` : row.state === 'waiting' ? `，${momentOf(row.nextAt)} 起可以发` : ''
  return `${stateName[row.state]}${when}${row.attempts > 0 ? `，试发 ${row.attempts} 次` : ''}`
}

const columns = (reading: boolean): readonly Column<MessageRow>[] => [
  { head: '事件', rowHead: true, cell: (row) => (reading ? <a href={`/staff/messages/${row.id}`}>{row.eventKey}</a> : row.eventKey) },
  ...(reading ? [{ head: '标题', cell: (row: MessageRow) => row.subject }] : []),
  { head: reading ? '收件人' : '渠道', cell: (row) => (reading ? `${channelName[row.channel]} ${row.addressMasked}` : channelName[row.channel]) },
  { head: '排队', cell: (row) => momentOf(row.createdAt) },
  { head: '状态', cell: standing },
  { head: '最近原因', cell: (row) => row.lastError ?? '—' },
]

/** Messages, the newest first, under how many there are in each state. */
export const MessagesPage = (p: MessagesProps) => (
  <ConsolePage {...p} title="消息">
    <Server {...p} />
    <nav class="tabs mt-3" aria-label="按状态">
      <a href={messagesHref({ ...p.filter, state: '' })} aria-current={p.filter.state === '' ? 'page' : null}>
        全部（{STATES.reduce((sum, state) => sum + p.counts[state], 0)}）
      </a>
      {STATES.map((state) => (
        <a href={messagesHref({ ...p.filter, state })} aria-current={p.filter.state === state ? 'page' : null}>
          {stateName[state]}（{p.counts[state]}）
        </a>
      ))}
    </nav>
    <section class="panel mt-3">
      <form class="filters" method="get" action="/staff/messages">
        {p.filter.state && <input type="hidden" name="state" value={p.filter.state} />}
        <div class="field">
          <label for="event">事件（开头即可）</label>
          <input class="input" id="event" name="event" value={p.filter.event} placeholder="cases/XC20261125-0001" />
        </div>
        <div class="row tight">
          <button class="button">筛选</button>
        </div>
      </form>
    </section>
    <div class="panel flush mt-3">
      <DataTable boxed caption="消息，新的在前" columns={columns(p.reading)} rows={p.rows} empty="没有符合条件的消息" />
    </div>
    <Onward {...p} />
  </ConsolePage>
)

const Server = ({ server, trouble }: MessagesProps) => (
  <section class="panel">
    <h2>{server ? '邮件服务器已设置' : '没有设置邮件服务器，消息只排队、不发送'}</h2>
    <p class="mt-3">
      {server
        ? `经 ${server.address} 发出，发件人 ${server.from}。`
        : '由系统管理员设置 GONGKAI_SMTP_URL 和 GONGKAI_MAIL_FROM 并重新启动；排队的消息随后发出。'}
    </p>
    <p class="muted">{trouble ? `最近一次没有发成：${momentOf(trouble.at)}，${trouble.because ?? ''}` : '还没有发送失败的记录。'}</p>
  </section>
)

const Onward = ({ filter, next }: MessagesProps) =>
  filter.after === null && next === null ? null : (
    <nav class="pager mt-4" aria-label="分页">
      {filter.after !== null && <a href={messagesHref(filter)}>回到开头</a>}
      {next !== null && (
        <a href={messagesHref(filter, { after: next })} rel="next">
          下一页
        </a>
      )}
    </nav>
  )
