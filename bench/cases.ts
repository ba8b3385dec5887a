import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { sql } from 'kysely'
import type { Db } from '../src/platform/database.ts'
import { formKey } from '../src/platform/form-key.ts'
import { medianOf, type Ask, type Load, rateOf } from './load.ts'
import { compare, isAsked, ours, type Pair, seconds, start, yardsticksOf } from './side-by-side.ts'

const SMALL = 10_000
const LARGE = 1_000_000
const SAMPLE = 5_000
const MEDIAN_OF = 400
const MANY_CONNECTIONS = 20
const PHOTO_BYTES = 200_000
const SLOWEST_MS = 50
const MOST_GROWTH = 1.5

const column = async (db: Db, query: string): Promise<string[]> => (await sql<{ one: string }>`${sql.raw(query)}`.execute(db)).rows.map(({ one }) => one)

/** What to read, and in which places lists can begin, drawn from the cases that are there. */
export async function readable(db: Db): Promise<Pair['page'][]> {
  const some = (where: string, key: string, more = '') =>
    column(
      db,
      `select ${key}::text || '~' || id || '${more ? '&' : ''}'${more ? ` || ${more}` : ''} as one from cases.case where shown <> 'none' and stage <> 'merged' and ${where} order by random() limit ${SAMPLE}`,
    )
  const numbers = await column(db, `select number as one from cases.case where shown = 'full' order by random() limit ${SAMPLE}`)
  const list = async (name: string, query: string, places: readonly string[]): Promise<Load> =>
    get(
      name,
      (n) =>
        `/cases?${query}after=${encodeURIComponent(places[n % places.length] ?? '')
          .replaceAll('%26', '&')
          .replaceAll('%3D', '=')}`,
    )
  // Of the last ninety days, where a list without dates begins; every one of them has fifty more behind it.
  const cursors = (where: string) =>
    column(
      db,
      `select (extract(epoch from reported_at) * 1000000)::bigint || '-' || id as one from cases.case
        where shown <> 'none' and reported_at > now() - interval '80 days' and ${where} order by random() limit ${SAMPLE}`,
    )
  const requests = async (name: string, query: string, where: string): Promise<Load> => {
    const found = await cursors(where)
    return get(name, (n) => `/open311/v2/requests.json?${query}page_size=50&after=${found[n % found.length]}`)
  }
  const squares = (n: number): string => `${116.33 + (n % 50) * 0.0006},${39.88 + (Math.floor(n / 50) % 50) * 0.0008}`
  return [
    get('case page', (n) => `/cases/${numbers[n % numbers.length]}`),
    await list('public list', '', await some('true', 'moved_at')),
    await list('list of a street', '', await some('street_code is not null', 'moved_at', `'street=' || street_code`)),
    await list('list of a unit', '', await some('unit_id is not null', 'moved_at', `'unit=' || unit_id`)),
    await list('list of a small class', '', await some('category is not null', 'moved_at', `'category=' || category`)),
    await list('list of a street and class', '', await some('category is not null', 'moved_at', `'category=' || category || '&street=' || street_code`)),
    await list('overdue list', 'status=overdue&', await some('overdue_from < now()', 'overdue_from')),
    await list('list filed in a month', 'from=2025-06-01&to=2025-06-30&', await some(`filed_at >= '2025-06-01+08' and filed_at < '2025-07-01+08'`, 'filed_at')),
    await requests('Open311 requests of 50', '', 'true'),
    await requests('Open311 requests of 50 of a service', 'service_code=manhole&', `service = 'manhole'`),
    await requests('Open311 open requests of 50', 'status=open&', `stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided')`),
    get('map cells of a screen', (n) => {
      const [west = 0, south = 0] = squares(n).split(',').map(Number)
      return `/cases/map/cells.json?level=2&bbox=${west},${south},${(west + 0.03).toFixed(4)},${(south + 0.03).toFixed(4)}`
    }),
  ]
}
const get = (name: string, path: (n: number) => string): Load => ({ name, origin: ours, good: [200], next: (n) => ({ path: path(n) }) })

const fields = (n: number): Readonly<Record<string, string>> => ({
  key: formKey(new Date()), // as the form's own
  go: 'new',
  tile: 'manhole',
  place: `${116.35 + (n % 100) * 0.0002},${39.9 + (n % 80) * 0.0002}`,
  placeSource: 'gps',
  access: 'public',
  address: '样例街 1 号门前',
  description: `（样例）第 ${n} 处井盖松动`,
  email: `sample${n % 5_000}@example.invalid`,
})
const urlencoded = (n: number): Ask => ({
  path: '/report',
  method: 'POST',
  body: new URLSearchParams(fields(n)).toString(),
  headers: { origin: ours, 'content-type': 'application/x-www-form-urlencoded' },
})

