import { type ExpressionBuilder, sql } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { ask, type Db, type Tables } from '../../../platform/database.ts'
import type { Validity } from '../lifecycle.ts'
import type { NormStage } from './lifecycle.ts'
import type { Origin } from './norm.ts'
import './tables.ts'
import { EXPIRY_WARNING_DAYS } from './terms.ts'

/** A place in a list that is read by a day and an id. */
export type NormPlace = { readonly on: string; readonly id: number }
export type NormFilter = { readonly validity: Validity | ''; readonly year: number | null; readonly issuer: string; readonly after: NormPlace | null }
export type ListedNorm = {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly issuer: string
  readonly documentNumber: string
  readonly issuedOn: PlainDate
  readonly effectiveOn: PlainDate
  readonly validUntil: PlainDate | null
  readonly item: string
  readonly validity: Validity
}
export const NORMS_A_PAGE = 50
const pageOf = <Row>(all: readonly Row[], placeOf: (row: Row) => NormPlace) => {
  const last = all[NORMS_A_PAGE - 1]
  return { rows: all.slice(0, NORMS_A_PAGE), next: all.length > NORMS_A_PAGE && last ? placeOf(last) : null }
}

/** What a document is on a day, in SQL; validity.ts says the same of the facts (norms/routes.test.ts holds one against the other). */
const standing = (day: string): string =>
  `(case when n.ended_on <= ${day}::date then n.end_kind when n.amended_on <= ${day}::date then 'amended' else 'valid' end)`

/** One page of the documents the public may read, the last issued first. */
export async function listPublicNorms(db: Db, agencyId: number, { validity, year, issuer, after }: NormFilter, today: PlainDate) {
  const values: unknown[] = [agencyId, today]
  const value = (given: unknown, kind: string): string => `$${values.push(given)}::${kind}`
  // In letters, not as values: an index of part of a table serves only a plan that sees which part.
  const where = [`n.agency_id = $1 and n.issued_on is not null and i.shown = 'full'`]
  if (validity !== '') where.push(`${standing('$2')} = ${value(validity, 'text')}`)
  if (year !== null) where.push(`n.issued_on between ${value(`${year}-01-01`, 'date')} and ${value(`${year}-12-31`, 'date')}`)
  if (issuer !== '') where.push(`n.issuer = ${value(issuer, 'text')}`)
  if (after) where.push(`(n.issued_on, n.id) < (${value(after.on, 'date')}, ${value(after.id, 'bigint')})`)
  const rows = await ask<ListedNorm>(
    db,
    `select n.id, n.number, n.title, n.issuer, n.document_number as "documentNumber", n.issued_on as "issuedOn", n.effective_on as "effectiveOn",
      n.valid_until as "validUntil", i.number as item, ${standing('$2')} as validity
      from disclosure.norm n join disclosure.item i on i.agency_id = n.agency_id and i.number = n.item_number
      where ${where.join(' and ')} order by n.issued_on desc, n.id desc limit ${NORMS_A_PAGE + 1}`,
    values,
  )
  return pageOf(rows, ({ issuedOn, id }) => ({ on: issuedOn, id }))
}

/** The documents the public may read, in the order they were registered. */
export const listIssuedAfter = (db: Db, agencyId: number, after: number, most: number): Promise<{ id: number; number: string }[]> =>
  ask(
    db,
    `select n.id::int as id, n.number from disclosure.norm n join disclosure.item i on i.agency_id = n.agency_id and i.number = n.item_number
      where n.agency_id = $1 and n.id > $2 and n.issued_on is not null and i.shown = 'full' order by n.id limit $3`,
    [agencyId, after, most],
  )

// From one name to the next by the index: the documents themselves are not read.
const ISSUERS = `with recursive named (issuer) as (
    select min(issuer) from disclosure.norm where agency_id = $1 and issued_on is not null and item_number is not null
    union all
    select (select min(n.issuer) from disclosure.norm n
      where n.agency_id = $1 and n.issuer > named.issuer and n.issued_on is not null and n.item_number is not null) from named where named.issuer is not null
  ) select issuer from named where issuer is not null`
/** Whoever issued something that is in the list. */
export const listIssuers = async (db: Db, agencyId: number): Promise<string[]> =>
  (await ask<{ issuer: string }>(db, ISSUERS, [agencyId])).map(({ issuer }) => issuer)

/** Where a document is in force until, which may have been prolonged since it was published. */
export type NormOfItem = { readonly number: string; readonly validUntil: PlainDate | null }
/** The document that an item publishes; undefined for any other item. */
export async function normOfItem(db: Db, agencyId: number, item: string): Promise<NormOfItem | undefined> {
  const [one] = await ask<NormOfItem>(
    db,
    'select number, valid_until as "validUntil" from disclosure.norm where agency_id = $1 and item_number = $2 and item_number is not null and issued_on is not null',
    [agencyId, item],
  )
  return one
}

export type ListedConsultation = {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly from: PlainDate
  readonly until: PlainDate
  readonly answeredOn: PlainDate | null
  readonly open: boolean
}
/** One page of the consultations there were, the last opened first. */
export async function listConsultations(db: Db, agencyId: number, after: NormPlace | null, today: PlainDate) {
  const rows = await ask<ListedConsultation>(
    db,
    `select n.id, n.number, n.title, n.consult_from as from, n.consult_until as until, n.answered_on as "answeredOn",
      (n.stage = 'consulting' and n.consult_until >= $2::date) as open
      from disclosure.norm n where n.agency_id = $1 and n.consult_from is not null ${after ? 'and (n.consult_from, n.id) < ($3::date, $4::bigint)' : ''}
      order by n.consult_from desc, n.id desc limit ${NORMS_A_PAGE + 1}`,
    after ? [agencyId, today, after.on, after.id] : [agencyId, today],
  )
  return pageOf(rows, ({ from, id }) => ({ on: from, id }))
}

