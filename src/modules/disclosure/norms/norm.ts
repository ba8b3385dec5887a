import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { NormStage } from './lifecycle.ts'
import type { Ending } from './validity.ts'

/** What a document says while it is made; what is in force is the item it became. */
export type NormContent = {
  readonly title: string
  readonly summary: string
  readonly issuer: string
  readonly subject: string
  /** 来文字号: how the sender numbered it; empty for one made here. */
  readonly reference: string
  /** Clean HTML. */
  readonly html: string
  /** What did not come into the words when they were pasted or made of a file. */
  readonly left?: readonly string[]
  /** 起草说明: why, on what ground, what is new. */
  readonly note: string
}

/** Where it came from: made here, sent by another agency to be read and acted on, or in force before the ledger began. */
export const ORIGINS = ['own', 'incoming', 'existing'] as const
export type Origin = (typeof ORIGINS)[number]
export const originName = { own: '本单位起草', incoming: '其他机关来文', existing: '登记已有文件' } as const satisfies Record<Origin, string>

export const RELATION_KINDS = ['amends', 'abolishes', 'basedOn', 'supports', 'interprets'] as const
export type RelationKind = (typeof RELATION_KINDS)[number]
export const relationName = { amends: '修改', abolishes: '废止', basedOn: '依据', supports: '配套', interprets: '解读' } as const satisfies Record<
  RelationKind,
  string
>
/** What this document does to another, or whose ground or reading another is: a document of the ledger or an item by its number, a law by its name. */
export type Relation = { readonly kind: RelationKind; readonly norm: string | null; readonly item: string | null; readonly words: string }

export type Issue = {
  readonly documentNumber: string
  readonly issuedOn: PlainDate
  readonly effectiveOn: PlainDate
  /** The last day in force; null where it has no end. */
  readonly validUntil: PlainDate | null
}
export const REVIEW_DECISIONS = ['keep', 'modify', 'repeal'] as const
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number]
export const reviewName = { keep: '保留', modify: '修改', repeal: '废止' } as const satisfies Record<ReviewDecision, string>
export type Weighed = { readonly adopted: number; readonly partly: number; readonly rejected: number; readonly unrelated: number }

/** One thing that happened to a document; the facts an event carries are all a replay needs. */
export type NormEvent =
  | { readonly step: 'receive'; readonly on: PlainDate; readonly origin: Origin; readonly content: NormContent; readonly issue: Issue | null }
  | { readonly step: 'edit'; readonly on: PlainDate; readonly content: NormContent }
  | { readonly step: 'relate' | 'unrelate'; readonly on: PlainDate; readonly relation: Relation }
  | { readonly step: 'circulate'; readonly on: PlainDate; readonly units: readonly string[]; readonly dueOn: PlainDate; readonly ask: string }
  | { readonly step: 'opine'; readonly on: PlainDate; readonly unit: string; readonly opinion: string; readonly objects: boolean }
  | { readonly step: 'gather'; readonly on: PlainDate }
  | { readonly step: 'askClearance'; readonly on: PlainDate }
  | { readonly step: 'clear'; readonly on: PlainDate; readonly opinion: string; readonly grounds: string }
  /** `clearance` is what a signer wrote alone, before the secrecy review was a step of its own. */
  | { readonly step: 'openConsultation'; readonly on: PlainDate; readonly until: PlainDate; readonly clearance?: string }
  | { readonly step: 'prolong'; readonly on: PlainDate; readonly until: PlainDate; readonly reason: string }
  | { readonly step: 'closeConsultation'; readonly on: PlainDate; readonly comments: number }
  | { readonly step: 'answer'; readonly on: PlainDate; readonly words: string; readonly weighed: Weighed }
  | { readonly step: 'submit'; readonly on: PlainDate }
  | { readonly step: 'passLegality'; readonly on: PlainDate; readonly opinion: string; readonly grounds: string }
  | { readonly step: 'decide'; readonly on: PlainDate; readonly meeting: string; readonly decidedOn: PlainDate }
  | { readonly step: 'assignNumber'; readonly on: PlainDate; readonly issue: Issue }
  | { readonly step: 'toRoad'; readonly on: PlainDate; readonly item: string }
  | { readonly step: 'prolongValidity'; readonly on: PlainDate; readonly validUntil: PlainDate; readonly reason: string }
  | { readonly step: 'review'; readonly on: PlainDate; readonly round: string; readonly decision: ReviewDecision; readonly reason: string }
  | { readonly step: 'end'; readonly on: PlainDate; readonly ending: Ending }
  | { readonly step: 'setInterpretation'; readonly on: PlainDate; readonly needed: boolean; readonly reason: string }
  | { readonly step: 'waive' | 'sendBack'; readonly on: PlainDate; readonly reason: string }
  | { readonly step: 'archive' | 'drop'; readonly on: PlainDate; readonly reason: string }

