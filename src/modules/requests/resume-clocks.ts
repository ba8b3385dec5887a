import { beijingDay } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { loadCalendar } from '../calendar/index.ts'
import { forgetCounts } from './queue.ts'
import { clockOfState, isStanding } from './request.ts'
import { listStandingRequests, moveDeadline } from './store.ts'

/**
 * Clocks that run again by themselves: whoever was asked has said nothing until its last day (条例第三十二条、第三十四条). Gives how many
 * run again; one that somebody takes a step on at the same moment has its deadline from that step.
 */
export async function resumeClocks(house: House): Promise<number> {
  const today = beijingDay(house.now())
  const calendar = await loadCalendar(house.db)
  let resumed = 0
  for (const request of await listStandingRequests(house.db)) {
    if (isStanding(request.state, today)) continue
    const clock = clockOfState(request.state, today, calendar)
    if (await moveDeadline(house.db, request, clock.due, clock.provisional, calendar.version)) resumed += 1
  }
  if (resumed > 0) forgetCounts(house.db)
  return resumed
}
