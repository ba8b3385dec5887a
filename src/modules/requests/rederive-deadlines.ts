import { beijingDay, type PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import type { Calendar } from '../calendar/index.ts'
import { petitionDue } from './petitions/petition.ts'
import { listPetitionsOwed, movePetitionDeadline } from './petitions/store.ts'
import { dueOf } from './remedies/clock.ts'
import { remedyRouteName } from './remedies/kinds.ts'
import { remedyStageName } from './remedies/lifecycle.ts'
import { listOwed, moveRemedyDeadline } from './remedies/store.ts'
import { clockOfState, isStanding } from './request.ts'
import { listOpenRequests, moveDeadline, type Request } from './store.ts'

export type MovedDeadline = { readonly number: string; readonly subject: string; readonly from: PlainDate; readonly to: PlainDate }

/** Which open deadlines another calendar would move, without moving any. */
export async function previewMoves(db: Db, calendar: Calendar, now: Date): Promise<MovedDeadline[]> {
  const today = beijingDay(now)
  return [...movesUnder(await listOpenRequests(db), calendar, today), ...(await remedyMoves(db, calendar, today)), ...(await petitionMoves(db, calendar))]
    .filter(({ move }) => move.from !== move.to)
    .map(({ move }) => move)
}

/** Counts every open deadline on this calendar and keeps the result; gives those that moved. */
export async function rederiveDeadlines(tx: Db, calendar: Calendar, now: Date): Promise<MovedDeadline[]> {
  const today = beijingDay(now)
  const moves = movesUnder(await listOpenRequests(tx), calendar, today)
  for (const { request, move, provisional } of moves) await moveDeadline(tx, request, move.to, provisional, calendar.version)
  const remedies = await remedyMoves(tx, calendar, today)
  for (const { id, move, provisional } of remedies) await moveRemedyDeadline(tx, id, move.to, provisional)
  const petitions = await petitionMoves(tx, calendar)
  for (const { id, move, provisional } of petitions) await movePetitionDeadline(tx, id, move.to, provisional)
  return [...moves, ...remedies, ...petitions].filter(({ move }) => move.from !== move.to).map(({ move }) => move)
}

function movesUnder(requests: readonly Request[], calendar: Calendar, today: PlainDate) {
  return requests.flatMap((request) => {
    if (isStanding(request.state, today) || request.dueOn === null) return []
    const clock = clockOfState(request.state, today, calendar)
    const move = { number: request.number, subject: request.subject, from: request.dueOn, to: clock.due }
    return [{ request, move, provisional: clock.provisional }]
  })
}

/** What the agency owes in a 复议 or 诉讼 is counted on the same calendar. */
async function remedyMoves(db: Db, calendar: Calendar, today: PlainDate) {
  return (await listOwed(db)).flatMap(({ id, dueOn, state }) => {
    const clock = dueOf(state, today, calendar)
    const subject = `${remedyRouteName[state.route]}：${remedyStageName[state.stage]}`
    return clock ? [{ id, move: { number: state.caseNumber || `第 ${id} 件`, subject, from: dueOn, to: clock.due }, provisional: clock.provisional }] : []
  })
}

/** So are the days the office has set itself for complaints and suggestions. */
async function petitionMoves(db: Db, calendar: Calendar) {
  return (await listPetitionsOwed(db)).flatMap(({ id, kind, number, subject, dueOn, state }) => {
    const due = petitionDue(kind, state, calendar)
    return due ? [{ id, move: { number, subject, from: dueOn, to: due.on }, provisional: due.provisional }] : []
  })
}
