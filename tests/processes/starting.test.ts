import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { aMessage } from '../../src/modules/notifications/builders.ts'
import { queueMessages } from '../../src/modules/notifications/index.ts'
import { getHomeAgency } from '../../src/modules/organizations/index.ts'
import { readConfig } from '../../src/platform/config.ts'
import { bareHouse } from '../support/house.ts'
import { mailPeer } from '../support/mail-peer.ts'
import { TEST_SECRET } from '../support/seeded-template.ts'

/** Starts the house as `npm start` does, until it ends or answers and `enough` has happened; gives what it said. */
async function start(env: Readonly<Record<string, string>>, enough = async (): Promise<void> => {}): Promise<{ code: number | null; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-start-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/start.ts'], { env: { ...process.env, GONGKAI_DATA: folder, ...env } })
  let said = ''
  const hear = (part: unknown): void => {
    said += String(part)
    if (said.includes('已就绪')) void enough().then(() => child.kill('SIGINT'))
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  return await new Promise((resolve) => child.on('close', (code) => resolve({ code, said })))
}

test.each([
  [{ PORT: 'abc' }, 'PORT'],
  [{ GONGKAI_MODE: 'test' }, 'GONGKAI_MODE'],
  [{ GONGKAI_MODE: 'production' }, 'GONGKAI_SECRET'],
  [{ GONGKAI_MODE: 'production', GONGKAI_SECRET: 'short' }, '32'],
  [{ DATABASE_URL: 'nonsense' }, 'postgres://'],
  [{ GONGKAI_SMTP_URL: 'smtp://mail.example.org' }, 'GONGKAI_MAIL_FROM'],
])('%o is refused with the name of what to mend', (env, word) => {
  const config = readConfig(env)
  expect('refused' in config && config.because).toContain(word)
})

test('a database that does not answer, or does not know us, is said in a sentence without the password', async () => {
  const house = await bareHouse()
  const wrong = new URL(house.databaseUrl)
  wrong.password = 'not-the-password'
  const [nowhere, stranger] = await Promise.all([start({ DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' }), start({ DATABASE_URL: String(wrong) })])
  expect(nowhere).toMatchObject({ code: 1, said: expect.stringContaining('没有数据库在运行') })
  expect(stranger).toMatchObject({ code: 1, said: expect.stringContaining('密码不对') })
  expect(nowhere.said + stranger.said).not.toMatch(/secret|not-the-password/)
})

test('production refuses a database with demonstration accounts', async () => {
  const house = await bareHouse(undefined, 'template_seeded')
  const { code, said } = await start({ DATABASE_URL: house.databaseUrl, GONGKAI_MODE: 'production', GONGKAI_SECRET: 'x'.repeat(32), PORT: '0' })
  expect([code, said]).toEqual([1, expect.stringContaining('演示账号')])
})

test('a port that is taken is said, with what to do', async () => {
  const house = await bareHouse(undefined, 'template_seeded')
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const { code, said } = await start({ DATABASE_URL: house.databaseUrl, PORT: port })
  expect([code, said]).toEqual([1, expect.stringContaining(`端口 ${port} 已被占用`)])
})

test('messages that wait go out through the server that is set, and with none the house says that they wait', async () => {
  const [house, peer] = await Promise.all([bareHouse(undefined, 'template_seeded'), mailPeer()])
  const { id } = await getHomeAgency(house.db)
  await house.db.transaction().execute((tx) => queueMessages(tx, [aMessage(id, 1)], house))
  const env = { DATABASE_URL: house.databaseUrl, PORT: '0', GONGKAI_SECRET: TEST_SECRET }
  expect(await start(env)).toMatchObject({ code: 0, said: expect.stringContaining('消息只排队、不发送') })
  expect(peer.received).toEqual([])
  const mail = { GONGKAI_SMTP_URL: `smtp://127.0.0.1:${peer.config.port}`, GONGKAI_MAIL_FROM: '样例机关 <tongzhi@example.org>' }
  const arrived = async (): Promise<void> => {
    for (let i = 0; i < 1_000 && peer.received.length === 0; i++) await new Promise((done) => setTimeout(done, 10))
  }
  expect(await start({ ...env, ...mail }, arrived)).toMatchObject({ code: 0, said: expect.not.stringContaining('消息只排队') })
  expect(peer.received.map((one) => [one.header('from'), one.to])).toEqual([['样例机关 <tongzhi@example.org>', ['reporter1@example.com']]])
  const row = await house.db.selectFrom('notifications.message').select('state').executeTakeFirst()
  expect(row).toEqual({ state: 'sent' })
})
