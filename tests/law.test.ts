import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { citations, lawIndex, sourceLines } from './support/law-index.ts'

test('docs/law-index.md is current; npm run law-index writes it anew', () => {
  expect(readFileSync(join(import.meta.dirname, '../docs/law-index.md'), 'utf8')).toBe(lawIndex())
})

test('every period of days, months or years says which article it comes from, or that the office may set it', () => {
  const period = /const [A-Z0-9_]*(?:DAYS|MONTHS|MONTH_DAY|YEARS?_OF_[A-Z_]+) = [\d'[{]*\d/
  const bare = sourceLines().filter(
    ({ file, text }) => file.startsWith('src/modules/') && period.test(text) && !/条|号|office setting|no period of the/.test(text),
  )
  expect(bare).toEqual([])
})

test('the periods of the 条例 are where the index says', () => {
  const at = (law: string) =>
    citations()
      .filter((one) => one.law === law)
      .map((one) => one.name)
  expect(at('条例第三十三条')).toEqual(expect.arrayContaining(['REPLY_DAYS', 'LONGEST_EXTENSION_DAYS']))
  expect(at('条例第三十条')).toContain('AMENDMENT_NOTICE_DAYS')
  expect(at('条例第三十二条')).toContain('OPINION_DAYS')
  expect(at('条例第四十九条')).toContain('REPORT_MONTH_DAY')
})
