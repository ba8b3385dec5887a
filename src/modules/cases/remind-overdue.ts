import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { takeStepOn } from './take-step.ts'
import { listToRemind } from './watched-store.ts'

/** So many in one turn; the next turn takes the rest. */
const MOST_REMINDED = 500 // office setting

/**
 * Sends the 提醒 of the house itself for every case that has become late at its unit; gives how many. A case has it once, for a
 * 督办 stays with a case: one that a person has supervised already gets none, which would say less than is said. Asked for
 * twice, or by two processes, it goes out once: the step is taken on the version that was read.
 */
export async function remindOverdue(house: House): Promise<number> {
  let reminded = 0
  for (const { number, version, unit } of await listToRemind(house.db, house.now(), MOST_REMINDED)) {
    const order = { step: 'supervise', level: 'remind', note: `处置时限已过，请${unit ?? '承办单位'}尽快处置并反馈` } as const
    const taken = await takeStepOn(house, { number, version, order, by: 'system' })
    if (!isRefusal(taken)) reminded += 1
  }
  return reminded
}
