import { type PlainDate, yearOf } from '../../../kernel/plain-date.ts'
import { addWorkingDays, type Calendar } from '../../calendar/index.ts'
import type { Decision } from '../decisions.ts'
import type { PetitionEvent } from './events.ts'
import { ACCEPT_DAYS, COMPLAINT_DAYS, type Finding, type PetitionKind, SUGGESTION_DAYS } from './kinds.ts'
import type { PetitionStage } from './lifecycle.ts'

/** What has happened to a complaint or a suggestion: a fold of its events. */
export type PetitionState = {
  readonly stage: PetitionStage
  readonly receivedOn: PlainDate
  readonly handler: string | null
  /** Whom it is against, as the office understood it when it took it up. */
  readonly against: string
  readonly answer: { readonly on: PlainDate; readonly finding: Finding; readonly words: string } | null
  readonly forwarded: { readonly on: PlainDate; readonly to: string; readonly words: string } | null
  readonly published: { readonly on: PlainDate; readonly item: string; readonly words: string } | null
  readonly declined: { readonly on: PlainDate; readonly reason: string } | null
  readonly withdrawn: { readonly on: PlainDate; readonly reason: string } | null
}

/** The state after one more event. */
export function applyPetitionEvent(state: PetitionState | undefined, event: PetitionEvent): PetitionState {
  if (event.step === 'submit')
    return {
      stage: 'received',
      receivedOn: event.on,
      handler: null,
      against: '',
      answer: null,
      forwarded: null,
      published: null,
      declined: null,
      withdrawn: null,
    }
  if (state === undefined) throw new Error('a petition begins with the day it came')
  const { on } = event
  switch (event.step) {
    case 'accept':
      return { ...state, stage: 'handling', handler: event.handler, against: event.against }
    case 'reassign':
      return { ...state, handler: event.handler }
    case 'answer':
      return { ...state, stage: 'answered', answer: { on, finding: event.finding, words: event.words } }
    case 'forward':
      return { ...state, stage: 'forwarded', forwarded: { on, to: event.to, words: event.words } }
    case 'publish':
      return { ...state, stage: 'published', published: { on, item: event.item, words: event.words } }
    case 'decline':
      return { ...state, stage: 'declined', declined: { on, reason: event.reason } }
    case 'withdraw':
      return { ...state, stage: 'withdrawn', withdrawn: { on, reason: event.reason } }
    case 'note':
      return state
  }
}

/** Replays a life from its first event; throws when there is none. */
export function replayPetition(events: readonly PetitionEvent[]): PetitionState {
  const state = events.reduce<PetitionState | undefined>(applyPetitionEvent, undefined)
  if (state === undefined) throw new Error('a petition begins with the day it came')
  return state
}

export type Due = { readonly on: PlainDate; readonly provisional: boolean }
/** By when the office has set itself to do the next thing; null when nothing more is owed. */
export function petitionDue(kind: PetitionKind, { stage, receivedOn }: PetitionState, calendar: Calendar): Due | null {
  const days = stage === 'received' ? (kind === 'complaint' ? ACCEPT_DAYS : SUGGESTION_DAYS) : stage === 'handling' ? COMPLAINT_DAYS : null
  if (days === null) return null
  const on = addWorkingDays(receivedOn, days, calendar)
  return { on, provisional: [yearOf(receivedOn), yearOf(on)].some((year) => !calendar.years.has(year)) }
}

/** The day it was settled, whatever way. */
export const endedOn = ({ answer, forwarded, published, declined, withdrawn }: PetitionState): PlainDate | null =>
  (published ?? answer ?? forwarded ?? declined ?? withdrawn)?.on ?? null

/** What its sender wrote. */
export const textsOf = ({ subject, aboutPerson }: { readonly subject: string; readonly aboutPerson: string }): readonly string[] => [subject, aboutPerson]

const WHY = '\n理由：'
/** What is suggested, and why, kept as one text. */
export const withReason = (what: string, why: string): string => (why.trim() ? `${what}${WHY}${why}` : what)
/** What is suggested without the reason, by which the same matter is found. */
export const matterOf = (subject: string): string => subject.split(WHY)[0] ?? subject

/** 条例第四十四条第二款: what was given upon an application may be suggested for everybody. */
export const maySuggest = (decision: Decision | undefined): boolean => decision === 'granted' || decision === 'partly_granted'

type Person = { readonly name: string; readonly account: string }
const SHORTEST_NAME = 2
/**
 * Whether an account is named in a complaint: by its name or its sign-in name, in what was written or in whom the office understood it to
 * be against. Who is complained about neither handles nor answers it, nor sees who complained.
 */
export function isNamedIn(texts: readonly string[], { name, account }: Person): boolean {
  const whole = texts.join('\n').normalize('NFKC').replace(/\s/g, '').toLowerCase()
  return [name, account].some((one) => [...one].length >= SHORTEST_NAME && whole.includes(one.normalize('NFKC').replace(/\s/g, '').toLowerCase()))
}
