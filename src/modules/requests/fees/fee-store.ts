import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import { firstDay, lastDay, type PlainDate } from '../../../kernel/plain-date.ts'
import type { Request } from '../store.ts'
import type { Fee } from './fee.ts'
import type { Basis } from './tariff.ts'
import '../tables.ts'

/** How many requests of the same applicant came before this one in its calendar month (国办函〔2020〕109号：按件计收以一个自然月为单位). */
export async function countBefore(db: Db, { id, applicantFingerprint, state }: Pick<Request, 'id' | 'applicantFingerprint' | 'state'>): Promise<number> {
  const { count } = await db
    .selectFrom('requests.request')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('applicant_fingerprint', '=', applicantFingerprint)
    .where('received_on', '>=', sql<never>`date_trunc('month', ${state.receivedOn}::date)::date`)
    .where('received_on', '<=', state.receivedOn)
    .where((eb) => eb.or([eb('received_on', '<', state.receivedOn), eb('id', '<', id)]))
    .executeTakeFirstOrThrow()
  return count
}

/** Keeps what lists read of a fee; one that was declined is none. */
export async function keepFee(tx: Db, { id, agencyId }: Pick<Request, 'id' | 'agencyId'>, fee: Fee | null): Promise<void> {
  await tx.deleteFrom('requests.fee').where('request_id', '=', id).execute()
  if (fee === null) return
  const { basis, quantity, yuan, proposedOn, noticedOn, dueOn, paidOn, receipt, cut, objection, waived } = fee
  const ended = {
    paid_on: paidOn,
    receipt,
    waived_on: waived?.on ?? null,
    waived_because: waived?.reason ?? '',
    cut_yuan: cut,
    cut_on: cut > 0 ? (objection?.answer?.on ?? null) : null,
  }
  await tx
    .insertInto('requests.fee')
    .values({ request_id: id, agency_id: agencyId, basis, quantity, yuan, proposed_on: proposedOn, noticed_on: noticedOn, due_on: dueOn, ...ended })
    .execute()
}

/** The fees of a year: what was paid in it and what was given up, wholly or in part, in whole yuan and by how many requests. */
export type FeeFigures = { readonly paid: number; readonly paidYuan: number; readonly waived: number; readonly waivedYuan: number }
export async function feeFigures(db: Db, agencyId: number, year: number): Promise<FeeFigures> {
  const [from, to] = [firstDay(year), lastDay(year)]
  const { rows } = await sql<FeeFigures>`
    select count(*) filter (where paid_on between ${from}::date and ${to}::date)::int as paid,
      coalesce(sum(yuan) filter (where paid_on between ${from}::date and ${to}::date), 0)::int as "paidYuan",
      count(*) filter (where waived_on between ${from}::date and ${to}::date or cut_on between ${from}::date and ${to}::date)::int as waived,
      coalesce(sum(yuan) filter (where waived_on between ${from}::date and ${to}::date), 0)::int
        + coalesce(sum(cut_yuan) filter (where cut_on between ${from}::date and ${to}::date), 0)::int as "waivedYuan"
    from requests.fee where agency_id = ${agencyId} and (paid_on between ${from}::date and ${to}::date or waived_on between ${from}::date and ${to}::date
      or cut_on between ${from}::date and ${to}::date)`.execute(db)
  return rows[0] ?? { paid: 0, paidYuan: 0, waived: 0, waivedYuan: 0 }
}

export type ListedFee = {
  readonly number: string
  readonly subject: string
  readonly basis: Basis
  readonly quantity: number
  readonly yuan: number
  readonly noticedOn: PlainDate
  readonly dueOn: PlainDate | null
  readonly paidOn: PlainDate | null
  readonly receipt: string
  readonly cutYuan: number
  readonly waivedOn: PlainDate | null
  readonly waivedBecause: string
  readonly concludedOn: PlainDate | null
}
/** The fees whose notice went out, or that ended, in a year; the last first. */
export async function listFees(db: Db, agencyId: number, year: number): Promise<ListedFee[]> {
  const [from, to] = [firstDay(year), lastDay(year)]
  const { rows } = await sql<ListedFee>`
    select r.number, r.subject, f.basis, f.quantity, f.yuan, f.noticed_on as "noticedOn", f.due_on as "dueOn", f.paid_on as "paidOn", f.receipt,
      f.cut_yuan as "cutYuan", f.waived_on as "waivedOn", f.waived_because as "waivedBecause", r.concluded_on as "concludedOn"
    from requests.fee f join requests.request r on r.id = f.request_id
    where f.agency_id = ${agencyId} and f.noticed_on is not null and (f.noticed_on between ${from}::date and ${to}::date
      or f.paid_on between ${from}::date and ${to}::date or f.waived_on between ${from}::date and ${to}::date or f.cut_on between ${from}::date and ${to}::date)
    order by f.noticed_on desc, f.request_id desc`.execute(db)
  return rows
}
