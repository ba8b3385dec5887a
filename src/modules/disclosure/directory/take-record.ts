import { beijingDay, type PlainDate } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { PUBLISHED_TOPIC } from '../take-step.ts'
import { missingOf } from './guide-of.ts'
import { indexGuide } from './index-guide.ts'
import { indexRecord } from './index-record.ts'
import { definitionOf, linesOf, nameOf, type RecordContent, type RecordKind } from './kinds.ts'
import { keepProcurement } from './procurement-store.ts'
import {
  applyRecord,
  changedOn,
  contentFaults,
  nextFrom,
  pendingOf,
  recordClosed,
  type RecordFact,
  type RecordState,
  recordStepName,
  replayRecord,
  standingOn,
} from './record.ts'
import { type DirectoryRecord, findRecord, insertRecord, listLives, listShown, listToTurn, type RecordProjection, saveRecord, turnRecord } from './store.ts'

export type Typed = { readonly content: RecordContent; readonly from: string; readonly reason: string }
export type RecordFaults = { readonly errors: Readonly<Record<string, string>> }
const LAST_RANK = 9_999

export function recordProjection(kind: RecordKind, state: RecordState, today: PlainDate): RecordProjection {
  const standing = standingOn(state, today)
  const last = standing ?? state.versions.at(-1)
  return {
    name: last ? nameOf(kind, last.content) : '',
    rank: Number(last?.content['rank'] || LAST_RANK),
    pending: pendingOf(state) !== undefined && state.sentBack === null,
    shown: standing?.content ?? null,
    changedOn: standing ? changedOn(standing) : null,
    nextOn: nextFrom(state, today),
  }
}

/** Begins a record: gives its number, or what is wrong with it. The same key twice is one record. */
export async function beginRecord(house: House, by: Viewer, kind: RecordKind, key: string, typed: Typed): Promise<number | RecordFaults | Refusal> {
  const at = house.now()
  const on = beijingDay(at)
  const errors = contentFaults(kind, typed.content, typed.from, on)
  if (Object.keys(errors).length > 0) return { errors }
  return await house.db.transaction().execute(async (tx) => {
    if (definitionOf(kind).single && (await listLives(tx, by.agencyId, kind)).length > 0)
      return refuse('duplicate', `“${definitionOf(kind).name}”只有一份，已经有了，请在那一份上修改`)
    const fact: RecordFact = { step: 'write', on, content: typed.content, from: typed.from as PlainDate, reason: typed.reason } // contentFaults has seen that it is a day
    const next = recordProjection(kind, replayRecord([{ by: by.name, fact }]), on)
    const id = await insertRecord(tx, { agencyId: by.agencyId, kind, key }, next, fact, { at, byName: by.name, byRole: by.role })
    await leaveTrace(tx, {
      at,
      by,
      act: `${recordStepName.write}${definitionOf(kind).name}`,
      subject: `disclosure/records/${id}`,
      article: definitionOf(kind).law,
    })
    return id
  })
}

type Order =
  | { readonly step: 'write'; readonly typed: Typed }
  | { readonly step: 'clear'; readonly opinion: string }
  | { readonly step: 'sendBack' | 'end'; readonly reason: string }
type Asked = { readonly id: number; readonly version: number | undefined; readonly order: Order }

