import type { House } from '../../platform/house.ts'
import { readCookie, type Web, writeCookie } from '../../platform/web.ts'
import { findRequest, type Request } from './store.ts'

export const RECEIPT_COOKIE = 'receipt'
export const TRACK_COOKIE = 'track'
export const COOKIE_SECONDS = 1800

/** Remembers for half an hour that this visitor has shown the code of a request; signed, so that no other number passes. */
export const rememberNumber = (house: House, c: Web, number: string): void => writeCookie(c, TRACK_COOKIE, house.cipher.sign(number), COOKIE_SECONDS)

/** The request of an address when the visitor has shown its code; the same answer for all others. */
export async function ownRequest(house: House, c: Web): Promise<Request | undefined> {
  const number = c.req.param('number')
  const shown = readCookie(c, TRACK_COOKIE)
  if (number === undefined || !shown || house.cipher.verify(shown) !== number) return undefined
  return await findRequest(house.db, number)
}
