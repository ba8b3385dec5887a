import { expect, test } from 'vitest'
import { makeWaiting } from '../../src/modules/letters/index.ts'
import { findingsOn, openSite, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()

test.each([true, false])('a letter from the request to its number, and many at once (JavaScript: %s)', async (javaScript) => {
  const site = await openSite()
  const { context, page } = await visit(browserOf(), site, { javaScript, width: 768 })
  await signIn(page, 'information-officer')
  const open = await site.house.db
    .selectFrom('requests.request')
    .select('number')
    .where('concluded_on', 'is', null)
    .where('stage', '=', 'handling')
    .orderBy('id')
    .execute()
  const number = open[0]?.number ?? ''

  await page.goto(`/staff/requests/${number}/letters`)
  await page.getByRole('link', { name: 'P2 补正告知书' }).click()
  await page.getByRole('button', { name: '编号并制作' }).click()
  await page.getByRole('alert').first().waitFor()
  expect(await page.locator('main').innerText()).toContain('一次写全需要补正的事项')
  await page.getByLabel('补正事项').fill('写明年度和文件名称')
  await page.getByLabel('补正期限').fill('2026年12月18日')
  await page.getByRole('button', { name: '编号并制作' }).click()
  await page.getByText('信公复〔2026〕1号').waitFor()
  if (javaScript) expect(await findingsOn(page)).toEqual([])

  await page.goto('/staff/letters/batches')
  await page.getByLabel('文书', { exact: true }).selectOption('P1')
  await page.getByLabel('申请编号').fill(open.map((one) => one.number).join('\n'))
  await page.getByRole('button', { name: '开始制作' }).click()
  await page.getByText('正在制作').waitFor()
  if (javaScript) expect(await findingsOn(page)).toEqual([])
  await makeWaiting(site.house)
  // Nobody presses anything: the page asks for itself again.
  await page.getByText('已经做完').waitFor()
  expect(await page.locator('main').innerText()).toContain(`已制作 ${open.length} 份`)
  await context.close()
  await site.close()
})