/** Takes one step: load, decide, save; what the public sees changes in the same transaction. */
export async function takeRecordStep(house: House, { id, version, order }: Asked, by: Viewer): Promise<DirectoryRecord | RecordFaults | Refusal> {
  const at = house.now()
  const today = beijingDay(at)
  const taken = await house.db.transaction().execute(async (tx) => {
    const record = await findRecord(tx, by.agencyId, id)
    if (!record) return refuse('not-found', '没有这一条记录')
    if (version !== undefined && version !== record.version)
      return refuse('stale', '这一条刚刚有了变化，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交')
    const fact = await factOf(tx, record, order, by, today)
    if (isRefusal(fact) || 'errors' in fact) return fact
    const state = applyRecord(record.state, { by: by.name, fact })
    const next = recordProjection(record.kind, state, today)
    if (!(await saveRecord(tx, record, fact, next, { at, byName: by.name, byRole: by.role }))) return refuse('stale', '这一条刚刚有了变化，请核对后再提交')
    await showRecord(tx, record, next)
    const { name, law } = definitionOf(record.kind)
    await leaveTrace(tx, {
      at,
      by,
      act: `${recordStepName[fact.step]}：${name}`,
      subject: `disclosure/records/${id}`,
      article: fact.step === 'clear' ? '条例第十七条' : law,
    })
    return { ...record, version: record.version + 1, state }
  })
  if (!isRefusal(taken) && !('errors' in taken)) await house.cache.drop(PUBLISHED_TOPIC)
  return taken
}

async function factOf(tx: Db, record: DirectoryRecord, order: Order, by: Viewer, today: PlainDate): Promise<RecordFact | RecordFaults | Refusal> {
  const closed = recordClosed(record.state, order.step, by.name)
  if (closed) return closed
  if (order.step === 'write') {
    const { content, from, reason } = order.typed
    const errors = { ...contentFaults(record.kind, content, from, today) }
    if (record.state.versions.some(({ cleared }) => cleared) && reason.trim() === '') errors['reason'] = '写明为什么改：会和更新日期一起留存'
    const last = record.state.versions.at(-1)
    if (last && last.from === from && linesOf(record.kind, last.content) === linesOf(record.kind, content) && last.content['rank'] === content['rank'])
      errors[''] = '没有改动任何内容'
    return Object.keys(errors).length > 0 ? { errors } : { step: 'write', on: today, content, from: from as PlainDate, reason } // contentFaults has seen that it is a day
  }
  if (order.step !== 'clear') return order.reason.trim() ? { ...order, on: today } : refuse('invalid', '写明理由')
  if (!order.opinion.trim()) return refuse('invalid', '写出审查意见：一事一审，要留下', '条例第十七条')
  const missing = record.kind === 'guide' ? await missingFor(tx, record) : []
  return missing.length > 0
    ? refuse('invalid', `指南还缺：${missing.join('、')}。每一样要写出内容，只有名目不算；工作机构的几样在“内设机构”里填`, '条例第十二条第二款')
    : { ...order, on: today }
}

async function missingFor(tx: Db, record: DirectoryRecord): Promise<readonly string[]> {
  const offices = await listShown(tx, record.agencyId, 'office')
  return missingOf({ guide: pendingOf(record.state)?.content, office: offices.find(({ content }) => content['handles'] === '1')?.content })
}

/** What a change of what is shown brings with it: the ledger of procurement, and the search. */
export async function showRecord(
  tx: Db,
  { id, agencyId, kind }: Pick<DirectoryRecord, 'id' | 'agencyId' | 'kind'>,
  { shown, changedOn: on }: RecordProjection,
): Promise<void> {
  if (kind === 'procurement') await keepProcurement(tx, id, agencyId, shown)
  await indexRecord(tx, { id, agencyId, kind }, shown && on ? { content: shown, on } : null)
  if (kind === 'guide' || kind === 'office' || kind === 'duties') await indexGuide(tx, agencyId)
}

/** Shows the versions that begin today; gives how many. */
export async function turnRecords(house: House): Promise<number> {
  const today = beijingDay(house.now())
  const due = await listToTurn(house.db, today)
  for (const { id, agencyId } of due)
    await house.db.transaction().execute(async (tx) => {
      const record = await findRecord(tx, agencyId, id)
      if (!record) return
      const next = recordProjection(record.kind, record.state, today)
      await turnRecord(tx, id, next)
      await showRecord(tx, record, next)
    })
  if (due.length > 0) await house.cache.drop(PUBLISHED_TOPIC)
  return due.length
}
