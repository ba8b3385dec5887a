import { describe, expect, test } from 'vitest'
import { indexWaiting } from '../../src/modules/cases/index.ts'
import { findingsOn, openSite, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()

describe.each([{ javaScript: true }, { javaScript: false }])('JavaScript $javaScript', ({ javaScript }) => {
  test('a resident searches from the home page, narrows, opens, and what is nowhere reaches the office', async () => {
    const site = await openSite()
    await indexWaiting(site.house, 10_000)
    const { page } = await visit(browserOf(), site, { javaScript, width: 375 })
    await page.goto('/')
    await page.getByRole('search').getByLabel('检索公开信息和案件').fill('2019年报')
    await page.getByRole('search').getByRole('button', { name: '检索' }).click()
    await page.waitForURL(/\/search\?q=/)
    expect(await page.locator('.hits mark').first().innerText()).toMatch(/2019|年度报告/)
    await page
      .getByRole('navigation', { name: '信息种类' })
      .getByRole('link', { name: /^年度报告/ })
      .click()
    await page
      .locator('.hits')
      .getByRole('link', { name: /2019 年政府信息公开工作年度报告/ })
      .click()
    await page.waitForURL(/\/annual-reports\/2019$/)

    await page.goto('/search?q=怎样申请公开')
    await page.getByRole('region', { name: '直接回答' }).getByText('20 个工作日').waitFor()

    await page.goto('/search')
    await page.getByLabel('检索公开信息和案件').fill('外星人登陆方案')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '没有找到“外星人登陆方案”' }).waitFor()
    expect(await page.getByRole('link', { name: '申请公开这项信息' }).getAttribute('href')).toBe('/requests/new')

    const office = await visit(browserOf(), site, { javaScript })
    await signIn(office.page, 'information-officer')
    await office.page.goto('/staff/search')
    const row = office.page.getByRole('row', { name: /外星人登陆方案/ })
    await row.locator('summary').click()
    await row.getByRole('button', { name: '办结' }).click()
    await office.page.getByText('写明怎样办的').first().waitFor()
    await office.page.getByLabel(/怎样办的/).fill('（样例）不是本机关职责')
    await office.page.getByRole('button', { name: '办结' }).first().click()
    await office.page.getByText('没有待办的').waitFor()
    await office.page.getByRole('link', { name: '已办结' }).click()
    await office.page.getByText('（样例）不是本机关职责').waitFor()
    await site.close()
  })
})

test('words are offered while they are typed, chosen by the keyboard alone, and left by Escape', async () => {
  const site = await openSite()
  const { page } = await visit(browserOf(), site)
  await page.goto('/search')
  const box = page.getByRole('combobox', { name: '检索公开信息和案件' })
  await box.focus()
  await page.keyboard.type('shenqing')
  const list = page.getByRole('listbox', { name: '检索建议' })
  await list.waitFor()
  expect(await box.getAttribute('aria-expanded')).toBe('true')
  expect(await findingsOn(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  const chosen = (await list.getByRole('option', { selected: true }).innerText()).trim()
  expect([await box.inputValue(), await box.getAttribute('aria-activedescendant')]).toEqual([chosen, await list.getByRole('option').first().getAttribute('id')])
  await page.keyboard.press('ArrowUp')
  expect([await box.inputValue(), await box.getAttribute('aria-activedescendant')]).toEqual(['shenqing', null])
  await page.keyboard.press('Escape')
  expect([await list.isVisible(), await box.getAttribute('aria-expanded'), await box.inputValue()]).toEqual([false, 'false', 'shenqing'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('q') === chosen)
  expect(
    await page
      .getByRole('listitem')
      .filter({ has: page.locator('mark') })
      .count(),
  ).toBeGreaterThan(0)
  await site.close()
})
