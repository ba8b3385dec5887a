import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findCase, submitReport, takeStepOn } from '../../src/modules/cases/index.ts'
import { aReport } from '../../src/modules/cases/builders.ts'
import { findingsOn, openSite, type Site, signIn, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()
const HOLE = '（样例）路边污水井盖缺失，晚上看不见'

/** Forty reports in the order they came; the first and the fourth are the same hole, the third wants a document. */
async function fortyReports(site: Site): Promise<string[]> {
  const numbers: string[] = []
  for (let i = 0; i < 40; i++) {
    const place = { lon: 116.35 + (i % 8) * 0.004, lat: 39.89 + Math.floor(i / 8) * 0.006 }
    const report =
      i === 0 || i === 3
        ? { description: HOLE, tile: 'manhole', place: { lon: 116.3601 + i * 0.00003, lat: 39.9 } }
        : i === 2
          ? { description: '（样例）想要样例街改造工程的设计文件', tile: 'other', place }
          : { description: `（样例）样例路${i}号门前暴露垃圾没人管`, tile: 'rubbish', place }
    const receipt = await submitReport(site.house, 1, aReport({ address: `样例路${i}号`, ...report }))
    if (!('number' in receipt)) throw new Error('no receipt')
    numbers.push(receipt.number)
  }
  return numbers
}

const inHand = async (page: Page): Promise<string> => (await page.locator('#chosen dd a').first().innerText()).trim()
/** Presses keys at the desk until the page says that the case in hand has moved on. */
async function press(page: Page, ...keys: readonly string[]): Promise<string> {
  const number = await inHand(page)
  for (const key of keys) await page.keyboard.press(key)
  await page.locator('#done', { hasText: number }).waitFor()
  return number
}
/** Goes down the list by the key until this case is in hand. */
async function goTo(page: Page, number: string): Promise<void> {
  for (let i = 0; i < 50 && (await inHand(page)) !== number; i++) {
    const before = await inHand(page)
    await page.keyboard.press('j')
    await expect.poll(() => inHand(page)).not.toBe(before)
  }
}
const stageOf = async (site: Site, number: string) => (await findCase(site.house.db, number))?.state.stage

test('the dispatcher works a queue of forty by the keyboard alone', async () => {
  const site = await openSite('2026-11-24T09:10')
  const numbers = await fortyReports(site)
  const [hole = '', rubbish = '', wanted = '', again = '', ...rest] = numbers
  const { page } = await visit(browserOf(), site)
  await signIn(page, 'dispatcher')
  await page.goto(`/staff/dispatch?stage=reported&case=${hole}`)
  expect(await page.locator('[data-queue] li').count()).toBeGreaterThanOrEqual(40)
  expect(await findingsOn(page)).toEqual([])

  // The hole: a condition with its limit and the reasons, then given out in one press.
  const proposal = await page.locator('#condition .choice').first().innerText()
  expect(proposal).toMatch(/污水井盖/)
  expect(proposal).toMatch(/现在派遣，到11月\d+日/)
  expect(proposal).toMatch(/说明里有“/)
  expect(await press(page, '1', 'd')).toBe(hole)
  expect(await stageOf(site, hole)).toBe('dispatched')
  expect(await inHand(page)).toBe(rubbish)

  // Step by step: accepted, then filed, each with its own key.
  expect(await press(page, '1', 'a')).toBe(rubbish)
  expect(await stageOf(site, rubbish)).toBe('screened')

  // What is another office's is passed over, and the same hole joined.
  expect(await inHand(page)).toBe(wanted)
  expect(await press(page, 't', 'Enter')).toBe(wanted)
  expect(await stageOf(site, wanted)).toBe('transferred')
  expect(await inHand(page)).toBe(again)
  expect(await page.getByText('疑似同一问题').count()).toBe(1)
  expect(await press(page, 'm', 'Enter')).toBe(again)
  expect(await findCase(site.house.db, again)).toMatchObject({ state: { stage: 'merged', parent: hole } })

  // Several at once: what is ticked stays ticked while going on.
  const [one = '', two = ''] = rest
  await goTo(page, one)
  await page.keyboard.press('x')
  await goTo(page, two)
  await page.keyboard.press('x')
  expect(await page.locator('[data-picked]').innerText()).toContain('选中 2 件')
  await page.locator('#batch button[value=file]').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '批量立案的结果' }).waitFor()
  for (const number of [one, two]) {
    const filed = (await stageOf(site, number)) === 'filed'
    expect(await page.locator('tr', { hasText: number }).innerText()).toContain(filed ? '已受理、立案' : '没有办成')
  }
  await site.close()
})

test('a case that a unit gave back shows who had it how long, and goes to another unit only with a reason', async () => {
  const site = await openSite('2026-11-24T09:10')
  const [hole = ''] = await fortyReports(site)
  const { page } = await visit(browserOf(), site)
  await signIn(page, 'dispatcher')
  await page.goto(`/staff/dispatch?stage=reported&case=${hole}`)
  await press(page, '1', 'd')
  const one = await findCase(site.house.db, hole)
  const unit = one?.state.tenure?.unit.name ?? ''
  site.house.setNow('2026-11-24T10:30')
  const by = { id: randomUUID(), account: 'unit', name: '样例处置人员', role: 'handler', department: unit, agencyId: 1 } as const
  for (const order of [{ step: 'receive' }, { step: 'return', reason: '产权属于另一家单位' }] as const)
    expect(await takeStepOn(site.house, { number: hole, version: undefined, order, by })).toHaveProperty('number')

  await signIn(page, 'dispatcher') // an hour away is a session over
  await page.goto('/staff/dispatch?stage=returned')
  await goTo(page, hole)
  const told = await page.locator('#chosen').innerText()
  expect(told).toContain('产权属于另一家单位')
  expect(told).toContain('在它手里 1 小时 20 分')
  await page.keyboard.press('2')
  await page.keyboard.press('d')
  expect(await page.getByRole('alert').innerText()).toContain('请写明依据')
  const reason = page.getByLabel('依据，公众会看到')
  await reason.fill('')
  await reason.pressSequentially('dd 产权清册载明')
  expect(await stageOf(site, hole)).toBe('returned')
  await page.keyboard.press('Enter')
  await page.locator('#done', { hasText: hole }).waitFor()
  const after = await findCase(site.house.db, hole)
  expect(after?.state.stage).toBe('dispatched')
  expect(after?.state.tenure?.unit.name).not.toBe(unit)

  await page.goto(`/cases/${hole}`)
  expect(await page.locator('main').innerText()).toContain('回退')
  await site.close()
})

test('single keys can be switched off, and do nothing while somebody writes', async () => {
  const site = await openSite('2026-11-24T09:10')
  const [hole = ''] = await fortyReports(site)
  const { page } = await visit(browserOf(), site)
  await signIn(page, 'dispatcher')
  await page.goto(`/staff/dispatch?stage=reported&case=${hole}`)
  await page.getByLabel('标题，公众会看到').focus()
  await page.keyboard.press('j')
  expect(await inHand(page)).toBe(hole)
  await page.locator('h1').click()
  await page.keyboard.press('?')
  await page.getByLabel('用单个字母键办理').uncheck()
  await page.locator('h1').click()
  await page.keyboard.press('j')
  await page.reload()
  await page.keyboard.press('j')
  expect(await inHand(page)).toBe(hole)
  expect(await stageOf(site, hole)).toBe('reported')
  await site.close()
})
