import { beijingDay, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import type { Calendar } from '../calendar/index.ts'
import { type Projection, projectionOf } from './projection.ts'
import { type Case, listRunning, listToResume, moveClock } from './store.ts'
import { takeStepOn } from './take-step.ts'

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

type Moved = { readonly number: string; readonly subject: string; readonly from: PlainDate; readonly to: PlainDate }

/** Which running promises another calendar would move, without moving any. */
export const previewCaseMoves = async (db: Db, calendar: Calendar): Promise<Moved[]> =>
  movesUnder(await listRunning(db), calendar).flatMap(({ move }) => move ?? [])

/** Counts every running promise on this calendar and keeps the result; gives those whose day moved. */
export async function rederiveCases(tx: Db, calendar: Calendar): Promise<Moved[]> {
  const moves = movesUnder(await listRunning(tx), calendar)
  for (const { id, next } of moves) await moveClock(tx, id, next)
  return moves.flatMap(({ move }) => move ?? [])
}

function movesUnder(cases: readonly Case[], calendar: Calendar): { id: number; next: Projection; move: Moved | null }[] {
  return cases.map(({ id, number, row, state }) => {
    const next = projectionOf(state, row, calendar)
    const [from, to] = [row.due_at === null ? null : beijingDay(new Date(row.due_at)), next.due_at && beijingDay(next.due_at)]
    const move = from !== null && to !== null && from !== to ? { number, subject: row.title ?? '', from, to } : null
    return { id, next, move }
  })
}
