import { addDays, daysBetween, inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Calendar } from '../../calendar/index.ts'
import { clockOf } from '../clock.ts'
import { RULES } from '../rules.ts'
import { type NormActor, NORM_STAGES, type NormStep, normRowOf, normStageName, normStepName } from './lifecycle.ts'
import { type NormContent, type NormEvent, type NormState, type Relation, type ReviewDecision, relationKey, type Weighed } from './norm.ts'
import { lastOfYears, validYearsOf } from './terms.ts'
import { type Ending, standingOn } from './validity.ts'

/** What a person asks to be done. */
export type NormOrder =
  | { readonly step: 'edit'; readonly content: NormContent }
  | { readonly step: 'relate' | 'unrelate'; readonly relation: Relation }
  | { readonly step: 'circulate'; readonly units: readonly string[]; readonly dueOn: PlainDate; readonly ask: string }
  | { readonly step: 'opine'; readonly opinion: string; readonly objects: boolean }
  | { readonly step: 'gather' | 'closeConsultation' | 'submit' | 'askClearance' }
  | { readonly step: 'openConsultation'; readonly until: PlainDate }
  | { readonly step: 'prolong'; readonly until: PlainDate; readonly reason: string }
  | { readonly step: 'answer'; readonly words: string }
  | { readonly step: 'clear' | 'passLegality'; readonly opinion: string; readonly grounds: string }
  | { readonly step: 'decide'; readonly meeting: string; readonly decidedOn: PlainDate }
  | { readonly step: 'assignNumber'; readonly documentNumber: string; readonly effectiveOn: PlainDate; readonly validUntil: PlainDate | null }
  | { readonly step: 'toRoad'; readonly item: string }
  | { readonly step: 'prolongValidity'; readonly validUntil: PlainDate; readonly reason: string }
  | { readonly step: 'review'; readonly round: string; readonly decision: ReviewDecision; readonly reason: string }
  | { readonly step: 'end'; readonly ending: Ending }
  | { readonly step: 'setInterpretation'; readonly needed: boolean; readonly reason: string }
  | { readonly step: 'waive' | 'sendBack' | 'archive' | 'drop'; readonly reason: string }

/** Who asks: name and unit are what keep the duties apart. */
export type NormBy = { readonly actor: NormActor; readonly name: string; readonly unit: string | null }
/** What beside the document itself a decision leans on. */
export type Known = {
  readonly today: PlainDate
  readonly calendar: Calendar
  /** The unit that drafts it; null where the office itself does. */
  readonly drafters: string | null
  /** The comments of the public that were received, and how they were weighed. */
  readonly comments: number
  readonly weighed: Weighed
}
export const weighedSum = ({ adopted, partly, rejected, unrelated }: Weighed): number => adopted + partly + rejected + unrelated

/** The first day a consultation opened on this day may end on, counted day by day. */
export const shortestConsultation = (from: PlainDate, calendar: Calendar) => clockOf('consultation', from, calendar)

/** Whether this person may take this step now: the event it becomes, or why not. Pure. */
export function takeNormStep(state: NormState, order: NormOrder, by: NormBy, known: Known): NormEvent | Refusal {
  return normClosedBecause(state, order.step, by, known) ?? eventOf(state, order, by, known)
}

/** Why a step is closed whatever is entered in its form; undefined when it is open. The pages list both. */
export function normClosedBecause(state: NormState, step: NormStep, by: NormBy, known: Known): Refusal | undefined {
  const row = normRowOf(state.stage, step)
  if (!row) {
    const stages = NORM_STAGES.filter((stage) => normRowOf(stage, step)).map((stage) => `“${normStageName[stage]}”`)
    return refuse('not-now', `“${normStepName[step]}”要在${stages.join('或')}时办理，这一件现在是“${normStageName[state.stage]}”`)
  }
  if (!row.by.includes(by.actor)) return refuse('not-yours', `“${normStepName[step]}”不由您的岗位办理`, row.law)
  return sameHand(state, step, by) ?? closedByUnit(state, step, by, known) ?? closedByFacts(state, step, known)
}

