import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceMetres } from '../organizations/index.ts'
import { clustersOf, type Comparable, DUPLICATE_LIMITS, IN_HAND, likenessOf, suspectedOf } from './duplicates.ts'

const HERE = { lon: 116.36, lat: 39.9 }
const METRE = 1 / 111_195
const at = (metresNorth: number) => ({ lon: HERE.lon, lat: HERE.lat + metresNorth * METRE })
const COVER = { code: '部-01-02', name: '公用设施 · 污水井盖' }
const MANHOLE = { code: 'manhole', name: '井盖箅子' }
const ROAD = { code: 'road', name: '道路破损' }
const OTHER = { code: 'other', name: '其他问题/不确定' }
const NOON = new Date('2026-11-24T04:00:00Z')
const HOUR = 3_600_000
const never = () => false

const aCase = (over: Partial<Comparable> = {}): Comparable => ({
  number: 'XC20261124-0001',
  stage: 'reported',
  reportedAt: NOON,
  point: HERE,
  category: null,
  tile: MANHOLE,
  words: '',
  hashes: [],
  ...over,
})
const other = (over: Partial<Comparable> = {}) => aCase({ number: 'XC20261124-0002', ...over })

test('the reasons are printed with their numbers', () => {
  const a = aCase({ category: COVER, words: '井盖破损，路人小心', hashes: ['00000000000000ff'] })
  const b = other({
    category: COVER,
    point: at(12),
    reportedAt: new Date(NOON.getTime() + 3 * HOUR),
    words: '井盖破损！很危险',
    hashes: ['ffffffffffffffff', '000000000000000f'],
  })
  expect(likenessOf(a, b)?.because).toEqual(['相距 12 米', '同为“公用设施 · 污水井盖”', '相隔 3 小时', '照片几乎相同（相差 4/64）', '文字相似 46%'])
})

test.each<[string, Partial<Comparable>, boolean]>([
  ['the same kind at the next lamp post', { point: at(10) }, true],
  ['the same kind at the far end of the limit, days apart', { point: at(45), reportedAt: new Date(NOON.getTime() + 200 * HOUR) }, false],
  ['another kind at the same place', { tile: ROAD }, false],
  ['another kind with the same photo', { tile: ROAD, hashes: ['0f0f0f0f0f0f0f0f'] }, true],
  ['the same photo, some way off', { point: at(100), hashes: ['0f0f0f0f0f0f0f0f'] }, true],
  ['the same photo, across the district', { point: at(400), hashes: ['0f0f0f0f0f0f0f0f'] }, false],
  ['an unsure kind with nothing else', { tile: OTHER, point: at(20) }, false],
  ['an unsure kind with the same words', { tile: OTHER, point: at(10), words: '井盖松动，车过就响' }, true],
  ['beyond the days', { reportedAt: new Date(NOON.getTime() + 31 * 24 * HOUR) }, false],
])('%s: %j is suspected: %s', (_, over, suspected) => {
  const one = aCase({ words: '井盖松动，车过就响', hashes: ['0f0f0f0f0f0f0f0f'] })
  expect(likenessOf(one, other({ words: '别的话', ...over })) !== undefined).toBe(suspected)
})

const someCase = fc.record({
  stage: fc.constantFrom(...IN_HAND, 'handling' as const, 'dispatched' as const),
  reportedAt: fc.integer({ min: 0, max: 40 * 24 }).map((hours) => new Date(NOON.getTime() + hours * HOUR)),
  // About 500 m a side, at home and where rows of squares meet the equator and another sign.
  point: fc.record({ lon: fc.double({ min: -0.003, max: 0.003, noNaN: true }), lat: fc.double({ min: -0.002, max: 0.002, noNaN: true }) }),
  category: fc.constantFrom(null, COVER),
  tile: fc.constantFrom(MANHOLE, ROAD, OTHER),
  words: fc.constantFrom('', '井盖松动', '井盖松动，车过就响', '路面坑洼'),
  hashes: fc.array(fc.constantFrom('0f0f0f0f0f0f0f0f', '0f0f0f0f0f0f0f0e', 'ffff0000ffff0000'), { maxLength: 2 }),
})
const someCases = (most: number) =>
  fc
    .record({ cases: fc.array(someCase, { maxLength: most }), home: fc.constantFrom(HERE, { lon: 0, lat: 0 }, { lon: -70, lat: -33.4 }) })
    .map(({ cases, home }) =>
      cases.map(
        (one, i): Comparable => ({
          ...one,
          number: `XC${String(i).padStart(4, '0')}`,
          point: { lon: home.lon + one.point.lon, lat: home.lat + one.point.lat },
        }),
      ),
    )
