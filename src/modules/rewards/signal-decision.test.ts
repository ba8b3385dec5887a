import { expect, test } from 'vitest'
import { covers, nameOf, undecided } from './signal-decision.ts'
import type { Signal } from './signals.ts'

const signal = (...reports: string[]): Signal => ({ kind: 'photo-reused', sentence: '', reports, numbers: {} })

test('a decision holds while the signal shrinks, and no longer once it grows or is of another kind', () => {
  const decision = signal('A', 'B', 'C')
  expect(covers(decision, signal('B', 'C'))).toBe(true)
  expect(covers(decision, signal('A', 'B', 'C', 'D'))).toBe(false)
  expect(covers(decision, { ...signal('A', 'B'), kind: 'too-fast' })).toBe(false)
})

test('what was judged is left out, and signals in the same reports are one', () => {
  const all = [signal('A', 'B'), signal('A', 'B'), signal('C', 'D')]
  expect(undecided(all, []).map(nameOf)).toEqual(['photo-reused A B', 'photo-reused C D'])
  expect(undecided(all, [signal('A', 'B')]).map(nameOf)).toEqual(['photo-reused C D'])
})
