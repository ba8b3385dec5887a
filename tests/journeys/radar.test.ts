import { expect, test, vi } from 'vitest'
import { aPaper, aWorkbook } from '../../src/modules/requests/ledger/builders.ts'
import { findingsOn, openSite, openStep, type Site, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
const WORDS = '停车诱导系统的采购合同'

const counted = async (site: Site) =>
  await site.house.db.selectFrom('requests.offered').select(['shown', 'opened', 'filed']).where('matter', '=', '').executeTakeFirst()

test('an applicant types, is offered, opens one and does not file; another files nevertheless', async () => {
  const site = await openSite('2026-11-24T10:00')
  const { page, context } = await visit(browserOf(), site, { width: 375 })
  await page.goto('/requests/new')
  const subject = page.getByLabel('信息的名称、文号或者其他特征')
  await subject.pressSequentially(WORDS)
  const region = page.getByRole('region', { name: '可能已经公开的信息' })
  await region.waitFor()
  expect(await page.locator('[role=status]', { hasText: '按 Tab 键查看' }).count()).toBe(1)
  expect(await findingsOn(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  expect(await counted(site)).toMatchObject({ shown: 1, opened: 0 })
  await subject.press('Escape')
  expect(await region.isVisible()).toBe(false)
  await subject.pressSequentially('复印件')
  await region.waitFor()
  await subject.press('Tab')
  const [opened] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')])
  await opened.waitForLoadState()
  expect(new URL(opened.url()).pathname).toMatch(/^\/(disclosure|requests\/answers)\//)
  // What was typed is still there, and nothing was filed.
  expect(await subject.inputValue()).toBe(`${WORDS}复印件`)
  expect(await counted(site)).toMatchObject({ shown: 1, opened: 1, filed: 0 })

  await page.getByLabel('姓名或者名称').fill('样例申请人')
  await page.getByLabel('身份证明').fill('居民身份证 110101190007070000')
  await page.getByLabel('联系电话').fill('13800000000')
  await page.getByLabel('电子邮箱').fill('sample@example.invalid')
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.waitForURL(/receipt/)
  await vi.waitFor(async () => expect(await counted(site)).toMatchObject({ shown: 1, opened: 1, filed: 1 }))
  await site.close()
})

test('without a script the search before the form does the same, and the office sees the figures', async () => {
  const site = await openSite('2026-11-24T10:00')
  const { page } = await visit(browserOf(), site, { javaScript: false })
  await page.goto('/requests/new')
  await page.getByLabel('需要的信息').fill(WORDS)
  await page.getByRole('button', { name: '找一找' }).click()
  await page.locator('ul.dots a').first().click()
  expect(new URL(page.url()).pathname).toMatch(/^\/(disclosure|requests\/answers)\//)
  const { page: office } = await visit(browserOf(), site, { javaScript: false })
  await signIn(office, 'information-officer')
  await office.getByRole('link', { name: '先查后申' }).click()
  const figures = office.getByRole('row', { name: /2026年11月/ })
  expect((await figures.innerText()).replace(/\s+/g, ' ')).toContain('2026年11月 1 1 0 1')
  await site.close()
})

test.each([{ javaScript: true }, { javaScript: false }])('an officer sees a repeated request and drafts, JavaScript $javaScript', async ({ javaScript }) => {
  const site = await openSite('2026-11-24T10:00')
  const { page } = await visit(browserOf(), site, { javaScript })
  await signIn(page, 'information-officer')
  const register = async (subject: string) => {
    await page.goto('/staff/requests/new')
    await page.getByLabel('当面提交').check()
    await page.getByLabel('到达（提交、签收）日期').fill('2026-11-23')
    await page.getByLabel('凭据').fill('登记表 1 号')
    await page.getByLabel('姓名或者名称').fill('样例反复人')
    await page.getByLabel('身份证明').fill('居民身份证 110101190008080000')
    await page.getByLabel('联系电话').fill('13800000000')
    await page.getByLabel('信息的名称').fill(subject)
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByRole('link', { name: '打开这件申请' }).click()
    return new URL(page.url()).pathname
  }
  const first = await register('样例街公厕改造的招标文件')
  const draft = await openStep(page, '拟答复')
  await draft.getByLabel('答复正文').fill('经研究，现提供给您。')
  await draft.getByRole('button', { name: '拟答复' }).click()
  for (const [role, step] of [
    ['reviewer', '审核通过'],
    ['signer', '签发答复'],
  ] as const) {
    const { page: desk } = await visit(browserOf(), site, { javaScript })
    await signIn(desk, role)
    await desk.goto(first)
    const form = await openStep(desk, step)
    await form.getByRole('button', { name: step }).click()
    await desk.waitForURL(new RegExp(`${first}$`))
  }
  const again = await register('申请公开样例街公厕改造招标文件的复印件')
  await page.getByRole('heading', { name: '以前的申请' }).waitFor()
  if (javaScript) expect(await findingsOn(page)).toEqual([])
  await page.getByRole('button', { name: '按重复申请拟答复' }).click()
  const text = page.getByLabel('答复正文')
  const number = first.split('/').at(-1) ?? ''
  expect(await text.inputValue()).toContain(`本机关已于2026年11月24日以${number}号答复`)
  await page.locator('form', { has: text }).getByRole('button', { name: '拟答复' }).click()
  await page.waitForURL(new RegExp(`${again}$`))
  expect(await page.locator('main').innerText()).toContain('答复稿：重复申请')
  await site.close()
})

test.each([{ javaScript: true }, { javaScript: false }])('a ledger with mistakes is mended and imported, JavaScript $javaScript', async ({ javaScript }) => {
  const site = await openSite('2026-11-24T10:00')
  const { page } = await visit(browserOf(), site, { javaScript, width: 1440 })
  await signIn(page, 'information-officer')
  await page.getByRole('link', { name: '导入台账' }).click()
  const give = async (rows: Parameters<typeof aWorkbook>[0]) => {
    await page.getByLabel('填好的文件').setInputFiles({
      name: '台账2025.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await aWorkbook(rows)),
    })
    await page.getByRole('button', { name: '预览' }).click()
    await page.waitForURL(/import\/[0-9a-f-]{36}/)
  }
  await give([aPaper('纸1', { decision: '公开', repliedOn: '2025-06-10' }), aPaper('纸2')])
  const told = await page.locator('main').innerText()
  for (const says of ['将导入 1 件', '有错误 1 行', '第 2 行“答复类型”：“公开”不认识，最接近的是“予以公开”']) expect(told).toContain(says)
  if (javaScript) expect(await findingsOn(page)).toEqual([])
  expect(await page.getByRole('button', { name: /确认导入/ }).count()).toBe(0)
  await page.getByRole('link', { name: '重新上传' }).click()
  await give([aPaper('纸1', { decision: '予以公开', repliedOn: '2025-07-10' }), aPaper('纸2')])
  expect(await page.locator('main').innerText()).toContain('照实导入')
  await page.getByRole('button', { name: '确认导入 2 件' }).click()
  await page.getByText('已导入 2 件').waitFor()
  await page.getByRole('link', { name: '看台账' }).click()
  expect(await page.locator('main').innerText()).toContain('XQ-2025-')
  await site.close()
})
