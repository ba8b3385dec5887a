import { beijingMidnight, isPlainDate } from '../../kernel/plain-date.ts'
import type { Break } from './clock.ts'
import type { Limit } from '../standards/index.ts'
import type { CaseFact, Filing, Happened, Spot, SupervisionLevel, Unit } from './facts.ts'
import type { Stage } from './lifecycle.ts'

/** The time one unit had a case: from its dispatch to its feedback, with what of it was not the unit's. */
export type Tenure = {
  readonly unit: Unit
  /** What it was given under: a class corrected later is the next one's. */
  readonly limit: Limit
  readonly from: Date
  readonly extendedBy: number
  readonly breaks: readonly Break[]
  readonly postponements: number
  readonly suspensions: number
  /** 核查 of what this unit did. */
  readonly rounds: readonly Round[]
}
/** How a unit ceased to have it, and what there is to say of that time: whatever follows, it stays so. */
export type PastTenure = Tenure & {
  readonly handledAt: Date | null
  /** The unit's appeal was granted. */
  readonly exempt: boolean
  readonly ended: { readonly at: Date; readonly how: 'handled' | 'returned' | 'recalled' }
}
export type Round = { readonly n: number; readonly at: Date; readonly passed: boolean; readonly note: string; readonly metres: number | null }
export type Rating = { readonly at: Date; readonly satisfied: boolean; readonly reason: string }

/** What has happened to a report or case: a fold of its events. */
export type CaseState = {
  readonly stage: Stage
  readonly reportedAt: Date
  /** The last step: where a desk's own limit begins. */
  readonly movedAt: Date
  readonly siteCheck: { readonly found: boolean; readonly note: string } | null
  readonly filing: Filing | null
  readonly spot: Spot | null
  /** What of the report's words the release gate let through. */
  readonly released: { readonly title: string; readonly place: string } | null
  readonly filedAt: Date | null
  readonly tenure: Tenure | null
  /** Units that had it before, in their order. */
  readonly past: readonly PastTenure[]
  readonly returns: readonly { readonly at: Date; readonly unit: Unit | null; readonly reason: string }[]
  readonly stagesDone: readonly { readonly name: string; readonly at: Date }[]
  readonly postponement: { readonly amount: number; readonly reason: string } | null
  readonly suspension: { readonly until: string; readonly reason: string; readonly askedAt: Date } | null
  readonly suspendedUntil: string | null
  readonly supervision: SupervisionLevel | null
  readonly handledAt: Date | null
  readonly handledBy: string | null
  /** 核查 since the case was last taken up. */
  readonly rounds: readonly Round[]
  readonly closing: { readonly at: Date; readonly opinion: string } | null
  readonly appeal: { readonly reason: string; readonly granted: boolean | null } | null
  readonly rating: Rating | null
  readonly ratings: readonly Rating[]
  readonly reopened: number
  readonly parent: string | null
  readonly ended: string | null
}

const newborn = (at: Date): CaseState => ({
  stage: 'reported',
  reportedAt: at,
  movedAt: at,
  siteCheck: null,
  filing: null,
  spot: null,
  released: null,
  filedAt: null,
  tenure: null,
  past: [],
  returns: [],
  stagesDone: [],
  postponement: null,
  suspension: null,
  suspendedUntil: null,
  supervision: null,
  handledAt: null,
  handledBy: null,
  rounds: [],
  closing: null,
  appeal: null,
  rating: null,
  ratings: [],
  reopened: 0,
  parent: null,
  ended: null,
})

/** Replays a life from its first event; throws when there is none. */
export function replay(events: readonly Happened[]): CaseState {
  const [first, ...rest] = events
  if (first?.fact.step !== 'report') throw new Error('a case begins with its report')
  return rest.reduce(applyFact, newborn(first.at))
}

const withTenure = (state: CaseState, change: (tenure: Tenure) => Partial<Tenure>): Pick<CaseState, 'tenure'> => ({
  tenure: state.tenure && { ...state.tenure, ...change(state.tenure) },
})
const ending = (breaks: readonly Break[], at: Date): readonly Break[] => breaks.map((one) => (one.to === null ? { ...one, to: at } : one))
/** Ends the open break, if there is one. */
const goOn = (state: CaseState, at: Date): Pick<CaseState, 'tenure'> => withTenure(state, ({ breaks }) => ({ breaks: ending(breaks, at) }))
/** A pause ends on its day, whenever the house comes round to it. */
function notAfter(at: Date, day: string | null): Date {
  const end = day !== null && isPlainDate(day) ? beijingMidnight(day) : at
  return end < at ? end : at
}
const stand = (state: CaseState, kind: Break['kind'], from: Date, why: string): Pick<CaseState, 'tenure'> =>
  withTenure(state, ({ breaks }) => ({ breaks: [...breaks, { kind, from, to: null, why }] }))

