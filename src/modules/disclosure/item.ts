import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Attachment } from '../files/index.ts'
import type { Book } from './budgets/book.ts'
import type { Exemption } from './exemptions.ts'
import { isSame, type Person } from './person.ts'
import type { DiscardReason, Stage, Validity } from './lifecycle.ts'

/** A file beside the words, with what was found when it was taken in. */
export type ItemFile = Attachment & {
  /** What nobody sees in it, in sentences; absent for one that was never looked into. */
  readonly hidden?: readonly string[]
  /** What in its words seems to be of persons, in sentences. */
  readonly personal?: readonly string[]
  /** What of it did not come into the words that were made of it. */
  readonly left?: readonly string[]
  /** 只供内部留存，不公开: stays with the item and is never shown to the public. */
  readonly inside?: boolean
}

/** What an item says: one revision of it. */
export type Content = {
  readonly title: string
  readonly summary: string
  readonly column: string
  /** 发文机关 */
  readonly issuer: string
  /** 文号; empty when it has none. */
  readonly documentNumber: string
  /** 主题分类 */
  readonly subject: string
  /** 成文日期: when it was formed, or last changed; the clock of art 26 runs from it. */
  readonly formedOn: PlainDate
  /** 批复 or another day that a special rule counts from; null where the column has none. */
  readonly countedFrom: PlainDate | null
  /** Clean HTML, as the documents module lets through. */
  readonly html: string
  /** 有效期至; null where it has no end. */
  readonly validUntil: PlainDate | null
  /** The originals and what is attached; a revision shows its own. */
  readonly files: readonly ItemFile[]
  /** What did not come into the words when they were pasted or typed; for the office only. */
  readonly left?: readonly string[]
  /** The tables of a budget or an account, where the words were made from them. */
  readonly budget?: Book
  /** 来源: where it was taken over from; absent when it is the agency's own. */
  readonly source?: Source
}
/** A content as the public gets it: without files that stay inside, and without what was found in the others. */
export const publicContent = ({ left, files, ...content }: Content): Content => ({
  ...content,
  files: files.filter(({ inside }) => !inside).map(({ id, name, media, size }) => ({ id, name, media, size })),
})
export type Source = {
  readonly name: string
  readonly url: string
  /** The 索引号 it has there, which may be another document's here; absent where it has none. */
  readonly indexNumber?: string
}

/** What a copy is called where it came from, where that is not its 索引号 here; empty for all else. */
export const sourceIndexOf = ({ indexNumber, source }: { readonly indexNumber: string; readonly source?: Source }): string =>
  source?.indexNumber === undefined || source.indexNumber === indexNumber ? '' : source.indexNumber

/** Why something is not published: the grounds stay in the office. What had been published is taken down with words of their own for the public. */
export type Withholding = {
  readonly exemption: Exemption
  readonly grounds: string
  readonly reviewOn: PlainDate
  readonly publicWords?: string
}
/** What the public is told where nothing was written for it. */
export const TAKEN_DOWN = '按照规定不再公开'

/** Why a draft is no record of the agency's: `why` is one of the closed list; `into` the item that holds it now. */
export type Discarding = { readonly on: PlainDate; readonly reason: string; readonly why?: DiscardReason; readonly into?: string }

/** One thing that happened to an item; the facts an event carries are all a replay needs. */
export type ItemEvent =
  | { readonly step: 'draft'; readonly on: PlainDate; readonly content: Content }
  | { readonly step: 'edit'; readonly on: PlainDate; readonly content: Content }
  | { readonly step: 'submit'; readonly on: PlainDate }
  | { readonly step: 'keepPublished'; readonly on: PlainDate }
  | ({ readonly step: 'proposeDiscard' | 'discard' } & Discarding)
  | { readonly step: 'clear'; readonly on: PlainDate; readonly opinion: string; readonly grounds: string; readonly personal?: string }
  | { readonly step: 'askAbove'; readonly on: PlainDate; readonly of: string; readonly question: string }
  | ({ readonly step: 'withhold'; readonly on: PlainDate } & Withholding)
  | ({ readonly step: 'proposeWithholding'; readonly on: PlainDate } & Withholding)
  | { readonly step: 'declineWithholding'; readonly on: PlainDate; readonly reason: string }
  | { readonly step: 'sendBack'; readonly on: PlainDate; readonly reason: string }
  | { readonly step: 'approve'; readonly on: PlainDate; readonly note: string }
  | { readonly step: 'publish'; readonly on: PlainDate }
  | { readonly step: 'schedule'; readonly on: PlainDate; readonly at: string }
  /** `changedOn` is the day on which what it tells of changed: its twenty working days run from there (条例第二十六条). */
  | { readonly step: 'revise'; readonly on: PlainDate; readonly reason: string; readonly changedOn?: PlainDate }
  | {
      readonly step: 'setValidity'
      readonly on: PlainDate
      readonly validity: Validity
      readonly reason: string
      readonly by: string
      readonly byTitle?: string
    }
  /** The decision it tells of was changed, revoked, or found unlawful or void on a day. */
  | { readonly step: 'overturn'; readonly on: PlainDate; readonly decidedOn: PlainDate; readonly reason: string }
  | { readonly step: 'withdraw'; readonly on: PlainDate; readonly reason: string; readonly by?: string }
  | { readonly step: 'keepWithheld'; readonly on: PlainDate; readonly grounds: string; readonly reviewOn: PlainDate }
  | { readonly step: 'reopen'; readonly on: PlainDate; readonly reason: string }
  /** A copy of what another platform published on that day, and first on another: it had its reviews there. */
  | { readonly step: 'take'; readonly on: PlainDate; readonly firstOn: PlainDate; readonly content: Content }

