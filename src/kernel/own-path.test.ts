import { expect, test } from 'vitest'
import { isOwnPath } from './own-path.ts'

test('an address of this site begins at its root and leads nowhere else', () => {
  for (const own of ['/', '/cases?a=1&b=%E4%BA%95', '/disclosure/2026-00001#top', '/a/%09/b']) expect(isOwnPath(own), own).toBe(true)
  for (const other of [
    '',
    'cases',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r//evil.example',
    'https://evil.example',
    '/ x',
  ])
    expect(isOwnPath(other), JSON.stringify(other)).toBe(false)
})
