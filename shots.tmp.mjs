import { chromium } from 'playwright-core'
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const base = 'http://127.0.0.1:3251'
for (const width of [375, 1440]) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, baseURL: base, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto('/requests/new')
  await page.getByLabel('信息的名称、文号或者其他特征').pressSequentially('停车诱导系统的采购合同')
  await page.waitForTimeout(2500)
  await page.screenshot({ path: `/tmp/shot-offers-${width}.png`, fullPage: true })
  await page.goto('/staff/sign-in')
  await page.getByLabel('账号').fill('xinxi'); await page.getByLabel('密码').fill('gongkai-demo')
  await page.getByRole('button', { name: '登录' }).click(); await page.waitForURL(/staff(?!\/sign)/)
  for (const [name, path] of [['offered', '/staff/requests/offers'], ['feed', '/staff/requests/deadlines'], ['import', '/staff/requests/import'], ['queue', '/staff/requests']]) {
    await page.goto(path); await page.screenshot({ path: `/tmp/shot-${name}-${width}.png`, fullPage: true })
  }
  await page.goto('/staff/requests/deadlines'); await page.getByRole('button', { name: /生成/ }).click(); await page.screenshot({ path: `/tmp/shot-feed2-${width}.png`, fullPage: true })
  await page.goto('/staff/requests/import')
  await page.getByLabel('填好的文件').setInputFiles('/tmp/radar-ledger.xlsx')
  await page.getByRole('button', { name: '预览' }).click(); await page.waitForURL(/import\/[0-9a-f-]{36}/)
  await page.screenshot({ path: `/tmp/shot-preview-${width}.png`, fullPage: true })
  await context.close()
}
await browser.close()
