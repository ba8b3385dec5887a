import { setImmediate } from 'node:timers/promises'
import { beijingDay, inChinese, type PlainDate, yearOf } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { inspectWord } from '../documents/index.ts'
import { type Agency, getAgency } from '../organizations/index.ts'
import type { FieldKey, Values } from './field.ts'
import { layOut } from './lay-out.ts'
import { fieldsOf, isSentAlone, type LetterCode, letterOf, type Missing, missingIn } from './letter.ts'
import { findByKey, getLetter, holdKey, insertEdition, insertLetter, type LetterRecord, takeNumber } from './letter-store.ts'
import { merge } from './merge.ts'
import { owe } from './posting-store.ts'
import { wordedFor } from './sample.ts'
import { listVersions, type Template, templateOn } from './template-store.ts'
import type { Wording } from './wording.ts'
import { wordingsOn } from './wording-store.ts'

/** What is known about a letter to be made; what the office and the day say is added to it. */
export type LetterOrder = {
  readonly code: LetterCode
  /** What it is about: `requests/XQ-2026-0001`. */
  readonly subject: string
  readonly values: Values
  /** The 成文日期, on which template and texts must be in force. */
  readonly day: PlainDate
}
type Documents = { readonly docx: Uint8Array; readonly pdf: Uint8Array; readonly unshown: string }
export type Lacking = { readonly missing: readonly Missing[] }
export const isLacking = (value: unknown): value is Lacking => typeof value === 'object' && value !== null && 'missing' in value

const NOT_YET = '（编号时填入）'

/** What letters of one kind and day have in common. */
export type Press = {
  readonly code: LetterCode
  readonly day: PlainDate
  readonly agency: Agency
  readonly wording: (key: string) => Wording
  readonly template: Template
  readonly bytes: Uint8Array
}

/** The template and the texts in force on a day. */
export async function pressFor(house: House, agencyId: number, code: LetterCode, day: PlainDate): Promise<Press | Refusal> {
  if (day > beijingDay(house.now())) return refuse('invalid', '成文日期不能晚于今天')
  const template = templateOn(await listVersions(house, agencyId, code), day)
  if (!template) return refuse('not-now', `${letterOf(code).name}没有在${inChinese(day)}施行的范本`)
  const [agency, wording, bytes] = await Promise.all([getAgency(house.db, agencyId), wordingsOn(house.db, agencyId, day), house.blobs.get(template.sha256)])
  return { code, day, agency, wording, template, bytes }
}

type Told = Pick<LetterOrder, 'code' | 'values' | 'day'>
/** Everything a letter says but its number: what the office says where nothing else is given, and only fields it may have. */
function completed({ code, values, day }: Told, agency: Agency, wording: (key: string) => Wording): Values {
  const you = values.you ?? '您'
  const given = Object.entries(values).filter(([, text]) => text.trim() !== '')
  const office: Values = { agency: agency.name, office: agency.office, phone: agency.phone, agencyAddress: agency.address, letterDate: inChinese(day) }
  const all: Values = { ...office, you, ...wordedFor(code, you, wording), ...Object.fromEntries(given) }
  const entries = fieldsOf(code).map((key): [FieldKey, string] => [key, (all[key] ?? '').trim()])
  return Object.fromEntries(entries.filter(([key]) => key !== 'documentNumber'))
}

/** The values a form begins with. */
export async function valuesFor(house: House, agencyId: number, told: Told): Promise<Values> {
  const [agency, wording] = await Promise.all([getAgency(house.db, agencyId), wordingsOn(house.db, agencyId, told.day)])
  return completed(told, agency, wording)
}

async function documentsOf(house: House, agency: Agency, code: LetterCode, docx: Uint8Array): Promise<Documents> {
  const file = await inspectWord({ name: `${code}.docx`, bytes: docx })
  if (isRefusal(file)) throw new Error(`a letter cannot be read: ${file.because}`)
  return { docx, ...(await layOut(file.blocks, { title: letterOf(code).title, agency: agency.name }, house.config.fontFolder)) }
}

/** What a template gives for these values, without a number and without keeping anything. */
export async function previewLetter(house: House, agencyId: number, told: Told, template: Template): Promise<Documents | Lacking> {
  const values = await valuesFor(house, agencyId, told)
  const missing = missingIn(told.code, values)
  if (missing.length > 0) return { missing }
  const agency = await getAgency(house.db, agencyId)
  return await documentsOf(house, agency, told.code, merge(await house.blobs.get(template.sha256), { ...values, documentNumber: NOT_YET }))
}

