import { beijingDay, type PlainDate } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { loadCalendar } from '../calendar/index.ts'
import { forgetCounts } from './queue.ts'
import { clockOfState, isStanding } from './request.ts'
import { listStandingRequests, moveDeadline } from './store.ts'

let looked: PlainDate | undefined

/**
 * Clocks that run again by themselves: whoever was asked has said nothing until its last day (条例第三十二条、第三十四条). Looked at once a
 * day in a process; gives how many run again.
 */
export async function resumeClocks(house: House): Promise<number> {
  const today = beijingDay(house.now())
  if (looked === today) return 0
  const calendar = await loadCalendar(house.db)
  let resumed = 0
  for (const request of await listStandingRequests(house.db)) {
    if (isStanding(request.state, today)) continue
    const clock = clockOfState(request.state, today, calendar)
    await moveDeadline(house.db, request.id, clock.due, clock.provisional, calendar.version)
    resumed += 1
  }
  if (resumed > 0) forgetCounts(house.db)
  looked = today
  return resumed
}
