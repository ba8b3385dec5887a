import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { doChores, startChores } from './chores.ts'
import { makeLog } from './log.ts'

test('a chore that fails is told of by its name and stops neither the others nor the next round', async () => {
  const lines: string[] = []
  let done = 0
  const fails = ['mail', async () => Promise.reject(new Error('no door'))] as const
  const works = [
    'publish',
    async () => {
      done += 1
    },
  ] as const
  await doChores(
    makeLog((line) => lines.push(line)),
    [fails, works],
  )
  expect(done).toBe(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'chore-failed', chore: 'mail', error: expect.stringContaining('no door') })
  const chores = startChores(
    makeLog(() => undefined),
    [fails, works],
    { firstMs: 0, everyMs: 5 },
  )
  while (done < 4) await pause(5)
  await chores.stop()
  const before = done
  await pause(30)
  expect(done).toBe(before)
})
