import { sql } from 'kysely'
import { type PlainDate, plainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { type LetterCode, LETTER_CODES } from './letter.ts'
import './tables.ts'
import { buildDefault } from './templates/build-default.ts'

export type Template = {
  readonly id: number
  readonly code: LetterCode
  readonly version: number
  readonly effectiveFrom: PlainDate
  readonly fileName: string
  readonly sha256: string
  readonly addedAt: Date
  readonly addedBy: string
}

const FIRST_DAY = plainDate('2019-05-15') // 条例自2019年5月15日起施行
const FIRST_BY = '平台范本'

const templates = (db: Db, agencyId: number) =>
  db
    .selectFrom('letters.template')
    .select(['id', 'code', 'version', 'effective_from as effectiveFrom', 'file_name as fileName', 'sha256', 'added_at as addedAt', 'added_by as addedBy'])
    .where('agency_id', '=', agencyId)
    .orderBy('code')
    .orderBy('version', 'desc')

/** Every version of every template, the last added first within a letter; an agency begins with the platform's own. */
export async function listTemplates(house: House, agencyId: number): Promise<Template[]> {
  const found = await templates(house.db, agencyId).execute()
  const known = new Set(found.filter((one) => one.version === 1).map((one) => one.code))
  const absent = LETTER_CODES.filter((code) => !known.has(code))
  if (absent.length === 0) return found
  await addDefaults(house, agencyId, absent)
  return await templates(house.db, agencyId).execute()
}

/** The versions of one letter's template, the last added first. */
export async function listVersions(house: House, agencyId: number, code: LetterCode): Promise<Template[]> {
  const found = await templates(house.db, agencyId).where('code', '=', code).execute()
  if (found.length > 0) return found
  await addDefaults(house, agencyId, [code])
  return await templates(house.db, agencyId).where('code', '=', code).execute()
}

async function addDefaults(house: House, agencyId: number, codes: readonly LetterCode[]): Promise<void> {
  const rows = await Promise.all(
    codes.map(async (code) => ({
      agency_id: agencyId,
      code,
      version: 1,
      effective_from: FIRST_DAY,
      file_name: `${code}.docx`,
      sha256: await house.blobs.put(await buildDefault(code)),
      added_at: house.now(),
      added_by: FIRST_BY,
    })),
  )
  // Two processes may begin at once: the first to come is kept.
  await house.db
    .insertInto('letters.template')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['agency_id', 'code', 'version']).doNothing())
    .execute()
}

/** The version in force on a day: the last to take effect by then, and of those of one day the last added. */
export function templateOn(versions: readonly Template[], day: PlainDate): Template | undefined {
  return versions
    .filter((one) => one.effectiveFrom <= day)
    .toSorted((a, b) => (a.effectiveFrom === b.effectiveFrom ? b.version - a.version : a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0]
}

export type NewTemplate = Omit<Template, 'id' | 'version'>
/** Adds the next version; the versions of a letter are numbered one after the other, also when two are added at once. */
export async function insertTemplate(tx: Db, agencyId: number, added: NewTemplate): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`letters.template ${agencyId} ${added.code}`}))`.execute(tx)
  const { last } = await tx
    .selectFrom('letters.template')
    .select((eb) => eb.fn.max('version').as('last'))
    .where('agency_id', '=', agencyId)
    .where('code', '=', added.code)
    .executeTakeFirstOrThrow()
  const version = (last ?? 1) + 1
  await tx
    .insertInto('letters.template')
    .values({
      agency_id: agencyId,
      code: added.code,
      version,
      effective_from: added.effectiveFrom,
      file_name: added.fileName,
      sha256: added.sha256,
      added_at: added.addedAt,
      added_by: added.addedBy,
    })
    .execute()
  return version
}
