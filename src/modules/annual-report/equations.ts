import { REMEDY_COLUMNS } from './form.ts'
import type { Report } from './report.ts'

export type Failure = { readonly rule: 'E1' | 'E2' | 'E3' | 'E4' | 'E5'; readonly where: string; readonly message: string }
const COLUMNS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
const ROUTES = { reconsideration: '行政复议', litigation_direct: '未经复议直接起诉', litigation_after_reconsideration: '复议后起诉' } as const

/** The equations of the form (勾稽关系) that do not hold; `lastYear` is the closing row of the year before. */
export function failuresOf(report: Report, lastYear: readonly number[] | null): Failure[] {
  const { rows } = report.tables.requests
  const row = (key: string): readonly number[] => rows.find((one) => one.key === key)?.values ?? []
  const leaves = rows.filter(({ key }) => !['received', 'carried_in', 'concluded', 'carried_out'].includes(key))
  const failures: Failure[] = []
  const check = (rule: Failure['rule'], where: string, left: number, right: number, says: string) => {
    if (left !== right) failures.push({ rule, where, message: `${says}：${left} 与 ${right} 不等，差 ${Math.abs(left - right)}` })
  }
  COLUMNS.forEach((name, i) => {
    const at = (key: string) => row(key)[i] ?? 0
    check('E1', name, at('received') + at('carried_in'), at('concluded') + at('carried_out'), '第一项加第二项应等于第三项加第四项')
    check('E2', name, at('concluded'), leaves.reduce((n, leaf) => n + (leaf.values[i] ?? 0), 0), '（七）总计应等于各项处理结果之和')
    if (lastYear) check('E5', name, at('carried_in'), lastYear[i] ?? 0, '上年结转应等于上一年度的结转下年度继续办理')
  })
  for (const { label, values } of rows) check('E3', label, values[6] ?? 0, values.slice(0, 6).reduce((a, b) => a + b, 0), '总计应等于自然人与各类组织之和')
  for (const [route, name] of Object.entries(ROUTES)) {
    const values = report.tables.remedies[route as keyof typeof ROUTES] // the keys of ROUTES
    check('E4', name, values[REMEDY_COLUMNS.length - 1] ?? 0, values.slice(0, -1).reduce((a, b) => a + b, 0), '总计应等于维持、纠正、其他结果与尚未审结之和')
  }
  return failures
}
