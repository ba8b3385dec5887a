import { isKeyOf, keysOf, rowsOf } from '../../../kernel/closed.ts'
import type { Role } from '../../../kernel/viewer.ts'

export const REMEDY_STAGES = ['accepted', 'answering', 'awaiting', 'redoing', 'closed'] as const
export type RemedyStage = (typeof REMEDY_STAGES)[number]
export const remedyStageName = {
  accepted: '已受理，待收副本',
  answering: '待本机关答复',
  awaiting: '已答复，待结果',
  redoing: '已审结，待重新答复',
  closed: '已审结',
} as const satisfies Record<RemedyStage, string>

type Row = { readonly to: RemedyStage; readonly by: readonly Role[]; readonly law: string }
const officer = ['information-officer'] as const

/** What the authority or the court may do in every stage before the end. */
const pending = <S extends RemedyStage>(to: S) =>
  ({
    turnOrdinary: { to, by: officer, law: '行政复议法第五十五条' },
    extend: { to, by: officer, law: '行政复议法第六十二条第一款' },
    suspend: { to, by: officer, law: '行政复议法第三十九条' },
    resume: { to, by: officer, law: '行政复议法第三十九条' },
    note: { to, by: officer, law: '条例第五十一条' },
    end: { to: 'closed', by: officer, law: '条例第五十一条' },
    orderRedo: { to: 'redoing', by: officer, law: '行政复议法第六十四条、第六十六条，行政诉讼法第七十条、第七十二条' },
  }) as const satisfies Readonly<Record<string, Row>>

/** The whole life of a 复议 or a 诉讼, as the agency it is against has to keep it. */
export const remedyLifecycle = {
  accepted: {
    receiveCopy: { to: 'answering', by: officer, law: '行政复议法第四十八条、行政诉讼法第六十七条' },
    ...pending('accepted'),
  },
  answering: {
    answer: { to: 'awaiting', by: officer, law: '行政复议法第四十八条、第五十四条，行政诉讼法第六十七条' },
    ...pending('answering'),
  },
  awaiting: {
    supplement: { to: 'awaiting', by: officer, law: '行政复议法第四十六条、行政诉讼法第三十六条' },
    ...pending('awaiting'),
  },
  redoing: {
    redo: { to: 'closed', by: officer, law: '行政复议法第七十七条、行政诉讼法第九十四条' },
    note: { to: 'redoing', by: officer, law: '条例第五十一条' },
  },
  closed: {
    deliverRedo: { to: 'closed', by: officer, law: '条例第四十条' },
    note: { to: 'closed', by: officer, law: '条例第五十一条' },
  },
} as const satisfies Record<RemedyStage, Readonly<Record<string, Row>>>

export type RemedyStep = { [S in RemedyStage]: keyof (typeof remedyLifecycle)[S] }[RemedyStage]
export const remedyStepName = {
  receiveCopy: '收到副本',
  answer: '提交答复和证据',
  supplement: '补充材料',
  turnOrdinary: '转为普通程序',
  extend: '复议机关延长期限',
  suspend: '中止',
  resume: '恢复审理',
  end: '登记结果',
  orderRedo: '登记结果：责令重新答复',
  redo: '重新答复',
  deliverRedo: '登记重新答复的送达',
  note: '记一笔',
} as const satisfies Record<RemedyStep, string>
/** What an event is called: a step of the table, or how it began. */
export const remedyEventName = { file: '受理', ...remedyStepName } as const
export const REMEDY_STEPS: readonly RemedyStep[] = keysOf(remedyStepName)
export const isRemedyStep = isKeyOf(remedyStepName)

/** The row of the table, or undefined when this stage knows no such step. */
export const remedyRowOf = rowsOf<RemedyStage, RemedyStep, Row>(remedyLifecycle)
