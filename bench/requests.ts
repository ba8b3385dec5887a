import { randomUUID } from 'node:crypto'
import type { Db } from '../src/platform/database.ts'
import type { Cipher } from '../src/platform/cipher.ts'
import { placesOf, ROWS } from './data.ts'
import { ours, type Pair, yardsticksOf } from './side-by-side.ts'

const numberOf = (n: number): string => `BENCH-${1 + (n % ROWS)}`
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

/** The pages of the first line of work: the report, requests and their console, read with this cookie. */
export async function requestPairs(db: Db, cipher: Cipher, cookie: string): Promise<Pair[]> {
  const { hello, byId, fifty, insert } = yardsticksOf(ROWS)
  const places = await placesOf(db)
  const page = (name: string, next: Pair['page']['next'], good = [200]): Pair['page'] => ({ name, origin: ours, good, next })
  return [
    { bar: 0.5, yardstick: hello, page: page('hot public page (home)', () => ({ path: '/' })) },
    { bar: 0.5, yardstick: hello, page: page('hot public page (2019 report, the heaviest)', () => ({ path: '/annual-reports/2019' })) },
    {
      bar: 0.35,
      yardstick: byId,
      page: page('public tracking page', (n) => ({
        path: `/requests/track/${numberOf(n)}`,
        headers: { cookie: `track=${cipher.sign(numberOf(n))}` },
      })),
    },
    { bar: 0.35, yardstick: byId, page: page('request in the console', (n) => ({ path: `/staff/requests/${numberOf(n)}`, headers: { cookie } })) },
    {
      bar: 0.6,
      yardstick: fifty,
      page: page('queue, 50 rows', (n) => ({ path: `/staff/requests?after=${places[n % places.length]}`, headers: { cookie } })),
    },
    {
      bar: 0.3,
      yardstick: insert,
      page: page(
        'submission',
        (n) => ({ path: '/requests/new', method: 'POST', body: form(n), headers: { origin: ours, 'content-type': 'application/x-www-form-urlencoded' } }),
        [303],
      ),
    },
  ]
}
