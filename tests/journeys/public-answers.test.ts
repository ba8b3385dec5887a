import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import type { Role } from '../../src/kernel/viewer.ts'
import { findingsOn, openSite, openStep, type Site, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
let site: Site
afterEach(() => site.close())

const TITLE = '楼下夜市的噪声向谁反映'

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
  await officer.getByRole('link', { name: 'XQ-2026-0008' }).click()
  await officer.getByRole('link', { name: '公开这份答复' }).click()
  const send = officer.getByRole('button', { name: '起草，送审核' })
  await officer.getByLabel('标题').fill(TITLE)
  await officer.getByLabel('申请公开的内容').fill('居民楼下夜市噪声的处理结果。')
  const answer = officer.getByLabel('答复', { exact: true })
  await answer.fill('这是投诉，可以打电话13912345678反映。')
  await send.click()
  const refused = await officer.locator('main').innerText()
  for (const says of ['“答复”第', '像是电话号码', '13912345678']) expect(refused).toContain(says)
  expect(await officer.getByLabel('标题').inputValue()).toBe(TITLE)
  await answer.fill('样例周反映的是投诉。')
  await send.click()
  expect(await officer.locator('main').innerText()).toContain('“答复”里有申请人的姓名')
  await answer.fill('这是投诉，不作为信息公开申请办理。可以在“我要上报”里提出，凭查询码查处理结果。')
  if (javaScript) expect(await findingsOn(officer)).toEqual([])
  await send.click()
  await officer.waitForURL(/\/answer$/)
  await officer.getByText('待审核公开', { exact: true }).waitFor()

  const reviewer = await as('reviewer')
  await reviewer.getByRole('link', { name: '公开的答复' }).click()
  await reviewer.getByRole('link', { name: TITLE }).click()
  await openStep(reviewer, '审核同意，公开')
  if (javaScript) expect(await findingsOn(reviewer)).toEqual([])
  await reviewer.getByRole('button', { name: '审核同意，公开' }).click()
  await reviewer.waitForURL(/\/answer$/)
  expect(await reviewer.locator('main').innerText()).toContain('公开答复2026-4')

  const { page: resident } = await visit(browserOf(), site, { javaScript, width: 375 })
  await resident.goto('/search?q=夜市太吵了怎么反映噪声')
  await resident.getByRole('link', { name: TITLE }).first().click()
  const told = await resident.locator('main').innerText()
  for (const says of ['不予处理：信访举报投诉类申请', '凭查询码查处理结果', '2026年10月21日']) expect(told).toContain(says)
  for (const secret of ['样例周', 'XQ-2026-0008', '2026年10月14日']) expect(told).not.toContain(secret)
  if (javaScript) expect(await findingsOn(resident)).toEqual([])

  await resident.goto('/requests')
  await resident.getByRole('link', { name: '填申请表' }).first().click()
  await resident.getByLabel('需要的信息').fill('我想知道楼下夜市噪声的处理结果')
  await resident.getByRole('button', { name: '找一找' }).click()
  if (javaScript) expect(await findingsOn(resident)).toEqual([])
  expect(await resident.getByLabel('信息的名称、文号或者其他特征').inputValue()).toBe('我想知道楼下夜市噪声的处理结果')
  await resident.getByRole('link', { name: TITLE }).click()
  expect(await resident.locator('h1').innerText()).toBe(TITLE)
  await resident.getByRole('link', { name: '公开的答复', exact: true }).click()
  await resident.getByLabel('怎样答复').selectOption('not_processed')
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
