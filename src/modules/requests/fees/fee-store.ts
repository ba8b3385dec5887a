import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import type { Request } from '../store.ts'
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
