import { expect, test } from 'vitest'
import { numbersOf } from '../../../tests/support/lives.ts'
import { seededApp } from '../../../tests/support/seeded.ts'
import { isPlainDate } from '../../kernel/plain-date.ts'
import { type Calendar, loadCalendar } from '../calendar/index.ts'
import { clockOf, type Break } from '../cases/clock.ts'
import {
  type Among,
  type Case,
  COUNTS,
  type Count,
  type Counts,
  findCase,
  listTallied,
  NOTHING,
  projectionOf,
  rebuildTenures,
  tallyCases,
} from '../cases/index.ts'
import { getHomeAgency } from '../organizations/index.ts'
import type { Limit } from '../standards/index.ts'
import type { Db } from '../../platform/database.ts'

/** One thing counted: by which moment, and told apart by what. A case counts once, each time a unit had it for itself. */
type One = { readonly number: string; readonly count: Count; readonly at: Date; readonly street: string; readonly unit: string; readonly category: string }

type Had = {
  unit: string
  from: Date
  given: number
  breaks: Break[]
  limit: Limit
  fed: Date | null
  failed: number
  checked: number
  returned: boolean
  granted: boolean
}
type Done = Had & { end: Date | null; how: 'closed' | 'back' | null }

/** What a case counts as, told from its events alone; nothing of the stored columns is asked but the channel. */
function judged(one: Case, parent: Case | undefined, calendar: Calendar, now: Date): One[] {
  const { events, row } = one
  const { state } = one
  const whose = (of: Case) => {
    const { street_code, unit_id, category } = projectionOf(of.state, of.row, calendar)
    return { street: street_code ?? 'none', unit: String(unit_id ?? 'none'), category: category ?? 'none' }
  }
  const out: One[] = []
  const counts = state.parent === null && !['reported', 'on_site', 'screened', 'declined', 'transferred', 'withdrawn'].includes(state.stage)
  const filed = events.findLast(({ fact }) => fact.step === 'file')?.at
  const mine = whose(one)
  if (counts && filed) out.push({ number: one.number, count: 'filed', at: filed, ...mine })
  if (counts) for (const had of hadOf(events)) out.push(...countsOf(one.number, had, { ...mine, unit: had.unit }, calendar, now))
  const reopened = events.findLastIndex(({ fact }) => fact.step === 'reopen')
  const rating = events.slice(reopened + 1).findLast(({ fact }) => fact.step === 'rateSatisfied' || fact.step === 'rateDissatisfied')
  if (rating && row.channel !== 'patrol') {
    const of = whose(parent ?? one)
    out.push({ number: one.number, count: 'rated', at: rating.at, ...of })
    if (rating.fact.step === 'rateSatisfied') out.push({ number: one.number, count: 'satisfied', at: rating.at, ...of })
  }
  return out
}

