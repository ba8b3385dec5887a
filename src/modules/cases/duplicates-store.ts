import { type RawBuilder, sql } from 'kysely'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import { type Hashed, listHashed } from '../photos/index.ts'
import { tileOf } from '../standards/index.ts'
import { subjectOf } from './case-photos.ts'
import { type Cluster, clustersOf, type Comparable, DUPLICATE_LIMITS, IN_HAND, type SaidDifferent, suspectedOf } from './duplicates.ts'
import type { Stage } from './lifecycle.ts'
import { loadNames } from './naming.ts'
import './tables.ts'

/** A case as it is compared, with what a person needs to tell it from others. */
export type Compared = Comparable & {
  readonly id: number
  readonly version: number
  readonly title: string
  readonly place: string
  readonly unit: string
  /** Filed, so that others may be merged into it. */
  readonly filed: boolean
  readonly photos: readonly Pick<Hashed, 'id' | 'thumbSha256'>[]
}
/** A case that is perhaps the same problem as another. */
export type Suspected = Pick<Compared, 'number' | 'title' | 'place' | 'unit' | 'stage' | 'reportedAt' | 'filed'> & {
  readonly metres: number
  /** Of 100. */
  readonly score: number
  /** `相距 12 米`, `同为“公用设施 · 雨水井盖”`, … */
  readonly because: readonly string[]
}

type Row = {
  readonly id: number
  readonly number: string
  readonly version: number
  readonly stage: Stage
  readonly reportedAt: Date
  readonly lon: number
  readonly lat: number
  readonly category: string | null
  readonly tile: string
  readonly words: string
  readonly title: string
  readonly place: string
  readonly unit: string
  readonly filed: boolean
  readonly photos: number
}

const IS_OPEN = `stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided')`
const COLUMNS = sql.raw(`c.id, c.number, c.version, c.stage, c.reported_at as "reportedAt", c.lon, c.lat, c.category, c.tile, c.description as words,
  coalesce(c.title, left(c.description, 60)) as title, coalesce(c.place, c.address) as place, coalesce(c.unit, '') as unit, c.filed_at is not null as filed, c.photos`)
const HIGH = DUPLICATE_LIMITS.photoMetres / 111_195
/** So many of each stage in the hall's hand are looked at together, those first due at the desk first. */
const MOST_LOOKED_AT = 200

