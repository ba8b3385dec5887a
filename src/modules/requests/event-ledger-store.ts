import { sql } from 'kysely'
import { ask, type Db } from '../../platform/database.ts'
import './tables.ts'

/** The ledgers of this module that keep one row an event, by what they are about. */
const LEDGERS = {
  remedy: ['requests.remedy_event', 'remedy_id'],
  petition: ['requests.petition_event', 'petition_id'],
  withheld: ['requests.withheld_event', 'withheld_id'],
} as const satisfies Record<string, readonly [table: string, of: string]>
export type Ledger = keyof typeof LEDGERS

export type Logged<Fact> = {
  readonly seq: number
  readonly at: Date
  readonly by: string
  readonly role: string
  readonly article: string
  readonly fact: Fact
}
export type LoggedBy = { readonly at: Date; readonly byName: string; readonly byRole: string; readonly article: string }

/** Every event of one record, the first first. */
export const readLedger = <Fact>(db: Db, ledger: Ledger, id: number): Promise<Logged<Fact>[]> =>
  ask<Logged<Fact>>(
    db,
    `select seq, at, by_name as by, by_role as role, article, fact from ${LEDGERS[ledger][0]} where ${LEDGERS[ledger][1]} = $1 order by seq`,
    [id],
  )

/** Adds the next event; the caller holds the record. */
export async function appendEvent(tx: Db, ledger: Ledger, id: number, seq: number, fact: object, { at, byName, byRole, article }: LoggedBy): Promise<void> {
  const [table, of] = LEDGERS[ledger]
  await sql`insert into ${sql.table(table)} (${sql.ref(of)}, seq, at, by_name, by_role, article, fact)
    values (${id}, ${seq}, ${at}, ${byName}, ${byRole}, ${article}, ${JSON.stringify(fact)}::jsonb)`.execute(tx)
}
