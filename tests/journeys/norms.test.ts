import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { settleNorms } from '../../src/modules/disclosure/index.ts'
import type { Role } from '../../src/kernel/viewer.ts'
import { findingsOn, openSite, type Site, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
let site: Site
afterEach(() => site.close())

const OLD = '（样例）网格巡查工作规定'
const YOUNG = '（样例）随手拍上报管理办法'

/** Opens a step, fills what it asks and takes it. */
async function take(page: Page, address: string, step: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.goto(address)
  const link = page.getByRole('link', { name: step, exact: true })
  if ((await link.getAttribute('aria-expanded')) !== 'true') await link.click()
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByRole('button', { name: step, exact: true }).click()
  await page.waitForURL(new RegExp(`${address}$`))
}

/** From a word of a resident to the day the old rule is gone. */
async function journey(javaScript: boolean): Promise<void> {
  site = await openSite('2026-12-10T10:00')
  const as = async (role: Role): Promise<Page> => {
    const { page } = await visit(browserOf(), site, { javaScript })
    await signIn(page, role)
    return page
  }
  const { page: resident } = await visit(browserOf(), site, { javaScript, width: 375 })
  await resident.goto('/disclosure')
  await resident.getByRole('link', { name: /征求意见/ }).click()
  await resident.getByRole('link', { name: YOUNG, exact: true }).click()
  expect(await resident.locator('main').innerText()).toContain('还有')
  await resident.getByRole('button', { name: '提交意见' }).click()
  expect(await resident.locator('main').innerText()).toContain('写下您的意见')
  await resident.getByLabel('您的意见').fill('第二条应当写明五日内答复，电话13900000000。')
  await resident.getByLabel('联系方式').fill('sample@example.invalid')
  if (javaScript) expect(await findingsOn(resident)).toEqual([])
  await resident.getByRole('button', { name: '提交意见' }).click()
  expect(await resident.locator('main').innerText()).toMatch(/第 4 条/)
  await resident.getByRole('link', { name: '草案的页面' }).click()
  const consultation = new URL(resident.url()).pathname
  const number = consultation.split('/').at(-1) ?? ''
  const address = `/staff/norms/${number}`

  site.house.setNow('2027-01-15T10:00') // the consultation ended on the 8th at the latest
  await settleNorms(site.house)
  const officer = await as('information-officer')
  await officer.goto('/staff/norms?tab=unanswered')
  await officer.getByRole('link', { name: YOUNG, exact: true }).click()
  expect(await officer.locator('aside').innerText()).toContain('还有 4 条意见没有写明是否采纳')
  for (const n of [1, 2, 3, 4]) {
    await officer.getByLabel(`第 ${n} 条怎样处理`).selectOption(n === 3 ? 'rejected' : 'adopted')
    if (n === 3) await officer.getByLabel(`第 ${n} 条的理由`).fill('已经可以补传')
    await officer.getByRole('button', { name: `记下第 ${n} 条`, exact: true }).click()
    await officer.waitForURL(new RegExp(`#comment-${n}$`))
  }
  await take(officer, address, '发布采纳情况反馈', { 采纳情况: '收到四条，采纳三条；补传照片已有规定，不再写入。' })
  await take(officer, address, '送合法性审核')
  const reviewer = await as('reviewer')
  await take(reviewer, address, '合法性审核通过', { 审核意见: '权限、程序和内容合法', 依据: '国办发〔2018〕115号' })
  await take(await as('signer'), address, '集体审议通过', { 哪次会议: '样例主任办公会' })
  await take(officer, address, '编号印发')
  expect(await officer.locator('main').innerText()).toContain('西全响应发〔2027〕1号')
  await take(officer, address, '送主动公开')
  await publishItem(officer, reviewer, as, address)

  await resident.goto(consultation)
  const answered = await resident.locator('main').innerText()
  for (const says of ['采纳 3 条', '不采纳 1 条', '五日内答复，电话＊＊', '西全响应发〔2027〕1号']) expect(answered).toContain(says)
  expect(answered).not.toContain('13900000000')
  if (javaScript) expect(await findingsOn(resident)).toEqual([])
  await resident.goto('/disclosure/norms?validity=abolished')
  await resident.getByRole('link', { name: OLD, exact: true }).click()
  expect(await resident.locator('main').innerText()).toContain('自2027年1月15日起废止')
  if (javaScript) expect(await findingsOn(resident)).toEqual([])
  await resident.locator('.notice').getByRole('link', { name: YOUNG, exact: true }).click()
  expect(await resident.locator('main').innerText()).toContain('现行有效')
  await resident.getByRole('link', { name: '看全文' }).click()
  expect(await resident.locator('h1').innerText()).toBe(YOUNG)
}

/** The road of every item: the document's words go it like any others. */
async function publishItem(officer: Page, reviewer: Page, as: (role: Role) => Promise<Page>, address: string): Promise<void> {
  await officer.goto(address)
  const item = (await officer.getByRole('link', { name: /^信息 2027-/ }).getAttribute('href')) ?? ''
  await take(officer, item, '送保密审查')
  await take(reviewer, item, '审查通过，可以公开', { 审查意见: '不涉及国家秘密', 依据: '本单位保密事项范围' })
  await take(await as('signer'), item, '审核同意')
  await take(officer, item, '发布')
}

test('a resident is heard and answered, the new rule is reviewed, numbered and published, and the old one says what replaced it', () => journey(true))
test('the same without a script', () => journey(false))

test('a draft goes to the public by three hands: the officer sends it, the reviewer clears it, the signer opens it', async () => {
  site = await openSite('2026-12-10T10:00')
  const as = async (role: Role): Promise<Page> => {
    const { page } = await visit(browserOf(), site, { javaScript: false })
    await signIn(page, role)
    return page
  }
  const [officer, reviewer, signer] = [await as('information-officer'), await as('reviewer'), await as('signer')]
  await officer.goto('/staff/norms')
  await officer.getByRole('link', { name: '（样例）公共查阅点管理办法（暂行）', exact: true }).click()
  const address = new URL(officer.url()).pathname
  await signer.goto(address)
  expect(await signer.getByRole('button', { name: '公开征求意见', exact: true }).count()).toBe(0)
  await take(officer, address, '送保密审查')
  await reviewer.goto('/staff/norms?tab=secrecy')
  await reviewer.getByRole('link', { name: '（样例）公共查阅点管理办法（暂行）', exact: true }).click()
  await take(reviewer, address, '审查通过，可以公开征求意见', { 审查意见: '不涉及国家秘密', 依据: '本单位保密事项范围' })
  await take(signer, address, '公开征求意见')
  expect(await signer.locator('main').innerText()).toContain('不涉及国家秘密。依据：本单位保密事项范围')
  await reviewer.goto(address.replace('/staff/norms/', '/disclosure/consultations/'))
  expect(await reviewer.locator('main').innerText()).toContain('还有')
})
