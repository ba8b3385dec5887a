import { randomBytes } from 'node:crypto'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { closeApiKey, findApiKey, type Holder, insertApiKey } from './api-key-store.ts'
import { type Right, rightName } from './rights.ts'

const KEY_BYTES = 24
const LONGEST_HOLDER = 60 // office setting
type By = Viewer | 'system'
const nameOf = (by: By): string => (by === 'system' ? '命令行' : `${by.name}（${by.account}）`)

const fingerprintOf = ({ cipher }: House, key: string): string => cipher.fingerprint(`api-key:${key}`)

/** Whether a holder can be told from others: who it is and which system. */
export const whyNotHolder = (holder: string): string | undefined =>
  holder.length >= 2 && holder.length <= LONGEST_HOLDER ? undefined : `写明使用的单位和系统，2 到 ${LONGEST_HOLDER} 个字，如“样例科技 随手报小程序”`

/** Issues a key for the interface and leaves a trace. The key is told this once; only its fingerprint is kept. */
export async function issueApiKey(
  house: House,
  agencyId: number,
  holder: string,
  by: By,
  rights: readonly Right[] = ['reports'],
): Promise<{ readonly id: number; readonly key: string }> {
  const key = `gk_${randomBytes(KEY_BYTES).toString('base64url')}`
  const at = house.now()
  const id = await house.db.transaction().execute(async (tx) => {
    const added = await insertApiKey(tx, { agencyId, holder, fingerprint: fingerprintOf(house, key), hint: key.slice(-4), at, by: nameOf(by), rights })
    await leaveTrace(tx, {
      at,
      by,
      act: '发放接口密钥',
      subject: `api-keys/${added}`,
      note: `${holder}，末四位 ${key.slice(-4)}，${rights.map((one) => rightName[one]).join('、')}`,
    })
    return added
  })
  return { id, key }
}

/** Takes a key out of use for good and leaves a trace; gives its holder. */
export async function revokeApiKey(house: House, agencyId: number, id: number, by: By): Promise<string | Refusal<'not-found'>> {
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    const holder = await closeApiKey(tx, agencyId, id, at, nameOf(by))
    if (holder === undefined) return refuse('not-found', `没有编号为 ${id} 的在用密钥，可能已经收回。请看密钥清单`)
    await leaveTrace(tx, { at, by, act: '收回接口密钥', subject: `api-keys/${id}`, note: holder })
    return holder
  })
}

/** The key in use behind what a client sent. */
export const knowApiKey = (house: House, agencyId: number, key: string): Promise<Holder | undefined> =>
  key === '' ? Promise.resolve(undefined) : findApiKey(house.db, agencyId, fingerprintOf(house, key))
