import type { Entries } from './entries.ts'
import { REMEDY_COLUMNS } from './form.ts'
import type { Report } from './report.ts'

export type Failure = {
  readonly rule: 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6' | 'E7' | 'E10'
  /** An error keeps a report from being published; a warning is for a person to judge. */
  readonly severity: 'error' | 'warning'
  readonly where: string
  readonly message: string
  /** Numbers of the requests that cause it, where they can be told. */
  readonly requests?: readonly string[]
}
/** What the year before left behind: its closing row, the requests in it, its entered figures, and the normative documents in force. */
export type YearBefore = {
  readonly closing: readonly number[]
  readonly differing: readonly string[]
  readonly entries: Entries
  readonly normsInForce: number | undefined
}

const COLUMNS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
const ROUTES = { reconsideration: '行政复议', litigation_direct: '未经复议直接起诉', litigation_after_reconsideration: '复议后起诉' } as const
const differ = (left: number, right: number): string => `${left} 与 ${right} 不等，差 ${Math.abs(left - right)}`

/** The equations of the form (勾稽关系) that do not hold. Without `before` nothing is said about the year before. */
export function failuresOf(report: Report, before: YearBefore | null): Failure[] {
  return [...requestFailures(report, before), ...remedyFailures(report), ...proactiveWarnings(report, before)]
}

function requestFailures(report: Report, before: YearBefore | null): Failure[] {
  const { rows } = report.tables.requests
  const row = (key: string): readonly number[] => rows.find((one) => one.key === key)?.values ?? []
  const leaves = rows.filter(({ key }) => !['received', 'carried_in', 'concluded', 'carried_out'].includes(key))
  const failures: Failure[] = []
  const check = (rule: Failure['rule'], where: string, left: number, right: number, says: string, requests: readonly string[] = []) => {
    if (left !== right)
      failures.push({ rule, severity: 'error', where, message: `${says}：${differ(left, right)}`, ...(requests.length > 0 ? { requests } : {}) })
  }
  COLUMNS.forEach((name, i) => {
    const at = (key: string) => row(key)[i] ?? 0
    check('E1', name, at('received') + at('carried_in'), at('concluded') + at('carried_out'), '第一项加第二项应等于第三项加第四项')
    check(
      'E2',
      name,
      at('concluded'),
      leaves.reduce((n, leaf) => n + (leaf.values[i] ?? 0), 0),
      '（七）总计应等于各项处理结果之和',
    )
    if (before) check('E5', name, at('carried_in'), before.closing[i] ?? 0, '上年结转应等于上一年度报告的结转下年度继续办理', before.differing)
  })
  for (const { label, values } of rows)
    check(
      'E3',
      label,
      values[6] ?? 0,
      values.slice(0, 6).reduce((a, b) => a + b, 0),
      '总计应等于自然人与各类组织之和',
    )
  return failures
}

function remedyFailures(report: Report): Failure[] {
  return Object.entries(ROUTES).flatMap(([route, name]): Failure[] => {
    const values = report.tables.remedies[route as keyof typeof ROUTES] // the keys of ROUTES
    const total = values[REMEDY_COLUMNS.length - 1] ?? 0
    const parts = values.slice(0, -1).reduce((a, b) => a + b, 0)
    return total === parts
      ? []
      : [{ rule: 'E4', severity: 'error', where: name, message: `总计应等于维持、纠正、其他结果与尚未审结之和：${differ(total, parts)}` }]
  })
}

/** Table two has no printed equations: what does not fit together is a warning, for amended and cleared documents can explain it. */
function proactiveWarnings(report: Report, before: YearBefore | null): Failure[] {
  const warnings: Failure[] = []
  const warn = (rule: Failure['rule'], where: string, message: string) => warnings.push({ rule, severity: 'warning', where, message })
  report.tables.proactive.slice(0, 2).forEach(({ item, values: [first = 0, second = 0, third = 0] }, i) => {
    if (report.edition === '2019') {
      if (third < second) warn('E7', item, `对外公开总数量 ${third} 少于本年新公开数量 ${second}`)
      return
    }
    if (third < first) warn('E10', item, `现行有效件数 ${third} 少于本年制发件数 ${first}`)
    const last = i === 0 ? before?.entries.get('rules.3') : before?.normsInForce
    const expected = (last ?? 0) + first - second
    if (last !== undefined && third !== expected)
      warn('E6', item, `现行有效件数应为上年 ${last} 加制发 ${first} 减废止 ${second}，即 ${expected}，填的是 ${third}`)
  })
  if ((report.tables.proactive[0]?.values ?? []).some((n) => n > 0)) warn('E10', '规章', '规章只能由国务院部门、省级和设区的市级人民政府制定，请核对')
  return warnings
}
