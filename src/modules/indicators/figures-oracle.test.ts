import { expect, test } from 'vitest'
import { numbersOf } from '../../../tests/support/lives.ts'
import { seededApp } from '../../../tests/support/seeded.ts'
import { isPlainDate } from '../../kernel/plain-date.ts'
import { type Calendar, loadCalendar } from '../calendar/index.ts'
import { type Among, type Case, COUNTS, type Count, type Counts, findCase, listTallied, NOTHING, projectionOf, promiseOf, tallyCases } from '../cases/index.ts'
import { replay } from '../cases/case.ts'
import { getHomeAgency } from '../organizations/index.ts'

type Judged = {
  readonly one: Case
  readonly counts: ReadonlyMap<Count, Date>
  readonly street: string
  readonly unit: string
  readonly category: string
  /** Units it was given to and those that gave it back, as its events tell. */
  readonly given: ReadonlySet<string>
  readonly gaveBack: ReadonlySet<string>
}

/** What a case counts as and by which moment, told from its events alone; nothing of the stored columns is asked but the channel. */
function judged(one: Case, calendar: Calendar, now: Date): Judged {
  const { state } = one
  const { street_code, unit_id, category } = projectionOf(state, one.row, calendar)
  const counts = new Map<Count, Date>()
  const put = (count: Count, at: Date | null | undefined, is: boolean) => is && at && counts.set(count, at)
  const filed = state.parent === null && state.stage !== 'declined' && state.stage !== 'reported' ? state.filedAt : null
  put('filed', filed, true)
  const gaveBack = new Set<string>()
  let holder = ''
  for (const { fact } of one.events) {
    if (fact.step === 'dispatch' || fact.step === 'decide') holder = String(fact.unit.id)
    if (fact.step === 'return') gaveBack.add(holder)
  }
  const given = new Set([...gaveBack, ...(unit_id === null ? [] : [String(unit_id)])])
  put('given', filed, given.size > 0)
  put('returned', filed, gaveBack.size > 0)
  // What was done again after a visit is checked anew; what went wrong before it stays.
  const reopened = one.events.flatMap(({ fact }, i) => (fact.step === 'reopen' ? [i] : []))
  const from = reopened.at(-1) ?? -1
  const passes = [-1, ...reopened].map((begin, i) => one.events.slice(begin + 1, reopened[i] ?? one.events.length))
  const failed = Math.max(...passes.map((pass) => pass.filter(({ fact }) => fact.step === 'fail').length))
  const checked = passes.flat().some(({ fact }) => fact.step === 'pass' || fact.step === 'fail')
  put('checked', filed, checked)
  put('reworked', filed, failed > 0)
  put('threeFail', filed, failed >= 3)
  const before = reopened.flatMap((index, i) => {
    const then = promiseOf(replay(one.events.slice(0, index)), calendar)?.dueAt
    const done = passes[i]?.findLast(({ fact }) => fact.step === 'feedBack')
    return then && done && done.at > then ? [passes[i]?.some(({ fact }) => fact.step === 'grantAppeal') === true] : []
  })
  const due = filed && promiseOf(state, calendar)?.dueAt
  if (due && due < now) {
    const last = one.events.findLast(({ fact }) => fact.step === 'feedBack' || fact.step === 'fail' || fact.step === 'dispatch' || fact.step === 'decide')
    const inTime = last?.fact.step === 'feedBack' && last.at <= due
    const closed = one.events.findLastIndex(({ fact }) => fact.step === 'close') > from
    put('due', due, closed || !inTime)
    const granted = passes.at(-1)?.some(({ fact }) => fact.step === 'grantAppeal') === true
    const lates = [...before, ...(inTime ? [] : [granted])]
    put('onTime', due, closed && lates.length === 0)
    put('late', due, closed && lates.length > 0)
    put('exempt', due, closed && lates.length > 0 && lates.every(Boolean))
    put('openOverdue', due, !closed && !inTime)
    put('awaiting', due, !closed && inTime)
  }
  const rating = one.events.slice(from + 1).findLast(({ fact }) => fact.step === 'rateSatisfied' || fact.step === 'rateDissatisfied')
  put('rated', rating?.at, one.row.channel !== 'patrol')
  put('satisfied', rating?.at, one.row.channel !== 'patrol' && rating?.fact.step === 'rateSatisfied')
  return { one, counts, street: street_code ?? 'none', unit: String(unit_id ?? 'none'), category: category ?? 'none', given, gaveBack }
}

