import type { PlainDate } from '../../kernel/plain-date.ts'
import { type Cap, type Past, type RewardFacts, type RewardRule, rewardFor } from './rules.ts'

export type Cost = { readonly fen: number; readonly awards: number; readonly reports: number }

const NONE: Cap = { fen: 0, count: 0 }
const more = (cap: Cap, fen: number): Cap => ({ fen: cap.fen + fen, count: cap.count + 1 })

/** What the reports of one month would have cost under a rule, each reckoned after those before it. Cooling looks no further back than the month. */
export function costOf(rule: RewardRule, reports: readonly RewardFacts[]): Cost {
  const days = new Map<string, Cap>()
  const months = new Map<string | null, Cap>()
  const places = new Map<string, PlainDate>()
  let total = NONE
  for (const facts of reports) {
    const day = `${facts.reporter} ${facts.filedOn}`
    const place = JSON.stringify([facts.reporter, facts.placeKey, facts.categoryCode])
    const past: Past = {
      day: days.get(day) ?? NONE,
      month: months.get(facts.reporter) ?? NONE,
      poolUsedFen: total.fen,
      samePlaceOn: places.get(place) ?? null,
    }
    const { fen } = rewardFor(rule, facts, past)
    if (fen === 0) continue
    days.set(day, more(past.day, fen))
    months.set(facts.reporter, more(past.month, fen))
    places.set(place, facts.filedOn)
    total = more(total, fen)
  }
  return { fen: total.fen, awards: total.count, reports: reports.length }
}
