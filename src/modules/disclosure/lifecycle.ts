import { isKeyOf, keysOf, rowsOf } from '../../kernel/closed.ts'
import type { Role } from '../../kernel/viewer.ts'

export const STAGES = ['drafting', 'secrecy', 'review', 'ready', 'published', 'withheld', 'withdrawn', 'discarded'] as const
export type Stage = (typeof STAGES)[number]
export const stageName = {
  drafting: '拟稿',
  secrecy: '待保密审查',
  review: '待审核',
  ready: '待发布',
  published: '已发布',
  withheld: '不予公开',
  withdrawn: '已撤下',
  discarded: '作废',
} as const satisfies Record<Stage, string>

/** Who may take a step; `clock` is the house itself at a moment set before. */
export type Actor = Role | 'clock'
type Row = { readonly to: Stage; readonly by: readonly Actor[]; readonly law: string }
const authors = ['information-officer', 'handling-department'] as const
const officer = ['information-officer'] as const
/** What the public sees while a revision is on the road can be taken down at every stage of it. */
const withdraw = { to: 'withdrawn', by: ['signer'], law: '条例第十七条、第五十三条' } as const satisfies Row

/**
 * The whole life of an item: open by default, closed by exception. Every record is published, or stands among the withheld with its
 * exemption (条例第五条、第十三条); a revision of what is published goes the same road while the old words stay. That the
 * draft, the secrecy review and the approval are three persons' is in steps.ts, and so is that only the signer takes down what is out.
 */
export const lifecycle = {
  drafting: {
    edit: { to: 'drafting', by: authors, law: '条例第十条' },
    submit: { to: 'secrecy', by: authors, law: '条例第十七条' },
    keepPublished: { to: 'published', by: authors, law: '条例第十条' },
    proposeDiscard: { to: 'secrecy', by: authors, law: '条例第五条' },
    withdraw,
  },
  secrecy: {
    clear: { to: 'review', by: ['reviewer'], law: '条例第十七条第二款' },
    askAbove: { to: 'secrecy', by: ['reviewer'], law: '条例第十七条第三款' },
    withhold: { to: 'withheld', by: ['reviewer', 'signer'], law: '条例第十四条至第十六条' },
    proposeWithholding: { to: 'secrecy', by: ['reviewer'], law: '条例第十四条至第十六条' },
    declineWithholding: { to: 'secrecy', by: ['signer'], law: '条例第五条' },
    sendBack: { to: 'drafting', by: ['reviewer'], law: '条例第十七条' },
    discard: { to: 'discarded', by: ['reviewer'], law: '条例第五条' },
    withdraw,
  },
  review: {
    approve: { to: 'ready', by: ['signer'], law: '条例第十七条第一款' },
    sendBack: { to: 'drafting', by: ['signer'], law: '条例第十七条第一款' },
    withdraw,
  },
  ready: {
    publish: { to: 'published', by: [...officer, 'clock'], law: '条例第二十三条' },
    schedule: { to: 'ready', by: officer, law: '条例第二十三条' },
    sendBack: { to: 'drafting', by: officer, law: '条例第十七条第一款' },
    withdraw,
  },
  published: {
    revise: { to: 'drafting', by: authors, law: '条例第二十六条' },
    setValidity: { to: 'published', by: ['signer', 'clock'], law: '国办发〔2018〕37号' },
    overturn: { to: 'published', by: authors, law: '行政处罚法第四十八条第二款' },
    withdraw,
    proposeWithholding: { to: 'published', by: ['reviewer'], law: '条例第十四条至第十六条' },
    declineWithholding: { to: 'published', by: ['signer'], law: '条例第五条' },
    withhold: { to: 'withheld', by: ['signer'], law: '条例第十四条至第十六条' },
  },
  withheld: {
    keepWithheld: { to: 'withheld', by: ['reviewer'], law: '条例第十八条' },
    reopen: { to: 'drafting', by: ['reviewer', ...officer], law: '条例第十八条' },
  },
  withdrawn: {
    reopen: { to: 'drafting', by: officer, law: '条例第十条' },
  },
  discarded: {
    reopen: { to: 'drafting', by: ['reviewer'], law: '条例第五条' },
  },
} as const satisfies Record<Stage, Readonly<Record<string, Row>>>

export type Step = { [S in Stage]: keyof (typeof lifecycle)[S] }[Stage]
export const stepName = {
  edit: '改稿',
  submit: '送保密审查',
  keepPublished: '放弃修改，保留原文',
  proposeDiscard: '建议作废',
  discard: '确认作废',
  clear: '审查通过，可以公开',
  askAbove: '报请确定',
  withhold: '不予公开',
  proposeWithholding: '建议改为不予公开',
  declineWithholding: '不采纳改为不予公开的建议',
  sendBack: '退回修改',
  approve: '审核同意',
  publish: '发布',
  schedule: '定时发布',
  revise: '修改内容',
  setValidity: '更改有效性',
  overturn: '登记决定被变更、撤销',
  withdraw: '撤下',
  keepWithheld: '复查后继续不予公开',
  reopen: '重新拟稿公开',
} as const satisfies Record<Step, string>
/** What an event is called: a step of the table, or how an item came to be. */
export const eventName = { draft: '拟稿', take: '从来源平台取入', ...stepName } as const
export const STEPS: readonly Step[] = keysOf(stepName)
export const isStep = isKeyOf(stepName)

/** The row of the table, or undefined when this stage knows no such step. */
export const rowOf = rowsOf<Stage, Step, Row>(lifecycle)

/** Who writes drafts. */
export const isAuthor = (role: Role): boolean => rowOf('drafting', 'edit')?.by.includes(role) === true

/** Why a draft is no record of the agency; whatever is one is published or withheld with its exemption (条例第五条). */
export const DISCARD_REASONS = ['duplicate', 'mistake', 'merged'] as const
export type DiscardReason = (typeof DISCARD_REASONS)[number]
export const discardName = { duplicate: '重复录入', mistake: '录入错误，不是本机关的信息', merged: '并入另一条' } as const satisfies Record<
  DiscardReason,
  string
>

export const VALIDITIES = ['valid', 'amended', 'expired', 'abolished'] as const
export type Validity = (typeof VALIDITIES)[number]
export const validityName = { valid: '有效', amended: '已修改', expired: '失效', abolished: '废止' } as const satisfies Record<Validity, string>
