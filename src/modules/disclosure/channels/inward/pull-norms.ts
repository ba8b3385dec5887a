import { z } from 'zod'
import { isRefusal, type Refusal, refuse } from '../../../../kernel/refusal.ts'
import type { House } from '../../../../platform/house.ts'
import { copyNorm, findCopy, followNorm } from '../../norms/copy-norm.ts'
import type { Relation } from '../../norms/norm.ts'
import { TOLD_NORM, type ToldNorm } from '../../norms/told-norm.ts'
import { PUBLISHED_TOPIC } from '../../take-step.ts'
import { fetchJson } from './fetch-source.ts'
import { findTaken } from './inward-store.ts'

const A_PAGE = 100
const MOST_PAGES = 500
const PAGE = z.object({ norms: z.array(TOLD_NORM), next: z.int().nullable() })

export type PulledNorms = { readonly outcomes: Readonly<Record<'new' | 'changed' | 'same' | 'refused', number>>; readonly notTaken: readonly string[] }
type From = { readonly agencyId: number; readonly origin: string; readonly allowPrivate: boolean }

/** Takes over the register of another platform: the documents first, then what each did to others, which may come later in the register. */
export async function pullNorms(house: House, { agencyId, origin, allowPrivate }: From): Promise<PulledNorms | Refusal> {
  const all = await readAll(origin, allowPrivate)
  if (isRefusal(all)) return all
  const source = { agencyId, origin }
  const outcomes = { new: 0, changed: 0, same: 0, refused: 0 }
  const notTaken: string[] = []
  const itemHere = async (number: string) => (await findTaken(house.db, agencyId, [`${origin}#${number}`])).get(`${origin}#${number}`)?.number
  const numbers = new Map<string, string>()
  const isNew = new Set<string>()
  for (const told of all) {
    const item = await itemHere(told.item)
    if (item === undefined) {
      outcomes.refused += 1
      notTaken.push(`${told.title}：正文（${told.item}）没有取入，先取入正文`)
      continue
    }
    const known = await findCopy(house.db, source, told.number)
    const number = await copyNorm(house, source, told, item)
    if (isRefusal(number)) {
      outcomes.refused += 1
      notTaken.push(`${told.title}：${number.because}`)
      continue
    }
    if (!known) isNew.add(told.number)
    numbers.set(told.number, number)
  }
  const items = new Map<string, string>()
  for (const { item } of all.flatMap(({ relations }) => relations)) if (item !== null) items.set(item, (await itemHere(item)) ?? '')
  // What it is related to may not be here: then its name is all there is to say.
  const relation = ({ kind, norm, item, words }: Relation): Relation => ({
    kind,
    norm: norm === null ? null : (numbers.get(norm) ?? null),
    item: item === null ? null : items.get(item) || null,
    words: words || (norm !== null && !numbers.has(norm) ? `来源平台登记号 ${norm}` : '') || (item !== null && !items.get(item) ? `来源平台信息 ${item}` : ''),
  })
  for (const told of all.filter(({ number }) => numbers.has(number))) {
    const followed = await followNorm(house, source, told, { norm: (number) => numbers.get(number) ?? '', relation })
    outcomes[isNew.has(told.number) ? 'new' : followed ? 'changed' : 'same'] += 1
  }
  await house.cache.drop(PUBLISHED_TOPIC)
  return { outcomes, notTaken }
}

async function readAll(origin: string, allowPrivate: boolean): Promise<ToldNorm[] | Refusal> {
  const all: ToldNorm[] = []
  let after = 0
  for (let n = 0; n < MOST_PAGES; n++) {
    const page = await fetchJson(`${origin}/api/v1/norms?limit=${A_PAGE}&after=${after}`, PAGE, allowPrivate)
    if (isRefusal(page)) return page
    all.push(...page.norms)
    if (page.next === null) return all
    after = page.next
  }
  return refuse('unreadable', '那里的规范性文件没有尽头')
}
