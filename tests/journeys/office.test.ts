import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openSite, openStep, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
// Invented days in the form the console takes; the real notice comes in November 2026.
const NOTICE_OF_2027 =
  '元旦 2027-01-01..2027-01-03\n春节 2027-02-05..2027-02-12 上班 2027-02-20\n清明节 2027-04-05\n劳动节 2027-05-01..2027-05-05 上班 2027-05-08\n端午节 2027-06-09\n中秋节 2027-09-15\n国庆节 2027-10-01..2027-10-07 上班 2027-10-09'

async function register(page: Page, subject: string, arrived = '2026-11-20', confirmed = '2026-11-23'): Promise<string> {
  await page.goto('/staff/requests/new')
  await page.getByLabel('平常信函（无需签收）').check()
  await page.getByLabel('到达（提交、签收）日期').fill(arrived)
  await page.getByLabel('凭据').fill('11月23日 9:10 拨打 138****0000，本人接听确认')
  await page.getByLabel('姓名或者名称').fill('样例来信人')
  await page.getByLabel('身份证明').fill('居民身份证 110102190001010000')
  await page.getByLabel('联系电话').fill('13800000000')
  await page.getByLabel('信息的名称').fill(subject)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  expect(await page.getByRole('alert').innerText()).toContain('确认')
  await page.getByLabel('与申请人确认的日期').fill(confirmed)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  return /XQ-2026-\d{4}/.exec(await page.locator('main').innerText())?.[0] ?? ''
}

describe.each([{ javaScript: true }, { javaScript: false }])('Monday in the office, JavaScript $javaScript', ({ javaScript }) => {
  test('a letter is registered with its day of receipt and evidence, and appears with its light', async () => {
    const site = await openSite('2026-11-24T08:30')
    const { page } = await visit(browserOf(), site, { javaScript })
    await signIn(page, 'information-officer')
    expect(await page.locator('main').innerText()).toContain('最急的')
    await page.getByRole('link', { name: '登记申请' }).click()
    expect(await page.getByText('以确认之日为收到申请之日').count()).toBeGreaterThan(0)
    const number = await register(page, '样例街公厕改造的招标文件')
    await page.getByRole('link', { name: '打开这件申请' }).click()
    const record = await page.locator('main').innerText()
    expect(record).toContain('11月23日（周一），于收到当日与申请人确认，以确认之日为收到申请之日')
    expect(record).toContain('11月20日（周五）')
    await page.goto(`/staff/requests?q=${number}`)
    expect(await page.locator('tbody tr').count()).toBe(1)
    expect(await page.locator('tbody .light').innerText()).toContain('还剩 19 个工作日')
    await site.close()
  })
})

test('an extension of 21 days, a stale form and a wrong role are refused with what is possible; a day of receipt is mended', async () => {
  const site = await openSite('2026-11-24T08:30')
  const { page, context } = await visit(browserOf(), site)
  await signIn(page, 'information-officer')
  const number = await register(page, '样例街路灯更换的采购合同')
  const other = await context.newPage()
  await page.goto(`/staff/requests/${number}`)
  await other.goto(`/staff/requests/${number}`)
  await openStep(other, '提请延期')
  const extend = async (on: Page, days: string) => {
    const form = await openStep(on, '提请延期')
    await form.getByLabel('延长的工作日').fill(days)
    await form.getByLabel('理由').fill('涉及三个科室，档案需要查找')
    await form.getByRole('button', { name: '提请延期' }).click()
  }
  await extend(page, '21')
  expect(await page.getByRole('alert').innerText()).toContain('1 到 20 个工作日')
  expect(await page.locator('#proposeExtension-reason').inputValue()).toContain('三个科室')
  await extend(page, '10')
  await extend(other, '5')
  expect(await other.getByRole('alert').innerText()).toContain('刚刚办理了“提请延期”')
  await page.goto(`/staff/requests/${number}`)
  const mend = await openStep(page, '更正收到之日')
  await mend.getByLabel('收到申请之日').fill('2026-11-20')
  await mend.getByLabel('为什么更正').fill('通话记录是 11 月 20 日的')
  await mend.getByRole('button', { name: '更正收到之日' }).click()
  expect(await page.locator('main').innerText()).toContain('收到申请之日更正为 2026年11月20日')
  await site.close()
})

test('the security administrator adds a colleague, who gets his own menu, and opens no request himself', async () => {
  const site = await openSite()
  const { page } = await visit(browserOf(), site, { javaScript: false })
  await signIn(page, 'security-administrator')
  await page.getByLabel('账号', { exact: true }).fill('xintongshi')
  await page.getByLabel('姓名').fill('样例新同事')
  await page.locator('#role').selectOption('reviewer')
  await page.getByRole('button', { name: '新增，并给出一次性密码' }).click()
  const password = /[a-z0-9]{4}(-[a-z0-9]{4}){3}/.exec(await page.locator('.notice').innerText())?.[0] ?? ''
  await page.goto('/staff/requests')
  expect(await page.locator('main').innerText()).toContain('不由您的岗位办理')
  const colleague = await visit(browserOf(), site)
  await colleague.page.goto('/staff/sign-in')
  await colleague.page.getByLabel('账号').fill('xintongshi')
  await colleague.page.getByLabel('密码').fill(password)
  await colleague.page.getByRole('button', { name: '登录' }).click()
  expect(await colleague.page.getByRole('navigation', { name: '功能菜单' }).innerText()).toContain('申请台账')
  await site.close()
})

test('the system administrator loads next year’s calendar and sees which deadlines move', async () => {
  const site = await openSite('2026-12-10T09:00')
  const { page } = await visit(browserOf(), site, { javaScript: false })
  const officer = await visit(browserOf(), site)
  await signIn(officer.page, 'information-officer')
  await register(officer.page, '样例街绿化带改造的设计图', '2026-12-07', '2026-12-08')
  await signIn(page, 'system-administrator')
  await page.goto('/staff/calendar/load')
  await page.getByLabel('年份').fill('2027')
  await page.locator('textarea').fill(NOTICE_OF_2027)
  await page.getByRole('button', { name: '先看结果' }).click()
  expect(await page.locator('main').innerText()).toMatch(/将要变动的期限：[1-9]\d* 件/)
  await page.getByRole('button', { name: '确认录入' }).click()
  expect(await page.locator('main').innerText()).toContain('已录入 2027 年放假通知')
  await site.close()
})
