import { z } from 'zod'
import { isPlainDate, plainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { DELIVERY_WAYS } from './delivery.ts'
import type { PostingOrder, PostingStep } from './posting.ts'

const Text = z.string().max(20_000, { error: '最多 20000 个字' }).default('')
const on = z.string({ error: '填写日期' }).refine(isPlainDate, { error: '填写日期，如 2026-01-20' }).transform(plainDate)
const index = z
  .string({ error: '选择哪一次寄送' })
  .regex(/^\d{1,4}$/, { error: '选择哪一次寄送' })
  .transform(Number)

/** What the forms of a delivery send, of an answer as of a letter on the way; the rules themselves are in delivery.ts. */
export const DELIVERY_FORMS = {
  send: z.object({ way: z.enum(DELIVERY_WAYS, { error: '选择寄送的方式' }), on, tracking: Text, evidence: Text }),
  arrive: z.object({ index, on, evidence: Text }),
  fail: z.object({ index, on, reason: Text }),
} as const
const FORMS = { ...DELIVERY_FORMS, keepBack: z.object({ reason: Text }) } as const satisfies Record<PostingStep, z.ZodType>

/** The order a form about a letter's delivery makes, or its first mistake. */
export function postingOrderIn(step: PostingStep, fields: Readonly<Record<string, string>>): PostingOrder | Refusal<'invalid'> {
  const parsed = FORMS[step].safeParse(fields)
  if (!parsed.success) return refuse('invalid', parsed.error.issues[0]?.message ?? '填写不完整')
  return { step, ...parsed.data } as PostingOrder // the schema of a step is the shape of its order
}
