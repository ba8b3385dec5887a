import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import { type Category, type Condition, inOrder, LEVELS, type RewardLevel, type Standard, type StandardBody, standardOn } from './standard.ts'
import './tables.ts'

/** A version without its conditions. */
export type StandardVersion = {
  readonly version: number
  readonly name: string
  readonly effectiveFrom: PlainDate
  readonly addedAt: Date
  readonly addedBy: string
  readonly categories: number
  readonly conditions: number
}

const KEEP_MS = 5_000
const versions = keepFor<StandardVersion[]>(KEEP_MS)
// A version never changes: only room is a reason to read it again.
const KEEP_BODY_MS = 600_000
const bodies = keepFor<Kept | undefined>(KEEP_BODY_MS)
type Kept = { readonly standard: Standard; readonly byCode: ReadonlyMap<string, Condition> }

/** Every version, the last to take effect first; kept for a few seconds. */
export const listStandards = (db: Db): Promise<StandardVersion[]> =>
  versions.find(db, 'all', async () => {
    const { rows } = await sql<StandardVersion>`
      select id as version, name, effective_from as "effectiveFrom", added_at as "addedAt", added_by as "addedBy",
        (select count(*) from standards.category c where c.version_id = v.id) as categories,
        (select count(*) from standards.condition c where c.version_id = v.id) as conditions
      from standards.version v order by effective_from desc, id desc`.execute(db)
    return rows
  })

/** One version whole, kept in memory. */
export const findStandard = async (db: Db, version: number): Promise<Standard | undefined> => (await findKept(db, version))?.standard

/** The version in force on a day; undefined before the first. */
export async function standardInForce(db: Db, day: PlainDate): Promise<Standard | undefined> {
  const found = standardOn(await listStandards(db), day)
  return found && (await findStandard(db, found.version))
}

/** The condition a case was filed by, of whichever version; cases keep both. */
export const findCondition = async (db: Db, version: number, code: string): Promise<Condition | undefined> => (await findKept(db, version))?.byCode.get(code)

async function findKept(db: Db, version: number): Promise<Kept | undefined> {
  // One that is not there yet is not remembered as missing.
  if (!(await listStandards(db)).some((one) => one.version === version)) return undefined
  return await bodies.find(db, String(version), async () => {
    const standard = await readStandard(db, version)
    return standard && { standard, byCode: new Map(standard.conditions.map((one) => [one.code, one])) }
  })
}

async function readStandard(db: Db, version: number): Promise<Standard | undefined> {
  const row = await db
    .selectFrom('standards.version')
    .select(['id as version', 'name', 'effective_from as effectiveFrom'])
    .where('id', '=', version)
    .executeTakeFirst()
  if (!row) return undefined
  const categories: Category[] = await db
    .selectFrom('standards.category')
    .select(['code', 'kind', 'major', 'major_name as majorName', 'minor', 'minor_name as minorName'])
    .where('version_id', '=', version)
    .orderBy('place')
    .execute()
  const conditions = await db
    .selectFrom('standards.condition')
    .select(['code', 'category_code as category', 'text', 'time_limit as limit', 'stages', 'closing', 'informational', 'level'])
    .where('version_id', '=', version)
    .orderBy('place')
    .execute()
  return { ...row, categories, conditions: conditions.map((one): Condition => ({ ...one, level: levelOf(one.level) })) }
}

function levelOf(level: number): RewardLevel {
  const known = LEVELS.find((one) => one === level)
  if (known === undefined) throw new Error(`there is no reward level ${level}`)
  return known
}

export type NewStandard = { readonly name: string; readonly effectiveFrom: PlainDate; readonly body: StandardBody; readonly addedBy: string; readonly at: Date }

/** Adds a version with everything in it, in three statements; undefined when its name is taken. For a transaction: a version is whole when that ends. */
export async function insertStandard(tx: Db, { name, effectiveFrom, body, addedBy, at }: NewStandard): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into standards.version (name, effective_from, added_at, added_by) values (${name}, ${effectiveFrom}::date, ${at}::timestamptz, ${addedBy})
    on conflict (name) do nothing returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) return undefined
  const { categories, conditions } = inOrder(body)
  const tree = categories.map((one, place) => ({ ...one, place }))
  await sql`
    insert into standards.category (version_id, code, kind, major, major_name, minor, minor_name, place)
    select ${id}::bigint, code, kind, major, "majorName", minor, "minorName", place
    from jsonb_to_recordset(${JSON.stringify(tree)}::jsonb)
      as c (code text, kind text, major text, "majorName" text, minor text, "minorName" text, place int)`.execute(tx)
  const list = conditions.map((one, place) => ({ ...one, place }))
  await sql`
    insert into standards.condition (version_id, code, category_code, place, text, time_limit, stages, closing, informational, level)
    select ${id}::bigint, code, category, place, text, "limit", stages, closing, informational, level
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as c (code text, category text, place int, text text, "limit" jsonb, stages jsonb, closing text, informational boolean, level int)`.execute(tx)
  versions.forget(tx)
  return id
}

/** Adds a version unless its name is there. */
export async function ensureStandard(db: Db, added: NewStandard): Promise<void> {
  if ((await listStandards(db)).some((one) => one.name === added.name)) return
  await db.transaction().execute((tx) => insertStandard(tx, added))
  versions.forget(db)
}

/** Reads the list of versions of this database again; for whoever has added one in a transaction. */
export const forgetStandards = (db: Db): void => versions.forget(db)
