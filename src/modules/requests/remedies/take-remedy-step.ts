import { randomUUID } from 'node:crypto'
import { beijingDay, inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { claimDraftFiles, listDraftFiles } from '../../files/index.ts'
import type { RemedyEvent } from './events.ts'
import { ENDINGS, remedyRouteName } from './kinds.ts'
import { remedyEventName, remedyRowOf, remedyStepName } from './lifecycle.ts'
import { applyRemedyEvent } from './remedy.ts'
import { fileRemedy, type NewRemedy, type RemedyOrder, takeRemedyStep } from './steps.ts'
import { findByKey, findRemedy, findRequestDay, insertRemedy, type RemedyFile, saveRemedyStep } from './store.ts'

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
    const state = applyRemedyEvent(undefined, fact)
    const by = { at, byName: viewer.name, byRole: viewer.role, article: LAW }
    const id = await insertRemedy(tx, viewer.agencyId, key, state, fact, by, { today, calendar: await loadCalendar(tx) })
    if (id === undefined) return await knownBy(tx, viewer.agencyId, key, remedy)
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

/** What this form made when it was sent first; another content under the same key is told so. */
async function knownBy(tx: Db, agencyId: number, key: string, remedy: NewRemedy): Promise<{ id: number } | Refusal> {
  const first = await findByKey(tx, agencyId, key)
  const isSame = first?.route === remedy.route && first.filedOn === remedy.filedOn && first.requestNumber === remedy.requestNumber
  return first && isSame ? { id: first.id } : refuse('duplicate', '这份表单已经提交过，登记的是第一次提交的内容。要登记别的，请重新打开本页')
}

async function requestFault(tx: Db, agencyId: number, { requestNumber, filedOn }: NewRemedy): Promise<Refusal | undefined> {
  if (requestNumber === null) return undefined
  const request = await findRequestDay(tx, agencyId, requestNumber)
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

/**
 * Takes one step: load, decide, save. `fileKey` is that of the form, under which files were kept; they become the remedy's. What the
 * person saw has moved on: the refusal says who did what, and nothing is changed.
 */
export async function takeRemedyStepOn(
  house: House,
  viewer: Viewer,
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
    const taken = takeRemedyStep(remedy.state, order, viewer.role, today)
    if (isRefusal(taken)) return taken
    const files = fileKey === undefined ? [] : await listDraftFiles(tx, fileKey)
    const fact: RemedyEvent = files.length === 0 ? taken : { ...taken, files: files.map((file) => ({ id: file.id, name: file.name })) }
    const article = remedyRowOf(remedy.state.stage, order.step)?.law ?? ''
    const by = { at, byName: viewer.name, byRole: viewer.role, article }
    await saveRemedyStep(tx, remedy, applyRemedyEvent(remedy.state, fact), fact, by, { today, calendar: await loadCalendar(tx) })
    if (fileKey !== undefined && files.length > 0) await claimDraftFiles(tx, fileKey, `remedies/${id}`)
    const act = `${remedyRouteName[remedy.state.route]}：${remedyStepName[order.step]}`
    await leaveTrace(tx, { at, by: viewer, act, subject: `remedies/${id}`, article, note: 'ending' in order ? ENDINGS[order.ending].name : '' })
    return undefined
  })
}

function staleBecause({ events }: RemedyFile): Refusal<'stale'> {
  const last = events.at(-1)
  const what = last ? `${last.by}刚刚办理了“${remedyEventName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这一件刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}
