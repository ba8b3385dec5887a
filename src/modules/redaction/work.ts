import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import { beijingDay, beijingTime, inShortChinese } from '../../kernel/plain-date.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import { keepWith, sha256Of } from '../../platform/blobs.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { type Attachment, findAttachment, keepFile, sniffUpload } from '../files/index.ts'
import { lookAt, redact } from './engine/engine.ts'
import { groundName } from './ground.ts'
import { kindOfMedia, type Mark, notYet, placesOf, redactionsOf } from './mark.ts'
import type { FileKind, Look, Proof } from './redaction.ts'
import { addDraft, addProduct, type Draft, holdDraft, type Product, saveMarks } from './store.ts'
import type { KeptPage } from './tables.ts'

export type OfRequest = { readonly number: string; readonly agencyId: number }
export const originalOf = (draftId: string): string => `redaction/${draftId}`
/** Under this subject stand the redacted copies of a request, never the originals. */
export const copiesOf = (requestNumber: string): string => `requests/${requestNumber}/redacted`
const subjectOf = (request: OfRequest): string => `requests/${request.number}`
const ARTICLE = '条例第三十七条'

const POSSIBLE = '可以处理 PDF、Word（.docx）、Excel（.xlsx）和图片（.jpg、.png）'

type Upload = { readonly name: string; readonly bytes: Uint8Array }
/** Begins a draft with a file: keeps it, its pages as pictures, and what looks private in it. Gives the draft's id; of what is refused nothing is kept. */
export async function beginDraft(house: House, request: OfRequest, file: Upload, by: Viewer): Promise<string | Refusal> {
  const taken = await sniffUpload(file.name, file.bytes)
  if (isRefusal(taken)) return taken
  const kind = kindOfMedia(taken.media)
  if (kind === undefined) return refuse('invalid', `“${taken.name}”没有页面可以遮盖。${POSSIBLE}`)
  const seen = await lookAt({ kind, name: taken.name, bytes: file.bytes })
  if (isRefusal(seen)) return { ...seen, because: `“${taken.name}”：${seen.because}` }
  const id = randomUUID()
  return await keepWith(house.blobs.of(id), [file.bytes, ...seen.pages.map(({ picture }) => picture)], () =>
    keepDraft(house, request, { id, kind, media: taken.media, name: taken.name, bytes: file.bytes, seen }, by),
  )
}

type Fresh = Upload & { readonly id: string; readonly kind: FileKind; readonly media: string; readonly seen: Look }
async function keepDraft(house: House, request: OfRequest, { id, kind, media, name, bytes, seen }: Fresh, by: Viewer): Promise<string> {
  const at = house.now()
  await house.db.transaction().execute(async (tx) => {
    const kept = await keepFile({ ...house, db: tx }, originalOf(id), { name, media, bytes }, id)
    const draft = { id, agencyId: request.agencyId, requestNumber: request.number, fileId: kept.id, name, kind, pages: pagesKept(seen) }
    await addDraft(tx, house.cipher, { ...draft, notes: seen.notes, hits: seen.hits, marks: [], editedAt: at, editedBy: by.name })
    // The trace outlives the file: its name may be that of a person.
    await leaveTrace(tx, { at, by, act: '上传区分处理的文件', subject: subjectOf(request), article: ARTICLE, note: `原件 ${sha256Of(bytes)}` })
  })
  return id
}

const pagesKept = ({ pages }: Look): KeptPage[] => pages.map(({ width, height, picture }) => ({ width, height, picture: sha256Of(picture) }))

/** Keeps what is marked; refused as stale when the draft has moved on since `version`. */
export async function mark(house: House, draft: Draft, version: number, marks: readonly Mark[], by: Viewer): Promise<true | Refusal> {
  const isSaved = version === draft.version && (await saveMarks(house.db, house.cipher, draft, marks, { at: house.now(), name: by.name }))
  return isSaved || stale(draft)
}
const stale = ({ editedBy, editedAt }: Draft): Refusal =>
  refuse('stale', `${editedBy}在 ${inShortChinese(beijingDay(editedAt))} ${beijingTime(editedAt).slice(0, 5)} 改过这份草稿。这里是最新的，请核对后再加`)

/** Makes the redacted copy of a draft and keeps it with its proof. Gives the product's id. */
export async function produce(house: House, request: OfRequest, draft: Draft, version: number, by: Viewer): Promise<string | Refusal> {
  if (version !== draft.version) return stale(draft)
  const closed = notYet(draft.kind, draft.marks)
  if (closed) return closed
  const original = draft.fileId === null ? undefined : await findAttachment(house, originalOf(draft.id), draft.fileId)
  if (original === undefined) return refuse('not-found', '原件不在了，请重新上传')
  const made = await redact({ kind: draft.kind, name: draft.name, bytes: original.bytes }, redactionsOf(draft.marks))
  if (isRefusal(made)) return made
  const missing = missed(draft.marks, made.proof)
  if (missing) return missing
  const name = copyName(draft.name)
  const again = await lookAt({ kind: draft.kind, name, bytes: made.bytes })
  if (isRefusal(again)) return again
  const fresh = { id: randomUUID(), name, media: original.media, bytes: made.bytes, proof: made.proof, seen: again }
  return await keepWith(house.blobs.of(draft.id), [made.bytes, ...again.pages.map(({ picture }) => picture)], () =>
    keepProduct(house, request, draft, fresh, by),
  )
}

export const copyName = (name: string): string => name.replace(/(\.[^.]+)?$/, '（区分处理件）$1')
type Made = Upload & { readonly id: string; readonly media: string; readonly proof: Proof; readonly seen: Look }
async function keepProduct(
  house: House,
  request: OfRequest,
  draft: Draft,
  { id, name, media, bytes, proof, seen }: Made,
  by: Viewer,
): Promise<string | Refusal> {
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    // While the copy was made somebody may have marked more, or the request have been erased.
    if (!(await holdDraft(tx, draft))) return stale(draft)
    const kept = await keepFile({ ...house, db: tx }, copiesOf(request.number), { name, media, bytes }, draft.id)
    const grounds = [...new Set(draft.marks.map(({ ground }) => groundName(ground)))]
    const said = { grounds, places: placesOf(draft.marks, proof), pages: pagesKept(seen), proof }
    await addProduct(tx, { id, draft_id: draft.id, file_id: kept.id, at, by_name: by.name, by_role: by.role, ...said })
    await leaveTrace(tx, { at, by, act: '生成区分处理件', subject: subjectOf(request), article: ARTICLE, note: proof.output.sha256 })
    return id
  })
}

/** Words that stand nowhere in the file: whoever wrote them may have mistyped, and would hand out what was to be covered. */
function missed(marks: readonly Mark[], proof: Proof): Refusal | undefined {
  const lost = marks.filter((one, i) => one.kind === 'words' && !proof.carried.some(({ redaction, letters }) => redaction === i && letters > 0))
  if (lost.length === 0) return undefined
  const words = lost.flatMap((one) => (one.kind === 'words' ? [`“${one.words}”`] : []))
  return refuse('invalid', `文件里没有找到${words.slice(0, 5).join('、')}。请核对有没有写错；如果它在扫描的图片里，请在页面上画框，再删去这一条`)
}

export type Copy = Attachment & { readonly bytes: Uint8Array }
export const copyOf = async (house: House, requestNumber: string, { file_id }: Pick<Product, 'file_id'>): Promise<Copy | undefined> =>
  file_id === null ? undefined : await findAttachment(house, copiesOf(requestNumber), file_id)
