import { createHash } from 'node:crypto'
import { uuidOf } from '../../../../kernel/uuid.ts'
import { beijingDay, plainDate, yearOf } from '../../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../../kernel/refusal.ts'
import type { Viewer } from '../../../../kernel/viewer.ts'
import type { Db } from '../../../../platform/database.ts'
import type { House } from '../../../../platform/house.ts'
import { leaveTrace } from '../../../audit/index.ts'
import { claimDraftFiles } from '../../../files/index.ts'
import { bookKindName } from '../../budgets/book.ts'
import { findSameBook } from '../../budgets/store.ts'
import { filesFault } from '../../files-fault.ts'
import type { Content, ItemEvent, ItemFile } from '../../item.ts'
import { findItem, type Item } from '../../store.ts'
import { draftInside, PUBLISHED_TOPIC, saveFact, stepInside } from '../../take-step.ts'
import { type Incoming, verdictOf } from './incoming.ts'
import { findTaken, saveTaken, standInLine } from './inward-store.ts'
import type { Judged } from './read-source.ts'

/** Who takes in: a member of staff, or the house itself for a key or a command. */
export type Taker = { readonly viewer: Viewer; readonly traced: Viewer | 'system' }
export type TakenIn = { readonly sourceId: string } & (
  | { readonly outcome: 'new' | 'changed' | 'same' | 'withdrawn'; readonly number: string }
  | { readonly outcome: 'refused'; readonly because: string }
)
/** The files of an item, fetched under a key; or why they are not. */
export type FetchFiles = (incoming: Incoming, key: string) => Promise<readonly ItemFile[] | Refusal>
const noFiles: FetchFiles = async () => []

/** The form's key of an item of a source: the same each time it comes. */
function keyOf(agencyId: number, sourceId: string, digest: string): string {
  return uuidOf(createHash('sha256').update(`${agencyId} ${sourceId} ${digest}`).digest('hex'), 4)
}

type One = { readonly incoming: Incoming; readonly digest: string }
type Act = (
  tx: Db,
  one: One & { readonly content: Content; readonly key: string; readonly item: Item | undefined; readonly at: Date },
) => Promise<string | Refusal>

/** One item, once: what came before is left as it is when it has not changed. */
async function takeOne(house: House, { viewer }: Taker, one: One, fetchFiles: FetchFiles, act: Act): Promise<TakenIn> {
  const { sourceId } = one.incoming
  const key = keyOf(viewer.agencyId, sourceId, one.digest)
  const before = (await findTaken(house.db, viewer.agencyId, [sourceId])).get(sourceId)
  if (before && verdictOf(one.digest, before) === 'same') return { sourceId, outcome: 'same', number: before.number }
  const files = await fetchFiles(one.incoming, key)
  if (isRefusal(files)) return { sourceId, outcome: 'refused', because: files.because }
  return await house.db.transaction().execute(async (tx): Promise<TakenIn> => {
    await standInLine(tx, viewer.agencyId, sourceId)
    const known = (await findTaken(tx, viewer.agencyId, [sourceId])).get(sourceId)
    const verdict = verdictOf(one.digest, known)
    if (known && verdict === 'same') return { sourceId, outcome: 'same', number: known.number }
    const item = known && (await findItem(tx, viewer.agencyId, known.number))
    const at = house.now()
    const content = { ...one.incoming.content, files }
    const number = (await sameBookHere(tx, viewer.agencyId, content, item?.number ?? '', key)) ?? (await act(tx, { ...one, content, key, item, at }))
    if (isRefusal(number)) return { sourceId, outcome: 'refused', because: number.because }
    await saveTaken(tx, viewer.agencyId, sourceId, number, one.digest, at)
    return { sourceId, outcome: verdict, number }
  })
}

/** A year has one budget and one account of an office: what this office has of its own is not run over, nor told twice. */
async function sameBookHere(tx: Db, agencyId: number, { budget, issuer }: Content, number: string, key: string): Promise<Refusal | undefined> {
  const other = budget && (await findSameBook(tx, agencyId, { year: budget.year, kind: budget.kind, issuer, number, key }))
  return other && refuse('duplicate', `${budget.year}年部门${bookKindName[budget.kind]}本机已经有一份：${other.number}《${other.title}》`)
}