function sameHand(state: NormState, step: NormStep, { name }: NormBy): Refusal | undefined {
  if (step === 'passLegality' && name === state.draftedBy) return refuse('not-yours', '起草人不能审核自己写的文件，请另一位审核人办理', '国办发〔2018〕115号')
  if (step === 'clear' && name === state.draftedBy) return refuse('not-yours', '起草人不能审查自己写的草案，请另一位审查人办理', '条例第十七条')
  if (step === 'openConsultation' && name === state.clearance?.by)
    return refuse('not-yours', '保密审查和公开征求意见要由两个人办理，请另一位签发人办理', '条例第十七条')
  if ((step === 'openConsultation' || step === 'decide') && name === state.draftedBy)
    return refuse('not-yours', '起草人不能批准自己写的文件，请另一位签发人办理', '条例第十七条')
  if (step === 'decide' && name === state.legality?.by) return refuse('not-yours', '合法性审核和集体审议要由两个人办理', '国办发〔2018〕37号')
  return undefined
}

/** A unit writes what it drafts, and says what it was asked; nothing else. */
function closedByUnit({ circulation }: NormState, step: NormStep, { actor, unit }: NormBy, { drafters }: Known): Refusal | undefined {
  if (actor !== 'handling-department') return undefined
  if (step !== 'opine')
    return unit !== null && unit === drafters ? undefined : refuse('not-yours', `这一件由${drafters ?? '信息公开专员'}起草，您的科室只提交意见`)
  if (unit === null || !circulation?.units.includes(unit)) return refuse('not-yours', `这一件没有分送${unit ?? '您的科室'}`)
  return circulation.opinions.some((one) => one.unit === unit) ? refuse('not-now', `${unit}已经提交过意见`) : undefined
}

function closedByFacts(state: NormState, step: NormStep, known: Known): Refusal | undefined {
  const { consultation, circulation } = state
  const standing = standingOn(state, known.today)
  switch (step) {
    case 'gather':
      return stillOut(circulation, known.today)
    case 'archive':
      return state.stage === 'handling' ? stillOut(circulation, known.today) : undefined
    case 'askClearance':
      return unfinishedNorm(state.content)
    case 'waive':
      return consultation ? refuse('not-now', '已经公开征求过意见，不用再写不征求的理由') : undefined
    case 'closeConsultation':
      return consultation && known.today <= consultation.until
        ? refuse('not-now', `征求意见到${inChinese(consultation.until)}，还没有截止`, RULES.consultation.law)
        : undefined
    case 'answer':
      if (!consultation?.closed) return refuse('not-now', '公开征求意见截止以后，才有采纳情况可以反馈')
      return weighedSum(known.weighed) < known.comments
        ? refuse('not-now', `还有 ${known.comments - weighedSum(known.weighed)} 条意见没有写明是否采纳`)
        : undefined
    case 'submit':
      return unfinishedNorm(state.content) ?? unheard(state)
    case 'toRoad':
      return state.item === null ? undefined : refuse('not-now', `已经送主动公开，索引号 ${state.item}`)
    case 'review':
    case 'end':
    case 'prolongValidity':
      return standing && (standing.validity === 'expired' || standing.validity === 'abolished')
        ? refuse('not-now', `这一件已经${standing.validity === 'expired' ? '失效' : '废止'}（${inChinese(standing.because?.from ?? known.today)}）`)
        : undefined
    default:
      return undefined
  }
}

function stillOut(circulation: NormState['circulation'], today: PlainDate): Refusal | undefined {
  const out = circulation?.units.filter((unit) => !circulation.opinions.some((one) => one.unit === unit)) ?? []
  return circulation && out.length > 0 && today <= circulation.dueOn
    ? refuse('not-now', `还在等${out.join('、')}的意见；到${inChinese(circulation.dueOn)}过后没有提交的，视为没有意见`)
    : undefined
}

