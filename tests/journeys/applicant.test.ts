import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findingsOn, openSite, openStep, type Site, signIn, useBrowser, visit } from '../support/browser.ts'

const SUBJECT = '2026年便道修复工程的竣工验收材料'

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('姓名或者名称').fill('样例申请人')
  await page.getByLabel('身份证明').fill('居民身份证 110102190001010000')
  await page.getByLabel('联系电话').fill('13800000000')
  await page.getByLabel('信息的名称').fill(SUBJECT)
}
const noteOf = (words: string) => ({ name: '线索.txt', mimeType: 'text/plain', buffer: Buffer.from(words) })

async function asStaff(
  site: Site,
  browser: ReturnType<ReturnType<typeof useBrowser>>,
  role: Parameters<typeof signIn>[1],
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, context } = await visit(browser, site)
  await signIn(page, role)
  await work(page)
  await context.close()
}

const browserOf = useBrowser()

describe.each([{ javaScript: true }, { javaScript: false }])('an applicant on a phone, JavaScript $javaScript', ({ javaScript }) => {
  test('applies, amends once, sees the clock start anew, and reads the reply and what she can do next', async () => {
    const site = await openSite('2026-11-24T09:00')
    const { page } = await visit(browserOf(), site, { javaScript, width: 375 })
    const stands = async (on: Page) => javaScript && expect(await findingsOn(on), on.url()).toEqual([])
    await page.goto('/')
    await page.getByRole('link', { name: '填申请表' }).click()
    await fillIn(page)
    await page.getByLabel('附件').setInputFiles(noteOf('样例线索'))
    await page.getByRole('button', { name: '提交申请' }).click()
    await stands(page)
    await page.getByRole('alert').getByRole('link', { name: '选了电子邮件，就要填写邮箱地址' }).click()
    expect(await page.getByLabel('信息的名称').inputValue()).toBe(SUBJECT)
    expect(await page.getByText('已收到，不用再选').count()).toBe(1)
    await page.getByLabel('电子邮箱').fill('sample@example.invalid')
    await page.getByRole('button', { name: '提交申请' }).click()
    await stands(page)
    const receipt = await page.locator('main').innerText()
    const number = /XQ-2026-\d{4}/.exec(receipt)?.[0] ?? ''
    const code = (await page.locator('.mono').first().innerText()).trim()
    expect(receipt).toContain('2026年11月24日')

    await page.context().clearCookies()
    await page.goto(`/requests/track/${number}`)
    expect(new URL(page.url()).pathname).toBe('/requests/track')
    const track = async () => {
      await page.goto('/requests/track')
      await page.getByLabel('申请编号').fill(number)
      await page.getByLabel('查询码').fill(code)
      await page.getByRole('button', { name: '查询' }).click()
    }
    await page.getByLabel('申请编号').fill(number)
    await page.getByLabel('查询码').fill('AAAAAAAAAA')
    await page.getByRole('button', { name: '查询' }).click()
    expect(await page.getByRole('alert').innerText()).toMatch(/编号.*查询码/)
    await track()
    expect(await page.locator('main').innerText()).toContain('条例第三十三条')
    await stands(page)
    const promised = await page.locator('.clock strong').first().innerText()

    await asStaff(site, browserOf(), 'information-officer', async (officer) => {
      await officer.goto(`/staff/requests/${number}`)
      const form = await openStep(officer, '告知补正')
      await form.getByLabel('需要补正的事项').fill('请写明是哪一条路的便道')
      await form.getByRole('button', { name: '告知补正' }).click()
    })
    site.house.setNow('2026-12-01T10:00')
    await track()
    await stands(page)
    await page.getByLabel('补正内容').fill('样例街从一号到九号')
    await page.getByRole('button', { name: '提交补正' }).click()
    expect(await page.getByText('期限自 2026年12月1日（周二） 重新起算').count()).toBe(1)
    expect(await page.locator('.clock strong').first().innerText()).not.toBe(promised)
    expect(await page.getByLabel('补正内容').count()).toBe(0)

    await asStaff(site, browserOf(), 'information-officer', async (officer) => {
      await officer.goto(`/staff/requests/${number}`)
      expect(await officer.getByText('补正只能告知一次').count()).toBeGreaterThan(0)
      const form = await openStep(officer, '拟答复')
      await stands(officer)
      await form.getByLabel('答复类型').selectOption({ index: 2 })
      await form.getByRole('button', { name: '换用这一类型的范本' }).click()
      const again = await openStep(officer, '拟答复')
      const text = await again.getByLabel('答复正文').inputValue()
      await again.getByLabel('答复正文').fill(text.replace(/〔[^〕]*〕/g, '样例理由'))
      await again.getByRole('button', { name: '拟答复' }).click()
    })
    await asStaff(site, browserOf(), 'reviewer', async (reviewer) => {
      await reviewer.goto(`/staff/requests/${number}`)
      await (await openStep(reviewer, '审核通过')).getByRole('button', { name: '审核通过' }).click()
    })
    await asStaff(site, browserOf(), 'signer', async (signer) => {
      await signer.setViewportSize({ width: 375, height: 800 })
      await signer.goto(`/staff/requests/${number}`)
      await (await openStep(signer, '签发答复')).getByRole('button', { name: '签发答复' }).click()
    })
    await track()
    await stands(page)
    const answer = await page.locator('main').innerText()
    expect(answer).toContain('已办结')
    expect(answer).toMatch(/60 ?日内.*行政复议/)
    await site.close()
  })
})

test('a button pressed twice is one application', async () => {
  const site = await openSite()
  const { page } = await visit(browserOf(), site)
  await page.goto('/requests/new')
  await fillIn(page)
  await page.getByLabel('电子邮箱').fill('sample@example.invalid')
  await page.getByRole('button', { name: '提交申请' }).dblclick()
  // The second press may break off the first one's way to the receipt; the page that comes in the end counts.
  await expect.poll(() => page.url(), { timeout: 20_000 }).toMatch(/receipt/)
  const { n } = await site.house.db
    .selectFrom('requests.request')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('subject', '=', SUBJECT)
    .executeTakeFirstOrThrow()
  expect(n).toBe(1)
  await site.close()
})

test('oversized, disguised and broken files are told what is possible, and nothing typed is lost', async () => {
  const site = await openSite()
  const { page } = await visit(browserOf(), site, { javaScript: false })
  await page.goto('/requests/new')
  await fillIn(page)
  // From the disk, as a person's file comes: eleven megabytes through the browser's protocol take seconds.
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-uploads-'))
  const send = async (name: string, buffer: Buffer) => {
    await writeFile(join(folder, name), buffer)
    await page.getByLabel('附件').setInputFiles(join(folder, name))
    await page.getByRole('button', { name: '提交申请' }).click()
    return await page.getByRole('alert').innerText()
  }
  expect(await send('扫描件.pdf', Buffer.alloc(11 * 1024 * 1024, 65))).toContain('超过了 10 MB')
  expect(await send('材料.pdf', Buffer.from('MZ not a pdf'))).toContain('与 .pdf 不符')
  expect(await send('材料.docx', Buffer.from('PK broken'))).toContain('打不开')
  expect(await page.getByLabel('信息的名称').inputValue()).toBe(SUBJECT)
  await page.goto('/check')
  await page
    .getByLabel('年度报告', { exact: true })
    .setInputFiles({ name: '年报.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK broken') })
  await page.getByRole('button', { name: '检查' }).click()
  expect(await page.getByRole('alert').innerText()).toContain('打不开')
  await rm(folder, { recursive: true })
  await site.close()
})
