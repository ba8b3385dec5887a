import { isPlainDate, type PlainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { NormStep } from './lifecycle.ts'
import { type NormContent, RELATION_KINDS, type Relation, REVIEW_DECISIONS } from './norm.ts'
import type { NormOrder } from './steps.ts'

type Values = Readonly<Record<string, string>>
const day = (values: Values, name: string, words: string): PlainDate | Refusal<'invalid'> => {
  const text = values[name] ?? ''
  return isPlainDate(text) ? text : refuse('invalid', `${words}填成“2026-11-24”这样的日期`)
}
export const optionalDay = (values: Values, name: string, words: string): PlainDate | null | Refusal<'invalid'> =>
  values[name] ? day(values, name, words) : null

/** The content a form gives; what it must say is in steps.ts. */
export const normContentOf = (values: Values, { html, left }: { readonly html: string; readonly left: readonly string[] }): NormContent => ({
  title: values['title'] ?? '',
  summary: values['summary'] ?? '',
  issuer: values['issuer'] ?? '',
  subject: values['subject'] ?? '',
  reference: values['reference'] ?? '',
  note: values['note'] ?? '',
  html,
  ...(left.length > 0 ? { left } : {}),
})
export const normValuesOf = ({ left, ...content }: NormContent): Values => ({ ...content, body: content.html })

/** Whom a relation names: a document of the ledger by its register number, an item by its own, anything else as words. */
export function relationOf(values: Values): Relation | Refusal<'invalid'> {
  const kind = RELATION_KINDS.find((one) => one === values['kind'])
  const to = values['to'] ?? ''
  if (!kind) return refuse('invalid', '选一种关系')
  if (/^20\d\d-\d{3}$/.test(to))
    return kind === 'interprets' ? refuse('invalid', '解读填解读材料的编号，如“2026-00012”') : { kind, norm: to, item: null, words: '' }
  if (/^20\d\d-\d{5}$/.test(to))
    return kind === 'interprets' ? { kind, norm: null, item: to, words: '' } : refuse('invalid', '填对方在台账上的登记号，如“2026-003”')
  return kind === 'basedOn' ? { kind, norm: null, item: null, words: to } : refuse('invalid', '填对方在台账上的登记号，如“2026-003”；只有依据可以写名称')
}

/** The order a form of a step gives. `documentNumber` and `item` are given by the use case. */
export function normOrderOf(step: Exclude<NormStep, 'edit' | 'toRoad' | 'review'>, values: Values): NormOrder | Refusal<'invalid'> {
  const text = (name: string): string => values[name] ?? ''
  const dated = <Order>(name: string, words: string, then: (date: PlainDate) => Order): Order | Refusal<'invalid'> => {
    const date = day(values, name, words)
    return typeof date === 'string' ? then(date) : date
  }
  switch (step) {
    case 'relate':
    case 'unrelate': {
      const relation = relationOf(values)
      return 'refused' in relation ? relation : { step, relation }
    }
    case 'circulate': {
      const units = Object.entries(values).flatMap(([name, value]) => (name.startsWith('unit-') ? [value] : []))
      return dated('dueOn', '提交意见的日期', (dueOn) => ({ step, units, dueOn, ask: text('ask') }))
    }
    case 'opine':
      return { step, opinion: text('opinion'), objects: text('objects') === '1' }
    case 'openConsultation':
      return dated('until', '截止日期', (until) => ({ step, until }))
    case 'prolong':
      return dated('until', '截止日期', (until) => ({ step, until, reason: text('reason') }))
    case 'answer':
      return { step, words: text('words') }
    case 'clear':
    case 'passLegality':
      return { step, opinion: text('opinion'), grounds: text('grounds') }
    case 'decide':
      return dated('decidedOn', '审议日期', (decidedOn) => ({ step, meeting: text('meeting'), decidedOn }))
    case 'assignNumber': {
      const validUntil = optionalDay(values, 'validUntil', '有效期至')
      if (validUntil !== null && typeof validUntil !== 'string') return validUntil
      return dated('effectiveOn', '施行日期', (effectiveOn) => ({ step, documentNumber: '', effectiveOn, validUntil }))
    }
    case 'prolongValidity':
      return dated('validUntil', '有效期至', (validUntil) => ({ step, validUntil, reason: text('reason') }))
    case 'end': {
      const kind = (['abolished', 'expired'] as const).find((one) => one === text('kind'))
      if (!kind) return refuse('invalid', '选废止或者宣布失效')
      return dated('from', '从哪一天起', (from) => ({ step, ending: { kind, from, by: '', reason: text('reason') } }))
    }
    case 'setInterpretation':
      return values['needed'] === 'yes' || values['needed'] === 'no'
        ? { step, needed: values['needed'] === 'yes', reason: text('reason') }
        : refuse('invalid', '选要解读或者不用解读', '国办发〔2016〕19号')
    case 'waive':
    case 'sendBack':
    case 'archive':
    case 'drop':
      return { step, reason: text('reason') }
    default:
      return { step }
  }
}

/** The decision a form of a clean-up round gives. */
export function reviewOrderOf(round: string, values: Values): NormOrder | Refusal<'invalid'> {
  const decision = REVIEW_DECISIONS.find((one) => one === values['decision'])
  return decision ? { step: 'review', round, decision, reason: values['reason'] ?? '' } : refuse('invalid', '选保留、修改或者废止')
}
