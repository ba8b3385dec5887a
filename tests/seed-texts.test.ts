import { load } from 'cheerio'
import { expect, test } from 'vitest'
import { samplesOf2019 } from '../seed/disclosure-texts.ts'
import { RUNNING_ITEMS } from '../seed/disclosure-texts/running.ts'
import { ISSUED, UNDER_WAY } from '../seed/disclosure-texts/norms.ts'
import { statutorySamples } from '../seed/statutory.ts'
import { plainDate } from '../src/kernel/plain-date.ts'
import { findSlips } from '../src/modules/disclosure/watch/slips.ts'

const SHORTEST = 120
const norms = Object.entries({ ...ISSUED, ...UNDER_WAY }).map(([title, { summary, text }]) => ({ title, summary, text }))
const texts = [...samplesOf2019(), ...statutorySamples(plainDate('2026-11-27')), ...Object.values(RUNNING_ITEMS), ...norms].map(({ title, summary, text }) => ({
  title,
  words: [title, summary, ...text].join('\n').replace(/<[^>]+>/g, '\n'),
  html: text.join('\n'),
}))

test('the 154 items of 2019 are whole texts, marked as samples, and no two are alike', () => {
  const year = samplesOf2019()
  expect(year.length).toBe(154)
  const short = year.filter(({ column, text }) => column !== 'budgets' && text.join('').replace(/<[^>]+>/g, '').length < SHORTEST).map(({ title }) => title)
  expect(short).toEqual([])
  expect(year.filter(({ title, text }) => !title.startsWith('（样例）') || !/样例|虚构/.test(text.at(-1) ?? '')).map(({ title }) => title)).toEqual([])
  expect(new Set(texts.map(({ words }) => words)).size).toBe(texts.length)
})

test('the slips the platform looks for are in none of its samples', () => {
  expect(texts.flatMap(({ title, words }) => findSlips(words).map(({ found, says }) => `${title}：${found} ${says}`))).toEqual([])
})

test('every table of a sample that has a sum adds up', () => {
  let sums = 0
  for (const { title, html } of texts) {
    const $ = load(html)
    $('table').each((_, table) => {
      const rows = $(table)
        .find('tbody tr')
        .toArray()
        .map((row) =>
          $(row)
            .find('th, td')
            .toArray()
            .map((cell) => $(cell).text()),
        )
      const total = rows.at(-1)?.[0] === '合计' ? rows.at(-1) : undefined
      total?.slice(1).forEach((text, i) => {
        const column = rows.slice(0, -1).map((row) => Number(row[i + 1]))
        if (column.some(Number.isNaN) || Number.isNaN(Number(text))) return
        sums += 1
        expect([title, column.reduce((sum, n) => sum + n, 0)]).toEqual([title, Number(text)])
      })
    })
  }
  expect(sums).toBeGreaterThan(400)
})
