import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { draft, officeOf, REVIEWS, takeTurns } from '../../../tests/support/publishing.ts'
import { addDays, plainDate, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { aDesk } from '../../../tests/support/desk.ts'
import { aContent } from './builders.ts'
import { contentFault, LONGEST_HTML, scheduleFault } from './steps.ts'
import { draftItem, takeStepOn } from './take-step.ts'

const TODAY = plainDate('2026-11-25')

test('the same form sent with other words is told of, and the words that were typed are kept', async () => {
  const { send, text } = await aDesk()
  const key = randomUUID()
  const form = {
    key,
    title: '（样例）第一次的标题',
    summary: '（样例）概述',
    column: 'news',
    issuer: '样例',
    formedOn: '2026-11-20',
    body: '<p>第一次的正文</p>',
  }
  const first = await send('information-officer', '/staff/disclosure/new', form)
  expect(first.status).toBe(303)
  const again = await send('information-officer', '/staff/disclosure/new', form)
  expect([again.status, again.headers.get('location')]).toEqual([303, first.headers.get('location')])
  const other = await send('information-officer', '/staff/disclosure/new', { ...form, title: '（样例）第二次的标题', body: '<p>第二次的正文</p>' })
  const said = await other.text()
  expect(other.status).toBe(409)
  for (const one of [`已经存成 ${first.headers.get('location')?.split('/').at(-1)}`, '第二次的标题', '第二次的正文']) expect(said, one).toContain(one)
  expect(await text('/disclosure/items')).not.toContain('第二次的标题')
})

test('days that are slips of the hand are refused, and the desk stands', async () => {
  const { send, get, signedIn } = await aDesk()
  const form = { key: randomUUID(), title: '（样例）标题', summary: '概述', column: 'news', issuer: '样例', formedOn: '0001-01-01', body: '<p>正文</p>' }
  const refused = await send('information-officer', '/staff/disclosure/new', form)
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('成文日期填成')])
  expect((await get('/staff/disclosure', await signedIn('information-officer'))).status).toBe(200)
  expect(contentFault(aContent({ formedOn: TODAY, countedFrom: plainDate('2025-01-01') }), TODAY)?.because).toContain('比成文日期早一年多')
  expect(contentFault(aContent({ formedOn: TODAY, countedFrom: addDays(TODAY, -300) }), TODAY)).toBeUndefined()
  expect(contentFault(aContent({ html: 'x'.repeat(LONGEST_HTML + 1) }), TODAY)?.because).toContain('正文太长')
})

test('signs that turn the direction of a title are taken out of it', async () => {
  const { send, get, signedIn } = await aDesk()
  const form = {
    key: randomUUID(),
    title: '（样例）金额\u202e001\u202c元\u2066',
    summary: '概述',
    column: 'news',
    issuer: '样例',
    formedOn: '2026-11-20',
    body: '<p>正文</p>',
  }
  const made = await send('information-officer', '/staff/disclosure/new', form)
  const page = await (await get(made.headers.get('location') ?? '', await signedIn('information-officer'))).text()
  expect(page).toContain('（样例）金额001元')
})

test('nothing is set to come out after its last day; what is late may wait for a week', async () => {
  const due = plainDate('2026-12-24')
  const late = (day: string, last: PlainDate | null = due) => scheduleFault(plainDate(day), last, TODAY)?.because
  expect([late('2026-12-24'), late('2099-01-01', null)]).toEqual([undefined, undefined])
  expect(late('2026-12-25')).toContain('最迟2026年12月24日公开')
  expect([late('2026-12-02', plainDate('2026-11-01')), late('2026-12-03', plainDate('2026-11-01'))]).toEqual([undefined, expect.stringContaining('已经晚了')])

  const house = await testHouse('2026-11-25T09:00')
  const number = await draft(house, { formedOn: plainDate('2026-11-24') })
  await takeTurns(house, number, REVIEWS)
  const set = async (at: string) =>
    await takeStepOn(house, { agencyId: house.agencyId, number, version: undefined, order: { step: 'schedule', at } }, officeOf(house, 'information-officer'))
  expect(await set('2099-01-01T00:00:00.000Z')).toMatchObject({ refused: 'invalid', because: expect.stringContaining('定时不能晚于这一天') })
  expect(isRefusal(await set('2026-12-01T01:00:00.000Z'))).toBe(false)
})

