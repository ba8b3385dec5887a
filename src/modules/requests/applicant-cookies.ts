import type { House } from '../../platform/house.ts'
import { type Web, writeCookie } from '../../platform/web.ts'

export const RECEIPT_COOKIE = 'receipt'
export const TRACK_COOKIE = 'track'
export const COOKIE_SECONDS = 1800

/** Remembers for half an hour that this visitor has shown the code of a request; signed, so that no other number passes. */
export const rememberNumber = (house: House, c: Web, number: string): void => writeCookie(c, TRACK_COOKIE, house.cipher.sign(number), COOKIE_SECONDS)
