import type { House } from '../../platform/house.ts'
import { loadCalendar } from '../calendar/index.ts'
import { listWithoutTenures, saveTenures } from './store.ts'
import { writtenOf } from './tenures.ts'

const A_ROUND = 500

/** Writes the tenures of cases from before they were kept; gives how many cases. Broken off, it goes on the next time. */
export async function rebuildTenures(house: House): Promise<number> {
  const calendar = await loadCalendar(house.db)
  let rebuilt = 0
  for (let after = 0; ; ) {
    const cases = await listWithoutTenures(house.db, after, A_ROUND)
    for (const one of cases) await saveTenures(house.db, one.id, writtenOf(one.state, one.row, one.agencyId, calendar).tenures)
    rebuilt += cases.length
    const last = cases.at(-1)
    if (!last) return rebuilt
    after = last.id
  }
}
