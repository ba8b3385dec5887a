import { serve } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { isRefusal, type Refusal } from '../../src/kernel/refusal.ts'
import type { Role, Viewer } from '../../src/kernel/viewer.ts'
import { accepted, aReport, UNIT } from '../../src/modules/cases/builders.ts'
import { type Order, type Report, submitReport, takeStepOn } from '../../src/modules/cases/index.ts'
import { issueApiKey } from '../../src/modules/open-data/api-keys.ts'
import { getHomeAgency } from '../../src/modules/organizations/index.ts'
import { bareHouse, type TestHouse } from './house.ts'

export type Told = Readonly<Record<string, unknown>>
/** The whole app on a seeded house of its own with a key in hand, asked without a socket. */
export type Open311House = {
  readonly house: TestHouse
  readonly agencyId: number
  readonly key: string
  readonly app: ReturnType<typeof createApp>
  readonly get: (path: string) => Promise<Response>
  readonly list: (query?: string) => Promise<readonly Told[]>
  readonly post: (fields: Readonly<Record<string, string>>, more?: { format?: 'xml' | 'json'; headers?: Record<string, string> }) => Promise<Response>
}

export async function open311House(now?: string): Promise<Open311House> {
  const house = await bareHouse(now, 'template_seeded')
  const { id: agencyId } = await getHomeAgency(house.db)
  const { key } = await issueApiKey(house, agencyId, '样例科技 随手报', 'system')
  const app = createApp(house)
  const get = async (path: string) => await app.request(`/open311/v2/${path}`)
  return {
    house,
    agencyId,
    key,
    app,
    get,
    list: async (query = '') => (await (await get(`requests.json${query}`)).json()) as readonly Told[],
    post: async (fields, { format = 'json', headers = {} } = {}) =>
      await app.request(`/open311/v2/requests.${format}`, { method: 'POST', body: new URLSearchParams({ api_key: key, ...fields }), headers }),
  }
}

export function must<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(value.because)
  return value
}
/** Somebody of a role. */
export const staff = (role: Role, agencyId: number): Viewer => ({
  id: '00000000-0000-4000-8000-000000000000',
  account: role,
  name: `样例${role}`,
  role,
  agencyId,
  department: role === 'handler' ? UNIT.name : null,
})

type Done = readonly [by: Role | 'reporter', order: Order]
/** The steps of a report that goes well, up to so many of them. */
export const WELL: readonly Done[] = [
  ['screener', accepted()],
  ['dispatcher', { step: 'file' }],
  ['dispatcher', { step: 'dispatch', unit: UNIT, note: '', because: '权责规定' }],
  ['handler', { step: 'receive' }],
  ['handler', { step: 'feedBack', note: '已换新井盖' }],
  ['inspector', { step: 'pass', note: '井盖完好', metres: 4 }],
  ['dispatcher', { step: 'close', opinion: '井盖已更换并复测' }],
]

/** Takes steps on a case, each by somebody of the role. */
export async function go(house: TestHouse, agencyId: number, number: string, steps: readonly Done[]): Promise<void> {
  for (const [role, order] of steps) {
    const by = role === 'reporter' ? role : staff(role, agencyId)
    must(await takeStepOn(house, { number, version: undefined, order, by, photos: 1 }))
  }
}

/** A report and the steps taken on it; gives its number. */
export async function live(house: TestHouse, agencyId: number, report: Partial<Report>, steps: readonly Done[] = []): Promise<string> {
  const { number } = must(await submitReport(house, agencyId, aReport({ tile: 'manhole', ...report })))
  await go(house, agencyId, number, steps)
  return number
}

/** The app on a port of its own; addresses it writes lead back to it. */
export async function serveHouse(house: TestHouse): Promise<string> {
  const config = { ...house.config }
  const furnished = { ...house, config }
  return await new Promise((resolve) => {
    const server = serve({ fetch: (request, env) => createApp(furnished).fetch(request, env), hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      config.origin = `http://127.0.0.1:${port}`
      resolve(config.origin)
    })
    onTestFinished(() => new Promise<void>((done) => server.close(() => done())))
  })
}
