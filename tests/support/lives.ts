import { isRefusal } from '../../src/kernel/refusal.ts'
import { type Calendar, loadCalendar } from '../../src/modules/calendar/index.ts'
import { type Actor, applyFact, type Case, findCase, type Order, projectionOf, replay, takeStep } from '../../src/modules/cases/index.ts'
import type { Db } from '../../src/platform/database.ts'

const iso = (value: unknown): unknown => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? new Date(value).toISOString() : value)

/** What the columns say beside what the events say. */
function columnsOf(one: Case, calendar: Calendar) {
  const told = JSON.parse(JSON.stringify(projectionOf(one.state, one.row, calendar)))
  const row = new Map<string, unknown>(Object.entries(one.row))
  return { told, stored: Object.fromEntries(Object.keys(told).map((column) => [column, iso(row.get(column))])) }
}

/** Takes every step of a life anew; gives why the rules refuse one. */
async function refusedStep(db: Db, one: Case, calendar: Calendar): Promise<string | undefined> {
  const [first, ...rest] = one.events
  if (!first) return 'no event'
  const parent = one.state.parent === null ? undefined : await findCase(db, one.state.parent)
  if (one.state.parent !== null && (!parent || parent.state.parent !== null || parent.state.filedAt === null)) return `merged into ${one.state.parent}`
  let state = replay([first])
  for (const { at, by, role, fact } of rest) {
    if (at < state.movedAt) return `${fact.step} before what it follows`
    if (fact.step === 'report') return 'reported twice'
    if (fact.step === 'supervise' && fact.note.startsWith('核查')) {
      state = applyFact(state, { at, fact })
      continue
    }
    const actor = role as Actor // what is told is checked against the table of the lifecycle
    const context = { now: at, calendar, actor, account: `${role} ${by}`, unit: role === 'handler' ? (state.tenure?.unit.name ?? null) : null, photos: 1 }
    const taken = takeStep(state, fact as Order, { ...context, parentClosedAt: parent?.state.closing?.at ?? null }) // a fact with its account is an order too
    if (isRefusal(taken)) return `${fact.step}: ${taken.because}`
    state = applyFact(state, { at, fact })
  }
  return undefined
}

/** What is wrong with these cases: a step the rules refuse, or a column that a replay does not give. */
export async function wrongLives(db: Db, numbers: readonly string[]): Promise<string[]> {
  const calendar = await loadCalendar(db)
  const wrong: string[] = []
  for (const number of numbers) {
    const one = await findCase(db, number)
    if (!one) throw new Error(number)
    const refused = await refusedStep(db, one, calendar)
    const { told, stored } = columnsOf(one, calendar)
    if (refused !== undefined) wrong.push(`${number} ${refused}`)
    if (JSON.stringify(told) !== JSON.stringify(stored)) wrong.push(`${number} ${JSON.stringify(told)} ${JSON.stringify(stored)}`)
    if (one.version !== one.events.length) wrong.push(`${number} has ${one.events.length} events and version ${one.version}`)
  }
  return wrong
}
/** Every number, in the order of the cases. */
export const numbersOf = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('cases.case').select('number').orderBy('id').execute()).map((row) => row.number)
