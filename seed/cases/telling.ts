import { isRefusal } from '../../src/kernel/refusal.ts'
import { type Role, roleName } from '../../src/kernel/viewer.ts'
import type { Calendar } from '../../src/modules/calendar/index.ts'
import { type Actor, applyFact, type CaseFact, type CaseState, isThreeFail, type Order, replay, takeStep } from '../../src/modules/cases/index.ts'
import { later } from './hours.ts'

export type Told = { readonly at: Date; readonly byName: string; readonly byRole: string; readonly fact: CaseFact }

/** A life while it is being told: every step of it is one the rules of cases take. */
export type Telling = {
  readonly calendar: Calendar
  readonly events: readonly Told[]
  readonly state: () => CaseState
  /** Takes a step at this moment, or just after the last one when that is later; throws where the rules refuse. */
  readonly take: (at: Date, actor: Actor, order: Order, parentClosedAt?: Date) => Date
}

const MEMBERS = ['甲', '乙', '丙', '丁'] as const
/** The members of an office take turns. */
const memberOf = (role: Role, turn: number): string => MEMBERS[turn % (role === 'leader' ? 1 : MEMBERS.length)] ?? ''

function byOf(actor: Actor, turn: number): { account: string; name: string } {
  if (actor === 'reporter') return { account: 'reporter', name: '上报人' }
  if (actor === 'system') return { account: 'system', name: '系统' }
  return { account: `sample-${actor}-${turn % MEMBERS.length}`, name: `样例${roleName[actor]}${memberOf(actor, turn)}` }
}

/** Begins with the report, or goes on from what has been told. */
export function telling(calendar: Calendar, begun: Date | readonly Told[]): Telling {
  const events: Told[] = begun instanceof Date ? [{ at: begun, byName: '上报人', byRole: 'reporter', fact: { step: 'report' } }] : [...begun]
  let state = replay(events)
  const add = (at: Date, byName: string, byRole: string, fact: CaseFact): void => {
    events.push({ at, byName, byRole, fact })
    state = applyFact(state, { at, fact })
  }
  return {
    calendar,
    events,
    state: () => state,
    take(wanted, actor, order, parentClosedAt) {
      const at = wanted > state.movedAt ? wanted : later(state.movedAt, 1)
      const { account, name } = byOf(actor, Math.floor(at.getTime() / 28_800_000) + state.rounds.length)
      const unit = actor === 'handler' ? (state.tenure?.unit.name ?? null) : null
      const context = { now: at, calendar, actor, account, unit, parentClosedAt: parentClosedAt ?? null, photos: 1 }
      const fact = takeStep(state, order, context)
      if (isRefusal(fact)) throw new Error(`${order.step}: ${fact.because}`)
      add(at, name, actor, fact)
      // As the house does when it takes the step.
      if (fact.step === 'fail' && isThreeFail(state))
        add(at, '系统', 'system', { step: 'supervise', level: 'leader', note: `核查 ${state.rounds.length} 轮未通过，自动提请领导督办` })
      return at
    },
  }
}
