import { z } from 'zod'
import { isPlainDate, plainDate } from '../../kernel/plain-date.ts'
import { fenIn, yuanText } from './money.ts'
import { EXCLUSIONS, type Exclusion, type RewardRule } from './rules.ts'

type Kind = 'money' | 'percent' | 'number'
export type RuleField = { readonly name: string; readonly label: string; readonly kind: Kind; readonly hint?: string }

/** The amounts of a rule, in the order of the form. */
export const RULE_FIELDS = [
  { name: 'level1', label: '一级问题（元）', kind: 'money' },
  { name: 'level2', label: '二级问题（元）', kind: 'money' },
  { name: 'level3', label: '三级问题（元）', kind: 'money' },
  { name: 'first', label: '首报（%）', kind: 'percent' },
  { name: 'co', label: '共同举报（%）', kind: 'percent', hint: '0 为不奖励' },
  { name: 'public', label: '公共空间（%）', kind: 'percent' },
  { name: 'semiClosed', label: '半封闭小区（%）', kind: 'percent' },
  { name: 'closed', label: '封闭小区（%）', kind: 'percent' },
  { name: 'dayFen', label: '每人每天上限（元）', kind: 'money' },
  { name: 'dayCount', label: '每人每天件数', kind: 'number' },
  { name: 'monthFen', label: '每人每月上限（元）', kind: 'money' },
  { name: 'monthCount', label: '每人每月件数', kind: 'number' },
  { name: 'pool', label: '每月奖金总额（元）', kind: 'money' },
  { name: 'cooling', label: '同人同地同类间隔（天）', kind: 'number', hint: '这些天内只奖励一次，0 为不限' },
  { name: 'claim', label: '领取期限（天）', kind: 'number', hint: '自审批之日起' },
] as const satisfies readonly RuleField[]
type FieldName = (typeof RULE_FIELDS)[number]['name']

/** Nobody can be paid whom nobody can reach, so that one is not for choosing. */
export const CHOSEN_EXCLUSIONS = EXCLUSIONS.filter((one) => one !== 'anonymous')

const money = (label: string) =>
  z
    .string({ error: `填写${label}` })
    .refine((text) => fenIn(text) !== undefined, { error: `${label}写成元，如 5 或 5.50` })
    .transform((text) => fenIn(text) ?? 0)
const whole = (label: string, least: number, most: number) =>
  z
    .string({ error: `填写${label}` })
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most, { error: `${label}写成 ${least} 到 ${most} 的整数` })
    .transform(Number)
const labelOf = (name: FieldName): string => RULE_FIELDS.find((field) => field.name === name)?.label.replace(/（.*/, '') ?? name
const yuan = (name: FieldName) => money(labelOf(name))
const percent = (name: FieldName) => whole(labelOf(name), 0, 300)
const number = (name: FieldName, least = 0) => whole(labelOf(name), least, 100_000)
const excluded = z.literal('yes').optional()

/** The form of a rule, as fields, and the rule it says. */
export const RuleForm = z
  .object({
    from: z.string({ error: '填写施行日期' }).refine(isPlainDate, { error: '填写施行日期，如 2026-12-01' }).transform(plainDate),
    basis: z.string({ error: '填写依据' }).min(1, { error: '填写依据：文件名称或者批准的会议' }).max(200, { error: '依据最多 200 个字' }),
    level1: yuan('level1'),
    level2: yuan('level2'),
    level3: yuan('level3'),
    first: percent('first'),
    co: percent('co'),
    public: percent('public'),
    semiClosed: percent('semiClosed'),
    closed: percent('closed'),
    dayFen: yuan('dayFen'),
    dayCount: number('dayCount'),
    monthFen: yuan('monthFen'),
    monthCount: number('monthCount'),
    pool: yuan('pool'),
    cooling: number('cooling'),
    claim: number('claim', 1),
    staff: excluded,
    duplicate: excluded,
    withdrawn: excluded,
    false: excluded,
  } satisfies Readonly<Record<FieldName | Exclude<Exclusion, 'anonymous'> | 'from' | 'basis', z.ZodType>>)
  .transform((form): { rule: RewardRule; basis: string } => ({
    basis: form.basis,
    rule: {
      from: form.from,
      levelFen: { 1: form.level1, 2: form.level2, 3: form.level3 },
      firstPercent: form.first,
      coPercent: form.co,
      accessPercent: { public: form.public, semi_closed: form.semiClosed, closed: form.closed },
      dayCap: { fen: form.dayFen, count: form.dayCount },
      monthCap: { fen: form.monthFen, count: form.monthCount },
      poolFen: form.pool,
      coolingDays: form.cooling,
      claimDays: form.claim,
      excluded: EXCLUSIONS.filter((one) => one === 'anonymous' || form[one] === 'yes'),
    },
  }))

/** A rule as the fields of its form. */
export function valuesOf(rule: RewardRule): Readonly<Record<FieldName, string>> & Readonly<Record<string, string>> {
  return {
    level1: yuanText(rule.levelFen[1]),
    level2: yuanText(rule.levelFen[2]),
    level3: yuanText(rule.levelFen[3]),
    first: String(rule.firstPercent),
    co: String(rule.coPercent),
    public: String(rule.accessPercent.public),
    semiClosed: String(rule.accessPercent.semi_closed),
    closed: String(rule.accessPercent.closed),
    dayFen: yuanText(rule.dayCap.fen),
    dayCount: String(rule.dayCap.count),
    monthFen: yuanText(rule.monthCap.fen),
    monthCount: String(rule.monthCap.count),
    pool: yuanText(rule.poolFen),
    cooling: String(rule.coolingDays),
    claim: String(rule.claimDays),
    ...Object.fromEntries(rule.excluded.map((one) => [one, 'yes'])),
  }
}
