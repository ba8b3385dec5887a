import { inChinese, inShortChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { LightMark } from '../../../../ui/light.tsx'
import { ErrorSummary, Select, type FieldErrors, type Values } from '../../../../ui/form.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { type Column, DataTable } from '../../../../ui/table.tsx'
import { COLUMNS } from '../../columns.ts'
import { isSettledByHand, TASK_KINDS, type TaskKind, taskName } from '../tasks.ts'
import type { Task, TaskFilter, TaskPlace } from '../tasks-store.ts'

export type TasksProps = ConsoleFrame & {
  rows: readonly Task[]
  next: TaskPlace | null
  filter: TaskFilter
  counts: ReadonlyMap<TaskKind, number>
  today: PlainDate
  /** May say who keeps a column. */
  mayAssign: boolean
  keepers: ReadonlyMap<string, string>
  departments: readonly string[]
  refused: { readonly id: number | null; readonly values: Values; readonly errors: FieldErrors } | null
}

export function tasksHref({ kind, done, after }: Partial<TaskFilter>): string {
  const query = new URLSearchParams({ ...(kind ? { kind } : {}), ...(done ? { done: '1' } : {}), ...(after ? { after: `${after.at}~${after.id}` } : {}) })
  return `/staff/disclosure/tasks${query.size > 0 ? `?${query}` : ''}`
}

/** `/staff/disclosure/tasks`: who has to bring what up to date, or mend it. */
export const TasksPage = (p: TasksProps) => {
  const { filter, counts } = p
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  return (
    <ConsolePage {...p} title="更新任务">
      {p.refused && <ErrorSummary errors={p.refused.errors} />}
      <p class="muted">每天按检查指标、公开期限、复查日期、校对和链接检查算出来；原因消除就自动办结。</p>
      <nav class="tabs mt-4" aria-label="任务种类">
        <a href={tasksHref({})} aria-current={!filter.done && filter.kind === null ? 'page' : null}>
          全部 <span>{all}</span>
        </a>
        {TASK_KINDS.map((kind) => (
          <a href={tasksHref({ kind })} aria-current={!filter.done && filter.kind === kind ? 'page' : null}>
            {taskName[kind]} <span>{counts.get(kind) ?? 0}</span>
          </a>
        ))}
        <a href={tasksHref({ done: true })} aria-current={filter.done ? 'page' : null}>
          已办结
        </a>
      </nav>
      <div class="panel flush mt-4">
        <DataTable
          caption={filter.done ? '已办结的任务' : '要办的任务'}
          columns={filter.done ? DONE : toDo(p)}
          rows={p.rows}
          empty={filter.done ? '还没有办结的任务' : '没有要办的任务'}
        />
      </div>
      {p.next && (
        <p class="pager">
          <a href={tasksHref({ ...filter, after: p.next })}>下一页</a>
        </p>
      )}
      {p.mayAssign && <Keepers {...p} />}
      <p class="mt-4">
        <a href="/staff/disclosure/board">更新情况</a>　<a href="/staff/disclosure">拟稿和发布</a>
      </p>
    </ConsolePage>
  )
}

const COMMON: readonly Column<Task>[] = [
  { head: '种类', line: true, cell: ({ kind }) => taskName[kind] },
  { head: '要办的事', rowHead: true, cell: ({ says, href }) => <a href={href}>{says}</a> },
  { head: '谁办', line: true, cell: ({ department }) => department ?? '信息公开办公室' },
]
const toDo = (p: TasksProps): readonly Column<Task>[] => [
  ...COMMON,
  {
    head: '最迟',
    line: true,
    cell: ({ until, openedOn }) =>
      until === null ? (
        <span class="muted">{inShortChinese(openedOn, p.today)}发现</span>
      ) : (
        <LightMark light={until < p.today ? 'late' : 'soon'} word={inChinese(until)} />
      ),
  },
  {
    head: '办理',
    cell: (task) => (isSettledByHand(task.kind) ? <Settle task={task} refused={p.refused?.id === task.id ? p.refused : null} /> : <a href={task.href}>去办</a>),
  },
]
const DONE: readonly Column<Task>[] = [
  ...COMMON,
  { head: '办结', line: true, cell: ({ doneOn, doneBy }) => `${doneOn ? inShortChinese(doneOn) : ''} ${doneBy ?? ''}` },
  { head: '怎样办的', cell: ({ note }) => note },
]

const Settle = ({ task, refused }: { task: Task; refused: TasksProps['refused'] }) => (
  <details class="do" open={refused ? true : null}>
    <summary>没有错，不用改</summary>
    <form method="post" action={`/staff/disclosure/tasks/${task.id}/done`} class="stack tight">
      {refused && <p class="error">{refused.errors['note']}</p>}
      <input class="input" name="note" maxlength="200" aria-label="为什么不用改" placeholder="为什么不用改" value={refused?.values['note'] ?? ''} />
      <button class="button plain">办结</button>
    </form>
  </details>
)

const Keepers = ({ keepers, departments, refused }: TasksProps) => {
  const said = { values: refused?.values ?? {}, errors: refused?.id === null ? refused.errors : {} }
  return (
    <section class="panel mt-4" id="keepers">
      <h2>各栏目由谁维护</h2>
      <p class="muted">
        {keepers.size === 0
          ? '还没有指定科室，都由信息公开办公室维护。'
          : COLUMNS.filter(({ code }) => keepers.has(code))
              .map(({ code, name }) => `${name}：${keepers.get(code)}`)
              .join('；')}
      </p>
      <form method="post" action="/staff/disclosure/tasks/keepers" class="filters mt-3">
        <Select name="column" label="栏目" {...said} options={COLUMNS.map(({ code, name }) => ({ value: code, label: name }))} />
        <Select
          name="department"
          label="科室"
          {...said}
          options={[{ value: '', label: '信息公开办公室' }, ...departments.map((name) => ({ value: name, label: name }))]}
        />
        <button class="button plain">指定</button>
      </form>
    </section>
  )
}
