import { z } from 'zod'
import { isRefusal, type Refusal, refuse } from '../../../../kernel/refusal.ts'
import type { House } from '../../../../platform/house.ts'
import { copyRecord, type CopiedRecord, endCopies } from '../../directory/copy-record.ts'
import { PUBLISHED_TOPIC } from '../../take-step.ts'
import { fetchJson } from './fetch-source.ts'
import { findTaken } from './inward-store.ts'

const A_PAGE = 200
const MOST_PAGES = 500 // a hundred thousand records
const PAGE = z.object({
  records: z.array(z.object({ id: z.int(), kind: z.string(), changed_on: z.string(), content: z.record(z.string(), z.unknown()) })),
  next: z.int().nullable(),
})

export type PulledRecords = {
  readonly outcomes: Readonly<Record<CopiedRecord | 'ended' | 'refused', number>>
  readonly notTaken: readonly string[]
}
type From = { readonly agencyId: number; readonly origin: string; readonly allowPrivate: boolean }

/** Takes over the records another platform shows (机构, 负责人, 办事, 指南, 采购), all of them each time, for they are few; what it shows no longer ends here too. */
export async function pullRecords(house: House, { agencyId, origin, allowPrivate }: From): Promise<PulledRecords | Refusal> {
  const outcomes = { new: 0, changed: 0, same: 0, ended: 0, refused: 0 }
  const notTaken: string[] = []
  const shown: number[] = []
  let after = 0
  for (let n = 0; n < MOST_PAGES; n++) {
    const page = await fetchJson(`${origin}/api/v1/records?limit=${A_PAGE}&after=${after}`, PAGE, allowPrivate)
    if (isRefusal(page)) return page
    for (const { id, kind, changed_on: changedOn, content } of page.records) {
      shown.push(id)
      const taken = await copyRecord(house, { agencyId, origin }, { id, kind, changedOn, content: await withOwnItem(house, agencyId, origin, content) })
      if (isRefusal(taken)) {
        outcomes.refused += 1
        notTaken.push(`${String(content['name'] ?? content['project'] ?? content['title'] ?? id)}：${taken.because}`)
      } else outcomes[taken] += 1
    }
    if (page.next === null) {
      outcomes.ended = await endCopies(house, { agencyId, origin }, shown)
      await house.cache.drop(PUBLISHED_TOPIC)
      return { outcomes, notTaken }
    }
    after = page.next
  }
  return refuse('unreadable', '那里的记录没有尽头')
}

/** An item has another number here; one that is not here is left out. */
async function withOwnItem(
  house: House,
  agencyId: number,
  origin: string,
  content: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const item = content['item']
  if (typeof item !== 'string' || item === '') return content
  const sourceId = `${origin}#${item}`
  return { ...content, item: (await findTaken(house.db, agencyId, [sourceId])).get(sourceId)?.number ?? '' }
}