/** The parts of the desk: what is on its way, what waits for an answer or a decision, what is in force, what has ended. */
export const NORM_TABS = ['road', 'secrecy', 'cleared', 'consulting', 'unanswered', 'legality', 'unpublished', 'issued', 'expiring', 'done'] as const
export type NormTab = (typeof NORM_TABS)[number]
export const normTabName = {
  road: '在办',
  secrecy: '待保密审查',
  cleared: '待公开征求意见',
  consulting: '公开征求意见',
  unanswered: '待反馈',
  legality: '待合法性审核',
  unpublished: '印发未公开',
  issued: '已印发',
  expiring: '快到期',
  done: '来文办结和不再制定',
} as const satisfies Record<NormTab, string>
const ROAD = sql<boolean>`stage in ('received', 'handling', 'drafting', 'circulating', 'secrecy', 'cleared', 'consulting', 'legality', 'deliberation', 'numbering')`
const PARTS = {
  road: ROAD,
  secrecy: sql<boolean>`stage = 'secrecy' and ${ROAD}`,
  cleared: sql<boolean>`stage = 'cleared' and ${ROAD}`,
  consulting: sql<boolean>`stage = 'consulting' and ${ROAD}`,
  unanswered: sql<boolean>`stage = 'drafting' and consult_from is not null and answered_on is null and ${ROAD}`,
  legality: sql<boolean>`stage = 'legality' and ${ROAD}`,
  unpublished: sql<boolean>`stage = 'issued' and item_number is null`,
  issued: sql<boolean>`stage = 'issued'`,
  done: sql<boolean>`stage in ('archived', 'dropped')`,
} as const satisfies Record<Exclude<NormTab, 'expiring'>, unknown>
/** In force, and its last day is near: somebody decides whether it stays. */
const partOf = (tab: NormTab, today: PlainDate) =>
  tab === 'expiring'
    ? sql<boolean>`stage = 'issued' and valid_until is not null and valid_until between ${today}::date and ${today}::date + ${sql.lit(EXPIRY_WARNING_DAYS)}
        and ended_on > ${today}::date`
    : PARTS[tab]

type Norms = ExpressionBuilder<Tables, 'disclosure.norm'>
/** The office sees every document of its agency; a department those it drafts and those it was asked about (visibility.ts). */
const seenBy = (viewer: Viewer) => (eb: Norms) =>
  viewer.role === 'handling-department'
    ? eb.and([
        eb('agency_id', '=', viewer.agencyId),
        eb.or([eb('department', '=', viewer.department ?? ''), sql<boolean>`${viewer.department ?? ''}::text = any (units)`]),
      ])
    : eb('agency_id', '=', viewer.agencyId)

export type DeskNorm = {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly stage: NormStage
  readonly origin: Origin
  readonly documentNumber: string
  readonly consultUntil: PlainDate | null
  readonly validUntil: PlainDate | null
  readonly endedOn: PlainDate | null
  readonly endKind: 'abolished' | 'expired' | null
  readonly amendedOn: PlainDate | null
  readonly sortedBy: string
}
/** One page of a part of the desk: what moved last first, and of what expires the nearest day first. */
export async function listNormDesk(db: Db, viewer: Viewer, tab: NormTab, after: NormPlace | null, today: PlainDate) {
  const rises = tab === 'expiring'
  const by = rises ? 'valid_until' : 'moved_at'
  const column = sql.ref(by)
  let query = db.selectFrom('disclosure.norm').where(seenBy(viewer)).where(partOf(tab, today))
  if (after)
    query = query.where(
      sql<boolean>`(${column}, id) ${sql.raw(rises ? '>' : '<')} (${after.on}::${sql.raw(rises ? 'date' : 'timestamptz')}, ${after.id}::bigint)`,
    )
  const rows: DeskNorm[] = await query
    .select([
      'id',
      'number',
      'title',
      'stage',
      'origin',
      'document_number as documentNumber',
      'consult_until as consultUntil',
      'valid_until as validUntil',
      'ended_on as endedOn',
      'end_kind as endKind',
      'amended_on as amendedOn',
      sql<string>`${column}::text`.as('sortedBy'),
    ])
    .orderBy(column, rises ? 'asc' : 'desc')
    .orderBy('id', rises ? 'asc' : 'desc')
    .limit(NORMS_A_PAGE + 1)
    .execute()
  return pageOf(rows, ({ sortedBy, id }) => ({ on: sortedBy, id }))
}

export type NormCountsOfDesk = Readonly<Partial<Record<NormTab, number>>>
/** How many documents wait in each part of the desk; what is issued and done is not counted, it only grows. */
export async function countNormDesk(db: Db, viewer: Viewer, today: PlainDate): Promise<NormCountsOfDesk> {
  const count = (tab: NormTab) => sql<number>`(count(*) filter (where ${partOf(tab, today)}))::int`.as(tab)
  const seen = db.selectFrom('disclosure.norm').where(seenBy(viewer))
  const [road, expiring, unpublished] = await Promise.all([
    seen
      .where(ROAD)
      .select((['road', 'secrecy', 'cleared', 'consulting', 'unanswered', 'legality'] as const).map(count))
      .executeTakeFirstOrThrow(),
    seen.where(partOf('expiring', today)).select(sql<number>`count(*)::int`.as('expiring')).executeTakeFirstOrThrow(),
    seen.where(PARTS.unpublished).select(sql<number>`count(*)::int`.as('unpublished')).executeTakeFirstOrThrow(),
  ])
  return { ...road, ...expiring, ...unpublished }
}
