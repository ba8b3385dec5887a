import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demonstrationStandard } from '../../../seed/standards.ts'
import { differencesBetween } from './compare.ts'
import { type Limit, limitText, PLANTING, readLimit, UNITS } from './limits.ts'
import { type Condition, categoryCode, inOrder, isInformational, KINDS, LEVELS, type StandardBody } from './standard.ts'
import { isBlank, readCode, tidy } from './tidy.ts'
import { readWorkbook, writeWorkbook } from './workbook.ts'

const limit: fc.Arbitrary<Limit> = fc
  .record({ amount: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.constantFrom(0.5, 1.5)), unit: fc.constantFrom(...UNITS), seasonal: fc.boolean() })
  // Limits in days are whole days.
  .map(({ amount, unit, seasonal }) => ({
    amount: unit === 'day' || unit === 'work_day' ? Math.ceil(amount) : amount,
    unit,
    ...(seasonal ? { season: PLANTING } : {}),
  }))
const words = fc
  .array(fc.constantFrom('缺失', '破损', '>25cm²', '150cm×150cm', '，', '；', '（含井座）', '1,500', '8:30', ' ', 'A', '。', '无', '注', '部件', '—', '½'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => `某${tidy(parts.join(''))}`)
  .map(tidy)
const condition = fc
  .record({
    text: words,
    limit,
    early: fc.option(fc.record({ name: fc.constantFrom('围护', '先期处置', '应急'), limit })),
    closing: words,
    told: fc.boolean(),
    level: fc.constantFrom(...LEVELS),
  })
  .map(({ text, limit, early, closing, told, level }): Omit<Condition, 'code' | 'category'> => {
    const ends = told ? `${closing}或告知性结案` : closing
    const stages = early ? [early, { name: '修复', limit }] : []
    return { text, limit, stages, closing: ends, informational: isInformational(ends), level }
  })
const standard: fc.Arbitrary<StandardBody> = fc
  .uniqueArray(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      major: fc.integer({ min: 1, max: 12 }),
      minor: fc.integer({ min: 1, max: 120 }),
      conditions: fc.uniqueArray(condition, { selector: (one) => one.text, minLength: 1, maxLength: 4 }),
    }),
    {
      selector: (one) => `${one.kind} ${one.major} ${one.minor}`,
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((classes) => {
    const two = (n: number) => String(n).padStart(2, '0')
    const tree = classes.map(({ kind, major, minor, conditions }) => {
      const code = categoryCode(kind, two(major), two(minor))
      const category = { code, kind, major: two(major), majorName: `大类${major}`, minor: two(minor), minorName: `小类${minor}` }
      return { category, conditions: conditions.map((one, i): Condition => ({ ...one, code: `${code}-${i + 1}`, category: code })) }
    })
    return inOrder({ categories: tree.map((one) => one.category), conditions: tree.flatMap((one) => one.conditions) })
  })

test('a standard written as a workbook is read back as the same standard, with nothing odd about it', async () => {
  await fc.assert(
    fc.asyncProperty(standard, async (body) => {
      const read = await readWorkbook(await writeWorkbook(body))
      if ('refused' in read) throw new Error(read.because)
      expect(read.problems).toEqual([])
      expect(read.body).toEqual(body)
      expect(read.oddities.filter((one) => !one.says.startsWith('没有') && !one.says.includes('前 10 行'))).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('so are the samples', async () => {
  for (const year of [2019, 2026] as const) {
    const body = demonstrationStandard(year)
    const read = await readWorkbook(await writeWorkbook(body))
    expect(read).toEqual({ body, problems: [], oddities: [] })
  }
})

test('half a day is read as a whole one, and said', () => {
  expect(readLimit('半个工作日')).toEqual({ limit: { amount: 1, unit: 'work_day' }, odd: '按天计的时限没有半天，“半个工作日”按 1 天计，请核对' })
  expect(readLimit('1.5紧急工作时')).toEqual({ limit: { amount: 1.5, unit: 'urgent_hour' }, odd: null })
})

test('a limit in words is read back as the same limit', () => {
  fc.assert(
    fc.property(limit, (one) => {
      expect(readLimit(limitText(one))?.limit).toEqual(one)
    }),
  )
})

test('tidy words stay as they are', () => {
  const mixed = fc
    .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 3 }), fc.constantFrom(' ', '　', ',', '，', '(', '）', ':', '；', '1', '２', '井盖', '。')), {
      maxLength: 12,
    })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(mixed, (text) => {
      expect(tidy(tidy(text))).toBe(tidy(text))
    }),
    { numRuns: 2_000 },
  )
})

test('words as they are kept', () => {
  expect(['１５０ｃｍ × 150cm', '破损 , 开裂;', '8:30至17:30', '1,500米', '直径 (含) >25cm²。', 'A B', '缺失、\r\n移位'].map(tidy)).toEqual([
    '150cm × 150cm',
    '破损，开裂',
    '8:30至17:30',
    '1,500米',
    '直径（含）>25cm²',
    'A B',
    '缺失、移位',
  ])
  expect(['1', '０１', '001', '1.0', ' 12 ', '120', '0', '1234', '1a', ''].map(readCode)).toEqual([
    '01',
    '01',
    '01',
    '01',
    '12',
    '120',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(['', ' ', '—', '--', '/', '无', '无损'].map(isBlank)).toEqual([true, true, true, true, true, true, false])
})

test('a standard differs from itself in nothing, and from another in as many places both ways', () => {
  fc.assert(
    fc.property(standard, standard, (a, b) => {
      expect(differencesBetween(a, a)).toEqual([])
      const [there, back] = [differencesBetween(a, b), differencesBetween(b, a)]
      const count = (list: typeof there, change: string) => list.filter((one) => one.change === change).length
      expect([count(there, 'added'), count(there, 'removed')]).toEqual([count(back, 'removed'), count(back, 'added')])
    }),
    { numRuns: 50 },
  )
})