/** Nothing goes to legality review before the public was heard and answered, or it is written why it was not asked. */
function unheard({ consultation, waived }: NormState): Refusal | undefined {
  if (waived && !consultation) return undefined
  if (!consultation) return refuse('not-now', '还没有公开征求意见；依法不公开征求的，先由签发人写明理由', RULES.consultation.law)
  return consultation.answer ? undefined : refuse('not-now', '征求意见以后还没有发布采纳情况反馈', RULES.consultation.law)
}

/** What a draft lacks before anybody outside reads it. */
export function unfinishedNorm({ html, summary, note, issuer }: NormContent): Refusal<'not-now'> | undefined {
  if (!html.trim()) return refuse('not-now', '正文还是空的')
  if (!summary.trim()) return refuse('not-now', '还没有写内容概述')
  if (!note.trim()) return refuse('not-now', '还没有写起草说明：为什么制定，依据什么，主要内容是什么')
  return issuer.trim() ? undefined : refuse('not-now', '还没有填制定机关')
}

const LONGEST_TITLE = 200
export function normContentFault({ title }: NormContent): Refusal<'invalid'> | undefined {
  if (!title.trim()) return refuse('invalid', '写文件名称')
  return title.length > LONGEST_TITLE ? refuse('invalid', `文件名称最多 ${LONGEST_TITLE} 字`) : undefined
}

function eventOf(state: NormState, order: NormOrder, by: NormBy, known: Known): NormEvent | Refusal {
  const on = known.today
  switch (order.step) {
    case 'edit':
      return normContentFault(order.content) ?? { ...order, on }
    case 'relate':
    case 'unrelate':
      return relationFault(state, order.step, order.relation) ?? { ...order, on }
    case 'circulate':
      if (order.units.length === 0) return refuse('invalid', '至少选一个科室')
      if (order.dueOn <= on) return refuse('invalid', `提交意见的日期最早填${inChinese(addDays(on, 1))}`)
      return order.ask.trim() ? { ...order, on } : refuse('invalid', '写明请科室办什么')
    case 'opine':
      if (by.unit === null) return refuse('not-yours', '科室意见由科室提交')
      return order.opinion.trim() ? { ...order, on, unit: by.unit } : refuse('invalid', '写出意见；没有意见的写“无意见”')
    case 'answer':
      return order.words.trim() ? { ...order, on, weighed: known.weighed } : refuse('invalid', '写采纳情况：收到多少条，采纳了什么，没有采纳的为什么')
    case 'clear':
      return order.opinion.trim() && order.grounds.trim() ? { ...order, on } : refuse('invalid', '写出保密审查的意见和依据，两样都要留下', '条例第十七条')
    case 'passLegality':
      return order.opinion.trim() && order.grounds.trim() ? { ...order, on } : refuse('invalid', '写出审核意见和依据，两样都要留下', '国办发〔2018〕115号')
    case 'closeConsultation':
      return { step: order.step, on, comments: known.comments }
    case 'waive':
    case 'sendBack':
    case 'archive':
    case 'drop':
      return order.reason.trim() ? { ...order, on } : refuse('invalid', order.step === 'archive' ? '写明办理结果' : '写明理由')
    case 'setInterpretation':
      return order.needed || order.reason.trim() ? { ...order, on } : refuse('invalid', '写明为什么不用解读', '国办发〔2016〕19号')
    case 'gather':
    case 'submit':
    case 'askClearance':
      return { step: order.step, on }
    default:
      return datedEvent(state, order, known)
  }
}

/** It can be prolonged and never shortened: a slip in the year would hold the draft for as long. */
const LONGEST_CONSULTATION_DAYS = 180 // office setting
const tooLong = (until: PlainDate, on: PlainDate): Refusal<'invalid'> | undefined =>
  until > addDays(on, LONGEST_CONSULTATION_DAYS)
    ? refuse('invalid', `截止日最晚填${inChinese(addDays(on, LONGEST_CONSULTATION_DAYS))}：定了就不能提前，需要的到时候再延长`)
    : undefined

