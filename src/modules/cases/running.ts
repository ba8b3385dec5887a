import { beijingDay, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import type { Calendar } from '../calendar/index.ts'
import { type Case, listOpen, listToResume, moveClock, type Written } from './store.ts'
import { takeStepOn } from './take-step.ts'
import { writtenOf } from './tenures.ts'

/**
 * Goes on with every case whose 挂账 has reached its day, by the house itself; gives how many. Asked for twice, or by two
 * processes, a case goes on once: the step is taken on the version that was read.
 */
export async function resumeSuspended(house: House): Promise<number> {
  let resumed = 0
  for (const { number, version, until } of await listToResume(house.db, beijingDay(house.now()))) {
    const order = { step: 'resume', note: `挂账到 ${until}，期满自动恢复` } as const
    const taken = await takeStepOn(house, { number, version, order, by: 'system' })
    if (!isRefusal(taken)) resumed += 1
  }
  return resumed
}

/** A running case whose deadline another calendar moves: the unit's promise or, where no unit has it, the hall's own limit. */
type Moved = { readonly number: string; readonly subject: string; readonly from: PlainDate; readonly to: PlainDate }

/** Which running deadlines another calendar would move, without moving any. */
export const previewCaseMoves = async (db: Db, calendar: Calendar): Promise<Moved[]> =>
  movesUnder(await listOpen(db), calendar).flatMap(({ move }) => move ?? [])

/** Counts every running deadline on this calendar, keeps the result and leaves a trace on each case whose day moved; gives those. */
export async function rederiveCases(tx: Db, calendar: Calendar, at: Date): Promise<Moved[]> {
  const moves = movesUnder(await listOpen(tx), calendar)
  for (const { id, next } of moves) await moveClock(tx, id, next)
  const moved = moves.flatMap(({ move }) => move ?? [])
  for (const { number, from, to } of moved) {
    const note = `原为${inChinese(from)}，现为${inChinese(to)}`
    await leaveTrace(tx, { at, by: 'system', act: '期限随工作日历变动', subject: `cases/${number}`, note })
  }
  return moved
}

const dayOf = (at: string | Date | null): PlainDate | null => (at === null ? null : beijingDay(new Date(at)))

function movesUnder(cases: readonly Case[], calendar: Calendar): { id: number; next: Written; move: Moved | null }[] {
  return cases.map(({ id, agencyId, number, row, state }) => {
    const next = writtenOf(state, row, agencyId, calendar)
    const [from, to] = [dayOf(row.due_at ?? row.desk_due_at), dayOf(next.columns.due_at ?? next.columns.desk_due_at)]
    const move = from !== null && to !== null && from !== to ? { number, subject: row.title ?? '', from, to } : null
    return { id, next, move }
  })
}
