import { z } from 'zod'
import { isPlainDate, plainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { isDecision } from './decisions.ts'
import type { Step } from './lifecycle.ts'
import { CONSULTED } from './request.ts'
import type { Order } from './steps.ts'

const Text = z.string().max(20_000, { error: '最多 20000 个字' }).default('')
const Day = z.string().refine(isPlainDate, { error: '填写日期，如 2026-01-20' }).transform(plainDate)
const Whole = z
  .string()
  .regex(/^-?\d{1,4}$/, { error: '填写整数' })
  .transform(Number)

/** What the form of each step sends; the rules themselves are in steps.ts. */
const FORMS = {
  assign: z.object({ department: Text }),
  giveOpinion: z.object({ opinion: Text }),
  askToAmend: z.object({ matters: Text, withinDays: Whole }),
  receiveAmendment: z.object({ on: Day, answer: Text }),
  lapse: z.object({}),
  proposeExtension: z.object({ days: Whole, reason: Text }),
  approveExtension: z.object({}),
  declineExtension: z.object({ reason: Text }),
  consult: z.object({ kind: z.enum(CONSULTED, { error: '选择征求谁的意见' }), with: Text, on: Day }),
  receiveOpinion: z.object({ index: Whole, on: Day, opinion: Text }),
  draftReply: z.object({ decision: z.string().refine(isDecision, { error: '选择答复类型' }), text: Text }),
  review: z.object({}),
  sendBack: z.object({ reason: Text }),
  sign: z.object({}),
  correctReceipt: z.object({ receivedOn: Day, reason: Text }),
  withdraw: z.object({ reason: Text }),
} as const satisfies Record<Step, z.ZodType>

/** The order a step's form makes, or its first mistake. */
export function orderOf(step: Step, fields: Readonly<Record<string, string>>): Order | Refusal<'invalid'> {
  const parsed = FORMS[step].safeParse(fields)
  if (!parsed.success) return refuse('invalid', parsed.error.issues[0]?.message ?? '填写不完整')
  return { step, ...parsed.data } as Order // the schema of a step is the shape of its order
}
