import { beijingDay, type PlainDate } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import type { Web } from '../../platform/web.ts'
import { type Calendar, loadCalendar } from '../calendar/index.ts'
import { consoleFrame } from '../identity/index.ts'

/** Who reads requests in the console; what each sees of them is visibility.ts. */
export const READERS = ['information-officer', 'handling-department', 'reviewer', 'signer'] as const

/** What every console page about requests needs: the day, the calendar, the frame with the agency's name. */
export function deskOf(house: House) {
  const today = (): PlainDate => beijingDay(house.now())
  return {
    today,
    at: async (): Promise<{ today: PlainDate; calendar: Calendar }> => ({ today: today(), calendar: await loadCalendar(house.db) }),
    frame: async (c: Web) => {
      const base = await consoleFrame(house, c)
      return { ...base, agencyName: base.site.name }
    },
  }
}