/** A letter of which nothing is missing; its key gives it once. */
export type Ready = { readonly key: string; readonly subject: string; readonly values: Values }
export function readied(
  { code, day, agency, wording }: Press,
  order: { readonly key: string; readonly subject: string; readonly values: Values },
): Ready | Lacking {
  const values = completed({ code, day, values: order.values }, agency, wording)
  const missing = missingIn(code, values)
  return missing.length > 0 ? { missing } : { ...order, values }
}

/**
 * Makes letters of one kind under the next numbers of their year and keeps them; those made before under their key are not made again.
 * Gives their ids in order. For a transaction: numbers, letters and traces are kept together or not at all.
 */
export async function keepLetters(house: House, tx: Db, by: Viewer, press: Press, letters: readonly Ready[]): Promise<number[]> {
  const { code, day, agency, wording, template, bytes } = press
  const begun: { one: Ready; known: number | undefined; nth: number | null; whole: Values }[] = []
  // All keys before the first number: whoever waits for a key holds no number another waits for.
  for (const { key } of letters.toSorted((a, b) => (a.key < b.key ? -1 : 1))) await holdKey(tx, key)
  for (const one of letters) {
    const known = (await findByKey(tx, one.key))?.id
    const nth = known === undefined && letterOf(code).numbered ? await takeNumber(tx, by.agencyId, yearOf(day)) : null
    begun.push({ one, known, nth, whole: nth === null ? one.values : { ...one.values, documentNumber: `${wording('number').text}〔${yearOf(day)}〕${nth}号` } })
  }
  // One is set while the one before is written to the disk.
  const made = begun.map(() => Promise.resolve({ docx: '', pdf: '', unshown: '' }))
  for (const [
    i,
    {
      one: { key },
      known,
      whole,
    },
  ] of begun.entries()) {
    if (known !== undefined) continue
    await setImmediate() // pages are answered in between
    const { docx, pdf, unshown } = await documentsOf(house, agency, code, merge(bytes, whole))
    const written = Promise.all([house.blobs.of(key).put(docx), house.blobs.of(key).put(pdf)]).then(([one, other]) => ({ docx: one, pdf: other, unshown }))
    written.catch(() => undefined) // told where all are awaited
    made[i] = written
  }
  const written = await Promise.all(made)
  const ids: number[] = []
  for (const [i, { one, known, nth, whole }] of begun.entries()) {
    const files = written[i]
    if (known === undefined && files) ids.push(await keepOne(house, tx, by, { ...press, template }, { ...one, nth, whole, ...files }))
    else ids.push(known ?? 0)
  }
  return ids
}

type Whole = Ready & { readonly nth: number | null; readonly whole: Values; readonly docx: string; readonly pdf: string; readonly unshown: string }
async function keepOne(
  house: House,
  tx: Db,
  by: Viewer,
  { code, day, template }: Press,
  { key, subject, nth, whole, docx, pdf, unshown }: Whole,
): Promise<number> {
  const number = whole.documentNumber ?? null
  const at = house.now()
  const id = await insertLetter(tx, { agencyId: by.agencyId, key, subject, code, number, year: yearOf(day), nth, madeOn: day })
  const valuesSealed = house.cipher.seal(JSON.stringify(whole))
  await insertEdition(tx, { letterId: id, n: 1, at, by: by.name, kind: 'merged', templateId: template.id, valuesSealed, docx, pdf, unshown })
  if (isSentAlone(code)) await owe(tx, id, by.agencyId)
  const note = `${code} ${letterOf(code).name} ${number ?? ''}`.trim()
  await leaveTrace(tx, { at, by, act: '制作文书', subject, article: letterOf(code).law, note })
  return id
}

/**
 * Why the record a letter is about does not let it be made or changed now. Asked before the work, and again in the transaction that keeps
 * the letter, where it holds the record.
 */
export type Closed = (db: Db) => Promise<Refusal | undefined>
export const open: Closed = () => Promise.resolve(undefined)

/**
 * Makes a letter under the next number of its year and keeps it, or says first which fields are missing. The same key twice gives the
 * letter made the first time.
 */
export async function produceLetter(
  house: House,
  by: Viewer,
  key: string,
  order: LetterOrder,
  closed: Closed = open,
): Promise<LetterRecord | Lacking | Refusal> {
  const known = await findByKey(house.db, key)
  if (known) return known.agencyId === by.agencyId ? known : refuse('not-found', '没有这份文书')
  const before = await closed(house.db)
  if (before) return before
  const press = await pressFor(house, by.agencyId, order.code, order.day)
  if (isRefusal(press)) return press
  const ready = readied(press, { key, subject: order.subject, values: order.values })
  if (isLacking(ready)) return ready
  return await house.db.transaction().execute(async (tx) => {
    const now = await closed(tx)
    if (now) return now
    const [id = 0] = await keepLetters(house, tx, by, press, [ready])
    return await getLetter(tx, by.agencyId, id)
  })
}
