// npm run bench: the yardsticks and our own pages in one run, on one database, one process each; prints rates and ratios.
// With a word, or several with commas between them, only what is called so; `-- cases` is all of the cases, which loads a
// million of them, `-- search` the search over a hundred thousand items, `-- items` the pages of published items,
// `-- letters` a thousand letters.
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCipher } from '../src/platform/cipher.ts'
import { openDatabase } from '../src/platform/database.ts'
import { openEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { isCaseAsked, measureCases } from './cases.ts'
import { fillYardsticks, HUNDRED_THOUSAND, writeRequests, writeYear } from './data.ts'
import { measureDisclosure } from './disclosure.ts'
import { measureLetters } from './letters.ts'
import { requestPairs } from './requests.ts'
import { measureSearch } from './search.ts'
import { compare, isAsked, ours, PORT, seconds, start, stop } from './side-by-side.ts'

const only = process.argv[2]
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
const yardsticks = await start(['bench/yardsticks.ts', postgres.url, String(PORT + 1)], {}, /ready/)
const cipher = makeCipher((await readFile(join(folder, 'demonstration.secret'), 'utf8')).trim())

async function signedIn(): Promise<string> {
  const body = new URLSearchParams({ account: 'xinxi', password: 'gongkai-demo' })
  const answer = await fetch(`${ours}/staff/sign-in`, { method: 'POST', body, headers: { origin: ours }, redirect: 'manual' })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

async function measureRequests(): Promise<void> {
  await writeRequests(db)
  const cookie = await signedIn()
  for (const pair of await requestPairs(db, cipher, cookie)) if (isAsked(only, pair.page.name)) await compare(pair)
  if (only !== undefined) return
  await writeYear(db)
  await fetch(`${ours}/staff/annual-reports/2025.json`, { headers: { cookie } })
  const report = await seconds(() => fetch(`${ours}/staff/annual-reports/2025.json`, { headers: { cookie } }).then((answer) => answer.text()))
  console.log(`report of a year with ${HUNDRED_THOUSAND.toLocaleString('en')} requests: ${report.toFixed(2)} s (bar 1)`)
}

if (only === 'search') await measureSearch(db)
else if (only === 'letters') await measureLetters(db, cipher)
else if (only === 'items') await measureDisclosure(db, only)
else {
  if (only !== 'cases') await measureRequests()
  if (isCaseAsked(only)) await measureCases(db, folder, only)
  if (only === undefined) await measureDisclosure(db, only)
  if (only === undefined) await measureSearch(db)
  if (only === undefined) await measureLetters(db, cipher)
}
await db.destroy()
await stop(yardsticks)
if (child) await stop(child)
await rm(folder, { recursive: true, force: true })
