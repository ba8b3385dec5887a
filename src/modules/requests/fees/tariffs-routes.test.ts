import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { requestDesk as desk } from '../../../../tests/support/request-desk.ts'
import { addDays } from '../../../kernel/plain-date.ts'

const DEAR = {
  source: '样例财发〔2027〕9号',
  itemFree: '5',
  itemTo: '20',
  itemYuan: '150',
  stepEvery: '5',
  stepYuan: '50',
  pageFree: '10',
  pageTo: '50',
  pageYuan: '5',
  pageTo2: '100',
  pageYuan2: '8',
  pageYuan3: '9',
}

test('the signer sets a tariff for a later day; until then the old one counts, from then on the new, and what was noticed keeps its own', async () => {
  const { receive, done, take, one, text, post, today, signedIn, house } = await desk()
  const send = async (role: 'signer' | 'information-officer', values: Record<string, string>, path = '/staff/requests/fees/tariffs') =>
    await post(path, values, await signedIn(role))
  const from = addDays(today, 1)
  expect((await send('information-officer', { ...DEAR, from })).status).toBe(403)
  const refused = await send('signer', { ...DEAR, from: today, itemTo: '3' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringMatching(/以后：已经发出的通知不变[\s\S]*要比前一档大[\s\S]*样例财发〔2027〕9号/)])
  expect((await send('signer', { ...DEAR, from })).status).toBe(303)
  expect(await (await send('signer', { ...DEAR, from })).text()).toContain('已经有从')
  const listed = await text('/staff/requests/fees/tariffs', 'reviewer')
  for (const says of ['政府信息公开信息处理费管理办法', '现行', '样例财发〔2027〕9号', '还没有施行']) expect(listed).toContain(says)
  expect(listed).not.toContain('登记新的标准')

  const pages = { basis: 'by_page', quantity: '60', reason: '页数明显超过合理范围' }
  const [before, after] = [await receive({}, `样例证件 ${randomUUID()}`), await receive({}, `样例证件 ${randomUUID()}`)]
  await done('information-officer', before, 'proposeFee', pages)
  expect((await one(before)).state.fee).toMatchObject({
    yuan: 300,
    source: expect.stringContaining('109号'),
    lines: ['第1至30页：30页 × 0元 = 0元', '第31至60页：30页 × 10元 = 300元'],
  })
  const now = house.now()
  Object.assign(house, { now: () => new Date(now.getTime() + 86_400_000) })
  await done('information-officer', after, 'proposeFee', pages)
  expect((await one(after)).state.fee).toMatchObject({
    yuan: 280,
    source: '样例财发〔2027〕9号',
    lines: ['第1至10页：10页 × 0元 = 0元', '第11至50页：40页 × 5元 = 200元', '第51至60页：10页 × 8元 = 80元'],
  })
  expect((await one(before)).state.fee).toMatchObject({ yuan: 300 })
  expect(await text(`/staff/requests/${after}`, 'signer')).toContain('样例财发〔2027〕9号')
  expect((await take('signer', before, 'approveFee')).status).toBe(303)

  const id = /tariffs\/(\d+)\/withdraw/.exec(listed)?.[1] ?? '2'
  expect(await (await send('signer', {}, `/staff/requests/fees/tariffs/${id}/withdraw`)).text()).toContain('还没有施行的标准可以撤回')
})

test('a tariff that has not begun is taken back, once; the national one is not', async () => {
  const { text, post, today, signedIn, house } = await desk()
  const signer = await signedIn('signer')
  await post('/staff/requests/fees/tariffs', { ...DEAR, from: addDays(today, 40) }, signer)
  const path = /\/staff\/requests\/fees\/tariffs\/\d+\/withdraw/.exec(await text('/staff/requests/fees/tariffs', 'signer'))?.[0] ?? ''
  expect((await post(path, {}, signer)).status).toBe(303)
  expect((await post(path, {}, signer)).status).toBe(422)
  expect(await text('/staff/requests/fees/tariffs', 'signer')).toContain('已撤回')
  const [national] = await house.db.selectFrom('requests.tariff').select('id').where('agency_id', 'is', null).execute()
  expect((await post(`/staff/requests/fees/tariffs/${national?.id}/withdraw`, {}, signer)).status).toBe(422)
  // The day is free again.
  expect((await post('/staff/requests/fees/tariffs', { ...DEAR, from: addDays(today, 40) }, signer)).status).toBe(303)
})
