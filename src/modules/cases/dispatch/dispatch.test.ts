import { expect, test } from 'vitest'
import { beijingDay } from '../../../kernel/plain-date.ts'
import type { Role } from '../../../kernel/viewer.ts'
import { type SeededApp, seededApp } from '../../../../tests/support/seeded.ts'
import { standardInForce } from '../../standards/index.ts'
import { aReport } from '../builders.ts'
import { findCase } from '../store.ts'
import { type Report, submitReport } from '../submit-report.ts'

const HOLE = '（样例）路边污水井盖缺失，晚上看不见'
/** A desk with reports that nobody has looked at yet, the clock standing at the seed's day. */
async function deskWith(...reports: readonly Partial<Report>[]) {
  const app = await seededApp()
  const numbers: string[] = []
  for (const report of reports) {
    const receipt = await submitReport(app.house, 1, aReport({ tile: 'manhole', address: '样例街12号', place: { lon: 116.36, lat: 39.9 }, ...report }))
    if (!('number' in receipt)) throw new Error('no receipt')
    numbers.push(receipt.number)
  }
  const stateOf = async (number: string) => (await findCase(app.house.db, number))?.state
  const pageOf = async (role: Role, query: string) => await (await app.get(`/staff/dispatch?${query}`, await app.signedIn(role))).text()
  const send = async (role: Role, path: string, fields: Record<string, string>) => await app.post(`/staff/dispatch/${path}`, fields, await app.signedIn(role))
  /** Files reports like the hole under one condition, as a person has decided: what the desk then proposes. */
  const teach = async () => {
    const standard = await standardInForce(app.house.db, beijingDay(app.house.now()))
    const category = standard?.categories.find(({ minorName }) => minorName === '污水井盖')?.code
    const condition = standard?.conditions.find((one) => one.category === category)?.code ?? ''
    for (const text of ['（样例）污水井盖缺失，很危险', '（样例）路边污水井盖缺失了', '（样例）晚上看不见，污水井盖缺失']) {
      const receipt = await submitReport(app.house, 1, aReport({ tile: 'manhole', description: text, address: '样例街10号' }))
      if (!('number' in receipt)) throw new Error('no receipt')
      const { status } = await send('screener', receipt.number, { version: '1', go: 'file', other: condition, title: '井盖缺失', address: '样例街10号' })
      expect(status).toBe(303)
    }
    return condition
  }
  return { app, numbers, stateOf, pageOf, send, teach }
}
/** The fields of the form in hand as the page has filled them. */
function filledIn(html: string): Record<string, string> {
  const form = /<form[^>]*id="decide".*?<\/form>/s.exec(html)?.[0] ?? ''
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
    if (attribute('type') !== 'radio' || / checked/.test(tag)) fields[attribute('name')] = attribute('value')
  }
  return fields
}
const first = <T>(all: readonly T[]): T => {
  const [one] = all
  if (one === undefined) throw new Error('none')
  return one
}

test('one press takes a report as far as a unit, by the proposal, and opens the next', async () => {
  const { numbers, pageOf, send, stateOf, teach } = await deskWith({ description: HOLE }, { description: HOLE })
  const number = first(numbers)
  const condition = await teach()
  const html = await pageOf('dispatcher', `stage=reported&case=${number}`)
  for (const says of ['件相似的旧案里', '最像的是 XC', '文字相似', '把握', '现在派遣，到', '派给']) expect(html).toContain(says)
  const fields = filledIn(html)
  expect(fields['condition']).toBe(condition)
  const answer = await send('dispatcher', number, { ...fields, go: 'dispatch' })
  expect(answer.status).toBe(303)
  const address = new URL(answer.headers.get('location') ?? '', 'http://localhost')
  expect([address.searchParams.get('stage'), address.searchParams.get('case'), address.searchParams.get('done')]).toEqual(['reported', fields['next'], number])
  const state = await stateOf(number)
  expect(state).toMatchObject({ stage: 'dispatched', filing: { condition } })
  const after = await pageOf('dispatcher', address.search.slice(1))
  expect(after).toContain(`派给${state?.tenure?.unit.name}`)
  expect(after).toMatch(/id="done"/)
})

