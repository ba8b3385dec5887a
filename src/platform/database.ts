import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'

/** Every table of the house; each module's `tables.ts` adds its own by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: modules merge their tables into it
export interface Tables {}

/** What a query needs; a transaction is one too. */
export type Db = Kysely<Tables>

// A `date` is a day: pg's default, a local `Date`, shifts it across zones.
const DATE_OID = 1082
pg.types.setTypeParser(DATE_OID, (text) => text)
// Counts come back as bigint text; every count of this house fits a double.
const BIGINT_OID = 20
pg.types.setTypeParser(BIGINT_OID, Number)

const MOST_STATEMENTS = 500 // a list of varying length in a statement makes a text of its own; those past this go unprepared
const statements = new Map<string, string>()
function nameOf(text: string): string | undefined {
  const known = statements.get(text)
  if (known !== undefined || statements.size >= MOST_STATEMENTS) return known
  const name = `s${statements.size}`
  statements.set(text, name)
  return name
}

/** Prepares each statement with parameters once a connection: parsing and planning cost more than most of our queries. */
class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    const send: (...given: unknown[]) => unknown = this.query.bind(this)
    const prepare = (first: unknown, values: unknown, ...rest: unknown[]): unknown => {
      const name = typeof first === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(first) : undefined
      return name === undefined ? send(first, values, ...rest) : send({ name, text: first, values }, ...rest)
    }
    this.query = prepare as typeof this.query // the same overloads, passed on
  }
}

// Left to choose, the server plans a list anew for each place it begins at, which takes longer than reading it. Every list has
// its index whatever the values are (the plans are read in tests/query-plans.test.ts), so one plan serves all.
const ONE_PLAN = '-c plan_cache_mode=force_generic_plan'

/** Opens a pool on a PostgreSQL server. `onError` hears of connections lost while idle; without it the process would die. */
export function openDatabase(url: string, onError: (error: Error) => void, max = 10): Db {
  const pool = new pg.Pool({ connectionString: url, max, options: ONE_PLAN, Client: PreparingClient })
  pool.on('error', onError)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return db
}

const pools = new WeakMap<Db, pg.Pool>()
/**
 * The rows of a statement that is ready in letters. Outside a transaction it goes to the pool at once: by way of the query builder the
 * question costs this process a quarter more.
 */
export async function ask<Row extends object>(db: Db, text: string, values: readonly unknown[]): Promise<Row[]> {
  const pool = pools.get(db)
  return pool ? (await pool.query<Row>(text, [...values])).rows : (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
}

/** Does in a transaction what the guards of the ledgers refuse until a retention is over; whoever calls has seen to that. */
export async function erasing(tx: Db, erase: () => Promise<unknown>): Promise<void> {
  await sql`select set_config('gongkai.erasing', 'on', true)`.execute(tx)
  await erase()
  await sql`select set_config('gongkai.erasing', '', true)`.execute(tx)
}

const WHY_NOT = new Map([
  ['ECONNREFUSED', '那里没有数据库在运行'],
  ['ENOTFOUND', '没有这个主机'],
  ['ETIMEDOUT', '没有回应'],
  ['28P01', '用户名或密码不对'],
  ['28000', '不允许这个用户登录'],
  ['3D000', '没有这个数据库，请先建立'],
])

/** What to tell a person whose database cannot be reached; anything else that went wrong as it is. Never says the password. */
export function whyNotReached(error: unknown, url: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = WHY_NOT.get(code)
  if (why === undefined || !URL.canParse(url)) return error
  const { hostname, port, pathname, username } = new URL(url)
  return new Error(`连不上数据库 ${hostname}:${port || 5432}${pathname}（用户 ${username || '未写'}）：${why}。请检查 DATABASE_URL`)
}
