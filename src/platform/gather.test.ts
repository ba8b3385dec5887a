import { expect, test } from 'vitest'
import { gather } from './gather.ts'

test('calls that come while a batch is at work go together in the next, each with its own answer', async () => {
  const batches: number[][] = []
  const double = gather(async (items: readonly number[]) => {
    batches.push([...items])
    await new Promise((done) => setTimeout(done, 5))
    return items.map((n) => n * 2)
  }, 4)
  const first = double(1)
  await new Promise((done) => setTimeout(done, 2))
  const rest = [2, 3, 4, 5, 6].map((n) => double(n))
  expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8, 10, 12])
  expect(batches).toEqual([[1], [2, 3, 4, 5], [6]])
})

test('one bad call spoils no other', async () => {
  const invert = gather(async (items: readonly number[]) => {
    if (items.includes(0)) throw new Error('no')
    return items.map((n) => 1 / n)
  })
  const answers = await Promise.allSettled([1, 0, 2].map(invert))
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'refused'))).toEqual([1, 'refused', 0.5])
  expect(await invert(4)).toBe(0.25)
})

test('those that arrive together go together, and a lone one does not wait for others', async () => {
  const batches: number[] = []
  const count = gather(async (items: readonly number[]) => {
    batches.push(items.length)
    await new Promise((done) => setTimeout(done, 5))
    return items
  })
  await Promise.all([1, 2, 3, 4, 5].map(count))
  const begun = performance.now()
  expect(await count(6)).toBe(6)
  expect(performance.now() - begun).toBeLessThan(1_000)
  expect(batches).toEqual([5, 1])
})
