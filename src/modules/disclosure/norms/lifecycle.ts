import { isKeyOf, keysOf, rowsOf } from '../../../kernel/closed.ts'
import type { Role } from '../../../kernel/viewer.ts'

/** Where a normative document stands; whether it is in force is another question, answered by validity.ts for a day. */
export const NORM_STAGES = [
  'received',
  'handling',
  'drafting',
  'circulating',
  'secrecy',
  'cleared',
  'consulting',
  'legality',
  'deliberation',
  'numbering',
  'issued',
  'archived',
  'dropped',
] as const
export type NormStage = (typeof NORM_STAGES)[number]
export const normStageName = {
  received: '收文登记',
  handling: '传阅办理',
  drafting: '起草修改',
  circulating: '征求科室意见',
  secrecy: '保密审查',
  cleared: '待公开征求意见',
  consulting: '公开征求意见',
  legality: '合法性审核',
  deliberation: '集体审议',
  numbering: '待编号印发',
  issued: '已印发',
  archived: '来文办结',
  dropped: '不再制定',
} as const satisfies Record<NormStage, string>

/** Who may take a step; `clock` is the house itself when a day has passed. */
export type NormActor = Role | 'clock'
type Row = { readonly to: NormStage; readonly by: readonly NormActor[]; readonly law: string }
const authors = ['information-officer', 'handling-department'] as const
const officer = ['information-officer'] as const
const RULES = '国办发〔2018〕37号'

/**
 * The whole life of a normative document: one that the agency makes begins in drafting, one from another agency as received, one that was
 * in force before the ledger as issued. That the draft, the secrecy review and the opening of its consultation are three persons',
 * and so the draft, the legality review and the decision, is in steps.ts.
 */
export const normLifecycle = {
  received: {
    circulate: { to: 'handling', by: officer, law: RULES },
    archive: { to: 'archived', by: officer, law: RULES },
    drop: { to: 'dropped', by: officer, law: RULES },
  },
  handling: {
    opine: { to: 'handling', by: ['handling-department'], law: RULES },
    archive: { to: 'archived', by: officer, law: RULES },
  },
  drafting: {
    edit: { to: 'drafting', by: authors, law: RULES },
    relate: { to: 'drafting', by: authors, law: RULES },
    unrelate: { to: 'drafting', by: authors, law: RULES },
    circulate: { to: 'circulating', by: officer, law: RULES },
    askClearance: { to: 'secrecy', by: authors, law: '条例第十七条' },
    waive: { to: 'drafting', by: ['signer'], law: RULES },
    answer: { to: 'drafting', by: officer, law: '优化营商环境条例第六十二条' },
    submit: { to: 'legality', by: authors, law: '国办发〔2018〕115号' },
    drop: { to: 'dropped', by: authors, law: RULES },
  },
  circulating: {
    opine: { to: 'circulating', by: ['handling-department'], law: RULES },
    gather: { to: 'drafting', by: officer, law: RULES },
  },
  secrecy: {
    clear: { to: 'cleared', by: ['reviewer'], law: '条例第十七条' },
    sendBack: { to: 'drafting', by: ['reviewer'], law: '条例第十七条' },
  },
  cleared: {
    openConsultation: { to: 'consulting', by: ['signer'], law: '优化营商环境条例第六十二条' },
    sendBack: { to: 'drafting', by: ['signer'], law: RULES },
  },
  consulting: {
    prolong: { to: 'consulting', by: officer, law: '优化营商环境条例第六十二条' },
    closeConsultation: { to: 'drafting', by: [...officer, 'clock'], law: '优化营商环境条例第六十二条' },
  },
  legality: {
    passLegality: { to: 'deliberation', by: ['reviewer'], law: '国办发〔2018〕115号' },
    sendBack: { to: 'drafting', by: ['reviewer'], law: '国办发〔2018〕115号' },
  },
  deliberation: {
    decide: { to: 'numbering', by: ['signer'], law: RULES },
    sendBack: { to: 'drafting', by: ['signer'], law: RULES },
  },
  numbering: {
    assignNumber: { to: 'issued', by: officer, law: RULES },
  },
  issued: {
    toRoad: { to: 'issued', by: officer, law: '条例第二十条第一项' },
    setInterpretation: { to: 'issued', by: officer, law: '国办发〔2016〕19号' },
    relate: { to: 'issued', by: authors, law: RULES },
    review: { to: 'issued', by: officer, law: RULES },
    prolongValidity: { to: 'issued', by: ['signer'], law: RULES },
    end: { to: 'issued', by: ['signer'], law: RULES },
  },
  archived: {},
  dropped: {},
} as const satisfies Record<NormStage, Readonly<Record<string, Row>>>

export type NormStep = { [S in NormStage]: keyof (typeof normLifecycle)[S] }[NormStage]
export const normStepName = {
  edit: '改稿',
  relate: '登记关系',
  unrelate: '去掉一条关系',
  circulate: '分送科室',
  opine: '提交科室意见',
  gather: '收齐意见，回到起草',
  askClearance: '送保密审查',
  clear: '审查通过，可以公开征求意见',
  openConsultation: '公开征求意见',
  waive: '不公开征求意见',
  prolong: '延长征求意见',
  closeConsultation: '征求意见截止',
  answer: '发布采纳情况反馈',
  submit: '送合法性审核',
  passLegality: '合法性审核通过',
  sendBack: '退回修改',
  decide: '集体审议通过',
  assignNumber: '编号印发',
  toRoad: '送主动公开',
  setInterpretation: '决定要不要解读',
  review: '清理决定',
  prolongValidity: '延长有效期',
  end: '废止或者宣布失效',
  archive: '来文办结',
  drop: '不再制定',
} as const satisfies Record<NormStep, string>
export const NORM_STEPS: readonly NormStep[] = keysOf(normStepName)
export const isNormStep = isKeyOf(normStepName)

/** The row of the table, or undefined when this stage knows no such step. */
export const normRowOf = rowsOf<NormStage, NormStep, Row>(normLifecycle)
