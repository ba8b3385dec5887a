import { expect, test } from 'vitest'
import { mailPeer } from '../../../tests/support/mail-peer.ts'
import { seededApp } from '../../../tests/support/seeded.ts'
import type { Role } from '../../kernel/viewer.ts'
import { getHomeAgency } from '../organizations/index.ts'
import { aMessage, aPerson } from './builders.ts'
import type { OutgoingMessage } from './message.ts'
import { queueMessages } from './queue-message.ts'
import { sendWaiting } from './send-waiting.ts'
import { smtpDoor } from './smtp.ts'

async function desk(withServer = true) {
  const peer = await mailPeer()
  const app = await seededApp((house) => (withServer ? { ...house, config: { ...house.config, mail: peer.config } } : house))
  const { house } = app
  const agencyId = (await getHomeAgency(house.db)).id
  const cookies = new Map<Role, string>()
  for (const role of ['duty-officer', 'system-administrator', 'auditor'] as const) cookies.set(role, await app.signedIn(role))
  const get = (path: string, role: Role = 'duty-officer') => app.get(`/staff/messages${path}`, cookies.get(role))
  const read = async (path: string, role: Role = 'duty-officer') => await (await get(path, role)).text()
  const post = (path: string, fields: Record<string, string> = {}) => app.post(`/staff/messages${path}`, fields, cookies.get('duty-officer'))
  const queue = (...messages: OutgoingMessage[]) => house.db.transaction().execute((tx) => queueMessages(tx, messages, house))
  const send = () => sendWaiting(house, [smtpDoor(peer.config)], 1_000)
  const idOf = async (n: number) =>
    (await house.db.selectFrom('notifications.message').select('id').where('recipient_fingerprint', '=', aPerson(n)).executeTakeFirstOrThrow()).id
  return { house, peer, agencyId, get, read, post, queue, send, idOf }
}

test('the list says how many there are in each state, and never an address', async () => {
  const { agencyId, peer, read, queue, send } = await desk()
  await queue(aMessage(agencyId, 1), aMessage(agencyId, 2), aMessage(agencyId + 1, 3))
  peer.mind = (recipient) => (recipient === 'reporter2@example.com' ? { code: 550, at: 'recipient' } : 'take')
  await send()
  await queue(aMessage(agencyId, 4))
  const html = await read('')
  for (const words of [
    '全部（3）',
    '待发（1）',
    '已发出（1）',
    '没有发成（1）',
    '已取消（0）',
    'r***@example.com',
    '您反映的第 2 件问题已结案',
    '邮件服务器已设置',
    '邮件服务器拒收（550）',
  ])
    expect(html).toContain(words)
  expect(html).not.toContain('reporter')
  expect(html).not.toContain('XC20261125-0003')
})

test('who keeps the machines sees counts and states, and opens no message', async () => {
  const { agencyId, read, get, queue, idOf } = await desk()
  await queue(aMessage(agencyId, 1))
  const html = await read('', 'system-administrator')
  expect(html).toContain('待发（1）')
  expect(html).toContain('cases/XC20261125-0001/7')
  expect(html).not.toMatch(/件问题已结案|r\*\*\*@|\/staff\/messages\/\d/)
  expect((await get(`/${await idOf(1)}`, 'system-administrator')).status).toBe(403)
  expect((await get('', 'auditor')).status).toBe(403)
})

test('without a mail server the page says so plainly', async () => {
  const { agencyId, read, queue } = await desk(false)
  await queue(aMessage(agencyId, 1))
  const html = await read('')
  expect(html).toContain('没有设置邮件服务器，消息只排队、不发送')
  expect(html).toContain('GONGKAI_SMTP_URL')
  expect(html).toContain('待发（1）')
})

