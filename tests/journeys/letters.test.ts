import { readFileSync } from 'node:fs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeWaiting } from '../../src/modules/letters/index.ts'
import { findingsOn, openSite, openStep, signIn, type Site, useBrowser, visit } from '../support/browser.ts'

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
  await page.getByText('信公复〔2026〕1号').first().waitFor()
  if (javaScript) expect(await findingsOn(page)).toEqual([])
  await goesOut(site, page, number, javaScript)

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

/** The letter is signed and sent electronically; the applicant opens it, and the office reads when. */
async function goesOut(site: Site, officer: Page, number: string, javaScript: boolean): Promise<void> {
  const signer = await person(site, 'signer', 375, javaScript)
  await signer.goto(`/staff/requests/${number}/letters`)
  await signer.getByRole('button', { name: '签发 信公复〔2026〕1号' }).click()
  await signer.getByText(/签发$/).first().waitFor()

  await officer.goto('/staff/requests')
  await officer.getByRole('link', { name: '等着寄送的文书 1 份' }).click()
  await officer.getByText('已签发，待寄送').waitFor()
  if (javaScript) expect(await findingsOn(officer)).toEqual([])
  await officer.getByRole('link', { name: '信公复〔2026〕1号' }).click()
  const send = async (way: string, evidence: string) => {
    const form = officer.locator('details', { has: officer.getByText('寄送', { exact: true }) })
    if ((await form.getAttribute('open')) === null) await form.locator('summary').click()
    await form.getByLabel('怎样寄送').selectOption({ label: way })
    if (evidence) await form.getByLabel('凭据').fill(evidence)
    await form.getByRole('button', { name: '寄送 信公复〔2026〕1号' }).click()
  }
  await send('邮寄', '样例邮箱')
  await officer.getByRole('alert').first().waitFor()
  expect(await officer.locator('main').innerText()).toContain('交邮之日就是告知之日')
  if (javaScript) expect(await findingsOn(officer)).toEqual([])
  await send('电子邮件', '')
  await officer.getByText('样例邮箱，等待送达').waitFor()

  const { context, page } = await visit(browserOf(), site, { javaScript, width: 375 })
  await context.addCookies([{ name: 'track', value: encodeURIComponent(site.house.cipher.sign(number)), url: site.address }])
  await page.goto(`/requests/track/${number}`)
  await page.getByText('您在本页打开即为送达').waitFor()
  if (javaScript) expect(await findingsOn(page)).toEqual([])
  const opened = page.waitForEvent('download')
  await page.getByRole('link', { name: '补正告知书' }).click()
  expect((await opened).suggestedFilename()).toContain('补正告知书')
  await officer.reload()
  await officer.getByText(/申请人\d\d:\d\d在平台打开了/).waitFor()
  expect(await officer.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
}

/** The Word file with other words in it, as Word would save it. */
function reworded(file: Buffer, changes: readonly (readonly [string, string])[]): Buffer {
  const parts = unzipSync(new Uint8Array(file))
  const main = parts['word/document.xml'] ?? new Uint8Array()
  const words = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the letter does not say ${from}`)
    return text.replace(from, to)
  }, strFromU8(main))
  return Buffer.from(zipSync({ ...parts, 'word/document.xml': strToU8(words) }))
}

/** Downloads the last letter, changes it in Word and gives it back. */
async function editInWord(page: Page, number: string, changes: readonly (readonly [string, string])[]): Promise<void> {
  await page.goto(`/staff/requests/${number}/letters`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('link', { name: /的 Word$/ })
      .last()
      .click(),
  ])
  const buffer = reworded(readFileSync(await download.path()), changes)
  await page.getByText('未签发，上传修改稿').last().click()
  await page
    .getByLabel('在 Word 里改好的文件')
    .last()
    .setInputFiles({ name: '改过.docx', mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', buffer })
  await page.getByRole('button', { name: '上传', exact: true }).last().click()
  await page
    .getByText(/在 Word 里改过/)
    .last()
    .waitFor()
}

async function take(page: Page, number: string, name: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.goto(`/staff/requests/${number}`)
  const step = await openStep(page, name)
  for (const [label, words] of Object.entries(fields)) await step.getByLabel(label).fill(words)
  const taken = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await step.getByRole('button', { name, exact: true }).click()
  expect((await taken).status(), name).toBe(303)
}

async function person(site: Site, role: Parameters<typeof signIn>[1], width: number, javaScript: boolean): Promise<Page> {
  const { page } = await visit(browserOf(), site, { javaScript, width })
  await signIn(page, role)
  return page
}

test.each([true, false])('what the officer changes in Word is compared by the reviewer, and by the signer on a phone (JavaScript: %s)', async (javaScript) => {
  const site = await openSite()
  const officer = await person(site, 'information-officer', 1280, javaScript)
  const { number = '' } =
    (await site.house.db.selectFrom('requests.request').select('number').where('stage', '=', 'handling').orderBy('id').executeTakeFirst()) ?? {}
  await take(officer, number, '拟答复', { 答复正文: '我机关予以公开。请在五日内领取。' })
  await officer.goto(`/staff/requests/${number}/letters?code=D1`)
  await officer.getByLabel('申请内容').fill('道路保洁支出')
  await officer.getByLabel('获取方式').fill('按您选择的电子邮件提供')
  await officer.getByRole('button', { name: '编号并制作' }).click()
  await officer.getByText('第 1 稿').first().waitFor()
  await editInWord(officer, number, [['道路保洁支出', '城区道路保洁支出']])

  const reviewer = await person(site, 'reviewer', 768, javaScript)
  await reviewer.goto(`/staff/requests/${number}`)
  expect(await reviewer.locator('#changes').innerText()).toMatch(/答复书：与上一稿的.+第 1 稿相比，改动 1 处/)
  expect(await reviewer.locator('#changes ins').innerText()).toBe('城区')
  if (javaScript) expect(await findingsOn(reviewer)).toEqual([])
  await take(reviewer, number, '退回修改', { 理由: '改两处' })

  await editInWord(officer, number, [
    ['城区道路保洁支出', '城区道路保洁的支出'],
    ['电子邮件', '电子方式'],
  ])
  await take(officer, number, '拟答复', { 答复正文: '本机关予以公开。请在五日内领取。' })
  await take(reviewer, number, '审核通过')

  const signer = await person(site, 'signer', 375, javaScript)
  await signer.goto(`/staff/requests/${number}`)
  const changes = signer.locator('#changes')
  expect(await changes.innerText()).toContain('答复正文：与退回时的第 1 稿相比，改动 1 处')
  expect(await changes.innerText()).toMatch(/答复书：与退回时的.+第 2 稿相比，改动 2 处/)
  expect(await signer.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
  await changes.getByRole('link', { name: '对照任意两稿' }).last().click()
  await signer.getByLabel('先前的一稿').selectOption({ index: 2 })
  await signer.getByRole('button', { name: '对照' }).click()
  await signer.getByRole('heading', { name: /第 1 稿与.+第 3 稿相比，改动 3 处/ }).waitFor()
  if (javaScript) expect(await findingsOn(signer)).toEqual([])
  expect(await signer.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
  await signer.goto(`/staff/requests/${number}`)
  const sign = await openStep(signer, '签发答复')
  await sign.getByText('审核时看过的那一稿').waitFor()
  await sign.getByRole('button', { name: '签发答复' }).click()
  await signer.getByText(/签发$/).first().waitFor()
  await site.close()
})
