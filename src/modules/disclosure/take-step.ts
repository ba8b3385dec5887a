import { beijingDay, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { type Calendar, loadCalendar } from '../calendar/index.ts'
import { claimDraftFiles } from '../files/index.ts'
import { getAgency } from '../organizations/index.ts'
import { keepBook } from './budgets/store.ts'
import { clockOf, dutyOf } from './clock.ts'
import { indexItem } from './index-item.ts'
import { applyEvent, type Content, type ItemState, shownOf } from './item.ts'
import { rowOf, stepName } from './lifecycle.ts'
import { type Order, contentFault, takeStep } from './steps.ts'
import { findItem, insertItem, type Item, listToPublish, type Projection, saveStep } from './store.ts'
import { isVisibleTo } from './visibility.ts'
import { wordsOf } from './words.ts'

export const PUBLISHED_TOPIC = 'disclosure'
const ON_THE_ROAD: readonly string[] = ['drafting', 'secrecy', 'review', 'ready']
export const isOnTheRoad = (stage: string): boolean => ON_THE_ROAD.includes(stage)

/** The columns a state shows to lists; what the public sees of it is the last revision that was published. */
export function projectionOf(state: ItemState, calendar: Calendar): Projection {
  const { rule, from } = dutyOf(state.content)
  const clock = clockOf(rule, from, calendar)
  const due = isOnTheRoad(state.stage)
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
    first_published_on: state.published[0]?.on ?? null,
    published_on: last?.on ?? null,
    scheduled_at: state.scheduledAt === null ? null : new Date(state.scheduledAt),
    validity: state.validity,
    valid_until: validUntil,
    exemption: state.exemption?.key ?? null,
    review_on: state.exemption?.reviewOn ?? null,
  }
}

/** Begins an item: gives its number, or why not. The same key twice is one item. */
export async function draftItem(house: House, by: Viewer, key: string, content: Content): Promise<string | Refusal> {
  const at = house.now()
  const on = beijingDay(at)
  const fault = contentFault(content, on)
  if (fault) return fault
  const agency = await getAgency(house.db, by.agencyId)
  return await house.db.transaction().execute(async (tx) => {
    const calendar = await loadCalendar(tx)
    const state = applyEvent({} as ItemState, { by: by.name, fact: { step: 'draft', on, content } }) // the first event makes the state
    const item = { agencyId: agency.id, agencyCode: agency.code, key, year: Number(on.slice(0, 4)), department: by.department, content, on }
    const number = await insertItem(tx, item, projectionOf(state, calendar), { at, byName: by.name, byRole: by.role })
    await claimDraftFiles(tx, key, `disclosure/${number}`)
    await leaveTrace(tx, { at, by, act: '拟稿', subject: `disclosure/${number}`, article: '条例第十条' })
    return number
  })
}

/** `filesKey` is the form's key under which files came with it. */
type Asked = { readonly agencyId: number; readonly number: string; readonly version: number | undefined; readonly order: Order; readonly filesKey?: string }
/** Takes one step: load, decide, save. What the person saw has moved on: the refusal says who did what, and nothing is changed. */
export async function takeStepOn(house: House, { agencyId, number, version, order, filesKey }: Asked, by: Viewer | 'clock'): Promise<Item | Refusal> {
  const at = house.now()
  const today = beijingDay(at)
  const taken = await house.db.transaction().execute(async (tx) => {
    const item = await findItem(tx, agencyId, number)
    if (!item || (by !== 'clock' && !isVisibleTo(item, by))) return refuse('not-found', `没有索引号为 ${number} 的信息，或者它不由您的科室承办`)
    if (version !== undefined && version !== item.version) return staleBecause(item)
    const who = by === 'clock' ? { actor: 'clock' as const, name: '定时发布' } : { actor: by.role, name: by.name }
    const fact = takeStep(item.state, order, who, today)
    if (isRefusal(fact)) return fact
    const next = applyEvent(item.state, { by: who.name, fact })
    const fresh = fact.step === 'publish' ? next.published.at(-1) : undefined
    const revision = fresh ? { ...fresh, words: wordsOf(fresh.content) } : null
    const projection = projectionOf(next, await loadCalendar(tx))
    const saved = await saveStep(tx, item, fact, projection, { at, byName: who.name, byRole: who.actor }, revision)
    if (!saved) return staleBecause((await findItem(tx, agencyId, number)) ?? item)
    if (fresh?.content.budget) await keepBook(tx, item, fresh.content.budget)
    if (next.published.length > 0) await indexItem(tx, item, next)
    if (filesKey !== undefined) await claimDraftFiles(tx, filesKey, `disclosure/${number}`)
    const article = rowOf(item.state.stage, order.step)?.law ?? ''
    await leaveTrace(tx, { at, by: by === 'clock' ? 'system' : by, act: stepName[order.step], subject: `disclosure/${number}`, article })
    return { ...item, version: item.version + 1, state: next }
  })
  if (!isRefusal(taken)) await house.cache.drop(PUBLISHED_TOPIC)
  return taken
}

function staleBecause(item: Item): Refusal<'stale'> {
  const last = item.events.at(-1)
  const what =
    last && last.fact.step !== 'draft' ? `${last.by}刚刚办理了“${stepName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这一条刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}

/** Publishes what was set for a moment that has come; gives how many. */
export async function publishScheduled(house: House): Promise<number> {
  let published = 0
  for (const { agencyId, number, version } of await listToPublish(house.db, house.now())) {
    const taken = await takeStepOn(house, { agencyId, number, version, order: { step: 'publish' } }, 'clock')
    if (!isRefusal(taken)) published += 1
  }
  return published
}

/** The day an item should be out by, with the days; for pages. */
export const clockOfItem = (state: ItemState, calendar: Calendar): { readonly from: PlainDate } & ReturnType<typeof clockOf> => {
  const { rule, from } = dutyOf(state.content)
  return { from, ...clockOf(rule, from, calendar) }
}
