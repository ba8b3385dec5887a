import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { parseXml, XmlElement } from '@rgrove/parse-xml'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findingsOn, openSite, type Site, useBrowser, visit } from '../support/browser.ts'
import { aCaseAtWork, takenByOthers } from '../support/given-cases.ts'
import { openHall } from '../support/hall.ts'

const UNIT = '区市政设施管护中心'
const STREET = '110102013'
const PLACE = { lon: 116.36, lat: 39.9 }
const browserOf = useBrowser()
const numberIn = (text: string): string => /XC\d{8}-\d{4}/.exec(text)?.[0] ?? ''

/** Every case of a list, page after page. */
async function listed(page: Page): Promise<string[]> {
  const numbers: string[] = []
  for (;;) {
    numbers.push(...(await page.locator('tbody th[scope=row] a').allInnerTexts()))
    const next = page.getByRole('link', { name: '下一页' })
    if ((await next.count()) === 0) return numbers
    await page.goto((await next.getAttribute('href')) ?? '')
  }
}

/** The links of a feed's entries, in its order. */
function entriesOf(feed: string): string[] {
  const elements = (parent: XmlElement | undefined) => (parent?.children ?? []).filter((one) => one instanceof XmlElement)
  const entries = elements(parseXml(feed).root ?? undefined).filter(({ name }) => name === 'entry')
  return entries.map((entry) => elements(entry).find(({ name }) => name === 'link')?.attributes['href'] ?? '')
}

describe.each([{ javaScript: true }, { javaScript: false }])('who looks on, JavaScript $javaScript', ({ javaScript }) => {
  test('a journalist finds what is overdue in a street, why it waited, and takes the same cases as a file and as a feed', async () => {
    const site = await openSite('2026-11-16T09:00')
    const held = [{ step: 'askSuspension', until: '2026-11-18', reason: '等管线单位交底' } as const, { step: 'grantSuspension', note: '同意' } as const]
    const late = [
      await aCaseAtWork(site.house, UNIT, { title: '拖着没办的', place: PLACE, street: STREET, days: 1 }),
      await aCaseAtWork(site.house, UNIT, { title: '挂过账的', place: PLACE, street: STREET, days: 1, since: held }),
    ]
    await aCaseAtWork(site.house, UNIT, { title: '还没到期的', place: PLACE, street: STREET, days: 30 })
    site.house.setNow('2026-11-18T10:00')
    await takenByOthers(site.house, UNIT, late[1] ?? '', [{ step: 'resume', note: '已经交底' }])
    site.house.setNow('2026-11-24T09:00')
    const { page } = await visit(browserOf(), site, { javaScript, width: 375 })
    await page.goto('/cases')
    await page.getByRole('link', { name: /^超期未结/ }).click()
    await page.getByLabel('街道').selectOption(STREET)
    await page.getByRole('button', { name: '查询' }).click()
    await page.locator('tbody th', { hasText: '拖着没办的' }).waitFor()
    if (javaScript) expect(await findingsOn(page)).toEqual([])
    const shown = await listed(page)
    expect(shown).toEqual(expect.arrayContaining(late))
    await page.getByText(`共 ${shown.length} 件，超期最久的在前`).waitFor()

    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSV', exact: true }).click()
    const csv = await readFile(await (await download).path(), 'utf8')
    const rows = csv.trim().split('\r\n').slice(1)
    expect(rows.map((row) => numberIn(row))).toEqual(shown)
    for (const row of rows) expect(row).toContain('超期')

    const feed = await page.request.get((await page.getByRole('link', { name: '订阅' }).getAttribute('href')) ?? '')
    expect(feed.headers()['content-type']).toContain('application/atom+xml')
    expect(entriesOf(await feed.text())).toEqual(shown.map((number) => `${site.address}/cases/${number}`))

    await page.getByRole('link', { name: late[1] ?? '' }).click()
    const record = page.locator('main')
    await record.getByRole('cell', { name: '挂账：等管线单位交底' }).first().waitFor()
    for (const says of ['超期', '理由：等管线单位交底', '恢复计时']) expect(await record.innerText()).toContain(says)
    await site.close()
  })

  test('a leader on a phone sees this week and what is late and why, and every figure opens its cases', async () => {
    const site = await openSite()
    const leader = await openHall(browserOf(), site, { javaScript, width: 375 }).open('leader', '/staff/supervision')
    expect(await leader.getByRole('navigation', { name: '时间' }).locator('[aria-current]').innerText()).toBe('本周')
    if (javaScript) expect(await findingsOn(leader)).toEqual([])
    const late = leader.getByRole('table', { name: '超期未结，最久的在前' }).locator('tbody tr')
    for (const why of await late.locator('[data-th=原因]').allInnerTexts()) expect(why).toMatch(/最近一次|回退|返工|延期|记录/)
    expect(await late.locator('[data-th=时限]').first().innerText()).toContain('超期')
    const figures = await leader.locator('.figures a').all()
    const links = await Promise.all(
      figures.map(async (link) => [(await link.getAttribute('href')) ?? '', Number((await link.innerText()).replace(',', ''))] as const),
    )
    expect(links.filter(([, figure]) => figure > 0).length).toBeGreaterThan(5)
    for (const [path, figure] of new Map(links)) {
      await leader.goto(path)
      expect((await listed(leader)).length, path).toBe(figure)
    }
    await site.close()
  })
})

