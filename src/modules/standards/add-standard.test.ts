import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { demonstrationStandard } from '../../../seed/standards.ts'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import { addStandard, previewStandard } from './add-standard.ts'
import { aFile, aRow, HEADINGS } from './builders.ts'
import { importStandardCommand } from './import-standard-command.ts'
import { ensureStandard, findCondition, findStandard, insertStandard, listStandards, standardInForce } from './store.ts'

const OLD = { name: '旧版', effectiveFrom: plainDate('2018-01-01'), body: demonstrationStandard(2019), addedBy: '系统', at: new Date('2026-11-24T01:00:00Z') }
const give = (bytes: Uint8Array, name = '2027 年版', from = '2027-01-01') => ({ name, from: plainDate(from), bytes })
const rowsIn = async ({ db }: TestHouse) =>
  (
    await sql<{
      n: number
    }>`select (select count(*) from standards.version) + (select count(*) from standards.condition) + (select count(*) from audit.event) as n`.execute(db)
  ).rows[0]?.n

test('an old version stays readable for ever beside the new one', async () => {
  const house = await testHouse('2026-11-24T09:00')
  await ensureStandard(house.db, OLD)
  const file = await aFile([HEADINGS, aRow({ 处置时限: '1工作日' })])
  expect(await addStandard(house, 'system', give(file))).toMatchObject({ version: 2 })
  expect((await listStandards(house.db)).map(({ version, name, categories, conditions }) => ({ version, name, categories, conditions }))).toEqual([
    { version: 2, name: '2027 年版', categories: 2, conditions: 2 },
    { version: 1, name: '旧版', categories: 132, conditions: 344 },
  ])
  const nameOn = async (day: string) => (await standardInForce(house.db, plainDate(day)))?.name
  expect([await nameOn('2017-12-31'), await nameOn('2026-12-31'), await nameOn('2027-01-01')]).toEqual([undefined, '旧版', '2027 年版'])
  const limitIn = async (version: number, code: string) => (await findCondition(house.db, version, code))?.limit
  expect([await limitIn(1, '部-01-01-1'), await limitIn(2, '部-01-01-1'), await limitIn(2, '部-01-02-1'), await limitIn(9, '部-01-01-1')]).toEqual([
    { amount: 2, unit: 'urgent_hour' },
    { amount: 1, unit: 'work_day' },
    undefined,
    undefined,
  ])
  expect(await findStandard(house.db, 1)).toEqual({ version: 1, name: '旧版', effectiveFrom: '2018-01-01', ...OLD.body })
  const trace = await house.db.selectFrom('audit.event').selectAll().where('subject', '=', 'standards/2').executeTakeFirstOrThrow()
  expect([trace.act, trace.note]).toEqual(['录入立结案标准', '2027 年版，自2027年1月1日起施行；小类 2 个、立案条件 2 条'])
})

test('nothing is stored by looking, by a file with a problem, by a day that is past or by a name that is taken', async () => {
  const house = await testHouse('2026-11-24T09:00')
  await ensureStandard(house.db, OLD)
  const before = await rowsIn(house)
  const good = await aFile([HEADINGS, aRow()])
  const preview = await previewStandard(house, give(good))
  expect(preview).toMatchObject({ problems: [], against: { name: '旧版' } })
  expect('differences' in preview && preview.differences.length).toBeGreaterThan(300)
  const bad = await aFile([HEADINGS, aRow(), aRow({ 立案条件: '破损', 处置时限: '尽快' })])
  expect(await addStandard(house, 'system', give(bad))).toMatchObject({ refused: 'unreadable', because: '文件里有 1 处问题，没有录入任何内容' })
  expect(await addStandard(house, 'system', give(good, '新', '2026-11-23'))).toMatchObject({ refused: 'too-late' })
  expect(await addStandard(house, 'system', give(good, '旧版'))).toMatchObject({ refused: 'duplicate' })
  expect(await addStandard(house, 'system', give(good, '长'.repeat(41)))).toMatchObject({ refused: 'invalid' })
  expect(await addStandard(house, 'system', give(Buffer.from('x')))).toMatchObject({ refused: 'unreadable' })
  expect(await rowsIn(house)).toBe(before)
  expect(await addStandard(house, 'system', give(good, '今天起', '2026-11-24'))).toMatchObject({ version: 2 })
})

