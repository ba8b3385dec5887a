import type { DeskPlace } from '../desk-store.ts'
import type { DESK_STAGES } from './carry.ts'

/** What part of the queue is looked at. */
export type Asked = {
  readonly stage: (typeof DESK_STAGES)[number] | null
  /** A street's code. */
  readonly area: string | null
  readonly tile: string | null
}
type Change = Partial<Asked> & {
  /** The case beside the list. */
  readonly chosen?: string
  /** The case that was just moved on. */
  readonly done?: string
  readonly after?: DeskPlace
  /** Nothing was picked for a batch. */
  readonly none?: boolean
}

/** The desk's address with the same part of the queue, changed where it says so. */
export function hrefOf(asked: Asked, { chosen, done, after, none, ...change }: Change = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...asked, ...change })) if (value) query.set(name, value)
  if (chosen) query.set('case', chosen)
  if (done) query.set('done', done)
  if (after) query.set('after', `${after.at}~${after.id}`)
  if (none) query.set('none', '1')
  return query.size > 0 ? `/staff/dispatch?${query}` : '/staff/dispatch'
}
