import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { addressFault } from '../../../platform/outgoing.ts'
import { leaveTrace } from '../../audit/index.ts'
import { findColumn } from '../columns.ts'
import { announce, saveAgain } from './delivery-store.ts'
import { insertPlatform, savePaused, savePlatform, saveSecret } from './platform-store.ts'
import { newSecret } from './signature.ts'

export type PlatformFields = { readonly name: string; readonly url: string; readonly columns: readonly string[] }
const LONGEST_NAME = 60 // office setting
const LONGEST_URL = 500 // office setting

/** What is wrong with what was typed, by field. */
export function platformFaults({ name, url, columns }: PlatformFields, allowPrivate: boolean): Readonly<Record<string, string>> {
  const address = url.length > LONGEST_URL ? `地址最多 ${LONGEST_URL} 个字符` : addressFault(url, allowPrivate)
  return {
    ...(name.length < 2 || name.length > LONGEST_NAME ? { name: `写明是哪个单位的哪个平台，2 到 ${LONGEST_NAME} 个字` } : {}),
    ...(address === undefined ? {} : { url: address }),
    ...(columns.every((column) => findColumn(column)) ? {} : { columns: '只能选平台上有的栏目' }),
  }
}

const subjectOf = (id: number): string => `platforms/${id}`
const gone = (id: number) => refuse('not-found', `没有编号为 ${id} 的目标平台，请回到清单重新选择`)

/** Adds a platform; its secret is told this once. */
export async function addPlatform(house: House, by: Viewer, fields: PlatformFields): Promise<{ readonly id: number; readonly secret: string }> {
  const [secret, at] = [newSecret(), house.now()]
  const id = await house.db.transaction().execute(async (tx) => {
    const added = await insertPlatform(tx, by.agencyId, { ...fields, secretSealed: house.cipher.seal(secret), at, by: by.name })
    await leaveTrace(tx, { at, by, act: '登记目标平台', subject: subjectOf(added), note: `${fields.name}，${fields.url}` })
    return added
  })
  return { id, secret }
}

export async function changePlatform(house: House, by: Viewer, id: number, fields: PlatformFields): Promise<{ id: number } | Refusal> {
  return await house.db.transaction().execute(async (tx) => {
    if (!(await savePlatform(tx, by.agencyId, id, fields))) return gone(id)
    await leaveTrace(tx, { at: house.now(), by, act: '修改目标平台', subject: subjectOf(id), note: `${fields.name}，${fields.url}` })
    return { id }
  })
}

/** A new secret from now on; the one before is worth nothing any more. */
export async function renewSecret(house: House, by: Viewer, id: number): Promise<{ readonly name: string; readonly secret: string } | Refusal> {
  const secret = newSecret()
  return await house.db.transaction().execute(async (tx) => {
    const name = await saveSecret(tx, by.agencyId, id, house.cipher.seal(secret))
    if (name === undefined) return gone(id)
    await leaveTrace(tx, { at: house.now(), by, act: '更换目标平台的签名密钥', subject: subjectOf(id), note: name })
    return { name, secret }
  })
}

/** Holds what is to be pushed to a platform, or lets it go again. */
export async function pausePlatform(house: House, by: Viewer, id: number, paused: boolean): Promise<{ readonly name: string } | Refusal> {
  return await house.db.transaction().execute(async (tx) => {
    const at = house.now()
    const name = await savePaused(tx, by.agencyId, id, paused, at)
    if (name === undefined) return gone(id)
    await announce(tx)
    await leaveTrace(tx, { at, by, act: paused ? '暂停推送' : '恢复推送', subject: subjectOf(id), note: name })
    return { name }
  })
}

/** Delivers once more, now. */
export async function deliverAgain(house: House, by: Viewer, id: number): Promise<{ readonly number: string } | Refusal> {
  return await house.db.transaction().execute(async (tx) => {
    const at = house.now()
    const again = await saveAgain(tx, by.agencyId, id, at)
    if (!again) return refuse('not-now', '这一次正在送、已暂停，或者不是推送和邮件；没有送成和已经送达的才能再送')
    await announce(tx)
    await leaveTrace(tx, { at, by, act: '再次送达', subject: `disclosure/${again.number}`, note: again.lastError ? `上次：${again.lastError}` : '' })
    return { number: again.number }
  })
}
