// Takes the README's pictures of a freshly seeded house: npm run screenshots. Needs the Chromium that npm test fetches.
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { chromium } from 'playwright-core'
import { DEMONSTRATION_ACCOUNTS, seed } from '../seed/main.ts'
import { createApp } from '../src/app.tsx'
import { readConfig } from '../src/platform/config.ts'
import { isRefusal } from '../src/kernel/refusal.ts'
import { openHouse } from '../src/platform/house.ts'

const out = join(import.meta.dirname, '../docs/screenshots')
const NOW = '2026-11-24T09:00:00+08:00'
const folder = await mkdtemp(join(tmpdir(), 'gongkai-pictures-'))
const config = readConfig({ GONGKAI_DATA: folder })
if (isRefusal(config)) throw new Error(config.because)
const house = await openHouse(config, { now: () => new Date(NOW) })
await seed(house, () => {})
const { number } = await house.db
  .selectFrom('requests.request')
  .select('number')
  .where('due_on', '>', '2026-11-30' as never)
  .where('concluded_on', 'is', null)
  .orderBy('due_on')
  .limit(1)
  .executeTakeFirstOrThrow()
const origin = await new Promise<string>((resolve) => {
  const server = serve({ fetch: createApp(house).fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => resolve(`http://127.0.0.1:${port}`))
  server.unref()
})

const found = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()).find(Boolean)
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? found ?? 'chromium', args: ['--no-sandbox'] })
await mkdir(out, { recursive: true })

async function picture(name: string, path: string, size: { width: number; height: number }, cookie?: { name: string; value: string }): Promise<void> {
  const context = await browser.newContext({ baseURL: origin, viewport: size, locale: 'zh-CN' })
  if (cookie) await context.addCookies([{ ...cookie, url: origin }])
  const page = await context.newPage()
  await page.goto(path)
  await page.screenshot({ path: join(out, `${name}.png`) })
  await context.close()
}
async function session(): Promise<{ name: string; value: string }> {
  const [officer] = DEMONSTRATION_ACCOUNTS
  const body = new URLSearchParams({ account: officer?.account ?? '', password: officer?.password ?? '' })
  const answer = await fetch(`${origin}/staff/sign-in`, { method: 'POST', body, headers: { origin }, redirect: 'manual' })
  const [name = '', value = ''] = (answer.headers.get('set-cookie') ?? '').split(';')[0]?.split('=') ?? []
  return { name, value }
}

const WIDE = { width: 1280, height: 800 }
const staff = await session()
await picture('home', '/', WIDE)
await picture('track', `/requests/track/${number}`, { width: 390, height: 844 }, { name: 'track', value: house.cipher.sign(number) })
await picture('queue', '/staff/requests', WIDE, staff)
await picture('request', `/staff/requests/${number}`, WIDE, staff)
await picture('annual-report', '/annual-reports/2019', WIDE)
await browser.close()
await house.close()
await rm(folder, { recursive: true, force: true })
