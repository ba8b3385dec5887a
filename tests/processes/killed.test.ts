import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findForReporter } from '../../src/modules/cases/find-for-reporter.ts'
import { findAttachment, listAttachments } from '../../src/modules/files/index.ts'
import { listPhotos, photoBytes, processWaiting } from '../../src/modules/photos/index.ts'
import { findForApplicant } from '../../src/modules/requests/find-for-applicant.ts'
import { type TestHouse, testHouse } from '../support/house.ts'

const ROUNDS = 4
const TOGETHER = 2 // several processes share the one database
type Given = { readonly key: string; readonly number: string; readonly code: string }

/** Lets a process receive applications or reports, kills it after so many receipts, and gives the receipts it had handed out. */
async function receiveAndKill(house: TestHouse, what: 'applications' | 'reports', receipts: number): Promise<Given[]> {
  const submitter = join(import.meta.dirname, '../support/submitter.ts')
  const args = [house.databaseUrl, house.config.dataFolder, String(house.agencyId), what]
  const child = spawn(process.execPath, ['--import', 'tsx', submitter, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const given: Given[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const [key = '', number = '', code = ''] = line.split(' ')
    // The last line may be cut by the kill: then nobody was given that receipt.
    if (code.length === 10) given.push({ key, number, code })
    if (given.length === receipts) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return given
}

/** What several processes handed out receipts for before each was killed. */
async function givenBeforeKills(house: TestHouse, what: 'applications' | 'reports'): Promise<Given[]> {
  const given: Given[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const together = Array.from({ length: TOGETHER }, (_, i) => receiveAndKill(house, what, 1 + (((round * TOGETHER + i) * 7) % 40)))
    given.push(...(await Promise.all(together)).flat())
  }
  return given
}

test('a process killed at any moment loses no application it gave a receipt for, and doubles none', async () => {
  const house = await testHouse('2026-11-24T09:00')
  const given = await givenBeforeKills(house, 'applications')
  const rows = await house.db.selectFrom('requests.request').select(['number', 'submission_key as key', 'id']).orderBy('id').execute()
  const kept = new Map(rows.map((row) => [row.key, row.number]))
  expect(given.length).toBeGreaterThan(ROUNDS * TOGETHER)
  expect(given.filter(({ key, number }) => kept.get(key) !== number)).toEqual([])
  expect(new Set(rows.map((row) => Number(row.number.slice(-4)))).size).toBe(rows.length)
  expect(Math.max(...rows.map((row) => Number(row.number.slice(-4))))).toBe(rows.length)
  const { rows: odd } = await sql`
    select r.number from requests.request r
    where (select count(*) from requests.event e where e.request_id = r.id) <> 1
      or (select count(*) from audit.event a where a.subject = 'requests/' || r.number) <> 1`.execute(house.db)
  expect(odd).toEqual([])
  for (const { key, number, code } of given.slice(-5)) {
    expect(await findForApplicant(house, number, code)).toMatchObject({ number })
    const [file] = await listAttachments(house.db, `requests/${number}`)
    const bytes = file && (await findAttachment(house, `requests/${number}`, file.id))?.bytes
    expect(new TextDecoder().decode(bytes)).toBe(key)
  }
}, 120_000)

test('nor does one that receives reports with a photo: each has its number, its beginning and its picture', async () => {
  const house = await testHouse('2026-11-24T09:00')
  const given = await givenBeforeKills(house, 'reports')
  const { rows } = await sql<{ number: string; key: string; begun: number; pictures: number }>`
    select number, submission_key as key, (select count(*) from cases.event e where e.case_id = c.id)::int as begun,
      (select count(*) from photos.photo p where p.subject = 'cases/' || c.number)::int as pictures
    from cases.case c order by id`.execute(house.db)
  const kept = new Map(rows.map((row) => [row.key, row]))
  expect(given.length).toBeGreaterThan(ROUNDS * TOGETHER)
  expect(given.filter(({ key, number }) => kept.get(key)?.number !== number)).toEqual([])
  expect(rows.filter(({ begun, pictures }) => begun !== 1 || pictures !== 1)).toEqual([])
  expect(Math.max(...rows.map(({ number }) => Number(number.slice(-4))))).toBe(rows.length)
  while ((await processWaiting(house)) > 0);
  for (const { number, code } of given.slice(-5)) {
    expect(await findForReporter(house, number, code)).toMatchObject({ number })
    const [photo] = await listPhotos(house.db, `cases/${number}`)
    expect(photo).toMatchObject({ state: 'ready' })
    expect(photo && (await photoBytes(house, photo, 'full'))?.length).toBe(photo?.bytes)
  }
}, 180_000)
