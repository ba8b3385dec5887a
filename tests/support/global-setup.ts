import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { SMALL } from '../../seed/cases.ts'
import { seed } from '../../seed/main.ts'
import { openDatabase } from '../../src/platform/database.ts'
import { openEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts'
import { openHouse } from '../../src/platform/house.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { beijing, SEEDED_ON, TEST_SECRET } from './seeded-template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    /** Where the seeded template keeps its files. */
    seededFolder: string
  }
}

/** One real PostgreSQL a run, with a migrated template that each test house clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-test-'))
  const server = await openEmbeddedPostgres(folder)
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  // Tests end processes, never the machine: what was committed is with the system, and waiting for the disk proves nothing.
  await client.query('alter system set fsync = off')
  await client.query('select pg_reload_conf()')
  await client.query('create database template_house')
  await client.end()
  const db = openDatabase(server.url.replace(/\/postgres$/, '/template_house'), (error) => console.error(error), 1)
  await migrate(db)
  await db.destroy()
  await seedTemplate(server.url, folder)
  project.provide('postgresUrl', server.url)
  project.provide('seededFolder', folder)
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The demonstration as it stands after a first start, for every test that needs a whole office. */
async function seedTemplate(url: string, dataFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create database template_seeded template template_house')
  await client.end()
  const house = await openHouse(
    {
      mode: 'demonstration',
      host: '127.0.0.1',
      port: 0,
      dataFolder,
      databaseUrl: url.replace(/\/postgres$/, '/template_seeded'),
      secret: TEST_SECRET,
      fontFolder: undefined,
      allowPrivate: true,
      origin: 'http://127.0.0.1',
      mail: undefined,
    },
    { now: () => beijing(SEEDED_ON) },
  )
  await seed(house, () => {}, { size: SMALL })
  await house.close()
}
