import { type Selectable, sql } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { MessageKind } from './message.ts'
import './tables.ts'
import type { MessageTable } from './tables.ts'

export type Message = Omit<Selectable<MessageTable>, 'submission_key' | 'agency_id'>
export type NewMessage = {
  readonly agencyId: number
  readonly year: number
  readonly key: string
  readonly codeFingerprint: string
  readonly at: Date
  readonly arrivedOn: PlainDate
  readonly kind: MessageKind
  readonly about: string
  readonly aboutTitle: string
  readonly body: string
  readonly contactSealed: string | null
}

/** The number a form's key has been given, if it has come before. */
export const findByKey = async (db: Db, key: string): Promise<string | undefined> =>
  (await db.selectFrom('disclosure.message').select('number').where('submission_key', '=', key).executeTakeFirst())?.number

/** Adds a message under the next number of its year. */
export async function insertMessage(tx: Db, one: NewMessage): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    insert into disclosure.message_register as r (agency_id, year, last) values (${one.agencyId}, ${one.year}, 1)
    on conflict (agency_id, year) do update set last = r.last + 1 returning last`.execute(tx)
  const number = `LY${one.year}-${String(rows[0]?.last ?? 1).padStart(4, '0')}`
  await tx
    .insertInto('disclosure.message')
    .values({
      agency_id: one.agencyId,
      number,
      submission_key: one.key,
      code_fingerprint: one.codeFingerprint,
      at: one.at,
      arrived_on: one.arrivedOn,
      kind: one.kind,
      about: one.about,
      about_title: one.aboutTitle,
      body: one.body,
      contact_sealed: one.contactSealed,
      replied_by: null,
      replied_at: null,
      released_by: null,
      released_at: null,
    })
    .execute()
  return number
}

const READ = `select id, number, code_fingerprint, at, arrived_on, kind, about, about_title, body, contact_sealed, reply, replied_by, replied_at, wants_public,
  released_by, released_at from disclosure.message`
export async function findMessage(db: Db, agencyId: number, number: string): Promise<Message | undefined> {
  const [one] = await ask<Message>(db, `${READ} where agency_id = $1 and number = $2`, [agencyId, number])
  return one
}

/** Writes the answer of a message that has none; false when there is none to be answered. */
export const answer = async (tx: Db, id: number, said: { reply: string; by: string; at: Date; wantsPublic: boolean }): Promise<boolean> =>
  (
    await tx
      .updateTable('disclosure.message')
      .set({ reply: said.reply, replied_by: said.by, replied_at: said.at, wants_public: said.wantsPublic })
      .where('id', '=', id)
      .where('replied_at', 'is', null)
      .executeTakeFirst()
  ).numUpdatedRows > 0n
/** Lets an answer out, or keeps it from the public; false when it does not wait for that. */
export const settle = async (tx: Db, id: number, by: { name: string; at: Date } | null): Promise<boolean> =>
  (
    await tx
      .updateTable('disclosure.message')
      .set(by ? { released_by: by.name, released_at: by.at } : { wants_public: false })
      .where('id', '=', id)
      .where('wants_public', '=', true)
      .where('replied_at', 'is not', null)
      .where('released_at', 'is', null)
      .executeTakeFirst()
  ).numUpdatedRows > 0n

export const MESSAGE_TABS = ['waiting', 'held', 'done'] as const
export type MessageTab = (typeof MESSAGE_TABS)[number]
export const messageTabName = { waiting: '待答复', held: '待放行公开', done: '已答复' } as const satisfies Record<MessageTab, string>
export type MessagePlace = { readonly at: string; readonly id: number }
export const MESSAGES_A_PAGE = 50
const PARTS = {
  waiting: { where: 'replied_at is null', by: 'at', rises: true },
  held: { where: 'replied_at is not null and wants_public and released_at is null', by: 'replied_at', rises: true },
  done: { where: 'replied_at is not null', by: 'replied_at', rises: false },
  public: { where: 'released_at is not null', by: 'released_at', rises: false },
} as const

export type ListedMessage = Message & { readonly sortedBy: string }
/** One page: what waits the longest first, what is done the last first; `public` is what everybody may read. */
export async function listMessages(db: Db, agencyId: number, part: MessageTab | 'public', after: MessagePlace | null, size = MESSAGES_A_PAGE) {
  const { where, by, rises } = PARTS[part]
  const place = after ? `and (${by}, id) ${rises ? '>' : '<'} ($2::timestamptz, $3::bigint)` : ''
  const order = rises ? 'asc' : 'desc'
  const rows = await ask<ListedMessage>(
    db,
    `select m.*, ${by}::text as "sortedBy" from (${READ} where agency_id = $1 and ${where} ${place} order by ${by} ${order}, id ${order} limit ${size + 1}) m
      order by ${by} ${order}, id ${order}`,
    after ? [agencyId, after.at, after.id] : [agencyId],
  )
  const last = rows[size - 1]
  return { rows: rows.slice(0, size), next: rows.length > size && last ? { at: last.sortedBy, id: Number(last.id) } : null }
}

/** How many wait for an answer and how many to be let out. */
export async function countMessages(db: Db, agencyId: number): Promise<Readonly<Record<'waiting' | 'held', number>>> {
  const [counts] = await ask<{ waiting: number; held: number }>(
    db,
    `select (select count(*) from disclosure.message where agency_id = $1 and replied_at is null)::int as waiting,
      (select count(*) from disclosure.message where agency_id = $1 and replied_at is not null and wants_public and released_at is null)::int as held`,
    [agencyId],
  )
  return counts ?? { waiting: 0, held: 0 }
}

const MOST_UNANSWERED = 500
export type Unanswered = { readonly number: string; readonly kind: MessageKind; readonly arrivedOn: PlainDate }
/** What nobody has answered yet, the longest waiting first. */
export const listUnanswered = (db: Db, agencyId: number): Promise<Unanswered[]> =>
  ask<Unanswered>(
    db,
    `select number, kind, arrived_on::text as "arrivedOn" from disclosure.message where agency_id = $1 and replied_at is null order by at, id limit ${MOST_UNANSWERED}`,
    [agencyId],
  )
