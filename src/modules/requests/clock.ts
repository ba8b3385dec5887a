import { dayAfter, inShortChinese, plainDate, type PlainDate, weekday, yearOf } from '../../kernel/plain-date.ts'
import { type Calendar, type Clock, type Day, type DayRole, dayOf, type LedgerDay, workingDaysBetween } from '../calendar/index.ts'

export const IN_FORCE = plainDate('2019-05-15') // 条例（国务院令第711号）自2019年5月15日起施行；此前的答复期限是十五个工作日
export const REPLY_DAYS = 20 // 条例第三十三条第二款：自收到申请之日起20个工作日内予以答复
export const LONGEST_EXTENSION_DAYS = 20 // 条例第三十三条第二款：延长的期限最长不得超过20个工作日
export const AMENDMENT_NOTICE_DAYS = 7 // 条例第三十条：自收到申请之日起7个工作日内一次性告知
export const OPINION_DAYS = 15 // 条例第三十二条：第三方自收到征求意见书之日起15个工作日内提出意见；第三十四条：被征求意见的行政机关同

/** What a deadline is a function of: dated facts and nothing else. Restart, pause and extension are different facts. */
export type ClockFacts = {
  readonly receivedOn: PlainDate
  /** Working days to answer in; art 33 gives 20. */
  readonly days: number
  /** The corrected application came: the clock starts anew (条例第三十条). */
  readonly amendedOn: PlainDate | null
  /** The fee was paid in full: the clock starts anew (国办函〔2020〕109号). */
  readonly paidOn?: PlainDate | null
  readonly extendedBy: number
  /** Working days that art 35 gives where a reasonable request cannot be answered in time. */
  readonly delayedBy?: number
  readonly consultations: readonly ConsultationDays[]
  /** Days a fee notice was out that was taken back or is still to be paid. */
  readonly feeHolds?: readonly ConsultationDays[]
}
/** The working days after `askedOn` up to and including `answeredOn` do not count (条例第三十三条第三款). */
export type ConsultationDays = { readonly askedOn: PlainDate; readonly answeredOn: PlainDate }

const START_DAY = '民法典第二百零一条第一款'
const COUNTING: Readonly<Record<number, string>> = { 7: '条例第三十条', 15: '条例第三十二条', 20: '条例第三十三条第二款' }
const WEEKDAY = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

// Requests that came on one day and had nothing else happen to them have one clock: a page of the queue asks for few.
const MOST_CLOCKS = 2_000
const counted = new WeakMap<Calendar, Map<string, Clock>>()

/** Counts a deadline day by day. The last day is always a working day; the day of receipt is never counted. */
export function clockOf(facts: ClockFacts, calendar: Calendar): Clock {
  const held = [...facts.consultations, ...(facts.feeHolds ?? []).map((one) => ({ ...one, askedOn: `f${one.askedOn}` }))]
  const key = `${facts.receivedOn} ${facts.days} ${facts.amendedOn} ${facts.paidOn ?? null} ${facts.extendedBy} ${facts.delayedBy ?? 0} ${held.map((one) => `${one.askedOn}${one.answeredOn}`)}`
  const known = counted.get(calendar) ?? new Map<string, Clock>()
  const clock = known.get(key) ?? countDays(facts, calendar)
  if (known.size >= MOST_CLOCKS) known.clear()
  counted.set(calendar, known.set(key, clock))
  return clock
}

function countDays(facts: ClockFacts, calendar: Calendar): Clock {
  const total = facts.days + facts.extendedBy + (facts.delayedBy ?? 0)
  const ledger = daysBeforeCounting(facts, calendar)
  let date = restartsOf(facts).at(-1)?.on ?? facts.receivedOn
  for (let counted = 0; counted < total; ) {
    date = dayAfter(date)
    const day = dayOf(date, calendar)
    const pause = day.working ? pauseOn(date, facts) : undefined
    const counts = day.working && pause === undefined
    if (counts) counted += 1
    ledger.push(entryOf(date, day, pause, counted, counts, facts, calendar))
  }
  const provisional = ledger.some((entry) => entry.day.provisional && entry.role !== 'before-restart' && entry.role !== 'receipt')
  return { due: date, provisional, ledger }
}

type Pause = ConsultationDays & { readonly why: string; readonly law: string }
/** What holds the clock up on a day, if anything; overlaps count once, for a day stands or counts. */
function pauseOn(date: PlainDate, { consultations, feeHolds = [] }: ClockFacts): Pause | undefined {
  const holds = ({ askedOn, answeredOn }: ConsultationDays): boolean => date > askedOn && date <= answeredOn
  const consulted = consultations.find(holds)
  if (consulted) return { ...consulted, why: '征求意见', law: '条例第三十三条第三款' }
  const fee = feeHolds.find(holds)
  return fee && { ...fee, why: '等待缴费', law: '信息处理费管理办法' }
}

