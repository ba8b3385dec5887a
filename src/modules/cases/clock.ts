import { addDays, beijingDay, dayAfter, type PlainDate } from '../../kernel/plain-date.ts'
import { type Calendar, DAY_MS, dayOf, daysFrom, joined, type OfficeHours, officeHours, opening, type Span, without, worked } from '../calendar/index.ts'
import type { Limit, Season } from '../standards/index.ts'

/** The hours of the hall and of the units; the lunch break does not count. */
export const HOURS: OfficeHours = officeHours('09:00-12:00', '13:30-17:30') // office setting

export type BreakKind = 'suspension' | 'verification' | 'return'
export const breakName = { suspension: '挂账', verification: '等待核查', return: '回退、等待重派' } as const satisfies Record<BreakKind, string>
/** Time that is not the handler's: a calendar break, not an amount, so that a pause over a weekend gives nothing. */
export type Break = { readonly kind: BreakKind; readonly from: Date; readonly to: Date | null; readonly why: string }

export type ClockFacts = {
  readonly startedAt: Date
  readonly limit: Limit
  /** Granted by postponements, in the unit of the limit. */
  readonly extendedBy: number
  readonly breaks: readonly Break[]
}

/** What each day, or stretch of a day, counted as. */
export type Counted = {
  readonly from: Date
  readonly to: Date
  readonly kind: 'counted' | 'start' | 'off' | 'break' | 'resumed' | 'season'
  /** The how-manieth day for limits in days; milliseconds for limits in hours. */
  readonly count: number
  readonly why: string
}
export type CaseClock = {
  /** The moment the promise ends; null while an open break keeps it unknown. */
  readonly dueAt: Date | null
  /** A day of a year whose notice is not loaded was counted. */
  readonly provisional: boolean
  readonly ledger: readonly Counted[]
}

const UNIT_MS = { urgent_minute: 60_000, urgent_hour: 3_600_000, work_hour: 3_600_000 } as const
const LONGEST_DAYS = 1_500 // office setting: where counting gives up

/** Whether the day lies in a season; a limit without one runs all year. */
export const isInSeason = (date: PlainDate, season: Season | undefined): boolean =>
  season === undefined || season.parts.some(({ from, to }) => date.slice(5) >= from && date.slice(5) <= to)

/** When the promise of a case ends, and how that was counted. Pure: the same facts and calendar give the same moment. */
export function clockOf(facts: ClockFacts, calendar: Calendar, hours: OfficeHours = HOURS): CaseClock {
  const holes = joined(facts.breaks.map(({ from, to }) => ({ from: from.getTime(), to: to?.getTime() ?? Number.POSITIVE_INFINITY })))
  const { unit } = facts.limit
  return unit === 'work_day' || unit === 'day' ? clockInDays(facts, holes, calendar, hours) : clockInHours(facts, holes, calendar, hours, UNIT_MS[unit])
}

const isGuess = (date: PlainDate, calendar: Calendar): boolean => dayOf(date, calendar).provisional

/** 紧急工作时 run day and night; 工作时 only while the office works. Breaks are cut out of both. */
function clockInHours(
  { startedAt, limit, extendedBy, breaks }: ClockFacts,
  holes: readonly Span[],
  calendar: Calendar,
  hours: OfficeHours,
  unitMs: number,
): CaseClock {
  const start = startedAt.getTime()
  const working = limit.unit === 'work_hour'
  const ledger: Counted[] = []
  let left = Math.round((limit.amount + extendedBy) * unitMs) // a fraction of a millisecond would never run out
  let provisional = false
  const last = start + LONGEST_DAYS * DAY_MS
  for (const date of daysFrom(start)) {
    const midnight = opening(date, []).from
    if (midnight > last) break
    if (!isInSeason(date, limit.season)) continue
    const spans = working ? worked(date, calendar, hours) : [{ from: midnight, to: midnight + DAY_MS }]
    provisional ||= working && isGuess(date, calendar)
    for (const span of spans) {
      if (span.to <= start) continue
      for (const { from, to } of without({ from: Math.max(span.from, start), to: span.to }, holes)) {
        const end = Math.min(to, from + left)
        ledger.push({ from: new Date(from), to: new Date(end), kind: 'counted', count: end - from, why: '' })
        left -= end - from
        if (left <= 0) return { dueAt: new Date(end), provisional, ledger: withBreaks(ledger, breaks, end) }
      }
    }
    if (holes.at(-1)?.to === Number.POSITIVE_INFINITY && (holes.at(-1)?.from ?? 0) <= midnight) break
  }
  return { dueAt: null, provisional, ledger: withBreaks(ledger, breaks, Number.POSITIVE_INFINITY) }
}

const breakWords = ({ kind, why }: Break): string => (why === '' ? breakName[kind] : `${breakName[kind]}：${why}`)

