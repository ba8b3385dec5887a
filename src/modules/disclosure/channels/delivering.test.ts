import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { httpPeer } from '../../../../tests/support/http-peer.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { draft, officeOf, publish, REVIEWS, revise, takeTurns, withdraw } from '../../../../tests/support/publishing.ts'
import { openHouse } from '../../../platform/house.ts'
import { publishScheduled, takeStepOn } from '../take-step.ts'
import { MOST_ATTEMPTS } from './channel.ts'
import { deliverWaiting, startDelivering } from './deliver-waiting.ts'
import { takeDueDeliveries } from './delivery-store.ts'
import { addPlatform, deliverAgain, pausePlatform } from './platforms.ts'
import { isSigned } from './signature.ts'

async function office(columns: readonly string[] = []) {
  const [house, peer] = await Promise.all([testHouse('2026-11-25T09:00'), httpPeer()])
  const officer = officeOf(house, 'information-officer')
  const platform = await addPlatform(house, officer, { name: '样例市门户', url: `${peer.address}/notify`, columns })
  return { house, peer, officer, platform, deliver: () => deliverWaiting(house) }
}
const rowsOf = (house: TestHouse) =>
  house.db
    .selectFrom('disclosure.delivery')
    .select(['channel', 'change', 'version', 'state', 'attempts', 'last_error as because'])
    .orderBy('version')
    .orderBy('id')
    .execute()
const hooksOf = async (house: TestHouse) => (await rowsOf(house)).filter(({ channel }) => channel === 'hook')
const later = (house: TestHouse, minutes: number) => house.setNow(new Date(house.now().getTime() + minutes * 60_000 + 8 * 3_600_000).toISOString().slice(0, 16))

