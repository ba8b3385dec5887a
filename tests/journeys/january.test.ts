import { describe, expect, test } from 'vitest'
import { fixture } from '../support/fixture.ts'
import { findingsOn, openSite, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()

describe.each([{ javaScript: true }, { javaScript: false }])('January, JavaScript $javaScript', ({ javaScript }) => {
  test('the report is filled in, written with numbers that are fields, published and read by anyone', async () => {
    const site = await openSite('2027-01-08T09:00')
    const { page } = await visit(browserOf(), site, { javaScript })
    await signIn(page, 'information-officer')
    await page.getByRole('link', { name: '年度报告' }).click()
    await page.getByRole('link', { name: '2026', exact: true }).click()
    expect(await page.locator('main').innerText()).toContain('不能发布')
    await page.getByRole('link', { name: '填报数字' }).click()
    await page.getByLabel('行政许可：本年处理决定数量').fill('12.5')
    await page.getByLabel('这次改动的来源').fill('审批科 2027 年 1 月 6 日的统计表')
    await page.getByRole('button', { name: '保存' }).click()
    expect(await page.getByRole('alert').innerText()).toContain('整数')
    await page.getByLabel('行政许可：本年处理决定数量').fill('12')
    await page.getByLabel('名字').fill('培训场次')
    await page.locator('#newValue').fill('3')
    await page.getByRole('button', { name: '保存' }).click()
    expect(await page.getByRole('status').innerText()).toBe('已保存')

    for (const [section, body] of [
      ['overview', '（一）主动公开\n全年新收申请 {新收申请} 件，培训 3 次。'],
      ['problems', '样例：解读形式单一，明年增加图解。'],
    ] as const) {
      await page.goto(`/staff/annual-reports/2026/sections/${section}`)
      await page.getByLabel('文字').fill(body)
      await page.getByRole('button', { name: '保存' }).click()
    }
    await page.goto('/staff/annual-reports/2026')
    expect(await page.locator('main').innerText()).toContain('“3 次”是手写的数字')
    await page.locator('main').getByRole('link', { name: '一、总体情况' }).first().click()
    await page.getByLabel('文字').fill('（一）主动公开\n全年新收申请 {新收申请} 件，培训 {培训场次} 次。')
    await page.getByRole('button', { name: '保存' }).click()
    await page.goto('/staff/annual-reports/2026')
    await page.getByRole('button', { name: '发布 2026 年度报告' }).click()
    expect(await page.locator('main').innerText()).toContain('已发布：第 1 版，2027-01-08')
    if (javaScript) expect(await findingsOn(page)).toEqual([])

    await page.goto('/annual-reports')
    await page.getByRole('link', { name: '2026 年度政府信息公开工作年度报告' }).click()
    const received = page.locator('.document p a').first()
    const count = Number(await received.innerText())
    expect(count).toBeGreaterThan(10)
    await received.click()
    expect(await page.locator('tbody tr').count()).toBe(count)
    await site.close()
  })
})

test('a late registration shows as a difference, and stops the next year until it is corrected', async () => {
  const site = await openSite('2026-11-24T09:00')
  const { page } = await visit(browserOf(), site)
  await signIn(page, 'information-officer')
  await page.goto('/staff/requests/new')
  await page.getByLabel('当面提交').check()
  await page.getByLabel('到达（提交、签收）日期').fill('2019-12-30')
  await page.getByLabel('凭据').fill('登记表')
  await page.getByLabel('姓名或者名称').fill('样例补登')
  await page.getByLabel('身份证明').fill('居民身份证 110102190001010000')
  await page.getByLabel('联系电话').fill('13800000000')
  await page.getByLabel('信息的名称').fill('补登的一件申请的材料')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  const number = /XQ-2019-\d{4}/.exec(await page.locator('main').innerText())?.[0] ?? ''
  await page.goto('/annual-reports/2019')
  expect(await page.locator('aside').innerText()).toMatch(/发布以后，台账有 \d+ 处变化/)
  expect(await findingsOn(page)).toEqual([])
  await page.goto('/staff/annual-reports/2020')
  const says = await page.locator('aside').innerText()
  expect(says).toContain('E5')
  expect(says).toContain(number)
  await page.locator('aside').getByRole('link', { name: number }).first().click()
  expect(await page.locator('h1').innerText()).toContain(number)
  await site.close()
})

test('a neighbour’s report is checked on the public page', async () => {
  const site = await openSite()
  const { page } = await visit(browserOf(), site, { width: 375 })
  await page.goto('/')
  await page.getByRole('link', { name: '年报体检' }).click()
  await page
    .getByLabel('年度报告', { exact: true })
    .setInputFiles({ name: '2019年报.txt', mimeType: 'text/plain', buffer: Buffer.from(fixture('xicheng-2019-annual-report.txt')) })
  await page.getByRole('button', { name: '检查' }).click()
  const found = await page.locator('main').innerText()
  for (const word of ['1.3%', '99.8', '上半年', '万元']) expect(found).toContain(word)
  expect(found).not.toContain('有对不上的地方')
  expect(await findingsOn(page)).toEqual([])
  await site.close()
})
