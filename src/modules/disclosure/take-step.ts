import { beijingDay, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace, type Trace } from '../audit/index.ts'
import { type Calendar, loadCalendar } from '../calendar/index.ts'
import { claimDraftFiles } from '../files/index.ts'
import { getAgency } from '../organizations/index.ts'
import { keepBook } from './budgets/store.ts'
import { changeOf, columnsLeft } from './channels/channel.ts'
import { noteChange } from './channels/delivery-store.ts'
import { clockOf, dutyNow } from './clock.ts'
import { indexItem } from './index-item.ts'
import { normOfItem } from './norms/list-store.ts'
import { applyEvent, type Content, type ItemEvent, type ItemState, shownOf } from './item.ts'
import { eventName, rowOf, stepName } from './lifecycle.ts'
import { accountOf } from './person.ts'
import { type Order, contentFault, scheduleFault, takeStep } from './steps.ts'
import { findItem, insertItem, type Item, listToPublish, type Projection, saveStep, type StepBy } from './store.ts'
import { isVisibleTo } from './visibility.ts'
import { wordsOf } from './words.ts'

export const PUBLISHED_TOPIC = 'disclosure'
const ON_THE_ROAD: readonly string[] = ['drafting', 'secrecy', 'review', 'ready']
export const isOnTheRoad = (stage: string): boolean => ON_THE_ROAD.includes(stage)

/** The columns a state shows to lists; what the public sees of it is the last revision that was published. */
export function projectionOf(state: ItemState, calendar: Calendar): Projection {
  const { rule, from } = dutyNow(state)
  const clock = clockOf(rule, from, calendar)
  const due = isOnTheRoad(state.stage) || rule === 'penalty'
  const last = state.published.at(-1)
  const { title, column, issuer, documentNumber, subject, formedOn, validUntil } = last?.content ?? state.content // what is published stands in lists while a revision is on the road
  return {
    stage: state.stage,
    shown: shownOf(state),
    title,
    column_code: column,
    issuer,
    document_number: documentNumber,
    subject,
    formed_on: formedOn,
    due_on: due ? clock.due : null,
    due_provisional: due && clock.provisional,
    first_published_on: state.published[0]?.firstOn ?? state.published[0]?.on ?? null,
    published_on: state.published[0]?.firstOn ?? state.published[0]?.on ?? null,
    revised_on: last && (state.published.length > 1 || (last.firstOn ?? last.on) < last.on) ? last.on : null,
    scheduled_at: state.scheduledAt === null ? null : new Date(state.scheduledAt),
    validity: state.validity,
    valid_until: validUntil,
    replaced_by: state.ended?.by ?? (state.validitySince?.by || null),
    replaced_title: state.validitySince?.byTitle || null,
    exemption: state.exemption?.key ?? null,
    review_on: state.exemption?.reviewOn ?? null,
  }
}

/** Begins an item: gives its number, or why not. The same key twice is one item, and other words under it are told of. */
export async function draftItem(house: House, by: Viewer, key: string, content: Content): Promise<string | Refusal> {
  const at = house.now()
  const fault = contentFault(content, beijingDay(at))
  if (fault) return fault
  const number = await house.db.transaction().execute(async (tx) => await draftInside(tx, { at, by, key, content, trace: { by, act: '拟稿' } }))
  const kept = (await findItem(house.db, by.agencyId, number))?.events[0]?.fact
  return kept?.step === 'draft' && wordsKeptOf(kept.content) !== wordsKeptOf(content)
    ? refuse('duplicate', `这张表已经存成 ${number}，存的是那时的内容。要改它，打开 ${number} 修改；要另写一条，重新打开“拟稿”`)
    : number
}
/** What a person wrote, whatever its files are called inside. */
const wordsKeptOf = ({ title, summary, column, issuer, documentNumber, subject, formedOn, countedFrom, validUntil, html, files }: Content): string =>
  JSON.stringify([
    title,
    summary,
    column,
    issuer,
    documentNumber,
    subject,
    formedOn,
    countedFrom,
    validUntil,
    html,
    files.map(({ name, size }) => [name, size]),
  ])

/** Of the numbers of items: what another platform published earlier is counted into it. */
const FIRST_YEAR = 2000
type NewDraft = {
  readonly at: Date
  readonly by: Pick<Viewer, 'id' | 'agencyId' | 'name' | 'role' | 'department'>
  readonly key: string
  readonly content: Content
  readonly trace: Pick<Trace, 'by' | 'act' | 'note'>
  /** The year of its number; this year when not given. */
  readonly year?: number
}
/** Begins an item inside a transaction of the caller's; the content has been judged. */
export async function draftInside(tx: Db, { at, by, key, content, trace, year }: NewDraft): Promise<string> {
  const on = beijingDay(at)
  const [agency, calendar] = [await getAgency(tx, by.agencyId), await loadCalendar(tx)]
  const state = applyEvent({} as ItemState, { by: by.name, byId: accountOf(by.id), fact: { step: 'draft', on, content } }) // the first event makes the state
  const item = { agencyId: agency.id, indexAs: agency, key, year: Math.max(FIRST_YEAR, year ?? Number(on.slice(0, 4))), department: by.department, content, on }
  const number = await insertItem(tx, item, projectionOf(state, calendar), { at, byName: by.name, byRole: by.role, byId: accountOf(by.id) })
  await claimDraftFiles(tx, key, `disclosure/${number}`)
  await leaveTrace(tx, { at, ...trace, subject: `disclosure/${number}`, article: '条例第十条' })
  return number
}

