import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import type { Role } from '../../src/kernel/viewer.ts'
import { findingsOn, openSite, type Site, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
let site: Site
afterEach(() => site.close())

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-parent:"";font-family:仿宋}</style></head><body><!--StartFragment-->
<h1 style="mso-outline-level:1">检查情况<o:p></o:p></h1><p class=MsoNormal style='text-indent:32.0pt'><b>共检查</b>十二处工地。<span style="display:none">内部意见</span></p>
<p class=MsoNormal onclick="alert(1)">三处没有覆盖。</p><!--EndFragment--></body></html>`

/** What the browser does when Word's clipboard is pasted into the editor; in letters, for it runs in the page. */
const paste = (page: Page, html: string): Promise<void> =>
  page.evaluate(`(() => {
    const data = new DataTransfer()
    data.setData('text/html', ${JSON.stringify(html)})
    data.setData('text/plain', '共检查十二处工地。')
    const editor = document.querySelector('[contenteditable]')
    editor.focus()
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })()`)

/** Opens the one step there is for this person, fills what it asks and takes it. */
async function take(page: Page, address: string, step: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.goto(address)
  const link = page.getByRole('link', { name: step, exact: true })
  if ((await link.getAttribute('aria-expanded')) !== 'true') await link.click()
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: false }).fill(value)
  await page.getByRole('button', { name: step, exact: true }).click()
  await page.waitForURL(address)
}

/** From a draft to the day it is replaced: each of the four signs in for what is theirs. */
async function road(javaScript: boolean): Promise<void> {
  site = await openSite('2026-11-16T09:10')
  const as = async (role: Role): Promise<Page> => {
    const { page } = await visit(browserOf(), site, { javaScript })
    await signIn(page, role)
    return page
  }
  const officer = await as('information-officer')
  await officer.goto('/staff/disclosure/new')
  if (javaScript) expect(await findingsOn(officer)).toEqual([])
  await officer.getByLabel('标题').fill('（样例）工地扬尘检查情况')
  await officer.getByLabel('栏目').selectOption('inspections')
  await officer.getByLabel('内容概述').fill('十二处工地的检查结果。')
  await officer.getByLabel('成文日期').fill('2026-11-13')
  if (javaScript) {
    await paste(officer, WORD)
    await officer.getByText('十二处工地。').waitFor()
  } else await officer.getByRole('textbox', { name: '正文' }).fill('检查情况\n\n共检查十二处工地。\n\n三处没有覆盖。')
  await officer.getByRole('button', { name: '存稿' }).click()
  await officer.waitForURL(/\/staff\/disclosure\/2026-\d+$/)
  const address = new URL(officer.url()).pathname
  await take(officer, address, '送保密审查')

  const reviewer = await as('reviewer')
  await reviewer.goto('/staff/disclosure?tab=secrecy')
  await reviewer.getByRole('link', { name: '（样例）工地扬尘检查情况', exact: true }).click()
  expect(await reviewer.locator('main').innerText()).toContain('12月11日') // twenty working days from the 13th, the 13th not counted
  await take(reviewer, address, '审查通过，可以公开', { 审查意见: '不涉及国家秘密、商业秘密和个人隐私', 依据: '本单位保密事项范围' })
  await take(await as('signer'), address, '审核同意')
  site.house.setNow('2026-11-25T10:00') // day 8 of 20
  await take(await as('information-officer'), address, '发布')

  const number = address.split('/').at(-1) ?? ''
  const { page: resident } = await visit(browserOf(), site, { javaScript, width: 375 })
  await resident.goto('/disclosure')
  await resident.getByRole('link', { name: '监督检查', exact: true }).click()
  await resident.getByRole('link', { name: '（样例）工地扬尘检查情况', exact: true }).click()
  const words = await resident.locator('main').innerText()
  for (const says of ['十二处工地', '三处没有覆盖', '用了 8 个工作日', '按时公开']) expect(words).toContain(says)
  expect(words).not.toContain('内部意见')
  expect(await resident.content()).not.toContain('MsoNormal')
  if (javaScript) expect(await findingsOn(resident)).toEqual([])

  await take(await as('signer'), address, '撤下', { 理由: '由新的检查结果替代' })
  const gone = await resident.goto(`/disclosure/${number}`)
  expect(gone?.status()).toBe(410)
  expect(await resident.locator('main').innerText()).toContain('由新的检查结果替代')
}

test('the secrecy reviewer and the publisher: a document goes its road, is out on day 8 of 20, and its old address says what became of it', () => road(true))
test('the same without a script', () => road(false))
