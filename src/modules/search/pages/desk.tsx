import { type FieldErrors, TextField, type Values } from '../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { DataTable, Pager } from '../../../ui/table.tsx'
import type { Missed, Often } from '../asked-store.ts'

type MissedProps = ConsoleFrame & {
  rows: readonly Missed[]
  often: readonly Often[]
  isDone: boolean
  page: number
  more: boolean
  said: string
  /** The one whose form was refused, with what was typed. */
  refused: { readonly id: number; readonly values: Values; readonly errors: FieldErrors } | null
}

const linkTo = (text: string) => <a href={`/search?q=${encodeURIComponent(text)}`}>{text}</a>

const Done = ({ id, text, refused }: Missed & Pick<MissedProps, 'refused'>) => {
  const form = refused?.id === id ? refused : { values: {}, errors: {} }
  return (
    <details class="do" open={refused?.id === id}>
      <summary>办结</summary>
      <form method="post" action={`/staff/search/${id}/done`}>
        <TextField {...form} id={`note-${id}`} name="note" label={`“${text}”怎样办的`} hint="如“已发布办事指南”“不是本机关职责”" autocomplete="off" />
        <p class="mt-3">
          <button class="button">办结</button>
        </p>
      </form>
    </details>
  )
}

/** `/staff/search`: what residents looked for and did not find, until somebody has dealt with it. */
export const MissedPage = (p: MissedProps) => (
  <ConsolePage {...p} title="没搜到的">
    <p class="muted">居民在检索里输入、没有任何结果的词，每天计数；不记是谁，含有电话、证件号等个人信息的不留。能公开的补上，不是本机关的写明去向。</p>
    {p.said && <p class="notice mt-3">{p.said}</p>}
    <nav class="tabs mt-3" aria-label="办理情况">
      <a href="/staff/search" aria-current={p.isDone ? null : 'page'}>
        待办
      </a>
      <a href="/staff/search?done=1" aria-current={p.isDone ? 'page' : null}>
        已办结
      </a>
    </nav>
    <div class="panel flush mt-3">
      {p.isDone ? (
        <DataTable
          boxed
          caption="已办结的"
          rows={p.rows}
          empty="还没有办结的"
          columns={[
            { head: '搜索的词', rowHead: true, cell: ({ text }) => linkTo(text) },
            { head: '次数', num: true, cell: ({ times }) => times },
            { head: '办结', line: true, cell: ({ doneOn }) => doneOn },
            { head: '经办', cell: ({ doneBy }) => doneBy },
            { head: '怎样办的', cell: ({ note }) => note },
            { head: '办结后又没搜到', num: true, cell: ({ timesSince }) => (timesSince > 0 ? `${timesSince} 次` : '—') },
          ]}
        />
      ) : (
        <DataTable
          boxed
          caption="待办的"
          rows={p.rows}
          empty="没有待办的：最近搜索的都有结果"
          columns={[
            { head: '搜索的词', rowHead: true, cell: ({ text }) => linkTo(text) },
            { head: '次数', num: true, cell: ({ times }) => times },
            { head: '第一次', line: true, cell: ({ firstOn }) => firstOn },
            { head: '最近', line: true, cell: ({ lastOn }) => lastOn },
            { head: '办理', cell: (row) => <Done {...row} refused={p.refused} /> },
          ]}
        />
      )}
    </div>
    <Pager page={p.page} more={p.more} href={(page) => `/staff/search?${p.isDone ? 'done=1&' : ''}page=${page}`} />
    {!p.isDone && (
      <section class="panel flush mt-4">
        <DataTable
          boxed
          showCaption
          caption="最近 30 天搜得最多的"
          rows={p.often}
          empty="最近 30 天没有人搜索"
          columns={[
            { head: '搜索的词', rowHead: true, cell: ({ text }) => linkTo(text) },
            { head: '次数', num: true, cell: ({ times }) => times },
            { head: '最近一次找到', num: true, cell: ({ found }) => `${found} 条` },
          ]}
        />
      </section>
    )}
  </ConsolePage>
)
