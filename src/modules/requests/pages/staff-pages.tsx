import { inShortChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { FilterSelect, ErrorSummary, type FieldErrors, Radios, TextField, type Values } from '../../../ui/form.tsx'
import { LightMark } from '../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import type { Role } from '../../../kernel/viewer.ts'
import type { Calendar } from '../../calendar/index.ts'
import { MOST_COUNTED } from '../../letters/index.ts'
import { CHANNELS, channelName } from '../kinds.ts'
import { type Place, type QueueFilter, type QueueRow, type CountedTab, isCounted, type Tab, TABS, tabName } from '../queue.ts'
import { receiptRule } from '../receipt.ts'
import type { Receipt } from '../submit-request.ts'
import { ApplicationFields } from './new-request.tsx'
import type { WaitedFor } from '../circulation-store.ts'
import { QueueTable } from './queue-table.tsx'
import { RedoneList, type RedoWaiting } from '../remedies/pages/redo.tsx'
import { OwedTable } from './supervision.tsx'

type At = { readonly today: PlainDate; readonly calendar: Calendar }

export function queueHref(filter: QueueFilter, change: Partial<QueueFilter>, base = '/staff/requests'): string {
  const next = { ...filter, after: null, ...change }
  const query = new URLSearchParams()
  if (next.tab !== 'open') query.set('tab', next.tab)
  if (next.text) query.set('q', next.text)
  if (next.channel) query.set('channel', next.channel)
  if (next.department) query.set('department', next.department)
  if (next.after) query.set('after', `${next.after.day ?? ''}.${next.after.id}`)
  return query.size > 0 ? `${base}?${query}` : base
}

type Counts = Readonly<Record<CountedTab, number>>
type QueueProps = ConsoleFrame &
  At & { filter: QueueFilter; counts: Counts; rows: readonly QueueRow[]; next: Place | null; departments: readonly string[]; toSend: number | null }

export const QueuePage = (p: QueueProps) => (
  <ConsolePage {...p} title="申请台账">
    <nav class="tabs" aria-label="申请分类">
      {TABS.map((tab) => (
        <a href={queueHref(p.filter, { tab })} aria-current={tab === p.filter.tab ? 'page' : null}>
          {tabName[tab]}
          {isCounted(tab) && ` ${p.counts[tab]}`}
        </a>
      ))}
    </nav>
    <section class="panel mt-3">
      <form class="filters" method="get" action="/staff/requests">
        {p.filter.tab !== 'open' && <input type="hidden" name="tab" value={p.filter.tab} />}
        <div class="field">
          <label for="q">编号或文字</label>
          <input class="input" id="q" name="q" type="search" value={p.filter.text} />
        </div>
        <FilterSelect
          name="channel"
          label="渠道"
          all="全部"
          chosen={p.filter.channel}
          options={CHANNELS.map((channel) => ({ value: channel, label: channelName[channel] }))}
        />
        <FilterSelect
          name="department"
          label="承办科室"
          all="全部"
          chosen={p.filter.department}
          options={p.departments.map((name) => ({ value: name, label: name }))}
        />
        <div class="row tight">
          <button class="button">筛选</button>
          <a class="button plain" href={queueHref(p.filter, {}, '/staff/requests.csv')}>
            导出 CSV
          </a>
          <a class="button plain" href={queueHref(p.filter, {}, '/staff/requests.xlsx')}>
            导出 Excel
          </a>
        </div>
      </form>
    </section>
    <div class="panel flush mt-3">
      <QueueTable caption="申请，按期限从近到远" at={p} rows={p.rows} empty="这一类现在没有申请" />
    </div>
    <p class="mt-3 no-print">
      <a href="/staff/requests/deadlines">在手机和电脑的日历里看期限</a>
      {p.toSend !== null && (
        <>
          <br />
          <a href="/staff/letters/to-send">
            等着寄送的文书 {p.toSend} 份{p.toSend === MOST_COUNTED && '以上'}
          </a>
        </>
      )}
    </p>
    {(p.filter.after || p.next) && (
      <nav class="pager mt-4" aria-label="分页">
        {p.filter.after && <a href={queueHref(p.filter, {})}>回到开头</a>}
        {p.next && (
          <a href={queueHref(p.filter, { after: p.next })} rel="next">
            下一页
          </a>
        )}
      </nav>
    )}
  </ConsolePage>
)

/** The console's first page: what must be done today and this week, before everything else. */
type DeskProps = ConsoleFrame &
  At & {
    counts: Counts
    urgent: readonly QueueRow[]
    mine: { tab: Tab; rows: readonly QueueRow[] } | null
    owed: readonly WaitedFor[]
    unsent: readonly QueueRow[]
    redone: readonly RedoWaiting[]
  }
const REDONE: Partial<Readonly<Record<Role, string>>> = { reviewer: '重新答复，等您审核', signer: '重新答复，等您签发' }
export const DeskPage = (p: DeskProps) => (
  <ConsolePage {...p} title="我的待办">
    <dl class="figures">
      {(['today', 'soon', 'late', 'hold', 'open'] as const).map((tab) => (
        <div class="figure">
          <dt>{tabName[tab]}</dt>
          <dd>
            <b>
              <a href={`/staff/requests?tab=${tab}`}>{p.counts[tab]}</a>
            </b>{' '}
            件
            {tab === 'late' && p.counts.late > 0 && (
              <>
                {' '}
                <LightMark light="late" word="超期" />
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
    {p.mine && (
      <section class="panel flush mt-4">
        <h2 class="pad">等您{p.mine.tab === 'drafted' ? '审核' : '签发'}</h2>
        <QueueTable caption={tabName[p.mine.tab]} at={p} rows={p.mine.rows} empty="没有等您办的申请" />
      </section>
    )}
    <RedoneList heading={REDONE[p.viewer.role] ?? '责令重新答复的'} remedies={p.redone} />
    {p.owed.length > 0 && (
      <section class="panel flush mt-4">
        <div class="pad row">
          <h2>{p.viewer.role === 'handling-department' ? '等您科室的意见' : '各科室欠着的意见'}</h2>
          <a href="/staff/requests/supervision">督办清单</a>
        </div>
        <OwedTable owed={p.owed} today={p.today} mayUrge={p.viewer.role === 'information-officer'} empty="" />
      </section>
    )}
    {p.unsent.length > 0 && (
      <section class="panel flush mt-4">
        <h2 class="pad">已经签发，等着寄送</h2>
        <QueueTable caption="已签发、还没有寄送的申请" at={p} rows={p.unsent} empty="" />
      </section>
    )}
    <section class="panel flush mt-4">
      <h2 class="pad">最急的</h2>
      <QueueTable caption="在办申请，按期限从近到远" at={p} rows={p.urgent} empty="没有在办的申请" />
    </section>
  </ConsolePage>
)

export const RegisterPage = (p: ConsoleFrame & { formKey: string; values: Values; errors: FieldErrors }) => (
  <ConsolePage {...p} title="登记申请">
    <div class="grid side">
      <aside class="grid no-print">
        <section class="panel">
          <h2>哪一天算收到，留什么凭据</h2>
          <dl class="facts tight">
            {CHANNELS.filter((channel) => channel !== 'online').map((channel) => (
              <>
                <dt>{channelName[channel]}</dt>
                <dd>
                  {receiptRule[channel].which}
                  <br />
                  <span class="muted">
                    凭据：{receiptRule[channel].evidence}（{receiptRule[channel].law}）
                  </span>
                </dd>
              </>
            ))}
          </dl>
        </section>
      </aside>
      <form class="panel" method="post" action="/staff/requests/new" novalidate>
        <ErrorSummary errors={p.errors} />
        <input type="hidden" name="key" value={p.formKey} />
        <div class="group">
          <h2>收到</h2>
          <Radios
            values={p.values}
            errors={p.errors}
            name="channel"
            label="提交方式"
            options={CHANNELS.filter((channel) => channel !== 'online').map((value) => ({ value, label: channelName[value], hint: receiptRule[value].which }))}
          />
          <div class="pair">
            <TextField values={p.values} errors={p.errors} name="arrivedOn" label="到达（提交、签收）日期" type="date" />
            <TextField values={p.values} errors={p.errors} name="confirmedOn" label="与申请人确认的日期" type="date" hint="平常信函、传真必填" />
          </div>
          <TextField values={p.values} errors={p.errors} name="evidence" label="凭据" hint="邮件单号、通话时间和号码、登记表编号等" />
        </div>
        <ApplicationFields values={p.values} errors={p.errors} staff />
        <p class="row mt-5">
          <button class="button">登记</button>
        </p>
      </form>
    </div>
  </ConsolePage>
)

export const RegisteredPage = (p: ConsoleFrame & { receipt: Receipt }) => (
  <ConsolePage {...p} title={`已登记 ${p.receipt.number}`}>
    <section class="panel">
      <dl class="facts">
        <dt>申请编号</dt>
        <dd>
          <strong class="big">{p.receipt.number}</strong>
        </dd>
        <dt>查询码</dt>
        <dd>
          <strong class="big mono">{p.receipt.code}</strong>　交给申请人，只显示这一次
        </dd>
        <dt>收到申请之日</dt>
        <dd>{inShortChinese(p.receipt.receivedOn)}</dd>
        <dt>答复期限</dt>
        <dd>
          {inShortChinese(p.receipt.dueOn)}
          {p.receipt.provisional && '（暂定）'}
        </dd>
      </dl>
      <p class="row mt-4">
        <a class="button" href={`/staff/requests/${p.receipt.number}`}>
          打开这件申请
        </a>
      </p>
    </section>
  </ConsolePage>
)