/** Who had the case when, read from the events one by one. */
function hadOf(events: Case['events']): readonly Done[] {
  const all: Done[] = []
  let now: Had | undefined
  let limit: Limit | undefined
  let asked = 0
  let hung = new Date(0)
  const shut = (at: Date) => {
    if (now) now.breaks = now.breaks.map((one) => ({ ...one, to: one.to ?? at }))
  }
  const over = (end: Date, how: Done['how']) => {
    if (now) all.push({ ...now, end, how })
    now = undefined
  }
  for (const { at, fact } of events) {
    if (fact.step === 'accept' || fact.step === 'reclassify') limit = fact.filing.limit
    if ((fact.step === 'dispatch' || fact.step === 'decide') && limit) {
      const unit = String(fact.unit.id)
      if (now?.unit === unit && JSON.stringify(now.limit) === JSON.stringify(limit)) shut(at)
      else {
        const back = now?.breaks.findLast(({ kind }) => kind === 'return')
        if (now && back) now.breaks = now.breaks.filter((kept) => kept !== back)
        over(back?.from ?? at, 'back')
        now = { unit, from: at, given: 0, breaks: [], limit, fed: null, failed: 0, checked: 0, returned: false, granted: false }
      }
    }
    if (fact.step === 'recall') over(at, 'back')
    if (fact.step === 'reopen') over(at, 'closed')
    if (!now) continue
    if (fact.step === 'return') shut(at)
    if (fact.step === 'return') Object.assign(now, { returned: true, breaks: [...now.breaks, { kind: 'return', from: at, to: null, why: '' }] })
    if (fact.step === 'feedBack') shut(at)
    if (fact.step === 'feedBack') Object.assign(now, { fed: at, breaks: [...now.breaks, { kind: 'verification', from: at, to: null, why: '' }] })
    if (fact.step === 'fail') shut(at)
    if (fact.step === 'fail') Object.assign(now, { fed: null, failed: now.failed + 1, checked: now.checked + 1 })
    if (fact.step === 'pass') now.checked += 1
    if (fact.step === 'resume') shut(at)
    if (fact.step === 'askPostponement') asked = fact.amount
    if (fact.step === 'grantPostponement') now.given += asked
    if (fact.step === 'askSuspension') hung = at
    if (fact.step === 'grantSuspension') now.breaks = [...now.breaks, { kind: 'suspension', from: hung, to: null, why: '' }]
    if (fact.step === 'grantAppeal') now.granted = true
  }
  const closed = events.findLastIndex(({ fact }) => fact.step === 'close') > events.findLastIndex(({ fact }) => fact.step === 'reopen')
  if (now) all.push({ ...now, end: null, how: closed ? 'closed' : null })
  return all
}

function countsOf(number: string, had: Done, of: Pick<One, 'street' | 'unit' | 'category'>, calendar: Calendar, now: Date): One[] {
  const { from, limit, given, breaks, fed, how, end } = had
  const put = (count: Count, at: Date, is: boolean): One[] => (is ? [{ number, count, at, ...of }] : [])
  const waits = breaks.filter(({ kind, to }) => kind !== 'verification' || to !== null)
  const due = clockOf({ startedAt: from, limit, extendedBy: given, breaks: waits }, calendar).dueAt
  const out = [
    ...put('given', from, true),
    ...put('returned', from, had.returned),
    ...put('checked', from, had.checked > 0),
    ...put('reworked', from, had.failed > 0),
    ...put('threeFail', from, had.failed >= 3),
  ]
  if (due === null || due >= now) return out
  const done = how === 'closed' ? fed : end
  const late = done !== null && done > due
  if (how === 'back') return late ? [...out, ...put('due', due, true), ...put('late', due, true)] : out
  const isClosed = how === 'closed'
  const awaiting = !isClosed && fed !== null && fed <= due
  return [
    ...out,
    ...put('due', due, !awaiting),
    ...put('onTime', due, isClosed && !late),
    ...put('late', due, isClosed && late),
    ...put('exempt', due, isClosed && late && had.granted),
    ...put('openOverdue', due, !isClosed && !awaiting),
    ...put('awaiting', due, awaiting),
  ]
}

type Period = { readonly from: Date; readonly before: Date }
const at = (text: string): Date => new Date(`${text}${isPlainDate(text) ? 'T00:00' : ''}+08:00`)
const matches = ({ street, unit, category }: One, among: Among): boolean =>
  (among.street === '' || among.street === street) &&
  (among.unit === '' || among.unit === unit) &&
  (among.category === '' || category === among.category || category.startsWith(`${among.category}-`))
const numbersIn = (all: readonly One[], count: Count, { from, before }: Period, among: Among): string[] =>
  all.flatMap((one) => (one.count === count && one.at >= from && one.at < before && matches(one, among) ? [one.number] : []))

/** Every case of a database judged. */
async function judgedIn(db: Db, now: Date): Promise<One[]> {
  const calendar = await loadCalendar(db)
  const cases = (await Promise.all((await numbersOf(db)).map((number) => findCase(db, number)))).filter((one) => one !== undefined)
  const byNumber = new Map(cases.map((one) => [one.number, one]))
  return cases.flatMap((one) => judged(one, byNumber.get(one.state.parent ?? ''), calendar, now))
}

