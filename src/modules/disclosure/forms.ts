import { beijingMidnight, isPlainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { isExemption } from './exemptions.ts'
import type { Content, ItemFile, Source } from './item.ts'
import { DISCARD_REASONS, type Step, VALIDITIES } from './lifecycle.ts'
import type { Order } from './steps.ts'

type Values = Readonly<Record<string, string>>
type Written = { readonly html: string; readonly files: readonly ItemFile[]; readonly source?: Source | undefined; readonly left?: readonly string[] }

/** The content a form gives, or which of its days is none. */
export function contentOf(values: Values, { html, files, source, left = [] }: Written): Content | Refusal<'invalid'> {
  const day = (name: string, words: string) => {
    const text = values[name] ?? ''
    return text === '' || isPlainDate(text) ? text : refuse('invalid', `${words}填成“2026-11-24”这样的日期`)
  }
  const [formedOn, countedFrom, validUntil] = [day('formedOn', '成文日期'), day('countedFrom', '起算日期'), day('validUntil', '有效期至')]
  for (const one of [formedOn, countedFrom, validUntil]) if (typeof one !== 'string') return one
  if (!isPlainDate(formedOn as string)) return refuse('invalid', '填成文日期：公开期限从它起算', '条例第二十六条')
  return {
    title: (values['title'] ?? '').trim(),
    summary: (values['summary'] ?? '').trim(),
    column: values['column'] ?? '',
    issuer: (values['issuer'] ?? '').trim(),
    documentNumber: (values['documentNumber'] ?? '').trim(),
    subject: (values['subject'] ?? '').trim(),
    formedOn: formedOn as Content['formedOn'],
    countedFrom: (countedFrom || null) as Content['countedFrom'],
    validUntil: (validUntil || null) as Content['validUntil'],
    html,
    files,
    ...(source ? { source } : {}),
    ...(left.length > 0 ? { left } : {}),
  }
}

/** The fields of a form as a content fills them. */
export const valuesOf = (content: Content): Values => ({
  title: content.title,
  summary: content.summary,
  column: content.column,
  issuer: content.issuer,
  documentNumber: content.documentNumber,
  subject: content.subject,
  formedOn: content.formedOn,
  countedFrom: content.countedFrom ?? '',
  validUntil: content.validUntil ?? '',
  body: content.html,
})

/** The order a form of a step gives; what its words must say is in steps.ts. */
export function orderOf(step: Exclude<Step, 'edit'>, values: Values): Order | Refusal<'invalid'> {
  const text = (name: string): string => values[name] ?? ''
  switch (step) {
    case 'submit':
    case 'keepPublished':
    case 'publish':
    case 'discard':
      return { step }
    case 'clear':
      return { step, opinion: text('opinion'), grounds: text('grounds'), ...(text('personal') ? { personal: text('personal') } : {}) }
    case 'askAbove':
      return { step, of: text('of'), question: text('question') }
    case 'withhold':
    case 'proposeWithholding':
    case 'keepWithheld': {
      const reviewOn = text('reviewOn')
      if (!isPlainDate(reviewOn)) return refuse('invalid', '填下次复查的日期', '条例第十八条')
      if (step === 'keepWithheld') return { step, grounds: text('grounds'), reviewOn }
      const exemption = text('exemption')
      return isExemption(exemption)
        ? { step, exemption, grounds: text('grounds'), reviewOn, publicWords: text('publicWords') }
        : refuse('invalid', '选一项不予公开的情形', '条例第十四条至第十六条')
    }
    case 'overturn': {
      const decidedOn = text('decidedOn')
      return isPlainDate(decidedOn) ? { step, decidedOn, reason: text('reason') } : refuse('invalid', '填决定被变更、撤销的日期')
    }
    case 'revise': {
      const changedOn = text('changedOn')
      if (changedOn === '') return { step, reason: text('reason') }
      return isPlainDate(changedOn) ? { step, reason: text('reason'), changedOn } : refuse('invalid', '变更日期填成“2026-11-24”这样的日期', '条例第二十六条')
    }
    case 'withdraw':
      return { step, reason: text('reason'), by: text('by').trim() }
    case 'proposeDiscard': {
      const why = DISCARD_REASONS.find((one) => one === text('why'))
      return why ? { step, why, into: text('into'), reason: text('reason') } : refuse('invalid', '选一个作废的原因')
    }
    case 'approve':
      return { step, note: text('note') }
    case 'schedule': {
      const [, day = '', hour = ''] = /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):[0-5]\d$/.exec(text('at')) ?? []
      if (!isPlainDate(day) || hour === '') return refuse('invalid', '发布时间填成“2026-12-01 09:00”这样')
      const [, minutes = '0'] = text('at').split(':')
      return { step, at: new Date(beijingMidnight(day).getTime() + Number(hour) * 3_600_000 + Number(minutes) * 60_000).toISOString() }
    }
    case 'setValidity': {
      const validity = VALIDITIES.find((one) => one === text('validity'))
      return validity ? { step, validity, reason: text('reason'), by: text('by').trim(), byTitle: text('byTitle').trim() } : refuse('invalid', '选一种有效性')
    }
    default:
      return { step, reason: text('reason') }
  }
}
