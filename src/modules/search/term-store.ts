import { ask, type Db } from '../../platform/database.ts'
import './tables.ts'

export type Term = { readonly term: string; readonly sound: string; readonly initials: string }
const MOST_TERMS = 400

/** Words of titles that sound so, have these initials, or share one of these forms. */
export const findTerms = (db: Db, agencyId: number, sounds: readonly string[], initials: readonly string[], forms: readonly string[]): Promise<Term[]> =>
  ask<Term>(
    db,
    `select term, sound, initials from (
      (select term, sound, initials from search.term where agency_id = $1::int and sound = any($2::text[]) limit ${MOST_TERMS})
      union (select term, sound, initials from search.term where agency_id = $1::int and initials = any($3::text[]) limit ${MOST_TERMS})
      union (select term, sound, initials from search.term where agency_id = $1::int and forms && $4::text[] limit ${MOST_TERMS})) t`,
    [agencyId, sounds, initials, forms],
  )

const AFTER_ALL = '\u{10ffff}'
const MOST_HINTS = 20
const HINTS = `select term from search.term where agency_id = $1::int and`
const ORDER = `limit ${MOST_HINTS}`
/** Words of titles that begin so: as written, as heard, or by their initials. */
export const findBeginning = async (db: Db, agencyId: number, typed: string, sound: string): Promise<string[]> => {
  const rows = await ask<{ term: string }>(
    db,
    `(${HINTS} term >= $2 and term < $3 order by term ${ORDER})
     union (${HINTS} sound >= $4 and sound < $5 order by sound ${ORDER})
     union (${HINTS} initials >= $6 and initials < $7 order by initials ${ORDER})`,
    [agencyId, ...[typed, sound, sound === '' ? '' : typed].flatMap((from) => [from, from === '' ? '' : from + AFTER_ALL])],
  )
  return rows.map(({ term }) => term)
}

/** Those of some queries that some document answers. */
export async function keepHeld(db: Db, agencyId: number, queries: readonly string[]): Promise<string[]> {
  if (queries.length === 0) return []
  const rows = await ask<{ query: string }>(
    db,
    `select t.query from unnest($2::text[]) as t (query)
      where exists (select from search.document d where d.agency_id = $1::int and d.words @@ t.query::tsquery)`,
    [agencyId, queries],
  )
  return rows.map(({ query }) => query)
}

/** Titles that hold these words, some of them. */
export const findTitles = async (db: Db, agencyId: number, query: string): Promise<string[]> =>
  (await ask<{ title: string }>(db, `select title from search.document where words @@ $2::tsquery and agency_id = $1::int limit 100`, [agencyId, query])).map(
    ({ title }) => title,
  )
