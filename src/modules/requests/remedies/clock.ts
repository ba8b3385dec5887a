import { dayAfter, inShortChinese, type PlainDate, plainDate, yearOf } from '../../../kernel/plain-date.ts'
import { type Calendar, type Clock, dayOf, type LedgerDay } from '../../calendar/index.ts'
import type { Unit } from './kinds.ts'
import { isRedoing, type RemedyState, type Suspension } from './remedy.ts'

export const ANSWER_DAYS = 10 // 行政复议法第四十八条：自收到副本之日起十日内提出书面答复；第八十八条第二款：“十日”是工作日
export const SIMPLIFIED_ANSWER_DAYS = 5 // 行政复议法第五十四条：简易程序自收到副本之日起五日内提出书面答复；第八十八条第二款：“五日”是工作日
export const OLD_ANSWER_DAYS = 10 // 行政复议法（2017年修正）第二十三条：十日；第四十条只说“五日”“七日”是工作日，这十日是自然日
export const COURT_ANSWER_DAYS = 15 // 行政诉讼法第六十七条：收到起诉状副本之日起十五日内提交证据、依据和答辩状；自然日
export const DECISION_DAYS = 60 // 行政复议法第六十二条第一款：自受理申请之日起六十日内作出行政复议决定
export const SIMPLIFIED_DECISION_DAYS = 30 // 行政复议法第六十二条第二款：简易程序自受理申请之日起三十日内
export const LONGEST_DECISION_EXTENSION_DAYS = 30 // 行政复议法第六十二条第一款：延长期限最多不得超过三十日
export const USUAL_REDO_DAYS = 20 // 条例第三十三条第二款：决定、判决没有写明期限的，在法规规定的期限内重新作出（行政复议法实施条例第四十九条）
/** 行政复议法第九十条: what came before this day was answered under the law of 2017, which knew no simplified procedure. */
export const LAW_OF_2023 = plainDate('2024-01-01')

type Period = {
  readonly from: PlainDate
  readonly days: number
  readonly unit: Unit
  /** What happened on the first day, which is not counted. */
  readonly began: string
  readonly law: string
  readonly suspended: readonly Suspension[]
}

const START_DAY = '民事诉讼法第八十五条第二款'
const LAST_DAY = '民事诉讼法第八十五条第三款'

/**
 * Counts a period day by day (行政复议法第八十八条, 行政诉讼法第一百零一条: 期间 as in civil procedure). The first day is not counted; a
 * period of calendar days that ends on a day off ends on the next working day; a suspension still open stands until `today`.
 */
export function countPeriod({ from, days, unit, began, law, suspended }: Period, today: PlainDate, calendar: Calendar): Clock {
  const ledger: LedgerDay[] = [
    { date: from, counted: false, dayNumber: 0, why: `${began}，当日不计`, article: START_DAY, role: 'start', day: dayOf(from, calendar) },
  ]
  let date = from
  for (let counted = 0; counted < days; ) {
    date = dayAfter(date)
    const held = suspended.find((one) => date > one.from && date <= (one.to ?? today))
    const line = held ? heldLine(date, held, calendar) : lineOf(date, unit, calendar, law)
    if (line.counted) counted += 1
    ledger.push({ ...line, dayNumber: counted, why: line.counted ? `${line.why}，计第${counted}日${counted === days ? '，为期限最后一日' : ''}` : line.why })
  }
  if (unit === 'calendar') date = movedOffRest(date, calendar, ledger)
  return { due: date, provisional: ledger.some(({ day }, i) => i > 0 && day.provisional), ledger }
}

type Line = Omit<LedgerDay, 'dayNumber'>
const heldLine = (date: PlainDate, { from }: Suspension, calendar: Calendar): Line => ({
  date,
  counted: false,
  why: `中止，不计（${inShortChinese(from)}起）`,
  article: '行政复议法第三十九条',
  role: 'hold',
  day: dayOf(date, calendar),
})

function lineOf(date: PlainDate, unit: Unit, calendar: Calendar, law: string): Line {
  const day = dayOf(date, calendar)
  const notice = calendar.years.get(yearOf(date))?.notice ?? '放假通知未发布'
  const guess = day.provisional ? '（该年放假通知尚未录入，暂按周一至周五推算）' : ''
  if (unit === 'calendar') return { date, counted: true, why: '自然日', article: law, role: 'counted', day }
  if (day.kind === 'holiday') return { date, counted: false, why: `${day.name}放假，不计`, article: notice, role: 'rest', day }
  if (day.kind === 'weekend') return { date, counted: false, why: `周末，不是工作日，不计${guess}`, article: law, role: 'rest', day }
  if (day.kind === 'made-up-workday') return { date, counted: true, why: `${day.name}调休上班`, article: notice, role: 'counted', day }
  return { date, counted: true, why: `工作日${guess}`, article: law, role: 'counted', day }
}

