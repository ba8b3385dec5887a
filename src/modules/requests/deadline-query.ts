import { z } from 'zod'
import { isPlainDate, type PlainDate, plainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Calendar } from '../calendar/index.ts'
import { type ClockFacts, clockOf, LONGEST_EXTENSION_DAYS, REPLY_DAYS } from './clock.ts'

const LONGEST_DAYS = 250 // no period of the 条例 comes near a year of working days
const EARLIEST = '1990-01-01'
const LATEST = '2099-12-31'

/** A day that exists, in the years a deadline can be asked for. */
export const isCountableDay = (text: string): text is PlainDate => isPlainDate(text) && text >= EARLIEST && text <= LATEST

const Day = (name: string) =>
  z
    .string({ error: `${name} 应是 YYYY-MM-DD 形式的日期` })
    .refine(isCountableDay, {
      error: (issue) => `${name} 没有“${issue.input}”这一天；写成 2026-01-20 这样，${EARLIEST.slice(0, 4)} 年到 ${LATEST.slice(0, 4)} 年之间`,
    })
    .transform((text) => plainDate(text))

const WholeNumber = (name: string, least: number, most: number, why: string) =>
  z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^-?\d+$/)
          .transform(Number),
      ],
      { error: `${name} 应是整数` },
    )
    .refine((n) => Number.isInteger(n) && n >= least && n <= most, { error: `${name} 应是 ${least} 到 ${most} 之间的整数${why}` })

const Span = z.string({ error: 'consulted 应写成 发出日..收到意见日' }).transform((text, context): ClockFacts['consultations'][number] => {
  const [from = '', to = '', ...more] = text.split('..')
  if (more.length > 0 || !isPlainDate(from) || !isPlainDate(to)) {
    context.addIssue({ code: 'custom', message: `consulted 应写成 2026-01-22..2026-01-30（发出日..收到意见日），现在是“${text}”` })
    return z.NEVER
  }
  if (to < from) {
    context.addIssue({ code: 'custom', message: `收到意见的日期 ${to} 早于发出的日期 ${from}` })
    return z.NEVER
  }
  return { askedOn: from, answeredOn: to }
})

const DeadlineQuery = z.strictObject({
  received: Day('received'),
  days: WholeNumber('days', 1, LONGEST_DAYS, '').nullish(),
  amended: Day('amended').nullish(),
  extended: WholeNumber('extended', 0, LONGEST_EXTENSION_DAYS, '：延长的期限最长不得超过 20 个工作日（条例第三十三条第二款）').nullish(),
  consulted: z.preprocess(
    (given) => (given == null ? [] : typeof given === 'string' ? [given] : given),
    z.array(Span, { error: 'consulted 应是列表，如 ["2026-01-22..2026-01-30"]' }).max(100, { error: 'consulted 最多 100 段' }),
  ),
})

export type DeadlineAnswer = {
  readonly due: PlainDate
  readonly provisional: boolean
  readonly ledger: readonly { date: PlainDate; counted: boolean; dayNumber: number; why: string; article: string }[]
}

/** A deadline from what the command line, a batch line or the API gives under the same names; the first mistake as a sentence. */
export function answerDeadline(raw: unknown, calendar: Calendar): DeadlineAnswer | Refusal<'invalid'> {
  const facts = factsOf(raw)
  if (isRefusal(facts)) return facts
  const { due, provisional, ledger } = clockOf(facts, calendar)
  return { due, provisional, ledger: ledger.map(({ date, counted, dayNumber, why, article }) => ({ date, counted, dayNumber, why, article })) }
}

function factsOf(raw: unknown): ClockFacts | Refusal<'invalid'> {
  const parsed = DeadlineQuery.safeParse(raw)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    if (issue?.code === 'unrecognized_keys')
      return refuse('invalid', `不认识的名称：${issue.keys.join('、')}；可用 received、days、amended、extended、consulted`)
    if (issue?.path.length === 0) return refuse('invalid', '应是一个 JSON 对象，例如 {"received":"2026-01-20"}')
    return refuse('invalid', issue?.message ?? '参数不对')
  }
  const { received, days, amended, extended, consulted } = parsed.data
  if (amended && amended < received) return refuse('invalid', `收到补正的日期 ${amended} 早于收到申请的日期 ${received}`)
  const early = consulted.find((c) => c.askedOn < received)
  if (early) return refuse('invalid', `征求意见的日期 ${early.askedOn} 早于收到申请的日期 ${received}`)
  return { receivedOn: received, days: days ?? REPLY_DAYS, amendedOn: amended ?? null, extendedBy: extended ?? 0, consultations: consulted }
}
