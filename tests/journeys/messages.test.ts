import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import type { Role } from '../../src/kernel/viewer.ts'
import { findingsOn, openSite, type Site, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
let site: Site
afterEach(() => site.close())

/** A reader finds a mistake, says so from the page it is on, and reads the answer; a neighbour reads it too once it was let out. */
async function journey(javaScript: boolean): Promise<void> {
  site = await openSite('2026-11-24T10:00')
  const as = async (role: Role): Promise<Page> => {
    const { page } = await visit(browserOf(), site, { javaScript })
    await signIn(page, role)
    return page
  }
  const { page: reader } = await visit(browserOf(), site, { javaScript, width: 375 })
  await reader.goto('/disclosure/2019-00001')
  await reader.getByRole('link', { name: '告诉我们' }).click()
  expect(await reader.locator('main').innerText()).toContain('奖励实施办法')
  await reader.getByRole('button', { name: '提交' }).click()
  expect(await reader.locator('main').innerText()).toContain('写下您要说的')
  await reader.getByLabel('您要说的').fill('第二段的金额写错了，应当是五元。')
  await reader.getByLabel('联系方式').fill('sample@example.invalid')
  if (javaScript) expect(await findingsOn(reader)).toEqual([])
  await reader.getByRole('button', { name: '提交' }).click()
  const told = await reader.locator('main').innerText()
  const [number = ''] = /LY2026-\d{4}/.exec(told) ?? []
  const [code = ''] = /\b[2-9A-HJKMNP-Z]{10}\b/.exec(told) ?? []
  expect(told).toContain('2026年11月25日前')

  const officer = await as('information-officer')
  await officer.goto('/staff/disclosure/messages')
  await officer.getByRole('link', { name: number }).click()
  await officer.getByLabel('答复内容').fill('谢谢，已经改正。')
  await officer.getByLabel(/拟公开/).check()
  await officer.getByRole('button', { name: '答复', exact: true }).click()
  expect(await officer.locator('main').innerText()).toContain('等另一人放行')
  const signer = await as('signer')
  await signer.goto('/staff/disclosure/messages?tab=held')
  await signer.getByRole('link', { name: number }).click()
  await signer.getByRole('button', { name: '放行公开' }).click()
  expect(await signer.locator('main').innerText()).toContain('放行公开')

  await reader.getByRole('link', { name: '查答复' }).first().click()
  await reader.getByLabel('留言编号').fill(number)
  await reader.getByLabel('查询码').fill(code)
  await reader.getByRole('button', { name: '查', exact: true }).click()
  expect(await reader.locator('main').innerText()).toContain('谢谢，已经改正。')
  await reader.goto('/disclosure/messages')
  expect(await reader.locator('main').innerText()).toContain('谢谢，已经改正。')
  expect(await reader.locator('main').innerText()).not.toContain('sample@example.invalid')
}

test('a mistake is pointed out, answered and read by all', () => journey(true), 60_000)
test('the same without a script', () => journey(false), 60_000)
