import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aMessage } from '../../src/modules/notifications/builders.ts'
import { queueMessages } from '../../src/modules/notifications/index.ts'
import { type TestHouse, testHouse } from '../support/house.ts'
import { type MailPeer, mailPeer } from '../support/mail-peer.ts'
import { beijing } from '../support/seeded-template.ts'

const MESSAGES = 120
const ROUNDS = 4
const IN_HAND = 5 // of one process at once

function sender(house: TestHouse, peer: MailPeer, begins: string): ChildProcess {
  const program = join(import.meta.dirname, '../support/mail-sender.ts')
  const given = [house.databaseUrl, house.config.dataFolder, String(peer.config.port), beijing(begins).toISOString()]
  return spawn(process.execPath, ['--import', 'tsx', program, ...given], { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Until it is so, then the signal and the end. */
async function until(child: ChildProcess, is: () => boolean, signal: NodeJS.Signals): Promise<void> {
  while (!is() && child.exitCode === null) await new Promise((done) => setTimeout(done, 5))
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

test('a sending process killed at any moment loses no message; what it had in hand may come twice, under one number', async () => {
  const [house, peer] = await Promise.all([testHouse('2026-11-25T09:00'), mailPeer()])
  const messages = Array.from({ length: MESSAGES }, (_, i) => aMessage(house.agencyId, i + 1))
  await house.db.transaction().execute((tx) => queueMessages(tx, messages, house))
  for (let round = 0; round < ROUNDS; round++) {
    const enough = peer.received.length + 3 + ((round * 7) % 11)
    await until(sender(house, peer, `2026-11-25T1${round}:00`), () => peer.received.length >= enough, 'SIGKILL')
  }
  const unsent = async () => {
    const { n } = await house.db
      .selectFrom('notifications.message')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('state', '<>', 'sent')
      .executeTakeFirstOrThrow()
    return n
  }
  expect(await unsent()).toBeGreaterThan(0)
  let left = MESSAGES
  const watching = setInterval(() => void unsent().then((n) => (left = n)), 50)
  await until(sender(house, peer, '2026-11-25T20:00'), () => left === 0, 'SIGTERM')
  clearInterval(watching)

  expect(await unsent()).toBe(0)
  const numbers = new Map<string, Set<string>>()
  for (const mail of peer.received) {
    const to = mail.to[0] ?? ''
    numbers.set(to, (numbers.get(to) ?? new Set()).add(mail.header('message-id') ?? ''))
  }
  expect(numbers.size).toBe(MESSAGES)
  expect([...numbers.values()].filter((one) => one.size !== 1)).toEqual([])
  expect(peer.received.length - MESSAGES).toBeLessThanOrEqual(ROUNDS * IN_HAND)
  const lost = await house.db.selectFrom('notifications.attempt').select('id').where('outcome', '=', 'lost').execute()
  expect(lost.length).toBeGreaterThan(0)
}, 240_000)
