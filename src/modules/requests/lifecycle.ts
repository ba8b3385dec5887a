import { isKeyOf, keysOf, rowsOf } from '../../kernel/closed.ts'
import type { Role } from '../../kernel/viewer.ts'

export const STAGES = ['handling', 'amending', 'paying', 'drafted', 'reviewed', 'concluded'] as const
export type Stage = (typeof STAGES)[number]
export const stageName = {
  handling: '办理中',
  amending: '待补正',
  paying: '待缴费',
  drafted: '待审核',
  reviewed: '待签发',
  concluded: '已办结',
} as const satisfies Record<Stage, string>

/** Who may take a step: a role of the console, or the applicant with number and query code. */
export type Actor = Role | 'applicant'

type Row = { readonly to: Stage; readonly by: readonly Actor[]; readonly law: string }
const officer = ['information-officer'] as const
const signer = ['signer'] as const
const FEES = '信息处理费管理办法（国办函〔2020〕109号）'

/** What may be done in every stage before the end: the people who know are asked, and a wrong day is put right. */
const asking = <S extends Stage>(to: S) =>
  ({
    assign: { to, by: officer, law: '条例第四十五条' },
    giveOpinion: { to, by: ['handling-department'], law: '条例第四十五条' },
    urge: { to, by: officer, law: '条例第四十五条' },
    discuss: { to, by: officer, law: '条例第十一条' },
    correctReceipt: { to, by: officer, law: '条例第三十一条' },
    withdraw: { to: 'concluded', by: [...officer, 'applicant'], law: '条例第四十五条' },
  }) as const satisfies Readonly<Record<string, Row>>

/**
 * The whole life of a request. Buttons, refusals and the audit's verbs come from here; what a step needs beyond its stage
 * (days, dates, once only) is in closed-by-facts.ts and event-of.ts.
 */
export const lifecycle = {
  handling: {
    ...asking('handling'),
    askToAmend: { to: 'amending', by: officer, law: '条例第三十条' },
    askReasons: { to: 'handling', by: officer, law: '条例第三十五条' },
    receiveReasons: { to: 'handling', by: [...officer, 'applicant'], law: '条例第三十五条' },
    setDelay: { to: 'handling', by: signer, law: '条例第三十五条' },
    split: { to: 'handling', by: officer, law: '条例第二十九条' },
    refer: { to: 'handling', by: officer, law: '条例第三十九条第一款' },
    proposeExtension: { to: 'handling', by: officer, law: '条例第三十三条第二款' },
    approveExtension: { to: 'handling', by: signer, law: '条例第三十三条第二款' },
    declineExtension: { to: 'handling', by: signer, law: '条例第三十三条第二款' },
    consult: { to: 'handling', by: officer, law: '条例第三十二条' },
    noteConsulted: { to: 'handling', by: officer, law: '条例第三十二条' },
    receiveOpinion: { to: 'handling', by: officer, law: '条例第三十二条' },
    proposeFee: { to: 'handling', by: officer, law: '条例第四十二条' },
    approveFee: { to: 'paying', by: signer, law: '条例第四十二条' },
    declineFee: { to: 'handling', by: signer, law: '条例第四十二条' },
    draftReply: { to: 'drafted', by: officer, law: '条例第三十六条' },
  },
  amending: {
    ...asking('amending'),
    receiveAmendment: { to: 'handling', by: [...officer, 'applicant'], law: '条例第三十条' },
    lapse: { to: 'concluded', by: officer, law: '条例第三十条' },
  },
  paying: {
    ...asking('paying'),
    noteFeeNotice: { to: 'paying', by: officer, law: FEES },
    objectToFee: { to: 'paying', by: [...officer, 'applicant'], law: '国办函〔2021〕132号' },
    answerFeeObjection: { to: 'paying', by: signer, law: '国办函〔2021〕132号' },
    waiveFee: { to: 'handling', by: signer, law: FEES },
    payFee: { to: 'handling', by: officer, law: FEES },
    lapseUnpaid: { to: 'concluded', by: officer, law: FEES },
  },
  drafted: {
    review: { to: 'reviewed', by: ['reviewer'], law: '条例第四十五条' },
    sendBack: { to: 'handling', by: ['reviewer'], law: '条例第四十五条' },
    takeBack: { to: 'handling', by: officer, law: '条例第四十五条' },
    giveOpinion: { to: 'drafted', by: ['handling-department'], law: '条例第四十五条' },
    correctReceipt: { to: 'drafted', by: officer, law: '条例第三十一条' },
    withdraw: { to: 'concluded', by: [...officer, 'applicant'], law: '条例第四十五条' },
  },
  reviewed: {
    sign: { to: 'concluded', by: signer, law: '条例第三十三条' },
    sendBack: { to: 'handling', by: signer, law: '条例第四十五条' },
    giveOpinion: { to: 'reviewed', by: ['handling-department'], law: '条例第四十五条' },
    correctReceipt: { to: 'reviewed', by: officer, law: '条例第三十一条' },
    withdraw: { to: 'concluded', by: [...officer, 'applicant'], law: '条例第四十五条' },
  },
  concluded: {
    deliver: { to: 'concluded', by: officer, law: '条例第四十条' },
    confirmDelivery: { to: 'concluded', by: [...officer, 'applicant'], law: '国办公开办函〔2016〕235号' },
    failDelivery: { to: 'concluded', by: officer, law: '国办公开办函〔2016〕235号' },
    archive: { to: 'concluded', by: officer, law: '条例第四十五条' },
    refer: { to: 'concluded', by: officer, law: '条例第三十九条第一款' },
    correctReceipt: { to: 'concluded', by: officer, law: '条例第三十一条' },
  },
} as const satisfies Record<Stage, Readonly<Record<string, Row>>>

export type Step = { [S in Stage]: keyof (typeof lifecycle)[S] }[Stage]

/** In the order a page offers them: the road of most requests first. */
export const stepName = {
  assign: '传阅会办',
  giveOpinion: '科室提出意见',
  askToAmend: '告知补正',
  receiveAmendment: '收到补正',
  lapse: '逾期不补正，不再处理',
  consult: '征求意见',
  noteConsulted: '登记征求意见书的送达',
  receiveOpinion: '收到意见',
  proposeExtension: '提请延期',
  approveExtension: '同意延期',
  declineExtension: '不同意延期',
  draftReply: '拟答复',
  takeBack: '收回修改',
  review: '审核通过',
  sendBack: '退回修改',
  sign: '签发答复',
  deliver: '寄送答复',
  confirmDelivery: '登记送达',
  failDelivery: '没有送达',
  archive: '归档',
  approveFee: '同意收费',
  declineFee: '不同意收费',
  payFee: '收到缴费',
  noteFeeNotice: '登记收费通知的送达',
  objectToFee: '对收费提出异议',
  answerFeeObjection: '答复收费异议',
  waiveFee: '减免费用',
  lapseUnpaid: '逾期不缴费，不再处理',
  setDelay: '确定延迟答复的期限',
  urge: '催办',
  discuss: '会商记录',
  proposeFee: '提请收费',
  askReasons: '要求说明理由',
  receiveReasons: '收到说明的理由',
  split: '一事一申请，拆分',
  refer: '转有关渠道',
  correctReceipt: '更正收到之日',
  withdraw: '撤回申请',
} as const satisfies Record<Step, string>

export const STEPS: readonly Step[] = keysOf(stepName)
export const isStep = isKeyOf(stepName)

/** The row of the table, or undefined when this stage knows no such step. */
export const rowOf = rowsOf<Stage, Step, Row>(lifecycle)
