import ExcelJS from 'exceljs'
import { afterEach, expect, test } from 'vitest'
import { deliverWaiting } from '../../src/modules/disclosure/channels/deliver-waiting.ts'
import { smtpDoor } from '../../src/modules/notifications/index.ts'
import { sendWaiting } from '../../src/modules/notifications/send-waiting.ts'
import { getHomeAgency } from '../../src/modules/organizations/index.ts'
import { findingsOn, openSite, type Site, signIn, useBrowser, visit } from '../support/browser.ts'
import { httpPeer } from '../support/http-peer.ts'
import { mailPeer } from '../support/mail-peer.ts'
import { publish } from '../support/publishing.ts'

const browserOf = useBrowser()
let site: Site
afterEach(() => site.close())

async function open(): Promise<Site> {
  const opened = await openSite('2026-11-24T09:00')
  Object.assign(opened.house, { agencyId: (await getHomeAgency(opened.house.db)).id })
  return opened
}

test('a resident subscribes, confirms by the link of the mail, gets one mail and leaves by its link, without script', async () => {
  site = await open()
  const peer = await mailPeer()
  const mails = async () => {
    await deliverWaiting(site.house)
    await sendWaiting(site.house, [smtpDoor(peer.config)], 50)
    return peer.received
  }
  const { page } = await visit(browserOf(), site, { javaScript: false, width: 375 })
  await page.goto('/disclosure')
  await page.getByRole('link', { name: '邮件订阅' }).click()
  await page.getByLabel('邮箱').fill('不是邮箱')
  await page.getByLabel('通知公告').check()
  await page.getByRole('button', { name: '订阅' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByLabel('通知公告').isChecked()).toBe(true)
  await page.getByLabel('邮箱').fill('jumin@example.com')
  await page.getByRole('button', { name: '订阅' }).click()
  await page.getByRole('heading', { name: '请去邮箱确认' }).waitFor()
  const pathIn = (text: string): string => /\/disclosure\/subscribe\/\S+/.exec(text)?.[0] ?? ''
  await page.goto(pathIn((await mails())[0]?.text ?? ''))
  await page.getByRole('button', { name: '确认订阅' }).click()
  await page.getByText('会收到：通知公告').waitFor()

  await publish(site.house, { column: 'notices', title: '（样例）窗口时间调整' })
  await publish(site.house, { column: 'news' })
  const [, letter, ...others] = await mails()
  expect([letter?.header('subject'), others]).toEqual(['新公开：（样例）窗口时间调整', []])
  await page.goto(pathIn(letter?.text.slice(letter.text.indexOf('退订')) ?? ''))
  await page.getByRole('button', { name: '退订' }).click()
  await page.getByText('邮箱地址没有留下').waitFor()
  await publish(site.house, { column: 'notices' })
  expect(await mails()).toHaveLength(2)
})

test('the officer adds a platform, sees a push that failed with its reason, and sends it again', async () => {
  site = await open()
  const peer = await httpPeer()
  peer.mind = () => ({ status: 401 })
  const { page } = await visit(browserOf(), site)
  await signIn(page, 'information-officer')
  await page.getByRole('link', { name: '渠道和送达' }).click()
  await page.getByLabel('单位和平台').fill('样例市门户网站')
  await page.getByLabel('推送地址').fill('ftp://example.org')
  await page.getByRole('button', { name: '登记' }).click()
  await page.getByRole('alert').getByText('https://').waitFor()
  await page.getByLabel('推送地址').fill(`${peer.address}/in`)
  await page.getByRole('button', { name: '登记' }).click()
  const secret = await page.getByText(/^whsec_/).textContent()
  await page.goto('/staff/channels')
  expect(await page.content()).not.toContain(secret)
  await publish(site.house, { title: '（样例）推送的信息' })
  await deliverWaiting(site.house)
  await page.goto('/staff/channels')
  await page.getByRole('link', { name: /没有送成/ }).click()
  const row = page.getByRole('row', { name: /推送的信息/ })
  expect(await row.textContent()).toContain('请向对方核实地址和验签')
  expect(await findingsOn(page)).toEqual([])
  peer.mind = () => ({ status: 200 })
  await row.getByRole('button', { name: '再送一次' }).click()
  await page.waitForURL(/\/staff\/channels\/2026-/)
  await deliverWaiting(site.house)
  await page.reload()
  await page
    .getByRole('row', { name: /推送到样例市门户网站/ })
    .getByText('已送达')
    .waitFor()
  expect(peer.calls).toHaveLength(2)
  expect(await findingsOn(page)).toEqual([])
})

async function workbook(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('信息')
  for (const row of rows) sheet.addRow([...row])
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('the officer takes in a table: what is wrong is told by line, what is chosen becomes drafts, and the same table again gives nothing new', async () => {
  site = await open()
  const { page } = await visit(browserOf(), site, { javaScript: false })
  await signIn(page, 'information-officer')
  const head = ['编号', '标题', '栏目', '成文日期', '正文']
  const good = ['1', '（样例）表里的通知', '通知公告', '2026年11月20日', '样例正文。']
  const read = async (...rows: readonly string[][]) => {
    await page.goto('/staff/channels/inward')
    await page.getByLabel('或者选一个文件').setInputFiles({ name: '信息.xlsx', mimeType: 'application/octet-stream', buffer: await workbook([head, ...rows]) })
    await page.getByLabel('来自哪个单位或者系统').fill('样例街道')
    await page.getByRole('button', { name: '读出来看看' }).click()
    await page.getByRole('heading', { name: '看看取哪些' }).waitFor()
  }
  await read(
    good,
    ['2', '', '通知公告', '2026-11-20', ''],
    ['3', '（样例）没有这个栏目', '别的', '2026-11-20', ''],
    ['4', '（样例）不要的', 'news', '2026/11/21', ''],
  )
  expect(await page.getByRole('row', { name: /^— 3 / }).textContent()).toContain('写一个标题')
  expect(await page.getByRole('row', { name: /没有这个栏目/ }).textContent()).toContain('没有叫“别的”的栏目')
  await page.getByLabel('取第 5 条').uncheck()
  await page.getByRole('button', { name: '把选中的取为草稿' }).click()
  await page.getByText('已取入 1 条').waitFor()
  await read(good, ['4', '（样例）不要的', 'news', '2026/11/21', ''])
  expect(await page.getByRole('row', { name: /表里的通知/ }).textContent()).toContain('没有变化')
  await read([...good.slice(0, 4), '改过的正文。'])
  await page
    .getByRole('row', { name: /表里的通知/ })
    .getByText('有变化')
    .waitFor()
  await page.getByRole('button', { name: '把选中的取为草稿' }).click()
  await page.getByText('已取入 1 条').waitFor()
  await page.goto('/staff/disclosure?tab=drafting')
  await page.getByRole('link', { name: '表里的通知' }).click()
  await page.getByText('改过的正文。').waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: '改稿' }).count()).toBe(1)
})

