import type { PlainDate } from '../../kernel/plain-date.ts'
import type { RequestEvent } from './events.ts'

/** One department a request was passed to, with its own day before the law's, and what it said. */
export type Circulated = {
  readonly department: string
  /** It handles the request; the others help. */
  readonly leads: boolean
  readonly askedOn: PlainDate
  /** The inner day; null where none was given. */
  readonly dueOn: PlainDate | null
  readonly note: string
  readonly urged: readonly PlainDate[]
  readonly answer: { readonly on: PlainDate; readonly opinion: string; readonly objects: boolean } | null
}

type Assigned = Extract<RequestEvent, { step: 'assign' }>
/** Departments asked now stand anew; what those asked before have said stays, and whoever is no longer asked and has said nothing goes. */
export function circulated(before: readonly Circulated[], { on, department, helpers = [], dueOn, note = '' }: Assigned): readonly Circulated[] {
  const asked = [department, ...helpers.filter((one) => one !== department)]
  const fresh = asked.map((one, i): Circulated => {
    const known = before.find((other) => other.department === one)
    return { department: one, leads: i === 0, askedOn: on, dueOn: dueOn ?? null, note, urged: known?.urged ?? [], answer: null }
  })
  const earlier = before.filter((one) => one.answer !== null)
  return [...earlier.map((one) => ({ ...one, leads: false })), ...fresh]
}

type Given = Extract<RequestEvent, { step: 'giveOpinion' }>
/** The last question to this department has its answer; said again, the new opinion stands. */
export function answered(all: readonly Circulated[], department: string, { on, opinion, objects = false }: Given): readonly Circulated[] {
  const at = all.findLastIndex((one) => one.department === department)
  return all.map((one, i) => (i === at ? { ...one, answer: { on, opinion, objects } } : one))
}

export type Punctuality = 'waiting' | 'late' | 'given' | 'given_late'
export const punctualityName = { waiting: '等待意见', late: '逾期未答', given: '按期答复', given_late: '逾期答复' } as const satisfies Record<
  Punctuality,
  string
>
/** Whether a department answered by its inner day. */
export function punctualityOf({ dueOn, answer }: Pick<Circulated, 'dueOn' | 'answer'>, today: PlainDate): Punctuality {
  if (answer) return dueOn !== null && answer.on > dueOn ? 'given_late' : 'given'
  return dueOn !== null && today > dueOn ? 'late' : 'waiting'
}
