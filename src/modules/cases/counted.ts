import { beijingMidnight, firstDay, plainDate } from '../../kernel/plain-date.ts'
import type { Channel } from './kinds.ts'

/** Channels a resident reports by. What an inspector finds is no public report; one who follows a case reports no other problem. */
export const PUBLIC_CHANNELS = ['web', 'wechat', 'open311', 'phone'] as const satisfies readonly Channel[]

/** Channels whose reporters rate: one who follows a case rates it too, though he reports no other problem. */
export const RATING_CHANNELS = [...PUBLIC_CHANNELS, 'follow'] as const satisfies readonly Channel[]

/** A stretch of time, its end not included. */
export type Period = { readonly from: Date; readonly before: Date }
export const yearPeriod = (year: number): Period => ({ from: beijingMidnight(firstDay(year)), before: beijingMidnight(firstDay(year + 1)) })
/** 四季度 of a year. */
export const lastQuarter = (year: number): Period => ({ from: beijingMidnight(plainDate(`${year}-10-01`)), before: beijingMidnight(firstDay(year + 1)) })

type Countable = { readonly channel: Channel; readonly closedAt: Date | null; readonly ratedAt: Date | null }
const isIn = (at: Date | null, { from, before }: Period): boolean => at !== null && at >= from && at < before
const isPublic = ({ channel }: Countable): boolean => PUBLIC_CHANNELS.some((one) => one === channel)

/**
 * 处置公众上报: a public report that a unit handled and the hall closed (结案) in the period. By its closing, not by its reporting,
 * so that a past year never changes as cases end. One that was declined, withdrawn, transferred or voided was not handled; one
 * merged into another is the same problem and is not counted twice.
 */
export const isHandledIn = (one: Countable, period: Period): boolean => isPublic(one) && isIn(one.closedAt, period)

/** 得到评价: a public report, merged or not, or one who follows, whose reporter rated how it ended in the period; a rating that reopened the case is no rating of its end. */
export const isRatedIn = (one: Countable, period: Period): boolean => RATING_CHANNELS.some((channel) => channel === one.channel) && isIn(one.ratedAt, period)
