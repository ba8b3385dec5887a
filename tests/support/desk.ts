import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { createApp } from '../../src/app.tsx'
import type { Role } from '../../src/kernel/viewer.ts'
import { findItem } from '../../src/modules/disclosure/store.ts'
import { getHomeAgency } from '../../src/modules/organizations/index.ts'
import { seededApp } from './seeded.ts'

const FIELDS = {
  title: '（样例）夜间施工噪声检查情况',
  column: 'news',
  summary: '检查了三处工地。',
  issuer: '样例机关',
  formedOn: '2026-11-23',
  body: '第一段。\n\n第二段。',
}
type Fields = Readonly<Record<string, string>>

/** The desk of 主动公开 as people use it, over forms. */
export async function aDesk(...furnish: Parameters<typeof seededApp>) {
  const app = await seededApp(...furnish)
  const whole = createApp(app.house)
  const send = async (role: Role, path: string, fields: Fields, files: Readonly<Record<string, File>> = {}) => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...fields, ...files })) body.append(name, value)
    return await whole.request(path, { method: 'POST', body, headers: { cookie: await app.signedIn(role), origin: 'http://localhost' } })
  }
  const itemOf = async (number: string) => {
    const item = await findItem(app.house.db, (await getHomeAgency(app.house.db)).id, number)
    if (!item) throw new Error('gone')
    return item
  }
  const draft = async (fields: Fields = {}, files: Readonly<Record<string, File>> = {}) => {
    const answer = await send('information-officer', '/staff/disclosure/new', { key: randomUUID(), ...FIELDS, ...fields }, files)
    expect(answer.status).toBe(303)
    return (answer.headers.get('location') ?? '').split('/').at(-1) ?? ''
  }
  const take = async (role: Role, number: string, step: string, fields: Fields = {}) => {
    const { version } = await itemOf(number)
    return await send(role, `/staff/disclosure/${number}/${step}`, { version: String(version), ...fields })
  }
  const must = async (role: Role, number: string, step: string, fields: Fields = {}) => {
    const answer = await take(role, number, step, fields)
    expect([step, answer.status]).toEqual([step, 303])
  }
  const edit = async (number: string, fields: Fields = {}) => {
    const { version } = await itemOf(number)
    const answer = await send('information-officer', `/staff/disclosure/${number}/edit`, { key: randomUUID(), version: String(version), ...FIELDS, ...fields })
    expect(answer.status).toBe(303)
  }
  /** The whole road; or the rest of it, for what is in review already. */
  const publish = async (number: string, inReview = false) => {
    if (!inReview) await must('information-officer', number, 'submit')
    await must('reviewer', number, 'clear', { opinion: '可以公开', grounds: '保密事项范围' })
    await must('signer', number, 'approve')
    await must('information-officer', number, 'publish')
  }
  const text = async (path: string) => await (await app.get(path)).text()
  /** Everything the interface gives, page after page. */
  const overApi = async (): Promise<string> => {
    let all = ''
    for (let since = ''; ; ) {
      const page = await text(`/api/v1/items?limit=200${since && `&since=${since}`}`)
      all += page
      const { more, next } = JSON.parse(page) as { more: boolean; next: string }
      if (!more) return all
      since = next
    }
  }
  return { overApi, ...app, send, draft, take, must, edit, publish, itemOf, text }
}
