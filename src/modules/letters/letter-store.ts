import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { type Db, erasing } from '../../platform/database.ts'
import type { LetterCode } from './letter.ts'
import { emptyPostings } from './posting-store.ts'
import type { EditionKind } from './tables.ts'
import './tables.ts'

/** A letter as it now is: its last edition. */
export type LetterRecord = {
  readonly id: number
  readonly agencyId: number
  /** Owner of its files, so that they can be dropped with it. */
  readonly key: string
  readonly subject: string
  readonly code: LetterCode
  readonly number: string | null
  readonly madeOn: PlainDate
  readonly edition: number
  readonly kind: EditionKind
  readonly at: Date
  readonly by: string
  readonly templateId: number
  readonly templateVersion: number
  readonly valuesSealed: string
  /** Empty once the letter has been erased. */
  readonly docx: string
  readonly pdf: string
  /** Characters the fonts lack; empty when the PDF shows everything. */
  readonly unshown: string
  readonly signedBy: string | null
  readonly signedAt: Date | null
}

const records = (db: Db) =>
  db
    .selectFrom('letters.letter as l')
    .innerJoinLateral(
      (eb) => eb.selectFrom('letters.edition').selectAll('letters.edition').whereRef('letter_id', '=', 'l.id').orderBy('n', 'desc').limit(1).as('e'),
      (join) => join.onTrue(),
    )
    .innerJoin('letters.template as t', 't.id', 'e.template_id')
    .leftJoin('letters.signature as s', 's.letter_id', 'l.id')
    .select([
      ...(['l.id', 'l.agency_id as agencyId', 'l.submission_key as key', 'l.subject', 'l.code', 'l.number', 'l.made_on as madeOn'] as const),
      ...(['e.n as edition', 'e.kind', 'e.at', 'e.by_name as by', 'e.template_id as templateId', 't.version as templateVersion'] as const),
      ...([
        'e.values_sealed as valuesSealed',
        'e.docx_sha256 as docx',
        'e.pdf_sha256 as pdf',
        'e.unshown',
        's.by_name as signedBy',
        's.at as signedAt',
      ] as const),
    ])

/** The letters about a subject, the first made first. */
export const findLetters = (db: Db, agencyId: number, subject: string): Promise<LetterRecord[]> =>
  records(db).where('l.agency_id', '=', agencyId).where('l.subject', '=', subject).orderBy('l.id').execute()

export const findLetter = (db: Db, agencyId: number, id: number): Promise<LetterRecord | undefined> =>
  records(db).where('l.agency_id', '=', agencyId).where('l.id', '=', id).executeTakeFirst()

/** One edition of a letter, with what tells it apart from the others. */
export type LetterEdition = Pick<LetterRecord, 'id' | 'key' | 'code' | 'number' | 'edition' | 'kind' | 'at' | 'by' | 'templateVersion' | 'docx'> & {
  readonly signedBy: string | null
}
/** Every edition of every letter about a subject, in the order they were made; what was erased has no file. */
export const listEditions = (db: Db, agencyId: number, subject: string): Promise<LetterEdition[]> =>
  db
    .selectFrom('letters.letter as l')
    .innerJoin('letters.edition as e', 'e.letter_id', 'l.id')
    .innerJoin('letters.template as t', 't.id', 'e.template_id')
    .leftJoin('letters.signature as s', (join) => join.onRef('s.letter_id', '=', 'l.id').onRef('s.n', '=', 'e.n'))
    .select(['l.id', 'l.submission_key as key', 'l.code', 'l.number', 'e.n as edition', 'e.kind', 'e.at', 'e.by_name as by'])
    .select(['t.version as templateVersion', 'e.docx_sha256 as docx', 's.by_name as signedBy'])
    .where('l.agency_id', '=', agencyId)
    .where('l.subject', '=', subject)
    .orderBy('e.at')
    .orderBy('l.id')
    .orderBy('e.n')
    .execute()

/** The letter of this id, which is there. */
export async function getLetter(db: Db, agencyId: number, id: number): Promise<LetterRecord> {
  const letter = await findLetter(db, agencyId, id)
  if (!letter) throw new Error(`there is no letter ${id}`)
  return letter
}

export const findByKey = (db: Db, key: string): Promise<LetterRecord | undefined> => records(db).where('l.submission_key', '=', key).executeTakeFirst()

