import { expect, test } from 'vitest'
import { mailPeer } from '../../../tests/support/mail-peer.ts'
import { isMailAddress, maskMailAddress } from '../../kernel/mail-address.ts'
import { readMailConfig } from '../../platform/mail-config.ts'
import { aMessage, aPerson } from './builders.ts'
import { type Letter, plainBody, whyUnfit } from './message.ts'
import { smtpDoor, transportOf } from './smtp.ts'

const aLetter = (changed: Partial<Letter> = {}): Letter => ({
  channel: 'mail',
  reference: '42.1.mi1x2y3z',
  to: 'zhang@example.com',
  subject: '您反映的“道路积水”已结案——请您评价处置结果，感谢您对西城区城市管理工作的支持与监督',
  body: '张先生：\n\n　　您反映的问题已经处置完毕。\n.\n编号 XC20261125-0001，𠮷祥里 3 号 =?utf-8?q?x?=',
  unsubscribe: null,
  ...changed,
})

test('Chinese arrives as it was written, in a mail of plain text and one recipient', async () => {
  const peer = await mailPeer()
  const letter = aLetter({ unsubscribe: 'https://example.org/messages/stop?t=abc.DEF' })
  expect(await smtpDoor(peer.config).send(letter)).toEqual({ providerId: '<42.1.mi1x2y3z@example.org>' })
  const [mail] = peer.received
  expect(mail).toMatchObject({ from: 'tongzhi@example.org', to: ['zhang@example.com'], text: letter.body })
  expect(mail?.header('subject')).toBe(letter.subject)
  expect(mail?.header('from')).toBe('样例区全响应服务中心 <tongzhi@example.org>')
  expect(mail?.header('to')).toBe('zhang@example.com')
  expect(mail?.header('message-id')).toBe('<42.1.mi1x2y3z@example.org>')
  expect(mail?.header('content-type')).toBe('text/plain; charset=utf-8')
  expect(mail?.header('auto-submitted')).toBe('auto-generated')
  expect(mail?.header('list-unsubscribe')).toBe('<https://example.org/messages/stop?t=abc.DEF>')
  const names = mail?.headers.map(([name]) => name).toSorted()
  const usual = ['auto-submitted', 'content-transfer-encoding', 'content-type', 'date', 'from', 'list-unsubscribe', 'message-id', 'mime-version']
  expect(names).toEqual([...usual, 'subject', 'to'])
})

test('without an address to unsubscribe at there is no such header', async () => {
  const peer = await mailPeer()
  await smtpDoor(peer.config).send(aLetter())
  expect(peer.received[0]?.header('list-unsubscribe')).toBeUndefined()
})

const INJECTIONS: readonly Partial<Letter>[] = [
  { subject: '结案\r\nBcc: other@example.com' },
  { subject: '结案\nX-Other: 1' },
  { subject: '结案\u2028Bcc: other@example.com' },
  { subject: '结案\0' },
  { to: 'zhang@example.com\r\nRCPT TO:<other@example.com>' },
  { to: 'zhang@example.com, other@example.com' },
  { to: 'zhang@example.com>' },
  { to: '"张" <zhang@example.com>' },
  { to: 'zhang@example.com;other@example.com' },
  { to: 'zhang@localhost' },
  { to: '' },
  { reference: '1>\r\nBcc: other@example.com' },
  { unsubscribe: 'https://example.org/\r\nBcc: other@example.com' },
]
test.each(INJECTIONS)('%j is refused for good before anything is said to a server', async (changed) => {
  const peer = await mailPeer()
  expect(await smtpDoor(peer.config).send(aLetter(changed))).toMatchObject({ refused: 'for-good' })
  expect(peer.received).toEqual([])
})

test.each([
  [{ subject: '结案\nBcc: other@example.com' }, '标题'],
  [{ subject: ' ' }, '标题'],
  [{ subject: '字'.repeat(201) }, '标题'],
  [{ body: '正文\0' }, '正文'],
  [{ body: '' }, '正文'],
  [{ eventKey: '' }, '事件'],
  [{ eventKey: 'cases/1\n' }, '事件'],
  [{ recipient: { fingerprint: '张三', mail: 'zhang@example.com' } }, '指纹'],
  [{ recipient: { fingerprint: aPerson(1), mail: 'zhang@example.com\r\nBcc: x@example.com' } }, '邮箱'],
  [{ unsubscribe: 'http://example.org/' }, '退订'],
  [{ unsubscribe: 'https://example.org/>, <mailto:x@example.com' }, '退订'],
])('%j is not queued', (changed, word) => {
  expect(whyUnfit(aMessage(1, 1, changed))).toContain(word)
})

test('a body may have any line ends and tabs', () => {
  expect(whyUnfit(aMessage(1, 1, { body: '一\r\n二\r三\n\t四' }))).toBeUndefined()
  expect(plainBody('一\r\n二\r三\n四')).toBe('一\n二\n三\n四')
})

test.each([
  ['zhang@example.com', true],
  ['z.x+tag@mail.example.gov.cn', true],
  ['1@xn--fiqs8s.cn', true],
  ['.z@example.com', false],
  ['z..x@example.com', false],
  ['z@-example.com', false],
  ['z@example', false],
  ['z@[127.0.0.1]', false],
  ['张三@example.com', false],
  [`${'z'.repeat(65)}@example.com`, false],
  [`z@${'a.'.repeat(130)}cn`, false],
])('%s is an address: %s', (text, is) => {
  expect(isMailAddress(text)).toBe(is)
})

