import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import type { Role } from '../../kernel/viewer.ts'
import type { WebEnv } from '../../platform/web.ts'
import { PLAIN_LOOK } from '../../ui/look.ts'
import { NotAllowed } from '../identity/index.ts'
import { aSubmission, staff } from './builders.ts'
import { remedyFigures } from './figures.ts'
import { remedyRoutes } from './remedy-routes.tsx'
import { submitRequest } from './submit-request.ts'

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
  const read = async (role: Role = 'information-officer') => await (await as(role).request('/staff/remedies?year=2026')).text()
  return { house, post, read }
}

test('the officer records a 复议 and its result; table four follows', async () => {
  const { house, post, read } = await desk()
  await submitRequest(house, house.agencyId, aSubmission())
  const added = await post('', { route: 'reconsideration', filedOn: '2026-11-24', requestNumber: 'xq-2026-0001', note: '样例复议1号' })
  expect([added.status, added.headers.get('location')]).toEqual([303, '/staff/remedies?year=2026'])
  expect(await read('signer')).toContain('尚未审结')
  expect((await remedyFigures(house.db, house.agencyId, 2026)).reconsideration.pending).toBe(1)
  expect((await post('/1/close', { result: 'corrected', closedOn: '2026-11-24' })).status).toBe(303)
  expect(await read()).toContain('结果纠正（2026年11月24日）')
  expect((await remedyFigures(house.db, house.agencyId, 2026)).reconsideration).toMatchObject({ corrected: 1, pending: 0 })
  const again = await post('/1/close', { result: 'upheld', closedOn: '2026-11-24' })
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('结果不再改动')])
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