const LEVELS: readonly SupervisionLevel[] = ['remind', 'formal', 'leader']
/** A reminder takes nothing back from a supervision that was more. */
const higher = (before: SupervisionLevel | null, level: SupervisionLevel): SupervisionLevel =>
  before !== null && LEVELS.indexOf(before) > LEVELS.indexOf(level) ? before : level

/** Nobody has it any more: what there is to say of the unit that had it is kept. */
function withoutTenure(state: CaseState, at: Date, how: PastTenure['ended']['how']): Pick<CaseState, 'tenure' | 'past'> {
  const { tenure, past, handledAt, appeal } = state
  if (!tenure) return { tenure, past }
  return { tenure: null, past: [...past, { ...tenure, handledAt, exempt: appeal?.granted === true, ended: { at, how } }] }
}
const isSame = (a: Limit, b: Limit): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Back to the unit that gave it back, its clock goes on; to another, or under another limit, a new clock starts. */
function give(state: CaseState, unit: Unit, at: Date): CaseState {
  const { tenure, filing } = state
  if (!filing) throw new Error('a case is given out under a condition')
  const given = { ...state, stage: 'dispatched', handledAt: null, handledBy: null } as const
  if (tenure?.unit.id === unit.id && isSame(tenure.limit, filing.limit)) return { ...given, ...goOn(state, at) }
  const back = tenure?.breaks.findLast(({ kind }) => kind === 'return')
  const before = withoutTenure({ ...state, handledAt: null }, back?.from ?? at, 'returned')
  const { limit } = filing
  return { ...given, ...before, stagesDone: [], tenure: { unit, limit, from: at, extendedBy: 0, breaks: [], postponements: 0, suspensions: 0, rounds: [] } }
}

function verified(state: CaseState, at: Date, passed: boolean, fact: { note: string; metres: number | null }): CaseState {
  const round = { n: state.rounds.length + 1, at, passed, note: fact.note, metres: fact.metres }
  const next = { ...state, rounds: [...state.rounds, round], ...withTenure(state, ({ rounds }) => ({ rounds: [...rounds, round] })) }
  if (passed) return { ...next, stage: 'verified' }
  return { ...next, stage: 'handling', handledAt: null, handledBy: null, ...goOn(next, at) }
}

function rated(state: CaseState, at: Date, satisfied: boolean, reason: string): CaseState {
  const rating = { at, satisfied, reason }
  const stage = state.stage === 'closed' && !satisfied ? 'visiting' : state.stage
  return { ...state, stage, rating, ratings: [...state.ratings, rating] }
}

/** The state after one more event. */
export function applyFact(before: CaseState, { at, fact }: Happened): CaseState {
  const state = { ...before, movedAt: at }
  return desk(state, at, fact) ?? work(state, at, fact) ?? after(state, at, fact)
}

/** What the hall does before a unit has the case. */
function desk(state: CaseState, at: Date, fact: CaseFact): CaseState | undefined {
  switch (fact.step) {
    case 'report':
      return newborn(at)
    case 'accept':
      return { ...state, stage: 'screened', filing: fact.filing, spot: fact.spot, released: { title: fact.title, place: fact.place } }
    case 'reclassify':
      return { ...state, filing: fact.filing, spot: fact.spot }
    case 'decline':
      return { ...state, stage: 'declined', ended: fact.reason }
    case 'merge':
      return { ...state, stage: 'merged', parent: fact.parent }
    case 'unmerge':
      // It is looked at from the beginning: what it was filed as before its merging no longer stands.
      return { ...state, stage: 'reported', parent: null, filing: null, filedAt: null, released: null }
    case 'askOnSite':
      return { ...state, stage: 'on_site' }
    case 'reportOnSite':
      return { ...state, stage: 'reported', siteCheck: { found: fact.found, note: fact.note } }
    case 'transfer':
      return { ...state, stage: 'transferred', ended: `${fact.channel}：${fact.reason}` }
    case 'withdraw':
      return { ...state, stage: 'withdrawn', ended: fact.reason }
    case 'reconsider':
      return { ...state, stage: 'reported', ended: null }
    case 'file':
      return { ...state, stage: 'filed', filedAt: at }
    case 'void':
      return { ...state, stage: 'voided', ended: fact.reason }
    case 'dispatch':
    case 'decide':
      return give(state, fact.unit, at)
    case 'recall':
      return { ...state, stage: 'filed', ...withoutTenure(state, at, 'recalled') }
    case 'dispute':
      return { ...state, stage: 'disputed' }
    default:
      return undefined
  }
}