test('two clicks at once make one item and one norm, and both lead to it', async () => {
  const { send } = await aDesk()
  const item = { key: randomUUID(), title: '（样例）标题', summary: '概述', column: 'news', issuer: '样例', formedOn: '2026-11-20', body: '<p>正文</p>' }
  const norm = { key: randomUUID(), origin: 'own', title: '（样例）办法', issuer: '样例', body: '<p>正文</p>' }
  for (const [path, form] of [
    ['/staff/disclosure/new', item],
    ['/staff/norms/new', norm],
  ] as const)
    for (let i = 0; i < 3; i++) {
      const form2 = { ...form, key: randomUUID() }
      const [one, other] = await Promise.all([send('information-officer', path, form2), send('information-officer', path, form2)])
      expect([one?.status, other?.status], path).toEqual([303, 303])
      expect(other?.headers.get('location')).toBe(one?.headers.get('location'))
    }
})

test('what its author holds for no record is thrown away by the reviewer, not by the author; until then it is on the road', async () => {
  const { draft, must, take, get, signedIn, itemOf } = await aDesk()
  const number = await draft()
  expect((await take('information-officer', number, 'discard')).status).toBe(409)
  await must('information-officer', number, 'proposeDiscard', { why: 'mistake', reason: '测试时录的' })
  const reviewer = await signedIn('reviewer')
  expect(await (await get('/staff/disclosure?tab=secrecy', reviewer)).text()).toContain(`/staff/disclosure/${number}`)
  expect(await (await get(`/staff/disclosure/${number}`, reviewer)).text()).toContain('建议作废：录入错误，不是本机关的信息，测试时录的')
  expect((await take('information-officer', number, 'discard')).status).toBe(403)
  await must('reviewer', number, 'sendBack', { reason: '是本机关的' })
  expect((await itemOf(number)).state).toMatchObject({ stage: 'drafting', discarding: null })
  await must('information-officer', number, 'proposeDiscard', { why: 'mistake', reason: '测试时录的' })
  await must('reviewer', number, 'discard')
  const { state, events } = await itemOf(number)
  expect(state.stage).toBe('discarded')
  expect(events.slice(-2).map(({ fact, role }) => [fact.step, role])).toEqual([
    ['proposeDiscard', 'information-officer'],
    ['discard', 'reviewer'],
  ])
})

test('numbers of persons in words or files go out only with a reason the reviewer writes', async () => {
  const { draft, must, take, itemOf, signedIn, get } = await aDesk()
  const list = new File(['姓名：样例甲，公民身份号码 110101199003074514'], '名单.txt')
  const number = await draft({}, { files: list })
  expect((await itemOf(number)).state.content.files).toMatchObject([{ name: '名单.txt', personal: [expect.stringContaining('1 处')] }])
  await must('information-officer', number, 'submit')
  const refused = await take('reviewer', number, 'clear', { opinion: '可以公开', grounds: '依据' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('“名单.txt”里有 1 处')])
  expect(await (await get(`/staff/disclosure/${number}?step=clear`, await signedIn('reviewer'))).text()).toContain('个人信息照样公开的理由')
  await must('reviewer', number, 'clear', { opinion: '可以公开', grounds: '依据', personal: '公示名单，经本人同意' })
  expect((await itemOf(number)).events.at(-1)?.fact).toMatchObject({ step: 'clear', personal: '公示名单，经本人同意' })
  const plain = await draft({ body: '身份证号 110101199003074514 的样例' })
  await must('information-officer', plain, 'submit')
  expect((await take('reviewer', plain, 'clear', { opinion: '可以公开', grounds: '依据' })).status).toBe(422)
})

test('a draft made twice under one key with the same words is one', async () => {
  const house = await testHouse('2026-11-25T09:00')
  const by = officeOf(house, 'information-officer')
  const key = randomUUID()
  const first = await draftItem(house, by, key, aContent())
  expect(await draftItem(house, by, key, aContent())).toBe(first)
  expect(await draftItem(house, by, key, aContent({ title: '别的' }))).toMatchObject({ refused: 'duplicate' })
})
