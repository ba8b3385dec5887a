// Writes db/schema.sql: what the migrations make of an empty database, for reading. tests/schema.test.ts holds it to the truth.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/platform/database.ts'
import { openEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrate.ts'
import { schemaOf } from '../tests/support/schema.ts'

const folder = await mkdtemp(join(tmpdir(), 'gongkai-schema-'))
const server = await openEmbeddedPostgres(folder)
const db = openDatabase(server.url, (error) => console.error(error.message), 1)
await migrate(db)
await writeFile(join(import.meta.dirname, '../db/schema.sql'), await schemaOf(db))
await db.destroy()
await server.stop()
await rm(folder, { recursive: true, force: true })
