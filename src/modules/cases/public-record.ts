import type { Calendar } from '../calendar/index.ts'
import type { CaseState, Round } from './case.ts'
import { breakName, type CaseClock } from './clock.ts'
import { type CaseFact, supervisionName } from './facts.ts'
import { type Stage, stageName } from './lifecycle.ts'
import type { Limit } from '../standards/index.ts'
import { type Former, formerLates, isExempt, promiseOf, type Verdict, verdictOn } from './promise.ts'
import { covered } from '../../kernel/release-gate.ts'
import { MOST_POSTPONEMENTS } from './settings.ts'
import { shownOf } from './visibility.ts'

/** One line of the public history; nobody of the staff is named in it. */
export type Line = { readonly at: Date; readonly title: string; readonly text: string; readonly mark: 'hold' | 'fail' | null }

/** What everybody may know of a case: the only thing pages, lists of one, feeds and interfaces are made of. */
export type PublicCase = {
  readonly number: string
  readonly stage: Stage
  readonly stageWord: string
  readonly reportedAt: Date
  readonly title: string | null
  readonly place: string | null
  readonly category: string | null
  readonly version: number | null
  readonly streetCode: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly unit: string | null
  readonly condition: string | null
  readonly limit: Limit | null
  readonly closing: string | null
  readonly givenAt: Date | null
  readonly promise: CaseClock | null
  readonly verdict: Verdict | null
  readonly exempt: boolean
  /** Promises that were not kept before the one that runs now. */
  readonly former: readonly Former[]
  readonly handledAt: Date | null
  readonly closedAt: Date | null
  readonly suspendedUntil: string | null
  readonly suspendedBecause: string | null
  readonly result: string | null
  readonly rounds: readonly Round[]
  readonly rating: 'satisfied' | 'dissatisfied' | null
  readonly ratedAt: Date | null
  readonly reopened: number
  readonly parent: string | null
  readonly lines: readonly Line[]
}

type Source = { readonly number: string; readonly events: readonly { readonly at: Date; readonly fact: CaseFact }[]; readonly state: CaseState }

/** The public part of a case; undefined when there is none. Every word a person wrote passes the release gate once more. */
export function publicCaseOf({ number, events, state }: Source, calendar: Calendar): PublicCase | undefined {
  const shown = shownOf(state)
  if (shown === 'none') return undefined
  const full = shown === 'full'
  const filing = full ? state.filing : null
  const said = state.closing?.opinion ?? state.ended
  const promise = full ? promiseIn(state, calendar) : null
  const verdict = full ? verdictOn(state, promise?.dueAt) : null
  const former = formerLates(state, calendar)
  return {
    number,
    stage: state.stage,
    stageWord: stageName[state.stage],
    reportedAt: state.reportedAt,
    title: full && state.released ? covered(state.released.title) : null,
    place: full && state.released ? covered(state.released.place) : null,
    category: filing?.category ?? null,
    version: filing?.version ?? null,
    streetCode: full ? (state.spot?.streetCode ?? null) : null,
    lon: full ? (state.spot?.lon ?? null) : null,
    lat: full ? (state.spot?.lat ?? null) : null,
    unit: full ? (state.tenure?.unit.name ?? null) : null,
    condition: filing?.text ?? null,
    limit: filing?.limit ?? null,
    closing: filing?.closing ?? null,
    givenAt: full ? (state.tenure?.from ?? null) : null,
    promise,
    verdict,
    exempt: isExempt(state, verdict),
    former: full ? former : [],
    handledAt: state.handledAt,
    closedAt: state.closing?.at ?? null,
    suspendedUntil: state.suspendedUntil,
    suspendedBecause: state.suspendedUntil === null ? null : covered(state.tenure?.breaks.at(-1)?.why ?? ''),
    result: said === null ? null : covered(said),
    rounds: full ? state.rounds.map((round) => ({ ...round, note: covered(round.note) })) : [],
    rating: state.rating === null ? null : state.rating.satisfied ? 'satisfied' : 'dissatisfied',
    ratedAt: state.rating?.at ?? null,
    reopened: state.reopened,
    parent: state.parent,
    lines: linesOf(events),
  }
}

/** The clock without what a unit wrote of private people into the reason of a pause; the calendar's own reasons name nobody. */
function promiseIn(state: CaseState, calendar: Calendar): CaseClock | null {
  const promise = promiseOf(state, calendar)
  return promise
    ? { ...promise, ledger: promise.ledger.map((line) => (line.kind === 'break' || line.kind === 'resumed' ? { ...line, why: covered(line.why) } : line)) }
    : null
}

