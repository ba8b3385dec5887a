import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { inspect } from '../watch/inspect.ts'

const TRIED = { own: async () => undefined, outside: async () => undefined }
async function office() {
  const app = await seededApp()
  const text = async (path: string, cookie = '') => await (await app.get(path, cookie)).text()
  const leave = async (body: string, more: Readonly<Record<string, string>> = {}) => {
    const sent = await app.post('/disclosure/messages', { key: randomUUID(), kind: 'question', about: '', body, contact: '', ...more })
    const cookie = (sent.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const taken = await text('/disclosure/messages/received', cookie)
    return { status: sent.status, number: /LY2026-\d{4}/.exec(taken)?.[0] ?? '', code: /[2-9A-HJKMNP-Z]{10}/.exec(taken)?.[0] ?? '' }
  }
  const follow = async (number: string, code: string) => await app.post('/disclosure/messages/follow', { number, code })
  return { ...app, text, leave, follow }
}

test('a mistake is pointed out from the page it is on, answered by one, let out by another, and followed by number and code', async () => {
  const { get, post, text, leave, follow, signedIn, house } = await office()
  expect(await text('/disclosure/2019-00001')).toContain('href="/disclosure/messages/new?about=2019-00001"')
  expect(await text('/disclosure/messages/new?about=2019-00001')).toContain('奖励实施办法')

  const left = await leave('第二条写错了，我的电话13900000000。', { kind: 'correction', about: '2019-00001', contact: 'sample@example.invalid' })
  expect(left).toMatchObject({ status: 303, number: expect.stringMatching(/^LY2026-/), code: expect.stringMatching(/^.{10}$/) })
  const { contact_sealed } = await house.db
    .selectFrom('disclosure.message')
    .select('contact_sealed')
    .where('number', '=', left.number)
    .executeTakeFirstOrThrow()
  expect(contact_sealed).toMatch(/^v1\./)
  expect(await (await follow(left.number, left.code)).text()).toContain('正在办理')

  const [officer, reviewer, signer] = [await signedIn('information-officer'), await signedIn('reviewer'), await signedIn('signer')]
  const address = `/staff/disclosure/messages/${left.number}`
  expect(await text('/staff/disclosure/messages', officer)).toContain(left.number)
  expect(await text(address, officer)).not.toContain('sample@example.invalid')
  expect(await (await post(`${address}/contact`, {}, officer)).text()).toContain('sample@example.invalid')
  expect((await post(`${address}/answer`, { reply: '' }, officer)).status).toBe(422)
  expect((await post(`${address}/answer`, { reply: '已经改正。', public: '1' }, reviewer)).status).toBe(404)
  expect((await post(`${address}/answer`, { reply: '已经改正。', public: '1' }, officer)).status).toBe(303)
  expect((await post(`${address}/answer`, { reply: '再答一次' }, officer)).status).toBe(409)
  expect(await (await follow(left.number, left.code)).text()).toContain('已经改正。')

  expect(await text('/disclosure/messages')).not.toContain(left.number)
  expect((await post(`${address}/release`, {}, officer)).status).toBe(404)
  expect((await post(`${address}/release`, {}, signer)).status).toBe(303)
  expect((await post(`${address}/release`, {}, signer)).status).toBe(409)
  const open = await text('/disclosure/messages')
  expect(open).toContain('已经改正。')
  for (const secret of ['13900000000', 'sample@example.invalid', left.code]) expect(open).not.toContain(secret)
  expect(await text('/search?q=第二条写错了')).toContain(left.number)
  expect((await get('/disclosure/messages?after=x')).status).toBe(200)
})

test('an answer may stay with its writer; wrong codes open nothing and soon are not looked at, the right one always', async () => {
  const { post, text, leave, follow, signedIn } = await office()
  const { number, code } = await leave('不想公开的问题')
  const address = `/staff/disclosure/messages/${number}`
  await post(`${address}/answer`, { reply: '只答复您', public: '1' }, await signedIn('information-officer'))
  expect((await post(`${address}/keep`, {}, await signedIn('reviewer'))).status).toBe(303)
  expect(await text('/disclosure/messages')).not.toContain('只答复您')
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) statuses.push((await follow(number, 'WRONGCODE2')).status)
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
  expect(await (await follow(number, code.toLowerCase())).text()).toContain('只答复您')
})

