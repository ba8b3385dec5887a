import { beijingDay, inChinese, inShortChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { covered } from '../../../../kernel/release-gate.ts'
import { ErrorSummary, type FieldErrors, TextArea, type Values } from '../../../../ui/form.tsx'
import { LightMark } from '../../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable } from '../../../../ui/table.tsx'
import type { Calendar } from '../../../calendar/index.ts'
import { aboutHref, answerBy, messageKindName, standingOf } from '../message.ts'
import { type ListedMessage, type Message, MESSAGE_TABS, type MessagePlace, type MessageTab, messageTabName } from '../message-store.ts'

type At = { readonly today: PlainDate; readonly calendar: Calendar }
type DeskProps = ConsoleFrame &
  At & { tab: MessageTab; rows: readonly ListedMessage[]; next: MessagePlace | null; counts: Readonly<Record<'waiting' | 'held', number>> }
const tabHref = (tab: MessageTab): string => `/staff/disclosure/messages${tab === 'waiting' ? '' : `?tab=${tab}`}`
const MOST_SHOWN = 60

/** `/staff/disclosure/messages`. */
export const MessageDeskPage = (p: DeskProps) => (
  <ConsolePage {...p} title="留言和纠错">
    <nav class="tabs" aria-label="按环节">
      {MESSAGE_TABS.map((tab) => (
        <a href={tabHref(tab)} aria-current={tab === p.tab ? 'page' : null}>
          {messageTabName[tab]}
          {tab !== 'done' && <span> {p.counts[tab]}</span>}
        </a>
      ))}
    </nav>
    <div class="panel flush mt-3">
      <DataTable boxed caption={messageTabName[p.tab]} columns={columnsOf(p)} rows={p.rows} empty="这一类现在没有留言" />
    </div>
    {p.next && (
      <nav class="pager mt-4" aria-label="分页">
        <a href={`/staff/disclosure/messages?tab=${p.tab}&after=${encodeURIComponent(`${p.next.at}~${p.next.id}`)}`} rel="next">
          下一页
        </a>
      </nav>
    )}
  </ConsolePage>
)

const columnsOf = (p: DeskProps): readonly Column<ListedMessage>[] => [
  { head: '编号', line: true, rowHead: true, cell: ({ number }) => <a href={`/staff/disclosure/messages/${number}`}>{number}</a> },
  { head: '种类', line: true, cell: ({ kind }) => messageKindName[kind] },
  { head: '内容', cell: ({ body }) => (body.length > MOST_SHOWN ? `${body.slice(0, MOST_SHOWN)}……` : body) },
  { head: '收到', line: true, wide: true, cell: ({ arrived_on }) => inShortChinese(arrived_on, p.today) },
  p.tab === 'waiting'
    ? { head: '最迟答复', line: true, cell: (row) => <Due message={row} {...p} /> }
    : {
        head: '答复',
        line: true,
        cell: ({ replied_at, replied_by }) => (replied_at ? `${inShortChinese(beijingDay(replied_at), p.today)}　${replied_by ?? ''}` : ''),
      },
]

const WORD = { fails: '超过 3 个月，单项否决', costs: '超过 2 个月，扣分', late: '超期', open: '正常' } as const
const Due = ({ message: { kind, arrived_on }, today, calendar }: At & { message: Message }) => {
  const standing = standingOf(kind, arrived_on, today, calendar)
  return (
    <>
      <LightMark light={standing === 'open' ? 'ok' : 'late'} word={WORD[standing]} /> {inShortChinese(answerBy(kind, arrived_on, calendar), today)}
    </>
  )
}

type OneProps = ConsoleFrame &
  At & { message: Message; values: Values; errors: FieldErrors; mayAnswer: boolean; maySettle: boolean; mayUnmask: boolean; contact: string | undefined }
/** `/staff/disclosure/messages/:number`: what was written, the answer, and whether everybody may read it. */
export const StaffMessagePage = (p: OneProps) => {
  const { message } = p
  const address = `/staff/disclosure/messages/${message.number}`
  return (
    <ConsolePage {...p} title={`留言 ${message.number}`}>
      <ErrorSummary errors={p.errors} />
      <section class="panel">
        <p class="row">
          <span class="badge">{messageKindName[message.kind]}</span> <span class="muted">{inChinese(message.arrived_on)}收到</span>
          {message.replied_at === null && <Due {...p} />}
        </p>
        {message.body.split('\n').map((line) => (
          <p class="mt-2">{line}</p>
        ))}
        {message.about && (
          <p class="mt-2">
            关于：<a href={aboutHref(message.about)}>{message.about_title || message.about}</a>
          </p>
        )}
        {p.contact !== undefined && <p class="notice mt-3">联系方式：{p.contact}</p>}
        {p.mayUnmask && message.contact_sealed !== null && p.contact === undefined && (
          <form method="post" action={`${address}/contact`} class="mt-3">
            <button class="button plain">查看联系方式（留痕）</button>
          </form>
        )}
      </section>
      {message.replied_at !== null && <Replied {...p} />}
      {p.mayAnswer && (
        <form class="panel mt-4" method="post" action={`${address}/answer`}>
          <h2>答复</h2>
          <TextArea name="reply" label="答复内容" rows={6} values={p.values} errors={p.errors} hint="留言人凭编号和查询码看到" />
          <label class="choice mt-3">
            <input type="checkbox" name="public" value="1" checked={p.values['public'] === '1'} />
            <span>拟公开：由审核人或者签发人放行后，所有人都能看到（不带姓名和联系方式）</span>
          </label>
          <button class="button mt-3">答复</button>
        </form>
      )}
      <p class="mt-4">
        <a href="/staff/disclosure/messages">回到留言和纠错</a>
      </p>
    </ConsolePage>
  )
}

const Replied = ({ message, maySettle, today }: OneProps) => (
  <section class="panel mt-4">
    <h2>答复</h2>
    {message.reply.split('\n').map((line) => (
      <p class="mt-2">{line}</p>
    ))}
    <p class="muted mt-2">
      {message.replied_at && inShortChinese(beijingDay(message.replied_at), today)}　{message.replied_by}
      {message.released_at ? `；${message.released_by ?? ''}放行公开` : message.wants_public ? '；拟公开，等另一人放行' : '；不公开'}
    </p>
    {maySettle && (
      <>
        <h3 class="mt-4">公开以后是这样</h3>
        <p class="mt-2">{covered(message.body)}</p>
        <p class="mt-2">{covered(message.reply)}</p>
        <form method="post" action={`/staff/disclosure/messages/${message.number}/release`} class="mt-3">
          <button class="button">放行公开</button>
        </form>
        <form method="post" action={`/staff/disclosure/messages/${message.number}/keep`} class="mt-3">
          <button class="button plain">不公开</button>
        </form>
      </>
    )}
  </section>
)