/** The history in words, in order; steps that only prepare another leave no line. */
function linesOf(events: Source['events']): readonly Line[] {
  let round = 0
  let feedback = 0
  let postponed = 0
  return events.flatMap(({ at, fact }): Line[] => {
    if (fact.step === 'pass' || fact.step === 'fail') round += 1
    if (fact.step === 'feedBack') feedback += 1
    if (fact.step === 'grantPostponement') postponed += 1
    if (fact.step === 'reopen') round = feedback = 0
    const words = wordsOf(fact, { round, feedback, postponed })
    return words === undefined ? [] : [{ at, title: words[0], text: covered(words[1]), mark: words[2] ?? null }]
  })
}

type Words = readonly [title: string, text: string, mark?: 'hold' | 'fail'] | undefined
type Counts = { readonly round: number; readonly feedback: number; readonly postponed: number }

function wordsOf(fact: CaseFact, counts: Counts): Words {
  return deskWords(fact) ?? workWords(fact, counts) ?? endWords(fact, counts)
}

function deskWords(fact: CaseFact): Words {
  switch (fact.step) {
    case 'report':
      return ['上报', '收到公众上报，等待甄别。']
    case 'askOnSite':
      return ['派员核实', '派监督员到现场核实。']
    case 'reportOnSite':
      return ['核实', fact.found ? '现场核实，情况属实。' : '现场核实，没有发现所报的问题。']
    case 'file':
      return ['立案', '符合立案条件，告知上报人。']
    case 'decline':
      return ['不予立案', `理由：${fact.reason}`]
    case 'reconsider':
      return ['重新甄别', fact.reason]
    case 'merge':
      return ['并入同一问题', `并入 ${fact.parent}：${fact.because}`]
    case 'unmerge':
      return ['撤销并案', fact.reason]
    case 'dispatch':
      return ['派遣', `派给${fact.unit.name}。${fact.because}`]
    case 'recall':
      return ['撤回派遣', fact.reason]
    case 'dispute':
      return ['提请裁定权属', fact.reason, 'hold']
    case 'decide':
      return ['裁定权属并派遣', `由${fact.unit.name}处置。依据：${fact.ground}`]
    case 'reclassify':
      return ['更正类别或位置', fact.reason]
    case 'void':
      return ['作废', fact.reason]
    default:
      return undefined
  }
}

function workWords(fact: CaseFact, { feedback, postponed }: Counts): Words {
  switch (fact.step) {
    case 'return':
      return ['回退', `理由：${fact.reason}`, 'hold']
    case 'finishStage':
      return [`完成${fact.name}`, fact.note]
    case 'feedBack':
      return [`第 ${feedback} 次处置反馈`, fact.note]
    case 'askPostponement':
      return ['申请延期', `理由：${fact.reason}`]
    case 'grantPostponement':
      return ['批准延期', `第 ${postponed} 次延期，最多 ${MOST_POSTPONEMENTS} 次。${fact.note}`]
    case 'refusePostponement':
      return ['不批准延期', fact.reason]
    case 'askSuspension':
      return ['申请挂账', `理由：${fact.reason}`]
    case 'grantSuspension':
      return [`${breakName.suspension}，停止计时`, `经值班长批准，自申请时起停计。${fact.note}`, 'hold']
    case 'refuseSuspension':
      return ['不批准挂账', fact.reason]
    case 'resume':
      return ['恢复计时', fact.note]
    case 'supervise':
      return [`督办：${supervisionName[fact.level]}`, fact.note]
    default:
      return undefined
  }
}

function endWords(fact: CaseFact, { round }: Counts): Words {
  const metres = !('metres' in fact) ? '' : fact.metres === null ? '（没有记录核查位置）' : `（核查位置距案件 ${Math.round(fact.metres)} 米）`
  switch (fact.step) {
    case 'pass':
      return [`第 ${round} 轮核查：通过`, `${fact.note}${metres}`]
    case 'fail':
      return [`第 ${round} 轮核查：未通过，返工`, `${fact.note}${metres}。时限不重新起算。`, 'fail']
    case 'close':
      return ['结案', fact.opinion]
    case 'rateSatisfied':
      return ['上报人评价：满意', fact.reason]
    case 'rateDissatisfied':
      return ['上报人评价：不满意', fact.reason, 'fail']
    case 'appeal':
      return ['承办单位申诉超期', fact.reason]
    case 'grantAppeal':
      return ['申诉成立，免予计责', `超期的事实不变。${fact.note}`]
    case 'refuseAppeal':
      return ['申诉不成立', fact.reason]
    case 'askVisit':
      return ['提请回访', fact.reason, 'fail']
    case 'explain':
      return ['回访说明', fact.note]
    case 'reopen':
      return ['回访后重办', fact.reason]
    default:
      return undefined
  }
}
