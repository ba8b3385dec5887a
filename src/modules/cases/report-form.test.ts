import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ReportForm } from './report-form.ts'

const read = (over: Readonly<Record<string, string>>) => ReportForm.safeParse({ key: randomUUID(), tile: 'manhole', address: '样例街12号', ...over })

test('a line break counts once in what a report may hold', () => {
  const said = (words: string) => read({ description: words })
  expect(said(`${'坑\r\n'.repeat(149)}坑坑`)).toMatchObject({ success: true, data: { description: `${'坑\n'.repeat(149)}坑坑` } })
  expect(said(`${'坑\r\n'.repeat(149)}坑坑坑`).success).toBe(false)
})
