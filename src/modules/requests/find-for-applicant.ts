import { createHash, timingSafeEqual } from 'node:crypto'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { tidyCode } from '../../kernel/query-code.ts'
import { findRequest, type Request } from './store.ts'
import './tables.ts'

const MOST_FAILURES = 5 // office setting
const CLOSED_MS = 3_600_000 // office setting: an hour

// One sentence whether the number exists or the code is wrong: nobody learns which numbers are in use.
const NO_MATCH = '编号与查询码不相符。请对照登记回执核对；回执遗失的，可以电话联系本机关核实身份后查询'

/** The request of this number when the code is its own. */
export async function findForApplicant(house: House, typedNumber: string, typedCode: string): Promise<Request | Refusal<'not-found' | 'limit'>> {
  const number = tidyNumber(typedNumber)
  return await openedBy(house, number, typedCode, await findRequest(house.db, number))
}

export const tidyNumber = (typed: string): string => typed.toUpperCase().replace(/\s/g, '')

/** What is shown by number and code: the record when the code is its own. */
export async function openedBy<Kept extends { readonly codeFingerprint: string }>(
  house: House,
  number: string,
  typedCode: string,
  kept: Kept | undefined,
): Promise<Kept | Refusal<'not-found' | 'limit'>> {
  const given = digest(house.cipher.fingerprint(tidyCode(typedCode)))
  return kept && timingSafeEqual(given, digest(kept.codeFingerprint)) ? kept : await wrongCode(house, number)
}

/**
 * After five wrong codes no other wrong one is looked at for an hour; the right one always opens, so that nobody shuts another out by
 * typing nonsense.
 */
async function wrongCode(house: House, number: string): Promise<Refusal<'not-found' | 'limit'>> {
  const since = new Date(house.now().getTime() - CLOSED_MS)
  const { failures } = await house.db
    .selectFrom('requests.failed_code')
    .select((eb) => eb.fn.countAll<number>().as('failures'))
    .where('number', '=', number)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  if (failures >= MOST_FAILURES) return refuse('limit', '查询码连续输错，请对照登记回执；还是不对的，一小时以后再试，或者电话联系本机关')
  await house.db.deleteFrom('requests.failed_code').where('at', '<=', since).execute()
  await house.db
    .insertInto('requests.failed_code')
    .values({ number: number.slice(0, 40), at: house.now() })
    .execute()
  return refuse('not-found', NO_MATCH)
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
