import { spawnSync } from 'node:child_process'
import { serve } from '@hono/node-server'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { DEMONSTRATION_ACCOUNTS } from '../../seed/main.ts'
import { createApp } from '../../src/app.tsx'
import type { Role } from '../../src/kernel/viewer.ts'
import { bareHouse, type TestHouse } from './house.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** The browser on this machine; `npm test` fetches Debian's when there is none. */
function chromiumPath(): string {
  if (process.env['CHROMIUM']) return process.env['CHROMIUM']
  for (const name of NAMES) {
    const found = spawnSync('which', [name], { encoding: 'utf8' })
    if (found.status === 0) return found.stdout.trim()
  }
  throw new Error('没有找到 Chromium：用 npm test 运行会自动安装，或者用 CHROMIUM 指明它在哪里')
}

/** One browser a file. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  })
  afterAll(() => browser?.close())
  return () => {
    if (!browser) throw new Error('the browser is open while tests run')
    return browser
  }
}

export type Site = { readonly house: TestHouse; readonly address: string; readonly close: () => Promise<void> }

/** The whole house on a port of its own, seeded, with a clock the test moves. */
export async function openSite(now?: string): Promise<Site> {
  const house = await bareHouse(now, 'template_seeded')
  return await new Promise((resolve) => {
    const server = serve({ fetch: createApp(house).fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      const close = () => new Promise<void>((done) => server.close(() => done()))
      resolve({ house, address: `http://127.0.0.1:${port}`, close })
    })
  })
}

export type Visit = { readonly context: BrowserContext; readonly page: Page }

/** A person with a browser of her own. */
export async function visit(browser: Browser, site: Site, options: { javaScript?: boolean; width?: number } = {}): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: site.address,
    javaScriptEnabled: options.javaScript ?? true,
    viewport: { width: options.width ?? 1280, height: 900 },
    locale: 'zh-CN',
  })
  context.setDefaultTimeout(30_000)
  return { context, page: await context.newPage() }
}

/** Signs in with the demonstration account of a role. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto('/staff/sign-in')
  await signInHere(page, role)
}

/** On the sign-in page, which leads on to the page that was asked for. */
export async function signInHere(page: Page, role: Role): Promise<void> {
  const account = DEMONSTRATION_ACCOUNTS.find((one) => one.role === role)
  await page.getByLabel('账号').fill(account?.account ?? '')
  await page.getByLabel('密码').fill(account?.password ?? '')
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
}

/** The form of a step on the page of a request, opened when it is not. */
export async function openStep(page: Page, name: string): Promise<Locator> {
  const step = page.locator('.do', { has: page.getByRole('link', { name, exact: true }) })
  const link = step.getByRole('link', { name, exact: true })
  if ((await link.getAttribute('aria-expanded')) !== 'true') await link.click()
  await step.locator('form').waitFor()
  return step
}

/** The findings of axe on the page as it stands; the page's own policy forbids scripts, so it is not loaded but evaluated. */
export async function findingsOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source)
  const violations = await page.evaluate<axe.Result[]>('axe.run({ resultTypes: ["violations"] }).then((found) => found.violations)')
  return violations.map(
    (one) =>
      `${one.id} ${one.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  )
}
