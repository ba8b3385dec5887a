import { inShortChinese } from '../../../kernel/plain-date.ts'
import { LightMark } from '../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import type { Freshness, Watched } from '../freshness.ts'
import { COST_MONTHS, FAIL_MONTHS } from '../messages/message.ts'
import { listHref } from './platform.tsx'

const LIGHT = { ok: ['ok', '正常'], soon: ['soon', '快到期'], late: ['late', '已过期'] } as const
const COLUMNS: readonly Column<Watched>[] = [
  { head: '哪里', rowHead: true, cell: ({ code, name }) => (code === '' ? name : <a href={listHref({ column: code, year: null, after: null })}>{name}</a>) },
  { head: '最近更新', line: true, cell: ({ last }) => (last ? inShortChinese(last) : '还没有') },
  { head: '最迟到', line: true, cell: ({ until }) => inShortChinese(until) },
  { head: '情况', line: true, cell: ({ state }) => <LightMark light={LIGHT[state][0]} word={LIGHT[state][1]} /> },
]

const Messages = ({ open, costing, failing }: Freshness['messages']) => (
  <section class="panel mt-4">
    <h2>留言和纠错</h2>
    {open[0] === undefined ? (
      <p>没有等着答复的留言。</p>
    ) : (
      <p>
        <a href="/staff/disclosure/messages">{open.length} 条等着答复</a>，最早的是{inShortChinese(open[0].arrivedOn)}收到的。超过 {COST_MONTHS} 个月扣分的{' '}
        {costing.length} 条，超过 {FAIL_MONTHS} 个月单项否决的 {failing.length} 条。
      </p>
    )}
  </section>
)

/** `/staff/disclosure/board`: what of the platform the inspection would fault today, and what it will if nobody does anything. */
export const FreshnessPage = (p: ConsoleFrame & { board: Freshness }) => (
  <ConsolePage {...p} title="更新情况">
    {p.board.failing.length === 0 ? (
      <p class="notice" role="status">
        按检查指标（国办秘函〔2019〕19号），今天没有单项否决的问题。
      </p>
    ) : (
      <section class="panel" role="status">
        <h2>今天检查会被单项否决</h2>
        <ul class="newest mt-2">
          {p.board.failing.map((why) => (
            <li>{why}</li>
          ))}
        </ul>
      </section>
    )}
    <div class="panel flush mt-4">
      <h2 class="pad">先到期的在前</h2>
      <DataTable boxed caption="首页和要按时更新的栏目" columns={COLUMNS} rows={p.board.watched} empty="没有要按时更新的栏目" />
    </div>
    <Messages {...p.board.messages} />
    {p.board.empty.length > 0 && (
      <section class="panel mt-4">
        <h2>空白栏目</h2>
        <p class="muted">法律要求公开、现在一条也没有的栏目。确实没有这类信息的，发布一条说明。</p>
        <ul class="newest mt-2">
          {p.board.empty.map(({ name, law }) => (
            <li>
              {name}（{law}）
            </li>
          ))}
        </ul>
      </section>
    )}
    <p class="mt-4">
      <a href="/staff/disclosure">回到拟稿和发布</a>
    </p>
  </ConsolePage>
)
