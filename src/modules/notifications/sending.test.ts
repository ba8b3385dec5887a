import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { type MailPeer, mailPeer } from '../../../tests/support/mail-peer.ts'
import { openHouse } from '../../platform/house.ts'
import { aMessage, aPerson } from './builders.ts'
import type { OutgoingMessage } from './message.ts'
import { queueMessage, queueMessages } from './queue-message.ts'
import { sendWaiting } from './send-waiting.ts'
import { smtpDoor } from './smtp.ts'
import { startSending } from './start-sending.ts'
import { resubscribe, unsubscribe } from './wish-store.ts'

async function office() {
  const [house, peer] = await Promise.all([testHouse('2026-11-25T09:00'), mailPeer()])
  const doors = [smtpDoor(peer.config)]
  const queue = (...messages: OutgoingMessage[]) => house.db.transaction().execute((tx) => queueMessages(tx, messages, house))
  const queueMany = (n: number) => queue(...Array.from({ length: n }, (_, i) => aMessage(house.agencyId, i + 1)))
  return { house, peer, doors, queue, queueMany, send: () => sendWaiting(house, doors, 100) }
}

const rowsOf = (house: TestHouse) =>
  house.db.selectFrom('notifications.message').select(['id', 'state', 'attempts', 'last_error', 'address_sealed', 'provider_id']).orderBy('id').execute()
const attemptsOf = (house: TestHouse) => house.db.selectFrom('notifications.attempt').select(['number', 'outcome', 'because']).orderBy('id').execute()

/** Until the peer has read so many mails. */
async function arrived(peer: MailPeer, n: number): Promise<void> {
  for (let i = 0; i < 1_000 && peer.received.length < n; i++) await new Promise((done) => setTimeout(done, 10))
  expect(peer.received.length).toBeGreaterThanOrEqual(n)
}

test('a message is sent once, and only if what caused it came to be', async () => {
  const { house, peer, send } = await office()
  const message = aMessage(house.agencyId, 1)
  const undone = house.db.transaction().execute(async (tx) => {
    expect(await queueMessage(tx, message, house)).toEqual({ outcome: 'new' })
    throw new Error('the case could not be closed')
  })
  await expect(undone).rejects.toThrow('could not be closed')
  expect(await send()).toEqual({ sent: 0, postponed: 0, failed: 0 })
  expect(await house.db.transaction().execute((tx) => queueMessage(tx, message, house))).toEqual({ outcome: 'new' })
  expect(await house.db.transaction().execute((tx) => queueMessage(tx, { ...message, body: '另一段话' }, house))).toEqual({ outcome: 'already' })
  expect(await send()).toEqual({ sent: 1, postponed: 0, failed: 0 })
  expect(await send()).toEqual({ sent: 0, postponed: 0, failed: 0 })
  expect(peer.received.map((mail) => [mail.to, mail.text])).toEqual([[['reporter1@example.com'], message.body]])
  expect(await rowsOf(house)).toMatchObject([{ state: 'sent', attempts: 1, last_error: null, address_sealed: null }])
})

test('each message has its outcome, in order; one event tells several people, and one person of several events', async () => {
  const { house, queue, send, peer } = await office()
  const { agencyId } = house
  const first = aMessage(agencyId, 1)
  const outcomes = await queue(
    first,
    first,
    { ...first, recipient: { fingerprint: aPerson(2), mail: 'second@example.com' } },
    { ...first, eventKey: 'cases/XC20261125-0001/8' },
    aMessage(agencyId, 3, { recipient: { fingerprint: aPerson(3) } }),
    aMessage(agencyId, 4, { recipient: { fingerprint: aPerson(4), mail: 'not an address' } }),
    { ...first, agencyId: agencyId + 1 },
  )
  expect(outcomes.map((one) => one.outcome)).toEqual(['new', 'already', 'new', 'new', 'no-address', 'unfit', 'new'])
  expect(outcomes[5]).toEqual({ outcome: 'unfit', because: '邮箱地址不对' })
  expect(await send()).toEqual({ sent: 4, postponed: 0, failed: 0 })
  expect(new Set(peer.received.map((mail) => mail.header('message-id'))).size).toBe(4)
})

test('two transactions that queue the same events in opposite orders end with one of each', async () => {
  const { house, queue } = await office()
  const messages = Array.from({ length: 200 }, (_, i) => aMessage(house.agencyId, i))
  const outcomes = (await Promise.all([queue(...messages), queue(...messages.toReversed()), queue(...messages)])).flat()
  expect(outcomes.filter((one) => one.outcome === 'new')).toHaveLength(200)
  expect(await rowsOf(house)).toHaveLength(200)
})