test('an address is read by the officer, a bad one says why', async () => {
  site = await open()
  const peer = await httpPeer()
  const feed = (title: string) => `<rss version="2.0"><channel><title>样例局</title><link>https://x.example/</link><description>x</description>
    <item><guid>g1</guid><link>https://x.example/1</link><title>${title}</title><pubDate>Fri, 20 Nov 2026 01:00:00 GMT</pubDate><description>&lt;p&gt;正文&lt;script&gt;x&lt;/script&gt;&lt;/p&gt;</description></item></channel></rss>`
  peer.mind = ({ path }) => (path === '/feed' ? { status: 200, body: feed('（样例）转来的动态') } : { status: 404 })
  const { page } = await visit(browserOf(), site, { javaScript: false })
  await signIn(page, 'information-officer')
  const ask = async (path: string) => {
    await page.goto('/staff/channels/inward')
    await page.getByLabel('网址').fill(peer.address + path)
    await page.getByLabel('没有写栏目的放到').selectOption('news')
    await page.getByRole('button', { name: '读出来看看' }).click()
  }
  await ask('/none')
  await page.getByRole('alert').getByText('对方答复 404').waitFor()
  await ask('/feed')
  await page.getByRole('button', { name: '把选中的取为草稿' }).click()
  await page.getByText('已取入 1 条').waitFor()
  await page
    .getByRole('row', { name: /转来的动态/ })
    .getByRole('link')
    .click()
  await page.getByText('样例局').waitFor()
})
