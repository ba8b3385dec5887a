import { addDays, dayAfter, type PlainDate, weekday, yearOf } from '../../kernel/plain-date.ts'
import { type Calendar, type Clock, dayOf, type LedgerDay } from '../calendar/index.ts'
import { findColumn } from './columns.ts'
import type { Content, ItemState } from './item.ts'
import { RULES, type RuleKey } from './rules.ts'

const WEEKDAY = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const
const START_DAY = '民法典第二百零一条第一款'
const LAST_DAY = '民法典第二百零三条第一款'

export type Duty = { readonly rule: RuleKey; readonly from: PlainDate }
/** Which rule an item stands under, and from which day it counts. */
export function dutyOf({ column, formedOn, countedFrom }: Pick<Content, 'column' | 'formedOn' | 'countedFrom'>, changedOn?: PlainDate | null): Duty {
  // 条例第二十六条 counts from the forming or the change; the rules of its own that a column has are of what is new.
  if (changedOn) return { rule: 'item', from: changedOn }
  const rule = findColumn(column)?.rule ?? 'item'
  return { rule, from: rule === 'item' ? formedOn : (countedFrom ?? formedOn) }
}

/** The same for an item as it stands: what tells of a decision that was overturned is to be taken down. */
export const dutyNow = ({ stage, overturned, content, changedOn, published }: ItemState): Duty =>
  stage === 'published' && overturned
    ? { rule: 'penalty', from: overturned.on }
    : dutyOf(content, changedOn ?? (stage === 'published' ? published.at(-1)?.changedOn : null))

/** Until when an item is to be published, counted day by day. Pure: the same rule, day and calendar give the same ledger. */
export function clockOf(rule: RuleKey, from: PlainDate, calendar: Calendar): Clock {
  const { days, unit, from: since, law } = RULES[rule]
  const ledger: LedgerDay[] = [
    { date: from, counted: false, dayNumber: 0, why: `${since}之日，当日不计`, article: START_DAY, role: 'start', day: dayOf(from, calendar) },
  ]
  let date = from
  for (let counted = 0; counted < days; ) {
    date = dayAfter(date)
    const line = lineOf(date, unit, calendar, law)
    if (line.counted) counted += 1
    ledger.push({ ...line, dayNumber: counted, why: line.counted ? `${line.why}，计第${counted}日${counted === days ? '，为期限最后一日' : ''}` : line.why })
  }
  if (unit === 'day') date = movedOffRest(date, calendar, ledger)
  return { due: date, provisional: ledger.some(({ day }, i) => i > 0 && day.provisional), ledger }
}

// Pages of items of one rule and day ask for the same end over and over; a calendar never changes.
const ends = new WeakMap<Calendar, Map<string, PlainDate>>()
/** The last day of the same clock, without its days. */
export function dueOf(rule: RuleKey, from: PlainDate, calendar: Calendar): PlainDate {
  const known = ends.get(calendar) ?? new Map<string, PlainDate>()
  ends.set(calendar, known)
  const due = known.get(rule + from) ?? clockOf(rule, from, calendar).due
  known.set(rule + from, due)
  return due
}

function lineOf(date: PlainDate, unit: 'work_day' | 'day', calendar: Calendar, law: string): Omit<LedgerDay, 'dayNumber'> {
  const day = dayOf(date, calendar)
  const notice = calendar.years.get(yearOf(date))?.notice ?? '放假通知未发布'
  const guess = day.provisional ? '（该年放假通知尚未录入，暂按周一至周五推算）' : ''
  if (unit === 'day') return { date, counted: true, why: '自然日', article: law, role: 'counted', day }
  if (day.kind === 'holiday') return { date, counted: false, why: `${day.name}放假，不计`, article: notice, role: 'rest', day }
  if (day.kind === 'weekend') return { date, counted: false, why: `${WEEKDAY[weekday(date)]}，不是工作日，不计${guess}`, article: law, role: 'rest', day }
  if (day.kind === 'made-up-workday')
    return { date, counted: true, why: `${WEEKDAY[weekday(date)]}，${day.name}调休上班`, article: notice, role: 'counted', day }
  return { date, counted: true, why: `工作日${guess}`, article: law, role: 'counted', day }
}

/** 民法典第二百零三条第一款: a period in calendar days that ends on a day off ends on the day after it. */
function movedOffRest(last: PlainDate, calendar: Calendar, ledger: LedgerDay[]): PlainDate {
  let date = last
  while (!dayOf(date, calendar).working) {
    date = addDays(date, 1)
    const day = dayOf(date, calendar)
    const why = day.working ? '最后一日是休息日，顺延到这一日' : '仍是休息日，继续顺延'
    ledger.push({ date, counted: false, dayNumber: ledger.at(-1)?.dayNumber ?? 0, why, article: LAST_DAY, role: day.working ? 'extension' : 'rest', day })
  }
  return date
}
