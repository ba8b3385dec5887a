import { isKeyOf, keysOf, rowsOf } from '../../../kernel/closed.ts'
import type { Actor } from '../lifecycle.ts'

export const REMEDY_STAGES = ['accepted', 'answering', 'awaiting', 'redoing', 'redrafted', 'rereviewed', 'closed'] as const
export type RemedyStage = (typeof REMEDY_STAGES)[number]
export const remedyStageName = {
  accepted: '已受理，待收副本',
  answering: '待本机关答复',
  awaiting: '已答复，待结果',
  redoing: '已审结，待重新答复',
  redrafted: '重新答复待审核',
  rereviewed: '重新答复待签发',
  closed: '已审结',
} as const satisfies Record<RemedyStage, string>

type Row = { readonly to: RemedyStage; readonly by: readonly Actor[]; readonly law: string }
const officer = ['information-officer'] as const
const reviewer = ['reviewer'] as const
const signer = ['signer'] as const
/** 责令重新作出: it is done anew, by the road of the first answer (条例第四十五条). */
const ANEW = '行政复议法第七十七条、行政诉讼法第九十四条'
const SENT = '国办公开办函〔2016〕235号'

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
    hearThird: { to: 'redoing', by: officer, law: '条例第三十二条' },
    draftRedo: { to: 'redrafted', by: officer, law: ANEW },
    note: { to: 'redoing', by: officer, law: '条例第五十一条' },
  },
  redrafted: {
    reviewRedo: { to: 'rereviewed', by: reviewer, law: '条例第四十五条' },
    sendRedoBack: { to: 'redoing', by: reviewer, law: '条例第四十五条' },
    takeRedoBack: { to: 'redoing', by: officer, law: '条例第四十五条' },
    note: { to: 'redrafted', by: officer, law: '条例第五十一条' },
  },
  rereviewed: {
    signRedo: { to: 'closed', by: signer, law: ANEW },
    sendRedoBack: { to: 'redoing', by: signer, law: '条例第四十五条' },
    note: { to: 'rereviewed', by: officer, law: '条例第五十一条' },
  },
  closed: {
    sendRedo: { to: 'closed', by: officer, law: '条例第四十条' },
    confirmRedo: { to: 'closed', by: [...officer, 'applicant'], law: SENT },
    failRedo: { to: 'closed', by: officer, law: SENT },
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
  hearThird: '登记第三方的意见',
  draftRedo: '拟重新答复',
  takeRedoBack: '收回修改',
  reviewRedo: '审核通过',
  sendRedoBack: '退回修改',
  signRedo: '签发重新答复',
  sendRedo: '寄送重新答复',
  confirmRedo: '登记送达',
  failRedo: '没有送达',
  note: '记一笔',
} as const satisfies Record<RemedyStep, string>
/** What an event is called: a step of the table, how it began, or what was kept before answers ordered anew were reviewed and signed. */
export const remedyEventName = { file: '受理', redo: '重新答复', deliverRedo: '登记重新答复的送达', ...remedyStepName } as const
export const REMEDY_STEPS: readonly RemedyStep[] = keysOf(remedyStepName)
export const isRemedyStep = isKeyOf(remedyStepName)

/** The row of the table, or undefined when this stage knows no such step. */
export const remedyRowOf = rowsOf<RemedyStage, RemedyStep, Row>(remedyLifecycle)
