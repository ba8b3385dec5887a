import { isKeyOf, keysOf, rowsOf } from '../../kernel/closed.ts'
import type { Role } from '../../kernel/viewer.ts'

/** Where a report stands from the resident's photo to the end; a case is a report that was filed (立案). */
export const STAGES = [
  'reported',
  'on_site',
  'screened',
  'filed',
  'dispatched',
  'handling',
  'returned',
  'disputed',
  'handled',
  'verified',
  'closed',
  'visiting',
  'declined',
  'merged',
  'transferred',
  'withdrawn',
  'voided',
] as const
export type Stage = (typeof STAGES)[number]
export const isStage = (text: string): text is Stage => STAGES.some((stage) => stage === text)
export const stageName = {
  reported: '待甄别',
  on_site: '待核实',
  screened: '待立案',
  filed: '待派遣',
  dispatched: '待接收',
  handling: '处置中',
  returned: '回退待重派',
  disputed: '权属争议待裁定',
  handled: '已处置，待核查',
  verified: '核查通过，待结案',
  closed: '已结案',
  visiting: '不满意，待回访',
  declined: '不予立案',
  merged: '并入同一问题',
  transferred: '已转其他渠道',
  withdrawn: '上报人已撤回',
  voided: '已作废',
} as const satisfies Record<Stage, string>

/** Who takes a step: a role of the console, the reporter with number and query code, or the house itself. */
export type Actor = Role | 'reporter' | 'system'

type Row = { readonly to: Stage; readonly by: readonly Actor[] }
const screening = ['screener', 'dispatcher', 'duty-officer'] as const
const deciding = ['duty-officer', 'leader'] as const
const supervise = { by: ['dispatcher', 'duty-officer', 'leader', 'system'] } as const

/**
 * The whole life. Buttons, refusals and the timeline's verbs come from here; what a step needs beyond its stage (a reason, a
 * limit of rounds, whose unit) is in steps.ts. Whoever receives a return has no row that leads past his own desk.
 */
