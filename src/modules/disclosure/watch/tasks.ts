import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import type { Freshness } from '../freshness.ts'
import { COST_MONTHS, type MessageKind, messageKindName } from '../messages/message.ts'

/** What a task is about: a column that goes stale or is empty, an item past its day, a withheld one to be reviewed, words, links. */
export const TASK_KINDS = ['late', 'stale', 'review', 'asked', 'message', 'link', 'slip', 'empty'] as const
export type TaskKind = (typeof TASK_KINDS)[number]
export const taskName = {
  late: '超过公开期限',
  stale: '栏目要更新',
  review: '不予公开到期复查',
  asked: '多人申请的事项',
  link: '链接打不开',
  slip: '校对',
  empty: '空白栏目',
  message: '留言要答复',
} as const satisfies Record<TaskKind, string>
/** Kinds that a person may settle by saying why; the others end when their cause does. */
export const SETTLED_BY_HAND = ['link', 'slip', 'asked'] as const satisfies readonly TaskKind[]
export const isSettledByHand = (kind: TaskKind): boolean => SETTLED_BY_HAND.some((one) => one === kind)

/** Something somebody has to do, by what it is about: the same kind and subject is the same task. */
export type Wanted = {
  readonly kind: TaskKind
  readonly subject: string
  readonly says: string
  /** Where it is done. */
  readonly href: string
  readonly department: string | null
  readonly until: PlainDate | null
}
export type SlipFound = { readonly found: string; readonly says: string; readonly before: string; readonly after: string }
export type DeadLink = { readonly href: string; readonly because: string; readonly since: PlainDate }
export type Checked = {
  readonly number: string
  readonly title: string
  readonly department: string | null
  readonly slips: readonly SlipFound[]
  readonly dead: readonly DeadLink[]
}
/** A message of the public without an answer, and the day by which the office promises one. */
export type Asked = { readonly number: string; readonly kind: MessageKind; readonly arrivedOn: PlainDate; readonly by: PlainDate }
export type Waiting = { readonly number: string; readonly title: string; readonly department: string | null; readonly on: PlainDate }
/** What there is to look at on a day. */
export type Sight = {
  readonly board: Freshness
  /** Which department keeps a column. */
  readonly keeperOf: ReadonlyMap<string, string>
  /** On the road past the day the law gives. */
  readonly late: readonly Waiting[]
  /** Published, and the decision they tell of was overturned. */
  readonly overturned: readonly Waiting[]
  /** Withheld, and their review has come. */
  readonly review: readonly Waiting[]
  readonly checked: readonly Checked[]
  readonly asked: readonly Asked[]
}

const HOME = '首页'
/** Every task there is a reason for today. Pure: the same sight gives the same tasks. */
export function tasksOf({ board, keeperOf, late, overturned, review, checked, asked }: Sight): readonly Wanted[] {
  const keeper = (column: string): string | null => keeperOf.get(column) ?? null
  const write = (column: string): string => (column === '' ? '/staff/disclosure/new' : `/staff/disclosure/new?column=${column}`)
  return [
    ...late.map(({ number, title, department, on }): Wanted => {
      return { kind: 'late', subject: number, says: `“${title}”应在${inChinese(on)}前公开，还没有公开`, href: desk(number), department, until: on }
    }),
    ...overturned.map(({ number, title, department, on }): Wanted => {
      const says = `“${title}”的决定已被变更、撤销，应在${inChinese(on)}前撤下并说明理由`
      return { kind: 'late', subject: number, says, href: desk(number), department, until: on }
    }),
    ...asked.map(({ number, kind, arrivedOn, by }): Wanted => {
      const cost = board.messages.costing.some((one) => one.number === number) ? `；超过 ${COST_MONTHS} 个月，检查要扣分` : ''
      const says = `留言 ${number}（${messageKindName[kind]}，${inChinese(arrivedOn)}收到）应在${inChinese(by)}前答复${cost}`
      return { kind: 'message', subject: number, says, href: `/staff/disclosure/messages/${number}`, department: null, until: by }
    }),
    ...board.watched
      .filter(({ state }) => state !== 'ok')
      .map(({ code, name, last, until }): Wanted => {
        const was = last ? `上次更新是${inChinese(last)}` : '还没有发布过'
        const says = `${code === '' ? HOME : `“${name}”`}${was}，最迟到${inChinese(until)}要有新的`
        return { kind: 'stale', subject: code === '' ? 'home' : code, says, href: write(code), department: keeper(code), until }
      }),
    ...review.map(({ number, title, department, on }): Wanted => {
      return { kind: 'review', subject: number, says: `“${title}”不予公开，应在${inChinese(on)}复查`, href: desk(number), department, until: on }
    }),
    ...checked.flatMap(({ number, title, department, dead }) =>
      dead.map(({ href, because, since }): Wanted => {
        const says = `“${title}”里的链接 ${href} 打不开：${because}（${inChinese(since)}起）`
        return { kind: 'link', subject: `${number} ${href}`, says, href: desk(number), department, until: null }
      }),
    ),
    ...checked.flatMap(({ number, title, department, slips }) =>
      slips.map(({ found, says, before, after }): Wanted => {
        const where = `“…${before}【${found}】${after}…”`
        return { kind: 'slip', subject: `${number} ${found}`, says: `“${title}”：${where}${says}`, href: desk(number), department, until: null }
      }),
    ),
    ...board.empty.map(({ code, name, law }): Wanted => {
      const says = `“${name}”一条也没有（${law}）；确实没有这类信息的，发布一条说明`
      return { kind: 'empty', subject: code, says, href: write(code), department: keeper(code), until: null }
    }),
  ].filter((one, i, all) => all.findIndex(({ kind, subject }) => kind === one.kind && subject === one.subject) === i)
}
const desk = (number: string): string => `/staff/disclosure/${number}`
