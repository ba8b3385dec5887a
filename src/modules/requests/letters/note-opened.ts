import { beijingDay, beijingTime } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { type Delivery, isUnderway, postLetter } from '../../letters/index.ts'
import { findRemedy } from '../remedies/store.ts'
import { takeRemedyStepOn } from '../remedies/take-remedy-step.ts'
import type { Request } from '../store.ts'
import { takeStepOn } from '../take-step.ts'
import type { GivenLetter } from './given-letters.ts'
import { goesAlone, tellsAnswer } from './letter-of.ts'

/** The electronic sending that waits to be opened; -1 when there is none. */
const toOpen = (all: readonly (Pick<Delivery, 'reachedOn' | 'failed'> & { readonly way: Delivery['way'] | null })[]): number =>
  all.findIndex((one) => one.way === 'email' && isUnderway(one))

/**
 * 电子方式: what was sent has arrived when the applicant first opens it, and her opening it is the proof. Another letter's being opened proves nothing
 * of it. A refusal is that somebody has just written down what became of it; she has her letter all the same.
 */
export async function noteOpened(house: House, request: Request, letter: GivenLetter, anew: Request | undefined): Promise<void> {
  const now = house.now()
  const on = beijingDay(now)
  const evidence = `申请人${beijingTime(now).slice(0, 5)}在平台打开了${letter.number ?? '文书'}`
  const alone = goesAlone((anew ?? request).state, letter.code) ? toOpen(letter.posted.deliveries) : -1
  if (alone >= 0) {
    const by = { agencyId: request.agencyId, name: '申请人' } as const
    await house.db.transaction().execute((tx) => postLetter(tx, by, letter.id, undefined, { step: 'arrive', index: alone, on, evidence }, now))
  }
  if (!tellsAnswer((anew ?? request).state, letter.code)) return
  if (anew?.anew === undefined) {
    const index = toOpen(request.state.deliveries)
    if (index >= 0) await takeStepOn(house, request.number, undefined, { step: 'confirmDelivery', index, on, evidence }, 'applicant')
    return
  }
  const remedy = await findRemedy(house.db, request.agencyId, anew.anew)
  const index = toOpen(remedy?.state.redo?.deliveries ?? [])
  const by = { role: 'applicant', agencyId: request.agencyId } as const
  if (index >= 0) await takeRemedyStepOn(house, by, anew.anew, undefined, { step: 'confirmRedo', index, on, evidence })
}
