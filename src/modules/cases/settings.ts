import type { Limit } from '../standards/index.ts'

/** Failed rounds after which a case goes to the leader and onto the public list (三核未通过; no published text defines it). */
export const FAILED_ROUNDS = 3 // office setting
/** 延期 granted to one unit for one case. */
export const MOST_POSTPONEMENTS = 2 // office setting
/** 挂账 granted to one unit for one case, and how long it may last. */
export const MOST_SUSPENSIONS = 1 // office setting
export const LONGEST_SUSPENSION_DAYS = 365 // office setting
/** How long after the end a reporter may rate, and a unit may appeal a late verdict. */
export const RATING_DAYS = 7 // office setting
export const APPEAL_DAYS = 7 // office setting

/** The inner limits of the hall's desks, from the step that brought the case there. */
export const DESK_LIMITS = {
  reported: { amount: 2, unit: 'work_hour' }, // office setting
  on_site: { amount: 4, unit: 'work_hour' }, // office setting
  screened: { amount: 30, unit: 'urgent_minute' }, // office setting
  filed: { amount: 10, unit: 'urgent_minute' }, // office setting
  dispatched: { amount: 1, unit: 'work_hour' }, // office setting
  returned: { amount: 30, unit: 'urgent_minute' }, // office setting
  disputed: { amount: 1, unit: 'work_day' }, // office setting
  handled: { amount: 4, unit: 'work_hour' }, // office setting
  verified: { amount: 2, unit: 'work_hour' }, // office setting
  visiting: { amount: 1, unit: 'work_day' }, // office setting
} as const satisfies Readonly<Record<string, Limit>>

export const LARGEST_POSTPONEMENT = 1 // office setting: one 延期, in shares of the original limit
