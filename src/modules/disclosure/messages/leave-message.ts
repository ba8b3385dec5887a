import { createHash, timingSafeEqual } from 'node:crypto'
import { beijingDay, yearOf } from '../../../kernel/plain-date.ts'
import { queryCodeOf, tidyCode } from '../../../kernel/query-code.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { covered } from '../../../kernel/release-gate.ts'
import type { Role, Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { indexDocument } from '../../search/index.ts'
import { isAuthor } from '../lifecycle.ts'
import { findPublished } from '../public-store.ts'
import { tooManyCodes } from './flood.ts'
import { aboutIn, type Left, MESSAGE_KINDS, messageKindName } from './message.ts'
import { answer, findByKey, findMessage, insertMessage, type Message, settle } from './message-store.ts'

const LAW = '国办秘函〔2019〕19号'
const MOST_REPLY = 3_000 // office setting

/** The code a writer follows a message by, from the key of its form. */
export const messageCode = (house: House, key: string): string => queryCodeOf(house.cipher.fingerprint(`message:${key}`))

/** Takes a message of the public; gives its number. The same key twice is one message. */
export async function leaveMessage(house: House, agencyId: number, key: string, left: Left): Promise<string> {
  const at = house.now()
  const on = beijingDay(at)
  const about = aboutIn(left.about)
  const item = about && !about.startsWith('/') ? await findPublished(house.db, agencyId, about) : undefined
  return await house.db.transaction().execute(async (tx) => {
    const known = await findByKey(tx, key)
    if (known !== undefined) return known
    const number = await insertMessage(tx, {
      agencyId,
      year: yearOf(on),
      key,
      codeFingerprint: house.cipher.fingerprint(messageCode(house, key)),
      at,
      arrivedOn: on,
      kind: MESSAGE_KINDS.find((one) => one === left.kind) ?? 'question',
      about: item || about.startsWith('/') ? about : '',
      aboutTitle: item?.title ?? '',
      body: left.body,
      contactSealed: left.contact === '' ? null : house.cipher.seal(left.contact),
    })
    await leaveTrace(tx, { at, by: 'public', act: '留言', subject: `messages/${number}`, article: LAW })
    return number
  })
}

// One sentence whether the number exists or the code is wrong: nobody learns which numbers are in use.
const NO_MATCH = '编号与查询码不相符。请对照提交后显示的编号和查询码'
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
/** The message of this number when the code is its own; after five wrong codes in an hour no other wrong one is looked at. */
export async function findForWriter(house: House, agencyId: number, typedNumber: string, typedCode: string): Promise<Message | Refusal<'not-found' | 'limit'>> {
  const number = typedNumber.toUpperCase().replace(/\s/g, '')
  const message = await findMessage(house.db, agencyId, number)
  const given = digest(house.cipher.fingerprint(tidyCode(typedCode)))
  if (message && timingSafeEqual(given, digest(message.code_fingerprint))) return message
  return (await tooManyCodes(house, number)) ? refuse('limit', '查询码连续输错，请一小时以后再试，或者打电话') : refuse('not-found', NO_MATCH)
}

type Answered = { readonly reply: string; readonly wantsPublic: boolean }
/** Answers a message; its writer reads it at once, the public only when another person has let it out. */
export async function answerMessage(house: House, by: Viewer, number: string, { reply, wantsPublic }: Answered): Promise<Refusal | undefined> {
  const at = house.now()
  if (!isAuthor(by.role)) return refuse('not-yours', '留言由信息公开专员和承办科室答复')
  if (reply === '') return refuse('invalid', '写出答复')
  if (reply.length > MOST_REPLY) return refuse('invalid', `答复最多 ${MOST_REPLY} 字，现在是 ${reply.length} 字`)
  return await house.db.transaction().execute(async (tx) => {
    const message = await findMessage(tx, by.agencyId, number)
    if (!message) return refuse('not-found', `没有编号为 ${number} 的留言`)
    if (!(await answer(tx, message.id, { reply, by: by.name, at, wantsPublic }))) return refuse('stale', '这一条刚刚由别人答复了，您写的仍在下面')
    await leaveTrace(tx, { at, by, act: wantsPublic ? '答复留言，拟公开' : '答复留言', subject: `messages/${number}`, article: LAW })
    return undefined
  })
}

/** Who says whether everybody may read an answer. */
export const maySettle = (role: Role): boolean => role === 'reviewer' || role === 'signer'

/** Lets an answer out to everybody, or keeps it from them: by another person than who wrote it. */
export async function settleMessage(house: House, by: Viewer, number: string, release: boolean): Promise<Refusal | undefined> {
  const at = house.now()
  if (!maySettle(by.role)) return refuse('not-yours', '是否公开由审核人或者签发人决定')
  return await house.db.transaction().execute(async (tx) => {
    const message = await findMessage(tx, by.agencyId, number)
    if (!message) return refuse('not-found', `没有编号为 ${number} 的留言`)
    if (message.replied_by === by.name) return refuse('not-yours', '写答复的人不能自己放行，请另一位办理', '条例第十七条')
    if (!(await settle(tx, message.id, release ? { name: by.name, at } : null))) return refuse('not-now', '这一条没有等着放行')
    if (release) await indexMessage(tx, by.agencyId, message, at)
    await leaveTrace(tx, { at, by, act: release ? '公开留言和答复' : '留言和答复不公开', subject: `messages/${number}`, article: '条例第十七条' })
    return undefined
  })
}

const MOST_TITLE = 40
const indexMessage = (tx: Parameters<typeof indexDocument>[0], agencyId: number, { number, kind, body, reply }: Message, at: Date): Promise<void> =>
  indexDocument(tx, {
    agencyId,
    kind: 'request',
    key: `message-${number}`,
    path: `/disclosure/messages#${number}`,
    title: `${messageKindName[kind]}：${covered(body).replace(/\s+/g, ' ').slice(0, MOST_TITLE)}`,
    summary: covered(reply),
    body: covered(body),
    numbers: [number],
    publishedOn: beijingDay(at),
    column: '留言选登',
    department: '',
    subject: '互动交流',
    validity: '',
    answer: covered(reply),
  })

/** How to reach who wrote, for a reason that is traced. */
export async function unmaskMessage(house: House, by: Viewer, number: string): Promise<string | Refusal> {
  const message = await findMessage(house.db, by.agencyId, number)
  if (!message || !isAuthor(by.role)) return refuse('not-found', `没有编号为 ${number} 的留言`)
  await leaveTrace(house.db, { at: house.now(), by, act: '查看留言人的联系方式', subject: `messages/${number}`, article: '个人信息保护法第六条' })
  return message.contact_sealed === null ? '' : house.cipher.open(message.contact_sealed)
}
