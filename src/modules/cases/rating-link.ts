import { addDays, beijingDay, isPlainDate } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { RATING_DAYS } from './settings.ts'

type Signer = Pick<House, 'cipher' | 'now'>

/** A link to one report for its reporter alone, good until the time to rate is over; signed, so that no other number passes. */
export function linkTo(house: Signer, origin: string, number: string): string {
  const until = addDays(beijingDay(house.now()), RATING_DAYS)
  return `${origin}/report/track/by/${house.cipher.sign(`${number}~${until}`)}`
}

/** The number a link is for; undefined when it is not ours or its time is over. */
export function numberOfLink(house: Signer, token: string): string | undefined {
  const [number, until = ''] = (house.cipher.verify(token) ?? '').split('~')
  return number && isPlainDate(until) && beijingDay(house.now()) <= until ? number : undefined
}
