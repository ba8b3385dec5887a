import type { Db } from '../../platform/database.ts'
import './tables.ts'

/** Wrong codes for a number since a moment. */
export async function countFailures(db: Db, number: string, since: Date): Promise<number> {
  const { failures } = await db
    .selectFrom('cases.failed_code')
    .select((eb) => eb.fn.countAll<number>().as('failures'))
    .where('number', '=', number)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return failures
}

/** Notes one more, and forgets those before `since`. */
export async function noteFailure(db: Db, number: string, at: Date, since: Date): Promise<void> {
  await db.deleteFrom('cases.failed_code').where('at', '<=', since).execute()
  await db.insertInto('cases.failed_code').values({ number, at }).execute()
}