/** What a unit does while it has the case, and what is decided for it. */
function work(state: CaseState, at: Date, fact: CaseFact): CaseState | undefined {
  switch (fact.step) {
    case 'receive':
      return { ...state, stage: 'handling' }
    case 'return': {
      const returns = [...state.returns, { at, unit: state.tenure?.unit ?? null, reason: fact.reason }]
      const standing = { ...state, ...goOn(state, at) }
      return {
        ...standing,
        stage: 'returned',
        returns,
        suspendedUntil: null,
        postponement: null,
        suspension: null,
        ...stand(standing, 'return', at, fact.reason),
      }
    }
    case 'finishStage':
      return { ...state, stagesDone: [...state.stagesDone, { name: fact.name, at }] }
    case 'feedBack': {
      const running = { ...state, ...goOn(state, at) }
      return {
        ...running,
        stage: 'handled',
        suspendedUntil: null,
        postponement: null,
        suspension: null,
        handledAt: at,
        handledBy: fact.account,
        ...stand(running, 'verification', at, ''),
      }
    }
    case 'askPostponement':
      return { ...state, postponement: { amount: fact.amount, reason: fact.reason } }
    case 'grantPostponement': {
      const amount = state.postponement?.amount ?? 0
      return { ...state, postponement: null, ...withTenure(state, (one) => ({ extendedBy: one.extendedBy + amount, postponements: one.postponements + 1 })) }
    }
    case 'refusePostponement':
      return { ...state, postponement: null }
    case 'askSuspension':
      return { ...state, suspension: { until: fact.until, reason: fact.reason, askedAt: at } }
    case 'grantSuspension': {
      // From the moment it was asked for: whoever waits for a decision does not lose by the wait.
      const { askedAt, reason, until } = state.suspension ?? { askedAt: at, reason: '', until: null }
      const counted = { ...state, ...withTenure(state, (one) => ({ suspensions: one.suspensions + 1 })) }
      return { ...counted, suspension: null, suspendedUntil: until, ...stand(counted, 'suspension', askedAt, reason) }
    }
    case 'refuseSuspension':
      return { ...state, suspension: null }
    case 'resume':
      return { ...state, suspendedUntil: null, ...goOn(state, notAfter(at, state.suspendedUntil)) }
    case 'supervise':
      return { ...state, supervision: higher(state.supervision, fact.level) }
    default:
      return undefined
  }
}

/** What follows the feedback. */
function after(state: CaseState, at: Date, fact: CaseFact): CaseState {
  switch (fact.step) {
    case 'pass':
      return verified(state, at, true, fact)
    case 'fail':
      return verified(state, at, false, fact)
    case 'close':
      return { ...state, stage: 'closed', closing: { at, opinion: fact.opinion } }
    case 'rateSatisfied':
      return rated(state, at, true, fact.reason)
    case 'rateDissatisfied':
      return rated(state, at, false, fact.reason)
    case 'appeal':
      return { ...state, appeal: { reason: fact.reason, granted: null } }
    case 'grantAppeal':
      return { ...state, appeal: state.appeal && { ...state.appeal, granted: true } }
    case 'refuseAppeal':
      return { ...state, appeal: state.appeal && { ...state.appeal, granted: false } }
    case 'askVisit':
      return { ...state, stage: 'visiting' }
    case 'explain':
      return { ...state, stage: 'closed' }
    case 'reopen': {
      return {
        ...state,
        ...withoutTenure(state, state.closing?.at ?? at, 'handled'),
        stage: 'filed',
        reopened: state.reopened + 1,
        closing: null,
        rating: null,
        rounds: [],
        handledAt: null,
        appeal: null,
      }
    }
    default:
      throw new Error(`no step ${fact.step}`)
  }
}
