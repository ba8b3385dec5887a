import { beijingDay, beijingTime } from '../../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../../../ui/form.tsx'
import { LightMark } from '../../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable, Onward } from '../../../../ui/table.tsx'
import { COLUMNS, columnsInWords } from '../../columns.ts'
import { changeName, channelName, deliveryStateName, maySendAgain } from '../channel.ts'
import type { DeliveryFilter, DeliveryRow } from '../delivery-store.ts'
import { MOST_COUNTED } from '../subscriber-store.ts'
import type { Platform } from '../platform-store.ts'

export type ChannelsProps = ConsoleFrame & {
  platforms: readonly Platform[]
  rows: readonly DeliveryRow[]
  next: number | null
  filter: DeliveryFilter
  failed: number
  subscribers: number
  keeping: boolean
  said: string
  /** A secret just made: the only time it is shown. */
  secret: { readonly name: string; readonly secret: string } | null
  /** The platform whose form is open; null for a new one. */
  editing: number | null
  values: Values
  errors: FieldErrors
}

export const momentOf = (at: Date): string => `${beijingDay(at)} ${beijingTime(at).slice(0, 5)}`
const hrefOf = ({ failed, platform, after }: DeliveryFilter): string => {
  const query = new URLSearchParams()
  if (failed) query.set('show', 'failed')
  if (platform !== null) query.set('platform', String(platform))
  if (after !== null) query.set('after', String(after))
  return query.size > 0 ? `/staff/channels?${query}` : '/staff/channels'
}

/** The state with its light, and the moment that goes with it. */
export const Standing = ({ row }: { row: DeliveryRow }) => {
  const light = { delivered: 'done', failed: 'late', held: 'hold', waiting: 'soon', sending: 'soon' } as const
  const when = row.state === 'delivered' && row.deliveredAt ? momentOf(row.deliveredAt) : row.state === 'waiting' ? `${momentOf(row.nextAt)} 起再送` : ''
  return (
    <div>
      <LightMark light={light[row.state]} word={deliveryStateName[row.state]} /> {when}
      {row.told !== null && `，${row.told} 人`}
      {row.attempts > 1 && `，试了 ${row.attempts} 次`}
    </div>
  )
}
export const wayOf = ({ channel, platform }: DeliveryRow): string => (platform === null ? channelName[channel] : `${channelName[channel]}到${platform}`)
export const Again = ({ row }: { row: DeliveryRow }) =>
  maySendAgain(row.channel, row.state) ? (
    <form method="post" action={`/staff/channels/deliveries/${row.id}/again`}>
      <button class="button plain">再送一次</button>
    </form>
  ) : null

const deliveryColumns = (keeping: boolean): readonly Column<DeliveryRow>[] => [
  { head: '信息', rowHead: true, cell: (row) => <a href={`/staff/channels/${row.number}`}>{row.title}</a> },
  { head: '变化', line: true, cell: (row) => changeName[row.change] },
  { head: '渠道', cell: wayOf },
  { head: '情况', cell: (row) => <Standing row={row} /> },
  { head: '原因', cell: (row) => row.lastError ?? '—' },
  ...(keeping ? [{ head: '办理', cell: (row: DeliveryRow) => <Again row={row} /> }] : []),
]

