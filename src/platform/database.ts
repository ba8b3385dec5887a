import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'

/** Every table of the house; each module's `tables.ts` adds its own by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: modules merge their tables into it
export interface Tables {}

/** What a query needs; a transaction is one too. */
export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

// A `date` is a day: pg's default, a local `Date`, shifts it across zones.
const DATE_OID = 1082
pg.types.setTypeParser(DATE_OID, (text) => text)
// Counts come back as bigint text; every count of this house fits a double.
const BIGINT_OID = 20
pg.types.setTypeParser(BIGINT_OID, Number)

/** Opens a pool on a PostgreSQL server. `onError` hears of connections lost while idle; without it the process would die. */
export function openDatabase(url: string, onError: (error: Error) => void, max = 10): Db {
  const pool = new pg.Pool({ connectionString: url, max })
  pool.on('error', onError)
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