test('each button goes only so far, and a screener does not give out', async () => {
  const { numbers, pageOf, send, stateOf, teach } = await deskWith({ description: HOLE })
  const number = first(numbers)
  await teach()
  const html = await pageOf('screener', `case=${number}`)
  expect([...html.matchAll(/name="go" value="(\w+)" data-key/g)].map(([, goal]) => goal)).toEqual(['file', 'accept'])
  const fields = filledIn(html)
  expect((await send('screener', number, { ...fields, go: 'accept' })).status).toBe(303)
  expect((await stateOf(number))?.stage).toBe('screened')
  const refused = await send('screener', number, { ...fields, go: 'dispatch' })
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('您看到的已不是最新情况')
  const fresh = filledIn(await pageOf('screener', `case=${number}`))
  const half = await send('screener', number, { ...fresh, go: 'dispatch' })
  expect([half.status, (await stateOf(number))?.stage]).toEqual([403, 'filed'])
  expect(await half.text()).toContain('已立案，“派遣”由派遣员办理')
})

test('a condition chosen instead of the proposal counts; without any, what was typed stays', async () => {
  const { app, numbers, pageOf, send, stateOf } = await deskWith({ description: '你好', tile: 'other' })
  const number = first(numbers)
  const fields = filledIn(await pageOf('dispatcher', `case=${number}`))
  const refused = await send('dispatcher', number, { ...fields, condition: '', title: '我写的标题', go: 'file' })
  expect(refused.status).toBe(422)
  const html = await refused.text()
  for (const says of ['选择立案条件', '我写的标题']) expect(html).toContain(says)
  const { condition } = await app.house.db.selectFrom('cases.case').select('condition').where('condition', 'is not', null).limit(1).executeTakeFirstOrThrow()
  expect((await send('dispatcher', number, { ...fields, title: '我写的标题', other: condition ?? '', go: 'file' })).status).toBe(303)
  expect(await stateOf(number)).toMatchObject({ stage: 'filed', filing: { condition }, released: { title: '我写的标题' } })
})

test('another unit than the one the rules name needs a reason of its own', async () => {
  const { app, numbers, pageOf, send, stateOf, teach } = await deskWith({ description: HOLE })
  const number = first(numbers)
  await teach()
  await send('dispatcher', number, { ...filledIn(await pageOf('dispatcher', `case=${number}`)), go: 'file' })
  const html = await pageOf('dispatcher', `case=${number}`)
  const fields = filledIn(html)
  const other = (await app.house.db.selectFrom('organizations.handling_unit').select('id').execute()).find(({ id }) => String(id) !== fields['unit'])
  const refused = await send('dispatcher', number, { ...fields, otherUnit: String(other?.id), go: 'dispatch' })
  expect([refused.status, (await stateOf(number))?.stage]).toEqual([422, 'filed'])
  expect(await refused.text()).toContain('请写明依据')
  expect((await send('dispatcher', number, { ...fields, otherUnit: String(other?.id), because: '产权清册载明', go: 'dispatch' })).status).toBe(303)
  expect((await stateOf(number))?.tenure?.unit.id).toBe(other?.id)
})

test('a batch does what is clear, tells each one’s result, and leaves the rest where it is', async () => {
  const { numbers, pageOf, send, stateOf, teach } = await deskWith({ description: HOLE }, { description: '你好', tile: 'other' }, { description: HOLE })
  await teach()
  const [clear = '', unclear = '', stale = ''] = numbers
  const answer = await send('dispatcher', 'batch', {
    go: 'dispatch',
    [`pick-${clear}`]: '1',
    [`pick-${unclear}`]: '1',
    [`pick-${stale}`]: '7',
    'pick-XC20000101-0001': '1',
  })
  expect(answer.status).toBe(200)
  const html = await answer.text()
  expect(html).toMatch(/4 件里办成 1 件，3 件没有办成，留在原处\s*。原因在下面/)
  for (const says of ['立案条件没有把握', '您看到的已不是最新情况', '没有这个编号的案件', '已受理、立案、派遣，派给']) expect(html).toContain(says)
  expect(await Promise.all(numbers.map(async (number) => (await stateOf(number))?.stage))).toEqual(['dispatched', 'reported', 'reported'])
  const nothing = await send('dispatcher', 'batch', { go: 'dispatch' })
  const back = new URL(nothing.headers.get('location') ?? '', 'http://localhost')
  expect(await pageOf('dispatcher', back.search.slice(1))).toContain('没有选中案件')
})