function movedOffRest(last: PlainDate, calendar: Calendar, ledger: LedgerDay[]): PlainDate {
  let date = last
  while (!dayOf(date, calendar).working) {
    date = dayAfter(date)
    const day = dayOf(date, calendar)
    const why = day.working ? '最后一日是休息日，顺延到这一日' : '仍是休息日，继续顺延'
    ledger.push({ date, counted: false, dayNumber: ledger.at(-1)?.dayNumber ?? 0, why, article: LAST_DAY, role: day.working ? 'extension' : 'rest', day })
  }
  return date
}

/** How long the agency has for its answer, by route, procedure and the law of the day the copy came. */
export function answerTimeOf({ route, procedure }: Pick<RemedyState, 'route' | 'procedure'>, copyOn: PlainDate): Pick<Period, 'days' | 'unit' | 'law'> {
  if (route !== 'reconsideration') return { days: COURT_ANSWER_DAYS, unit: 'calendar', law: '行政诉讼法第六十七条' }
  if (copyOn < LAW_OF_2023) return { days: OLD_ANSWER_DAYS, unit: 'calendar', law: '行政复议法（2017年修正）第二十三条' }
  if (procedure === 'simplified') return { days: SIMPLIFIED_ANSWER_DAYS, unit: 'working', law: '行政复议法第五十四条、第八十八条第二款' }
  return { days: ANSWER_DAYS, unit: 'working', law: '行政复议法第四十八条、第八十八条第二款' }
}

/** The agency's own answer: from the day the copy came. No law lets it rest while the case is suspended. */
export function answerClock(state: RemedyState, today: PlainDate, calendar: Calendar): Clock | null {
  if (!state.copy) return null
  return countPeriod({ from: state.copy.on, ...answerTimeOf(state, state.copy.on), began: '收到副本之日', suspended: [] }, today, calendar)
}

/** The answer ordered anew: from the day the decision was served. */
export function redoClock({ redo }: RemedyState, today: PlainDate, calendar: Calendar): Clock | null {
  if (!redo) return null
  const law = redo.usual ? '条例第三十三条第二款' : '行政复议法第七十七条、行政诉讼法第九十四条'
  return countPeriod({ from: redo.servedOn, days: redo.days, unit: redo.unit, began: '收到决定、判决之日', law, suspended: [] }, today, calendar)
}

/** When the authority has to decide; a court's time is not the agency's to watch, and is null. */
export function decisionClock(state: RemedyState, today: PlainDate, calendar: Calendar): Clock | null {
  if (state.route !== 'reconsideration') return null
  const days = (state.procedure === 'simplified' ? SIMPLIFIED_DECISION_DAYS : DECISION_DAYS) + state.extendedBy
  const law = state.procedure === 'simplified' ? '行政复议法第六十二条第二款' : '行政复议法第六十二条第一款'
  const until = state.ended?.on ?? today
  return countPeriod({ from: state.acceptedOn, days, unit: 'calendar', began: '受理之日', law, suspended: state.suspensions }, until, calendar)
}

/** What the agency itself owes now, and by when; null when the next word is another's. */
export function dueOf(state: RemedyState, today: PlainDate, calendar: Calendar): Clock | null {
  if (state.stage === 'answering') return answerClock(state, today, calendar)
  return isRedoing(state.stage) ? redoClock(state, today, calendar) : null
}

export const REMEDY_AMBER_DAYS = 3 // office setting: amber when three working days or fewer are left of five, ten or fifteen
export type RemedyLight = 'ok' | 'soon' | 'late' | 'hold' | 'done'
/** The light of a list, read from the facts each time: what is late for the agency; what waits for the authority stands. */
export function remedyLight(at: { dueOn: PlainDate | null; closed: boolean }, today: PlainDate, amberOn: PlainDate): RemedyLight {
  if (at.dueOn === null) return at.closed ? 'done' : 'hold'
  if (at.dueOn < today) return 'late'
  return at.dueOn <= amberOn ? 'soon' : 'ok'
}
export const remedyLightName = { ok: '正常', soon: '临期', late: '超期', hold: '等待复议机关、法院', done: '已办结' } as const satisfies Record<
  RemedyLight,
  string
>

/** Whether what was owed was given in time: null where nothing was, or nothing is known. */
export const wasLate = (on: PlainDate, clock: Clock | null): boolean => clock !== null && on > clock.due
