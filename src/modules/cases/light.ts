import { isOver, type Stage } from './lifecycle.ts'
import { DESK_LIMITS } from './settings.ts'

/** The light of a promise: what it is, and the words beside it. */
export type CaseLight = { readonly light: 'ok' | 'soon' | 'late' | 'hold' | 'done' | 'missed'; readonly word: string }

type Facts = {
  readonly stage: Stage
  readonly givenAt: Date | null
  readonly dueAt: Date | null
  readonly handledAt: Date | null
  readonly onTime: boolean | null
  readonly suspended: boolean
}
// A limit is near its end when less than this share of it is left.
const SOON_SHARE = 0.25 // office setting

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** `48 分`, `1 小时 20 分`, `15 小时`, `1 天 14 小时`, `4 天`. */
export function spanText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE))
  if (minutes < 60) return `${minutes} 分`
  const hours = Math.floor(minutes / 60)
  if (ms >= 3 * DAY) return `${Math.round(ms / DAY)} 天`
  if (hours >= 24) return hours % 24 === 0 ? `${hours / 24} 天` : `${Math.floor(hours / 24)} 天 ${hours % 24} 小时`
  return minutes % 60 === 0 || hours >= 12 ? `${Math.round(minutes / 60)} 小时` : `${hours} 小时 ${minutes % 60} 分`
}

/** The light at a moment; undefined where there is no promise yet or none any more. */
export function caseLight({ stage, givenAt, dueAt, handledAt, onTime, suspended }: Facts, now: Date): CaseLight | undefined {
  if (suspended) return { light: 'hold', word: '挂账，停计' }
  if (stage === 'returned' || stage === 'disputed') return { light: 'hold', word: '停计，待重派' }
  if (!dueAt || !givenAt) return undefined
  if (handledAt && onTime !== null) {
    if (onTime) return { light: 'done', word: `按期，用时 ${spanText(handledAt.getTime() - givenAt.getTime())}` }
    return { light: 'missed', word: `超期 ${spanText(handledAt.getTime() - dueAt.getTime())}处置` }
  }
  if (isOver(stage)) return undefined
  const left = dueAt.getTime() - now.getTime()
  if (left < 0) return { light: 'late', word: `超期 ${spanText(-left)}` }
  const whole = dueAt.getTime() - givenAt.getTime()
  return left < whole * SOON_SHARE ? { light: 'soon', word: `临期，还剩 ${spanText(left)}` } : { light: 'ok', word: `正常，还剩 ${spanText(left)}` }
}

const NOMINAL_MS = { urgent_minute: MINUTE, work_hour: HOUR, work_day: 8 * HOUR } as const
/** The light of the hall's own desk: how long what stands at a stage may still stand there. */
export function deskLight(stage: Stage, dueAt: Date, now: Date): CaseLight {
  const left = dueAt.getTime() - now.getTime()
  if (left < 0) return { light: 'late', word: `超过 ${spanText(-left)}` }
  const limits: Readonly<Record<string, (typeof DESK_LIMITS)[keyof typeof DESK_LIMITS]>> = DESK_LIMITS
  const limit = limits[stage]
  const soon = limit !== undefined && left < limit.amount * NOMINAL_MS[limit.unit] * SOON_SHARE
  return { light: soon ? 'soon' : 'ok', word: `还剩 ${spanText(left)}` }
}