/** `/staff/channels`. */
export const ChannelsPage = (p: ChannelsProps) => (
  <ConsolePage
    {...p}
    title="渠道和送达"
    top={
      p.keeping && (
        <a class="button plain" href="/staff/channels/inward">
          取入其他系统的信息
        </a>
      )
    }
  >
    {p.said && (
      <p class="notice" role="status">
        {p.said}
      </p>
    )}
    {p.secret && (
      <section class="panel" aria-label="签名密钥">
        <p>“{p.secret.name}”的签名密钥，只显示这一次，请用可靠的方式交给对方：</p>
        <p class="mono big">{p.secret.secret}</p>
      </section>
    )}
    <p class="muted">
      每条信息发布、修改或者撤下，当时就在政府网站、订阅源和接口上；邮件订阅（现有 {p.subscribers < MOST_COUNTED ? p.subscribers : `${MOST_COUNTED} 以上`}{' '}
      人）和推送随后送出，这里看得到每一次送没送到。
    </p>
    <nav class="tabs mt-3" aria-label="按情况">
      <a href={hrefOf({ ...p.filter, failed: false, after: null })} aria-current={p.filter.failed ? null : 'page'}>
        全部
      </a>
      <a href={hrefOf({ ...p.filter, failed: true, after: null })} aria-current={p.filter.failed ? 'page' : null}>
        没有送成 <span>{p.failed}</span>
      </a>
    </nav>
    <div class="panel flush mt-3">
      <DataTable
        boxed
        caption="邮件和推送，新的在前"
        columns={deliveryColumns(p.keeping)}
        rows={p.rows}
        empty={p.filter.failed ? '没有送不成的' : '还没有要送的邮件和推送'}
      />
    </div>
    <Onward
      first={p.filter.after === null ? null : hrefOf({ ...p.filter, after: null })}
      next={p.next === null ? null : hrefOf({ ...p.filter, after: p.next })}
    />
    <section class="panel flush mt-4">
      <h2 class="pad">目标平台</h2>
      <DataTable boxed caption="推送到的其他单位平台" columns={platformColumns(p.keeping)} rows={p.platforms} empty="还没有登记目标平台" />
    </section>
    {p.keeping && <PlatformForm {...p} />}
  </ConsolePage>
)

const platformColumns = (keeping: boolean): readonly Column<Platform>[] => [
  { head: '平台', rowHead: true, cell: ({ id, name }) => <a href={`/staff/channels?platform=${id}`}>{name}</a> },
  { head: '推送地址', cell: ({ url }) => <span class="mono">{url}</span> },
  { head: '栏目', cell: ({ columns }) => columnsInWords(columns) },
  { head: '情况', line: true, cell: ({ paused }) => (paused ? <LightMark light="hold" word="暂停" /> : <LightMark light="ok" word="推送" />) },
  { head: '登记', wide: true, cell: ({ addedAt, addedBy }) => `${beijingDay(addedAt)} ${addedBy}` },
  ...(keeping ? [{ head: '办理', cell: (one: Platform) => <PlatformActs {...one} /> }] : []),
]

const PlatformActs = ({ id, name, paused }: Platform) => (
  <div class="row tight">
    <a href={`/staff/channels?edit=${id}#platform-form`}>修改</a>
    <form method="post" action={`/staff/channels/${id}/${paused ? 'resume' : 'pause'}`}>
      <button class="button plain">{paused ? '恢复推送' : '暂停推送'}</button>
    </form>
    <details class="do">
      <summary>换密钥</summary>
      <form method="post" action={`/staff/channels/${id}/secret`}>
        <p>换了以后，原来的签名密钥立即作废，{name}换上新的以前验签会不通过。</p>
        <p class="mt-3">
          <button class="button warn">确定更换</button>
        </p>
      </form>
    </details>
  </div>
)

/** Boxes for columns; none ticked means all. */
export const ColumnBoxes = ({ chosen, hint }: { chosen: readonly string[]; hint: string }) => (
  <fieldset class="field" id="columns">
    <legend>要哪些栏目</legend>
    <span class="hint">{hint}</span>
    <div class="boxes">
      {COLUMNS.map(({ code, name }) => (
        <label class="choice">
          <input type="checkbox" name={`column-${code}`} value="1" checked={chosen.includes(code)} />
          <span>{name}</span>
        </label>
      ))}
    </div>
  </fieldset>
)

const PlatformForm = (p: ChannelsProps) => (
  <form class="panel mt-4" id="platform-form" method="post" action={p.editing === null ? '/staff/channels' : `/staff/channels/${p.editing}`} novalidate>
    <h2>{p.editing === null ? '登记目标平台' : '修改目标平台'}</h2>
    <ErrorSummary errors={p.errors} />
    <TextField {...p} name="name" label="单位和平台" hint="如“样例市政府门户网站”" autocomplete="off" />
    <TextField
      {...p}
      name="url"
      label="推送地址"
      hint="对方接收的网址，如 https://example.gov.cn/notify。每次变化送去一份 JSON，用密钥签名"
      autocomplete="off"
      inputmode="url"
    />
    <ColumnBoxes chosen={(p.values['columns'] ?? '').split(' ')} hint="一个都不选就是全部栏目" />
    <p class="row mt-3">
      <button class="button">{p.editing === null ? '登记，并显示一次签名密钥' : '保存'}</button>
      {p.editing !== null && <a href="/staff/channels">不改了</a>}
    </p>
  </form>
)
