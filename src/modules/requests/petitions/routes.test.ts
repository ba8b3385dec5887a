import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../../tests/support/house.ts'
import { plainDate } from '../../../kernel/plain-date.ts'
import type { Role } from '../../../kernel/viewer.ts'
import type { WebEnv } from '../../../platform/web.ts'
import { PLAIN_LOOK } from '../../../ui/look.ts'
import { NotAllowed } from '../../identity/index.ts'
import { aSubmission, staff } from '../builders.ts'
import { submitRequest } from '../submit-request.ts'
import { takeStepOn } from '../take-step.ts'
import { trackRoutes } from '../track-routes.tsx'
import { petitionRoutes } from './public-routes.tsx'
import { petitionStaffRoutes } from './staff-routes.tsx'
import { findPetition, petitionFigures } from './store.ts'

type Person = { readonly name?: string; readonly account?: string }
async function town() {
  const house = await testHouse('2026-11-24T09:00')
  const shared = (app: Hono<WebEnv>) => {
    app.onError((error, c) => c.text('', error instanceof NotAllowed ? 403 : 500))
    return app
  }
  const as = (role: Role, person: Person = {}) =>
    shared(
      new Hono<WebEnv>().use(async (c, next) => {
        c.set('viewer', { ...staff(role, house.agencyId), ...person })
        c.set('look', PLAIN_LOOK)
        await next()
      }),
    ).route('/staff', petitionStaffRoutes(house))
  const publicly = shared(
    new Hono<WebEnv>().use(async (c, next) => {
      c.set('look', PLAIN_LOOK)
      await next()
    }),
  )
    .route('/requests', petitionRoutes(house))
    .route('/requests/track', trackRoutes(house))
  const cookieFor = (number: string) => ({ cookie: `track=${house.cipher.sign(number)}` })
  const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    publicly.request(path, { method: 'POST', body: new URLSearchParams(fields), headers })
  const see = (path: string, headers: Record<string, string> = {}) => publicly.request(path, { headers })
  const act = (role: Role, path: string, fields: Record<string, string>, person: Person = {}) =>
    as(role, person).request(path, { method: 'POST', body: new URLSearchParams(fields) })
  const read = (role: Role, path: string, person: Person = {}) => as(role, person).request(path)
  return { house, send, see, act, read, cookieFor }
}

const complaint = (over: Record<string, string> = {}) => ({
  key: randomUUID(),
  subject: '依申请公开的答复没有写明依据，样例承办甲不肯说明',
  contact: '13800000000',
  name: '样例投诉人',
  ...over,
})

test('a complaint is received once, followed by number and code, taken up, answered, and told to whoever has the code alone', async () => {
  const { house, send, see, act, cookieFor } = await town()
  const form = complaint()
  const first = await send('/requests/complaints/new', form)
  const again = await send('/requests/complaints/new', form)
  expect([first.headers.get('location'), again.headers.get('location')]).toEqual(['/requests/complaints/TS-2026-0001', '/requests/complaints/TS-2026-0001'])
  const twice = await Promise.all([1, 2, 3].map(() => send('/requests/complaints/new', complaint({ key: 'aaaaaaaa-0000-4000-8000-000000000000' }))))
  expect(new Set(twice.map((one) => one.headers.get('location')))).toEqual(new Set(['/requests/complaints/TS-2026-0002']))
  const other = await send('/requests/complaints/new', { ...form, subject: '另外一件完全不同的事情，请你们查一查' })
  expect([other.status, await other.text()]).toEqual([409, expect.stringContaining('已经提交过，编号 TS-2026-0001')])
  const cookies = first.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const receipt = await (await see('/requests/complaints/TS-2026-0001', { cookie: cookies })).text()
  const code = /<strong class="big mono">(\w{10})</.exec(receipt)?.[1] ?? ''
  expect(code).toHaveLength(10)
  expect((await see('/requests/complaints/TS-2026-0001')).headers.get('location')).toBe('/requests/complaints')
  expect((await send('/requests/complaints', { number: 'TS-2026-0001', code: 'AAAAAAAAAA' })).status).toBe(422)
  expect((await send('/requests/complaints', { number: 'ts-2026-0001', code: code.toLowerCase() })).headers.get('location')).toBe(
    '/requests/complaints/TS-2026-0001',
  )
  const kept = await sql<{ all: string }>`select string_agg(p::text, '') as all from requests.petition p`.execute(house.db)
  expect(kept.rows[0]?.all).not.toMatch(/13800000000|样例投诉人/)
  expect((await act('reviewer', '/staff/complaints/TS-2026-0001/accept', { version: '1', handler: '样例承办乙', against: '样例承办甲' })).status).toBe(303)
  const answered = await act('reviewer', '/staff/complaints/TS-2026-0001/answer', { version: '2', finding: 'true', words: '经查属实，已经补充说明依据。' })
  expect(answered.status).toBe(303)
  expect(await (await see('/requests/complaints/TS-2026-0001', cookieFor('TS-2026-0001'))).text()).toContain('经查属实，已经补充说明依据。')
  const figures = await petitionFigures(house.db, house.agencyId, 'complaint', 2026)
  expect(figures).toMatchObject({ received: 2, answered: 1, carriedIn: 0, carriedOut: 1 })
  expect((await petitionFigures(house.db, house.agencyId, 'complaint', 2027)).carriedIn).toBe(1)
})

