import { type Finding, finding, sum } from './finding.ts'
import type { Recovered } from './recover.ts'
import { COLUMNS, type Requests, ROW_NAMES, type RowKey } from './table-three.ts'

const ROUTES = ['行政复议', '未经复议直接起诉', '复议后起诉']
const EACH = 5

/** E1 to E4: contradictions of arithmetic, so errors. Rows that were not aligned are left out of the sums, and the sums with them. */
export function equationFindings({ requests, remedies }: Recovered): Finding[] {
  const findings: Finding[] = []
  if (requests) findings.push(...countsOf(requests), ...columnFindings(requests), ...rowFindings(requests))
  if (!requests?.whole)
    findings.push(
      finding('recover', 'notice', '表三', requests ? '表三有的行没有对齐，涉及这些行的勾稽关系没有检查' : '没有能够对齐表三的各列，表三的勾稽关系没有检查'),
    )
  if (!remedies) return [...findings, finding('recover', 'notice', '表四', '没有能够对齐表四的 15 个数字，表四没有检查')]
  if (remedies.some((n) => n < 0 || !Number.isInteger(n)))
    findings.push(finding('E10', 'error', '表四', '件数应当是不小于 0 的整数', null, remedies.find((n) => n < 0 || !Number.isInteger(n)) ?? null))
  for (const [i, name] of ROUTES.entries()) {
    const parts = remedies.slice(i * EACH, i * EACH + EACH - 1)
    findings.push(...differ('E4', `表四 · ${name}`, '总计应等于维持、纠正、其他结果与尚未审结之和', sum(parts), remedies[i * EACH + EACH - 1] ?? 0))
  }
  return findings
}

const differ = (rule: string, where: string, says: string, expected: number, found: number): Finding[] =>
  expected === found ? [] : [finding(rule, 'error', where, `${says}，应为 ${expected}，表中是 ${found}`, expected, found)]

function columnFindings({ rows, leaves, whole }: Requests): Finding[] {
  return COLUMNS.flatMap((name, i) => {
    const at = (key: RowKey) => rows.get(key)?.[i]
    const [received, carriedIn, concluded, carriedOut] = [at('received'), at('carriedIn'), at('concluded'), at('carriedOut')]
    const known = received !== undefined && carriedIn !== undefined && concluded !== undefined && carriedOut !== undefined
    return [
      ...(known ? differ('E1', `表三 · ${name}`, '第一项加第二项应等于第三项（七）加第四项', received + carriedIn, concluded + carriedOut) : []),
      ...(whole && concluded !== undefined
        ? differ('E2', `表三 · ${name}`, '（七）总计应等于各项办理结果之和', sum(leaves.map((key) => at(key) ?? 0)), concluded)
        : []),
    ]
  })
}

const rowFindings = ({ rows }: Requests): Finding[] =>
  [...rows].flatMap(([key, row]) => differ('E3', `表三 · ${ROW_NAMES[key]}`, '总计应等于自然人与各类组织之和', sum(row.slice(0, -1)), row.at(-1) ?? 0))

const countsOf = ({ rows }: Requests): Finding[] =>
  [...rows].flatMap(([key, row]) =>
    row
      .filter((n) => n < 0 || !Number.isInteger(n))
      .slice(0, 1)
      .map((n) => finding('E10', 'error', `表三 · ${ROW_NAMES[key]}`, `件数应当是不小于 0 的整数，表中是 ${n}`, null, n)),
  )
