import { beijingDay } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { distanceMetres, listHandlingUnits, locate } from '../organizations/index.ts'
import { findStandard, standardInForce } from '../standards/index.ts'
import { filingOf } from './filing.ts'
import { readPlace } from './map-view.ts'
import { loadNames } from './naming.ts'
import type { Known } from './step-orders.ts'
import type { Case } from './store.ts'

/** What the ledgers know that the form of a step of this case may name. */
export async function knownTo(house: House, one: Case): Promise<Known> {
  const { agencyId } = one
  const filed = one.state.filing
  const [standard, units] = await Promise.all([
    filed ? findStandard(house.db, filed.version) : standardInForce(house.db, beijingDay(house.now())),
    listHandlingUnits(house.db, agencyId),
  ])
  return {
    filing: (code) => standard && filingOf(standard, code),
    unit: (id) => units.find((unit) => String(unit.id) === id),
    spot: async ({ place, street = '' }) => {
      const point = readPlace(place)
      const found = point && (await locate(house.db, agencyId, point))
      const named = (await loadNames(house.db, agencyId)).streets.some(({ code }) => code === street) ? street : null
      return { streetCode: found?.streetCode ?? named, gridCode: found?.gridCode ?? null, lon: point?.lon ?? null, lat: point?.lat ?? null }
    },
    metres: (place) => {
      const point = readPlace(place)
      const { lon, lat } = one.state.spot ?? one.row
      return point && lon !== null && lat !== null ? Math.round(distanceMetres(point, { lon, lat })) : null
    },
  }
}
