import { addDays, beijingDay, daysBetween, isPlainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { roleName } from '../../kernel/viewer.ts'
import type { Calendar } from '../calendar/index.ts'
import type { CaseState, Tenure } from './case.ts'
import type { CaseFact } from './facts.ts'
import { type Actor, lifecycle, rowOf, type Step, stageName, stepName } from './lifecycle.ts'
import { promiseOf, verdictOf } from './promise.ts'
import { APPEAL_DAYS, FAILED_ROUNDS, LARGEST_POSTPONEMENT, LONGEST_SUSPENSION_DAYS, MOST_POSTPONEMENTS, MOST_SUSPENSIONS, RATING_DAYS } from './settings.ts'

/** What a person asks for: the fact without what only the house can add. */
type Without<F, Keys extends string> = F extends CaseFact ? Omit<F, Keys> : never
export type Order = Without<Exclude<CaseFact, { readonly step: 'report' }>, 'account'>

export type Context = {
  readonly now: Date
  readonly calendar: Calendar
  readonly actor: Actor
  /** Who it is: verification must be another's. */
  readonly account: string
  /** The 处置单位 of a handler. */
  readonly unit: string | null
  /** When the case this report was merged into was closed. */
  readonly parentClosedAt: Date | null
  /** Photos of this step that have come with it. */
  readonly photos: number
}

const actorName = (actor: Actor): string => (actor === 'reporter' ? '上报人' : actor === 'system' ? '系统' : roleName[actor])
const no = (because: string): Refusal => refuse('not-now', because)
const invalid = (because: string): Refusal => refuse('invalid', because)

/** Steps possible from a stage, in words, for a refusal that says what is. */
function possible(state: CaseState): string {
  const steps = Object.keys(lifecycle[state.stage]).filter((step): step is Step => step in stepName)
  return steps.length === 0 ? '这件已经办完，没有可办的步骤' : `可以办理：${steps.map((step) => stepName[step]).join('、')}`
}

/** The fact a step adds, or why it cannot be taken now by this person. Pure. */
export function takeStep(state: CaseState, order: Order, context: Context): CaseFact | Refusal {
  const row = rowOf(state.stage, order.step)
  if (!row) return no(`现在是“${stageName[state.stage]}”，不能办“${stepName[order.step]}”。${possible(state)}`)
  if (!row.by.includes(context.actor)) return refuse('not-yours', `“${stepName[order.step]}”由${row.by.map(actorName).join('、')}办理`)
  if (context.actor === 'handler' && context.unit !== state.tenure?.unit.name)
    return refuse('not-yours', `这件案件现在由${state.tenure?.unit.name ?? '别的单位'}处置`)
  const why = reasonOf(order)
  if (why !== undefined && why.trim().length < 2) return invalid(`写明${REASONS[order.step] ?? '理由'}，上报人和有关单位都会看到`)
  const against = opposed(state, order, context)
  return against ?? factOf(order, context)
}

/** What the reason of a step is called; these steps need one. */
const REASONS: Partial<Record<Step, string>> = {
  decline: '不予立案的理由',
  merge: '认为是同一问题的依据',
  unmerge: '撤销并案的理由',
  askOnSite: '要核实什么',
  reportOnSite: '核实的情况',
  transfer: '转出的理由和上报人该找的渠道',
  void: '作废的理由',
  recall: '撤回派遣的理由',
  return: '回退的理由',
  dispute: '争议的经过',
  decide: '裁定的依据',
  finishStage: '完成的情况',
  feedBack: '处置的情况',
  askPostponement: '延期的理由',
  refusePostponement: '不批准的理由',
  askSuspension: '挂账的理由',
  refuseSuspension: '不批准的理由',
  resume: '恢复计时的情况',
  supervise: '督办的要求',
  pass: '核查的情况',
  fail: '哪里不符合结案条件',
  close: '结案意见',
  rateDissatisfied: '哪里不满意',
  appeal: '超期不应计责的理由',
  refuseAppeal: '申诉不成立的理由',
  askVisit: '为什么要回访',
  explain: '回访的情况和说明',
  reopen: '重办的理由',
  reconsider: '重新甄别的理由',
  reclassify: '更正的理由',
}

function reasonOf(order: Order): string | undefined {
  if (REASONS[order.step] === undefined) return undefined
  if ('reason' in order) return order.reason
  if ('note' in order) return order.note
  if ('because' in order) return order.because
  if ('ground' in order) return order.ground
  return 'opinion' in order ? order.opinion : undefined
}

const isLate = (state: CaseState, { now, calendar }: Context): boolean => {
  const due = promiseOf(state, calendar)?.dueAt
  return due !== null && due !== undefined && now > due
}
const daysSince = (from: Date, now: Date): number => daysBetween(beijingDay(from), beijingDay(now))

/** What the facts say against a step its stage allows. */
function opposed(state: CaseState, order: Order, context: Context): Refusal | undefined {
  switch (order.step) {
    case 'decide':
    case 'dispatch':
      return state.filing ? undefined : no('先选定立案条件，再派遣')
    case 'askPostponement':
    case 'askSuspension':
      return againstMoreTime(state, order, context)
    case 'grantPostponement':
    case 'refusePostponement':
      return state.postponement ? undefined : no('没有等待批准的延期申请')
    case 'grantSuspension':
    case 'refuseSuspension':
      return state.suspension ? undefined : no('没有等待批准的挂账申请')
    case 'resume':
      return state.suspendedUntil ? undefined : no('案件没有挂账，正在计时')
    case 'finishStage':
      return againstStage(state, order.name)
    case 'feedBack':
      if (state.suspendedUntil) return no('案件正在挂账，先恢复计时再反馈')
      return context.photos > 0 ? undefined : invalid('反馈要附处置后的照片，和处置前同一角度')
    case 'pass':
    case 'fail':
      if (context.account === state.handledBy) return refuse('not-yours', '处置的人不能核查自己的案件，请由另一位监督员核查')
      return context.photos > 0 ? undefined : invalid('核查要附现场照片')
    case 'appeal':
    case 'grantAppeal':
    case 'refuseAppeal':
      return againstAppeal(state, order.step, context)
    case 'rateSatisfied':
    case 'rateDissatisfied':
      return againstRating(state, context)
    case 'reopen':
      return state.appeal?.granted === null ? no('承办单位的超期申诉还没有决定：先决定申诉，再重办') : undefined
    default:
      return undefined
  }
}

/** 延期 granted to the unit that has the case, also when it had it before. */
export const postponementsOf = ({ tenure, past }: CaseState): number =>
  [...past, ...(tenure ? [tenure] : [])].reduce((sum, { unit, postponements }) => sum + (unit.id === tenure?.unit.id ? postponements : 0), 0)

function againstMoreTime(state: CaseState, order: Extract<Order, { step: 'askPostponement' | 'askSuspension' }>, context: Context): Refusal | undefined {
  if (state.postponement || state.suspension) return no('已有一个申请在等批准')
  if (state.suspendedUntil) return no('案件正在挂账')
  if (isLate(state, context)) return refuse('too-late', '已经超期的案件不能再申请延期或者挂账，请尽快处置并在反馈里说明')
  if (order.step === 'askPostponement') {
    if (postponementsOf(state) >= MOST_POSTPONEMENTS) return refuse('limit', `延期最多批准 ${MOST_POSTPONEMENTS} 次，已经用完`)
    const { amount = 0, unit } = state.filing?.limit ?? {}
    const most = amount * LARGEST_POSTPONEMENT
    if ((unit === 'work_day' || unit === 'day') && !Number.isInteger(order.amount)) return invalid('时限按天计的，延期填整数天')
    return order.amount > 0 && order.amount <= most ? undefined : invalid(`一次延期不超过原来的时限：${most}`)
  }
  if ((state.tenure?.suspensions ?? 0) >= MOST_SUSPENSIONS) return refuse('limit', `挂账最多批准 ${MOST_SUSPENSIONS} 次，已经用完`)
  const today = beijingDay(context.now)
  if (!isPlainDate(order.until) || order.until <= today || order.until > addDays(today, LONGEST_SUSPENSION_DAYS))
    return invalid(`写明挂账到哪一天：明天以后，不超过 ${LONGEST_SUSPENSION_DAYS} 天`)
  return undefined
}

function againstStage(state: CaseState, name: string): Refusal | undefined {
  const stages = state.filing?.stages ?? []
  const open = stages.filter((stage) => !state.stagesDone.some((done) => done.name === stage.name)).slice(0, -1)
  return open.some((stage) => stage.name === name)
    ? undefined
    : invalid(open.length > 0 ? `可以完成的阶段：${open.map((one) => one.name).join('、')}` : '这件案件没有分阶段的时限，办完请直接反馈')
}

function againstAppeal(state: CaseState, step: 'appeal' | 'grantAppeal' | 'refuseAppeal', { now, calendar }: Context): Refusal | undefined {
  if (step !== 'appeal') return state.appeal && state.appeal.granted === null ? undefined : no('没有等待决定的申诉')
  if (state.appeal) return refuse('limit', '一件案件只能申诉一次')
  if (verdictOf(state, calendar) !== 'late') return no('本案按期处置，不用申诉')
  return state.closing && daysSince(state.closing.at, now) > APPEAL_DAYS ? refuse('too-late', `申诉应在结案后 ${APPEAL_DAYS} 天内提出`) : undefined
}

function againstRating(state: CaseState, { now, parentClosedAt }: Context): Refusal | undefined {
  const closed = state.stage === 'merged' ? parentClosedAt : (state.closing?.at ?? null)
  if (!closed) return no('结案之后才能评价')
  // A case that was done over is closed anew; who was merged into it may say what he thinks of that, as its own reporter may.
  if (state.rating && state.rating.at >= closed) return refuse('limit', '您已经评价过了，一件案件评价一次')
  return daysSince(closed, now) > RATING_DAYS ? refuse('too-late', `评价在结案后 ${RATING_DAYS} 天内有效；同一处问题再次出现，可以重新上报`) : undefined
}

function factOf(order: Order, { account }: Context): CaseFact {
  switch (order.step) {
    case 'feedBack':
    case 'pass':
    case 'fail':
      return { ...order, account }
    default:
      return order
  }
}

/** 三核未通过: so many rounds of what one unit did failed. After the last of them the house supervises by itself. */
export const isThreeFail = ({ tenure }: CaseState): boolean => tenure !== null && failedRounds(tenure) >= FAILED_ROUNDS
export const failedRounds = ({ rounds }: Pick<Tenure, 'rounds'>): number => rounds.filter((round) => !round.passed).length
