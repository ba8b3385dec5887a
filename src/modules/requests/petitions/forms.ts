import { z } from 'zod'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { FINDINGS, type PetitionKind } from './kinds.ts'
import type { PetitionStep } from './lifecycle.ts'
import { withReason } from './petition.ts'
import type { PetitionOrder } from './steps.ts'
import type { PetitionSubmission } from './submit-petition.ts'

const Line = (most: number) =>
  z
    .string()
    .max(most, { error: `最多 ${most} 个字` })
    .default('')
const Text = z.string().max(20_000, { error: '最多 20000 个字' }).default('')

const Key = z.uuid({ error: '表单已失效，请重新打开本页填写' })
/** In the order of the page, which is that of the mistakes above it. */
const Common = {
  request: z
    .string()
    .max(40, { error: '申请编号像 XQ-2026-0001' })
    .default('')
    .transform((text) => text.toUpperCase().replace(/\s/g, ''))
    .refine((text) => text === '' || /^[A-Z0-9-]{4,40}$/.test(text), { error: '申请编号像 XQ-2026-0001；不清楚的留空' })
    .transform((text) => text || null),
  item: z
    .string()
    .max(20, { error: '信息的编号像 2026-00012' })
    .default('')
    .refine((text) => text === '' || /^20\d\d-\d{1,9}$/.test(text), { error: '信息的编号像 2026-00012，在信息页的地址里；不清楚的留空' })
    .transform((text) => text || null),
  name: Line(50),
  contact: z.string({ error: '填写电话或者邮箱' }).min(5, { error: '填写电话或者邮箱，需要核实时联系您' }).max(100, { error: '最多 100 个字' }),
}
const told = (what: string, least: number) =>
  z
    .string({ error: what })
    .min(least, { error: `${what}，至少 ${least} 个字` })
    .max(4_000, { error: '最多 4000 个字' })

const FORMS_OF = {
  complaint: z.object({ key: Key, subject: told('写清楚什么事、什么时候、怎么不对', 10), ...Common, person: Line(100) }),
  suggestion: z.object({ key: Key, subject: told('写清楚建议公开什么信息', 6), why: Line(1_000), ...Common }),
} as const satisfies Record<PetitionKind, z.ZodType>

/** The public form of a kind. */
export const petitionForm = (kind: PetitionKind): z.ZodType<PetitionSubmission> =>
  FORMS_OF[kind].transform(
    ({ key, name, contact, request, item, subject, ...more }): PetitionSubmission => ({
      key,
      kind,
      sender: { name, contact },
      subject: 'why' in more ? withReason(subject, String(more.why)) : subject,
      aboutRequest: request,
      aboutItem: item,
      aboutPerson: 'person' in more ? String(more.person) : '',
    }),
  ) as z.ZodType<PetitionSubmission> // both forms have these fields

const STEP_FORMS = {
  accept: z.object({ handler: Line(50), against: Line(200) }),
  reassign: z.object({ handler: Line(50) }),
  answer: z.object({ finding: z.enum(FINDINGS, { error: '选择查的结果' }), words: Text }),
  forward: z.object({ to: Line(100), words: Text }),
  publish: z.object({ item: Line(20), words: Text }),
  decline: z.object({ reason: Text }),
  withdraw: z.object({ reason: Text }),
  note: z.object({ words: Text }),
} as const satisfies Record<PetitionStep, z.ZodType>

/** The order a step's form makes, or its first mistake. */
export function petitionOrderIn(step: PetitionStep, fields: Readonly<Record<string, string>>): PetitionOrder | Refusal<'invalid'> {
  const parsed = STEP_FORMS[step].safeParse(fields)
  if (!parsed.success) return refuse('invalid', parsed.error.issues[0]?.message ?? '填写不完整')
  return { step, ...parsed.data } as PetitionOrder // the schema of a step is the shape of its order
}