/** Takes items in as drafts: each goes the road like any other before anybody sees it. */
export async function takeInDrafts(house: House, taker: Taker, ones: readonly One[], fetchFiles = noFiles): Promise<TakenIn[]> {
  const { viewer, traced } = taker
  const act: Act = async (tx, { content, key, item, at }) => {
    const note = `来源：${content.source?.name ?? ''} ${content.source?.url ?? ''}`
    if (!item) return await draftInside(tx, { at, by: viewer, key, content, trace: { by: traced, act: '取入信息', note } })
    const asked = { agencyId: viewer.agencyId, number: item.number, version: undefined }
    if (item.state.stage === 'published') {
      const revising = await stepInside(tx, at, { ...asked, order: { step: 'revise', reason: '来源有变化' } }, viewer, traced)
      if (isRefusal(revising)) return revising
    } else if (item.state.stage !== 'drafting') return refuse('not-now', `取来的这一条（${item.number}）正在审查、已撤下或者不予公开，改到拟稿环节以后再取`)
    const edited = await stepInside(tx, at, { ...asked, order: { step: 'edit', content }, filesKey: key }, viewer, traced)
    return isRefusal(edited) ? edited : edited.number
  }
  return await each(house, ones, (one) => takeOne(house, taker, one, fetchFiles, act))
}

/** Takes items in as copies of what another platform has published, with their days; for filling a second instance. */
export async function takeInCopies(house: House, taker: Taker, ones: readonly One[], fetchFiles = noFiles): Promise<TakenIn[]> {
  const { viewer, traced } = taker
  const act: Act = async (tx, { incoming, content, key, item, at }) => {
    const { published } = incoming
    if (!published) return refuse('invalid', '来源没有公开这一条，不能当作已发布的取入')
    const fault = filesFault(content)
    if (fault) return fault
    const draft = { at, by: viewer, key, content, trace: { by: traced, act: '取入信息', note: incoming.sourceId }, year: yearOf(published.firstOn) }
    const number = item?.number ?? (await draftInside(tx, draft))
    const begun = item ?? (await findItem(tx, viewer.agencyId, number))
    if (!begun) throw new Error('an item that was just begun')
    if (item && item.state.stage !== 'published' && item.state.stage !== 'withdrawn') return refuse('not-now', `这一条（${number}）本机正在修改，改完以后再取`)
    const facts: ItemEvent[] = [{ step: 'take', on: published.on, firstOn: published.firstOn, content }]
    if (published.validity !== begun.state.validity)
      facts.push({ step: 'setValidity', on: beijingDay(at), validity: published.validity, reason: '来源平台上的有效性', by: '' })
    await saveAll(tx, begun, facts, at)
    if (item) await claimDraftFiles(tx, key, `disclosure/${number}`)
    if (item) await leaveTrace(tx, { at, by: traced, act: '取入变化', subject: `disclosure/${number}`, note: incoming.sourceId })
    return number
  }
  return await each(house, ones, (one) => takeOne(house, taker, one, fetchFiles, act))
}

const HOUSE_NAME = '同步'
async function saveAll(tx: Db, item: Item, facts: readonly ItemEvent[], at: Date): Promise<void> {
  let now = item
  for (const fact of facts) {
    const saved = await saveFact(tx, now, fact, { at, byName: HOUSE_NAME, byRole: 'clock' })
    if (!saved) throw new Error(`${item.number} was changed by another while it was taken in`)
    now = saved
  }
}

type Gone = Extract<Judged, { gone: unknown }>['gone']
/**
 * What was taken down at its source: a copy is taken down here with the same reason; what people here reviewed and published is for them
 * to decide on; what never came needs nothing.
 */
export async function takeDown(house: House, { viewer, traced }: Taker, { sourceId, on, reason }: Gone, asCopy: boolean): Promise<TakenIn | undefined> {
  const taken = await house.db.transaction().execute(async (tx): Promise<TakenIn | undefined> => {
    await standInLine(tx, viewer.agencyId, sourceId)
    const known = (await findTaken(tx, viewer.agencyId, [sourceId])).get(sourceId)
    const item = known && (await findItem(tx, viewer.agencyId, known.number))
    if (!item) return undefined
    if (item.state.stage === 'withdrawn') return { sourceId, outcome: 'same', number: item.number }
    if (item.state.stage === 'discarded') return { sourceId, outcome: 'same', number: item.number }
    if (!asCopy || item.state.stage !== 'published')
      return { sourceId, outcome: 'refused', because: `来源撤下了这一条，请看本机的 ${item.number} 要不要撤下或者作废` }
    const at = house.now()
    await saveAll(tx, item, [{ step: 'withdraw', on: plainDate(on), reason }], at)
    await saveTaken(tx, viewer.agencyId, sourceId, item.number, 'withdrawn', at)
    await leaveTrace(tx, { at, by: traced, act: '随来源撤下', subject: `disclosure/${item.number}`, note: reason })
    return { sourceId, outcome: 'withdrawn', number: item.number }
  })
  await house.cache.drop(PUBLISHED_TOPIC)
  return taken
}

async function each(house: House, ones: readonly One[], take: (one: One) => Promise<TakenIn>): Promise<TakenIn[]> {
  const done: TakenIn[] = []
  for (const one of ones) done.push(await take(one))
  await house.cache.drop(PUBLISHED_TOPIC)
  return done
}