test('a masked address keeps the first letter of a name of several', () => {
  expect([maskMailAddress('zhang@example.com'), maskMailAddress('z@example.com')]).toEqual(['z***@example.com', '***@example.com'])
})

test.each([
  [451, 'recipient', 'for-now'],
  [550, 'recipient', 'for-good'],
  [552, 'data', 'for-good'],
  [452, 'data', 'for-now'],
  [553, 'sender', 'for-good'],
  [530, 'sender', 'for-now'],
] as const)('%i at the %s is a refusal %s, told without the words of the server', async (code, at, refused) => {
  const peer = await mailPeer()
  peer.mind = () => ({ code, at })
  const answer = await smtpDoor(peer.config).send(aLetter())
  expect(answer).toMatchObject({ refused, because: expect.stringContaining(String(code)) })
  expect(JSON.stringify(answer)).not.toContain('zhang')
})

test('a server whose certificate nobody vouches for gets no mail', async () => {
  const peer = await mailPeer({ secure: true })
  expect(await smtpDoor(peer.config).send(aLetter())).toMatchObject({ refused: 'for-now', because: expect.stringMatching(/CERT|SELF_SIGNED|ESOCKET/) })
  expect(peer.received).toEqual([])
})

test('mail leaves the machine over TLS or not at all', () => {
  const config = (url: string) => {
    const read = readMailConfig({ GONGKAI_SMTP_URL: url, GONGKAI_MAIL_FROM: 'tongzhi@example.org' })
    if (!read || 'refused' in read) throw new Error(url)
    return transportOf(read)
  }
  expect(config('smtp://u:p%40ss@mail.example.org')).toMatchObject({
    port: 587,
    secure: false,
    requireTLS: true,
    ignoreTLS: false,
    auth: { user: 'u', pass: 'p@ss' },
  })
  expect(config('smtps://u:p@mail.example.org')).toMatchObject({ port: 465, secure: true, tls: { rejectUnauthorized: true } })
  expect(config('smtp://127.0.0.1:25')).toMatchObject({ port: 25, requireTLS: false, ignoreTLS: true })
  expect(config('smtp://127.0.0.1.example.org:25')).toMatchObject({ requireTLS: true, ignoreTLS: false })
  expect(config('smtps://127.0.0.1')).toMatchObject({ secure: true, ignoreTLS: false })
})

test.each([
  [{ GONGKAI_SMTP_URL: 'smtp://u:hunter2@mail.example.org' }, '同时'],
  [{ GONGKAI_MAIL_FROM: 'a@example.org' }, '同时'],
  [{ GONGKAI_SMTP_URL: 'smtp://u:hunter2@mail.example.org?tls.rejectUnauthorized=false', GONGKAI_MAIL_FROM: 'a@example.org' }, 'GONGKAI_SMTP_URL'],
  [{ GONGKAI_SMTP_URL: 'http://u:hunter2@mail.example.org', GONGKAI_MAIL_FROM: 'a@example.org' }, 'GONGKAI_SMTP_URL'],
  [{ GONGKAI_SMTP_URL: 'smtp://u@mail.example.org', GONGKAI_MAIL_FROM: 'a@example.org' }, 'GONGKAI_SMTP_URL'],
  [{ GONGKAI_SMTP_URL: 'smtp://u:hunter2%ZZ@mail.example.org', GONGKAI_MAIL_FROM: 'a@example.org' }, '百分号'],
  [{ GONGKAI_SMTP_URL: 'smtp://mail.example.org', GONGKAI_MAIL_FROM: '机关\r\nBcc: x <a@example.org>' }, 'GONGKAI_MAIL_FROM'],
  [{ GONGKAI_SMTP_URL: 'smtp://mail.example.org', GONGKAI_MAIL_FROM: '机关' }, 'GONGKAI_MAIL_FROM'],
])('%o is refused with what to mend, without the password', (env, word) => {
  const config = readMailConfig(env)
  if (!config || !('refused' in config)) throw new Error('it was taken')
  expect(config.because).toContain(word)
  expect(config.because).not.toContain('hunter2')
})

test('a sender has a name or none; neither variable is no mail', () => {
  const url = 'smtp://mail.example.org'
  expect(readMailConfig({ GONGKAI_SMTP_URL: url, GONGKAI_MAIL_FROM: '样例机关 <a@example.org>' })).toMatchObject({
    from: { name: '样例机关', address: 'a@example.org' },
  })
  expect(readMailConfig({ GONGKAI_SMTP_URL: url, GONGKAI_MAIL_FROM: ' a@example.org ' })).toMatchObject({ from: { name: '', address: 'a@example.org' } })
  expect(readMailConfig({ GONGKAI_SMTP_URL: '', GONGKAI_MAIL_FROM: '' })).toBeUndefined()
})

test('who we are is proved to the server, and a wrong password is not the reader’s fault', async () => {
  const peer = await mailPeer()
  const signIn = (password: string) => smtpDoor({ ...peer.config, user: 'u', password }).send(aLetter())
  expect(await signIn('wrong')).toMatchObject({ refused: 'for-now', because: '邮件服务器不认发信的用户或密码（535）' })
  expect(peer.received).toEqual([])
  expect(await signIn('right')).toMatchObject({ providerId: expect.any(String) })
  expect(peer.users).toEqual(['u'])
})
