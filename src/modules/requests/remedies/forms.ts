import { z } from 'zod'
import { isPlainDate, plainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { DELIVERY_FORMS } from '../../letters/index.ts'
import { isDecision } from '../decisions.ts'
import { STANCES } from '../events.ts'
import { isEnding, PROCEDURES, REDO_ENDINGS, REMEDY_ROUTES, UNITS } from './kinds.ts'
import type { RemedyStep } from './lifecycle.ts'
import type { RemedyOrder } from './steps.ts'

const Day = (what: string) =>
  z
    .string({ error: `填写${what}` })
    .refine(isPlainDate, { error: `填写${what}，如 2026-01-20` })
    .transform(plainDate)
const Text = z.string().max(20_000, { error: '最多 20000 个字' }).default('')
const Whole = z
  .string({ error: '填写整数' })
  .regex(/^-?\d{1,4}$/, { error: '填写整数' })
  .transform(Number)

/** The form a remedy begins with. */
export const NewRemedyForm = z.object({
  key: z.uuid({ error: '表单已失效，请重新打开本页填写' }).optional(),
  route: z.enum(REMEDY_ROUTES, { error: '选择途径' }),
  filedOn: Day('受理日期'),
  requestNumber: z
    .string()
    .max(40)
    .default('')
    .transform((text) => text.toUpperCase().replace(/\s/g, '') || null),
  authority: z.string().max(100, { error: '最多 100 个字' }).default(''),
  caseNumber: z.string().max(100, { error: '最多 100 个字' }).default(''),
  procedure: z.enum(PROCEDURES, { error: '选择程序' }).default('ordinary'),
  follows: z
    .string()
    .regex(/^\d{0,15}$/, { error: '选择接着哪一件复议' })
    .default('')
    .transform((text) => (text === '' ? null : Number(text))),
  note: z.string().max(200, { error: '最多 200 个字' }).default(''),
})

const on = Day('日期')
const Seen = z.object({ letters: z.string().max(100).exactOptional(), copies: z.string().max(200).exactOptional() })
/** What the form of each step sends; the rules themselves are in steps.ts. */
const FORMS = {
  receiveCopy: z.object({ on, evidence: Text }),
  answer: z.object({ on, evidence: Text, words: Text }),
  supplement: z.object({ on, words: Text }),
  turnOrdinary: z.object({ on, reason: Text }),
  extend: z.object({ on, days: Whole, reason: Text }),
  suspend: z.object({ on, reason: Text }),
  resume: z.object({ on, reason: Text }),
  note: z.object({ on, words: Text }),
  end: z.object({ on: Day('审结日期'), ending: z.string({ error: '选择结果' }).refine(isEnding, { error: '选择结果' }), words: Text }),
  orderRedo: z.object({
    on: Day('审结日期'),
    ending: z.enum(REDO_ENDINGS, { error: '选择结果' }),
    servedOn: Day('收到决定、判决的日期'),
    days: z
      .string()
      .regex(/^-?\d{0,4}$/, { error: '填写整数' })
      .default('')
      .transform((text) => (text === '' || text === '-' ? null : Number(text))),
    unit: z.enum(UNITS, { error: '选择工作日或者自然日' }),
    words: Text,
  }),
  hearThird: z.object({ on, with: Text, askedOn: Day('征求意见的日期'), stance: z.enum(STANCES, { error: '选择对方的意见' }), opinion: Text }),
  draftRedo: z.object({ decision: z.string({ error: '选择答复类型' }).refine(isDecision, { error: '选择答复类型' }), text: Text, overriding: Text }),
  takeRedoBack: z.object({}),
  reviewRedo: Seen,
  sendRedoBack: z.object({ reason: Text }),
  signRedo: Seen,
  sendRedo: DELIVERY_FORMS.send,
  confirmRedo: DELIVERY_FORMS.arrive,
  failRedo: DELIVERY_FORMS.fail,
} as const satisfies Record<RemedyStep, z.ZodType>

/** The order a step's form makes, or its first mistake. */
export function remedyOrderIn(step: RemedyStep, fields: Readonly<Record<string, string>>): RemedyOrder | Refusal<'invalid'> {
  const parsed = FORMS[step].safeParse(fields)
  if (!parsed.success) return refuse('invalid', parsed.error.issues[0]?.message ?? '填写不完整')
  return { step, ...parsed.data } as RemedyOrder // the schema of a step is the shape of its order
}
