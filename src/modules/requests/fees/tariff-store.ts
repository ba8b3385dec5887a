import { sql } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Db } from '../../../platform/database.ts'
import type { Tariff } from './tariff.ts'
import '../tables.ts'

export type TariffRow = Tariff & { readonly id: number; readonly isNational: boolean; readonly by: string; readonly withdrawnBy: string | null }

/** Every tariff this office has had or will have, by its first day; those that were withdrawn before it too. */
export async function listTariffs(db: Db, agencyId: number): Promise<TariffRow[]> {
  const { rows } = await sql<{
    id: number
    from: PlainDate
    source: string
    bands: Omit<Tariff, 'from' | 'source'>
    isNational: boolean
    by: string
    withdrawnBy: string | null
  }>`
    select id::int as id, from_on as "from", source, bands, agency_id is null as "isNational", added_by as by, withdrawn_by as "withdrawnBy"
    from requests.tariff where agency_id is null or agency_id = ${agencyId}::int order by from_on, agency_id nulls first, id`.execute(db)
  return rows.map(({ bands, ...row }) => ({ ...row, ...bands }))
}

/** Keeps a tariff; false when one begins on that day already. */
export async function addTariff(tx: Db, agencyId: number, { from, source, ...bands }: Tariff, at: Date, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into requests.tariff (agency_id, from_on, source, bands, added_at, added_by)
    values (${agencyId}::int, ${from}::date, ${source}, ${JSON.stringify(bands)}::jsonb, ${at}::timestamptz, ${by}) on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** Takes back one that has not begun by this day; false when it has, or is not this office's. */
export async function withdrawTariff(tx: Db, agencyId: number, id: number, today: PlainDate, at: Date, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update requests.tariff set withdrawn_at = ${at}::timestamptz, withdrawn_by = ${by}
    where id = ${id}::bigint and agency_id = ${agencyId}::int and from_on > ${today}::date and withdrawn_at is null`.execute(tx)
  return numAffectedRows === 1n
}
