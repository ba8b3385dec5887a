import { afterEach, expect, test } from 'vitest'
import { findingsOn, openSite, type Site, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
let site: Site
afterEach(() => site.close())

test('a reading place: who leaves presses one button, and the next finds nothing of the one before', async () => {
  site = await openSite()
  const { page, context } = await visit(browserOf(), site, { width: 1280 })
  await page.goto('/kiosk')
  await page.getByRole('button', { name: '设为查询点' }).click()
  await page.waitForURL('/')
  expect(await page.getByRole('link', { name: '工作人员登录' }).count()).toBe(0)
  await page.goto('/disclosure/2019-00001')
  expect(await findingsOn(page)).toEqual([])
  const code = page.getByRole('img', { name: '用手机扫码，接着看这一页' })
  const svg = await (await page.request.get((await code.getAttribute('src')) ?? '')).text()
  expect(svg).toContain('<svg')

  // A report leaves a receipt behind, with a query code on it.
  await page.goto('/report')
  await page.locator('label', { hasText: '井盖' }).first().click()
  await page.getByLabel('具体位置').fill('样例街 1 号门前')
  await page.getByRole('button', { name: '提交', exact: false }).last().click()
  await page.waitForURL('/report/receipt')
  const receipt = (await page.textContent('main')) ?? ''
  const number = /XC\d{8}-\d{4}/.exec(receipt)?.[0] ?? ''
  expect(number).not.toBe('')
  await page.getByRole('button', { name: '用完了，清除记录' }).click()
  await page.waitForURL('/')
  expect((await context.cookies()).map(({ name, value }) => `${name}=${value}`)).toEqual(['look=k'])
  await page.goBack()
  expect(await page.textContent('body')).not.toContain(number)
  await page.goto(`/report/track/${number}`)
  expect(await page.textContent('body')).not.toContain('样例街 1 号门前')
})

test('a screen nobody touches is cleared, with a warning that a touch takes back', async () => {
  site = await openSite()
  const { page } = await visit(browserOf(), site)
  await page.goto('/kiosk')
  await page.getByRole('button', { name: '设为查询点' }).click()
  await page.waitForURL('/')
  await page.clock.install()
  await page.goto('/disclosure')
  await page.clock.runFor(75_000)
  await page.getByText('秒后清除记录').waitFor()
  await page.mouse.move(200, 200)
  await page.waitForFunction('document.querySelector("[data-kiosk-told]").textContent === ""')
  await page.clock.runFor(60_000)
  expect(new URL(page.url()).pathname).toBe('/disclosure')
  await page.clock.runFor(31_000)
  await page.waitForURL('/')
})

test('without script the page goes back by itself', async () => {
  site = await openSite()
  const { page } = await visit(browserOf(), site, { javaScript: false })
  await page.goto('/kiosk')
  await page.getByRole('button', { name: '设为查询点' }).click()
  await page.waitForURL('/')
  expect(await page.content()).toMatch(/http-equiv="refresh" content="300;url=\/kiosk\/end"/)
})

test('on a reader’s own telephone the address that clears takes nothing', async () => {
  site = await openSite()
  const { page, context } = await visit(browserOf(), site)
  await context.addCookies([{ name: 'receipt', value: 'mine', url: site.address }])
  await page.goto('/kiosk/end')
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['receipt'])
  expect((await page.request.get('/kiosk/qr.svg?path=//elsewhere.example')).status()).toBe(400)
})
