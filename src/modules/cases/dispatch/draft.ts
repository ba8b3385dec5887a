import { beijingDay } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { type Calendar, loadCalendar } from '../../calendar/index.ts'
import { findUnit, listHandlingUnits, type Point } from '../../organizations/index.ts'
import { type Condition, type Limit, standardInForce } from '../../standards/index.ts'
import { clockOf } from '../clock.ts'
import { placeText } from '../map-view.ts'
import { covered, findPrivate } from '../../../kernel/release-gate.ts'
import type { Case } from '../store.ts'
import { listFiledLike, listHandledLike } from './dispatch-store.ts'
import { CLEAR_SHARE, type Load, suggestConditions, type SuggestedCondition, type SuggestedUnit, suggestUnits } from './suggest.ts'

/** A condition with the unit and the moment that would follow from it. */
export type OfferedCondition = SuggestedCondition & { readonly unit: string | null; readonly dueAt: Date | null }

/** What the desk proposes for one case; a person decides. */
export type Draft = {
  readonly conditions: readonly OfferedCondition[]
  /** Every condition of the standard, for another choice. */
  readonly all: readonly Condition[]
  readonly units: readonly SuggestedUnit[]
  /** When the promise would end were it given out now; null until a condition is chosen. */
  readonly dueAt: Date | null
  /** The fields of the form as proposed: a condition only when it is clear. */
  readonly values: Readonly<Record<string, string>>
}

const TITLE = 30

/** Proposes condition and limit while a report waits to be accepted, and the unit from then on. */
export async function draftOf(house: House, one: Case, loads: ReadonlyMap<number, Load>): Promise<Draft> {
  const { db } = house
  const { state, row, agencyId } = one
  const { lon, lat } = state.spot ?? row
  const place: Point | null = lon === null || lat === null ? null : { lon, lat }
  const street = state.spot?.streetCode ?? row.street_code
  const [calendar, every] = await Promise.all([loadCalendar(db), listHandlingUnits(db, agencyId)])
  const { filing } = state
  if (filing) {
    const [found, past] = await Promise.all([findUnit(db, agencyId, filing.category, street), listHandledLike(db, agencyId, filing.category)])
    const units = suggestUnits({ street, place }, { units: every, found, past: past.filter(({ number }) => number !== one.number), loads })
    const values = { unit: found ? String(found.unit.id) : '', because: found?.because ?? '', note: '' }
    return { conditions: [], all: [], units, dueAt: endOf(house, filing.limit, calendar), values }
  }
  const [standard, past] = await Promise.all([standardInForce(db, beijingDay(house.now())), listFiledLike(db, agencyId, row.tile)])
  const all = standard?.conditions ?? []
  const told = { text: row.description, street, place }
  const suggested = standard ? suggestConditions(told, past, standard, all) : []
  const conditions = await Promise.all(
    suggested.map(async (offered) => {
      const unit = (await findUnit(db, agencyId, offered.condition.category, street))?.unit.name ?? null
      return { ...offered, unit, dueAt: endOf(house, offered.condition.limit, calendar) }
    }),
  )
  const [best] = conditions
  return {
    conditions,
    all,
    units: [],
    dueAt: null,
    values: {
      condition: best && best.share >= CLEAR_SHARE ? best.condition.code : '',
      // Where the resident names somebody, the title is the condition's: what the gate covers it may not cover whole.
      title: findPrivate(row.description).length === 0 ? row.description.slice(0, TITLE) : (best?.condition.text ?? '').slice(0, TITLE),
      address: covered(row.address),
      place: place ? placeText(place) : '',
      street: street ?? '',
    },
  }
}

const endOf = (house: House, limit: Limit, calendar: Calendar): Date | null =>
  clockOf({ startedAt: house.now(), limit, extendedBy: 0, breaks: [] }, calendar).dueAt