test('nothing is doubled and nothing typed is lost; a flood from one address is stopped for an hour, the same form again is none', async () => {
  const { post, house, text, leave } = await office()
  const key = randomUUID()
  const again = () => post('/disclosure/messages', { key, kind: 'question', about: '', body: '同一条', contact: '' })
  for (let i = 0; i < 12; i++) expect((await again()).status).toBe(303)
  expect(await house.db.selectFrom('disclosure.message').select('id').where('body', '=', '同一条').execute()).toHaveLength(1)
  for (let i = 0; i < 9; i++) expect((await leave(`第 ${i} 条`)).status).toBe(303)
  const many = await post('/disclosure/messages', { key: randomUUID(), kind: 'question', about: '', body: '太多了', contact: '' })
  expect(many.status).toBe(429)
  const shown = await many.text()
  expect(shown).toContain('一小时内')
  expect(shown).toContain('太多了')
  house.setNow('2026-11-24T10:01')
  expect((await leave('过了一小时')).status).toBe(303)
  expect((await house.db.selectFrom('disclosure.posted').select('source').execute()).some(({ source }) => source === 'local')).toBe(false)
  const bad = await post('/disclosure/messages', { key: randomUUID(), kind: '', about: '', body: '', contact: '' })
  expect([bad.status, await bad.text()]).toEqual([422, expect.stringContaining('选咨询、纠错或者建议')])
  expect(await text('/disclosure/messages/new')).toContain('写留言')
})

test('comments on a draft are limited in the same way', async () => {
  const { post, house, get } = await office()
  const draft = await house.db.selectFrom('disclosure.norm').select('number').where('stage', '=', 'consulting').executeTakeFirstOrThrow()
  const comment = (key = randomUUID()) => post(`/disclosure/consultations/${draft.number}`, { key, body: '意见', name: '', contact: '' })
  const key = randomUUID()
  for (let i = 0; i < 10; i++) expect((await comment(i === 0 ? key : undefined)).status).toBe(303)
  const many = await comment()
  expect([many.status, await many.text()]).toEqual([429, expect.stringContaining('一小时内')])
  expect((await comment(key)).status).toBe(303)
  expect((await get(`/disclosure/consultations/${draft.number}`)).status).toBe(200)
})

test('a message nobody answers is a task, then costs points on the board, then fails the site', async () => {
  const { house, text, leave, signedIn } = await office()
  const agency = await house.db.selectFrom('organizations.agency').select('id').executeTakeFirstOrThrow()
  const { number } = await leave('没人答复的问题')
  await inspect(house, agency.id, TRIED)
  const task = await house.db
    .selectFrom('disclosure.task')
    .select(['says', 'until_on'])
    .where('kind', '=', 'message')
    .where('subject', '=', number)
    .executeTakeFirst()
  expect(task).toEqual({ says: expect.stringContaining('2026年12月1日前答复'), until_on: '2026-12-01' })
  const board = async () => await text('/staff/disclosure/board', await signedIn('information-officer'))
  expect(await board()).toMatch(/超过 2 个月扣分的\s*0 条/)
  house.setNow('2027-01-25T09:00')
  expect(await board()).toMatch(/超过 2 个月扣分的\s*2 条，超过 3 个月单项否决的 0 条/)
  house.setNow('2027-02-25T09:00')
  expect(await board()).toContain(`留言 ${number} 从2026年11月24日起没有答复，超过 3 个月`)
})
