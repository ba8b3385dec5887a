import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findingsOn, openSite, openStep, signIn, useBrowser, visit } from '../support/browser.ts'
import { aCaseAtWork } from '../support/given-cases.ts'
import { openHall, photoFile } from '../support/hall.ts'

const UNIT = '区市政设施管护中心'
const HERE = { longitude: 116.36, latitude: 39.9 }
const north = (metres: number) => ({ lon: HERE.longitude, lat: HERE.latitude + metres / 111_195 })
const browserOf = useBrowser()

/** By the telephone's position, or by typing it. */
async function sayWhere(page: Page, javaScript: boolean, field: string, button: string): Promise<void> {
  if (javaScript) await page.getByRole('button', { name: button }).click()
  else await page.getByLabel(field).fill(`${HERE.longitude},${HERE.latitude}`)
}

describe.each([{ javaScript: true }, { javaScript: false }])('on the street with a phone, JavaScript $javaScript', ({ javaScript }) => {
  test('the handler goes to the nearest case, feeds back with a photo, and asks for three more days, which everybody sees', async () => {
    const site = await openSite('2026-11-24T09:00')
    const far = await aCaseAtWork(site.house, UNIT, { title: '最急也最远的', place: north(1_500), days: 1 })
    const near = await aCaseAtWork(site.house, UNIT, { title: '就在旁边的', place: north(60), days: 5 })
    const middle = await aCaseAtWork(site.house, UNIT, { title: '隔一条街的', place: north(500), days: 3 })
    const { page, context } = await visit(browserOf(), site, { javaScript, width: 375 })
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation(HERE)
    const mine = async () => (await page.locator('tbody th a').allInnerTexts()).filter((number) => [far, near, middle].includes(number))
    await signIn(page, 'handler')
    expect(await mine()).toEqual([far, middle, near])
    await sayWhere(page, javaScript, '我的位置', '定位')
    if (!javaScript) await page.getByRole('button', { name: '离我近的在前' }).click()
    await page.locator('tr', { hasText: near }).getByText('60 米').waitFor()
    expect(await mine()).toEqual([near, middle, far])

    await page.getByRole('link', { name: near }).click()
    const feedBack = await openStep(page, '处置反馈')
    await feedBack.getByRole('button', { name: '处置反馈' }).click()
    await page.getByRole('alert').getByText('写明处置的情况').waitFor()
    if (javaScript) expect(await findingsOn(page)).toEqual([])
    const again = await openStep(page, '处置反馈')
    await again.getByLabel('处置的情况').fill('换了新井盖')
    await again.getByLabel('处置后的照片').setInputFiles(await photoFile(1))
    await again.getByRole('button', { name: '处置反馈' }).click()
    await page.getByText('已处置，待核查', { exact: true }).waitFor()

    await page.goto(`/staff/cases/${middle}`)
    const ask = await openStep(page, '申请延期')
    await ask.getByLabel('延长多少').fill('3')
    await ask.getByLabel('延期的理由').fill('井圈要按尺寸定做，周一才到')
    await ask.getByRole('button', { name: '申请延期' }).click()
    await page.locator('.timeline').getByText('申请延期').waitFor()
    const hall = openHall(browserOf(), site)
    const officer = await hall.open('duty-officer', '/staff/cases')
    await officer.getByRole('link', { name: /^待批申请/ }).click()
    await officer.getByRole('link', { name: middle }).click()
    await (await openStep(officer, '批准延期')).getByText('承办单位的理由：井圈要按尺寸定做，周一才到').waitFor()
    await hall.take(middle, ['duty-officer', '批准延期', '处置中', (form) => form.getByLabel('批准的意见').fill('同意，现场先围挡')])
    await page.goto(`/cases/${middle}`)
    const open = await page.locator('main').innerText()
    for (const says of ['理由：井圈要按尺寸定做，周一才到', '第 1 次延期，最多 2 次。同意，现场先围挡', '承诺 12月2日（周三）17:30 前处置完毕'])
      expect(open).toContain(says)
    await site.close()
  })

  test('the inspector passes one case; another fails for the third time, and he sees that it goes to the leader and to the public list', async () => {
    const site = await openSite('2026-11-24T09:00')
    const back = { step: 'feedBack', note: '已处置' } as const
    const failed = { step: 'fail', note: '仍然松动', metres: 5 } as const
    const good = await aCaseAtWork(site.house, UNIT, { title: '修好了的', place: north(20), days: 3, since: [back] })
    const bad = await aCaseAtWork(site.house, UNIT, { title: '又松动的', place: north(40), days: 3, since: [back, failed, back, failed, back] })
    const { page, context } = await visit(browserOf(), site, { javaScript, width: 375 })
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation(HERE)
    await signIn(page, 'inspector')
    const verify = async (number: string, step: string, note: string, field: string) => {
      await page.goto('/staff/cases')
      await page.getByRole('link', { name: number }).click()
      const form = await openStep(page, step)
      await form.getByLabel(field).fill(note)
      await sayWhere(page, javaScript, '您站的位置', '用手机定位')
      await expect.poll(() => page.getByLabel('您站的位置').inputValue()).not.toBe('')
      await form.getByLabel('现场照片').setInputFiles(await photoFile(2))
      await form.getByRole('button', { name: step }).click()
    }
    await verify(good, '核查通过', '井盖平整，不响', '看到的情况')
    await page.getByText('核查通过，待结案', { exact: true }).waitFor()
    await verify(bad, '核查未通过，返工', '第三次还是松动', '哪里不符合结案条件')
    await page.getByText('三核未通过，已提请领导督办').waitFor()
    if (javaScript) expect(await findingsOn(page)).toEqual([])
    await page.getByRole('link', { name: '三核未通过公示' }).click()
    await page.getByRole('link', { name: bad }).click()
    const open = await page.locator('main').innerText()
    for (const says of ['第 3 轮核查：未通过，返工', '第三次还是松动', '督办：领导督办', '核查位置距案件 40 米']) expect(open).toContain(says)

    const leader = await openHall(browserOf(), site).open('leader', '/staff/supervision/cases?watched=threeFail')
    await leader.getByRole('link', { name: bad }).waitFor()
    await site.close()
  })
})
