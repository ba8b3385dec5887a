import { beijingDay, type PlainDate } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { type Counts, tallyCases } from '../cases/index.ts'
import { RATES, rateText } from './definitions.ts'
import { type Days, daysOf, momentsOf } from './period.ts'
import { figuresHref, type Question, recordsHref } from './question.ts'

const EVERYTHING = { street: '', unit: '', category: '' } as const
const [ON_TIME] = RATES

/** What the first page says of the cases: filed today, and how many of the month's were done in time. */
export type Today = {
  readonly filed: { readonly count: number; readonly href: string }
  readonly onTime: { readonly text: string; readonly due: number; readonly kept: number; readonly href: string }
}

export async function loadToday(house: House, agencyId: number): Promise<Today> {
  const now = house.now()
  const today = beijingDay(now)
  const [day, month] = [oneDay(today), daysOf('month', today)]
  const tally = async (days: Days): Promise<Counts> => (await tallyCases(house.db, agencyId, momentsOf(days), EVERYTHING, now)).whole
  const [ofDay, ofMonth] = await Promise.all([tally(day), tally(month)])
  return {
    filed: { count: ofDay.filed, href: recordsHref(questionOf(day), 'filed') },
    onTime: { text: rateText(ON_TIME, ofMonth), due: ofMonth.due, kept: ofMonth.onTime, href: figuresHref(questionOf(month)) },
  }
}

const oneDay = (day: PlainDate): Days => ({ key: 'days', from: day, to: day })
const questionOf = (days: Days): Question => ({ days, among: EVERYTHING, by: 'unit' })