test('two people adding the same name at once: one does, the other is told', async () => {
  const house = await testHouse('2026-11-24T09:00')
  const file = await aFile([HEADINGS, aRow()])
  const both = await Promise.all([addStandard(house, 'system', give(file)), addStandard(house, 'system', give(file))])
  expect(both.map((one) => ('refused' in one ? one.refused : 'added')).toSorted()).toEqual(['added', 'duplicate'])
  expect(await listStandards(house.db)).toHaveLength(1)
})

test('the database lets nobody change, remove or add to a version', async () => {
  const { db } = await testHouse('2026-11-24T09:00')
  await ensureStandard(db, OLD)
  const attempts = [
    sql`update standards.version set effective_from = '2020-01-01'`,
    sql`delete from standards.version`,
    sql`update standards.category set minor_name = '别的'`,
    sql`delete from standards.category`,
    sql`update standards.condition set level = 1`,
    sql`delete from standards.condition where code = '部-01-01-1'`,
    sql`truncate standards.condition`,
    sql`truncate standards.version cascade`,
    sql`insert into standards.category select version_id, '部-09-01', kind, '09', major_name, '01', minor_name, 999 from standards.category where code = '部-01-01'`,
    sql`insert into standards.condition select version_id, '部-01-01-9', category_code, 999, '别的', time_limit, stages, closing, informational, level
      from standards.condition where code = '部-01-01-1'`,
  ]
  for (const attempt of attempts) await expect(attempt.execute(db)).rejects.toThrow(/append-only|complete/)
  expect(await findStandard(db, 1)).toMatchObject(OLD.body)
})

test('the database takes no stages that end otherwise than the whole, and no 告知性结案 that is not said', async () => {
  const { db } = await testHouse('2026-11-24T09:00')
  const [first] = OLD.body.conditions
  if (!first) throw new Error('samples without a condition')
  const broken = [
    { ...first, stages: [{ name: '围护', limit: first.limit }] },
    {
      ...first,
      stages: [
        { name: '围护', limit: first.limit },
        { name: '修复', limit: { amount: 9, unit: 'day' as const } },
      ],
    },
    { ...first, informational: true },
  ]
  for (const one of broken) {
    const added = { ...OLD, body: { ...OLD.body, conditions: [one] } }
    await expect(db.transaction().execute((tx) => insertStandard(tx, added))).rejects.toThrow(/check constraint/)
  }
  expect(await listStandards(db)).toEqual([])
})

test('the command says what is odd, compares, and stores unless it is a dry run', async () => {
  const house = await testHouse('2026-11-24T09:00')
  await ensureStandard(house.db, OLD)
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-standards-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const run = async (rows: Parameters<typeof aFile>[0], ...argv: string[]) => {
    const path = join(folder, 'file.xlsx')
    await writeFile(path, await aFile(rows))
    const [out, err]: [string[], string[]] = [[], []]
    const code = await importStandardCommand(
      [path, ...argv],
      (line) => out.push(line),
      (line) => err.push(line),
      async (work) => ((await work(house)) ? 0 : 2),
    )
    return { code, out, err }
  }
  const named = ['--name', '2027 年版', '--from', '2027-01-01']
  const rows = [HEADINGS, aRow({ 处置时限: '15天' })]
  const dry = await run(rows, ...named, '--dry-run')
  expect([dry.code, dry.err[1], dry.out.at(-1)]).toEqual([0, '提示　部件 第 2 行 F 列：“天”没有写明是否工作日，按连续的天计，请核对', '只检查，没有录入'])
  expect(dry.out.at(-2)).toMatch(/^与“旧版”相比：新增 \d+、取消 \d+、时限变动 \d+、其他变动 \d+$/)
  expect(await listStandards(house.db)).toHaveLength(1)
  const bad = await run([HEADINGS, aRow({ 处置时限: '尽快' })], ...named)
  expect([bad.code, bad.err.at(-1)]).toEqual([2, '共 1 处错误，没有录入任何内容'])
  const done = await run(rows, ...named)
  expect([done.code, done.out.at(-1)]).toEqual([0, '已录入第 2 版“2027 年版”，自2027年1月1日起施行：小类 2 个、立案条件 2 条'])
  expect((await run(rows, ...named)).err).toEqual(['已经有名为“2027 年版”的版本；录入的版本不改动，请换一个名称'])
  for (const wrong of [[], ['--name', '新'], ['--name', '新', '--from', '2027-02-30'], ['--name', ' ', '--from', '2027-01-01'], [...named, '--loud']])
    expect((await run(rows, ...wrong)).err[0]).toContain('用法：gongkai import-standard')
})