test('the address is nowhere readable, and the row keeps what it said', async () => {
  const { house, queueMany } = await office()
  await queueMany(1)
  const row = await house.db.selectFrom('notifications.message').selectAll().executeTakeFirstOrThrow()
  expect(row.address_masked).toBe('r***@example.com')
  expect(JSON.stringify(row)).not.toContain('reporter1')
  expect(house.cipher.open(row.address_sealed ?? '')).toBe('reporter1@example.com')
  await expect(house.db.updateTable('notifications.message').set({ body: '改过' }).execute()).rejects.toThrow('append-only')
  await expect(house.db.deleteFrom('notifications.message').execute()).rejects.toThrow('append-only')
})

test('two processes sending at once send each mail once', async () => {
  const { house, peer, doors, queueMany } = await office()
  const other = await openHouse({ ...house.config, databaseUrl: house.databaseUrl }, { now: house.now, log: house.log })
  const loops = [startSending(house, doors), startSending(other, doors), startSending(other, doors)]
  onTestFinished(() => other.close())
  await queueMany(60)
  await Promise.all([arrived(peer, 60), queueMany(70)])
  await arrived(peer, 70)
  await Promise.all(loops.map((loop) => loop.stop()))
  expect(new Set(peer.received.map((mail) => mail.to[0])).size).toBe(70)
  expect(peer.received).toHaveLength(70)
  expect((await rowsOf(house)).filter((row) => row.state !== 'sent')).toEqual([])
})

test('a sender is called as soon as a message is queued, without waiting for its next look', async () => {
  const { house, peer, doors, queueMany } = await office()
  const loop = startSending(house, doors, 3_600_000)
  await queueMany(1)
  await arrived(peer, 1)
  await queueMany(2)
  await arrived(peer, 2)
  await loop.stop()
  expect((await rowsOf(house)).map((row) => row.state)).toEqual(['sent', 'sent'])
})

test('a sender that cannot hear looks for itself', async () => {
  const { house, peer, doors, queueMany } = await office()
  const loop = startSending(house, doors)
  await queueMany(1)
  await arrived(peer, 1)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen gongkai_messages%'`.execute(
    house.db,
  )
  await queueMany(2)
  await arrived(peer, 2)
  await loop.stop()
})

test('at the end the mail in hand is waited for, and no other is begun', async () => {
  const { house, queueMany } = await office()
  let answer = (_: { providerId: string }): void => {}
  let asked = 0
  const slow = {
    channel: 'mail' as const,
    send: () =>
      new Promise<{ providerId: string }>((done) => {
        asked += 1
        answer = done
      }),
  }
  await queueMany(1)
  const loop = startSending(house, [slow])
  for (let i = 0; i < 500 && asked === 0; i++) await new Promise((done) => setTimeout(done, 10))
  let stopped = false
  const stopping = loop.stop().then(() => {
    stopped = true
  })
  await queueMany(2)
  await new Promise((done) => setTimeout(done, 100))
  expect([stopped, asked]).toEqual([false, 1])
  answer({ providerId: '<1@example.org>' })
  await stopping
  expect((await rowsOf(house)).map((row) => row.state)).toEqual(['sent', 'waiting'])
  expect(asked).toBe(1)
})

test('a refusal for now is tried again after growing pauses, six times in all, and then has failed', async () => {
  const { house, peer, queueMany, send } = await office()
  await queueMany(1)
  peer.mind = () => ({ code: 451, at: 'recipient' })
  const moments = ['09:00', '09:01', '09:06', '09:36', '11:36', '23:36']
  for (const [i, moment] of moments.entries()) {
    house.setNow(`2026-11-25T${moment}`)
    const last = i === moments.length - 1
    expect(await send(), moment).toEqual({ sent: 0, postponed: last ? 0 : 1, failed: last ? 1 : 0 })
    expect(await send(), `${moment} again`).toEqual({ sent: 0, postponed: 0, failed: 0 })
  }
  house.setNow('2026-12-25T09:00')
  expect(await send()).toEqual({ sent: 0, postponed: 0, failed: 0 })
  expect(await rowsOf(house)).toMatchObject([{ state: 'failed', attempts: 6, last_error: '邮件服务器暂不接收（451）' }])
  expect((await attemptsOf(house)).map((one) => [one.number, one.outcome])).toEqual([1, 2, 3, 4, 5, 6].map((n) => [n, 'for-now']))
})

test('a refusal for good fails at once and keeps nobody else from getting theirs', async () => {
  const { house, peer, queueMany, send } = await office()
  await queueMany(3)
  peer.mind = (recipient) => (recipient === 'reporter2@example.com' ? { code: 550, at: 'recipient' } : 'take')
  expect(await send()).toEqual({ sent: 2, postponed: 0, failed: 1 })
  const failed = (await rowsOf(house)).filter((row) => row.state === 'failed')
  expect(failed).toMatchObject([{ attempts: 1, last_error: '邮件服务器拒收（550）' }])
  expect(JSON.stringify(await attemptsOf(house))).not.toContain('reporter2')
})

