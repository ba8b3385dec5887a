import fc from 'fast-check'
import { expect, test } from 'vitest'
import { metresBetween, type ReportFact, signalsIn } from './signals.ts'

const HERE = { lon: 116.36, lat: 39.91 }
const east = (metres: number) => ({ lon: HERE.lon + metres / (111_195 * Math.cos((HERE.lat * Math.PI) / 180)), lat: HERE.lat })
const MINUTE = 60_000
const aReport = (n: number, changed: Partial<ReportFact> = {}): ReportFact => ({
  report: `R${String(n).padStart(3, '0')}`,
  person: 'p',
  device: null,
  at: new Date(Date.UTC(2026, 10, 24, 1) + n * 60 * MINUTE),
  place: HERE,
  stood: HERE,
  photos: [{ hash: `photo-${n}`, place: HERE }],
  accepted: null,
  ...changed,
})
const several = (count: number, change: (n: number) => Partial<ReportFact>) => Array.from({ length: count }, (_, n) => aReport(n, change(n)))
const shortly = (n: number) => ({ at: new Date(Date.UTC(2026, 10, 24, 1) + n * MINUTE) })

test('ordinary reports give no signal', () => {
  expect(signalsIn(several(5, (n) => ({ accepted: n % 4 !== 0 })))).toEqual([])
})

test.each<[string, ReportFact[], string, Record<string, number>]>([
  [
    'the same photo used by two people',
    [aReport(1, { photos: [{ hash: 'x', place: null }] }), aReport(2, { person: 'q', photos: [{ hash: 'x', place: null }] })],
    '同一张照片用在 2 件举报里，涉及 2 人',
    { reports: 2, people: 2 },
  ],
  [
    'a photo taken elsewhere',
    [
      aReport(1, {
        photos: [
          { hash: 'x', place: HERE },
          { hash: 'y', place: east(450) },
        ],
      }),
    ],
    '照片的拍摄地点离举报地点 450 米，超过 300 米',
    { metres: 450 },
  ],
  [
    'a person faster than traffic',
    [aReport(1, shortly(0)), aReport(2, { ...shortly(5), stood: east(15_000) })],
    '同一人 5 分钟内在相距 15000 米的两处举报，合每小时 180 公里，超过 120 公里',
    { metres: 15_000, seconds: 300, kilometresAnHour: 180 },
  ],
  [
    'two places in one moment',
    [aReport(1, shortly(0)), aReport(2, { ...shortly(0), stood: east(1_000) })],
    '同一人 0 秒内在相距 1000 米的两处举报，合每小时 3600 公里，超过 120 公里',
    { metres: 1_000, seconds: 0, kilometresAnHour: 3_600 },
  ],
  ['eleven reports in an hour', several(11, (n) => shortly(n * 5)), '同一人一小时内举报 11 件，超过 10 件', { reports: 11 }],
  [
    'reports mostly refused',
    several(6, (n) => ({ accepted: n === 0 ? true : n === 5 ? null : false })),
    '同一人已有结论的 5 件举报中 4 件不成立，占 80%，超过 50%',
    { decided: 5, refused: 4, percent: 80 },
  ],
  ['one device for four people', several(4, (n) => ({ device: 'd', person: `p${n}` })), '同一台设备为 4 人举报 4 件，超过 3 人', { people: 4, reports: 4 }],
])('%s is a signal with its numbers', (_name, reports, sentence, numbers) => {
  expect(signalsIn(reports).map((signal) => [signal.sentence, signal.numbers])).toEqual([[sentence, numbers]])
})

test.each<[string, ReportFact[]]>([
  ['a photo within reach', [aReport(1, { photos: [{ hash: 'x', place: east(290) }] })]],
  ['two places chosen on a map', [aReport(1, shortly(0)), aReport(2, { ...shortly(1), place: east(9_000), stood: null, photos: [] })]],
  ['a position that wanders', [aReport(1, shortly(0)), aReport(2, { ...shortly(0), stood: east(150) })]],
  ['eleven reports over more than an hour', several(11, (n) => shortly(n * 6))],
  ['few refused reports', several(4, () => ({ accepted: false }))],
  ['a device of a family', several(9, (n) => ({ device: 'd', person: `p${n % 3}` }))],
  [
    'one photo twice in one report',
    [
      aReport(1, {
        photos: [
          { hash: 'x', place: HERE },
          { hash: 'x', place: HERE },
        ],
      }),
    ],
  ],
  ['reports of nobody known', several(20, (n) => ({ ...shortly(n), person: null }))],
])('%s is none', (_name, reports) => {
  expect(signalsIn(reports)).toEqual([])
})

test('the order of the reports does not matter', () => {
  const reports = several(12, (n) => ({
    ...shortly(n * 4),
    photos: [{ hash: `h${n % 5}`, place: HERE }],
    accepted: n % 3 === 0,
    device: 'd',
    person: `p${n % 5}`,
  }))
  const expected = signalsIn(reports)
  expect(expected.length).toBeGreaterThan(3)
  const inAnyOrder = fc.shuffledSubarray(reports, { minLength: reports.length })
  fc.assert(
    fc.property(inAnyOrder, (mixed) => {
      expect(signalsIn(mixed)).toEqual(expected)
    }),
  )
})

test('a degree of latitude is 111 kilometres', () => {
  expect(Math.round(metresBetween(HERE, { ...HERE, lat: HERE.lat + 1 }) / 1_000)).toBe(111)
})
