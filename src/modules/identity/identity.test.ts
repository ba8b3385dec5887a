import { TOTP, Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { createApp } from '../../app.tsx'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import { staff } from '../requests/builders.ts'
import { changeAccount, createAccount, listAccounts } from './accounts.ts'
import { findSession, openSession } from './sessions.ts'
import { enrolTotp, giveCode, newTotp, signIn } from './sign-in.ts'

const PASSWORD = 'a long enough password'

async function anAccount(house: TestHouse, account: string): Promise<Viewer> {
  await createAccount(
    house.db,
    { account, name: '样例', role: 'information-officer', agencyId: house.agencyId, department: null, password: PASSWORD, demonstration: false },
    house.now(),
  )
  const found = (await listAccounts(house.db, house.agencyId)).find((one) => one.account === account)
  return { ...staff('information-officer', house.agencyId), id: found?.id ?? '', account }
}
const codeAt = (secret: string, house: TestHouse): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: house.now().getTime() })

test('with a bound authenticator the password opens half a session, and a code works once', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const viewer = await anAccount(house, 'sample')
  const { secret } = newTotp('sample')
  const code = codeAt(secret, house)
  expect(await enrolTotp(house, viewer, { secret, code: '000000', password: PASSWORD })).toMatchObject({ refused: 'invalid' })
  expect(await enrolTotp(house, viewer, { secret, code, password: 'not hers' })).toMatchObject({ refused: 'not-yours' })
  expect(await enrolTotp(house, viewer, { secret, code, password: PASSWORD })).toBeUndefined()
  house.setNow('2026-03-02T09:05')
  const enter = async () => {
    const half = await signIn(house, 'sample', PASSWORD, 'local')
    const session = isRefusal(half) ? undefined : await findSession(house.db, half.token, house.now())
    if (!session) throw new Error('no half session')
    expect(session.stage).toBe('password')
    return await giveCode(house, session, codeAt(secret, house))
  }
  expect(await enter()).toMatchObject({ stage: 'full' })
  expect(await enter()).toMatchObject({ refused: 'invalid', because: expect.stringContaining('已经用过') })
  house.setNow('2026-03-02T09:06')
  expect(await enter()).toMatchObject({ stage: 'full' })
})

test('in production a session without an authenticator opens nothing but the page to bind one', async () => {
  const house = await testHouse()
  const viewer = await anAccount(house, 'sample')
  const app = createApp({ ...house, config: { ...house.config, mode: 'production' } })
  const cookie = `gongkai_session=${await openSession(house.db, viewer.id, 'full', house.now())}`
  const get = async (path: string) => (await app.request(path, { headers: { cookie } })).status
  expect([await get('/staff'), await get('/staff/requests'), await get('/staff/me'), await get('/staff/enrol')]).toEqual([303, 303, 303, 200])
})

test('sessions end after half an hour without a click, after a working day, and with the office they were opened for', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const viewer = await anAccount(house, 'sample')
  const token = await openSession(house.db, viewer.id, 'full', house.now())
  const alive = async () => (await findSession(house.db, token, house.now())) !== undefined
  house.setNow('2026-03-02T09:29')
  expect(await alive()).toBe(true)
  house.setNow('2026-03-02T10:00')
  expect(await alive()).toBe(false)
  const next = await openSession(house.db, viewer.id, 'full', house.now())
  const security = staff('security-administrator', house.agencyId)
  const [account] = await listAccounts(house.db, house.agencyId)
  const changed = await changeAccount(house, security, viewer.id, account?.version ?? 0, { kind: 'role', role: 'reviewer', department: null })
  expect(isRefusal(changed)).toBe(false)
  expect(await findSession(house.db, next, house.now())).toBeUndefined()
  expect(await changeAccount(house, security, viewer.id, 2, { kind: 'role', role: 'handling-department', department: '没有的科' })).toMatchObject({
    refused: 'invalid',
    because: expect.stringContaining('综合科'),
  })
  expect(await changeAccount(house, security, viewer.id, account?.version ?? 0, { kind: 'disable' })).toMatchObject({ refused: 'stale' })
  expect(await changeAccount(house, { ...security, id: viewer.id }, viewer.id, 2, { kind: 'enable' })).toMatchObject({ refused: 'not-yours' })
})
