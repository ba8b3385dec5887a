import { type Finding, finding } from './finding.ts'
import type { Recovered } from './recover.ts'
import { COLUMNS } from './table-three.ts'
import { ITEM_NAMES } from './table-two.ts'

/** E5 and E6: this report's opening figures against last year's closing ones. */
export function lastYearFindings(report: Recovered, last: Recovered): Finding[] {
  if (report.year !== null && last.year !== null && report.year !== last.year + 1)
    return [finding('last-year', 'notice', '上年年报', `上年年报是 ${last.year} 年的，不是 ${report.year - 1} 年的，没有作跨年比较`)]
  return [...carriedFindings(report, last), ...filesFindings(report, last)]
}

function carriedFindings({ requests }: Recovered, last: Recovered): Finding[] {
  const opening = requests?.rows.get('carriedIn')
  const closing = last.requests?.rows.get('carriedOut')
  if (!opening || !closing) return []
  return COLUMNS.flatMap((name, i) => {
    const [found, expected] = [opening[i] ?? 0, closing[i] ?? 0]
    return found === expected
      ? []
      : [finding('E5', 'error', `表三 · 二、上年结转 · ${name}`, `上年年报“结转下年度继续办理”是 ${expected}，本年“上年结转”是 ${found}`, expected, found)]
  })
}

/** 现行有效 = last year's + 制发 − 废止; amended and re-checked documents may differ, so a warning. */
function filesFindings({ proactive }: Recovered, last: Recovered): Finding[] {
  if (proactive.edition !== 'B' || last.proactive.edition !== 'B') return []
  return (['rules', 'normative'] as const).flatMap((item) => {
    const [made, ended, valid] = proactive.rows.get(item) ?? []
    const before = last.proactive.rows.get(item)?.[2]
    if (made === undefined || ended === undefined || valid === undefined || before === undefined) return []
    const expected = before + made - ended
    return expected === valid
      ? []
      : [
          finding(
            'E6',
            'warning',
            `表二 · ${ITEM_NAMES[item]}`,
            `上年现行有效 ${before} 件，加本年制发 ${made} 件，减废止 ${ended} 件，应为 ${expected} 件，表中是 ${valid} 件；有修改或者清理的应当说明`,
            expected,
            valid,
          ),
        ]
  })
}