/** `filesKey` is the form's key under which files came with it. */
type Asked = { readonly agencyId: number; readonly number: string; readonly version: number | undefined; readonly order: Order; readonly filesKey?: string }
/** Takes one step: load, decide, save. What the person saw has moved on: the refusal says who did what, and nothing is changed. */
export async function takeStepOn(house: House, asked: Asked, by: Viewer | 'clock'): Promise<Item | Refusal> {
  const at = house.now()
  const taken = await house.db.transaction().execute((tx) => stepInside(tx, at, asked, by))
  if (!isRefusal(taken)) await house.cache.drop(PUBLISHED_TOPIC)
  return taken
}

/** Takes one step inside a transaction of the caller's; `traced` is who the trace names, where that is no member of staff. */
export async function stepInside(
  tx: Db,
  at: Date,
  { agencyId, number, version, order, filesKey }: Asked,
  by: Viewer | 'clock',
  traced: Viewer | 'system' = by === 'clock' ? 'system' : by,
): Promise<Item | Refusal> {
  const item = await findItem(tx, agencyId, number)
  if (!item || (by !== 'clock' && !isVisibleTo(item, by))) return refuse('not-found', `没有索引号为 ${number} 的信息，或者它不由您的科室承办`)
  if (version !== undefined && version !== item.version) return staleBecause(item)
  const who =
    by === 'clock'
      ? { actor: 'clock' as const, name: order.step === 'publish' ? '定时发布' : '到期自动更改', id: null }
      : { actor: by.role, name: by.name, id: accountOf(by.id) }
  const norm = order.step === 'setValidity' && by !== 'clock' ? await normOfItem(tx, agencyId, number) : undefined
  if (norm) return refuse('not-now', `这份文件的有效性按规范性文件台账（登记号 ${norm.number}）逐日计算，到台账里办理`)
  const other = otherNamedIn(order)
  const named = other === '' || other === number ? undefined : await findItem(tx, agencyId, other)
  if (other !== '' && !named) return refuse('invalid', `没有编号为“${other}”的另一条信息；填网址里的编号，如“2026-00012”`)
  if (named && order.step !== 'proposeDiscard' && shownOf(named.state) !== 'full')
    return refuse('invalid', `“${named.state.content.title}”还没有公开，或者已经撤下：公众点过去什么也看不到。先公开它，再登记`)
  const fact = takeStep(item.state, order, who, beijingDay(at), at)
  if (isRefusal(fact)) return fact
  const late = fact.step === 'schedule' ? scheduleFault(beijingDay(new Date(fact.at)), item.dueOn, beijingDay(at)) : undefined
  if (late) return late
  const saved = await saveFact(tx, item, fact, { at, byName: who.name, byRole: who.actor, byId: who.id })
  if (!saved) return staleBecause((await findItem(tx, agencyId, number)) ?? item)
  if (filesKey !== undefined) await claimDraftFiles(tx, filesKey, `disclosure/${number}`)
  const article = rowOf(item.state.stage, order.step)?.law ?? ''
  await leaveTrace(tx, { at, by: traced, act: stepName[order.step], subject: `disclosure/${number}`, article })
  return saved
}

/** The number of another item that an order speaks of; empty where it speaks of none. */
const otherNamedIn = (order: Order): string =>
  (order.step === 'proposeDiscard' ? order.into : order.step === 'setValidity' || order.step === 'withdraw' ? (order.by ?? '') : '').trim()

/** Saves what a step has become, with all that follows from it; undefined when someone else was there first. */
export async function saveFact(tx: Db, item: Item, fact: ItemEvent, by: StepBy): Promise<Item | undefined> {
  const next = applyEvent(item.state, { by: by.byName, byId: by.byId ?? null, fact })
  const fresh = next.published.length > item.state.published.length ? next.published.at(-1) : undefined
  const revision = fresh ? { ...fresh, words: wordsOf(fresh.content) } : null
  if (!(await saveStep(tx, item, fact, projectionOf(next, await loadCalendar(tx)), by, revision))) return undefined
  if (fresh?.content.budget) await keepBook(tx, item, fresh.content.budget)
  await tellOfStep(tx, item, next, by.at)
  const event = { seq: item.events.length + 1, at: by.at, by: by.byName, byId: by.byId ?? null, role: by.byRole, fact }
  return { ...item, version: item.version + 1, events: [...item.events, event], state: next }
}

/** What a step that was saved changes outside the item: the search, and the channels it goes out by. */
async function tellOfStep(tx: Db, item: Item, next: ItemState, at: Date): Promise<void> {
  if (next.published.length > 0) await indexItem(tx, item, next)
  const change = changeOf(item.state, next)
  const column = next.published.at(-1)?.content.column
  if (change === undefined || column === undefined) return
  await noteChange(tx, { agencyId: item.agencyId, id: item.id, version: item.version + 1, change, column, left: columnsLeft(next) }, at)
}

function staleBecause(item: Item): Refusal<'stale'> {
  const last = item.events.at(-1)
  const what =
    last && last.fact.step !== 'draft' ? `${last.by}刚刚办理了“${eventName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这一条刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}

/** Publishes what was set for a moment that has come; gives how many. */
export async function publishScheduled(house: House): Promise<number> {
  let published = 0
  for (const { agencyId, number, version } of await listToPublish(house.db, house.now())) {
    const asked = { agencyId, number, version, order: { step: 'publish' } } as const
    const taken = await takeStepOn(house, asked, 'clock').catch((error: unknown) => house.log.error('not-published-in-time', error, { number }))
    if (taken && !isRefusal(taken)) published += 1
  }
  return published
}

/** The day an item should be out by, with the days; for pages. */
export const clockOfItem = (state: ItemState, calendar: Calendar): { readonly from: PlainDate } & ReturnType<typeof clockOf> => {
  const { rule, from } = dutyNow(state)
  return { from, ...clockOf(rule, from, calendar) }
}
