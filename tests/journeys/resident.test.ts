import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findingsOn, openSite, useBrowser, visit } from '../support/browser.ts'
import { openHall, photoFile, TO_A_UNIT_AGAIN, toAUnit, toTheEnd } from '../support/hall.ts'

const UNIT = '区市政设施管护中心'
const AT_THE_COVER = { longitude: 116.36, latitude: 39.9 }
type Receipt = { readonly number: string; readonly code: string }
const browserOf = useBrowser()

/** By the telephone's own position, or with a tap on the street and a tap on the spot. */
async function sayWhere(page: Page, javaScript: boolean): Promise<void> {
  if (javaScript) {
    await page.getByRole('button', { name: '用手机定位' }).click()
    await page.getByRole('status').getByText('已定位').waitFor()
    return
  }
  await page.getByRole('button', { name: '在地图上选点' }).click()
  await page.getByAltText('地图：放大这里').click({ position: { x: 160, y: 210 } })
  await page.getByAltText('地图：选定这一点').click({ position: { x: 160, y: 210 } })
  await page.getByRole('status').getByText('已选定位置').waitFor()
}

async function reportCover(page: Page, javaScript: boolean): Promise<Receipt> {
  await page.goto('/')
  await page.getByRole('link', { name: '我要上报' }).first().click()
  await page.getByLabel('拍问题').setInputFiles(await photoFile(1))
  await page.getByLabel('拍周围的标志物').setInputFiles(await photoFile(2))
  await page.getByRole('radio', { name: '井盖箅子' }).check()
  await sayWhere(page, javaScript)
  await page.getByLabel('手机号').fill('138 0000 0000')
  return await sent(page)
}

async function sent(page: Page): Promise<Receipt> {
  await page.getByRole('button', { name: '提交上报' }).click()
  await page.getByRole('heading', { name: '收到了，谢谢' }).waitFor()
  const number = /XC\d{8}-\d{4}/.exec(await page.locator('main').innerText())?.[0] ?? ''
  return { number, code: (await page.locator('.mono').innerText()).trim() }
}

/** Another day, perhaps on another telephone: by number and query code. */
async function lookUp(page: Page, { number, code }: Receipt): Promise<string> {
  await page.context().clearCookies()
  await page.goto('/report/track')
  await page.getByLabel('上报编号').fill(number)
  await page.getByLabel('查询码').fill(code)
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByRole('heading', { name: '您说的' }).waitFor()
  return await page.locator('main').innerText()
}

describe.each([{ javaScript: true }, { javaScript: false }])('a resident on a phone, JavaScript $javaScript', ({ javaScript }) => {
  test('reports a broken cover, sees who has it, until when and why it waits, and rates what was done', async () => {
    const site = await openSite('2026-11-24T09:00')
    const hall = openHall(browserOf(), site)
    const { page, context } = await visit(browserOf(), site, { javaScript, width: 375 })
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation(AT_THE_COVER)
    const stands = async () => javaScript && expect(await findingsOn(page), page.url()).toEqual([])
    const receipt = await reportCover(page, javaScript)
    await stands()
    await page.getByRole('link', { name: '查进展' }).click()
    await page.getByText('待甄别', { exact: true }).waitFor()

    await hall.release(receipt.number, 1, 2)
    await hall.take(receipt.number, ...toAUnit('screener', '不明井盖：缺失、移位、开裂（2 紧急工作时）'))
    const given = await lookUp(page, receipt)
    expect(given).toContain(`派发部门：${UNIT}`)
    expect(given).toContain('11月24日（周二）11:02 前处置完毕')

    site.house.setNow('2026-11-24T09:40')
    await hall.take(
      receipt.number,
      [
        'handler',
        '申请挂账',
        '处置中',
        async (form) => {
          await form.getByLabel('挂账到哪一天').fill('2026-11-30')
          await form.getByLabel('挂账的理由').fill('井圈要按尺寸定制，先围挡')
        },
      ],
      ['duty-officer', '批准挂账', '处置中', (form) => form.getByLabel('批准的意见').fill('同意，围挡每日巡查')],
    )
    site.house.setNow('2026-11-25T08:00')
    const waits = await lookUp(page, receipt)
    expect(waits).toContain('挂账到11月30日（周一），恢复后重新算出到期时刻。原因：井圈要按尺寸定制，先围挡。')
    expect(waits).toContain('11月24日（周二）09:40 起')
    await stands()

    site.house.setNow('2026-11-27T10:00')
    await hall.take(receipt.number, ['handler', '恢复计时', '处置中', (form) => form.getByLabel('恢复计时的情况').fill('井圈已到货')], ...toTheEnd(3))
    await hall.release(receipt.number, 3, 4)
    const closed = await lookUp(page, receipt)
    expect(await page.locator('.photos figcaption').allInnerTexts()).toEqual(['上报照片', '上报照片', '处置后', '核查'])
    for (const picture of await page.locator('.photos img').all()) {
      const shown = await page.request.get((await picture.getAttribute('src')) ?? '')
      expect([shown.status(), shown.headers()['content-type']]).toEqual([200, 'image/jpeg'])
    }
    expect(closed).toContain('已更换井盖，符合结案条件')
    expect(closed).toContain('按期')
    expect(closed).toContain('5.00 元')
    expect(closed).toContain('不用您申请')
    await page.getByLabel('满意', { exact: true }).check()
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByRole('heading', { name: '您的评价' }).waitFor()
    await stands()
    await site.close()
  })

  test('is not satisfied, says why, and sees that it is looked at again', async () => {
    const site = await openSite('2026-11-24T09:00')
    const hall = openHall(browserOf(), site)
    const { page } = await visit(browserOf(), site, { javaScript, width: 375 })
    await page.goto('/report')
    await page.getByRole('radio', { name: '其他、不确定' }).check()
    await page.getByRole('button', { name: '提交上报' }).click()
    await page.getByRole('alert').getByRole('link', { name: '写明在哪里' }).waitFor()
    expect(await page.getByRole('radio', { name: '其他、不确定' }).isChecked()).toBe(true)
    await page.getByLabel('具体位置').fill('样例胡同 3 号门前')
    await page.getByLabel('街道').selectOption({ label: '牛街街道' })
    const receipt = await sent(page)
    await hall.take(receipt.number, ...toAUnit('dispatcher', '户外健身设施：破损、缺失（3 个工作日）'), ...toTheEnd(3))
    await lookUp(page, receipt)
    await page.getByLabel('不满意').check()
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByRole('alert').getByText('写一句哪里不满意').waitFor()
    expect(await page.getByLabel('不满意').isChecked()).toBe(true)
    await page.getByLabel('想说的话').fill('踏板还是松的')
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByText('您没有留联系方式，我们按您写的到现场再看').waitFor()

    await hall.take(receipt.number, ['duty-officer', '回访后重办', '待派遣', (form) => form.getByLabel('重办的理由').fill('电话回访，踏板确实没有固定')])
    await hall.take(receipt.number, ...TO_A_UNIT_AGAIN)
    const again = await lookUp(page, receipt)
    for (const says of ['第 1 次重办', '踏板还是松的', '电话回访，踏板确实没有固定', `派发部门：`]) expect(again).toContain(says)
    await site.close()
  })
})
