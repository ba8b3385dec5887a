import type { House } from '../../platform/house.ts'
import { readCookie, type Web, writeCookie } from '../../platform/web.ts'

export const RECEIPT_COOKIE = 'report_receipt'
const REPORT_COOKIE = 'report'
export const COOKIE_SECONDS = 1800

/** Remembers for half an hour that this visitor has shown the code of a report; signed, so that no other number passes. */
export const rememberReport = (house: House, c: Web, number: string): void => writeCookie(c, REPORT_COOKIE, house.cipher.sign(number), COOKIE_SECONDS)
/** Whether he has. */
export const hasShown = (house: House, c: Web, number: string): boolean => {
  const shown = readCookie(c, REPORT_COOKIE)
  return shown !== undefined && house.cipher.verify(shown) === number
}