export const lifecycle = {
  reported: {
    accept: { to: 'screened', by: screening },
    decline: { to: 'declined', by: screening },
    merge: { to: 'merged', by: [...screening, 'reporter'] },
    askOnSite: { to: 'on_site', by: screening },
    transfer: { to: 'transferred', by: screening },
    withdraw: { to: 'withdrawn', by: ['reporter'] },
  },
  on_site: {
    reportOnSite: { to: 'reported', by: ['inspector'] },
    withdraw: { to: 'withdrawn', by: ['reporter'] },
  },
  screened: {
    file: { to: 'filed', by: screening },
    reclassify: { to: 'screened', by: screening },
    decline: { to: 'declined', by: screening },
    merge: { to: 'merged', by: screening },
  },
  filed: {
    dispatch: { to: 'dispatched', by: ['dispatcher'] },
    reclassify: { to: 'filed', by: screening },
    merge: { to: 'merged', by: screening },
    void: { to: 'voided', by: ['duty-officer'] },
  },
  dispatched: {
    receive: { to: 'handling', by: ['handler'] },
    return: { to: 'returned', by: ['handler'] },
    recall: { to: 'filed', by: ['dispatcher'] },
    supervise: { to: 'dispatched', ...supervise },
  },
  handling: {
    feedBack: { to: 'handled', by: ['handler'] },
    finishStage: { to: 'handling', by: ['handler'] },
    return: { to: 'returned', by: ['handler'] },
    askPostponement: { to: 'handling', by: ['handler'] },
    grantPostponement: { to: 'handling', by: ['duty-officer'] },
    refusePostponement: { to: 'handling', by: ['duty-officer'] },
    askSuspension: { to: 'handling', by: ['handler'] },
    grantSuspension: { to: 'handling', by: ['duty-officer'] },
    refuseSuspension: { to: 'handling', by: ['duty-officer'] },
    resume: { to: 'handling', by: ['handler', 'duty-officer', 'system'] },
    supervise: { to: 'handling', ...supervise },
  },
  returned: {
    dispatch: { to: 'dispatched', by: ['dispatcher'] },
    reclassify: { to: 'returned', by: screening },
    dispute: { to: 'disputed', by: ['dispatcher'] },
    void: { to: 'voided', by: ['duty-officer'] },
    supervise: { to: 'returned', ...supervise },
  },
  disputed: {
    decide: { to: 'dispatched', by: deciding },
    supervise: { to: 'disputed', ...supervise },
  },
  handled: {
    pass: { to: 'verified', by: ['inspector'] },
    fail: { to: 'handling', by: ['inspector'] },
    supervise: { to: 'handled', ...supervise },
  },
  verified: {
    close: { to: 'closed', by: ['dispatcher', 'duty-officer'] },
  },
  closed: {
    rateSatisfied: { to: 'closed', by: ['reporter'] },
    rateDissatisfied: { to: 'visiting', by: ['reporter'] },
    appeal: { to: 'closed', by: ['handler'] },
    grantAppeal: { to: 'closed', by: ['duty-officer'] },
    refuseAppeal: { to: 'closed', by: ['duty-officer'] },
    askVisit: { to: 'visiting', by: ['system'] },
  },
  visiting: {
    // Asked for by a co-reporter, a return visit does not take the first reporter's own rating away.
    rateSatisfied: { to: 'visiting', by: ['reporter'] },
    rateDissatisfied: { to: 'visiting', by: ['reporter'] },
    grantAppeal: { to: 'visiting', by: ['duty-officer'] },
    refuseAppeal: { to: 'visiting', by: ['duty-officer'] },
    explain: { to: 'closed', by: ['screener', 'duty-officer'] },
    reopen: { to: 'filed', by: ['duty-officer'] },
  },
  declined: {
    reconsider: { to: 'reported', by: ['duty-officer'] },
  },
  merged: {
    unmerge: { to: 'reported', by: screening },
    rateSatisfied: { to: 'merged', by: ['reporter'] },
    rateDissatisfied: { to: 'merged', by: ['reporter'] },
  },
  transferred: {},
  withdrawn: {},
  voided: {},
} as const satisfies Record<Stage, Readonly<Record<string, Row>>>

export type Step = { [S in Stage]: keyof (typeof lifecycle)[S] }[Stage]

export const stepName = {
  accept: '受理',
  decline: '不予立案',
  merge: '并入同一问题',
  unmerge: '撤销并案',
  askOnSite: '派员核实',
  reportOnSite: '核实反馈',
  transfer: '转其他渠道',
  withdraw: '撤回上报',
  file: '立案',
  reclassify: '更正类别或位置',
  void: '作废',
  dispatch: '派遣',
  recall: '撤回派遣',
  receive: '接收',
  feedBack: '处置反馈',
  finishStage: '完成一个阶段',
  return: '回退',
  dispute: '提请裁定权属',
  decide: '裁定权属并派遣',
  askPostponement: '申请延期',
  grantPostponement: '批准延期',
  refusePostponement: '不批准延期',
  askSuspension: '申请挂账',
  grantSuspension: '批准挂账',
  refuseSuspension: '不批准挂账',
  resume: '恢复计时',
  supervise: '督办',
  pass: '核查通过',
  fail: '核查未通过，返工',
  close: '结案',
  rateSatisfied: '评价：满意',
  rateDissatisfied: '评价：不满意',
  appeal: '申诉超期',
  grantAppeal: '申诉成立，免予计责',
  refuseAppeal: '申诉不成立',
  askVisit: '提请回访',
  explain: '回访说明',
  reopen: '回访后重办',
  reconsider: '重新甄别',
} as const satisfies Record<Step, string>

export const STEPS: readonly Step[] = keysOf(stepName)
export const isStep = isKeyOf(stepName)

/** The row of the table, or undefined when this stage knows no such step. */
export const rowOf = rowsOf<Stage, Step, Row>(lifecycle)

const OVER: readonly Stage[] = ['closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided']
/** Nothing more is done on it, unless somebody takes it up again. */
export const isOver = (stage: Stage): boolean => OVER.includes(stage)
