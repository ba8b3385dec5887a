import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import type { Role } from '../../src/kernel/viewer.ts'
import { findingsOn, openSite, openStep, type Site, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
let site: Site
afterEach(() => site.close())

const TITLE = '养老驿站在哪里批准的'

/** From the officer's draft to the resident who need not apply. */
async function journey(javaScript: boolean): Promise<void> {
  site = await openSite('2026-11-24T10:00')
  const as = async (role: Role): Promise<Page> => {
    const { page } = await visit(browserOf(), site, { javaScript })
    await signIn(page, role)
    return page
  }
  const officer = await as('information-officer')
  await officer.goto('/staff/requests?tab=done')
  await officer.getByRole('link', { name: /养老驿站/ }).click()
  await officer.getByRole('link', { name: '打开公开答复稿' }).click()
  await officer.getByRole('link', { name: '改稿，送审核' }).click()
  await officer.getByLabel('标题').fill(TITLE)
  await officer.getByLabel('答复', { exact: true }).fill('本机关不掌握。请找样例社区服务中心，电话13912345678。')
  await officer.getByRole('button', { name: '改稿，送审核' }).click()
  const refused = await officer.locator('main').innerText()
  for (const says of ['“答复”第', '像是电话号码', '13912345678']) expect(refused).toContain(says)
  expect(await officer.getByLabel('标题').inputValue()).toBe(TITLE)
  await officer.getByLabel('答复', { exact: true }).fill('本机关不掌握。请找样例社区服务中心。')
  await officer.getByRole('button', { name: '改稿，送审核' }).click()
  expect(await officer.locator('main').innerText()).toContain('“答复”里有申请人的名称')
  await officer.getByLabel('答复', { exact: true }).fill('本机关不掌握。养老驿站的选址由民政部门批准，可以向区民政局申请。')
  if (javaScript) expect(await findingsOn(officer)).toEqual([])
  await officer.getByRole('button', { name: '改稿，送审核' }).click()
  await officer.waitForURL(/\/answer$/)

  const reviewer = await as('reviewer')
  await reviewer.getByRole('link', { name: '公开的答复' }).click()
  await reviewer.getByRole('link', { name: TITLE }).click()
  await openStep(reviewer, '审核同意，公开')
  if (javaScript) expect(await findingsOn(reviewer)).toEqual([])
  await reviewer.getByRole('button', { name: '审核同意，公开' }).click()
  await reviewer.waitForURL(/\/answer$/)
  expect(await reviewer.locator('main').innerText()).toContain('公开答复2026-4')

  const { page: resident } = await visit(browserOf(), site, { javaScript, width: 375 })
  await resident.goto('/search?q=谁批准养老驿站')
  await resident.getByRole('link', { name: TITLE }).first().click()
  const told = await resident.locator('main').innerText()
  for (const says of ['无法提供：本机关不掌握相关政府信息', '可以向区民政局申请', '2026年9月23日']) expect(told).toContain(says)
  expect(told).not.toContain('样例社区服务中心')
  if (javaScript) expect(await findingsOn(resident)).toEqual([])

  await resident.goto('/requests')
  await resident.getByRole('link', { name: '填申请表' }).first().click()
  await resident.getByLabel('需要的信息').fill('我想要养老驿站的批准文件')
  await resident.getByRole('button', { name: '找一找' }).click()
  if (javaScript) expect(await findingsOn(resident)).toEqual([])
  expect(await resident.getByLabel('信息的名称、文号或者其他特征').inputValue()).toBe('我想要养老驿站的批准文件')
  await resident.getByRole('link', { name: TITLE }).click()
  expect(await resident.locator('h1').innerText()).toBe(TITLE)
  await resident.getByRole('link', { name: '公开的答复', exact: true }).click()
  await resident.getByLabel('怎样答复').selectOption('unable')
  await resident.getByRole('button', { name: '筛选' }).click()
  expect(await resident.locator('tbody tr').count()).toBe(1)

  await officer.goto(new URL(reviewer.url()).pathname)
  const form = await openStep(officer, '撤下')
  await form.getByLabel('理由').fill('承办部门已经变化')
  await form.getByRole('button', { name: '撤下' }).click()
  await officer.waitForURL(/\/answer$/)
  await resident.goto('/requests/answers/2026-4')
  expect(await resident.locator('main').innerText()).toContain('承办部门已经变化')
}

test('the officer writes, the reviewer lets it out, a resident finds it by her own words and while she begins to apply', () => journey(true))
test('the same without a script', () => journey(false))