/** The breaks, each between what was counted before and after it; one that is still open ends where it begins. */
function withBreaks(ledger: readonly Counted[], breaks: readonly Break[], until: number): Counted[] {
  const stood = breaks.filter(({ from }) => from.getTime() < until)
  const lines = stood.map((one): Counted => ({ from: one.from, to: one.to ?? one.from, kind: 'break', count: 0, why: breakWords(one) }))
  return [...ledger, ...lines].toSorted((a, b) => a.from.getTime() - b.from.getTime())
}

/**
 * 民法典第二百零一条: the day it begins is not counted, and so neither is a day in whose course it begins again. A day counts when
 * the clock runs as the office opens; a pause that begins later in the day does not take the day away. The last day ends when
 * the office closes (第二百零三条第二款). A pause that covers that moment gives back afterwards the working time it took of the day.
 */
function clockInDays(facts: ClockFacts, holes: readonly Span[], calendar: Calendar, hours: OfficeHours): CaseClock {
  const { startedAt, limit, extendedBy } = facts
  const need = limit.amount + extendedBy
  const first = beijingDay(startedAt)
  const ledger: Counted[] = [dayLine(first, 'start', 0, '派遣当日不计（民法典第二百零一条）', hours)]
  let counted = 0
  let provisional = false
  const end = addDays(first, LONGEST_DAYS)
  for (let date = dayAfter(first); date <= end; date = dayAfter(date)) {
    const line = judge(date, facts, holes, calendar, hours)
    provisional ||= isGuess(date, calendar)
    if (line.kind === 'counted') counted += 1
    ledger.push(dayLine(date, line.kind, line.kind === 'counted' ? counted : 0, line.why, hours))
    if (counted >= need) return { ...endOfDays(date, limit, holes, calendar, hours, ledger), provisional }
    const open = holes.at(-1)
    if (open?.to === Number.POSITIVE_INFINITY && open.from <= opening(date, hours).from) break
  }
  return { dueAt: null, provisional, ledger }
}

function dayLine(date: PlainDate, kind: Counted['kind'], count: number, why: string, hours: OfficeHours): Counted {
  const { from, to } = opening(date, hours)
  return { from: new Date(from), to: new Date(to), kind, count, why }
}

function judge(date: PlainDate, { limit, breaks }: ClockFacts, holes: readonly Span[], calendar: Calendar, hours: OfficeHours): Pick<Counted, 'kind' | 'why'> {
  const day = dayOf(date, calendar)
  if (limit.unit === 'work_day' && !day.working) return { kind: 'off', why: day.name ?? '周末' }
  if (!isInSeason(date, limit.season)) return { kind: 'season', why: `不在${limit.season?.name ?? ''}` }
  const { from, to } = opening(date, hours)
  const hole = holes.find((one) => one.from <= from && from < one.to)
  const which = hole && breaks.find((one) => one.from.getTime() <= from && (one.to?.getTime() ?? Number.POSITIVE_INFINITY) > from)
  if (hole) return { kind: hole.to < to ? 'resumed' : 'break', why: which ? breakWords(which) : '' }
  return { kind: 'counted', why: day.kind === 'made-up-workday' ? `调休上班（${day.name}）` : '' }
}

function endOfDays(
  date: PlainDate,
  limit: Limit,
  holes: readonly Span[],
  calendar: Calendar,
  hours: OfficeHours,
  ledger: Counted[],
): Omit<CaseClock, 'provisional'> {
  let last = date
  // 民法典第二百零三条第一款: a last day that is a day off moves to the day after it. Working days never are.
  while (limit.unit === 'day' && !dayOf(last, calendar).working) {
    last = dayAfter(last)
    ledger.push(dayLine(last, dayOf(last, calendar).working ? 'counted' : 'off', limit.amount, '最后一日是休息日，顺延（民法典第二百零三条）', hours))
  }
  const due = opening(last, hours).to
  const hole = holes.find((one) => one.from < due && due <= one.to)
  if (!hole) return { dueAt: new Date(due), ledger }
  if (hole.to === Number.POSITIVE_INFINITY) return { dueAt: null, ledger }
  const lost = worked(last, calendar, hours).reduce((sum, span) => sum + Math.max(0, span.to - Math.max(span.from, hole.from)), 0)
  const given = { startedAt: new Date(hole.to), limit: { amount: lost / UNIT_MS.work_hour, unit: 'work_hour' }, extendedBy: 0, breaks: [] } as const
  const rest = clockInHours(given, holes, calendar, hours, UNIT_MS.work_hour)
  return { dueAt: rest.dueAt, ledger: [...ledger, ...rest.ledger.map((line) => ({ ...line, why: '补足停计当日没有用完的时间' }))] }
}
