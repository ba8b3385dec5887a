import { expect, test } from 'vitest'
import { plainDate as day } from '../../kernel/plain-date.ts'
import { COLUMNS } from './columns.ts'
import { freshnessOf, type Held } from './freshness.ts'

const OPENED = day('2026-01-01')
const full = (last: string): Held[] => COLUMNS.map(({ code }) => ({ column: code, items: 1, last: day(last) }))

test('the home page and the news fail on the fifteenth day, policies after half a year', () => {
  const on = (today: string) => freshnessOf(full('2026-03-01'), OPENED, day(today))
  expect(on('2026-03-12').failing).toEqual([])
  expect(on('2026-03-13').watched.find(({ code }) => code === 'news')).toMatchObject({ until: '2026-03-15', state: 'soon' })
  expect(on('2026-03-15').failing).toEqual([])
  expect(on('2026-03-16').failing).toEqual(['首页超过 14 天没有更新', '“业务动态”超过 14 天没有更新'])
  expect(on('2026-08-31').watched.find(({ code }) => code === 'notices')?.state).toBe('soon')
  expect(on('2026-09-01').watched.find(({ code }) => code === 'notices')?.state).toBe('late')
})

test('the first to fail stands first; five columns without anything fail, four do not', () => {
  const without = (n: number) => {
    const gone = COLUMNS.filter(({ under, freshDays }) => under === 'statutory' && freshDays === null).slice(0, n)
    return freshnessOf(
      full('2026-03-01').filter(({ column }) => !gone.some(({ code }) => code === column)),
      OPENED,
      day('2026-03-02'),
    )
  }
  expect(without(4).failing).toEqual([])
  expect(without(5).failing).toEqual(['空白栏目 5 个，达到 5 个'])
  expect(without(5).empty).toHaveLength(5)
  const { watched } = without(0)
  expect(watched.map(({ until }) => until)).toEqual(watched.map(({ until }) => until).toSorted())
})

test('a column that never held anything is counted from the day the platform opened', () => {
  const news = freshnessOf([], OPENED, day('2026-01-16')).watched.find(({ code }) => code === 'news')
  expect(news).toMatchObject({ last: null, until: '2026-01-15', state: 'late' })
})
