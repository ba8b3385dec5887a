import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { seededApp } from '../../../tests/support/seeded.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Role, Viewer } from '../../kernel/viewer.ts'
import { accepted, aReport } from '../cases/builders.ts'
import { submitReport, takeStepOn } from '../cases/index.ts'

test('the payer takes finance a list it can pay from, each time traced and only until it is paid; pages and the other list stay masked', async () => {
  const { house, get, post, signedIn } = await seededApp()
  const as = (role: Role): Viewer => ({ id: randomUUID(), account: role, name: `样例${role}`, role, agencyId: 1, department: null })
  const receipt = await submitReport(house, 1, aReport({ reporter: { phone: '13800000071', email: 'payee@example.invalid' } }))
  if (isRefusal(receipt)) throw new Error(receipt.because)
  const { number } = receipt
  await takeStepOn(house, { number, version: undefined, order: accepted(), by: as('screener') })
  await takeStepOn(house, { number, version: undefined, order: { step: 'file' }, by: as('dispatcher') })
  const award = await house.db.selectFrom('rewards.award').select(['id', 'version']).where('case_number', '=', number).executeTakeFirstOrThrow()
  const [leader, payer] = [await signedIn('leader'), await signedIn('duty-officer')]
  expect((await post(`/staff/rewards/${award.id}/approve`, { version: String(award.version) }, leader)).status).toBe(303)
  const at = (await post('/staff/rewards/payouts', {}, payer)).headers.get('location') ?? ''
  const page = await (await get(at, payer)).text()
  expect(page).toContain(`action="${at}/finance"`)
  for (const says of ['是个人信息', '每次下载都记入操作留痕', '138****0071']) expect(page).toContain(says)
  const seen = [page, await (await get(at, leader)).text(), await (await get(`${at}.csv`, leader)).text()]
  for (const text of seen) expect(text).not.toContain('13800000071')
  expect(seen[1]).not.toContain('/finance')
  expect((await post(`${at}/finance`, {}, leader)).status).toBe(403)

  const file = await post(`${at}/finance`, {}, payer)
  expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  expect(await file.text()).toMatch(new RegExp(`"${number}","138\\*\\*\\*\\*0071","13800000071","payee@example.invalid","5.00"`))
  const traces = () =>
    house.db
      .selectFrom('audit.event')
      .select(['actor', 'article'])
      .where('subject', '=', at.replace('/staff/rewards/', ''))
      .where('act', '=', '导出发放名单（含联系方式）')
      .execute()
  expect(await traces()).toEqual([{ actor: expect.any(String), article: '个人信息保护法第五十一条' }])
  await post(`${at}/finance`, {}, payer)
  expect(await traces()).toHaveLength(2)

  const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
  expect((await post(`${at}/paid`, { version, voucher: 'PZ-1' }, payer)).status).toBe(303)
  const late = await post(`${at}/finance`, {}, payer)
  expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('不再提供联系方式')])
  expect(await (await get(at, payer)).text()).not.toContain('/finance"')
  expect(await traces()).toHaveLength(2)
  expect((await post('/staff/rewards/payouts/999999/finance', {}, payer)).status).toBe(404)
})
