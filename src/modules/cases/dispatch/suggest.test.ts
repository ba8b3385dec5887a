import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HandlingUnit } from '../../organizations/index.ts'
import type { Condition } from '../../standards/index.ts'
import { CLEAR_SHARE, type PastCase, suggestConditions, suggestUnits } from './suggest.ts'

const condition = (code: string, category: string, text: string): Condition => ({
  code,
  category,
  text,
  limit: { amount: 2, unit: 'urgent_hour' },
  stages: [],
  closing: '恢复',
  informational: false,
  level: 1,
})
const CATEGORIES = [
  { code: '部-01-02', kind: '部件', major: '01', majorName: '公用设施', minor: '02', minorName: '污水井盖' },
  { code: '事-01-10', kind: '事件', major: '01', majorName: '市容环境', minor: '10', minorName: '暴露垃圾' },
] as const
const MANHOLE = condition('部-01-02-1', '部-01-02', '缺失、移位、开裂')
const LOOSE = condition('部-01-02-2', '部-01-02', '松动、声响')
const RUBBISH = condition('事-01-10-1', '事-01-10', '不影响通行')
const ALL = [MANHOLE, LOOSE, RUBBISH]

const past = (number: string, text: string, of: Condition, more: Partial<PastCase> = {}): PastCase => ({
  number,
  text,
  condition: of.code,
  category: of.category,
  street: null,
  place: null,
  unitId: null,
  onTime: null,
  returnedBy: [],
  ...more,
})
const told = (text: string, more: Partial<Omit<PastCase, 'text'>> = {}) => ({ text, street: null, place: null, ...more })
const suggest = (text: string, cases: readonly PastCase[], more: Partial<PastCase> = {}) =>
  suggestConditions(told(text, more), cases, { categories: CATEGORIES }, ALL)

describe('conditions', () => {
  test('as similar cases were filed, with how many, the most alike, its distance, and the words of the standard', () => {
    const here = { lon: 116.36, lat: 39.9 }
    const cases = [
      past('XC20261101-0001', '人行道上的污水井盖缺失，很危险', MANHOLE, { place: { lon: 116.361, lat: 39.9 } }),
      past('XC20261102-0001', '污水井盖缺失了', MANHOLE),
      past('XC20261103-0001', '路口暴露垃圾没人管', RUBBISH),
    ]
    const [first, ...rest] = suggest('污水井盖缺失，晚上很危险', cases, { place: here })
    expect(first?.condition).toBe(MANHOLE)
    expect(first?.share).toBeGreaterThan(CLEAR_SHARE)
    expect(first?.because).toEqual([
      '2 件相似的旧案里 2 件立的是它',
      expect.stringMatching(/^最像的是 XC20261101-0001：文字相似 \d+%，相距 85 米$/),
      '说明里有“污水井盖”、“缺失”',
    ])
    expect(rest.every(({ share }) => share < CLEAR_SHARE)).toBe(true)
  })
  test('by the words of the standard alone where nothing similar was filed', () => {
    const [first] = suggest('门前暴露垃圾', [])
    expect([first?.condition, first?.because]).toEqual([RUBBISH, ['说明里有“暴露垃圾”']])
  })
  test('none where nothing speaks for any', () => {
    expect(suggest('你好', [past('XC20261101-0001', '污水井盖缺失', MANHOLE)])).toEqual([])
    expect(suggest('', [])).toEqual([])
  })
  test('what is near counts more than what is far', () => {
    const near = { lon: 116.36, lat: 39.9 }
    const cases = [
      past('XC20261101-0001', '污水井盖有问题', LOOSE, { place: { lon: 116.3601, lat: 39.9 } }),
      past('XC20261102-0001', '污水井盖有问题', MANHOLE, { place: { lon: 116.4, lat: 39.9 } }),
    ]
    expect(suggest('污水井盖有问题', cases, { place: near })[0]?.condition).toBe(LOOSE)
    expect(suggest('污水井盖有问题', cases, { place: { lon: 116.4, lat: 39.9 } })[0]?.condition).toBe(MANHOLE)
  })
  test('the order of the past cases does not matter, and shares are parts of one whole', () => {
    const words = fc.constantFrom('污水井盖缺失', '井盖松动有声响', '暴露垃圾很多', '垃圾桶旁暴露垃圾', '很危险')
    const cases = fc.array(fc.record({ text: words, of: fc.constantFrom(...ALL) }), { maxLength: 12 })
    fc.assert(
      fc.property(cases, words, (given, text) => {
        const all = given.map((one, i) => past(`XC20261101-${i}`, one.text, one.of))
        const found = suggest(text, all)
        expect(suggest(text, all.toReversed())).toEqual(found)
        expect(found.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1.000001)
        expect(found.map(({ share }) => share)).toEqual(found.map(({ share }) => share).toSorted((a, b) => b - a))
      }),
    )
  })
})

describe('units', () => {
  const unit = (id: number, name: string, streetCode: string | null = null, post: HandlingUnit['post'] = null): HandlingUnit => ({
    id,
    name,
    kind: streetCode === null ? 'professional' : 'street-office',
    streetCode,
    phone: '',
    post,
  })
  const [OFFICE, NEXT_DOOR, DRAINS, WORKS] = [
    unit(1, '甲街道办事处', '110102001'),
    unit(2, '乙街道办事处', '110102002'),
    unit(3, '排水单位'),
    unit(4, '市政单位'),
  ]
  const units = [OFFICE, NEXT_DOOR, DRAINS, WORKS].flatMap((one) => one ?? [])
  const place = { lon: 116.36, lat: 39.9 }
  const at = (unitId: number, more: Partial<PastCase> = {}) => past(`XC20261101-${unitId}`, '', MANHOLE, { unitId, street: '110102001', ...more })

  test('whom the rules name stands first, the street’s own office last, experience between them', () => {
    const found = DRAINS && { unit: DRAINS, because: '按权责规定' }
    const told = suggestUnits({ street: '110102001', place }, { units, found, past: [at(4), at(2, { street: '110102002' })], loads: new Map() })
    expect(told.map(({ unit: { id }, suggested }) => [id, suggested])).toEqual([
      [3, true],
      [4, false],
      [1, false],
    ])
    expect(told[2]?.because[0]).toBe('没有权责规定时由属地兜底')
  })
  test('each says what it handled, kept and gave back, how far its post is and what it has in hand', () => {
    const works = unit(4, '市政单位', null, { lon: 116.367, lat: 39.9 })
    const cases = [at(4, { onTime: true }), at(4, { onTime: false }), at(4), at(3, { returnedBy: ['市政单位'] })]
    const loads = new Map([[4, { waiting: 1, handling: 2, late: 1, suspended: 0, today: 1 }]])
    const [first] = suggestUnits({ street: '110102001', place }, { units: [works], found: undefined, past: cases, loads })
    expect(first?.because).toEqual([
      '本街道近来同类 3 件由它办，办完的 2 件里 1 件按期',
      '近来回退过同类 1 件',
      '驻点距现场 600 米',
      '手里 3 件，其中超期 1 件',
    ])
  })
  test('nobody where there is neither rule, experience nor street', () => {
    expect(suggestUnits({ street: null, place: null }, { units, found: undefined, past: [], loads: new Map() })).toEqual([])
  })
})
