import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { RecordContent } from './kinds.ts'
import { fenOf } from './money.ts'
import '../tables.ts'

/** Lists a procurement project, or takes it off, in the transaction that shows or ends its record. */
export async function keepProcurement(tx: Db, id: number, agencyId: number, content: RecordContent | null): Promise<void> {
  if (!content) return void (await tx.deleteFrom('disclosure.procurement').where('record_id', '=', id).execute())
  const row = {
    awarded_on: (content['awardedOn'] ?? '') as PlainDate, // checked when it was written
    method: content['method'] ?? '',
    central: content['central'] === '1',
    amount_fen: fenOf(content['amount'] ?? '') ?? 0,
    content: JSON.stringify(content),
  }
  await tx
    .insertInto('disclosure.procurement')
    .values({ record_id: id, agency_id: agencyId, ...row })
    .onConflict((clash) => clash.column('record_id').doUpdateSet(row))
    .execute()
}

export type ProcurementPlace = { readonly on: PlainDate; readonly id: number }
export type ProcurementFilter = { readonly year: number | null; readonly method: string; readonly central: boolean; readonly after: ProcurementPlace | null }
export type Procured = {
  readonly id: number
  readonly awardedOn: PlainDate
  readonly amountFen: number
  readonly central: boolean
  readonly content: RecordContent
}
export const PROCURED_A_PAGE = 50

function whereOf({ year, method, central, after }: ProcurementFilter, values: unknown[]): string {
  const value = (given: unknown, kind: string): string => `$${values.push(given)}::${kind}`
  const where = ['agency_id = $1']
  if (year !== null) where.push(`awarded_on between ${value(`${year}-01-01`, 'date')} and ${value(`${year}-12-31`, 'date')}`)
  if (method !== '') where.push(`method = ${value(method, 'text')}`)
  if (central) where.push('central')
  if (after) where.push(`(awarded_on, record_id) < (${value(after.on, 'date')}, ${value(after.id, 'bigint')})`)
  return where.join(' and ')
}

/** One page of the projects that are shown, the last awarded first. */
export async function listProcured(db: Db, agencyId: number, filter: ProcurementFilter): Promise<{ rows: readonly Procured[]; next: ProcurementPlace | null }> {
  const values: unknown[] = [agencyId]
  const rows = await ask<Procured>(
    db,
    `select record_id::int as id, awarded_on::text as "awardedOn", amount_fen::float8 as "amountFen", central, content from disclosure.procurement
      where ${whereOf(filter, values)} order by awarded_on desc, record_id desc limit ${PROCURED_A_PAGE + 1}`,
    values,
  )
  const last = rows[PROCURED_A_PAGE - 1]
  return { rows: rows.slice(0, PROCURED_A_PAGE), next: rows.length > PROCURED_A_PAGE && last ? { on: last.awardedOn, id: last.id } : null }
}

export type ProcurementSum = { readonly projects: number; readonly amountFen: number }
/** How many projects of a year a filter finds, and their sum. */
export async function sumProcured(db: Db, agencyId: number, filter: ProcurementFilter & { readonly year: number }): Promise<ProcurementSum> {
  const values: unknown[] = [agencyId]
  const [sum] = await ask<ProcurementSum>(
    db,
    `select count(*)::int as projects, coalesce(sum(amount_fen), 0)::float8 as "amountFen" from disclosure.procurement where ${whereOf({ ...filter, after: null }, values)}`,
    values,
  )
  return sum ?? { projects: 0, amountFen: 0 }
}

/** The years with projects, the last first: a step to the last day before each, not all days of all years. */
export const procurementYears = async (db: Db, agencyId: number): Promise<number[]> =>
  (
    await ask<{ year: number }>(
      db,
      `with recursive step as (
        (select awarded_on from disclosure.procurement where agency_id = $1 order by awarded_on desc, record_id desc limit 1)
        union all
        select (select p.awarded_on from disclosure.procurement p where p.agency_id = $1 and p.awarded_on < date_trunc('year', step.awarded_on)::date
          order by p.awarded_on desc, p.record_id desc limit 1) from step where step.awarded_on is not null)
      select extract(year from awarded_on)::int as year from step where awarded_on is not null`,
      [agencyId],
    )
  ).map(({ year }) => year)
