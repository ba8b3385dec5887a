import type { Db } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import type { SiteMarks } from './marks.ts'
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
  readonly marks: SiteMarks
}

const select = (db: Db) =>
  db
    .selectFrom('organizations.agency')
    .select(['id', 'code', 'name', 'short_name as shortName', 'office', 'address', 'postcode', 'office_hours as officeHours', 'phone', 'fax', 'email', 'marks'])

// Every page prints its agency, and agencies change once in years: what was read is kept for a few seconds.
const KEEP_MS = 5_000
const agencies = keepFor<Agency>(KEEP_MS)
const departments = keepFor<string[]>(KEEP_MS)

/** The agency this platform belongs to; throws before the first seed. */
export const getHomeAgency = (db: Db): Promise<Agency> =>
  agencies.find(db, 'home', () =>
    select(db)
      .where('home', '=', true)
      .executeTakeFirstOrThrow(() => new Error('数据库里还没有本机关：先运行一次 npm start，它会建好，再运行这条命令')),
  )

export const getAgency = (db: Db, id: number): Promise<Agency> => agencies.find(db, String(id), () => select(db).where('id', '=', id).executeTakeFirstOrThrow())

export const findAgencyByCode = (db: Db, code: string): Promise<Agency | undefined> => select(db).where('code', '=', code).executeTakeFirst()

/** The 承办科室 of an agency, by name. */
export const listDepartments = (db: Db, agencyId: number): Promise<string[]> =>
  departments.find(db, String(agencyId), async () => {
    const rows = await db.selectFrom('organizations.department').select('name').where('agency_id', '=', agencyId).orderBy('id').execute()
    return rows.map((row) => row.name)
  })

/** Adds the agency when its code is new, with its departments; gives its id either way. */
export async function ensureAgency(
  db: Db,
  agency: Omit<Agency, 'id' | 'marks'> & { readonly marks?: SiteMarks },
  home: boolean,
  departmentNames: readonly string[],
): Promise<number> {
  const found = await findAgencyByCode(db, agency.code)
  if (found) return found.id
  const { shortName, officeHours, marks = {}, ...rest } = agency
  const { id } = await db
    .insertInto('organizations.agency')
    .values({ ...rest, short_name: shortName, office_hours: officeHours, home, marks: JSON.stringify(marks) })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (departmentNames.length > 0) {
    await db
      .insertInto('organizations.department')
      .values(departmentNames.map((name) => ({ agency_id: id, name })))
      .execute()
  }
  agencies.forget(db)
  departments.forget(db)
  return id
}

/** Keeps what the foot of public pages says. */
export async function saveMarks(db: Db, id: number, marks: SiteMarks): Promise<void> {
  await db
    .updateTable('organizations.agency')
    .set({ marks: JSON.stringify(marks) })
    .where('id', '=', id)
    .execute()
  agencies.forgetAll()
}
