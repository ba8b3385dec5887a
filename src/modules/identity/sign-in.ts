import { Secret, TOTP } from 'otpauth'
import { beijingTime } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { closeSession, closeSessionsOf, forgetSessions, openSession, type Session } from './sessions.ts'
import { hashPassword, isPassword, SHORTEST_PASSWORD } from './accounts.ts'

const MOST_FAILURES = 5 // office setting
const MOST_FAILURES_AN_ADDRESS = 50 // office setting: an office behind one address
const CLOSED_MS = 15 * 60_000 // office setting
const STEP_SECONDS = 30

// A hash of nothing anyone types: an unknown account takes as long as a known one.
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$q0TqEXbYXEfK4O0ym+Qf8cjBSbTO9QWvXSb0sWYFGYc'

export type SignedIn = { readonly token: string; readonly stage: 'password' | 'full' }

/** Checks account and password; with TOTP enrolled the session is only half open until the code is given. */
export async function signIn(house: House, account: string, password: string, address: string): Promise<SignedIn | Refusal> {
  const at = house.now()
  const keys = [`account:${account}`, `address:${address}`] as const
  const closed = await closedUntil(house, keys)
  if (closed) return closed
  const row = await house.db
    .selectFrom('identity.account')
    .select(['id', 'agency_id as agencyId', 'name', 'role', 'department', 'password_hash', 'totp_sealed', 'disabled_on'])
    .where('account', '=', account)
    .executeTakeFirst()
  const right = await isPassword(row?.password_hash ?? NOBODY, password).catch(() => false)
  if (!row || !right || row.disabled_on !== null) {
    await house.db
      .insertInto('identity.failed_sign_in')
      .values(keys.map((key) => ({ key, at })))
      .execute()
    await leaveTrace(house.db, { at, by: 'public', act: '登录失败', subject: `accounts/${account.slice(0, 40)}`, note: address })
    return refuse('invalid', '账号或密码不对。忘记密码的，请联系安全管理员重置')
  }
  const stage = row.totp_sealed === null ? 'full' : 'password'
  return await house.db.transaction().execute(async (tx) => {
    const token = await openSession(tx, row.id, stage, at)
    const { id, agencyId, name, role, department } = row
    if (stage === 'full')
      await leaveTrace(tx, { at, by: { id, agencyId, account, name, role, department }, act: '登录', subject: `accounts/${account}`, note: address })
    return { token, stage }
  })
}

async function closedUntil(house: House, keys: readonly string[]): Promise<Refusal | undefined> {
  const rows = await house.db
    .selectFrom('identity.failed_sign_in')
    .select((eb) => ['key', eb.fn.countAll<number>().as('n'), eb.fn.min('at').as('first')])
    .where('key', 'in', keys)
    .where('at', '>', new Date(house.now().getTime() - CLOSED_MS))
    .groupBy('key')
    .execute()
  const full = rows.find((row) => row.n >= (row.key.startsWith('account:') ? MOST_FAILURES : MOST_FAILURES_AN_ADDRESS))
  if (!full) return undefined
  const until = beijingTime(new Date(full.first.getTime() + CLOSED_MS)).slice(0, 5)
  return refuse('limit', `登录失败次数过多，请在 ${until} 之后再试，或者联系安全管理员`)
}

const totpOf = (secret: string, account: string): TOTP =>
  new TOTP({ issuer: 'Gongkai', label: account, secret: Secret.fromBase32(secret), period: STEP_SECONDS })

/** The step a code belongs to, allowing one step of a slow watch; null when it is no code of this secret. */
function stepOf(secret: string, account: string, code: string, now: Date): number | null {
  const delta = totpOf(secret, account).validate({ token: code.replace(/\s/g, ''), window: 1, timestamp: now.getTime() })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta
}

