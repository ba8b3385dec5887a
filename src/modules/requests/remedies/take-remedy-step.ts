import { randomUUID } from 'node:crypto'
import { beijingDay, inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { claimDraftFiles, listDraftFiles } from '../../files/index.ts'
import type { LoggedBy } from '../event-ledger-store.ts'
import { copiesUnseen } from '../copies/release.ts'
import { editionNow, signAnswerLetter, unseenBecause } from '../letters/given-letters.ts'
import { wasAnsweredBefore } from '../radar/earlier-store.ts'
import { findRequest } from '../store.ts'
import { findWithheld, registerWithheld, saveWithheldStep } from '../withheld/store.ts'
import type { RemedyEvent } from './events.ts'
import { ENDINGS, remedyRouteName } from './kinds.ts'
import { remedyEventName, remedyRowOf, remedyStepName } from './lifecycle.ts'
import { findAnew } from './anew.ts'
import { applyRemedyEvent, type RemedyState } from './remedy.ts'
import { fileRemedy, type NewRemedy, type RemedyOrder, takeRemedyStep } from './steps.ts'
import { findByKey, findRemedy, findTwin, holdRequestDay, insertRemedy, type RemedyFile, saveRemedyStep } from './store.ts'

const LAW = '条例第五十一条'
const UNKNOWN = refuse('not-found', '没有这件复议或者诉讼')

/**
 * Records a 行政复议 or 行政诉讼 that was accepted; table four counts it as pending until it ends. The same form (`key`) twice is one
 * record.
 */
export async function addRemedy(house: House, viewer: Viewer, remedy: NewRemedy, key: string = randomUUID()): Promise<{ id: number } | Refusal> {
  const at = house.now()
  const today = beijingDay(at)
  if (viewer.role !== 'information-officer') return refuse('not-yours', '复议和诉讼由信息公开专员登记', LAW)
  const fact = fileRemedy(remedy, today)
  if (isRefusal(fact)) return fact
  return await house.db.transaction().execute(async (tx) => {
    const fault = (await requestFault(tx, viewer.agencyId, remedy)) ?? (await followsFault(tx, viewer.agencyId, remedy, today))
    if (fault) return fault
    const before = (await knownBy(tx, viewer.agencyId, key, remedy)) ?? (await twinOf(tx, viewer.agencyId, remedy))
    if (before) return before
    const state = applyRemedyEvent(undefined, fact)
    const by = { at, byName: viewer.name, byRole: viewer.role, article: LAW }
    const id = await insertRemedy(tx, viewer.agencyId, key, state, fact, by, { today, calendar: await loadCalendar(tx) })
    if (id === undefined) return (await knownBy(tx, viewer.agencyId, key, remedy)) ?? (await twinOf(tx, viewer.agencyId, remedy)) ?? UNKNOWN
    await leaveTrace(tx, {
      at,
      by: viewer,
      act: `登记${remedyRouteName[remedy.route]}`,
      subject: `remedies/${id}`,
      article: LAW,
      note: remedy.requestNumber ?? '',
    })
    return { id }
  })
}

/** A remedy that stands already, with the id of it. */
export type Twin = Refusal<'duplicate'> & { readonly twin: number }
export const isTwin = (refusal: Refusal): refusal is Twin => 'twin' in refusal

/** What this form made when it was sent first; another content under the same key is told so. */
async function knownBy(tx: Db, agencyId: number, key: string, remedy: NewRemedy): Promise<{ id: number } | Refusal | undefined> {
  const first = await findByKey(tx, agencyId, key)
  if (!first) return undefined
  const isSame = first.route === remedy.route && first.filedOn === remedy.filedOn && first.requestNumber === remedy.requestNumber
  return isSame ? { id: first.id } : refuse('duplicate', '这份表单已经提交过，登记的是第一次提交的内容。要登记别的，请重新打开本页')
}

async function twinOf(tx: Db, agencyId: number, remedy: NewRemedy): Promise<Twin | undefined> {
  const twin = await findTwin(tx, agencyId, { ...remedy, authority: remedy.authority ?? '', caseNumber: remedy.caseNumber ?? '' })
  if (!twin) return undefined
  const name = `${inChinese(twin.filedOn)}受理${twin.caseNumber ? `，案号 ${twin.caseNumber}` : '，没有案号'}`
  const because = `这件${remedyRouteName[remedy.route]}已经登记过（${name}），不再登记。有新的情况，在原来的登记里办理；确实是另一件的，填写它自己的案号`
  return { ...refuse('duplicate', because), twin: twin.id }
}

async function requestFault(tx: Db, agencyId: number, { requestNumber, filedOn }: NewRemedy): Promise<Refusal | undefined> {
  if (requestNumber === null) return undefined
  const request = await holdRequestDay(tx, agencyId, requestNumber)
  if (!request) return refuse('not-found', `没有编号为 ${requestNumber} 的申请；核对编号，或者留空`)
  return filedOn < request.receivedOn ? refuse('invalid', `受理日期不能早于该申请收到之日（${inChinese(request.receivedOn)}）`) : undefined
}

/** 行政复议法第二十九条: a suit after a 复议 begins when that has ended, or its time is over; about the same request. */
async function followsFault(tx: Db, agencyId: number, { follows = null, filedOn, requestNumber }: NewRemedy, today: PlainDate): Promise<Refusal | undefined> {
  if (follows === null) return undefined
  const before = await findRemedy(tx, agencyId, follows)
  if (before?.state.route !== 'reconsideration') return refuse('not-found', '没有选中的这件复议；重新选“接着哪一件复议”')
  const { ended, acceptedOn, requestNumber: same } = before.state
  if (same !== null && requestNumber !== null && same !== requestNumber) return refuse('invalid', `选中的复议是关于申请 ${same} 的，与填写的编号不一致`)
  const since = ended?.on ?? acceptedOn
  if (filedOn < since || since > today)
    return refuse('invalid', `受理日期不能早于那件复议${ended ? '审结' : '受理'}之日（${inChinese(since)}）`, '行政复议法第三十四条')
  return undefined
}

/** Who takes a step: somebody of the office, or the applicant of the request, whose agency it is. */
type By = Viewer | { readonly role: 'applicant'; readonly agencyId: number }

/**
 * Takes one step: load, decide, save. `fileKey` is that of the form, under which files were kept; they become the remedy's. What the
 * person saw has moved on: the refusal says who did what, and nothing is changed.
 */
export async function takeRemedyStepOn(
  house: House,
  viewer: By,
  id: number,
  version: number | undefined,
  order: RemedyOrder,
  fileKey?: string,
): Promise<undefined | Refusal> {
  const at = house.now()
  const today = beijingDay(at)
  return await house.db.transaction().execute(async (tx) => {
    const remedy = await findRemedy(tx, viewer.agencyId, id, true)
    if (!remedy) return UNKNOWN
    if (version !== undefined && version !== remedy.version) return staleBecause(remedy)
    const told = await decided(tx, remedy, order, viewer, today)
    if (isRefusal(told)) return told
    const files = fileKey === undefined ? [] : await listDraftFiles(tx, fileKey)
    const fact: RemedyEvent = files.length === 0 ? told : { ...told, files: files.map((file) => ({ id: file.id, name: file.name })) }
    const article = remedyRowOf(remedy.state.stage, order.step)?.law ?? ''
    const by = { at, byName: nameOf(viewer), byRole: viewer.role, article }
    const state = applyRemedyEvent(remedy.state, fact)
    await saveRemedyStep(tx, remedy, state, fact, by, { today, calendar: await loadCalendar(tx) })
    if (fileKey !== undefined && files.length > 0) await claimDraftFiles(tx, fileKey, `remedies/${id}`)
    if (order.step === 'signRedo' && isStaff(viewer)) await signedAnew(tx, viewer, remedy, state, by)
    const act = `${remedyRouteName[remedy.state.route]}：${remedyStepName[order.step]}`
    const trace = { at, by: isStaff(viewer) ? viewer : ('public' as const), act, subject: `remedies/${id}`, article }
    await leaveTrace(tx, { ...trace, note: 'ending' in order ? ENDINGS[order.ending].name : '' })
    return undefined
  })
}

const isStaff = (by: By): by is Viewer => by.role !== 'applicant'
const nameOf = (by: By): string => (isStaff(by) ? by.name : '申请人')

/** The event of the step, judged by the file of the request, and with the letter that was seen where an answer is reviewed or signed. */
async function decided(tx: Db, remedy: RemedyFile, order: RemedyOrder, by: By, today: PlainDate): Promise<RemedyEvent | Refusal> {
  const anew = await findAnew(tx, remedy)
  const number = remedy.state.requestNumber
  const request = order.step === 'draftRedo' && number !== null ? await findRequest(tx, number) : undefined
  const isRepeated = order.step === 'draftRedo' && order.decision === 'not_processed.repeated' && request
  const whole = isRepeated ? { ...order, answeredBefore: await wasAnsweredBefore(tx, request) } : order
  const event = takeRemedyStep(remedy.state, whole, by.role, today, request?.state ?? null)
  if (isRefusal(event) || !anew) return event
  if (event.step !== 'reviewRedo' && event.step !== 'signRedo' && event.step !== 'sendRedoBack') return event
  const now = await editionNow(tx, anew)
  if (order.step === 'reviewRedo' || order.step === 'signRedo') {
    const unseen = unseenBecause(anew, order.step === 'reviewRedo' ? 'review' : 'sign', order.letters, now) ?? (await copiesUnseen(tx, anew, order))
    if (unseen) return unseen
  }
  return event.step === 'signRedo' ? event : { ...event, letters: now }
}

/** With the answer its letter is signed; what it withholds stands in the register from this day on. */
async function signedAnew(tx: Db, viewer: Viewer, remedy: RemedyFile, { redo }: RemedyState, by: LoggedBy): Promise<void> {
  const anew = await findAnew(tx, remedy)
  if (!anew) return
  await signAnswerLetter(tx, viewer, anew, by.at)
  if (!redo?.done) return
  await registerWithheld(tx, anew, redo.done.decision, redo.done.on, by)
  const held =
    redo.done.decision === 'granted' && remedy.state.requestNumber !== null
      ? await findWithheld(tx, remedy.agencyId, remedy.state.requestNumber, true)
      : undefined
  if (held && held.state.reviewOn !== null) await saveWithheldStep(tx, held, { step: 'give', on: redo.done.on }, by)
}

function staleBecause({ events }: RemedyFile): Refusal<'stale'> {
  const last = events.at(-1)
  const what = last ? `${last.by}刚刚办理了“${remedyEventName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这一件刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}
