import { sql } from 'kysely'
import type { PlainDate } from '../../src/kernel/plain-date.ts'
import { type Calendar, loadCalendar } from '../../src/modules/calendar/index.ts'
import type { Filing, Spot, Unit } from '../../src/modules/cases/index.ts'
import { findUnit, listHandlingUnits, listStreets } from '../../src/modules/organizations/index.ts'
import { type Category, listStandards, type Standard, findStandard, standardOn, tileOf } from '../../src/modules/standards/index.ts'
import type { House } from '../../src/platform/house.ts'
import { type Chance, type Weighted, weighted } from './chance.ts'
import { OFTEN } from './words.ts'

/** A cell of the grid and its middle. */
type Cell = { readonly code: string; readonly street: string; readonly lon: number; readonly lat: number }
export type Kind = { readonly category: string; readonly name: string; readonly tile: string; readonly filings: readonly Filing[] }
export type Given = { readonly unit: Unit; readonly because: string }

/** The house as the lives of the sample need it: its calendar, standards, streets and units. */
export type World = {
  readonly calendar: Calendar
  readonly kindsOn: (day: PlainDate) => Weighted<Kind>
  readonly spot: (chance: Chance) => Spot
  readonly unitFor: (category: string, street: string | null) => Given
  /** Another unit that might have it instead. */
  readonly otherThan: (unit: Unit, street: string | null, chance: Chance) => Unit
}

export async function findWorld(house: House, agencyId: number): Promise<World> {
  const [calendar, versions, streets, units, cells] = await Promise.all([
    loadCalendar(house.db),
    listStandards(house.db),
    listStreets(house.db, agencyId),
    listHandlingUnits(house.db, agencyId),
    findCells(house, agencyId),
  ])
  const standards = (await Promise.all(versions.map((one) => findStandard(house.db, one.version)))).filter((one) => one !== undefined)
  const kinds = new Map(standards.map((standard) => [standard.version, kindsOf(standard)]))
  const given = await findGiven(
    house,
    agencyId,
    standards,
    streets.map((one) => one.code),
  )
  const cell = cellsBusy(cells)
  return {
    calendar,
    kindsOn(day) {
      const found = kinds.get(standardOn(standards, day)?.version ?? 0)
      if (!found) throw new Error(`${day} 没有施行的立结案标准`)
      return found
    },
    spot: (chance) => near(cell.pick(chance), chance),
    unitFor(category, street) {
      const found = given.get(`${category} ${street}`)
      if (!found) throw new Error(`没有处置单位管 ${street} 的 ${category}`)
      return found
    },
    otherThan(unit, street, chance) {
      const office = units.find((one) => one.streetCode !== null && one.streetCode === street && one.id !== unit.id)
      const { id, name } = office ?? chance.pick(units.filter((one) => one.id !== unit.id))
      return { id, name }
    },
  }
}

async function findCells(house: House, agencyId: number): Promise<Cell[]> {
  const { rows } = await sql<Cell>`select code, street_code as street, (center(box(shape)))[0] as lon, (center(box(shape)))[1] as lat
    from organizations.grid where agency_id = ${agencyId}::int order by code`.execute(house.db)
  if (rows.length === 0) throw new Error('没有网格，不能载入样例案件')
  return rows
}

const BUSY_STREETS = 4
/** Streets differ by a factor of up to four a cell, and some cells in each are worse than others. */
function cellsBusy(cells: readonly Cell[]): Weighted<Cell> {
  const streets = [...new Set(cells.map((one) => one.street))]
  return weighted(cells.map((one, i) => [one, (1 + ((streets.indexOf(one.street) * 7) % BUSY_STREETS)) * (i % 23 === 0 ? 8 : 1)] as const))
}

const HALF_CELL = { lon: 0.00055, lat: 0.00042 }
function near(cell: Cell, chance: Chance): Spot {
  const rounded = (degrees: number): number => Number(degrees.toFixed(6))
  return {
    streetCode: cell.street,
    gridCode: cell.code,
    lon: rounded(cell.lon + chance.between(-HALF_CELL.lon, HALF_CELL.lon)),
    lat: rounded(cell.lat + chance.between(-HALF_CELL.lat, HALF_CELL.lat)),
  }
}

function kindsOf({ version, categories, conditions }: Standard): Weighted<Kind> {
  const byCategory = Map.groupBy(conditions, (one) => one.category)
  const kinds = categories.map((category: Category): Kind => {
    const filings = (byCategory.get(category.code) ?? []).map(
      ({ code, text, limit, stages, closing, level }): Filing => ({ version, condition: code, category: category.code, text, limit, stages, closing, level }),
    )
    return { category: category.code, name: category.minorName, tile: tileOf(category.code).key, filings }
  })
  return weighted(kinds.filter((one) => one.filings.length > 0).map((one) => [one, OFTEN[one.category] ?? 1] as const))
}

/** Who handles every category in every street, asked once. */
async function findGiven(house: House, agencyId: number, standards: readonly Standard[], streets: readonly string[]): Promise<Map<string, Given>> {
  const categories = new Set(standards.flatMap((one) => one.categories.map(({ code }) => code)))
  const given = new Map<string, Given>()
  for (const category of categories)
    for (const street of streets) {
      const found = await findUnit(house.db, agencyId, category, street)
      if (found) given.set(`${category} ${street}`, { unit: { id: found.unit.id, name: found.unit.name }, because: found.because })
    }
  return given
}
