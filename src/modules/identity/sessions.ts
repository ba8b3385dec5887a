import { createHash, randomBytes } from 'node:crypto'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import './tables.ts'

export const IDLE_MS = 30 * 60_000 // office setting: half an hour without a click
export const LONGEST_MS = 12 * 3_600_000 // office setting: a working day
const SEEN_EVERY_MS = 60_000

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export type Session = { readonly tokenHash: string; readonly stage: 'password' | 'full'; readonly hasTotp: boolean; readonly viewer: Viewer }

/** Opens a session and gives its token; the database keeps only the token's hash. */
export async function openSession(db: Db, accountId: string, stage: 'password' | 'full', at: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('identity.session')
    .values({ token_hash: hashOf(token), account_id: accountId, stage, started_at: at, seen_at: at })
    .execute()
  return token
}

// Every page of the console asks; an account disabled by another process is out this much later.
const KEEP_MS = 1_000
const sessions = keepFor<Session | undefined>(KEEP_MS)
/** Reads sessions anew in this process: after a change of what an account may do has been committed. */
export const forgetSessions = (): void => sessions.forgetAll()

/** The living session of a token; being seen is written at most once a minute. */
export const findSession = (db: Db, token: string, now: Date): Promise<Session | undefined> =>
  sessions.find(db, `${token} ${Math.floor(now.getTime() / SEEN_EVERY_MS)}`, () => readSession(db, token, now))

async function readSession(db: Db, token: string, now: Date): Promise<Session | undefined> {
  const row = await db
    .selectFrom('identity.session as s')
    .innerJoin('identity.account as a', 'a.id', 's.account_id')
    .select(['s.token_hash', 's.stage', 's.seen_at', 'a.id', 'a.account', 'a.name', 'a.role', 'a.agency_id', 'a.department', 'a.totp_sealed'])
    .where('s.token_hash', '=', hashOf(token))
    .where('s.seen_at', '>', new Date(now.getTime() - IDLE_MS))
    .where('s.started_at', '>', new Date(now.getTime() - LONGEST_MS))
    .where('a.disabled_on', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  if (now.getTime() - row.seen_at.getTime() > SEEN_EVERY_MS) {
    await db.updateTable('identity.session').set({ seen_at: now }).where('token_hash', '=', row.token_hash).execute()
  }
  const viewer = { id: row.id, account: row.account, name: row.name, role: row.role, agencyId: row.agency_id, department: row.department }
  return { tokenHash: row.token_hash, stage: row.stage, hasTotp: row.totp_sealed !== null, viewer }
}

export async function closeSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('identity.session').where('token_hash', '=', tokenHash).execute()
  forgetSessions()
}

/** Ends every session of an account: after a new password, another role, or when it is disabled. */
export async function closeSessionsOf(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('identity.session').where('account_id', '=', accountId).execute()
  forgetSessions()
}
