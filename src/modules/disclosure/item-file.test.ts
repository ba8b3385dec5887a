import { expect, test } from 'vitest'
import { seededApp } from '../../../tests/support/seeded.ts'

test('every item is there to be taken away as a page and as plain words, budgets with their tables; what is not shown is not', async () => {
  const { get, house } = await seededApp()
  const page = await (await get('/disclosure/2019-00001')).text()
  for (const kind of ['html', 'txt', 'json']) expect(page).toContain(`href="/disclosure/2019-00001.${kind}"`)

  const html = await get('/disclosure/2019-00001.html')
  expect(html.headers.get('content-disposition')).toContain('attachment')
  const whole = await html.text()
  for (const says of ['<meta charset="utf-8">', '奖励实施办法', '索引号', '西响应发〔2019〕3号', '数字和内容均为虚构']) expect(whole).toContain(says)
  expect(whole).not.toContain('<script')
  expect(Buffer.byteLength(whole)).toBeLessThan(14_336)

  const text = await (await get('/disclosure/2019-00001.txt')).text()
  expect(text).toContain('数字和内容均为虚构')
  expect(text).not.toContain('<p>')
  expect(await (await get('/disclosure/2025-00001.html')).text()).toContain('<table')

  const hidden = await house.db.selectFrom('disclosure.item').select('number').where('shown', '<>', 'full').execute()
  expect(hidden.length).toBeGreaterThan(0)
  for (const { number } of hidden) expect((await get(`/disclosure/${number}.html`)).status, number).toBe(404)
})
