import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { Validity } from '../lifecycle.ts'
import type { Kinship, Relative } from './family.ts'
import type { RelationKind } from './norm.ts'
import './tables.ts'

const MOST_RELATIVES = 60 // office setting: a drawing of more is no help
// Everyone who can be reached from one document over any relation, in either direction.
const FAMILY = `with recursive kin (id) as (
    select $2::bigint
    union
    select case when r.norm_id = k.id then r.to_norm_id else r.norm_id end from kin k
      join disclosure.norm_relation r on r.norm_id = k.id or r.to_norm_id = k.id where r.to_norm_id is not null
  ), near as (select id from kin limit ${MOST_RELATIVES})`
const SEEN = `(i.shown = 'full')`

type Row = {
  id: number
  number: string
  title: string
  document_number: string
  issued_on: PlainDate | null
  validity: Validity | null
  open: boolean | null
}
type Edge = {
  norm_id: number
  kind: RelationKind
  to_norm_id: number | null
  to_item: string | null
  words: string
  title: string | null
  on: PlainDate | null
}

/** The family of a document on a day. For the public it holds only what is published; `base` is where their pages are. */
export async function findFamily(
  db: Db,
  agencyId: number,
  id: number,
  today: PlainDate,
  open: boolean,
): Promise<{ relatives: Relative[]; kinships: Kinship[] }> {
  const base = open ? '/disclosure/norms' : '/staff/norms'
  const norms = await ask<Row>(
    db,
    `${FAMILY} select n.id, n.number, n.title, n.document_number, n.issued_on, ${SEEN} as open,
      case when n.issued_on is null then null when n.ended_on <= $3::date then n.end_kind when n.amended_on <= $3::date then 'amended' else 'valid' end as validity
      from near join disclosure.norm n on n.id = near.id left join disclosure.item i on i.agency_id = n.agency_id and i.number = n.item_number
      where n.agency_id = $1`,
    [agencyId, id, today],
  )
  const shown = norms.filter((one) => !open || one.open)
  const edges = await ask<Edge>(
    db,
    `select r.norm_id, r.kind, r.to_norm_id, r.to_item, r.words, i.title, i.published_on as on from disclosure.norm_relation r
      left join disclosure.item i on i.agency_id = $1 and i.number = r.to_item and i.shown = 'full'
      where r.norm_id = any ($2::bigint[]) order by r.norm_id, r.kind`,
    [agencyId, shown.map((one) => one.id)],
  )
  const relatives = new Map<string, Relative>()
  for (const one of shown)
    relatives.set(`norm ${one.id}`, {
      key: `norm ${one.id}`,
      title: one.title,
      documentNumber: one.document_number,
      href: `${base}/${one.number}`,
      validity: one.validity,
      on: one.issued_on,
    })
  const kinships: Kinship[] = []
  for (const { norm_id, kind, to_norm_id, to_item, words, title, on } of edges) {
    const norm = `norm ${norm_id}`
    if (to_item !== null) {
      // What interprets is an item, and younger than what it reads.
      if (title === null) continue
      relatives.set(`item ${to_item}`, { key: `item ${to_item}`, title, documentNumber: '', href: `/disclosure/${to_item}`, validity: null, on })
      kinships.push({ from: `item ${to_item}`, to: norm, kind })
    } else if (to_norm_id !== null) kinships.push({ from: norm, to: `norm ${to_norm_id}`, kind })
    else {
      relatives.set(`law ${words}`, { key: `law ${words}`, title: words, documentNumber: '', href: null, validity: null, on: null })
      kinships.push({ from: norm, to: `law ${words}`, kind })
    }
  }
  return { relatives: [...relatives.values()], kinships }
}