test('a server that is not there, or ends in the midst of a mail, costs a pause and no message', async () => {
  const { house, peer, queueMany, send } = await office()
  await queueMany(1)
  const gone = await mailPeer()
  await gone.close()
  expect(await sendWaiting(house, [smtpDoor(gone.config)], 10)).toEqual({ sent: 0, postponed: 1, failed: 0 })
  expect((await rowsOf(house))[0]?.last_error).toContain('ECONNREFUSED')
  house.setNow('2026-11-25T09:01')
  peer.mind = () => 'die'
  expect(await send()).toEqual({ sent: 0, postponed: 1, failed: 0 })
  house.setNow('2026-11-25T09:06')
  peer.mind = () => 'take'
  expect(await send()).toEqual({ sent: 1, postponed: 0, failed: 0 })
  // The server had read it before it died: here "once" ends, and the repeat can be told by its number.
  const numbers = peer.received.map((mail) => mail.header('message-id'))
  expect([numbers.length, new Set(numbers).size]).toEqual([2, 1])
  expect((await rowsOf(house))[0]?.provider_id).toBe(numbers[0])
})

test('what a dead process left in hand is taken again after five minutes, not before, and not for ever', async () => {
  const { house, peer, queueMany, send } = await office()
  await queueMany(1)
  const dying = { channel: 'mail' as const, send: () => new Promise<never>(() => {}) }
  void sendWaiting(house, [dying], 1)
  for (let i = 0; i < 500 && (await rowsOf(house))[0]?.state !== 'sending'; i++) await new Promise((done) => setTimeout(done, 10))
  house.setNow('2026-11-25T09:04')
  expect(await send()).toEqual({ sent: 0, postponed: 0, failed: 0 })
  house.setNow('2026-11-25T09:05')
  expect(await send()).toEqual({ sent: 1, postponed: 0, failed: 0 })
  expect(await attemptsOf(house)).toMatchObject([
    { number: 1, outcome: 'lost', because: '发送的进程中断，没有结果' },
    { number: 2, outcome: 'sent', because: null },
  ])
  await house.db.transaction().execute((tx) => queueMessage(tx, aMessage(house.agencyId, 2), house))
  await house.db.updateTable('notifications.message').set({ state: 'sending', attempts: 6 }).where('state', '=', 'waiting').execute()
  expect(await send()).toEqual({ sent: 0, postponed: 0, failed: 0 })
  expect((await rowsOf(house))[1]).toMatchObject({ state: 'failed', last_error: '发送的进程中断，没有结果' })
  expect(peer.received).toHaveLength(1)
})

test('a door that throws, and an address sealed under another secret, stop nothing else', async () => {
  const { house, queueMany, send } = await office()
  await queueMany(2)
  await house.db.updateTable('notifications.message').set({ address_sealed: 'v1.nonsense' }).where('recipient_fingerprint', '=', aPerson(1)).execute()
  expect(await send()).toEqual({ sent: 1, postponed: 0, failed: 1 })
  expect((await rowsOf(house))[0]?.last_error).toContain('密钥')
  await queueMany(3)
  const said: unknown[] = []
  const log = { info: () => {}, error: (...words: readonly unknown[]) => void said.push(...words) }
  const broken = { channel: 'mail' as const, send: () => Promise.reject(new TypeError('reporter3@example.com is odd')) }
  expect(await sendWaiting({ ...house, log }, [broken], 10)).toEqual({ sent: 0, postponed: 1, failed: 0 })
  expect(JSON.stringify(said)).not.toContain('reporter3')
})

test('without a door messages wait', async () => {
  const { house, queueMany, send } = await office()
  await queueMany(1)
  expect(await sendWaiting(house, [], 10)).toEqual({ sent: 0, postponed: 0, failed: 0 })
  await startSending(house, []).stop()
  expect(await rowsOf(house)).toMatchObject([{ state: 'waiting', attempts: 0 }])
  expect(await send()).toMatchObject({ sent: 1 })
})

test('who wants no more messages gets only essential ones, until they want them again', async () => {
  const { house, peer, queue, send } = await office()
  const { agencyId } = house
  const to = (n: number, essential = false) => aMessage(agencyId, n, { recipient: { fingerprint: aPerson(1), mail: 'one@example.com' }, essential })
  await queue(to(1), to(2, true), aMessage(agencyId, 9))
  await house.db.transaction().execute((tx) => unsubscribe(tx, aPerson(1), house.now()))
  await house.db.transaction().execute((tx) => unsubscribe(tx, aPerson(1), house.now()))
  expect(await queue(to(3), to(4, true))).toEqual([{ outcome: 'unsubscribed' }, { outcome: 'new' }])
  expect(await send()).toEqual({ sent: 3, postponed: 0, failed: 0 })
  expect((await rowsOf(house)).map((row) => row.state)).toEqual(['cancelled', 'sent', 'sent', 'sent'])
  await resubscribe(house.db, aPerson(1))
  expect(await queue(to(3))).toEqual([{ outcome: 'new' }])
  expect(await send()).toMatchObject({ sent: 1 })
  expect(peer.received).toHaveLength(4)
})