test('a batch does not say of a case that it stayed when it went part of the way', async () => {
  const { app, numbers, send, stateOf, teach } = await deskWith({ description: HOLE, place: null })
  await teach()
  await app.house.db.deleteFrom('organizations.responsibility').execute()
  const number = first(numbers)
  const html = await (await send('dispatcher', 'batch', { go: 'dispatch', [`pick-${number}`]: '1' })).text()
  expect(html).toContain('1 件里办成 0 件，1 件只办了一部分，停在办到的那一步')
  expect(html).toContain('已受理、立案；派遣没有办成')
  expect(html).not.toContain('留在原处')
  expect((await stateOf(number))?.stage).toBe('filed')
})

test('what is another channel’s is passed over from the desk, with the words the reporter reads', async () => {
  const { numbers, send, stateOf } = await deskWith({ description: '（样例）我想要这条路的改造方案文件' })
  const number = first(numbers)
  expect((await send('screener', `${number}/transfer`, { version: '1', channel: '依申请公开（/requests/new）', reason: '' })).status).toBe(422)
  expect((await send('screener', `${number}/transfer`, { version: '1', channel: '依申请公开（/requests/new）', reason: '请在那里申请' })).status).toBe(303)
  expect((await stateOf(number))?.stage).toBe('transferred')
})

test('the list keeps to a street and a kind, and holds only what waits at this desk', async () => {
  const { numbers, pageOf } = await deskWith({ description: HOLE }, { description: HOLE, tile: 'road', street: '110102003', place: null })
  const [hole = '', road = ''] = numbers
  const listed = async (query: string) => [...(await pageOf('dispatcher', query)).matchAll(/name="pick-([^"]+)"/g)].map(([, number]) => number)
  expect(await listed('stage=reported')).toEqual(expect.arrayContaining([hole, road]))
  expect(await listed('area=110102003&tile=road&stage=reported')).toEqual([road])
  expect(await listed('tile=manhole&stage=reported')).toContain(hole)
  expect(await listed('tile=manhole&stage=reported')).not.toContain(road)
  expect(await listed('stage=nonsense&area=x')).toEqual(await listed(''))
})

test('the page says what every unit has in hand, as the ledger has it', async () => {
  const { app, pageOf } = await deskWith({ description: HOLE })
  const html = await pageOf('dispatcher', '')
  const told = rowsOf(html)
  expect(told).toEqual(await inHand(app))
})
const rowsOf = (html: string) =>
  Object.fromEntries(
    [...(/各单位手里的案件<\/caption>.*?<\/table>/s.exec(html)?.[0] ?? '').matchAll(/<tr><th[^>]*>([^<]+)<\/th><td[^>]*>(\d+)<\/td><td[^>]*>(\d+)</g)].map(
      ([, unit, waiting, handling]) => [unit, [Number(waiting), Number(handling)]],
    ),
  )
async function inHand({ house }: SeededApp) {
  const rows = await house.db
    .selectFrom('cases.case')
    .select(['unit', 'stage'])
    .where('stage', 'in', ['dispatched', 'handling', 'handled'])
    .where('unit', 'is not', null)
    .execute()
  const counts: Record<string, [number, number]> = {}
  for (const { unit, stage } of rows) {
    const [waiting, handling] = counts[unit ?? ''] ?? [0, 0]
    counts[unit ?? ''] = [waiting + Number(stage === 'dispatched'), handling + Number(stage === 'handling')]
  }
  return counts
}