test('who is complained about neither takes it up nor answers it, nor sees who complained; others see that with a trace', async () => {
  const { house, send, act, read } = await town()
  await send('/requests/complaints/new', complaint({ person: 'JIA' }))
  const path = '/staff/complaints/TS-2026-0001'
  for (const person of [{ name: '样例承办甲' }, { account: 'jia' }]) {
    const refused = await act('information-officer', `${path}/accept`, { version: '1', handler: '别人' }, person)
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('这件投诉写到了您')])
    expect((await act('information-officer', `${path}/unmask`, { why: '核实' }, person)).status).toBe(403)
  }
  const handler = await act('reviewer', `${path}/accept`, { version: '1', handler: '样例承办甲' })
  expect([handler.status, await handler.text()]).toEqual([422, expect.stringContaining('承办人不能是被投诉的人')])
  expect((await act('reviewer', `${path}/unmask`, { why: '' })).status).toBe(422)
  expect(await (await read('reviewer', path)).text()).not.toContain('13800000000')
  expect(await (await act('reviewer', `${path}/unmask`, { why: '核实' })).text()).toContain('13800000000')
  const { rows } = await sql<{ n: number }>`select count(*) as n from audit.event where act = '查看个人信息' and subject = 'petitions/TS-2026-0001'`.execute(
    house.db,
  )
  expect(rows[0]?.n).toBe(1)
  expect((await act('reviewer', `${path}/accept`, { version: '1', handler: '别人', against: '样例签发人' })).status).toBe(303)
  expect((await act('signer', `${path}/answer`, { version: '2', finding: 'untrue', words: '不属实' }, { name: '样例签发人' })).status).toBe(403)
  const forwarded = await act('signer', `${path}/forward`, { version: '2', to: '样例区政务公开办公室', words: '涉及本机关负责人' })
  expect(forwarded.status).toBe(303)
  expect((await findPetition(house.db, 'complaint', 'TS-2026-0001'))?.state).toMatchObject({ stage: 'forwarded', forwarded: { to: '样例区政务公开办公室' } })
})

test.each([
  ['nothing said', { subject: '不好' }, '至少 10 个字'],
  ['no way to be reached', { contact: '' }, '填写电话或者邮箱'],
  ['a number that is none', { request: '申请一号' }, '申请编号像'],
])('%s comes back with what was typed', async (_name, over, sentence) => {
  const { send } = await town()
  const answer = await send('/requests/complaints/new', complaint({ ...over, person: '综合科' }))
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringMatching(new RegExp(`${sentence}.*综合科`, 's'))])
})

test('the sender takes a complaint back, once', async () => {
  const { send, cookieFor } = await town()
  await send('/requests/complaints/new', complaint())
  const path = '/requests/complaints/TS-2026-0001/withdraw'
  const cookie = cookieFor('TS-2026-0001')
  expect((await send(path, { sure: 'yes' })).headers.get('location')).toBe('/requests/complaints')
  expect((await send(path, {}, cookie)).status).toBe(422)
  expect((await send(path, { sure: 'yes', reason: '已经解决' }, cookie)).status).toBe(303)
  expect((await send(path, { sure: 'yes' }, cookie)).status).toBe(409)
})

test('an applicant suggests what was given for everybody, once; the same matter stands together; the result is on the page of the request', async () => {
  const { house, send, see, act, read, cookieFor } = await town()
  const subject = '申请公开停车诱导系统的采购合同和验收报告'
  await submitRequest(house, house.agencyId, aSubmission({ subject }))
  const number = 'XQ-2026-0001'
  const suggest = (why: string, key = randomUUID()) => send(`/requests/track/${number}/suggest`, { key, why }, cookieFor(number))
  expect([(await suggest('附近居民都需要')).status]).toEqual([409]) // nothing has been given yet
  for (const [role, order] of [
    ['information-officer', { step: 'draftReply', decision: 'granted', text: '现提供给您。' }],
    ['reviewer', { step: 'review' }],
    ['signer', { step: 'sign' }],
  ] as const)
    await takeStepOn(house, number, undefined, order, staff(role, house.agencyId))
  expect((await suggest('')).status).toBe(422)
  const key = randomUUID()
  expect([(await suggest('附近居民都需要', key)).status, (await suggest('附近居民都需要', key)).status]).toEqual([303, 303])
  expect((await suggest('再说一次我的理由')).status).toBe(409)
  await send('/requests/suggestions/new', { key: randomUUID(), subject: '公开停车诱导系统采购合同和验收报告', contact: '13911111111' })
  const page = await (await read('reviewer', '/staff/suggestions/JY-2026-0002')).text()
  expect(page).toContain('申请 <a href="/staff/requests/XQ-2026-0001">')
  const unknown = await act('reviewer', '/staff/suggestions/JY-2026-0001/publish', { version: '1', item: '2026-00077' })
  expect([unknown.status, await unknown.text()]).toEqual([422, expect.stringContaining('没有公开')])
  expect((await act('signer', '/staff/suggestions/JY-2026-0001/decline', { version: '1', reason: '合同含商业秘密' })).status).toBe(403)
  expect((await act('reviewer', '/staff/suggestions/JY-2026-0001/decline', { version: '1', reason: '合同含商业秘密' })).status).toBe(303)
  const track = await (await see(`/requests/track/${number}`, cookieFor(number))).text()
  expect(track).toContain('不主动公开')
  expect(track).toContain('合同含商业秘密')
  expect((await findPetition(house.db, 'suggestion', 'JY-2026-0001'))?.state.receivedOn).toBe(plainDate('2026-11-24'))
})