/** An event with who took it: persons are what keeps the duties apart. */
export type Happened = { readonly by: string; readonly byId?: string | null; readonly fact: ItemEvent }

/** A revision that the public has seen, or sees. */
export type Published = {
  readonly revision: number
  readonly on: PlainDate
  readonly content: Content
  /** When it was first published, where that was elsewhere and before. */
  readonly firstOn?: PlainDate
  /** The day of the change that a revision tells of; absent on what is new. */
  readonly changedOn?: PlainDate
}

/** What has happened to an item: a fold of its events. */
export type ItemState = {
  readonly stage: Stage
  /** What is being written; on a published item without changes the same as what is published. */
  readonly content: Content
  /** Whoever wrote any of the words since the last publication. */
  readonly drafters: readonly Person[]
  /** The day of the change that the words in work tell of: the clock of a revision runs from it; null for what is new. */
  readonly changedOn: PlainDate | null
  readonly clearance: { readonly by: string; readonly byId: string | null; readonly on: PlainDate; readonly opinion: string; readonly grounds: string } | null
  readonly asked: { readonly of: string; readonly on: PlainDate; readonly question: string } | null
  readonly approvedBy: string | null
  readonly scheduledAt: string | null
  /** What the reviewer proposes to the signer: to take down what is out. */
  readonly proposal: (Withholding & { readonly by: string; readonly byId: string | null; readonly on: PlainDate }) | null
  readonly sentBack: string | null
  /** Every revision that was published, the last the one that is; shown unless withdrawn. */
  readonly published: readonly Published[]
  readonly exemption: { readonly key: Exemption; readonly grounds: string; readonly on: PlainDate; readonly reviewOn: PlainDate } | null
  readonly validity: Validity
  readonly validitySince: { readonly on: PlainDate; readonly reason: string; readonly by: string; readonly byTitle: string } | null
  readonly overturned: { readonly on: PlainDate; readonly reason: string } | null
  /** `by` is the number of what is to be read instead. */
  /** Its author holds it for no record of the agency. */
  readonly discarding: (Discarding & { readonly by: string }) | null
  readonly ended: { readonly on: PlainDate; readonly reason: string; readonly by?: string } | null
}

const newborn = (content: Content, by: Person): ItemState => ({
  stage: 'drafting',
  content,
  drafters: [by],
  changedOn: null,
  clearance: null,
  asked: null,
  approvedBy: null,
  scheduledAt: null,
  proposal: null,
  sentBack: null,
  published: [],
  exemption: null,
  validity: 'valid',
  validitySince: null,
  overturned: null,
  discarding: null,
  ended: null,
})

/** Back to the desk of whoever writes it: what was cleared and approved were other words. */
const anew = (state: ItemState): ItemState => ({
  ...state,
  stage: 'drafting',
  clearance: null,
  asked: null,
  approvedBy: null,
  scheduledAt: null,
  proposal: null,
  discarding: null,
})

