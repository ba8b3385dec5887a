import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { pdfOf, words } from '../../src/modules/documents/pdf-builders.ts'
import { ID, KEPT, PHONE } from '../../src/modules/redaction/pdf-corpus-builders.ts'
import { findingsOn, openSite, signIn, useBrowser, visit } from '../support/browser.ts'
import { byPdftotext, plain } from '../support/extractors.ts'

const browserOf = useBrowser()
const GROUND = '公开会损害商业秘密、个人隐私等第三方合法权益（条例第十五条）'
const FILE = {
  name: '附件.pdf',
  mimeType: 'application/pdf',
  buffer: pdfOf([{ content: words(`${KEPT}${ID}`, 72, 742) + words(PHONE, 72, 442) }, { content: words(KEPT, 72, 700) }]),
}

/** An officer before a file that was just uploaded for a request. */
async function before({ javaScript, width = 1280 }: { javaScript: boolean; width?: number }) {
  const site = await openSite()
  const { page } = await visit(browserOf(), site, { javaScript, width })
  await signIn(page, 'information-officer')
  await page.goto('/staff/requests/XQ-2026-0001')
  await page.getByRole('link', { name: /^区分处理/ }).click()
  await page.getByLabel('上传文件').setInputFiles(FILE)
  await page.getByRole('button', { name: '上传并检索' }).click()
  await page.getByRole('heading', { name: '第 1 页，共 2 页' }).waitFor({ timeout: 60_000 })
  return { site, page }
}

async function produced(page: Page): Promise<string> {
  await page.getByRole('button', { name: '生成并复核' }).click()
  await page.getByRole('link', { name: '下载区分处理件' }).waitFor({ timeout: 60_000 })
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载区分处理件' }).click()])
  return plain(byPdftotext(readFileSync(await download.path())))
}

const fits = (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')

test.each([375, 1440])('a box drawn with the mouse is kept at once, can be undone, and takes what lies under it, %i px wide', async (width) => {
  const { site, page } = await before({ javaScript: true, width })
  expect([await findingsOn(page), await fits(page)]).toEqual([[], true])
  const draw = async () => {
    await page.locator('#box-ground').selectOption({ label: GROUND })
    const picture = page.getByRole('img', { name: '第 1 页，按住拖出要遮盖的一块' })
    await expect.poll(async () => (await picture.boundingBox())?.height ?? 0).toBeGreaterThan(200)
    await picture.evaluate((element) => element.scrollIntoView({ block: 'start' }))
    const box = await picture.boundingBox()
    if (!box) throw new Error('the page is seen')
    // The line of 16 points at 742 from below, of a page of 595 by 842.
    await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.09)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.12)
    await page.mouse.move(box.x + box.width * 0.95, box.y + box.height * 0.13)
    await page.mouse.up()
    await page.getByRole('heading', { name: '已标出 1 处' }).waitFor()
  }
  await draw()
  await page.getByRole('button', { name: '撤销刚才的一处' }).click()
  await page.getByRole('heading', { name: '已标出 0 处' }).waitFor()
  await draw()
  const text = await produced(page)
  expect([text.includes(ID), text.includes(PHONE)]).toEqual([false, true])
  expect([await findingsOn(page), await fits(page)]).toEqual([[], true])
  await site.close()
})

describe.each([{ javaScript: true }, { javaScript: false }])('without drawing, JavaScript $javaScript', ({ javaScript }) => {
  test('found numbers are ticked, words and figures typed; what lacks a ground comes back', async () => {
    const { site, page } = await before({ javaScript })
    await page.locator('#hits').getByRole('button', { name: '加勾选的' }).click()
    await page.locator('#hits').getByText('请选依据').waitFor()
    await page.locator('#hits-ground').selectOption({ label: GROUND })
    await page.locator('#hits').getByRole('button', { name: '加勾选的' }).click()
    await page.getByRole('heading', { name: '已标出 1 处' }).waitFor()
    await page.getByLabel('要遮盖的词句').fill(PHONE)
    await page.getByRole('button', { name: '加这些词句' }).click()
    await page.getByRole('heading', { name: '已标出 2 处' }).waitFor()
    await page.getByRole('link', { name: '下一页' }).click()
    for (const [side, share] of [
      ['左边', '10'],
      ['上边', '10'],
      ['宽', '60'],
      ['高', '10'],
    ] as const)
      await page.getByLabel(`${side}（%）`).fill(share)
    await page.getByRole('button', { name: '加这一框' }).press('Enter')
    await page.getByRole('heading', { name: '已标出 3 处' }).waitFor()
    await page.getByRole('heading', { name: '第 2 页，共 2 页' }).waitFor()
    const text = await produced(page)
    expect([text.includes(ID), text.includes(PHONE), text.split(KEPT).length - 1]).toEqual([false, false, 1])
    await site.close()
  })
})