/** The open cases near enough to those asked for to be compared with them, and these themselves; each place is looked up by its index. */
async function listAround(db: Db, agencyId: number, asked: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with asked as materialized (${asked}),
    around as (
      select distinct near.id from asked a cross join lateral (
        select n.id from cases.case n
        where point(n.lon, n.lat) <@ box(point(a.lon - ${HIGH}::float8 / cos(radians(a.lat)), a.lat - ${HIGH}::float8),
            point(a.lon + ${HIGH}::float8 / cos(radians(a.lat)), a.lat + ${HIGH}::float8))
          and n.lon is not null and n.${sql.raw(IS_OPEN)} and n.agency_id = ${agencyId}::int
          and n.reported_at between a.reported_at - ${DUPLICATE_LIMITS.days}::int * interval '1 day' and a.reported_at + ${DUPLICATE_LIMITS.days}::int * interval '1 day') near)
    select ${COLUMNS} from around join cases.case c using (id) order by c.id`.execute(db)
  return rows
}

/** What people have said of these cases. */
async function listSaid(db: Db, rows: readonly Row[]): Promise<SaidDifferent> {
  const numbers = new Map(rows.map(({ id, number }) => [id, number]))
  const found = await sql<{ first: number; second: number }>`
    select first_id as first, second_id as second from cases.not_duplicate where first_id = any(${[...numbers.keys()]}::bigint[])`.execute(db)
  const said = new Set(
    found.rows.flatMap(({ first, second }) => [`${numbers.get(first)} ${numbers.get(second)}`, `${numbers.get(second)} ${numbers.get(first)}`]),
  )
  return (a, b) => said.has(`${a} ${b}`)
}

const BEFORE_WORK: readonly Hashed['role'][] = ['report', 'near', 'far', 'before']
async function compared(db: Db, agencyId: number, rows: readonly Row[]): Promise<Compared[]> {
  const pictured = rows.filter(({ photos }) => photos > 0).map(({ number }) => subjectOf(number))
  const [names, hashed] = await Promise.all([loadNames(db, agencyId), listHashed(db, pictured)])
  const photos = new Map<string, Hashed[]>()
  for (const photo of hashed) if (BEFORE_WORK.includes(photo.role)) photos.set(photo.subject, [...(photos.get(photo.subject) ?? []), photo])
  return rows.map(({ lon, lat, category, tile, ...row }) => {
    const kind = category === null ? tile : tileOf(category).key
    const own = photos.get(subjectOf(row.number)) ?? []
    return {
      ...row,
      point: { lon, lat },
      category: category === null ? null : { code: category, name: names.category(category) },
      tile: { code: kind, name: names.tile(kind) },
      hashes: own.map(({ phash }) => phash),
      photos: own,
    }
  })
}

async function lookAround(db: Db, agencyId: number, asked: RawBuilder<unknown>): Promise<{ cases: Compared[]; said: SaidDifferent }> {
  const rows = await listAround(db, agencyId, asked)
  const [cases, said] = await Promise.all([compared(db, agencyId, rows), listSaid(db, rows)])
  return { cases, said }
}

/** What is perhaps the same problem as this case, the most alike first; empty while nobody knows where it is. */
export async function duplicatesOf(db: Db, { id, agencyId }: { readonly id: number; readonly agencyId: number }): Promise<Suspected[]> {
  const asked = sql`select id, lon, lat, reported_at from cases.case where id = ${id}::bigint and agency_id = ${agencyId}::int and lon is not null`
  const { cases, said } = await lookAround(db, agencyId, asked)
  const one = cases.find((other) => other.id === id)
  if (!one) return []
  return suspectedOf(one, cases, said).map(({ one: { number, title, place, unit, stage, reportedAt, filed }, likeness }) => {
    return { number, title, place, unit, stage, reportedAt, filed, ...likeness }
  })
}

/** The suspected duplicates among what the hall has in hand and what stands open around it; `more` when there was too much to look at. */
export async function listClusters(db: Db, agencyId: number): Promise<{ clusters: Cluster<Compared>[]; more: boolean }> {
  const { cases, said } = await lookAround(
    db,
    agencyId,
    sql`select t.* from unnest(${[...IN_HAND]}::text[]) as s (name) cross join lateral (
      select id, lon, lat, reported_at from cases.case
      where agency_id = ${agencyId}::int and stage = s.name and ${sql.raw(IS_OPEN)} and desk_due_at is not null and lon is not null
      order by desk_due_at, id limit ${MOST_LOOKED_AT}) t`,
  )
  const more = IN_HAND.some((stage) => cases.filter((one) => one.stage === stage).length >= MOST_LOOKED_AT)
  return { clusters: clustersOf(cases, said), more }
}

type Different = { readonly parent: string; readonly numbers: readonly string[]; readonly because: string; readonly at: Date }
/** Keeps that these are other problems than the parent; said twice, the first stands. False when one of them is no case of this agency. */
export async function insertDifferent(tx: Db, by: Viewer, { parent, numbers, because, at }: Different): Promise<boolean> {
  const { rows } = await sql<{ known: number }>`
    with pairs as (
      select least(a.id, b.id) as first_id, greatest(a.id, b.id) as second_id from cases.case a join cases.case b on b.number = any(${[...numbers]}::text[])
      where a.number = ${parent} and a.agency_id = ${by.agencyId}::int and b.agency_id = ${by.agencyId}::int and a.id <> b.id),
    said as (
      insert into cases.not_duplicate (first_id, second_id, at, by_name, by_role, because)
      select first_id, second_id, ${at}::timestamptz, ${by.name}, ${by.role}, ${because} from pairs
      where (select count(*) from pairs) = ${numbers.length}::int on conflict do nothing)
    select count(*)::int as known from pairs`.execute(tx)
  return rows[0]?.known === numbers.length
}
