import { describe, expect, test } from 'vitest'
import { keepPhotos, listPhotos, processWaiting } from '../../src/modules/photos/index.ts'
import { findingsOn, openSite, signIn, useBrowser, visit } from '../support/browser.ts'
import { aCaseAtWork } from '../support/given-cases.ts'
import { phonePhoto } from '../support/pictures.ts'

const UNIT = '区市政设施管护中心'
const browserOf = useBrowser()

/** A case with one photo that nobody has looked at, open before a screener. */
async function screening({ javaScript = true, width = 375 }: { javaScript?: boolean; width?: number } = {}) {
  const site = await openSite('2026-11-24T09:00')
  const number = await aCaseAtWork(site.house, UNIT, { title: '井盖缺失', place: { lon: 116.36, lat: 39.9 }, days: 3 })
  const bytes = await phonePhoto(3, 640, 480)
  await keepPhotos(site.house, `cases/${number}`, [{ name: '现场.jpg', bytes }], { role: 'report', by: null })
  await processWaiting(site.house)
  const photo = async () => (await listPhotos(site.house.db, `cases/${number}`))[0]
  const { page } = await visit(browserOf(), site, { javaScript, width })
  await signIn(page, 'screener')
  await page.goto(`/staff/cases/${number}`)
  return { site, number, page, photo }
}

test.each([375, 1440])('a rectangle drawn with the mouse fills the fields and is painted over, %i px wide', async (width) => {
  const { site, page, photo } = await screening({ width })
  const before = await photo()
  await page.getByText('遮盖人脸、车牌').click()
  await page.getByText('在照片上拖动，框住要遮盖的地方').waitFor()
  const picture = page.getByRole('img', { name: '按住拖出要遮盖的一块' })
  await picture.scrollIntoViewIfNeeded()
  await expect.poll(async () => (await picture.boundingBox())?.height ?? 0).toBeGreaterThan(100)
  const box = await picture.boundingBox()
  const panel = await page.locator('.panel', { has: picture }).boundingBox()
  if (!box || !panel) throw new Error('the photo is on the page')
  expect(box.width).toBeGreaterThan(panel.width * 0.85)
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.75)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.6)
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.5)
  await page.mouse.up()
  await page.mouse.move(box.x, box.y)
  const values = await Promise.all(['左边', '上边', '宽', '高'].map((side) => page.getByLabel(`${side}（%）`).inputValue()))
  expect(values).toEqual(['25', '50', '50', '25'])
  await page.getByRole('button', { name: '遮盖', exact: true }).click()
  await page.waitForURL(/#photo-/)
  expect((await photo())?.fullSha256).not.toBe(before?.fullSha256)
  await site.close()
})

describe.each([{ javaScript: true }, { javaScript: false }])('a photo form that lacks something, JavaScript $javaScript', ({ javaScript }) => {
  test('comes back on the case with the sentence beside it and what was typed', async () => {
    const { site, page, photo } = await screening({ javaScript })
    await page.getByText('遮盖人脸、车牌').click()
    await page.getByLabel('左边（%）').fill('12')
    await page.getByRole('button', { name: '遮盖', exact: true }).click()
    const form = page.locator('form[action$="/redact"]')
    await form.getByText('还没有框出要遮盖的地方。在照片上拖动，框住要遮盖的地方，或者在左边、上边、宽、高里填数字').waitFor()
    expect(await page.getByLabel('左边（%）').inputValue()).toBe('12')
    if (javaScript) expect(await findingsOn(page)).toEqual([])

    await page.locator('summary', { hasText: '不公开' }).click()
    const reason = page.getByLabel('第 1 张不公开的理由')
    await reason.press('Enter')
    await page.locator('form[action$="/screen"]').getByText('请写明不公开的理由').waitFor()
    expect((await photo())?.screened).toBe('held')
    await reason.fill('拍到了孩子')
    await reason.press('Enter')
    await page.getByText('不公开：拍到了孩子').waitFor()
    expect((await photo())?.screened).toBe('withheld')
    await site.close()
  })
})
