import type { Db } from '../../platform/database.ts'
import './tables.ts'

/** A 行政机关 with what art 12 of the 条例 makes it print: office, address, hours, telephone, fax, mail. */
export type Agency = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly office: string
  readonly address: string
  readonly postcode: string
  readonly officeHours: string
  readonly phone: string
  readonly fax: string
  readonly email: string
}

const select = (db: Db) =>
  db
    .selectFrom('organizations.agency')
    .select([
      'id', 'code', 'name', 'short_name as shortName', 'office', 'address', 'postcode',
      'office_hours as officeHours', 'phone', 'fax', 'email',
    ])

// Every page prints its agency, and agencies change once in years: what was read is kept for a few seconds.
const KEEP_MS = 5_000
const kept = new WeakMap<Db, Map<string, { at: number; value: Promise<unknown> }>>()
function keep<T>(db: Db, key: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(db) ?? new Map<string, { at: number; value: Promise<unknown> }>()
  kept.set(db, known)
  const found = known.get(key)
  if (found && performance.now() - found.at < KEEP_MS) return found.value as Promise<T> // one key is read in one way
  const value = read()
  known.set(key, { at: performance.now(), value })
  value.catch(() => known.delete(key))
  return value
}

/** The agency this platform belongs to; throws before the first seed. */
export const getHomeAgency = (db: Db): Promise<Agency> => keep(db, 'home', () => select(db).where('home', '=', true).executeTakeFirstOrThrow())

export const getAgency = (db: Db, id: number): Promise<Agency> => keep(db, `agency ${id}`, () => select(db).where('id', '=', id).executeTakeFirstOrThrow())

export const findAgencyByCode = (db: Db, code: string): Promise<Agency | undefined> =>
  select(db).where('code', '=', code).executeTakeFirst()

/** The 承办科室 of an agency, by name. */
export const listDepartments = (db: Db, agencyId: number): Promise<string[]> =>
  keep(db, `departments ${agencyId}`, async () => {
    const rows = await db.selectFrom('organizations.department').select('name').where('agency_id', '=', agencyId).orderBy('id').execute()
    return rows.map((row) => row.name)
  })

/** Adds the agency when its code is new, with its departments; gives its id either way. */
export async function ensureAgency(db: Db, agency: Omit<Agency, 'id'>, home: boolean, departments: readonly string[]): Promise<number> {
  const found = await findAgencyByCode(db, agency.code)
  if (found) return found.id
  const { shortName, officeHours, ...rest } = agency
  const { id } = await db
    .insertInto('organizations.agency')
    .values({ ...rest, short_name: shortName, office_hours: officeHours, home })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (departments.length > 0) {
    await db.insertInto('organizations.department').values(departments.map((name) => ({ agency_id: id, name }))).execute()
  }
  kept.delete(db)
  return id
}