type Period = { readonly from: Date; readonly before: Date }
const at = (text: string): Date => new Date(`${text}${isPlainDate(text) ? 'T00:00' : ''}+08:00`)
const isOf = ({ unit, given, gaveBack }: Judged, count: Count, wanted: string): boolean =>
  count === 'given' ? given.has(wanted) : count === 'returned' ? gaveBack.has(wanted) : unit === wanted
const matches = (one: Judged, count: Count, among: Among): boolean => {
  const { street, category } = one
  return (
    (among.street === '' || among.street === street) &&
    (among.unit === '' || isOf(one, count, among.unit)) &&
    (among.category === '' || category === among.category || category.startsWith(`${among.category}-`))
  )
}

function numbersIn(all: readonly Judged[], count: Count, { from, before }: Period, among: Among): string[] {
  const is = (one: Judged): boolean => {
    const moment = one.counts.get(count)
    return moment !== undefined && moment >= from && moment < before && matches(one, count, among)
  }
  return all.filter(is).map(({ one }) => one.number)
}

test('every count equals an account drawn from replayed events, and the list behind it is those very cases', async () => {
  const { house } = await seededApp()
  const { id } = await getHomeAgency(house.db)
  const [calendar, now] = [await loadCalendar(house.db), house.now()]
  const cases = await Promise.all((await numbersOf(house.db)).map((number) => findCase(house.db, number)))
  const all = cases.filter((one) => one !== undefined).map((one) => judged(one, calendar, now))
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
      // What several units were given counts for each of them.
      const several = dimension === 'unit' ? { given: sums.given, returned: sums.returned } : {}
      expect(sums, dimension).toEqual({ ...whole, ...several })
      expect(sums.given >= whole.given && sums.returned >= whole.returned, dimension).toBe(true)
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
  const [calendar, now] = [await loadCalendar(house.db), house.now()]
  const cases = await Promise.all((await numbersOf(house.db)).map((number) => findCase(house.db, number)))
  const all = cases.filter((one) => one !== undefined).map((one) => judged(one, calendar, now))
  const period = { from: at('2018-10-01'), before: at('2027-01-01') }
  const sample = all.find(({ counts, unit }) => counts.has('late') && unit !== 'none')
  if (!sample) throw new Error('the sample has no late case')
  const among = { street: sample.street, unit: sample.unit, category: sample.category.slice(0, 4) }
  const { whole, by } = await tallyCases(house.db, id, period, among, now)
  for (const count of COUNTS) expect(whole[count], count).toBe(numbersIn(all, count, period, among).length)
  expect(whole.late).toBeGreaterThan(0)
  expect([...by.category.keys()].every((code) => code.startsWith(`${among.category}-`))).toBe(true)
})

const added = (a: Counts, b: Counts): Counts => Object.fromEntries(COUNTS.map((count) => [count, a[count] + b[count]])) as Counts

async function allNumbers(db: Parameters<typeof listTallied>[0], id: number, count: Count, period: Period, among: Among, now: Date): Promise<string[]> {
  const numbers: string[] = []
  for (let after: Parameters<typeof listTallied>[6] = null; ; ) {
    const { rows, next } = await listTallied(db, id, count, period, among, now, after)
    numbers.push(...rows.map(({ number }) => number))
    if (next === null) return numbers
    after = next
  }
}