const run = promisify(execFile)
/** An example of the page as it stands there, typed into a shell. */
const asTyped = async (site: Site, example: string): Promise<string> =>
  (await run('sh', ['-c', example.replace(/^curl/, 'curl -s').replaceAll(site.house.config.origin, site.address)])).stdout
const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 1))

test('an engineer reads the page, gets a key, and its examples work: a report, its number, the changes since yesterday, and an error that says what to change', async () => {
  const site = await openSite('2026-11-24T09:00')
  const { page } = await visit(browserOf(), site)
  await page.goto('/cases')
  await page.getByRole('link', { name: '开放接口' }).click()
  const example = (part: string, nth: number) =>
    page
      .locator('section', { has: page.locator(`#${part}`) })
      .locator('pre')
      .nth(nth)
      .innerText()
  await page.getByRole('heading', { name: '取得密钥' }).waitFor()

  const administrator = await openHall(browserOf(), site).open('system-administrator', '/staff/api-keys')
  await administrator.getByLabel('使用的单位和系统').fill('样例科技 随手报小程序')
  await administrator.getByLabel('上报案件').check()
  await administrator.getByRole('button', { name: '发放，并显示一次密钥' }).click()
  const key = (await administrator.getByLabel('新密钥').locator('.mono').innerText()).trim()

  const report = (await example('report', 0)).replace('您的密钥', key)
  const created: unknown = JSON.parse(await asTyped(site, report))
  expect(created).toEqual([
    { service_request_id: expect.stringMatching(/^XC20261124-\d{4}$/), service_notice: expect.stringContaining('查询码'), account_id: null },
  ])
  const number = numberIn(JSON.stringify(created))
  expect(await asTyped(site, report)).toContain(number)
  expect(JSON.parse(await asTyped(site, await example('report', 1)))).toMatchObject([{ service_request_id: number }])
  const one = (await example('requests', 0)).split('\n').at(-1) ?? ''
  expect(JSON.parse(await asTyped(site, one.replace(/XC[\d.]+-\d+/, number)))).toMatchObject([{ service_request_id: number, status: 'open' }])

  const changes = (await example('extensions', 0)).replace('2026-11-24', '2026-11-23')
  expect(bodyOf(await asTyped(site, changes))).toEqual(expect.arrayContaining([expect.objectContaining({ service_request_id: number })]))
  const wrong = await asTyped(site, report.replace('-d service_code=manhole', '').replace('-d lat=39.9123', '-d lat=north'))
  expect(JSON.parse(wrong)).toEqual([
    { code: 400, description: '缺少 service_code。服务目录见 services.xml' },
    { code: 400, description: expect.stringContaining('lat 应是 -90 到 90') },
  ])
  await site.close()
})
