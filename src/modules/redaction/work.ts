import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import { beijingDay, beijingTime, inShortChinese } from '../../kernel/plain-date.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { findAttachment, keepFile, takeFile } from '../files/index.ts'
import { lookAt, redact } from './engine/engine.ts'
import { groundName } from './ground.ts'
import { kindOfMedia, type Mark, notYet, redactionsOf } from './mark.ts'
import type { Proof, SeenPage } from './redaction.ts'
import { addDraft, addProduct, type Draft, type Product, saveMarks } from './store.ts'
import type { KeptPage } from './tables.ts'

export type OfRequest = { readonly number: string; readonly agencyId: number }
const originalOf = (draftId: string): string => `redaction/${draftId}`
/** Under this subject stand the redacted copies of a request, never the originals. */
export const copiesOf = (requestNumber: string): string => `requests/${requestNumber}/redacted`
const subjectOf = (request: OfRequest): string => `requests/${request.number}`
const ARTICLE = '条例第三十七条'

const POSSIBLE = '可以处理 PDF、Word（.docx）、Excel（.xlsx）和图片（.jpg、.png）'

/** Begins a draft with a file: keeps it, its pages as pictures, and what looks private in it. Gives the draft's id. */
export async function beginDraft(house: House, request: OfRequest, file: { name: string; bytes: Uint8Array }, by: Viewer): Promise<string | Refusal> {
  const id = randomUUID()
  const taken = await takeFile(house, originalOf(id), file)
  if (isRefusal(taken)) return taken
  const kind = kindOfMedia(taken.media)
  if (kind === undefined) return refuse('invalid', `“${taken.name}”没有页面可以遮盖。${POSSIBLE}`)
  const seen = await lookAt({ kind, name: taken.name, bytes: file.bytes })
  if (isRefusal(seen)) return { ...seen, because: `“${taken.name}”：${seen.because}` }
  const pages = await keepPages(house, id, seen.pages)
  const at = house.now()
  const draft = { id, agencyId: request.agencyId, requestNumber: request.number, fileId: taken.id, name: taken.name, kind, pages }
  await addDraft(house.db, house.cipher, { ...draft, notes: seen.notes, hits: seen.hits, marks: [], editedAt: at, editedBy: by.name })
  await leaveTrace(house.db, { at, by, act: '上传区分处理的文件', subject: subjectOf(request), article: ARTICLE, note: taken.name })
  return id
}

async function keepPages(house: House, owner: string, pages: readonly SeenPage[]): Promise<KeptPage[]> {
  const kept: KeptPage[] = []
  for (const { width, height, picture } of pages) kept.push({ width, height, picture: await house.blobs.of(owner).put(picture) })
  return kept
}

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
  const original = await findAttachment(house, originalOf(draft.id), draft.fileId)
  if (original === undefined) return refuse('not-found', '原件不在了，请重新上传')
  const made = await redact({ kind: draft.kind, name: draft.name, bytes: original.bytes }, redactionsOf(draft.marks))
  if (isRefusal(made)) return made
  const missing = missed(draft.marks, made.proof)
  if (missing) return missing
  const name = draft.name.replace(/(\.[^.]+)?$/, '（区分处理件）$1')
  const again = await lookAt({ kind: draft.kind, name, bytes: made.bytes })
  if (isRefusal(again)) return again
  const id = randomUUID()
  const pages = await keepPages(house, draft.id, again.pages)
  const kept = await keepFile(house, copiesOf(request.number), { name, media: original.media, bytes: made.bytes })
  await house.db.transaction().execute(async (tx) => {
    const grounds = [...new Set(draft.marks.map(({ ground }) => groundName(ground)))]
    await addProduct(tx, { id, draft_id: draft.id, file_id: kept.id, at: house.now(), by_name: by.name, by_role: by.role, grounds, pages, proof: made.proof })
    await leaveTrace(tx, {
      at: house.now(),
      by,
      act: '生成区分处理件',
      subject: subjectOf(request),
      article: ARTICLE,
      note: `${name} ${made.proof.output.sha256}`,
    })
  })
  return id
}

/** Words that stand nowhere in the file: whoever wrote them may have mistyped, and would hand out what was to be covered. */
function missed(marks: readonly Mark[], proof: Proof): Refusal | undefined {
  const lost = marks.filter((one, i) => one.kind === 'words' && !proof.carried.some(({ redaction, letters }) => redaction === i && letters > 0))
  if (lost.length === 0) return undefined
  const words = lost.flatMap((one) => (one.kind === 'words' ? [`“${one.words}”`] : []))
  return refuse('invalid', `文件里没有找到${words.slice(0, 5).join('、')}。请核对有没有写错；如果它在扫描的图片里，请在页面上画框，再删去这一条`)
}
export async function copyOf(house: House, request: OfRequest, product: Product) {
  return await findAttachment(house, copiesOf(request.number), product.file_id)
}