type Dated = Extract<NormOrder, { step: 'openConsultation' | 'prolong' | 'decide' | 'assignNumber' | 'toRoad' | 'prolongValidity' | 'review' | 'end' }>
function datedEvent(state: NormState, order: Dated, { today: on, calendar }: Known): NormEvent | Refusal {
  switch (order.step) {
    case 'openConsultation': {
      const { due } = shortestConsultation(on, calendar)
      if (order.until < due) return refuse('invalid', tooShort(on, order.until, due), RULES.consultation.law)
      return tooLong(order.until, on) ?? { ...order, on }
    }
    case 'prolong':
      if (state.consultation && order.until <= state.consultation.until)
        return refuse('invalid', `新的截止日要晚于${inChinese(state.consultation.until)}：征求意见只能延长，不能缩短`)
      return tooLong(order.until, on) ?? (order.reason.trim() ? { ...order, on } : refuse('invalid', '写明延长的理由'))
    case 'decide':
      if (!order.meeting.trim()) return refuse('invalid', '写明哪次会议审议通过', '国办发〔2018〕37号')
      return order.decidedOn > on ? refuse('invalid', '审议日期不能晚于今天') : { ...order, on }
    case 'assignNumber': {
      const { documentNumber, effectiveOn, validUntil } = order
      if (effectiveOn < on) return refuse('invalid', `施行日期最早填今天（${inChinese(on)}）`)
      return (
        validityFault(state.content.title, effectiveOn, validUntil) ?? {
          step: order.step,
          on,
          issue: { documentNumber, issuedOn: on, effectiveOn, validUntil },
        }
      )
    }
    case 'toRoad':
      return { ...order, on }
    case 'prolongValidity': {
      if (order.validUntil <= (state.issue?.validUntil ?? on)) return refuse('invalid', '新的有效期要比现在的长')
      return (
        validityFault(state.content.title, on, order.validUntil) ??
        (order.reason.trim() ? { ...order, on } : refuse('invalid', '写明延长的依据，例如评估或者会议决定'))
      )
    }
    case 'review':
      return order.reason.trim() ? { ...order, on } : refuse('invalid', '写明清理的理由')
    case 'end':
      if (order.ending.from < on) return refuse('invalid', `从哪一天起，最早填今天（${inChinese(on)}）`)
      return order.ending.reason.trim() ? { ...order, on } : refuse('invalid', '写明依据')
  }
}

const tooShort = (from: PlainDate, until: PlainDate, due: PlainDate): string =>
  `公开征求意见不少于 ${RULES.consultation.days} 日：${inChinese(from)}公布，当日不计，最早到${inChinese(due)}截止；填的${inChinese(until)}只有 ${Math.max(0, daysBetween(from, until))} 日`

function validityFault(title: string, from: PlainDate, validUntil: PlainDate | null): Refusal<'invalid'> | undefined {
  const years = validYearsOf(title)
  const last = lastOfYears(from, years)
  if (validUntil === null) return undefined
  if (validUntil < from) return refuse('invalid', '有效期不能早于施行日期')
  return validUntil > last ? refuse('invalid', `按本单位的规定，这份文件的有效期最长 ${years} 年，到${inChinese(last)}`) : undefined
}

function relationFault(state: NormState, step: 'relate' | 'unrelate', relation: Relation): Refusal | undefined {
  const known = state.relations.some((one) => relationKey(one) === relationKey(relation))
  if (step === 'unrelate') return known ? undefined : refuse('invalid', '没有这一条关系')
  if (known) return refuse('duplicate', '这一条关系已经登记过')
  if (!relation.norm && !relation.item && !relation.words.trim()) return refuse('invalid', '写对方的登记号、文号或者名称')
  if ((relation.kind === 'amends' || relation.kind === 'abolishes') && state.stage === 'issued')
    return refuse('not-now', '修改和废止随新文件编号印发时生效；已经印发的，另起一件')
  return undefined
}
