import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import type { Calendar } from '../calendar/index.ts'
import { clockOf, dutyNow } from './clock.ts'
import { listOnTheRoad, moveDue } from './store.ts'

type Moved = { readonly number: string; readonly subject: string; readonly from: PlainDate; readonly to: PlainDate }
const withDue = async (db: Db, calendar: Calendar) =>
  (await listOnTheRoad(db)).flatMap((item) => {
    const { rule, from } = dutyNow(item.state)
    const { due, provisional } = clockOf(rule, from, calendar)
    return item.dueOn === null
      ? []
      : [{ id: item.id, provisional, move: { number: item.number, subject: item.state.content.title, from: item.dueOn, to: due } }]
  })

/** Which open days of publication another calendar would move, without moving any. */
export const previewDue = async (db: Db, calendar: Calendar): Promise<Moved[]> =>
  (await withDue(db, calendar)).filter(({ move }) => move.from !== move.to).map(({ move }) => move)

/** Counts every open day of publication on this calendar and keeps the result; gives those that moved. */
export async function rederiveDue(tx: Db, calendar: Calendar): Promise<Moved[]> {
  const all = await withDue(tx, calendar)
  for (const { id, move, provisional } of all) await moveDue(tx, id, move.to, provisional)
  return all.filter(({ move }) => move.from !== move.to).map(({ move }) => move)
}