test('every count equals an account drawn from replayed events, and the list behind it is those very cases', async () => {
  const { house } = await seededApp()
  const { id } = await getHomeAgency(house.db)
  const now = house.now()
  const all = await judgedIn(house.db, now)
  const everywhere: Among = { street: '', unit: '', category: '' }
  const periods: Period[] = [
    { from: at('2026-11-23'), before: at('2026-11-30') },
    { from: at('2026-11-01'), before: at('2026-12-01') },
    { from: at('2019-01-01'), before: at('2020-01-01') },
    { from: at('2018-10-01'), before: at('2027-01-01') },
  ]
  const seen = new Map<Count, number>()
  for (const period of periods) {
    const { whole, by } = await tallyCases(house.db, id, period, everywhere, now)
    for (const count of COUNTS) {
      const expected = numbersIn(all, count, period, everywhere)
      seen.set(count, expected.length)
      expect(whole[count], `${count} since ${period.from.toISOString()}`).toBe(expected.length)
      expect((await allNumbers(house.db, id, count, period, everywhere, now)).toSorted(), count).toEqual(expected.toSorted())
    }
    for (const dimension of ['street', 'unit', 'category'] as const) {
      const sums = [...by[dimension].values()].reduce((sum, one) => added(sum, one), NOTHING)
      expect(sums, dimension).toEqual(whole)
      for (const [code, counts] of by[dimension]) {
        const among = { ...everywhere, [dimension]: code }
        for (const count of COUNTS) expect(counts[count], `${dimension} ${code} ${count}`).toBe(numbersIn(all, count, period, among).length)
      }
    }
  }
  // The sample has a case of every kind, so no count was compared empty.
  expect([...seen].filter(([, n]) => n === 0)).toEqual([])
})

test('several filters go together, and a major class shows its small ones', async () => {
  const { house } = await seededApp()
  const { id } = await getHomeAgency(house.db)
  const now = house.now()
  const all = await judgedIn(house.db, now)
  const period = { from: at('2018-10-01'), before: at('2027-01-01') }
  const sample = all.find(({ count }) => count === 'late')
  if (!sample) throw new Error('the sample has no late case')
  const among = { street: sample.street, unit: sample.unit, category: sample.category.slice(0, 4) }
  const { whole, by } = await tallyCases(house.db, id, period, among, now)
  for (const count of COUNTS) expect(whole[count], count).toBe(numbersIn(all, count, period, among).length)
  expect(whole.late).toBeGreaterThan(0)
  expect([...by.category.keys()].every((code) => code.startsWith(`${among.category}-`))).toBe(true)
})

const added = (a: Counts, b: Counts): Counts => Object.fromEntries(COUNTS.map((count) => [count, a[count] + b[count]])) as Counts

test('tenures of cases from before they were kept are written from the events, once', async () => {
  const { house } = await seededApp()
  const { id } = await getHomeAgency(house.db)
  const period = { from: at('2018-10-01'), before: at('2027-01-01') }
  const tally = () => tallyCases(house.db, id, period, { street: '', unit: '', category: '' }, house.now())
  const before = await tally()
  await house.db.deleteFrom('cases.tenure').execute()
  expect((await tally()).whole.given).toBe(0)
  expect(await rebuildTenures(house)).toBeGreaterThan(100)
  expect(await tally()).toEqual(before)
  expect(await rebuildTenures(house)).toBe(0)
})

async function allNumbers(db: Parameters<typeof listTallied>[0], id: number, count: Count, period: Period, among: Among, now: Date): Promise<string[]> {
  const numbers: string[] = []
  for (let after: Parameters<typeof listTallied>[6] = null; ; ) {
    const { rows, next } = await listTallied(db, id, count, period, among, now, after)
    numbers.push(...rows.map(({ number }) => number))
    if (next === null) return numbers
    after = next
  }
}