/** An event with who took it: persons are what keeps the duties apart. */
export type NormHappened = { readonly by: string; readonly fact: NormEvent }

export type UnitOpinion = { readonly unit: string; readonly on: PlainDate; readonly by: string; readonly opinion: string; readonly objects: boolean }
export type Circulation = { readonly units: readonly string[]; readonly dueOn: PlainDate; readonly ask: string; readonly opinions: readonly UnitOpinion[] }
export type Consultation = {
  readonly from: PlainDate
  readonly until: PlainDate
  /** The words the public was asked about; the draft in work may change after. */
  readonly content: NormContent
  readonly closed: { readonly on: PlainDate; readonly comments: number } | null
  readonly answer: { readonly on: PlainDate; readonly words: string; readonly weighed: Weighed } | null
}

/** What has happened to a document: a fold of its events. */
export type NormState = {
  readonly stage: NormStage
  readonly origin: Origin
  readonly content: NormContent
  readonly draftedBy: string
  readonly relations: readonly Relation[]
  readonly circulation: Circulation | null
  /** The secrecy review of the words the public is to be asked about. */
  readonly clearance: { readonly by: string; readonly on: PlainDate; readonly opinion: string; readonly grounds: string } | null
  readonly consultation: Consultation | null
  readonly waived: { readonly by: string; readonly on: PlainDate; readonly reason: string } | null
  readonly legality: { readonly by: string; readonly on: PlainDate; readonly opinion: string; readonly grounds: string } | null
  readonly decided: { readonly by: string; readonly meeting: string; readonly on: PlainDate } | null
  readonly sentBack: string | null
  readonly issue: Issue | null
  /** The number of the item that publishes it. */
  readonly item: string | null
  readonly reviewed: { readonly round: string; readonly on: PlainDate; readonly decision: ReviewDecision; readonly reason: string } | null
  /** Whether it is to be explained to the public (国办发〔2016〕19号); null until the office has decided. */
  readonly interpretation: { readonly needed: boolean; readonly on: PlainDate; readonly reason: string } | null
  /** What others did to it, or a decision; each from its day. */
  readonly endings: readonly Ending[]
}

const newborn = ({ origin, content, issue }: Extract<NormEvent, { step: 'receive' }>, by: string): NormState => ({
  stage: origin === 'own' ? 'drafting' : origin === 'incoming' ? 'received' : 'issued',
  origin,
  content,
  draftedBy: by,
  relations: [],
  circulation: null,
  clearance: null,
  consultation: null,
  waived: null,
  legality: null,
  decided: null,
  sentBack: null,
  issue,
  item: null,
  reviewed: null,
  interpretation: null,
  endings: [],
})

/** One text for each relation, to tell two apart. */
export const relationKey = ({ kind, norm, item, words }: Relation): string => [kind, norm ?? '', item ?? '', words].join(' ')

