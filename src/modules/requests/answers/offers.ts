import type { House } from '../../../platform/house.ts'
import { searchFor, type SearchResult } from '../../search/index.ts'

export type Offer = SearchResult['hits'][number]
export type Offers = { readonly text: string; readonly items: readonly Offer[]; readonly answers: readonly Offer[] }
const MOST_OFFERED = 4 // office setting: of each kind, so that the form is not pushed out of sight
export const LONGEST_ASKED_FOR = 4_000

/** What is public already and fits the words of somebody who is about to apply: published items, and what others were answered. */
export async function offersFor(house: House, agencyId: number, typed: string): Promise<Offers | null> {
  const text = typed
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_ASKED_FOR)
  if (text === '') return null
  const question = { text, column: '', department: '', from: null, to: null, sort: 'best', after: null } as const
  const [items, answers] = await Promise.all((['item', 'request'] as const).map((kind) => searchFor(house.db, agencyId, { ...question, kind }, house.now())))
  return { text, items: items?.hits.slice(0, MOST_OFFERED) ?? [], answers: answers?.hits.slice(0, MOST_OFFERED) ?? [] }
}