/** A photograph of about 200 kB; each sent one differs from all others in what follows its end. */
async function withPhoto(): Promise<(n: number) => Ask> {
  const side = 664 // of noise, which no quality makes much smaller
  const photo = await sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 60 })
    .toBuffer()
  console.log(`photo of ${Math.round(photo.length / 1000)} kB`)
  if (Math.abs(photo.length - PHOTO_BYTES) > PHOTO_BYTES / 20) throw new Error('the photo is not of 200 kB')
  return (n) => {
    const boundary = `----bench${n}`
    const parts = Object.entries(fields(n)).map(([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    const head = `${parts.join('')}--${boundary}\r\ncontent-disposition: form-data; name="photos"; filename="${n}.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`
    const body = Buffer.concat([Buffer.from(head), photo, randomBytes(16), Buffer.from(`\r\n--${boundary}--\r\n`)])
    return { path: '/report', method: 'POST', body, headers: { origin: ours, 'content-type': `multipart/form-data; boundary=${boundary}` } }
  }
}

const barOf = (name: string): number => (name === 'case page' ? 0.35 : name.startsWith('map') ? 0.3 : name.startsWith('Open311') ? 0.8 : 0.6)

async function load(db: Db, folder: string, count: number): Promise<void> {
  const took = await seconds(async () => {
    const child = await start(['src/cli.ts', 'seed', '--cases', String(count)], { GONGKAI_DATA: folder, DATABASE_URL: '' }, /生成案件/)
    child.removeAllListeners('exit')
    await new Promise((resolve) => child.on('exit', resolve))
  })
  console.log(`${count.toLocaleString('en')} more cases loaded in ${took.toFixed(0)} s`)
  await sql`vacuum analyze cases.case, cases.event, cases.tenure`.execute(db)
  await settled(db)
  await sql`checkpoint`.execute(db) // what was loaded is not written while others are measured
}

const PATIENCE_MS = 300_000
/** Waits until the house has indexed what it began with and the database has tidied up after the load: both are over before anybody comes. */
async function settled(db: Db): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await new Promise((later) => setTimeout(later, 1_000))) {
    const { rows } = await sql<{ busy: boolean }>`select exists (select 1 from cases.to_index)
      or exists (select 1 from pg_stat_activity where backend_type = 'autovacuum worker') as busy`.execute(db)
    if (rows[0]?.busy === false) return
  }
}

/** Each page of the public record against its yardstick, on whatever cases are there, and how slow its slowest are with many at once. */
export async function comparePages(db: Db, wanted: (name: string) => boolean): Promise<void> {
  const { byId, fifty } = yardsticksOf(20_000)
  for (const page of (await readable(db)).filter(({ name }) => wanted(name))) {
    await compare({ bar: barOf(page.name), yardstick: page.name === 'case page' ? byId : fifty, page })
    const { p99 } = await rateOf(page, 4, MANY_CONNECTIONS)
    console.log(`  p99 at ${MANY_CONNECTIONS} connections ${p99} ms (bar ${SLOWEST_MS})`)
  }
}

const NAMES = ['case page', 'public list', 'list of a', 'overdue list', 'list filed in', 'Open311', 'map cells', 'report without a photo', 'report with photo']
/** Whether any of this is to be measured: a million cases are not loaded for less. */
export const isCaseAsked = (only: string | undefined): boolean => only === undefined || only === 'cases' || NAMES.some((name) => isAsked(only, name))

/** The public record with ten thousand and with a million cases, and reports coming in. */
export async function measureCases(db: Db, folder: string, only: string | undefined): Promise<void> {
  const { insert } = yardsticksOf(20_000)
  const wanted = (name: string): boolean => only === 'cases' || isAsked(only, name)
  const medians = async (): Promise<Map<string, number>> => {
    const found = new Map<string, number>()
    for (const page of (await readable(db)).filter(({ name }) => wanted(name))) {
      await rateOf(page, 2)
      found.set(page.name, await medianOf(page, MEDIAN_OF))
    }
    return found
  }
  await load(db, folder, SMALL)
  const before = await medians()
  await load(db, folder, LARGE - SMALL)
  await comparePages(db, wanted)
  for (const [name, after] of await medians()) {
    const first = before.get(name) ?? 0
    console.log(`${name}: p50 ${first.toFixed(2)} ms with few, ${after.toFixed(2)} ms with a million: ${(after / first).toFixed(2)} times (bar ${MOST_GROWTH})`)
  }
  if (wanted('report without a photo'))
    await compare({ bar: 0.3, yardstick: insert, page: { name: 'report without a photo', origin: ours, good: [303], next: urlencoded } })
  if (wanted('report with photo')) {
    const next = await withPhoto()
    await rateOf({ name: 'report with a photo of 200 kB', origin: ours, good: [303], next }, 3)
    const { perSecond, p99 } = await rateOf({ name: 'report with a photo of 200 kB', origin: ours, good: [303], next }, 10)
    console.log(`report with a photo of 200 kB: ${perSecond.toFixed(0)}/s, p99 ${p99} ms (bar 100/s)`)
  }
}
