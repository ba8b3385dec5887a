import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openSite, useBrowser, visit } from '../support/browser.ts'
import { openHall, photoFile, toAUnit, toTheEnd } from '../support/hall.ts'
import { listen, skipToMain, stumbles, tabTo } from '../support/reader.ts'

const browserOf = useBrowser()
const button = (page: Page, name: string) => page.getByRole('button', { name })
const press = async (page: Page, name: string): Promise<void> => {
  await tabTo(page, button(page, name))
  await page.keyboard.press('Enter')
}

describe.each([{ javaScript: true }, { javaScript: false }])('by keyboard and ear, without position and map, JavaScript $javaScript', ({ javaScript }) => {
  test('a report is made, followed and rated', async () => {
    const site = await openSite('2026-11-24T09:00')
    const hall = openHall(browserOf(), site)
    const { page } = await visit(browserOf(), site, { javaScript, width: 375 })
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto('/report')
    expect(stumbles(await listen(page))).toEqual([])
    await skipToMain(page)
    const chooser = page.waitForEvent('filechooser')
    await tabTo(page, page.getByLabel('拍问题'))
    await page.keyboard.press('Space')
    await (await chooser).setFiles(await photoFile(1))
    if (javaScript) {
      await press(page, '用手机定位')
      await page.getByRole('status').getByText('没有定到位置，请写地址').waitFor()
    }
    await press(page, '提交上报')

    await page.getByRole('alert').and(page.locator(':focus')).waitFor()
    const refused = await listen(page)
    expect(stumbles(refused)).toEqual([])
    expect(refused.some(({ role }) => role === 'alert')).toBe(true)
    const kind = refused.find(({ role, name }) => role === 'group' && name === '是哪一类问题')
    expect(kind?.description).toContain('选一类问题；说不清的选“其他、不确定”')
    const sentence = '写明在哪里：路名加门牌，或者附近的标志物'
    const address = refused.find(({ role, name }) => role === 'textbox' && name === '具体位置')
    expect(address).toMatchObject({ invalid: true, description: expect.stringContaining(sentence) })
    await tabTo(page, page.getByRole('alert').getByRole('link', { name: '选一类问题' }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('radio', { name: '道路破损' }))
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('radio', { name: '井盖箅子' }).isChecked()).toBe(true)
    await tabTo(page, page.getByLabel('具体位置'))
    await page.keyboard.type('样例胡同 3 号门前')
    expect(await page.getByLabel('具体位置').inputValue()).toBe('样例胡同 3 号门前')
    expect(await page.getByText('已收到 1 张，不用再选').count()).toBe(1)
    await page.keyboard.press('Enter') // in a field, which sends the report and opens no map

    await page.getByRole('heading', { name: /^上报编号 XC20261124-\d{4}$/ }).waitFor()
    expect(stumbles(await listen(page))).toEqual([])
    const number = /XC\d{8}-\d{4}/.exec(await page.title())?.[0] ?? ''
    const code = (await page.locator('.mono').innerText()).trim()
    await hall.take(number, ...toAUnit('dispatcher', '不明井盖：弹跳、翻盖（2 个工作日）'), ...toTheEnd(3))

    await page.context().clearCookies()
    await page.goto('/report/track')
    expect(stumbles(await listen(page))).toEqual([])
    await skipToMain(page)
    await tabTo(page, page.getByLabel('上报编号'))
    await page.keyboard.type(number)
    await page.keyboard.press('Tab')
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '请您评价' }).waitFor()
    const closed = await listen(page)
    expect(stumbles(closed)).toEqual([])
    expect(closed.filter(({ role }) => role === 'heading').map(({ name }) => name)).toContain('结案意见')
    expect(closed.find(({ role, name }) => role === 'textbox' && name === '想说的话')?.description).toContain('写的话会公开，不带您的姓名')
    await skipToMain(page)
    await press(page, '提交评价')
    await tabTo(page, page.getByRole('alert').getByRole('link', { name: '选一个：满意，或者不满意' }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('radio', { name: '满意', exact: true }))
    await page.keyboard.press('Space')
    await press(page, '提交评价')
    await page.getByRole('heading', { name: '您的评价' }).waitFor()
    expect(asked.filter((path) => path.includes('map'))).toEqual([])
    await site.close()
  })
})
