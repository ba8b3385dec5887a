import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likeness, pairsOf, tellingAmong, wordsShared } from './likeness.ts'

const text = fc.string({ maxLength: 12, unit: fc.constantFrom(...'井盖缺失松动垃圾路口，。ab1') })

test('is the same both ways, between 0 and 1, and 1 with itself', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [one, other] = [pairsOf(a), pairsOf(b)]
      expect(likeness(one, other)).toBe(likeness(other, one))
      expect(likeness(one, other)).toBeGreaterThanOrEqual(0)
      expect(likeness(one, other)).toBeLessThanOrEqual(1)
      if (one.size > 0) expect(likeness(one, one)).toBe(1)
    }),
  )
})

test('does not see punctuation, capitals or the mark of a sample', () => {
  expect(likeness(pairsOf('（样例）井盖，松动。ＡＢ'), pairsOf('井盖松动 ab'))).toBe(1)
  expect([...pairsOf('井'), ...pairsOf('！？')]).toEqual([])
})

test('rare words tell more than those that stand everywhere', () => {
  const texts = ['井盖很危险', '垃圾很危险', '树枝很危险'].map(pairsOf)
  const telling = tellingAmong(texts)
  expect(telling('井盖')).toBeGreaterThan(telling('危险'))
  const [manhole] = texts
  const [also, other] = ['井盖坏了很危险', '路面坏了很危险'].map(pairsOf)
  if (!manhole || !also || !other) throw new Error('three texts')
  expect(likeness(manhole, also, telling) - likeness(manhole, other, telling)).toBeGreaterThan(likeness(manhole, also) - likeness(manhole, other))
})

test('the words two texts share are told whole', () => {
  expect(wordsShared('污水井盖，缺失、移位', '路口污水井盖好像缺失了')).toEqual(['污水井盖', '缺失'])
  expect(wordsShared('缺失', '完好')).toEqual([])
})
