import { expect, test } from 'vitest'
import { z } from 'zod'
import { formKey } from './form-key.ts'

test('keys are UUIDs, none twice, in the order of their moments', () => {
  const at = (n: number) => new Date(Date.UTC(2026, 10, 26, 0, 0, n))
  const keys = Array.from({ length: 200 }, (_, n) => formKey(at(n)))
  expect(keys.toSorted()).toEqual(keys)
  for (const key of keys) expect(z.uuid().safeParse(key).success).toBe(true)
  expect(new Set(Array.from({ length: 1_000 }, () => formKey(at(0)))).size).toBe(1_000)
})
