import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { isUuid, UUID_IN_PATH, uuidOf } from './uuid.ts'

test('a UUID is one from end to end, in small letters', () => {
  const one = randomUUID()
  const wrong = [one.toUpperCase(), `${one} `, one.slice(1), one.replaceAll('-', ''), '']
  expect([one, ...wrong].map(isUuid)).toEqual([true, ...wrong.map(() => false)])
  expect(new RegExp(`^${UUID_IN_PATH}$`).test(one)).toBe(true)
})

test('a hash has one UUID of each version', () => {
  const hex = createHash('sha256').update('样例').digest('hex')
  for (const version of [4, 5, 8] as const) {
    const made = uuidOf(hex, version)
    expect([isUuid(made), made[14], made[19]]).toEqual([true, String(version), '8'])
    expect(uuidOf(hex, version)).toBe(made)
  }
})
