import { describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { mailPeer } from '../../../../tests/support/mail-peer.ts'
import { draft, publish, REVIEWS, revise, takeTurns, withdraw } from '../../../../tests/support/publishing.ts'
import { createApp } from '../../../app.tsx'
import { smtpDoor } from '../../notifications/index.ts'
import { sendWaiting } from '../../notifications/send-waiting.ts'
import { deliverWaiting } from './deliver-waiting.ts'
import { sweepChannels } from './sweep.ts'

async function office() {
  const [plain, peer] = await Promise.all([testHouse('2026-11-25T09:00'), mailPeer()])
  const house: TestHouse = Object.assign(plain, { config: { ...plain.config, origin: 'https://gongkai.example.org' } })
  const app = createApp(house)
  const post = (path: string, fields: Readonly<Record<string, string>> = {}) =>
    app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: 'http://localhost' } })
  let read = 0
  const mails = async () => {
    await deliverWaiting(house)
    await sendWaiting(house, [smtpDoor(peer.config)], 100)
    const fresh = peer.received.slice(read)
    read = peer.received.length
    return fresh
  }
  const linkIn = (text: string, kind: 'confirm' | 'end'): string =>
    new RegExp(`https://gongkai.example.org(/disclosure/subscribe/${kind}/\\S+)`).exec(text)?.[1] ?? ''
  const subscribe = async (mail: string, ...columns: string[]) => {
    const asked = await post('/disclosure/subscribe', { mail, ...Object.fromEntries(columns.map((column) => [`column-${column}`, '1'])) })
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/disclosure/subscribe/asked'])
    const [letter] = await mails()
    return linkIn(letter?.text ?? '', 'confirm')
  }
  const confirmed = async (mail: string, ...columns: string[]) => expect((await post(await subscribe(mail, ...columns))).status).toBe(303)
  return { house, app, post, mails, linkIn, subscribe, confirmed }
}

describe('who gets mail', () => {
  test('nobody before they confirm; opening the link alone changes nothing; then one mail for each version, each with its way out', async () => {
    const { house, app, post, mails, linkIn, subscribe } = await office()
    const link = await subscribe('Resident@Example.com', 'notices')
    expect(await (await app.request(link)).text()).toContain('r***@example.com，订阅：通知公告')
    await publish(house, { column: 'notices' })
    expect(await mails()).toEqual([])
    await post(link)
    expect(await (await app.request(`${link}?done=1`)).text()).toContain('会收到：通知公告')
    const number = await publish(house, { column: 'notices', title: '（样例）窗口时间调整' })
    await publish(house, { column: 'news' })
    const [letter, ...others] = await mails()
    expect(others).toEqual([])
    expect([letter?.to, letter?.header('subject')]).toEqual([['resident@example.com'], '新公开：（样例）窗口时间调整'])
    expect(letter?.text).toContain(`https://gongkai.example.org/disclosure/${number}`)
    expect(letter?.header('list-unsubscribe')).toBe(`<https://gongkai.example.org${linkIn(letter?.text ?? '', 'end')}>`)
    await revise(house, number, { column: 'notices', title: '（样例）窗口时间再调整' })
    expect((await mails()).map((one) => one.header('subject'))).toEqual(['内容有修改：（样例）窗口时间再调整'])
    await withdraw(house, number)
    expect(await mails()).toEqual([])

    const end = linkIn(letter?.text ?? '', 'end')
    expect((await app.request(end)).status).toBe(200)
    await publish(house, { column: 'notices' })
    expect(await mails()).toHaveLength(1)
    await post(end)
    expect(await (await app.request(end)).text()).toContain('没有在订阅')
    expect(await house.db.selectFrom('disclosure.subscriber').select('id').execute()).toEqual([])
    await publish(house, { column: 'notices' })
    expect(await mails()).toEqual([])
  })

  test('exactly one however often the delivery is tried; nobody who came later gets what was before; what was taken down is not announced', async () => {
    const { house, mails, confirmed } = await office()
    for (const mail of ['a@example.com', 'b@example.com']) await confirmed(mail)
    await publish(house)
    const again = () => house.db.updateTable('disclosure.delivery').set({ state: 'waiting', attempts: 0 }).where('channel', '=', 'mail').execute()
    await deliverWaiting(house)
    await again()
    expect((await mails()).map(({ to }) => to[0]).toSorted()).toEqual(['a@example.com', 'b@example.com'])
    house.setNow('2026-11-25T10:00')
    await confirmed('late@example.com')
    await again()
    expect(await mails()).toEqual([])
    expect(await house.db.selectFrom('disclosure.delivery').select(['state', 'told']).where('channel', '=', 'mail').execute()).toEqual([
      { state: 'delivered', told: 2 },
    ])
    const number = await publish(house)
    await withdraw(house, number)
    expect(await mails()).toEqual([])
  })

  test('the address is nowhere readable; an address is written to once in ten minutes, and the answer is the same', async () => {
    const { house, post, mails, subscribe } = await office()
    await subscribe('secret@example.com')
    const rows = JSON.stringify([
      await house.db.selectFrom('disclosure.subscriber').selectAll().execute(),
      await house.db.selectFrom('notifications.message').selectAll().execute(),
    ])
    expect(rows).not.toContain('secret@')
    for (let i = 0; i < 3; i++) expect((await post('/disclosure/subscribe', { mail: 'secret@example.com' })).status).toBe(303)
    expect(await mails()).toEqual([])
    house.setNow('2026-11-25T09:11')
    await subscribe('secret@example.com', 'news')
    const wrong = await post('/disclosure/subscribe', { mail: '没有', 'column-news': '1' })
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringMatching(/邮箱填成[\s\S]*name="column-news" value="1" checked/)])
  })

  test('an old link, one that was replaced and one of somebody’s making confirm nothing; who never confirms is forgotten', async () => {
    const { house, app, post, subscribe } = await office()
    const first = await subscribe('one@example.com')
    house.setNow('2026-11-25T10:00')
    const second = await subscribe('one@example.com', 'news')
    expect((await app.request(first)).status).toBe(404)
    await post(first)
    for (const made of [`${second}x`, '/disclosure/subscribe/confirm/none', second.replace('confirm/confirm', 'confirm/end')]) await post(made)
    expect(await house.db.selectFrom('disclosure.subscriber').select('confirmed_at').execute()).toEqual([{ confirmed_at: null }])
    house.setNow('2026-11-29T10:00')
    expect((await app.request(second)).status).toBe(404)
    house.setNow('2026-12-03T10:00')
    await sweepChannels(house)
    expect(await house.db.selectFrom('disclosure.subscriber').select('id').execute()).toEqual([])
  })

  test('many at once, one that was published and none that was not', async () => {
    const { house, mails, confirmed } = await office()
    for (let i = 0; i < 12; i++) await confirmed(`reader${i}@example.com`)
    const kept = await draft(house)
    await takeTurns(house, kept, REVIEWS)
    await publish(house)
    expect(new Set((await mails()).map(({ to }) => to[0])).size).toBe(12)
  })
})