/** Gives the code of a half-open session: the half is closed and a whole one opened, so that a stolen half is worth nothing. */
export async function giveCode(house: House, session: Session, code: string): Promise<SignedIn | Refusal> {
  const at = house.now()
  const { viewer } = session
  const keys = [`account:${viewer.account}`] as const
  const closed = await closedUntil(house, keys)
  if (closed) return closed
  return await house.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('identity.account')
      .select(['totp_sealed', 'totp_last_step'])
      .where('id', '=', viewer.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const step = row.totp_sealed === null ? null : stepOf(house.cipher.open(row.totp_sealed), viewer.account, code, at)
    // A code seen over a shoulder is used up once its owner has used it.
    if (step === null || step <= (row.totp_last_step ?? 0)) {
      await tx.insertInto('identity.failed_sign_in').values({ key: keys[0], at }).execute()
      return refuse('invalid', '动态码不对或者已经用过，请等下一个动态码')
    }
    await tx.updateTable('identity.account').set({ totp_last_step: step }).where('id', '=', viewer.id).execute()
    await closeSession(tx, session.tokenHash)
    const token = await openSession(tx, viewer.id, 'full', at)
    await leaveTrace(tx, { at, by: viewer, act: '登录（动态码）', subject: `accounts/${viewer.account}` })
    return { token, stage: 'full' }
  })
}

/** A secret to enrol with, and the address an authenticator reads. */
export function newTotp(account: string): { secret: string; address: string } {
  const secret = new Secret({ size: 20 }).base32
  return { secret, address: totpOf(secret, account).toString() }
}

/**
 * Enrols when the code shows that the watch holds the secret, and the password that it is its owner who binds it: a session
 * left open at a desk is not enough to lock its owner out.
 */
export async function enrolTotp(house: House, viewer: Viewer, given: { secret: string; code: string; password: string }): Promise<Refusal | undefined> {
  const { secret, code, password } = given
  const at = house.now()
  const row = await house.db.selectFrom('identity.account').select('password_hash').where('id', '=', viewer.id).executeTakeFirstOrThrow()
  const key = `account:${viewer.account}`
  const closed = await closedUntil(house, [key])
  if (closed) return closed
  if (!(await isPassword(row.password_hash, password))) {
    await house.db.insertInto('identity.failed_sign_in').values({ key, at }).execute()
    return refuse('not-yours', '密码不对。绑定动态码要先确认是本人')
  }
  const step = stepOf(secret, viewer.account, code, at)
  if (step === null) return refuse('invalid', '动态码不对。请确认手机时间准确，输入最新的 6 位数字')
  await house.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('identity.account')
      .set({ totp_sealed: house.cipher.seal(secret), totp_last_step: step })
      .where('id', '=', viewer.id)
      .execute()
    await leaveTrace(tx, { at, by: viewer, act: '绑定动态码', subject: `accounts/${viewer.account}` })
  })
  forgetSessions()
  return undefined
}

/** Changes one's own password and ends all sessions but the one opened now. */
export async function changePassword(house: House, viewer: Viewer, old: string, next: string): Promise<SignedIn | Refusal> {
  const at = house.now()
  if (next.length < SHORTEST_PASSWORD) return refuse('invalid', `新密码至少 ${SHORTEST_PASSWORD} 个字符`)
  const row = await house.db.selectFrom('identity.account').select('password_hash').where('id', '=', viewer.id).executeTakeFirstOrThrow()
  if (!(await isPassword(row.password_hash, old))) return refuse('invalid', '原密码不对')
  const password_hash = await hashPassword(next)
  return await house.db.transaction().execute(async (tx) => {
    await tx.updateTable('identity.account').set({ password_hash }).where('id', '=', viewer.id).execute()
    await closeSessionsOf(tx, viewer.id)
    await leaveTrace(tx, { at, by: viewer, act: '修改密码', subject: `accounts/${viewer.account}` })
    return { token: await openSession(tx, viewer.id, 'full', at), stage: 'full' as const }
  })
}
