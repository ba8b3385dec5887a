import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from './database.ts'

const FOLDER = join(import.meta.dirname, '../../db/migrations')
const LOCK = 7_110_515

/** Applies what is missing, in order, each file in one transaction; gives their names. Throws when an applied file has changed since. */
export async function migrate(db: Db, folder = FOLDER): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return await db.connection().execute(async (connection) => {
    // Two processes starting at once: the second waits, then finds nothing to do.
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection)
    try {
      await sql`create schema if not exists platform`.execute(connection)
      await sql`create table if not exists platform.migration (
        name text primary key, sha256 text not null, applied_at timestamptz not null default now())`.execute(connection)
      const { rows } = await sql<{ name: string; sha256: string }>`select name, sha256 from platform.migration`.execute(connection)
      const applied = new Map(rows.map((row) => [row.name, row.sha256]))
      const fresh: string[] = []
      for (const name of files) {
        const text = await readFile(join(folder, name), 'utf8')
        const sha256 = createHash('sha256').update(text).digest('hex')
        const before = applied.get(name)
        if (before === sha256) continue
        if (before !== undefined) throw new Error(`migration ${name} was changed after it was applied`)
        await connection.transaction().execute(async (tx) => {
          await sql.raw(text).execute(tx)
          await sql`insert into platform.migration (name, sha256) values (${name}, ${sha256})`.execute(tx)
        })
        fresh.push(name)
      }
      return fresh
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection)
    }
  })
}
