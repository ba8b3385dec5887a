import { beijingDay } from '../../kernel/plain-date.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { type Calendar, loadCalendar } from '../calendar/index.ts'
import { type FoundUnit, findUnit, type HandlingUnit, listHandlingUnits } from '../organizations/index.ts'
import type { Photo } from '../photos/index.ts'
import { type Condition, findStandard, type Standard, standardInForce, tileOf } from '../standards/index.ts'
import { photosOf } from './case-photos.ts'
import { offeredSteps } from './desk.ts'
import { duplicatesOf, type Suspected } from './duplicates-store.ts'
import type { Step } from './lifecycle.ts'
import { type Names, loadNames } from './naming.ts'
import { type Near, nearbyOf } from './nearby.ts'
import type { CaseView } from './pages/case-body.tsx'
import { viewOfCase } from './present.ts'
import type { Case } from './store.ts'

/** One case with all that the console shows of it and what its forms offer. */
export type DeskCase = {
  readonly one: Case
  /** What is public of it; undefined when nothing is. */
  readonly view: CaseView | undefined
  readonly steps: readonly Step[]
  readonly photos: readonly Photo[]
  /** What is perhaps the same problem, with the reasons; and what else of its kind stands near. */
  readonly suspected: readonly Suspected[]
  readonly nearby: readonly Near[]
  readonly names: Names
  readonly standard: Standard | undefined
  /** Those of the report's kind, or all. */
  readonly conditions: readonly Condition[]
  readonly everyCondition: boolean
  readonly units: readonly HandlingUnit[]
  /** Whom the rules of responsibility name. */
  readonly suggested: FoundUnit | undefined
  readonly calendar: Calendar
  readonly now: Date
}

/** Gathers it; with `every`, all conditions of the standard are offered, else those of the kind the resident chose. */
export async function deskCaseOf(house: House, one: Case, viewer: Viewer, { every }: { readonly every: boolean }): Promise<DeskCase> {
  const { db } = house
  const { filing, spot } = one.state
  const now = house.now()
  const calendar = await loadCalendar(db)
  const { lon, lat } = spot ?? one.row
  const [view, photos, names, standard, units, suggested, suspected, nearby] = await Promise.all([
    viewOfCase(house, one),
    photosOf(house, one.number),
    loadNames(db, one.agencyId),
    filing ? findStandard(db, filing.version) : standardInForce(db, beijingDay(now)),
    listHandlingUnits(db, one.agencyId),
    filing ? findUnit(db, one.agencyId, filing.category, spot?.streetCode ?? null) : undefined,
    duplicatesOf(db, one),
    lon !== null && lat !== null ? nearbyOf(db, one.agencyId, { lon, lat }, one.row.tile) : [],
  ])
  const everyCondition = every || one.row.tile === 'other'
  const conditions = (standard?.conditions ?? []).filter(
    ({ category }) => everyCondition || tileOf(category).key === one.row.tile || category === filing?.category,
  )
  const steps = offeredSteps(one.state, viewer, now, calendar)
  const others = nearby.filter(({ number }) => number !== one.number && !suspected.some((other) => other.number === number))
  return { one, view, steps, photos, suspected, nearby: others, names, standard, conditions, everyCondition, units, suggested, calendar, now }
}
