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
import type { Role } from '../src/kernel/viewer.ts'
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
async function session(role: Role): Promise<{ name: string; value: string }> {
  const person = DEMONSTRATION_ACCOUNTS.find((one) => one.role === role)
  const body = new URLSearchParams({ account: person?.account ?? '', password: person?.password ?? '' })
  const answer = await fetch(`${origin}/staff/sign-in`, { method: 'POST', body, headers: { origin }, redirect: 'manual' })
  const [name = '', value = ''] = (answer.headers.get('set-cookie') ?? '').split(';')[0]?.split('=') ?? []
  return { name, value }
}

const WIDE = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }
const staff = await session('information-officer')
const dispatcher = await session('dispatcher')
// A case with a long life behind it, and one that waits to be given out.
const { number: life } = await house.db
  .selectFrom('cases.case')
  .select('number')
  .where('shown', '=', 'full')
  .where('stage', '=', 'closed')
  .where('reported_at', '>', '2026-10-01' as never)
  .orderBy('version', 'desc')
  .orderBy('id')
  .limit(1)
  .executeTakeFirstOrThrow()
await picture('home', '/', WIDE)
await picture('track', `/requests/track/${number}`, PHONE, { name: 'track', value: house.cipher.sign(number) })
await picture('queue', '/staff/requests', WIDE, staff)
await picture('request', `/staff/requests/${number}`, WIDE, staff)
await picture('annual-report', '/annual-reports/2019', WIDE)
await picture('cases', '/cases', WIDE)
await picture('case', `/cases/${life}`, WIDE)
await picture('report', '/report', PHONE)
await picture('dispatch', '/staff/dispatch?stage=filed', { width: 1440, height: 900 }, dispatcher)
await browser.close()
await house.close()
await rm(folder, { recursive: true, force: true })