describe('one change, one delivery a channel', () => {
  test('published, revised, withdrawn: each is written in its transaction and pushed once, signed, as the item is', async () => {
    const { house, peer, platform, deliver } = await office()
    const number = await publish(house)
    expect(await rowsOf(house)).toMatchObject([
      { channel: 'portal', change: 'published', version: 5, state: 'delivered' },
      { channel: 'feed', change: 'published', version: 5, state: 'delivered' },
      { channel: 'hook', change: 'published', version: 5, state: 'waiting' },
    ])
    expect([await deliver(), await deliver()]).toEqual([1, 0])
    await revise(house, number, { title: '（样例）改过的标题' })
    await deliver()
    await withdraw(house, number)
    await deliver()
    expect(peer.calls.map(({ method, path, body }) => [method, path, JSON.parse(body).type, JSON.parse(body).data.title])).toEqual([
      ['POST', '/notify', 'item.published', '（样例）井盖安全排查情况'],
      ['POST', '/notify', 'item.revised', '（样例）改过的标题'],
      ['POST', '/notify', 'item.withdrawn', '（样例）改过的标题'],
    ])
    expect(JSON.parse(peer.calls[2]?.body ?? '').data).not.toHaveProperty('html')
    for (const { headers, body } of peer.calls) {
      expect(isSigned(platform.secret, headers, body, house.now())).toBe(true)
      expect(isSigned(platform.secret, headers, `${body} `, house.now())).toBe(false)
      expect(isSigned('whsec_AAAA', headers, body, house.now())).toBe(false)
    }
    expect(new Set(peer.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
    expect((await hooksOf(house)).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered'])
  })

  test('a publication that does not come about is delivered nowhere', async () => {
    const { house } = await office()
    const number = await draft(house)
    await takeTurns(house, number, REVIEWS)
    const stuck = { ...house, db: house.db, now: () => new Date(Number.NaN) } // a moment no table takes: the step fails when it is saved
    await expect(takeStepOn(stuck, { agencyId: house.agencyId, number, version: undefined, order: { step: 'publish' } }, 'clock')).rejects.toThrow()
    expect(await rowsOf(house)).toEqual([])
  })

  test('what is published by the clock is delivered too; a platform gets its columns and those an item left', async () => {
    const { house, peer, deliver } = await office(['notices'])
    await publish(house)
    const number = await draft(house, { column: 'notices' })
    await takeTurns(house, number, [...REVIEWS, ['information-officer', { step: 'schedule', at: '2026-11-26T00:00:00Z' }]])
    later(house, 48 * 60)
    expect(await publishScheduled(house)).toBe(1)
    await deliver()
    await revise(house, number, { column: 'news' })
    await deliver()
    expect(peer.calls.map(({ body }) => JSON.parse(body).data.column)).toEqual(['notices', 'news'])
  })
})

describe('what cannot be delivered', () => {
  test('waits longer each time, is given up with the reason, and goes again by hand', async () => {
    const { house, peer, officer, deliver } = await office()
    peer.mind = () => ({ status: 503 })
    await publish(house)
    const waits: number[] = []
    for (let i = 0; i < MOST_ATTEMPTS; i++) {
      expect(await deliver()).toBe(1)
      expect(await deliver()).toBe(0)
      const { next_at } = await house.db.selectFrom('disclosure.delivery').select('next_at').where('channel', '=', 'hook').executeTakeFirstOrThrow()
      const wait = Math.round((next_at.getTime() - house.now().getTime()) / 60_000)
      waits.push(wait)
      later(house, wait)
    }
    expect(waits).toEqual([1, 5, 30, 120, 360, 720, 0])
    expect(await hooksOf(house)).toMatchObject([{ state: 'failed', because: '对方答复 503，暂时不能接收' }])
    peer.mind = () => ({ status: 200 })
    const { id } = await house.db.selectFrom('disclosure.delivery').select('id').where('channel', '=', 'hook').executeTakeFirstOrThrow()
    expect(await deliverAgain(house, officer, id)).toHaveProperty('number')
    await deliver()
    expect(await hooksOf(house)).toMatchObject([{ state: 'delivered', because: null }])
    expect(await house.db.selectFrom('disclosure.delivery_attempt').select('outcome').orderBy('id').execute()).toHaveLength(MOST_ATTEMPTS + 1)
    expect(new Set(peer.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  test('a refusal for good is not asked again; a redirection and a server that is away say what to mend', async () => {
    const { house, peer, deliver } = await office()
    const said = [{ status: 401 }, { status: 302, headers: { location: 'http://127.0.0.1:1/' } }]
    peer.mind = () => said.shift() ?? { status: 204 }
    await publish(house)
    await deliver()
    await publish(house)
    await deliver()
    expect((await hooksOf(house)).map(({ state, because }) => [state, because])).toEqual([
      ['failed', '对方答复 401，没有接收；请向对方核实地址和验签'],
      ['failed', '对方答复 302，要转到别的地址；请把推送地址改成最终的地址'],
    ])
    await house.db.updateTable('disclosure.platform').set({ url: 'http://127.0.0.1:1/' }).execute()
    await publish(house)
    await deliver()
    expect((await hooksOf(house)).at(-1)).toMatchObject({ state: 'waiting', because: '连不上对方：那里没有服务在运行' })
  })

  test('an address inside our walls is asked nothing, whatever name it has', async () => {
    const { house, peer } = await office()
    await publish(house)
    await house.db
      .updateTable('disclosure.platform')
      .set({ url: peer.address.replace('127.0.0.1', 'localhost') })
      .execute()
    await deliverWaiting({ ...house, config: { ...house.config, allowPrivate: false } })
    expect(peer.calls).toEqual([])
    expect(await hooksOf(house)).toMatchObject([{ state: 'failed', because: expect.stringContaining('内部网络') }])
  })

  test('a paused platform gets nothing until it is wanted again, and then what the item is now', async () => {
    const { house, peer, officer, platform, deliver } = await office()
    await pausePlatform(house, officer, platform.id, true)
    const number = await publish(house)
    await withdraw(house, number)
    expect(await deliver()).toBe(0)
    await pausePlatform(house, officer, platform.id, false)
    expect(await deliver()).toBe(2)
    expect(peer.calls.map(({ body }) => JSON.parse(body).type)).toEqual(['item.withdrawn', 'item.withdrawn'])
  })

  test('what a dead process left in hand is recorded as lost and delivered by another', async () => {
    const { house, peer, deliver } = await office()
    await publish(house)
    expect(await takeDueDeliveries(house.db, ['hook'], 5, house.now())).toHaveLength(1)
    expect(await deliver()).toBe(0)
    later(house, 6)
    expect(await deliver()).toBe(1)
    expect(peer.calls).toHaveLength(1)
    expect((await house.db.selectFrom('disclosure.delivery_attempt').select('outcome').orderBy('id').execute()).map(({ outcome }) => outcome)).toEqual([
      'lost',
      'delivered',
    ])
  })
})

test('two processes at once push each delivery once, called as soon as something is published', async () => {
  const { house, peer } = await office()
  const other = await openHouse({ ...house.config, databaseUrl: house.databaseUrl }, { now: house.now, log: house.log })
  const loops = [startDelivering(house, 3_600_000), startDelivering(other, 3_600_000)]
  for (let i = 0; i < 12; i++) await publish(house)
  for (let i = 0; i < 500 && peer.calls.length < 12; i++) await new Promise((done) => setTimeout(done, 10))
  await Promise.all(loops.map((loop) => loop.stop()))
  await other.close()
  expect(peer.calls).toHaveLength(12)
  expect(new Set(peer.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(12)
})

test('the numbers of changes appear in the order they are visible, however many write at once', async () => {
  const { house } = await office()
  const numbers = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const number = await draft(house)
      await takeTurns(house, number, REVIEWS)
      return number
    }),
  )
  const seen: number[] = []
  let writing = true
  const watching = (async () => {
    for (let last = 0; writing; ) {
      const { rows } = await sql<{ changed: number }>`select changed from disclosure.item where changed > ${last}::bigint order by changed`.execute(house.db)
      for (const { changed } of rows) seen.push(changed)
      last = rows.at(-1)?.changed ?? last
    }
  })()
  await Promise.all(numbers.map((number) => takeTurns(house, number, [['information-officer', { step: 'publish' }]])))
  await new Promise((done) => setTimeout(done, 50))
  writing = false
  await watching
  expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
})
