import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { budgetSheets, type GivenSheet } from '../../seed/budget-sheets.ts'
import { workbookOf } from '../../seed/budgets.ts'
import type { Role } from '../../src/kernel/viewer.ts'
import { findingsOn, openSite, type Site, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
let site: Site
let folder: string
afterEach(async () => {
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

/** 本年收入合计 with two digits exchanged. */
const mistaken = (sheets: readonly GivenSheet[]): readonly GivenSheet[] =>
  sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map((cell) => (name === '收支总表' && cell === '1358.40' ? '1385.40' : cell))) }))

async function take(page: Page, address: string, step: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.goto(address)
  const link = page.getByRole('link', { name: step, exact: true })
  if ((await link.getAttribute('aria-expanded')) !== 'true') await link.click()
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: false }).fill(value)
  await page.getByRole('button', { name: step, exact: true }).click()
  await page.waitForURL(address)
}

test('the officer uploads a budget with a wrong sum, sees the cell, mends it and publishes; a resident opens the table on a phone and takes the CSV', async () => {
  site = await openSite('2026-11-24T09:10')
  folder = await mkdtemp(join(tmpdir(), 'gongkai-budget-'))
  const [wrong, right] = [join(folder, '部门预算.xlsx'), join(folder, '部门预算（改）.xlsx')]
  await writeFile(wrong, await workbookOf(mistaken(budgetSheets(2024, 'budget'))))
  await writeFile(right, await workbookOf(budgetSheets(2024, 'budget')))
  const as = async (role: Role): Promise<Page> => {
    const { page } = await visit(browserOf(), site, { javaScript: false })
    await signIn(page, role)
    return page
  }

  const officer = await as('information-officer')
  await officer.goto('/staff/disclosure')
  await officer.getByRole('link', { name: '上传预算、决算' }).click()
  await officer.getByLabel('年份').fill('2024')
  await officer.getByLabel('批复日期').fill('2026-11-20')
  await officer.getByLabel('标题').fill('（样例）2024年部门预算')
  await officer.setInputFiles('#document', wrong)
  await officer.getByRole('button', { name: '上传并核对' }).click()
  await officer.waitForURL(/\/staff\/disclosure\/budgets\/2026-\d+$/)
  const checked = new URL(officer.url()).pathname
  const words = await officer.locator('main').innerText()
  expect(words).toContain('“收支总表”B10：“本年收入合计”填的是 1,385.40 万元')
  expect(words).toMatch(/\d 处对不上，还不能送审/)
  await officer.getByRole('link', { name: '看这一格' }).first().click()
  expect(new URL(officer.url()).hash).toBe('#c-1-B10')
  expect(await officer.locator('#c-1-B10').innerText()).toBe('1,385.40')

  await officer.setInputFiles('#document', right)
  await officer.getByRole('button', { name: '保存并核对' }).click()
  await officer.getByText('都对得上').waitFor()
  await officer.getByRole('link', { name: '去送保密审查' }).click()
  const address = new URL(officer.url()).pathname
  expect(checked).toBe(address.replace('/disclosure/', '/disclosure/budgets/'))
  await take(officer, address, '送保密审查')
  await take(await as('reviewer'), address, '审查通过，可以公开', { 审查意见: '不涉及国家秘密', 依据: '本单位保密事项范围' })
  await take(await as('signer'), address, '审核同意')
  await take(officer, address, '发布')

  const { page: resident } = await visit(browserOf(), site, { javaScript: true, width: 375 })
  await resident.goto('/disclosure')
  await resident.getByRole('link', { name: '预算决算', exact: true }).click()
  await resident.getByRole('link', { name: '（样例）2024年部门预算', exact: true }).click()
  await resident.getByRole('link', { name: '收支总表', exact: true }).click()
  expect(await findingsOn(resident)).toEqual([])
  expect(await resident.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  const row = resident.getByRole('row', { name: '收入总计' })
  expect(await row.getByRole('cell').first().innerText()).toBe('1,380.00')
  const [download] = await Promise.all([resident.waitForEvent('download'), resident.getByRole('link', { name: '下载 CSV' }).click()])
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv).toContain('"收入 / 项目","收入 / 预算数（万元）"')
  expect(csv).toContain('"本年收入合计","1358.40","本年支出合计","1368.00"')
})
