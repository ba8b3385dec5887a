import type { Role } from '../../kernel/viewer.ts'

export const STAGES = ['handling', 'amending', 'drafted', 'reviewed', 'concluded'] as const
export type Stage = (typeof STAGES)[number]
export const stageName = {
  handling: '办理中',
  amending: '待补正',
  drafted: '待审核',
  reviewed: '待签发',
  concluded: '已办结',
} as const satisfies Record<Stage, string>

/** Who may take a step: a role of the console, or the applicant with number and query code. */
export type Actor = Role | 'applicant'

type Row = { readonly to: Stage; readonly by: readonly Actor[]; readonly law: string }
const officer = ['information-officer'] as const

/**
 * The whole life of a request. Buttons, refusals and the audit's verbs come from here; what a step needs beyond its stage
 * (days, dates, once only) is in steps.ts.
 */
export const lifecycle = {
  handling: {
    assign: { to: 'handling', by: officer, law: '条例第四十五条' },
    giveOpinion: { to: 'handling', by: ['handling-department'], law: '条例第四十五条' },
    askToAmend: { to: 'amending', by: officer, law: '条例第三十条' },
    proposeExtension: { to: 'handling', by: officer, law: '条例第三十三条第二款' },
    approveExtension: { to: 'handling', by: ['signer'], law: '条例第三十三条第二款' },
    declineExtension: { to: 'handling', by: ['signer'], law: '条例第三十三条第二款' },
    consult: { to: 'handling', by: officer, law: '条例第三十二条' },
    receiveOpinion: { to: 'handling', by: officer, law: '条例第三十二条' },
    draftReply: { to: 'drafted', by: officer, law: '条例第三十六条' },
    correctReceipt: { to: 'handling', by: officer, law: '条例第三十一条' },
    withdraw: { to: 'concluded', by: [...officer, 'applicant'], law: '条例第四十五条' },
  },
  amending: {
    receiveAmendment: { to: 'handling', by: [...officer, 'applicant'], law: '条例第三十条' },
    lapse: { to: 'concluded', by: officer, law: '条例第三十条' },
    correctReceipt: { to: 'amending', by: officer, law: '条例第三十一条' },
    withdraw: { to: 'concluded', by: [...officer, 'applicant'], law: '条例第四十五条' },
  },
  drafted: {
    review: { to: 'reviewed', by: ['reviewer'], law: '条例第四十五条' },
    sendBack: { to: 'handling', by: ['reviewer'], law: '条例第四十五条' },
    correctReceipt: { to: 'drafted', by: officer, law: '条例第三十一条' },
    withdraw: { to: 'concluded', by: [...officer, 'applicant'], law: '条例第四十五条' },
  },
  reviewed: {
    sign: { to: 'concluded', by: ['signer'], law: '条例第三十三条' },
    sendBack: { to: 'handling', by: ['signer'], law: '条例第四十五条' },
    correctReceipt: { to: 'reviewed', by: officer, law: '条例第三十一条' },
    withdraw: { to: 'concluded', by: [...officer, 'applicant'], law: '条例第四十五条' },
  },
  concluded: {
    correctReceipt: { to: 'concluded', by: officer, law: '条例第三十一条' },
  },
} as const satisfies Record<Stage, Readonly<Record<string, Row>>>

export type Step = { [S in Stage]: keyof (typeof lifecycle)[S] }[Stage]

export const stepName = {
  assign: '交承办科室',
  giveOpinion: '科室提出意见',
  askToAmend: '告知补正',
  receiveAmendment: '收到补正',
  lapse: '逾期不补正，不再处理',
  proposeExtension: '提请延期',
  approveExtension: '同意延期',
  declineExtension: '不同意延期',
  consult: '征求意见',
  receiveOpinion: '收到意见',
  draftReply: '拟答复',
  review: '审核通过',
  sendBack: '退回修改',
  sign: '签发答复',
  correctReceipt: '更正收到之日',
  withdraw: '撤回申请',
} as const satisfies Record<Step, string>

export const STEPS = Object.keys(stepName) as Step[] // the object is closed, so its keys are the type
export const isStep = (text: string): text is Step => Object.hasOwn(stepName, text)

/** The row of the table, or undefined when this stage knows no such step. */
export function rowOf(stage: Stage, step: Step): Row | undefined {
  const steps: Readonly<Record<string, Row>> = lifecycle[stage]
  return steps[step]
}