/** The letters a batch has made, in its order. */
export const listOfBatch = (db: Db, batchId: number): Promise<LetterRecord[]> =>
  records(db).innerJoin('letters.batch_item as b', 'b.letter_id', 'l.id').where('b.batch_id', '=', batchId).orderBy('b.n').execute()

/**
 * Takes the next number of the year, in one statement. The row is held until the transaction ends: when that fails the number is
 * taken back with it, so there are no gaps, and whoever asks at the same moment waits.
 */
export async function takeNumber(tx: Db, agencyId: number, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into letters.number_series as s (agency_id, year, last) values (${agencyId}, ${year}, 1)
    on conflict (agency_id, year) do update set last = s.last + 1 returning last`.execute(tx)
  const last = rows[0]?.last
  if (last === undefined) throw new Error('the series of letters gave no number')
  return last
}

/** Lets whoever sends the same form again at the same moment wait for the first, until the transaction ends. */
export const holdKey = async (tx: Db, key: string): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(hashtext(${`letters.letter ${key}`}))`.execute(tx))

export type NewLetter = {
  readonly agencyId: number
  readonly key: string
  readonly subject: string
  readonly code: LetterCode
  readonly number: string | null
  readonly year: number
  readonly nth: number | null
  readonly madeOn: PlainDate
}
export async function insertLetter(tx: Db, letter: NewLetter): Promise<number> {
  const { id } = await tx
    .insertInto('letters.letter')
    .values({
      agency_id: letter.agencyId,
      submission_key: letter.key,
      subject: letter.subject,
      code: letter.code,
      number: letter.number,
      year: letter.year,
      nth: letter.nth,
      made_on: letter.madeOn,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type NewEdition = {
  readonly letterId: number
  readonly n: number
  readonly at: Date
  readonly by: string
  readonly kind: EditionKind
  readonly templateId: number
  readonly valuesSealed: string
  readonly docx: string
  readonly pdf: string
  readonly unshown: string
}
export const insertEdition = async (tx: Db, one: NewEdition): Promise<void> =>
  void (await tx
    .insertInto('letters.edition')
    .values({
      letter_id: one.letterId,
      n: one.n,
      at: one.at,
      by_name: one.by,
      kind: one.kind,
      template_id: one.templateId,
      values_sealed: one.valuesSealed,
      docx_sha256: one.docx,
      pdf_sha256: one.pdf,
      unshown: one.unshown,
    })
    .execute())

/** Holds a letter until the transaction ends, so that it is not replaced and signed at once; false when there is none. */
export async function holdLetter(tx: Db, agencyId: number, id: number): Promise<boolean> {
  const held = await tx.selectFrom('letters.letter').select('id').where('agency_id', '=', agencyId).where('id', '=', id).forUpdate().executeTakeFirst()
  return held !== undefined
}

export const insertSignature = async (tx: Db, letterId: number, n: number, at: Date, by: string): Promise<void> =>
  void (await tx.insertInto('letters.signature').values({ letter_id: letterId, n, at, by_name: by }).execute())

/**
 * Empties the letters about a subject whose retention is over: values and files go; numbers, kinds and days stay. Gives the files to
 * drop once the transaction has ended.
 */
export async function emptyLetters(tx: Db, agencyId: number, subject: string): Promise<readonly { readonly owner: string; readonly sha256: string }[]> {
  const { rows } = await sql<{ owner: string; docx: string; pdf: string }>`
    select l.submission_key as owner, e.docx_sha256 as docx, e.pdf_sha256 as pdf from letters.letter l join letters.edition e on e.letter_id = l.id
    where l.agency_id = ${agencyId} and l.subject = ${subject} and e.docx_sha256 <> ''`.execute(tx)
  await erasing(tx, async () => {
    await sql`update letters.edition e set values_sealed = '', docx_sha256 = '', pdf_sha256 = '', unshown = '' from letters.letter l
    where l.id = e.letter_id and l.agency_id = ${agencyId} and l.subject = ${subject}`.execute(tx)
    await emptyPostings(tx, agencyId, subject)
  })
  return rows.flatMap(({ owner, docx, pdf }) => [
    { owner, sha256: docx },
    { owner, sha256: pdf },
  ])
}