test('the filters are in the address, and the list reads on by its last row', async () => {
  const { agencyId, read, queue, send } = await desk()
  await queue(...Array.from({ length: 60 }, (_, i) => aMessage(agencyId, i + 1)))
  await send()
  await queue(aMessage(agencyId, 61), aMessage(agencyId, 62, { eventKey: 'cases/XC20261125-0001/8' }), aMessage(agencyId, 63, { eventKey: 'cases/XC2026%/1' }))
  const first = await read('?state=sent')
  expect(first.match(/<tr>/g)).toHaveLength(51)
  const next = /href="([^"]*)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&').replace('/staff/messages', '') ?? ''
  expect(next).toMatch(/^\?state=sent&after=\d+$/)
  const second = await read(next)
  expect(second.match(/<tr>/g)).toHaveLength(11)
  expect(second).toContain('回到开头')
  expect(second).not.toContain('rel="next"')
  expect((await read('?event=cases/XC20261125-0001')).match(/<tr>/g)).toHaveLength(3)
  expect((await read('?event=cases/XC20261125-0001&state=waiting')).match(/<tr>/g)).toHaveLength(2)
  expect((await read('?event=cases/XC2026%25')).match(/<tr>/g)).toHaveLength(2)
  expect(await read('?event=cases/none')).toContain('没有符合条件的消息')
  expect(await read('?state=nonsense&after=x')).toContain('全部（63）')
})

test('one that failed shows its attempts and is sent again, with a trace', async () => {
  const { house, agencyId, peer, read, post, queue, send, idOf } = await desk()
  await queue(aMessage(agencyId, 1, { body: '您好：\n\n<b>处置</b>完毕。' }))
  peer.mind = () => ({ code: 550, at: 'recipient' })
  await send()
  const id = await idOf(1)
  const html = await read(`/${id}`)
  for (const words of ['&lt;b&gt;处置&lt;/b&gt;完毕。', '被拒绝', '邮件服务器拒收（550）', '再次发送']) expect(html).toContain(words)
  expect((await post(`/${id}/again`)).headers.get('location')).toBe(`/staff/messages/${id}`)
  const twice = await post(`/${id}/again`)
  expect([twice.status, await twice.text()]).toEqual([409, expect.stringContaining('这条消息待发，不能再次发送；没有发成的消息才能再次发送')])
  peer.mind = () => 'take'
  expect(await send()).toEqual({ sent: 1, postponed: 0, failed: 0 })
  const sent = await read(`/${id}`)
  expect(sent).toContain('邮件编号')
  expect(sent).not.toMatch(/再次发送|取消这条消息/)
  expect((await post(`/${id}/cancel`, { reason: '不必再发' })).status).toBe(409)
  const traces = await house.db.selectFrom('audit.event').select(['act', 'note']).where('subject', '=', `messages/${id}`).execute()
  expect(traces).toEqual([{ act: '再次发送消息', note: 'cases/XC20261125-0001/7；上次：邮件服务器拒收（550）' }])
})

test('one that waits is cancelled with a reason, its address is wiped, and it is never sent', async () => {
  const { house, agencyId, peer, read, post, get, queue, send, idOf } = await desk()
  await queue(aMessage(agencyId, 1), aMessage(agencyId + 1, 2))
  const id = await idOf(1)
  const bare = await post(`/${id}/cancel`, { reason: ' ' })
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('填写取消的理由')])
  expect((await post(`/${id}/cancel`, { reason: '案件并入另一件' })).status).toBe(303)
  expect(await read(`/${id}`)).toContain('已取消，案件并入另一件')
  const row = await house.db.selectFrom('notifications.message').select(['address_sealed', 'state']).where('id', '=', id).executeTakeFirst()
  expect(row).toEqual({ address_sealed: null, state: 'cancelled' })
  await send()
  expect(peer.received.map((mail) => mail.to)).toEqual([['reporter2@example.com']])
  const foreign = await idOf(2)
  expect([(await get(`/${foreign}`)).status, (await post(`/${foreign}/again`)).status, (await get('/999999')).status]).toEqual([404, 404, 404])
  const traces = await house.db.selectFrom('audit.event').select(['act', 'note']).where('subject', '=', `messages/${id}`).execute()
  expect(traces).toEqual([{ act: '取消消息', note: 'cases/XC20261125-0001/7；案件并入另一件' }])
})
