import { z } from 'zod'
import { isPlainDate, plainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { DELIVERY_FORMS } from '../letters/index.ts'
import { isDecision } from './decisions.ts'
import type { Step } from './lifecycle.ts'
import { CONSULTED, REFERRED_TO, RETENTIONS, STANCES } from './events.ts'
import { BASES } from './fees/tariff.ts'
import type { Order } from './steps.ts'

const Text = z.string().max(20_000, { error: '最多 20000 个字' }).default('')
const Day = z.string().refine(isPlainDate, { error: '填写日期，如 2026-01-20' }).transform(plainDate)
const Whole = z
  .string()
  .regex(/^-?\d{1,7}$/, { error: '填写整数，最多七位' })
  .transform(Number)

const Ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '')
/** Departments ticked: a field for each, `helper:综合科`. */
const helpersIn = (fields: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(fields)
    .filter((name) => name.startsWith(HELPER) && fields[name] !== '')
    .map((name) => name.slice(HELPER.length))
export const HELPER = 'helper:'

const Seen = z.object({ letters: z.string().max(100).exactOptional(), copies: z.string().max(200).exactOptional() })

/** What the form of each step sends; the rules themselves are in steps.ts. */
const FORMS = {
  assign: z
    .looseObject({ department: Text, withinDays: Whole, note: Text })
    .transform(({ department, withinDays, note, ...more }) => ({ department, withinDays, note, helpers: helpersIn(more) })),
  giveOpinion: z.object({ opinion: Text, objects: Ticked }),
  urge: z.object({ department: Text, words: Text }),
  discuss: z.object({ heldOn: Day, present: Text, record: Text }),
  askToAmend: z.object({ matters: Text, withinDays: Whole }),
  receiveAmendment: z.object({ on: Day, answer: Text }),
  lapse: z.object({ evidence: Text }),
  askReasons: z.object({ finding: Text, withinDays: Whole }),
  receiveReasons: z.object({ on: Day, answer: Text }),
  setDelay: z.object({ days: Whole, reason: Text }),
  split: z.object({ matters: Text.transform((text) => text.split('\n')) }),
  proposeExtension: z.object({ days: Whole, reason: Text }),
  approveExtension: z.object({}),
  declineExtension: z.object({ reason: Text }),
  consult: z.object({ kind: z.enum(CONSULTED, { error: '选择征求谁的意见' }), with: Text, on: Day, evidence: Text }),
  noteConsulted: z.object({ index: Whole, on: Day, evidence: Text }),
  receiveOpinion: z.object({
    index: Whole,
    stance: z.enum(STANCES, { error: '选择对方的意见' }),
    on: Day,
    opinion: Text,
    evidence: Text,
  }),
  proposeFee: z.object({ basis: z.enum(BASES, { error: '选择按件还是按量' }), quantity: Whole, reason: Text }),
  approveFee: z.object({}),
  declineFee: z.object({ reason: Text }),
  noteFeeNotice: z.object({ on: Day, evidence: Text }),
  objectToFee: z.object({ on: Day, reason: Text }),
  answerFeeObjection: z.object({ yuan: Whole, words: Text }),
  waiveFee: z.object({ reason: Text }),
  payFee: z.object({ on: Day, receipt: Text }),
  lapseUnpaid: z.object({}),
  draftReply: z.object({ decision: z.string().refine(isDecision, { error: '选择答复类型' }), text: Text, overriding: Text }),
  takeBack: z.object({}),
  review: Seen,
  sendBack: z.object({ reason: Text }),
  sign: Seen,
  deliver: DELIVERY_FORMS.send,
  confirmDelivery: DELIVERY_FORMS.arrive,
  failDelivery: DELIVERY_FORMS.fail,
  archive: z.object({ fileNumber: Text, retention: z.enum(RETENTIONS, { error: '选择保管期限' }), place: Text }),
  refer: z.object({ to: z.enum(REFERRED_TO, { error: '选择转到哪里' }), words: Text, address: Text }),
  correctReceipt: z.object({ receivedOn: Day, reason: Text }),
  withdraw: z.object({ reason: Text }),
} as const satisfies Record<Step, z.ZodType>

/** The order a step's form makes, or its first mistake. */
export function orderOf(step: Step, fields: Readonly<Record<string, string>>): Order | Refusal<'invalid'> {
  const parsed = FORMS[step].safeParse(fields)
  if (!parsed.success) return refuse('invalid', parsed.error.issues[0]?.message ?? '填写不完整')
  return { step, ...parsed.data } as Order // the schema of a step is the shape of its order
}
