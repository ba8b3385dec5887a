import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../../tests/support/house.ts'
import type { Role } from '../../../kernel/viewer.ts'
import type { WebEnv } from '../../../platform/web.ts'
import { PLAIN_LOOK } from '../../../ui/look.ts'
import { NotAllowed } from '../../identity/index.ts'
import { aSubmission, staff } from '../builders.ts'
import { remedyFigures } from '../figures.ts'
import { remedyRoutes } from './staff-routes.tsx'
import { findRequest } from '../store.ts'
import { submitRequest } from '../submit-request.ts'

async function desk() {
  const house = await testHouse('2026-11-24T09:00')
  const as = (role: Role) => {
    const app = new Hono<WebEnv>()
    app.use(async (c, next) => {
      c.set('viewer', staff(role, house.agencyId))
      c.set('look', PLAIN_LOOK)
      await next()
    })
    app.onError((error, c) => c.text('', error instanceof NotAllowed ? 403 : 500))
    return app.route('/staff/remedies', remedyRoutes(house))
  }
  const post = (path: string, fields: Record<string, string>, role: Role = 'information-officer') =>
    as(role).request(`/staff/remedies${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  const send = (path: string, body: FormData) => as('information-officer').request(`/staff/remedies${path}`, { method: 'POST', body })
  const get = (path: string, role: Role = 'information-officer') => as(role).request(`/staff/remedies${path}`)
  const read = async (role: Role = 'information-officer') => await (await as(role).request('/staff/remedies?year=2026')).text()
  return { house, post, read, get, send }
}

const stepOf = (version: number, more: Record<string, string>) => ({ version: String(version), ...more })

test('the officer keeps a 复议 from its acceptance to the answer ordered anew; table four follows and table three stays', async () => {
  const { house, post, read } = await desk()
  await submitRequest(house, house.agencyId, aSubmission())
  const form = {
    key: randomUUID(),
    route: 'reconsideration',
    filedOn: '2026-11-24',
    requestNumber: 'xq-2026-0001',
    caseNumber: '样复〔2026〕1号',
    procedure: 'simplified',
  }
  for (let time = 0; time < 2; time++) {
    const added = await post('', form)
    expect([added.status, added.headers.get('location')]).toEqual([303, '/staff/remedies?year=2026'])
  }
  const other = await post('', { ...form, route: 'litigation_direct' })
  expect([other.status, await other.text()]).toEqual([409, expect.stringContaining('已经提交过')])
  expect(await read('signer')).toContain('尚未审结')
  const figures = async () => (await remedyFigures(house.db, house.agencyId, 2026)).reconsideration
  expect((await figures()).pending).toBe(1)
  expect((await post('/1/receiveCopy', stepOf(1, { on: '2026-11-24', evidence: '送达回证' }))).status).toBe(303)
  expect(await read()).toContain('还剩 5 个工作日')
  const stale = await post('/1/answer', stepOf(1, { on: '2026-11-24', evidence: '当面提交' }))
  expect([stale.status, await stale.text()]).toEqual([409, expect.stringMatching(/收到副本.*当面提交/s)])
  expect((await post('/1/answer', stepOf(2, { on: '2026-11-24', evidence: '当面提交' }))).status).toBe(303)
  const redo = { on: '2026-11-24', ending: 'annulled', servedOn: '2026-11-24', days: '15', unit: 'working', words: '理由不充分' }
  expect((await post('/1/orderRedo', stepOf(3, redo))).status).toBe(303)
  expect(await figures()).toMatchObject({ corrected: 1, pending: 0 })
  expect((await post('/1/draftRedo', stepOf(4, { decision: 'granted', text: '现提供给您。' }))).status).toBe(303)
  expect((await post('/1/reviewRedo', stepOf(5, {}))).status).toBe(403)
  expect((await post('/1/reviewRedo', stepOf(5, {}), 'reviewer')).status).toBe(303)
  expect((await post('/1/signRedo', stepOf(6, {}), 'signer')).status).toBe(303)
  expect((await post('/1/sendRedo', stepOf(7, { on: '2026-11-24', way: 'collect', evidence: '当面送交' }))).status).toBe(303)
  expect((await post('/1/confirmRedo', stepOf(8, { on: '2026-11-24', index: '0', evidence: '本人签收' }))).status).toBe(303)
  const again = await post('/1/end', stepOf(9, { on: '2026-11-24', ending: 'upheld' }))
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('结果不再改动')])
  expect(await figures()).toMatchObject({ corrected: 1, upheld: 0, pending: 0 })
  expect((await findRequest(house.db, 'XQ-2026-0001'))?.state.conclusion).toBeNull()
  const { rows } = await sql<{ n: number }>`select count(*) as n from requests.remedy_event`.execute(house.db)
  expect(rows[0]?.n).toBe(9)
  await expect(sql`update requests.remedy_event set by_name = ''`.execute(house.db)).rejects.toThrow()
})

test('one 复议 stands once: however its number is written, by two officers at once, and with a link to the one that stands', async () => {
  const { house, post, read } = await desk()
  await submitRequest(house, house.agencyId, aSubmission())
  const form = { route: 'reconsideration', filedOn: '2026-11-24', requestNumber: 'XQ-2026-0001', authority: '样例区人民政府', caseNumber: '样复〔2026〕1号' }
  const both = await Promise.all([0, 1].map(() => post('', { ...form, key: randomUUID() })))
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
  for (const more of [{}, { caseNumber: '样复（2026）1 号', filedOn: '2026-11-24' }, { caseNumber: '样复[2026]1号', authority: '' }, { caseNumber: '' }]) {
    const refused = await post('', { ...form, ...more, key: randomUUID() })
    const html = await refused.text()
    expect([refused.status, html.includes('已经登记过（2026年11月24日受理，案号 样复〔2026〕1号）'), html.includes('href="/staff/remedies/1"')]).toEqual([
      409,
      true,
      true,
    ])
  }
  // Another case over the same request, the same over another matter, and two that nothing tells apart.
  for (const more of [{ caseNumber: '样复〔2026〕2号' }, { route: 'litigation_direct' }, { requestNumber: '' }])
    expect((await post('', { ...form, ...more, key: randomUUID() })).status).toBe(303)
  for (let time = 0; time < 2; time++) expect((await post('', { route: 'reconsideration', filedOn: '2026-11-20' })).status).toBe(303)
  expect((await post('', { ...form, requestNumber: '', key: randomUUID() })).status).toBe(409)
  expect((await remedyFigures(house.db, house.agencyId, 2026)).reconsideration.pending).toBe(5)
  expect(await read()).toContain('样复〔2026〕2号')
})

test('a file that came with a step is the remedy’s, and is given to the office alone', async () => {
  const { post, read, get, send } = await desk()
  await post('', { route: 'litigation_direct', filedOn: '2026-11-20' })
  const form = new FormData()
  for (const [name, value] of Object.entries({ version: '1', key: randomUUID(), on: '2026-11-23', evidence: '法院送达' })) form.set(name, value)
  form.append('files', new File(['起诉状副本'], '起诉状.txt'))
  expect((await send('/1/receiveCopy', form)).status).toBe(303)
  const html = await (await get('/1')).text()
  expect(html).toContain('起诉状.txt')
  expect(await read()).toContain('12月8日')
  const path = /\/staff\/remedies(\/1\/files\/[0-9a-f-]{36})/.exec(html)?.[1] ?? ''
  expect(await (await get(path)).text()).toBe('起诉状副本')
  expect((await get(path, 'auditor')).status).toBe(403)
})

test('a suit follows its 复议, of the same request and not before it', async () => {
  const { house, post, get } = await desk()
  await submitRequest(house, house.agencyId, aSubmission())
  await submitRequest(house, house.agencyId, aSubmission({ subject: '申请公开另一份文件的全文' }))
  await post('', { route: 'reconsideration', filedOn: '2026-11-24', requestNumber: 'XQ-2026-0001' })
  const suit = { route: 'litigation_after_reconsideration', filedOn: '2026-11-24', follows: '1' }
  for (const [more, sentence] of [
    [{ requestNumber: 'XQ-2026-0002' }, '是关于申请 XQ-2026-0001 的'],
    [{ follows: '77' }, '没有选中的这件复议'],
    [{ route: 'litigation_direct' }, '只有复议后起诉的'],
  ] as const) {
    const refused = await post('', { ...suit, ...more })
    expect([refused.ok, await refused.text()]).toEqual([false, expect.stringContaining(sentence)])
  }
  expect((await post('', { ...suit, requestNumber: 'XQ-2026-0001' })).status).toBe(303)
  expect(await (await get('/1')).text()).toContain('复议后起诉')
  expect(await (await get('/list.csv?year=2026&kind=litigation_after_reconsideration')).text()).toMatch(/复议后起诉/)
})

test.each([
  ['an impossible day', { route: 'reconsideration', filedOn: '2026-02-30' }, 422, '填写受理日期'],
  ['a day to come', { route: 'reconsideration', filedOn: '2026-11-25' }, 422, '不能晚于今天'],
  ['an unknown request', { route: 'litigation_direct', filedOn: '2026-11-20', requestNumber: 'XQ-2026-0099' }, 404, '没有编号为 XQ-2026-0099 的申请'],
  ['an unknown route', { route: 'x', filedOn: '2026-11-20' }, 422, '选择途径'],
])('%s comes back on the same page', async (_name, fields, status, sentence) => {
  const { post } = await desk()
  const answer = await post('', fields)
  const html = await answer.text()
  expect(answer.status).toBe(status)
  expect(html).toContain(sentence)
})

test('reviewers and signers read, nobody else enters', async () => {
  const { post, read } = await desk()
  expect(await read('reviewer')).not.toContain('登记一件')
  expect((await post('', { route: 'reconsideration', filedOn: '2026-11-20' }, 'signer')).status).toBe(403)
  expect(await read('auditor')).toBe('')
})
