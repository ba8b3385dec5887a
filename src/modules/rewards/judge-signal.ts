import { addDays, beijingDay, beijingMidnight } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { type Decision, kindName, nameOf, undecided, type Verdict, verdictName } from './signal-decision.ts'
import { insertDecision, listDecisions } from './signal-store.ts'
import { type RecentReports, SIGNAL_DAYS, type Signal, signalsIn } from './signals.ts'

const LONGEST = 200

export type ReportsSince = (agencyId: number, since: Date) => Promise<RecentReports>
export type Signals = { readonly open: readonly Signal[]; readonly decided: readonly Decision[]; readonly more: boolean }

/** The signals in the reports of the last days: those to judge, and what was said of others. */
export async function loadSignals(house: House, agencyId: number, reportsSince: ReportsSince): Promise<Signals> {
  const since = beijingMidnight(addDays(beijingDay(house.now()), -SIGNAL_DAYS))
  // A signal is judged after its reports were made, so older decisions concern none of these.
  const [{ facts, more }, decided] = await Promise.all([reportsSince(agencyId, since), listDecisions(house.db, agencyId, since)])
  return { open: undecided(signalsIn(facts), decided), decided, more }
}

export type Judgement = { readonly name: string; readonly verdict: Verdict | undefined; readonly because: string }
/** Keeps what a person says of a signal, as it was seen; it changes no award. */
export async function judgeSignal(house: House, by: Viewer, reportsSince: ReportsSince, { name, verdict, because }: Judgement): Promise<Refusal | undefined> {
  const why = because.trim().slice(0, LONGEST)
  if (!verdict) return refuse('invalid', '选一个：看过没有问题，或者有问题')
  if (verdict === 'wrong' && why.length < 2) return refuse('invalid', '写明有什么问题')
  const signal = (await loadSignals(house, by.agencyId, reportsSince)).open.find((one) => nameOf(one) === name)
  if (!signal) return refuse('stale', '这条疑点已经有人判断，或者涉及的上报有了变化，请再看一遍')
  const at = house.now()
  await house.db.transaction().execute(async (tx) => {
    await insertDecision(tx, by, { ...signal, verdict, because: why, at })
    const note = [kindName[signal.kind], signal.sentence, why].filter(Boolean).join('；')
    await leaveTrace(tx, { at, by, act: `判断疑点：${verdictName[verdict]}`, subject: `cases/${signal.reports[0] ?? ''}`, note })
  })
  return undefined
}
