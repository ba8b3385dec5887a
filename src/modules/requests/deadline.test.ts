import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { requestApi } from './api-routes.ts'
import { deadlineCommand } from './deadline-command.ts'

async function run(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await deadlineCommand(
    argv,
    (line) => out.push(line),
    (line) => err.push(line),
  )
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const asJson = async (...argv: string[]) => JSON.parse((await run('--json', ...argv)).out)

test('the command prints the due day and the ledger as JSON, or as Chinese lines', async () => {
  const answer = await asJson('--received', '2026-01-20')
  expect(Object.keys(answer)).toEqual(['due', 'provisional', 'ledger'])
  expect(answer).toMatchObject({ due: '2026-02-24', provisional: false })
  expect(Object.keys(answer.ledger[0])).toEqual(['date', 'counted', 'dayNumber', 'why', 'article'])
  expect(answer.ledger.at(-1)).toMatchObject({ date: '2026-02-24', counted: true, dayNumber: 20 })
  const words = await run('--received', '2026-01-20')
  expect(words.out).toContain('2026年2月24日届满')
  expect(words.out).toContain('春节放假')
})

test('consultations that overlap count once, and the last is repeatable', async () => {
  const one = await asJson('--received', '2026-03-02', '--consulted', '2026-03-04..2026-03-13')
  const two = await asJson('--received', '2026-03-02', '--consulted', '2026-03-04..2026-03-10', '--consulted', '2026-03-06..2026-03-13')
  expect(two.due).toBe(one.due)
  expect(one.due).toBe('2026-04-09')
})

test.each([
  ['an impossible day', ['--received', '2026-02-30'], '没有“2026-02-30”这一天'],
  ['an extension of 21 days', ['--received', '2026-01-20', '--extended', '21'], '延长的期限最长不得超过 20 个工作日'],
  ['no days to count', ['--received', '2026-01-20', '--days', '0'], '1 到 250'],
  ['days that are no number', ['--received', '2026-01-20', '--days', '二十'], 'days 应是整数'],
  ['a correction before the receipt', ['--received', '2026-01-20', '--amended', '2026-01-19'], '早于收到申请'],
  ['an opinion before it was asked for', ['--received', '2026-01-20', '--consulted', '2026-01-30..2026-01-22'], '早于发出的日期'],
  ['half a consultation', ['--received', '2026-01-20', '--consulted', '2026-01-30'], '发出日..收到意见日'],
  ['nothing', [], '缺少 --received'],
  ['an unknown option', ['--recieved', '2026-01-20'], '没有 --recieved 这个选项'],
  ['a missing value', ['--received'], '--received 后面缺少值'],
  ['a file that is not there', ['--batch', '/no/such/file'], '没有这个文件'],
])('%s is refused with a sentence, exit code 2', async (_name, argv, sentence) => {
  const { code, out, err } = await run(...argv)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(sentence)
})

test('a batch answers line by line; a line that cannot be answered says why and stops nobody', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'gongkai-batch-')), 'batch.jsonl')
  const lines = [
    '{"received":"2026-01-20"}',
    '',
    '{"received":"2026-03-02","consulted":["2026-03-04..2026-03-13"],"extended":null}',
    '{broken',
    '{"received":"2026-01-20","extended":21}',
    '{"received":"2026-01-20","day":3}',
    '{"received":"2026-12-20","days":7}',
    '[]',
  ]
  await writeFile(file, lines.join('\r\n'))
  const { code, out, err } = await run('--batch', file)
  const answers = out.split('\n').map((line) => JSON.parse(line))
  expect(code).toBe(1)
  expect(err).toContain('4 行')
  expect(answers.map((answer) => answer.due ?? answer.line)).toEqual(['2026-02-24', '2026-04-09', 4, 5, 6, '2026-12-29', 8])
  expect(answers[4].error).toContain('day')
  await writeFile(file, '{"received":"2026-01-20"}\n')
  expect((await run('--batch', file)).code).toBe(0)
})

test('the address answers the same; a mistake is a problem document', async () => {
  const house = await testHouse()
  const api = requestApi(house)
  const get = async (query: string) => await api.request(`/deadline?${query}`)
  const answer = await get('received=2026-03-02&extended=10&consulted=2026-03-04..2026-03-10&consulted=2026-03-06..2026-03-13')
  expect(await answer.json()).toEqual(
    await asJson('--received', '2026-03-02', '--extended', '10', '--consulted', '2026-03-04..2026-03-10', '--consulted', '2026-03-06..2026-03-13'),
  )
  for (const query of ['received=2026-02-30', 'received=2026-01-20&extended=21', 'received=2026-01-20&received=2026-01-21', '', 'received=2026-01-20&x=1']) {
    const refused = await get(query)
    expect([refused.status, refused.headers.get('content-type')]).toEqual([422, 'application/problem+json; charset=utf-8'])
    expect(await refused.json()).toMatchObject({ type: 'urn:gongkai:refusal:invalid', status: 422, detail: expect.stringMatching(/[\u4e00-\u9fff]/) })
  }
})