const shuffled = <T>(list: readonly T[], order: readonly number[]): T[] =>
  list
    .map((one, i) => [order[i] ?? 0, one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one)
const byNumbers = (found: ReturnType<typeof clustersOf>) =>
  found.map(({ parent, members }) => [parent.number, ...members.map(({ one, likeness }) => `${one.number} ${likeness.score}`)])
const orders = fc.array(fc.nat(1_000), { minLength: 30, maxLength: 30 })

test('likeness is the same whichever comes first, within 100 points and the limits', () => {
  fc.assert(
    fc.property(someCases(2), ([a, b]) => {
      if (!a || !b) return
      const found = likenessOf(a, b)
      expect(likenessOf(b, a)).toEqual(found)
      if (!found) return
      expect(found.score).toBeGreaterThanOrEqual(DUPLICATE_LIMITS.enough)
      expect(found.score).toBeLessThanOrEqual(100)
      expect(distanceMetres(a.point, b.point)).toBeLessThanOrEqual(DUPLICATE_LIMITS.photoMetres)
      expect(found.because.length).toBeGreaterThanOrEqual(2)
    }),
    { numRuns: 500 },
  )
})

test('clusters do not depend on the order of the cases, and no case is in two', () => {
  fc.assert(
    fc.property(someCases(30), orders, (cases, order) => {
      const found = clustersOf(cases, never)
      expect(byNumbers(clustersOf(shuffled(cases, order), never))).toEqual(byNumbers(found))
      const all = found.flatMap(({ parent, members }) => [parent.number, ...members.map(({ one }) => one.number)])
      expect(new Set(all).size).toBe(all.length)
    }),
    { numRuns: 300 },
  )
})

test('members are like their parent, not further along, and in the hall’s hand; of two left over none are alike', () => {
  fc.assert(
    fc.property(someCases(30), (cases) => {
      const found = clustersOf(cases, never)
      const inHand = (one: Comparable) => IN_HAND.some((stage) => stage === one.stage)
      for (const { parent, members } of found)
        for (const { one, likeness } of members) {
          expect(likeness).toEqual(likenessOf(parent, one))
          expect(inHand(one)).toBe(true)
          expect(inHand(parent) && parent.stage === one.stage ? parent.reportedAt <= one.reportedAt : true).toBe(true)
        }
      const gathered = new Set(found.flatMap(({ parent, members }) => [parent, ...members.map(({ one }) => one)]))
      const left = cases.filter((one) => !gathered.has(one))
      // Compared one by one with all others, without the squares: nothing near was overlooked.
      for (const a of left) for (const b of left) if (a !== b && inHand(a)) expect(likenessOf(a, b)).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})

test('what was said to be different is proposed neither in a cluster nor for one case', () => {
  fc.assert(
    fc.property(someCases(20), (cases) => {
      const said = new Set(clustersOf(cases, never).flatMap(({ parent, members }) => members.map(({ one }) => `${parent.number} ${one.number}`)))
      const different = (a: string, b: string) => said.has(`${a} ${b}`) || said.has(`${b} ${a}`)
      const pairs = clustersOf(cases, different).flatMap(({ parent, members }) => members.map(({ one }) => [parent.number, one.number] as const))
      expect(pairs.filter(([a, b]) => different(a, b))).toEqual([])
      for (const one of cases) expect(suspectedOf(one, cases, different).filter((found) => different(one.number, found.one.number))).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('the older goes on among equals, and the one further along before it', () => {
  const old = aCase({ number: 'XC0001' })
  const filed = aCase({ number: 'XC0002', stage: 'filed', reportedAt: new Date(NOON.getTime() + HOUR) })
  const young = aCase({ number: 'XC0003', reportedAt: new Date(NOON.getTime() + 2 * HOUR) })
  expect(clustersOf([young, old], never)).toMatchObject([{ parent: { number: 'XC0001' }, members: [{ one: { number: 'XC0003' } }] }])
  expect(clustersOf([young, old, filed], never)).toMatchObject([
    { parent: { number: 'XC0002' }, members: [{ one: { number: 'XC0001' } }, { one: { number: 'XC0003' } }] },
  ])
})
