import { keysOf } from '../../kernel/closed.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import type { WordFile } from '../documents/index.ts'
import { getAgency } from '../organizations/index.ts'
import { carriedFixes, type Fix, placeName, readWord, wordsOfFile } from './check-template.ts'
import type { Values } from './field.ts'
import { layOut } from './lay-out.ts'
import { letterOf } from './letter.ts'
import { findLetter, getLetter, holdLetter, insertEdition, insertSignature, type LetterEdition, type LetterRecord } from './letter-store.ts'
import { type Closed, open } from './produce-letter.ts'

/** Why a letter can no longer be replaced. */
const signedBecause = (letter: LetterRecord): Refusal<'not-now'> =>
  refuse('not-now', `${letter.number ?? '这份文书'}已由${letter.signedBy ?? ''}签发，不能再更换。需要更正的，请另发文书说明`)

/** To whom a letter goes, about what and from which day: sent to somebody else it tells him of the applicant (个人信息保护法第十条). */
const FIXED = { applicant: '申请人', thirdParty: '第三方', consultedAgency: '征求意见的机关', requestNumber: '申请编号', receivedOn: '收到申请之日' } as const

/** What has to be mended in an edited letter before it is taken; `was` is what it said before. */
function editedFixes(letter: LetterRecord, { remedy = '', ...values }: Values, file: WordFile, was: string): Fix[] {
  const left = file.paragraphs.filter(({ words }) => /\{\{|\}\}/.test(words)).map((place) => ({ where: placeName(place), what: '还有没有填的 {{ }}' }))
  const bare = (text: string): string => text.replaceAll(/\s/g, '')
  const words = bare(file.paragraphs.map((place) => place.words).join(''))
  const isLost = (value: string | undefined): value is string => value !== undefined && bare(was).includes(bare(value)) && !words.includes(bare(value))
  const lost = keysOf<keyof typeof FIXED>(FIXED).flatMap((key) => (isLost(values[key]) ? [`${FIXED[key]}“${values[key]}”不见了：这一处不能改`] : []))
  const whole = (what: string): Fix => ({ where: '整个文件', what })
  return [
    ...carriedFixes(file),
    ...left,
    ...(letter.number === null || words.includes(bare(letter.number)) ? [] : [whole(`文号应当是“${letter.number}”，文件里没有找到。编号给出后不能更改`)]),
    ...lost.map(whole),
    // 行政复议法第二十三条第二款: what the law makes the agency tell is not left to whoever edits the letter.
    ...(words.includes(bare(remedy)) ? [] : [whole(`救济途径应当是“${remedy}”，文件里没有找到。要改这段文字，请审核人或者签发人在“理由和救济”里改`)]),
  ]
}

/** Takes a letter edited in Word as its new edition: the number stays, and what is printed is what stands in the file. */
export async function replaceLetter(
  house: House,
  by: Viewer,
  id: number,
  upload: { readonly name: string; readonly bytes: Uint8Array },
  closed: Closed = open,
): Promise<LetterRecord | { readonly fixes: readonly Fix[] } | Refusal> {
  const before = await findLetter(house.db, by.agencyId, id)
  if (!before) return refuse('not-found', '没有这份文书')
  if (before.docx === '') return refuse('not-now', '保管期满，这份文书的内容已经清除')
  if (before.signedBy !== null) return signedBecause(before)
  const shut = await closed(house.db)
  if (shut) return shut
  const file = await readWord(upload.name, upload.bytes)
  if (isRefusal(file)) return file
  const values: Values = JSON.parse(house.cipher.open(before.valuesSealed))
  const fixes = editedFixes(before, values, file, await wordsOfEdition(house, before))
  if (fixes.length > 0) return { fixes }
  const agency = await getAgency(house.db, by.agencyId)
  const { pdf, unshown } = await layOut(file.blocks, { title: letterOf(before.code).title, agency: agency.name }, house.config.fontFolder)
  const blobs = house.blobs.of(before.key)
  const [docxHash, pdfHash] = await Promise.all([blobs.put(upload.bytes), blobs.put(pdf)])
  return await house.db.transaction().execute(async (tx) => {
    const now = await closed(tx)
    if (now) return now
    await holdLetter(tx, by.agencyId, id)
    const letter = await getLetter(tx, by.agencyId, id)
    if (letter.signedBy !== null) return signedBecause(letter)
    const next = { letterId: id, n: letter.edition + 1, at: house.now(), by: by.name, kind: 'edited', docx: docxHash, pdf: pdfHash, unshown } as const
    await insertEdition(tx, { ...next, templateId: letter.templateId, valuesSealed: letter.valuesSealed })
    await leaveTrace(tx, { at: house.now(), by, act: '更换文书', subject: letter.subject, note: `${letter.code} ${letter.number ?? ''} 第${next.n}稿` })
    return await getLetter(tx, by.agencyId, id)
  })
}

/** Signs the last edition of a letter; after that it is not replaced. For the transaction of the step that signs. */
export async function signLetter(tx: Db, by: Viewer, id: number, at: Date): Promise<LetterRecord | Refusal> {
  if (!(await holdLetter(tx, by.agencyId, id))) return refuse('not-found', '没有这份文书')
  const letter = await getLetter(tx, by.agencyId, id)
  if (letter.signedBy !== null) return refuse('not-now', `${letter.number ?? '这份文书'}已由${letter.signedBy}签发`)
  await insertSignature(tx, id, letter.edition, at, by.name)
  await leaveTrace(tx, { at, by, act: '签发文书', subject: letter.subject, note: `${letter.code} ${letter.number ?? ''}`.trim() })
  return await getLetter(tx, by.agencyId, id)
}

/** What the body of an edition says, a line for each paragraph. */
export async function wordsOfEdition(house: House, { key, code, docx }: Pick<LetterEdition, 'key' | 'code' | 'docx'>): Promise<string> {
  return await wordsOfFile(`${code}.docx`, await house.blobs.of(key).get(docx))
}

/** The bytes of a letter as it now is. */
export const bytesOfLetter = (house: House, letter: LetterRecord, ending: 'docx' | 'pdf'): Promise<Uint8Array> => house.blobs.of(letter.key).get(letter[ending])
