import type { RequestEvent } from '../events.ts'
import type { RemedyEvent } from '../remedies/events.ts'

/** What figures, clocks and lights are counted from; everything else an event holds is words. */
const KEPT = new Set([
  'step',
  'on',
  'receivedOn',
  'heldOn',
  'dueOn',
  'days',
  'kind',
  'index',
  'stance',
  'objects',
  'decision',
  'basis',
  'quantity',
  'before',
  'yuan',
  'way',
  'retention',
  'fileNumber',
  'department',
  'helpers',
  'to',
  'askedOn',
  'case',
  'into',
])
export const ERASED = '（已清除）'

/** An event without its words: it folds to the same stage, days, decisions and sums. */
export function erasedFact<Event extends RequestEvent | RemedyEvent>(fact: Event): Event {
  const kept = Object.entries(fact).map(([name, value]) => [
    name,
    KEPT.has(name) ? value : Array.isArray(value) ? value.map(() => ERASED) : typeof value === 'string' ? ERASED : value,
  ])
  return Object.fromEntries(kept) as Event // the same names with the same kinds of values
}
