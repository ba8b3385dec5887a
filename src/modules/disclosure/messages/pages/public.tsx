import { beijingDay, inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { covered } from '../../../../kernel/release-gate.ts'
import { ErrorSummary, type FieldErrors, Radios, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../../../ui/page.tsx'
import { EmptyTable, Onward } from '../../../../ui/table.tsx'
import { aboutHref, daysFor, MESSAGE_KINDS, messageKindName } from '../message.ts'
import type { ListedMessage, Message, MessagePlace } from '../message-store.ts'

const HOME = { label: '政府信息公开', href: '/disclosure' }
const LIST = { label: '留言和纠错', href: '/disclosure/messages' }
const Lines = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line) => (
      <p class="mt-2">{line}</p>
    ))}
  </>
)

/** `/disclosure/messages`: what was asked and answered, for everybody; without names, numbers covered. */
export const MessagesPage = (p: PublicFrame & { rows: readonly ListedMessage[]; next: MessagePlace | null; isFirst: boolean }) => (
  <PublicPage {...p} title="留言和纠错" current="disclosure" crumbs={[HOME, { label: '留言和纠错' }]}>
    <div class="wrap narrow stack mt-4">
      <h1>留言和纠错</h1>
      <p class="lead">
        有疑问、发现错误、有建议，都可以写在这里：纠错 {daysFor('correction')} 个工作日、其他 {daysFor('question')} 个工作日内答复。要申请没有公开的信息，请
        <a href="/requests/new">依法申请</a>。
      </p>
      <p class="row">
        <a class="button" href="/disclosure/messages/new">
          写留言
        </a>{' '}
        <a href="/disclosure/messages/follow">查答复</a>
      </p>
      <h2>答复选登</h2>
      {p.rows.length === 0 && <EmptyTable words="还没有公开的留言和答复" />}
      {p.rows.map((row) => (
        <article class="panel" id={row.number}>
          <h3>
            {messageKindName[row.kind]}　<span class="muted">{row.number}</span>
          </h3>
          <Lines text={covered(row.body)} />
          {row.about && <About about={row.about} title={row.about_title} />}
          <p class="mt-3">
            <b>答复</b>　<span class="muted">{row.replied_at && inChinese(beijingDay(row.replied_at))}</span>
          </p>
          <Lines text={covered(row.reply)} />
        </article>
      ))}
      <Onward
        first={p.isFirst ? null : '/disclosure/messages'}
        next={p.next && `/disclosure/messages?after=${encodeURIComponent(`${p.next.at}~${p.next.id}`)}`}
      />
    </div>
  </PublicPage>
)

const About = ({ about, title }: { about: string; title: string }) => (
  <p class="muted mt-2">
    关于：<a href={aboutHref(about)}>{title || about}</a>
  </p>
)

type FormProps = PublicFrame & { formKey: string; values: Values; errors: FieldErrors; about: string; aboutTitle: string }
/** `/disclosure/messages/new`: no account, no script; what is typed stays when something is wrong. */
export const MessageFormPage = (p: FormProps) => (
  <PublicPage {...p} title="写留言" current="disclosure" crumbs={[HOME, LIST, { label: '写留言' }]}>
    <div class="wrap narrow stack mt-4">
      <ErrorSummary errors={p.errors} />
      <h1>写留言</h1>
      <p class="muted">不用注册。提交后得到编号和查询码，凭它们查答复。联系方式加密保存，不公开；公开答复时，写到的电话、证件号码会遮住。</p>
      <form method="post" action="/disclosure/messages">
        <input type="hidden" name="key" value={p.formKey} />
        <input type="hidden" name="about" value={p.about} />
        {p.about && <About about={p.about} title={p.aboutTitle} />}
        <Radios
          name="kind"
          label="哪一种"
          values={p.values}
          errors={p.errors}
          options={MESSAGE_KINDS.map((kind) => ({ value: kind, label: messageKindName[kind] }))}
        />
        <TextArea name="body" label="您要说的" rows={7} values={p.values} errors={p.errors} hint="纠错的，写明哪一处、应当是什么" />
        <TextField name="contact" label="联系方式" values={p.values} errors={p.errors} optional hint="电话或者邮箱，需要了解情况时联系您" />
        <p class="mt-4">
          <button class="button">提交</button>
        </p>
      </form>
    </div>
  </PublicPage>
)

/** After a message was taken: its number and its code, once. */
export const MessageTakenPage = (p: PublicFrame & { message: Message; code: string; until: PlainDate }) => (
  <PublicPage {...p} title="留言已收到" current="disclosure" crumbs={[HOME, LIST, { label: '已收到' }]}>
    <div class="wrap narrow stack mt-4">
      <h1>留言已收到</h1>
      <dl class="facts">
        <dt>编号</dt>
        <dd>
          <strong class="big">{p.message.number}</strong>
        </dd>
        <dt>查询码</dt>
        <dd>
          <strong class="big">{p.code}</strong>
        </dd>
        <dt>答复</dt>
        <dd>
          {inChinese(p.until)}前，在<a href="/disclosure/messages/follow">查答复</a>里凭编号和查询码看
        </dd>
      </dl>
      <p class="notice">请记下或者打印这一页：查询码只显示这一次。</p>
    </div>
  </PublicPage>
)

type FollowProps = PublicFrame & { values: Values; errors: FieldErrors; message: Message | null; until: PlainDate | null }
/** `/disclosure/messages/follow`: a message and its answer, for who has its code. */
export const FollowPage = (p: FollowProps) => (
  <PublicPage {...p} title="查留言的答复" current="disclosure" crumbs={[HOME, LIST, { label: '查答复' }]}>
    <div class="wrap narrow stack mt-4">
      <ErrorSummary errors={p.errors} />
      <h1>查留言的答复</h1>
      {p.message ? (
        <section class="panel">
          <h2>
            {p.message.number}　{messageKindName[p.message.kind]}
          </h2>
          <Lines text={p.message.body} />
          {p.message.about && <About about={p.message.about} title={p.message.about_title} />}
          <h3 class="mt-4">
            {p.message.replied_at ? `${inChinese(beijingDay(p.message.replied_at))}答复` : `正在办理，${p.until ? inChinese(p.until) : ''}前答复`}
          </h3>
          <Lines text={p.message.reply} />
        </section>
      ) : (
        <form method="post" action="/disclosure/messages/follow">
          <TextField name="number" label="留言编号" values={p.values} errors={p.errors} short />
          <TextField name="code" label="查询码" values={p.values} errors={p.errors} short autocomplete="off" />
          <p class="mt-4">
            <button class="button">查</button>
          </p>
        </form>
      )}
    </div>
  </PublicPage>
)
