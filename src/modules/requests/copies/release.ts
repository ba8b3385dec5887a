import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { keepWith, sha256Of } from '../../../platform/blobs.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { dropAttachments, findAttachment, keepFile, sniffUpload } from '../../files/index.ts'
import { bytesOfRedacted, listRedactedCopies, lookPlain } from '../../redaction/index.ts'
import { requestAnew } from '../remedies/anew.ts'
import { findRemedy, listRemedyFiles, type RemedyFile } from '../remedies/store.ts'
import { findRequest, holdRequest, type Request } from '../store.ts'
import { addClosed, type Answer, type Copy, copiesGiven, copiesSeen, momentOf, remedyOf, standing, withdrawClosed } from './copy.ts'
import { addCopy, eraseCopies, listCopies, noteOpened, withdrawCopy } from './copy-store.ts'

const ARTICLE = '条例第三十六条、第三十七条'
/** Under this subject stands a paper of a request that goes out as it is. */
const plainOf = (number: string, copy: string): string => `requests/${number}/plain/${copy}`

/** A request as each of its answers sees it, the first answer first. */
export async function answersOf(db: Db, request: Request): Promise<readonly Answer[]> {
  const remedies = request.state.conclusion ? await listRemedyFiles(db, request.agencyId, request.number) : []
  return [firstAnswer(request), ...remedies.flatMap((remedy) => answerAnew(request, remedy) ?? [])]
}
const firstAnswer = (request: Request): Answer => ({ ...request, signedAt: signedAt(request), sentOn: request.state.deliveries[0]?.sentOn ?? null })
const signedAt = ({ events }: Pick<Request, 'events'>): Date | null => events.findLast(({ fact }) => fact.step === 'sign')?.at ?? null
function answerAnew(request: Request, remedy: RemedyFile): Answer | null {
  const anew = requestAnew(request, remedy)
  return anew && { ...anew, signedAt: signedAt(anew), sentOn: remedy.state.redo?.deliveries[0]?.sentOn ?? null }
}
/** The answer that files are added to now. */
export const answerNow = async (db: Db, request: Request): Promise<Answer> => (await answersOf(db, request)).at(-1) ?? firstAnswer(request)

/** An answer as it now is, held until the transaction ends, so that it is neither reviewed nor sent meanwhile. */
async function held(tx: Db, answer: Answer): Promise<Answer | undefined> {
  if (answer.anew === undefined) {
    await holdRequest(tx, answer.number)
    const request = await findRequest(tx, answer.number)
    return request && firstAnswer(request)
  }
  // The remedy before its request, as its own steps hold them.
  const remedy = await findRemedy(tx, answer.agencyId, answer.anew, true)
  await holdRequest(tx, answer.number)
  const request = await findRequest(tx, answer.number)
  return (request && remedy && answerAnew(request, remedy)) ?? undefined
}

/** The answer a file may be put with, held; or why it may not. */
async function answerTaking(tx: Db, answer: Answer, sha256: string): Promise<Answer | Refusal> {
  const now = await held(tx, answer)
  if (!now) return refuse('not-found', '没有这件申请')
  const copies = standing(await listCopies(tx, now), now)
  const closed = addClosed(now, copies)
  if (closed) return closed
  const twin = copies.find((one) => one.sha256 === sha256)
  return twin ? refuse('duplicate', `“${twin.name}”已由${twin.releasedBy}在 ${momentOf(twin.releasedAt)} 列入，不用再加`) : now
}

type Fresh = Omit<Copy, 'remedy' | 'releasedAt' | 'releasedBy' | 'withdrawn' | 'openedAt'>
async function add(tx: Db, at: Date, answer: Answer, copy: Fresh, by: Viewer): Promise<undefined> {
  await addCopy(tx, answer, { ...copy, remedy: remedyOf(answer), releasedAt: at, releasedBy: by.name, role: by.role })
  await leaveTrace(tx, { at, by, act: '列入提供给申请人的文件', subject: `requests/${answer.number}`, article: ARTICLE, note: copy.sha256 })
  return undefined
}

/** Releases a redacted copy of this request with its answer. */
export async function releaseRedacted(house: House, answer: Answer, productId: string, by: Viewer): Promise<undefined | Refusal> {
  const product = (await listRedactedCopies(house.db, answer.agencyId, answer.number)).find(({ id }) => id === productId)
  const file = product && (await bytesOfRedacted(house, answer.agencyId, answer.number, product.id))
  if (!product || !file) return refuse('not-found', '没有这份区分处理件，请从下面的里选')
  const { name, media, bytes } = file
  const { pages, places } = product
  const copy = { id: randomUUID(), product: product.id, file: null, name, media, size: bytes.length, sha256: sha256Of(bytes), pages, places }
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    const now = await answerTaking(tx, answer, copy.sha256)
    return isRefusal(now) ? now : await add(tx, at, now, copy, by)
  })
}

