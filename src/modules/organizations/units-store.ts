import type { Db } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import { listStreets } from './grid-store.ts'
import { chooseUnit, type FoundUnit, type HandlingUnit, type Responsibility } from './responsibility.ts'
import './tables.ts'

const KEEP_MS = 5_000
const units = keepFor<HandlingUnit[]>(KEEP_MS)
const rules = keepFor<Responsibility[]>(KEEP_MS)

/** The 处置单位 of an agency, street offices in the order of their streets, then the professional ones. */
export const listHandlingUnits = (db: Db, agencyId: number): Promise<HandlingUnit[]> =>
  units.find(db, String(agencyId), async () => {
    const rows = await db
      .selectFrom('organizations.handling_unit')
      .select(['id', 'name', 'kind', 'street_code as streetCode', 'phone', 'lon', 'lat'])
      .where('agency_id', '=', agencyId)
      .orderBy('street_code', (order) => order.asc().nullsLast())
      .orderBy('id')
      .execute()
    return rows.map(({ lon, lat, ...row }) => ({ ...row, post: lon === null || lat === null ? null : { lon, lat } }))
  })

const listRules = (db: Db, agencyId: number): Promise<Responsibility[]> =>
  rules.find(db, String(agencyId), () =>
    db
      .selectFrom('organizations.responsibility')
      .select(['category_code as categoryCode', 'street_code as streetCode', 'unit_id as unitId', 'note'])
      .where('agency_id', '=', agencyId)
      .orderBy('category_code')
      .execute(),
  )

/** Which unit handles a category in a street, and why: the rule that says so, or 属地兜底. Nobody where there is neither. */
export async function findUnit(db: Db, agencyId: number, categoryCode: string, streetCode: string | null): Promise<FoundUnit | undefined> {
  const known = await Promise.all([listHandlingUnits(db, agencyId), listRules(db, agencyId), listStreets(db, agencyId)])
  const streetNames = new Map(known[2].map((street) => [street.code, street.name]))
  return chooseUnit({ units: known[0], rules: known[1], streetNames }, categoryCode, streetCode)
}

/** Streets that a unit or a rule names, with the first of what names each. */
export async function streetsInUse(db: Db, agencyId: number): Promise<Map<string, string>> {
  const [all, ruled] = [
    await db.selectFrom('organizations.handling_unit').select(['street_code', 'name']).where('agency_id', '=', agencyId).orderBy('id').execute(),
    await db.selectFrom('organizations.responsibility').select(['street_code', 'category_code']).where('agency_id', '=', agencyId).execute(),
  ]
  const named = [
    ...ruled.map((row) => [row.street_code, `类别 ${row.category_code} 的权责规定`] as const),
    ...all.toReversed().map((row) => [row.street_code, `处置单位“${row.name}”`] as const),
  ]
  return new Map(named.flatMap(([code, by]) => (code === null ? [] : [[code, by] as const])))
}

export type NewUnit = Omit<HandlingUnit, 'id'> & {
  /** What it handles: a category, the street it does so in, or none for the whole district, and a note. */
  readonly handles: readonly Omit<Responsibility, 'unitId'>[]
}

/** Adds handling units with what they handle; a name the agency already has, and a rule, stay as they are. */
export async function addHandlingUnits(db: Db, agencyId: number, added: readonly NewUnit[]): Promise<void> {
  await db
    .insertInto('organizations.handling_unit')
    .values(
      added.map(({ name, kind, streetCode, phone, post }) => ({
        agency_id: agencyId,
        name,
        kind,
        street_code: streetCode,
        phone,
        lon: post?.lon ?? null,
        lat: post?.lat ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const rows = await db.selectFrom('organizations.handling_unit').select(['id', 'name']).where('agency_id', '=', agencyId).execute()
  const ids = new Map(rows.map((row) => [row.name, row.id]))
  const handles = added.flatMap(({ name, handles }) => {
    const unitId = ids.get(name)
    return unitId === undefined
      ? []
      : handles.map((rule) => ({ agency_id: agencyId, category_code: rule.categoryCode, street_code: rule.streetCode, unit_id: unitId, note: rule.note }))
  })
  if (handles.length > 0)
    await db
      .insertInto('organizations.responsibility')
      .values(handles)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  forgetUnits(db)
}

/** Reads units and rules of this database again; for whoever has changed them in a transaction. */
export function forgetUnits(db: Db): void {
  units.forget(db)
  rules.forget(db)
}