type Restart = { readonly on: PlainDate; readonly why: string; readonly law: string }
/** The days the clock began anew, the first first. */
function restartsOf({ amendedOn, paidOn = null }: ClockFacts): readonly Restart[] {
  const amended = amendedOn === null ? [] : [{ on: amendedOn, why: '收到补正的申请之日', law: '条例第三十条、民法典第二百零一条第一款' }]
  const paid = paidOn === null ? [] : [{ on: paidOn, why: '缴清信息处理费之日', law: '信息处理费管理办法、民法典第二百零一条第一款' }]
  return [...amended, ...paid].toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

function daysBeforeCounting(facts: ClockFacts, calendar: Calendar): LedgerDay[] {
  const plain = (date: PlainDate, why: string, article: string, role: DayRole): LedgerDay => ({
    date,
    counted: false,
    dayNumber: 0,
    why,
    article,
    role,
    day: dayOf(date, calendar),
  })
  const restarts = restartsOf(facts)
  const last = restarts.at(-1)
  if (last === undefined) return [plain(facts.receivedOn, '收到申请之日，当日不计', START_DAY, 'receipt')]
  const after = last.why.startsWith('收到补正') ? '补正' : '缴费'
  const law = after === '补正' ? '条例第三十条' : '信息处理费管理办法'
  const days: LedgerDay[] = []
  for (let date = facts.receivedOn; date < last.on; date = dayAfter(date)) {
    const earlier = restarts.find(({ on }) => on === date)
    if (date === facts.receivedOn) days.push(plain(date, `收到申请之日；后经${after}，期限重新起算`, law, 'receipt'))
    else days.push(plain(date, `${earlier ? `${earlier.why}；` : ''}${after}之前，期限重新起算后不计`, law, 'before-restart'))
  }
  days.push(plain(last.on, `${last.why}，期限自此重新起算，当日不计`, last.law, 'restart'))
  return days
}

function entryOf(date: PlainDate, day: Day, pause: Pause | undefined, counted: number, counts: boolean, facts: ClockFacts, calendar: Calendar): LedgerDay {
  const base = { date, counted: counts, dayNumber: counted, day }
  const notice = calendar.years.get(yearOf(date))?.notice ?? '放假通知未发布'
  const guess = day.provisional ? '（该年放假通知尚未录入，暂按周一至周五推算）' : ''
  if (day.kind === 'holiday') return { ...base, why: `${day.name}放假，不计`, article: notice, role: 'rest' }
  if (day.kind === 'weekend') return { ...base, why: `${WEEKDAY[weekday(date)]}，不是工作日，不计${guess}`, article: '条例第三十三条第二款', role: 'rest' }
  if (pause) {
    const [from, to] = [inShortChinese(pause.askedOn), inShortChinese(pause.answeredOn)]
    const why = pause.why === '征求意见' ? `征求意见，不计（${from}发出，${to}收到意见）` : `${pause.why}，不计（${from}通知，至${to}）`
    return { ...base, why, article: pause.law, role: 'hold' }
  }
  const extended = counted > facts.days
  const delayed = counted > facts.days + facts.extendedBy
  const law = delayed ? '条例第三十五条' : extended ? '条例第三十三条第二款' : (COUNTING[facts.days] ?? '条例第三十三条第二款')
  const last = counted === facts.days + facts.extendedBy + (facts.delayedBy ?? 0) ? '，为期限最后一日' : ''
  const part = delayed ? '延迟答复的合理期限内的工作日' : extended ? '延长期限的工作日' : '工作日'
  if (day.kind === 'made-up-workday') {
    return {
      ...base,
      why: `${WEEKDAY[weekday(date)]}，${day.name}调休上班，计第${counted}日${last}`,
      article: notice,
      role: extended ? 'extension' : 'counted',
    }
  }
  return { ...base, why: `${part}，计第${counted}日${last}${guess}`, article: law, role: extended ? 'extension' : 'counted' }
}

export type Light = 'ok' | 'soon' | 'late' | 'hold' | 'done'
export const AMBER_DAYS = 5 // office setting: amber when a quarter of the 20 days or less is left
export const lightName = { ok: '正常', soon: '临期', late: '超期', hold: '停计', done: '已办结' } as const satisfies Record<Light, string>

/** The light of a list; read from the facts each time, never stored. */
export function lightOf(at: { dueOn: PlainDate | null; concluded: boolean }, today: PlainDate, calendar: Calendar): Light {
  if (at.concluded) return 'done'
  if (at.dueOn === null) return 'hold'
  if (at.dueOn < today) return 'late'
  return workingDaysBetween(today, at.dueOn, calendar) <= AMBER_DAYS ? 'soon' : 'ok'
}
