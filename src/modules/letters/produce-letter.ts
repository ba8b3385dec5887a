import { beijingDay, inChinese, type PlainDate, yearOf } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { inspectWord } from '../documents/index.ts'
import { type Agency, getAgency } from '../organizations/index.ts'
import { carriedFixes, type Fix, placeName, readWord } from './check-template.ts'
import type { FieldKey, Values } from './field.ts'
import { layOut } from './lay-out.ts'
import { fieldsOf, type LetterCode, letterOf, type Missing, missingIn } from './letter.ts'
import { findByKey, findLetter, holdKey, holdLetter, insertEdition, insertLetter, insertSignature, type LetterRecord, takeNumber } from './letter-store.ts'
import { merge } from './merge.ts'
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
export type Documents = { readonly docx: Uint8Array; readonly pdf: Uint8Array; readonly unshown: string }
export type Lacking = { readonly missing: readonly Missing[] }
export const isLacking = (value: unknown): value is Lacking => typeof value === 'object' && value !== null && 'missing' in value

const NOT_YET = '（编号时填入）'

function ofAgency(agency: Agency): Values {
  return { agency: agency.name, office: agency.office, phone: agency.phone, agencyAddress: agency.address }
}

type Told = Pick<LetterOrder, 'code' | 'values' | 'day'>
/** Everything a letter says but its number: what the office says where nothing else is given, and only fields it may have. */
function completed({ code, values, day }: Told, agency: Agency, wording: (key: string) => Wording): Values {
  const you = values.you ?? '您'
  const given = Object.entries(values).filter(([, text]) => text.trim() !== '')
  const all: Values = { ...ofAgency(agency), you, ...wordedFor(code, you, wording), letterDate: inChinese(day), ...Object.fromEntries(given) }
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

/**
 * Makes a letter under the next number of its year and keeps it, or says first which fields are missing. The same key twice gives the
 * letter made the first time. Number, letter and trace are kept together or not at all.
 */
export async function produceLetter(house: House, by: Viewer, key: string, order: LetterOrder): Promise<LetterRecord | Lacking | Refusal> {
  const { code, day, subject } = order
  const known = await findByKey(house.db, key)
  if (known) return known.agencyId === by.agencyId ? known : refuse('not-found', '没有这份文书')
  if (day > beijingDay(house.now())) return refuse('invalid', '成文日期不能晚于今天')
  const template = templateOn(await listVersions(house, by.agencyId, code), day)
  if (!template) return refuse('not-now', `${letterOf(code).name}没有在${inChinese(day)}施行的范本`)
  const [agency, wording] = await Promise.all([getAgency(house.db, by.agencyId), wordingsOn(house.db, by.agencyId, day)])
  const values = completed(order, agency, wording)
  const missing = missingIn(code, values)
  if (missing.length > 0) return { missing }
  const bytes = await house.blobs.get(template.sha256)
  return await house.db.transaction().execute(async (tx) => {
    await holdKey(tx, key)
    const first = await findByKey(tx, key)
    if (first) return first
    const nth = letterOf(code).numbered ? await takeNumber(tx, by.agencyId, yearOf(day)) : null
    const number = nth === null ? null : `${wording('number').text}〔${yearOf(day)}〕${nth}号`
    const whole: Values = number === null ? values : { ...values, documentNumber: number }
    const made = await documentsOf(house, agency, code, merge(bytes, whole))
    const [docx, pdf] = await Promise.all([house.blobs.put(made.docx), house.blobs.put(made.pdf)])
    const id = await insertLetter(tx, { agencyId: by.agencyId, key, subject, code, number, year: yearOf(day), nth, madeOn: day })
    const valuesSealed = house.cipher.seal(JSON.stringify(whole))
    await insertEdition(tx, { letterId: id, n: 1, at: house.now(), by: by.name, kind: 'merged', templateId: template.id, valuesSealed, docx, pdf, unshown: made.unshown })
    await leaveTrace(tx, {
      at: house.now(),
      by,
      act: '制作文书',
      subject,
      article: letterOf(code).law,
      note: `${code} ${letterOf(code).name} ${number ?? ''}`.trim(),
    })
    return await found(tx, by.agencyId, id)
  })
}

async function found(db: Db, agencyId: number, id: number): Promise<LetterRecord> {
  const letter = await findLetter(db, agencyId, id)
  if (!letter) throw new Error(`letter ${id} was kept and is not there`)
  return letter
}

/** Why a letter can no longer be replaced. */
const signedBecause = (letter: LetterRecord): Refusal<'not-now'> =>
  refuse('not-now', `${letter.number ?? '这份文书'}已由${letter.signedBy ?? ''}签发，不能再更换。需要更正的，请另发文书说明`)

/** What has to be mended in an edited letter before it is taken. */
function editedFixes(letter: LetterRecord, file: Exclude<Awaited<ReturnType<typeof readWord>>, Refusal>): Fix[] {
  const left = file.paragraphs.filter(({ words }) => /\{\{|\}\}/.test(words)).map((place) => ({ where: placeName(place), what: '还有没有填的 {{ }}' }))
  const isThere = letter.number === null || file.paragraphs.some(({ words }) => words.replaceAll(/\s/g, '').includes(letter.number ?? ''))
  return [...carriedFixes(file), ...left, ...(isThere ? [] : [{ where: '整个文件', what: `文号应当是“${letter.number}”，文件里没有找到。编号给出后不能更改` }])]
}

/** Takes a letter edited in Word as its new edition: the number stays, and what is printed is what stands in the file. */
export async function replaceLetter(
  house: House,
  by: Viewer,
  id: number,
  upload: { readonly name: string; readonly bytes: Uint8Array },
): Promise<LetterRecord | { readonly fixes: readonly Fix[] } | Refusal> {
  const before = await findLetter(house.db, by.agencyId, id)
  if (!before) return refuse('not-found', '没有这份文书')
  if (before.signedBy !== null) return signedBecause(before)
  const file = await readWord(upload.name, upload.bytes)
  if (isRefusal(file)) return file
  const fixes = editedFixes(before, file)
  if (fixes.length > 0) return { fixes }
  const agency = await getAgency(house.db, by.agencyId)
  const { pdf, unshown } = await layOut(file.blocks, { title: letterOf(before.code).title, agency: agency.name }, house.config.fontFolder)
  const [docxHash, pdfHash] = await Promise.all([house.blobs.put(upload.bytes), house.blobs.put(pdf)])
  return await house.db.transaction().execute(async (tx) => {
    await holdLetter(tx, by.agencyId, id)
    const letter = await found(tx, by.agencyId, id)
    if (letter.signedBy !== null) return signedBecause(letter)
    const next = { letterId: id, n: letter.edition + 1, at: house.now(), by: by.name, kind: 'edited', docx: docxHash, pdf: pdfHash, unshown } as const
    await insertEdition(tx, { ...next, templateId: letter.templateId, valuesSealed: letter.valuesSealed })
    await leaveTrace(tx, { at: house.now(), by, act: '更换文书', subject: letter.subject, note: `${letter.code} ${letter.number ?? ''} 第${next.n}稿` })
    return await found(tx, by.agencyId, id)
  })
}

/** Signs the last edition of a letter; after that it is not replaced. For the transaction of the step that signs. */
export async function signLetter(tx: Db, by: Viewer, id: number, at: Date): Promise<LetterRecord | Refusal> {
  if (!(await holdLetter(tx, by.agencyId, id))) return refuse('not-found', '没有这份文书')
  const letter = await found(tx, by.agencyId, id)
  if (letter.signedBy !== null) return refuse('not-now', `${letter.number ?? '这份文书'}已由${letter.signedBy}签发`)
  await insertSignature(tx, id, letter.edition, at, by.name)
  await leaveTrace(tx, { at, by, act: '签发文书', subject: letter.subject, note: `${letter.code} ${letter.number ?? ''}`.trim() })
  return await found(tx, by.agencyId, id)
}

/** The bytes of a letter as it now is. */
export const bytesOfLetter = (house: House, letter: LetterRecord, ending: 'docx' | 'pdf'): Promise<Uint8Array> => house.blobs.get(letter[ending])
