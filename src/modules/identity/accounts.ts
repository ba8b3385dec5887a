import { randomInt, randomUUID } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { beijingDay } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { type Role, roleName, type Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { listDepartments, listHandlingUnits } from '../organizations/index.ts'
import { closeSessionsOf, forgetSessions } from './sessions.ts'

// Argon2id, 19 MiB, two passes: the first of OWASP's recommended settings, and the package's default algorithm.
const HASHING = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
export const SHORTEST_PASSWORD = 10 // office setting

export const hashPassword = (password: string): Promise<string> => hash(password, HASHING)
export const isPassword = (kept: string, given: string): Promise<boolean> => verify(kept, given)

export type Account = {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly role: Role
  readonly department: string | null
  readonly disabledOn: string | null
  readonly hasTotp: boolean
  readonly version: number
}

export type NewAccount = {
  readonly account: string
  readonly name: string
  readonly role: Role
  readonly agencyId: number
  readonly department: string | null
  readonly password: string
  readonly demonstration: boolean
}

/** Adds an account; false when the name is taken. */
export async function createAccount(db: Db, account: NewAccount, at: Date): Promise<boolean> {
  const added = await db
    .insertInto('identity.account')
    .values({
      id: randomUUID(),
      account: account.account,
      name: account.name,
      role: account.role,
      agency_id: account.agencyId,
      department: account.department,
      password_hash: await hashPassword(account.password),
      demonstration: account.demonstration,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('account').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export async function listAccounts(db: Db, agencyId: number): Promise<Account[]> {
  const rows = await db
    .selectFrom('identity.account')
    .select(['id', 'account', 'name', 'role', 'department', 'disabled_on as disabledOn', 'totp_sealed', 'version'])
    .where('agency_id', '=', agencyId)
    .orderBy('created_at')
    .orderBy('account')
    .execute()
  return rows.map(({ totp_sealed, ...row }) => ({ ...row, hasTotp: totp_sealed !== null }))
}

/** Who an account is now; undefined when it is disabled or there is none. */
export const findViewer = (db: Db, id: string): Promise<Viewer | undefined> =>
  db
    .selectFrom('identity.account')
    .select(['id', 'account', 'name', 'role', 'agency_id as agencyId', 'department'])
    .where('id', '=', id)
    .where('disabled_on', 'is', null)
    .executeTakeFirst()

export const hasDemonstrationAccounts = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('identity.account').select('id').where('demonstration', '=', true).where('disabled_on', 'is', null).limit(1).executeTakeFirst()) !==
  undefined

/** A password to be told once and changed: four groups of four, easy to read aloud. */
export function oneTimePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-')
}

/** 3 to 32 lower-case letters, digits, `.`, `_` or `-`, a letter first. */
export const isAccountName = (text: string): boolean => /^[a-z][a-z0-9._-]{2,31}$/.test(text)

type Belonging = 'department' | 'unit'
const BELONGING: Partial<Record<Role, Belonging>> = { 'handling-department': 'department', handler: 'unit' }

/** What an account of this role keeps: its 承办科室 or 处置单位, or nothing when it belongs to the agency alone. */
export const departmentOf = (role: Role, given: string | null): string | null => (BELONGING[role] === undefined ? null : given)

/** The 承办科室 and the 处置单位 of an agency, by name. */
export async function listBelongings(db: Db, agencyId: number): Promise<Readonly<Record<Belonging, readonly string[]>>> {
  const [department, units] = await Promise.all([listDepartments(db, agencyId), listHandlingUnits(db, agencyId)])
  return { department, unit: units.map(({ name }) => name) }
}

/** An account of a 承办科室 or 处置单位 belongs to one there is; otherwise the sentence that names them. */
export async function noSuchDepartment(
  db: Db,
  agencyId: number,
  { role, department }: { readonly role: Role; readonly department: string | null },
): Promise<Refusal<'invalid'> | undefined> {
  const belonging = BELONGING[role]
  if (belonging === undefined) return undefined
  const names = (await listBelongings(db, agencyId))[belonging]
  if (department !== null && names.includes(department)) return undefined
  const what = belonging === 'unit' ? '处置人员的账号要选一个处置单位' : '承办科室的账号要选一个科室'
  return refuse('invalid', names.length > 0 ? `${what}：${names.join('、')}` : `${what}；现在还没有录入`)
}

export type AccountChange =
  | { readonly kind: 'role'; readonly role: Role; readonly department: string | null }
  | { readonly kind: 'disable' }
  | { readonly kind: 'enable' }
  | { readonly kind: 'reset-totp' }
  | { readonly kind: 'reset-password' }

/**
 * A security administrator changes another's account. Nobody changes his own role or disables himself, so that one person
 * cannot gather two powers and the last one cannot lock the door behind him. Gives the new password when there is one.
 */
export async function changeAccount(
  house: House,
  by: Viewer,
  id: string,
  version: number,
  change: AccountChange,
): Promise<{ password: string | null } | Refusal> {
  if (id === by.id) return refuse('not-yours', '不能修改自己的账号；请由另一位安全管理员办理')
  const unknown = change.kind === 'role' ? await noSuchDepartment(house.db, by.agencyId, change) : undefined
  if (unknown) return unknown
  const at = house.now()
  const password = change.kind === 'reset-password' ? oneTimePassword() : null
  const set = password ? { password_hash: await hashPassword(password) } : fieldsOf(change, at)
  const done = await house.db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('identity.account')
      .set({ ...set, version: version + 1 })
      .where('id', '=', id)
      .where('agency_id', '=', by.agencyId)
      .where('version', '=', version)
      .returning(['account', 'role'])
      .executeTakeFirst()
    if (!changed) return refuse('stale', '这个账号刚刚被修改过，请核对后再办')
    await closeSessionsOf(tx, id)
    await leaveTrace(tx, { at, by, act: actOf(change), subject: `accounts/${changed.account}`, article: '个人信息保护法第五十一条' })
    return { password }
  })
  forgetSessions()
  return done
}

function fieldsOf(change: AccountChange, at: Date) {
  switch (change.kind) {
    case 'role':
      return { role: change.role, department: departmentOf(change.role, change.department) }
    case 'disable':
      return { disabled_on: beijingDay(at) }
    case 'enable':
      return { disabled_on: null }
    default:
      return { totp_sealed: null, totp_last_step: null }
  }
}

function actOf(change: AccountChange): string {
  if (change.kind === 'role') return `改任${roleName[change.role]}`
  return { disable: '停用账号', enable: '启用账号', 'reset-totp': '重置动态码', 'reset-password': '重置密码' }[change.kind]
}
