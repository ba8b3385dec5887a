import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { type Kind, kept, type SearchDocument } from './document.ts'
import { lexemesOf, termsOf } from './lexemes.ts'
import { quoted } from './marks.ts'
import { soundOf } from './sound.ts'
import { formsOf } from './spelling.ts'
import './tables.ts'

/** Puts a document into the index, in the caller's transaction, in place of what stood there under its key. */
export const indexDocument = (tx: Db, one: SearchDocument): Promise<void> => indexDocuments(tx, [one])

/** Many at once, of one agency. A key that comes twice counts as it comes last. */
export async function indexDocuments(tx: Db, given: readonly SearchDocument[]): Promise<void> {
  const documents = [...new Map(given.map((one) => [`${one.kind} ${one.key}`, kept(one)])).values()]
  const [first] = documents
  if (!first) return
  const terms = new Set(documents.flatMap(termsOf))
  const before = await titlesOf(tx, first.agencyId, documents)
  await sql`
    insert into search.document (agency_id, kind, key, path, title, summary, body, numbers, published_on, column_name, department, subject, validity, answer, words)
    select agency_id, kind, key, path, title, summary, body, numbers, published_on, column_name, department, subject, validity, answer, words::tsvector
    from json_to_recordset(${JSON.stringify(documents.map(rowOf))}::json) as d (agency_id int, kind text, key text, path text, title text, summary text, body text,
      numbers text, published_on date, column_name text, department text, subject text, validity text, answer text, words text)
    on conflict (agency_id, kind, key) do update set path = excluded.path, title = excluded.title, summary = excluded.summary, body = excluded.body,
      numbers = excluded.numbers, published_on = excluded.published_on, column_name = excluded.column_name, department = excluded.department,
      subject = excluded.subject, validity = excluded.validity, answer = excluded.answer, words = excluded.words`.execute(tx)
  await addTerms(tx, first.agencyId, terms)
  await dropOrphans(
    tx,
    first.agencyId,
    before.flatMap(termsOf).filter((term) => !terms.has(term)),
  )
}

const rowOf = (one: SearchDocument) => ({
  agency_id: one.agencyId,
  kind: one.kind,
  key: one.key,
  path: one.path,
  title: one.title,
  summary: one.summary,
  body: one.body,
  numbers: one.numbers.join('\n'),
  published_on: one.publishedOn,
  column_name: one.column,
  department: one.department,
  subject: one.subject,
  validity: one.validity,
  answer: one.answer ?? '',
  words: lexemesOf(one),
})

/** Takes a document out of the index, and words that only its title had out of hints and corrections. */
export async function dropDocument(tx: Db, agencyId: number, kind: Kind, key: string): Promise<void> {
  const [before] = await titlesOf(tx, agencyId, [{ kind, key }])
  if (!before) return
  await tx.deleteFrom('search.document').where('agency_id', '=', agencyId).where('kind', '=', kind).where('key', '=', key).execute()
  await dropOrphans(tx, agencyId, termsOf(before))
}

const titlesOf = (tx: Db, agencyId: number, some: readonly { readonly kind: Kind; readonly key: string }[]) =>
  tx
    .selectFrom('search.document')
    .select(['title', 'subject', 'column_name as column', 'department'])
    .where('agency_id', '=', agencyId)
    .where(
      sql<boolean>`(kind, key) in (select kind, key from json_to_recordset(${JSON.stringify(some.map(({ kind, key }) => ({ kind, key })))}::json) as k (kind text, key text))`,
    )
    .execute()

async function addTerms(tx: Db, agencyId: number, terms: ReadonlySet<string>): Promise<void> {
  if (terms.size === 0) return
  // In one order everywhere, so that two transactions wait for each other and not around in a circle.
  const rows = [...terms].toSorted().map((term) => ({ term, ...soundOf(term), forms: formsOf(term) }))
  await sql`
    insert into search.term (agency_id, term, sound, initials, forms)
    select ${agencyId}::int, t.* from json_to_recordset(${JSON.stringify(rows)}::json) as t (term text, sound text, initials text, forms text[])
    where not exists (select from search.term k where k.agency_id = ${agencyId}::int and k.term = t.term collate "C")
    on conflict do nothing`.execute(tx)
}

/** A hint must not tell of what has been withdrawn. */
async function dropOrphans(tx: Db, agencyId: number, terms: readonly string[]): Promise<void> {
  if (terms.length === 0) return
  const rows = [...new Set(terms)].toSorted().map((term) => ({ term, held: quoted(term) }))
  await sql`
    delete from search.term k using json_to_recordset(${JSON.stringify(rows)}::json) as t (term text, held text)
    where k.agency_id = ${agencyId}::int and k.term = t.term collate "C"
      and not exists (select from search.document d where d.agency_id = ${agencyId}::int and d.words @@ t.held::tsquery)`.execute(tx)
}