/** The state after one more event. */
export function applyNormEvent(state: NormState, { by, fact }: NormHappened): NormState {
  switch (fact.step) {
    case 'receive':
      return newborn(fact, by)
    case 'edit':
      return { ...state, content: fact.content, draftedBy: by }
    case 'relate':
      return { ...state, relations: [...state.relations, fact.relation] }
    case 'unrelate':
      return { ...state, relations: state.relations.filter((one) => relationKey(one) !== relationKey(fact.relation)) }
    case 'circulate':
      return {
        ...state,
        stage: state.stage === 'received' ? 'handling' : 'circulating',
        circulation: { units: fact.units, dueOn: fact.dueOn, ask: fact.ask, opinions: [] },
      }
    case 'opine': {
      const opinion = { unit: fact.unit, on: fact.on, by, opinion: fact.opinion, objects: fact.objects }
      return { ...state, circulation: state.circulation && { ...state.circulation, opinions: [...state.circulation.opinions, opinion] } }
    }
    case 'gather':
      return { ...state, stage: 'drafting' }
    case 'archive':
      return { ...state, stage: 'archived' }
    case 'drop':
      return { ...state, stage: 'dropped' }
    default:
      return issuing(state, by, fact)
  }
}

type Later = Exclude<NormEvent, { step: 'receive' | 'edit' | 'relate' | 'unrelate' | 'circulate' | 'opine' | 'gather' | 'archive' | 'drop' }>
function issuing(state: NormState, by: string, fact: Later): NormState {
  switch (fact.step) {
    case 'askClearance':
      return { ...state, stage: 'secrecy', clearance: null, sentBack: null }
    case 'clear':
      return { ...state, stage: 'cleared', clearance: { by, on: fact.on, opinion: fact.opinion, grounds: fact.grounds } }
    case 'openConsultation':
      return {
        ...state,
        stage: 'consulting',
        waived: null,
        consultation: { from: fact.on, until: fact.until, content: state.content, closed: null, answer: null },
      }
    case 'prolong':
      return { ...state, consultation: state.consultation && { ...state.consultation, until: fact.until } }
    case 'closeConsultation':
      return { ...state, stage: 'drafting', consultation: state.consultation && { ...state.consultation, closed: { on: fact.on, comments: fact.comments } } }
    case 'answer':
      return { ...state, consultation: state.consultation && { ...state.consultation, answer: { on: fact.on, words: fact.words, weighed: fact.weighed } } }
    case 'waive':
      return { ...state, waived: { by, on: fact.on, reason: fact.reason } }
    case 'submit':
      return { ...state, stage: 'legality', sentBack: null }
    case 'passLegality':
      return { ...state, stage: 'deliberation', legality: { by, on: fact.on, opinion: fact.opinion, grounds: fact.grounds } }
    case 'sendBack':
      return {
        ...state,
        stage: 'drafting',
        clearance: state.stage === 'legality' || state.stage === 'deliberation' ? state.clearance : null,
        legality: null,
        decided: null,
        sentBack: fact.reason,
      }
    case 'decide':
      return { ...state, stage: 'numbering', decided: { by, meeting: fact.meeting, on: fact.decidedOn } }
    case 'assignNumber':
      return { ...state, stage: 'issued', issue: fact.issue }
    case 'toRoad':
      return { ...state, item: fact.item }
    case 'setInterpretation':
      return { ...state, interpretation: { needed: fact.needed, on: fact.on, reason: fact.reason } }
    case 'prolongValidity':
      return { ...state, issue: state.issue && { ...state.issue, validUntil: fact.validUntil } }
    case 'review':
      return { ...state, reviewed: { round: fact.round, on: fact.on, decision: fact.decision, reason: fact.reason } }
    case 'end':
      return { ...state, endings: [...state.endings, fact.ending] }
  }
}

/** Replays a life from its first event; throws when there is none. */
export function replayNorm(events: readonly NormHappened[]): NormState {
  const [first, ...rest] = events
  if (first?.fact.step !== 'receive') throw new Error('a normative document begins with its receipt')
  return rest.reduce(applyNormEvent, newborn(first.fact, first.by))
}
