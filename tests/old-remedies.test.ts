import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import type { RemedyEvent } from '../src/modules/requests/remedies/events.ts'
import { sameKey, type Told } from '../src/modules/requests/remedies/same.ts'
import { replayRemedy, resultOf } from '../src/modules/requests/remedies/remedy.ts'

const folder = join(import.meta.dirname, '../db/migrations')

test('what was kept of a 复议 as a row becomes its events, and they say the same', async () => {
  const url = inject('postgresUrl')
  const name = `old_remedies_${process.pid}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const db = new pg.Client({ connectionString: url.replace(/\/postgres$/, `/${name}`) })
  await db.connect()
  onTestFinished(async () => {
    await db.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  })
  const files = readdirSync(folder).toSorted()
  const run = async (these: readonly string[]) => {
    for (const file of these) await db.query(readFileSync(join(folder, file), 'utf8'))
  }
  await run(files.filter((file) => file < '0077'))
  await db.query(`insert into requests.remedy (agency_id, route, request_number, filed_on, closed_on, result, note) values
    (1, 'reconsideration', null, '2019-12-10', null, null, '样例'), (1, 'litigation_direct', 'XQ-2024-0001', '2024-03-01', '2024-08-01', 'corrected', ''),
    (1, 'reconsideration', null, '2024-03-01', '2025-01-05', 'other', '')`)
  await run(files.filter((file) => file >= '0077' && file < '0094'))
  const numbers = ['样复〔2024〕1号', '样复（2024）1 号', '样复[2024]2号', '']
  for (const [i, number] of [...numbers, ''].entries())
    await db.query(
      `insert into requests.remedy (agency_id, route, request_number, authority, case_number, filed_on) values (1, 'reconsideration', $1, $2, $3, '2024-05-06')`,
      [i === 4 ? null : 'XQ-2024-0002', '样例区　人民政府', number],
    )
  await run(files.filter((file) => file >= '0094'))
  const kept = await db.query<Told & { same_key: string | null }>(`select route, request_number as "requestNumber", authority, case_number as "caseNumber",
    filed_on::text as "filedOn", same_key from requests.remedy where authority <> '' order by id`)
  const keys = kept.rows.map((row) => sameKey(1, row))
  // The second is the first written otherwise: it stands, without a key. The last is told from nothing.
  expect([keys[1], keys[4]]).toEqual([keys[0], null])
  expect(kept.rows.map((row) => row.same_key)).toEqual([keys[0], null, keys[2], keys[3], null])
  const { rows } = await db.query<{ stage: string; version: number; result: string | null; closed: string | null; facts: RemedyEvent[] }>(`
    select stage, version, result, closed_on::text as closed, (select json_agg(e.fact order by e.seq) from requests.remedy_event e where e.remedy_id = r.id) as facts
    from requests.remedy r where authority = '' order by id`)
  expect(rows.map(({ version, facts }) => [version, facts.length])).toEqual([
    [1, 1],
    [2, 2],
    [2, 2],
  ])
  for (const { stage, result, closed, facts } of rows) {
    const state = replayRemedy(facts)
    expect([state.stage, resultOf(state), state.ended?.on ?? null]).toEqual([stage, result, closed])
  }
  expect(rows[1]?.facts[1]).toMatchObject({ step: 'end', ending: 'corrected_unsaid', on: '2024-08-01' })
  expect(rows[0]?.facts[0]).toMatchObject({ step: 'file', note: '样例', requestNumber: null, procedure: 'ordinary' })
})
