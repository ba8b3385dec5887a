import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { lookAt } from './engine/engine.ts'
import { findHits } from './hits.ts'
import { kindOfMedia } from './mark.ts'
import { listProductsOf, type ProductOf } from './store.ts'
import type { Places } from './tables.ts'
import { type Copy, copyName, copyOf } from './work.ts'

/** A redacted copy of a request, as whoever hands it out needs it. */
export type RedactedCopy = {
  readonly id: string
  /** The draft it was made of. */
  readonly draft: string
  readonly name: string
  readonly at: Date
  readonly by: string
  /** No later copy was made of the same draft. */
  readonly isLatest: boolean
  readonly sha256: string
  readonly size: number
  /** Null where the file has no pages of its own. */
  readonly pages: number | null
  readonly places: Places
  /** How often a covered text still stands elsewhere. */
  readonly elsewhere: number
}

/** Every redacted copy that was made for a request, the newest first. */
export async function listRedactedCopies(db: Db, agencyId: number, requestNumber: string): Promise<readonly RedactedCopy[]> {
  const seen = new Set<string>()
  return (await listProductsOf(db, agencyId, requestNumber)).map((product) => {
    const isLatest = !seen.has(product.draft_id)
    seen.add(product.draft_id)
    return redactedCopy(product, isLatest)
  })
}

const redactedCopy = ({ id, draft_id, name, at, by_name, pages, places, proof }: ProductOf, isLatest: boolean): RedactedCopy => ({
  id,
  draft: draft_id,
  name: copyName(name),
  at,
  by: by_name,
  isLatest,
  sha256: proof.output.sha256,
  size: proof.output.bytes,
  pages: pages.length > 0 ? pages.length : null,
  places,
  elsewhere: proof.elsewhere,
})

/** The bytes of a redacted copy of this request. */
export async function bytesOfRedacted(house: House, agencyId: number, requestNumber: string, id: string): Promise<Copy | undefined> {
  const product = (await listProductsOf(house.db, agencyId, requestNumber)).find((one) => one.id === id)
  return product && (await copyOf(house, requestNumber, product))
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** What looks private in a file that would go out as it is, and how many pages it has of its own. */
export async function lookPlain(file: {
  readonly name: string
  readonly media: string
  readonly bytes: Uint8Array
}): Promise<{ readonly pages: number | null; readonly found: readonly { readonly kind: string; readonly where: string }[] } | Refusal> {
  const kind = kindOfMedia(file.media)
  if (kind === undefined) return { pages: null, found: findHits(textOf(file.bytes)).map((hit) => ({ kind: hit.kind, where: '正文' })) }
  const seen = await lookAt({ kind, name: file.name, bytes: file.bytes })
  if (isRefusal(seen)) return seen
  return { pages: seen.pages.length > 0 ? seen.pages.length : null, found: seen.hits.map(({ kind: what, where }) => ({ kind: what, where })) }
}
