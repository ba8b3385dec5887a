import type { Book } from '../budgets/book.ts'
import { findColumn } from '../columns.ts'
import type { PublicItem } from '../public-store.ts'
import type { Validity } from '../lifecycle.ts'

export type ToldFile = { readonly name: string; readonly media: string; readonly size: number; readonly url: string }
type Named = {
  readonly number: string
  readonly index_number: string
  readonly url: string
  /** Rises with every step; a receiver keeps the greatest. */
  readonly version: number
  readonly changed_at: string
  readonly title: string
  readonly first_published_on: string
}
export type ToldPublished = Named & {
  readonly state: 'published'
  readonly summary: string
  readonly column: string
  readonly column_name: string
  readonly subject: string
  readonly issuer: string
  readonly document_number: string
  readonly formed_on: string
  readonly counted_from: string | null
  readonly valid_until: string | null
  readonly validity: Validity
  readonly published_on: string
  readonly revision: number
  readonly html: string
  readonly files: readonly ToldFile[]
  /** The tables of a budget or an account, cell by cell. */
  readonly budget: Book | null
  readonly source: { readonly name: string; readonly url: string; readonly index_number: string | null } | null
}
export type ToldWithdrawn = Named & { readonly state: 'withdrawn'; readonly withdrawn: { readonly on: string; readonly reason: string } }
/** An item as other systems get it, pushed or pulled: its words, or that it was taken down and why. */
export type ToldItem = ToldPublished | ToldWithdrawn

export type ChangedPublic = { readonly item: PublicItem; readonly version: number; readonly changed: number; readonly changedAt: Date }

export function toldItem({ item, version, changedAt }: Pick<ChangedPublic, 'item' | 'version' | 'changedAt'>, origin: string): ToldItem {
  const url = `${origin}/disclosure/${item.number}`
  const named = {
    number: item.number,
    index_number: item.indexNumber,
    url,
    version,
    changed_at: changedAt.toISOString(),
    title: item.title,
    first_published_on: item.firstPublishedOn,
  }
  if (item.shown === 'tombstone')
    return { ...named, state: 'withdrawn', withdrawn: { on: item.withdrawn?.on ?? item.revisedOn ?? item.publishedOn, reason: item.withdrawn?.reason ?? '' } }
  return {
    ...named,
    state: 'published',
    summary: item.summary,
    column: item.column,
    column_name: findColumn(item.column)?.name ?? '',
    subject: item.subject,
    issuer: item.issuer,
    document_number: item.documentNumber,
    formed_on: item.formedOn,
    counted_from: item.countedFrom,
    valid_until: item.validUntil,
    validity: item.validity,
    published_on: item.revisedOn ?? item.publishedOn,
    revision: item.revisions,
    html: item.html,
    files: item.files.map(({ id, name, media, size }) => ({ name, media, size, url: `${url}/files/${id}` })),
    budget: item.budget ?? null,
    source: item.source ? { name: item.source.name, url: item.source.url, index_number: item.source.indexNumber ?? null } : null,
  }
}
