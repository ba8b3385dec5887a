import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../../../ui/form.tsx'
import type { Child } from '../../../../ui/jsx-runtime.ts'
import { type PublicFrame, PublicPage } from '../../../../ui/page.tsx'
import { columnsInWords } from '../../columns.ts'
import type { Subscriber } from '../subscriber-store.ts'
import { ColumnBoxes } from './channels.tsx'

const Narrow = (p: PublicFrame & { title: string; children: Child }) => (
  <PublicPage {...p} current="disclosure" crumbs={[{ label: '政府信息公开', href: '/disclosure' }, { label: '邮件订阅' }]}>
    <div class="wrap narrow section stack">
      <h1>{p.title}</h1>
      {p.children}
    </div>
  </PublicPage>
)

/** `/disclosure/subscribe`. */
export const SubscribePage = (p: PublicFrame & { values: Values; errors: FieldErrors }) => (
  <Narrow {...p} title="邮件订阅">
    <p class="lead">有新公开的信息，发邮件告诉您。每封邮件里都可以退订。</p>
    <ErrorSummary errors={p.errors} />
    <form method="post" action="/disclosure/subscribe" novalidate>
      <TextField {...p} name="mail" label="邮箱" type="email" autocomplete="email" hint="只用来发这些邮件，加密保存，退订就删除" />
      <ColumnBoxes chosen={(p.values['columns'] ?? '').split(' ')} hint="一个都不选就是全部栏目" />
      <p class="mt-4">
        <button class="button">订阅</button>
      </p>
    </form>
    <p class="muted">
      不想留邮箱的，可以用阅读器：<a href="/disclosure/items.atom">Atom</a>、<a href="/disclosure/items.rss">RSS</a>、
      <a href="/disclosure/feed.json">JSON Feed</a>； 程序取用看<a href="/developers">开放接口</a>。
    </p>
  </Narrow>
)

export const AskedPage = (p: PublicFrame) => (
  <Narrow {...p} title="请去邮箱确认">
    <p class="notice" role="status">
      确认邮件已经发出。打开里面的地址，订阅才开始。
    </p>
    <p>十分钟还没有收到的，看看垃圾邮件，或者再订阅一次。</p>
  </Narrow>
)

export const ConfirmPage = (p: PublicFrame & { token: string; one: Subscriber | undefined; done: boolean }) =>
  p.one === undefined ? (
    <Narrow {...p} title="这个地址已经不能用">
      <p>确认地址三天内有效，再次订阅以后只有最新的一个有效。</p>
      <p>
        <a href="/disclosure/subscribe">重新订阅</a>
      </p>
    </Narrow>
  ) : p.done && p.one.confirmed ? (
    <Narrow {...p} title="订阅好了">
      <p class="notice" role="status">
        {p.one.masked} 会收到：{columnsInWords(p.one.columns)}。
      </p>
    </Narrow>
  ) : (
    <Narrow {...p} title="确认订阅">
      <p>
        {p.one.masked}，订阅：{columnsInWords(p.one.wanted)}。
      </p>
      <form method="post" action={`/disclosure/subscribe/confirm/${p.token}`}>
        <button class="button">确认订阅</button>
      </form>
    </Narrow>
  )

export const EndPage = (p: PublicFrame & { token: string; one: Subscriber | undefined }) =>
  p.one === undefined ? (
    <Narrow {...p} title="没有在订阅">
      <p class="notice" role="status">
        已经退订，或者没有订阅过；邮箱地址没有留下。
      </p>
      <p>
        <a href="/disclosure/subscribe">重新订阅</a>
      </p>
    </Narrow>
  ) : (
    <Narrow {...p} title="退订">
      <p>
        {p.one.masked}，现在订阅：{columnsInWords(p.one.columns)}。
      </p>
      <form method="post" action={`/disclosure/subscribe/end/${p.token}`}>
        <button class="button">退订，并删除我的邮箱</button>
      </form>
    </Narrow>
  )