type Upload = { readonly name: string; readonly bytes: Uint8Array }
/** Releases a paper in which nothing needs covering, as it is. What looks private in it wants a look first; of what is refused nothing is kept. */
export async function releasePlain(house: House, answer: Answer, { name, bytes }: Upload, isLookedAt: boolean, by: Viewer): Promise<undefined | Refusal> {
  const sniffed = await sniffUpload(name, bytes)
  if (isRefusal(sniffed)) return sniffed
  const early = addClosed(answer, standing(await listCopies(house.db, answer), answer))
  if (early) return early
  const look = await lookPlain({ ...sniffed, bytes })
  if (isRefusal(look)) return { ...look, because: `“${sniffed.name}”：${look.because}` }
  if (look.found.length > 0 && !isLookedAt) return refuse('invalid', foundIn(sniffed.name, look.found))
  const id = randomUUID()
  const at = house.now()
  const copy = { id, product: null, ...sniffed, size: bytes.length, sha256: sha256Of(bytes), pages: look.pages, places: [] }
  return await keepWith(house.blobs.of(id), [bytes], () =>
    house.db.transaction().execute(async (tx): Promise<undefined | Refusal> => {
      const now = await answerTaking(tx, answer, copy.sha256)
      if (isRefusal(now)) return now
      const kept = await keepFile({ ...house, db: tx }, plainOf(now.number, id), { ...sniffed, bytes }, id)
      return await add(tx, at, now, { ...copy, file: kept.id }, by)
    }),
  )
}

const MOST_NAMED = 3
function foundIn(name: string, found: readonly { readonly kind: string; readonly where: string }[]): string {
  const named = found.slice(0, MOST_NAMED).map(({ kind, where }) => `${where}${kind}`)
  return `“${name}”里检索到 ${found.length} 处可能是个人信息：${named.join('、')}${found.length > MOST_NAMED ? '等' : ''}。要遮盖的，先作区分处理；核对过可以公开的，勾选“已核对”再选这份文件`
}

/** Takes a file back before its answer goes out; the bytes of a paper that was to go out as it is are not kept. */
export async function withdraw(house: House, answer: Answer, id: string, by: Viewer): Promise<undefined | Refusal> {
  const at = house.now()
  const done = await house.db.transaction().execute(async (tx): Promise<Refusal | readonly Blob[]> => {
    const now = await held(tx, answer)
    const copy = now && (await listCopies(tx, now)).find((one) => one.id === id && one.remedy === remedyOf(now))
    if (!now || !copy) return refuse('not-found', '没有这份文件')
    if (copy.withdrawn) return refuse('stale', `“${copy.name}”已由${copy.withdrawn.by}在 ${momentOf(copy.withdrawn.at)} 撤下`)
    const closed = withdrawClosed(now)
    if (closed) return closed
    await withdrawCopy(tx, id, { at, name: by.name })
    await leaveTrace(tx, { at, by, act: '撤下提供给申请人的文件', subject: `requests/${now.number}`, article: ARTICLE, note: copy.sha256 })
    return await dropAttachments(tx, plainOf(now.number, id))
  })
  if (isRefusal(done)) return done
  for (const { owner, sha256 } of done) await house.blobs.of(owner).drop(sha256)
  return undefined
}

type Blob = { readonly owner: string; readonly sha256: string }
/** Takes the files of a request's answers out when its retention is over; gives the bytes to be dropped once the transaction has ended. */
export async function eraseCopiesOf(tx: Db, request: Pick<Request, 'agencyId' | 'number'>): Promise<readonly Blob[]> {
  const dropped: Blob[] = []
  for (const { id } of await listCopies(tx, request)) dropped.push(...(await dropAttachments(tx, plainOf(request.number, id))))
  await eraseCopies(tx, request)
  return dropped
}

/** The bytes of a file of an answer to this request. */
export const bytesOf = async (house: House, { agencyId, number }: Pick<Request, 'agencyId' | 'number'>, copy: Copy) =>
  copy.product === null
    ? copy.file === null
      ? undefined
      : await findAttachment(house, plainOf(number, copy.id), copy.file)
    : await bytesOfRedacted(house, agencyId, number, copy.product)

/** What the applicant may fetch of a request. */
export async function copiesForApplicant(db: Db, request: Request): Promise<readonly Copy[]> {
  if (!request.state.conclusion || request.erasedOn !== null) return []
  const copies = await listCopies(db, request)
  return copies.length === 0 ? [] : copiesGiven(copies, await answersOf(db, request))
}

/** A file as the applicant opens it: its bytes, and the moment is noted when it is the first. */
export async function openForApplicant(house: House, request: Request, id: string, isRead: boolean) {
  const copy = (await copiesForApplicant(house.db, request)).find((one) => one.id === id)
  const file = copy && (await bytesOf(house, request, copy))
  if (!file || !isRead) return file
  const at = house.now()
  await noteOpened(house.db, copy.id, at)
  await leaveTrace(house.db, { at, by: 'public', act: '申请人打开提供的文件', subject: `requests/${request.number}`, note: copy.sha256 })
  return file
}

/** Why an answer is not reviewed or signed with the files it has now: whoever acts has seen others. Whoever asks holds the answer. */
export async function copiesUnseen(
  tx: Db,
  answer: Pick<Answer, 'number' | 'agencyId' | 'anew'>,
  order: { readonly copies?: string },
): Promise<Refusal | undefined> {
  if (order.copies === undefined || order.copies === copiesSeen(await listCopies(tx, answer), answer)) return undefined
  return refuse('stale', '随答复提供给申请人的文件刚刚有增减，您看到的已不是最新的。请核对下面列出的文件后再办理')
}
