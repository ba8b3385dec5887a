// npm run bench: the yardsticks and our own pages in one run, on one database, one process each; prints rates and ratios.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/platform/database.ts'
import { makeCipher } from '../src/platform/cipher.ts'
import { openEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { fillYardsticks, HUNDRED_THOUSAND, placesOf, ROWS, writeRequests, writeYear } from './data.ts'
import { type Load, type Rate, rateOf } from './load.ts'

const PORT = 3190
const ROUNDS = 3
const SECONDS = 4
const WARM_SECONDS = 3 // a server just started compiles what it runs most; neither side is measured while it does
const ours = `http://127.0.0.1:${PORT}`
const bare = `http://127.0.0.1:${PORT + 1}`
const nth = (n: number): number => 1 + (n % ROWS)

/** Starts a child and waits for the line that says it answers. */
function start(args: readonly string[], env: Readonly<Record<string, string>>, ready: RegExp): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout?.on('data', (part) => ready.test(String(part)) && resolve(child))
    child.on('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)))
  })
}
const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.on('exit', () => resolve())
    child.kill('SIGINT')
  })
async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

const folder = await mkdtemp(join(tmpdir(), 'gongkai-bench-'))
const server = () => start(['src/start.ts'], { PORT: String(PORT), GONGKAI_DATA: folder, DATABASE_URL: '' }, /已就绪/)
let child: ChildProcess | undefined
const first = await seconds(async () => (child = await server()))
if (child) await stop(child)
const second = await seconds(async () => (child = await server()))
console.log(`first start ${first.toFixed(1)} s (bar 30), second start ${second.toFixed(1)} s (bar 5)`)

const postgres = await openEmbeddedPostgres(folder)
const db = openDatabase(postgres.url, (error) => console.error(error.message), 2)
await fillYardsticks(db)
await writeRequests(db)
const yardsticks = await start(['bench/yardsticks.ts', postgres.url, String(PORT + 1)], {}, /ready/)
const cipher = makeCipher((await readFile(join(folder, 'demonstration.secret'), 'utf8')).trim())

async function signedIn(): Promise<string> {
  const body = new URLSearchParams({ account: 'xinxi', password: 'gongkai-demo' })
  const answer = await fetch(`${ours}/staff/sign-in`, { method: 'POST', body, headers: { origin: ours }, redirect: 'manual' })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}
const cookie = await signedIn()
const places = await placesOf(db)
const form = (n: number) =>
  new URLSearchParams({
    key: randomUUID(),
    kind: 'natural_person',
    name: `样例${n}`,
    identity: '居民身份证 样例',
    phone: '13800000000',
    email: 'sample@example.invalid',
    format: 'electronic',
    way: 'email',
    subject: `（样例）申请公开第 ${n} 号便道修复工程的验收材料`,
  }).toString()
const numberOf = (n: number): string => `BENCH-${nth(n)}`
const plain = (origin: string, name: string, path: string): Load => ({
  name,
  origin,
  good: [200],
  next: (n) => ({ path: path.replace('{n}', String(nth(n))) }),
})

const PAIRS: readonly { readonly bar: number; readonly yardstick: Load; readonly page: Load }[] = [
  { bar: 0.5, yardstick: plain(bare, 'raw hello', '/hello'), page: plain(ours, 'hot public page (home)', '/') },
  { bar: 0.5, yardstick: plain(bare, 'raw hello', '/hello'), page: plain(ours, 'hot public page (2019 report, the heaviest)', '/annual-reports/2019') },
  {
    bar: 0.35,
    yardstick: plain(bare, 'raw by-id select', '/by-id?id={n}'),
    page: {
      name: 'public tracking page',
      origin: ours,
      good: [200],
      next: (n) => ({ path: `/requests/track/${numberOf(n)}`, headers: { cookie: `track=${cipher.sign(numberOf(n))}` } }),
    },
  },
  {
    bar: 0.35,
    yardstick: plain(bare, 'raw by-id select', '/by-id?id={n}'),
    page: { name: 'request in the console', origin: ours, good: [200], next: (n) => ({ path: `/staff/requests/${numberOf(n)}`, headers: { cookie } }) },
  },
  {
    bar: 0.6,
    yardstick: plain(bare, 'raw 50-row select', '/fifty?id={n}'),
    page: {
      name: 'queue, 50 rows',
      origin: ours,
      good: [200],
      next: (n) => ({ path: `/staff/requests?after=${places[n % places.length]}`, headers: { cookie } }),
    },
  },
  {
    bar: 0.3,
    yardstick: plain(bare, 'raw durable insert', '/insert?id={n}'),
    page: {
      name: 'submission',
      origin: ours,
      good: [303],
      next: (n) => ({ path: '/requests/new', method: 'POST', body: form(n), headers: { origin: ours, 'content-type': 'application/x-www-form-urlencoded' } }),
    },
  },
]
const only = process.argv[2]
const middle = (rates: readonly Rate[]): Rate => rates.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(rates.length / 2)] ?? { perSecond: 0, p99: 0 }

for (const { bar, yardstick, page } of PAIRS.filter((pair) => only === undefined || pair.page.name.includes(only))) {
  const [theirs, own]: [Rate[], Rate[]] = [[], []]
  for (const load of [yardstick, page]) await rateOf(load, WARM_SECONDS)
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await rateOf(yardstick, SECONDS))
    own.push(await rateOf(page, SECONDS))
  }
  const [a, b] = [middle(theirs), middle(own)]
  console.log(
    `${page.name}: ${b.perSecond.toFixed(0)}/s, p99 ${b.p99} ms; ${yardstick.name}: ${a.perSecond.toFixed(0)}/s; ratio ${(b.perSecond / a.perSecond).toFixed(2)} (bar ${bar})`,
  )
}

if (only === undefined) {
  await writeYear(db)
  await fetch(`${ours}/staff/annual-reports/2025.json`, { headers: { cookie } })
  const report = await seconds(() => fetch(`${ours}/staff/annual-reports/2025.json`, { headers: { cookie } }).then((answer) => answer.text()))
  console.log(`report of a year with ${HUNDRED_THOUSAND.toLocaleString('en')} requests: ${report.toFixed(2)} s (bar 1)`)
}
await db.destroy()
await stop(yardsticks)
if (child) await stop(child)
await rm(folder, { recursive: true, force: true })
