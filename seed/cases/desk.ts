import type { Actor, Filing } from '../../src/modules/cases/index.ts'
import type { Chance } from './chance.ts'
import { inTheHall, later } from './hours.ts'
import { accepted, type Reported } from './report.ts'
import type { Telling } from './telling.ts'
import type { Traits } from './traits.ts'
import { DECLINED, ON_SITE } from './words.ts'

/** A life being told, of what, with what befalls it. */
export type Subject = { readonly telling: Telling; readonly reported: Reported; readonly traits: Traits; readonly chance: Chance }

const SCREENS = 9
const screener = (chance: Chance): Actor => (chance.is(0.9) ? 'screener' : 'duty-officer')

/** The hall reads a report; true when it was accepted. */
export function screen(subject: Subject): boolean {
  const { telling, reported, traits, chance } = subject
  const { take } = telling
  const begun = telling.state().reportedAt
  if (traits.ending === 'withdraw') {
    take(later(begun, chance.between(1, 6)), 'reporter', { step: 'withdraw', reason: chance.is(0.5) ? '已经有人处理了' : '' })
    return false
  }
  let at = inTheHall(begun, 1 + chance.wait(SCREENS))
  if (traits.onSite || traits.ending === 'withdrawOnSite') {
    at = take(at, 'screener', { step: 'askOnSite', reason: chance.pick(ON_SITE) })
    if (traits.ending === 'withdrawOnSite') {
      take(later(at, 12), 'reporter', { step: 'withdraw', reason: '问题已经解决' })
      return false
    }
    const found = traits.ending !== 'notFound'
    const note = found ? '到现场核实，问题存在' : '到现场核实，没有发现上报的问题'
    at = take(inTheHall(at, 25 + chance.wait(40)), 'inspector', { step: 'reportOnSite', found, note, metres: chance.whole(1, 25) })
    at = inTheHall(at, chance.between(3, 15))
  }
  if (traits.ending === 'notFound') {
    take(at, 'screener', { step: 'decline', reason: '监督员到现场核实，没有发现上报的问题' })
    return false
  }
  if (traits.ending === 'decline' || traits.ending === 'reconsider') {
    at = take(at, screener(chance), { step: 'decline', reason: chance.pick(DECLINED) })
    if (traits.ending === 'decline') return false
    at = take(inTheHall(at, 90 + chance.wait(200)), 'duty-officer', { step: 'reconsider', reason: '上报人补充了位置，重新甄别' })
    at = inTheHall(at, 5)
  }
  if (traits.ending === 'transfer') {
    take(at, 'screener', { step: 'transfer', channel: '依申请公开', reason: '上报的是希望得到一份文件，请到“依申请公开”提出，不受理为案件' })
    return false
  }
  take(at, screener(chance), accepted(reported))
  return true
}

/** Another condition of the same category, where it has one. */
function another({ reported }: Subject): Filing {
  const { filings } = reported.kind
  return filings[(filings.findIndex((one) => one.condition === reported.filing.condition) + 1) % filings.length] ?? reported.filing
}
export const reclassify = (subject: Subject, at: Date): Date =>
  subject.telling.take(at, 'screener', { step: 'reclassify', filing: another(subject), spot: subject.reported.spot, reason: '按现场照片更正立案条件' })

/** An accepted report becomes a case; false when it ends before it is given out. */
export function file(subject: Subject): boolean {
  const { telling, traits, chance } = subject
  let at = inTheHall(telling.state().movedAt, chance.between(1, 6))
  if (traits.ending === 'declineScreened') {
    telling.take(at, 'screener', { step: 'decline', reason: '立案条件不符：照片里的设施完好，属于正常磨损' })
    return false
  }
  if (traits.reclassified === 'screened') at = inTheHall(reclassify(subject, at), 2)
  at = telling.take(at, chance.is(0.8) ? 'dispatcher' : 'screener', { step: 'file' })
  if (traits.reclassified === 'filed') at = reclassify(subject, inTheHall(at, 3))
  if (traits.ending !== 'void') return true
  telling.take(inTheHall(at, 15), 'duty-officer', { step: 'void', reason: '立案有误：同一处问题已由巡查发现并处置' })
  return false
}