/** The state after one more event. */
export function applyEvent(state: ItemState, { by, byId = null, fact }: Happened): ItemState {
  const person = { name: by, id: byId }
  switch (fact.step) {
    case 'draft':
      return newborn(fact.content, person)
    case 'edit':
      return { ...state, content: fact.content, drafters: [...state.drafters.filter((one) => !isSame(one, person)), person] }
    case 'submit':
      return { ...state, stage: 'secrecy', sentBack: null }
    case 'keepPublished':
      return { ...anew(state), stage: 'published', changedOn: null, drafters: [], content: state.published.at(-1)?.content ?? state.content, sentBack: null }
    case 'proposeDiscard': {
      const { step: _, ...why } = fact
      return { ...state, stage: 'secrecy', discarding: { ...why, by }, sentBack: null }
    }
    case 'discard':
      return { ...state, stage: 'discarded', discarding: null, ended: { on: fact.on, reason: fact.reason } }
    case 'clear':
      return { ...state, stage: 'review', clearance: { by, byId, on: fact.on, opinion: fact.opinion, grounds: fact.grounds } }
    case 'askAbove':
      return { ...state, asked: { of: fact.of, on: fact.on, question: fact.question } }
    case 'sendBack':
      return { ...anew(state), sentBack: fact.reason }
    case 'approve':
      return { ...state, stage: 'ready', approvedBy: by }
    case 'schedule':
      return { ...state, scheduledAt: fact.at }
    case 'publish':
      return {
        ...state,
        stage: 'published',
        scheduledAt: null,
        proposal: null,
        overturned: null,
        ended: null,
        changedOn: null,
        drafters: [],
        published: [
          ...state.published,
          { revision: state.published.length + 1, on: fact.on, content: state.content, ...(state.changedOn ? { changedOn: state.changedOn } : {}) },
        ],
      }
    case 'take':
      return taken(state, fact)
    case 'revise':
      return { ...anew(state), changedOn: fact.changedOn ?? fact.on }
    case 'proposeWithholding': {
      const { step, ...proposed } = fact
      return { ...state, proposal: { ...proposed, by, byId } }
    }
    case 'declineWithholding':
      return { ...state, proposal: null }
    default:
      return afterwards(state, fact)
  }
}

const taken = (state: ItemState, { on, firstOn, content }: Extract<ItemEvent, { step: 'take' }>): ItemState => ({
  ...anew(state),
  stage: 'published',
  content,
  changedOn: null,
  drafters: [],
  ended: null,
  published: [...state.published, { revision: state.published.length + 1, on, content, firstOn }],
})

type Later = Extract<ItemEvent, { step: 'withhold' | 'keepWithheld' | 'reopen' | 'setValidity' | 'overturn' | 'withdraw' }>
function afterwards(state: ItemState, fact: Later): ItemState {
  switch (fact.step) {
    case 'withhold':
      return {
        ...state,
        stage: 'withheld',
        proposal: null,
        discarding: null,
        exemption: { key: fact.exemption, grounds: fact.grounds, on: fact.on, reviewOn: fact.reviewOn },
        // What the public had seen is gone until it is published anew, also while it is written again.
        ended: state.published.length > 0 ? { on: fact.on, reason: fact.publicWords ?? state.ended?.reason ?? TAKEN_DOWN } : state.ended,
      }
    case 'keepWithheld':
      return { ...state, exemption: state.exemption && { ...state.exemption, grounds: fact.grounds, reviewOn: fact.reviewOn } }
    case 'reopen':
      // Why it was not published has fallen away on that day.
      return { ...anew(state), exemption: null, changedOn: fact.on }
    case 'setValidity':
      return { ...state, validity: fact.validity, validitySince: { on: fact.on, reason: fact.reason, by: fact.by, byTitle: fact.byTitle ?? '' } }
    case 'overturn':
      return { ...state, overturned: { on: fact.decidedOn, reason: fact.reason } }
    case 'withdraw':
      return {
        ...state,
        stage: 'withdrawn',
        proposal: null,
        scheduledAt: null,
        ended: { on: fact.on, reason: fact.reason, ...(fact.by ? { by: fact.by } : {}) },
      }
  }
}

/** Replays a life from its first event; throws when there is none. */
export function replay(events: readonly Happened[]): ItemState {
  const [first, ...rest] = events
  if (first?.fact.step !== 'draft') throw new Error('an item begins with its draft')
  return rest.reduce(applyEvent, newborn(first.fact.content, { name: first.by, id: first.byId ?? null }))
}

/** What the public sees of an item: its words, or that it was taken down and why, or nothing. */
export type Shown = 'full' | 'tombstone' | 'none'
/** The one decision for page, list, attachment, search, feed, interface and export alike. */
export function shownOf({ published, ended, stage }: Pick<ItemState, 'published' | 'ended' | 'stage'>): Shown {
  if (published.length === 0) return 'none'
  if (stage === 'withheld') return 'tombstone'
  return ended === null ? 'full' : 'tombstone'
}
