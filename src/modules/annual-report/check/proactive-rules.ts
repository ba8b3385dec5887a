import { type Finding, finding } from './finding.ts'
import type { Recovered } from './recover.ts'
import { ITEM_NAMES, type Item } from './table-two.ts'

/** 立法法第九十一条、第九十三条: rules are made by ministries, provinces and cities divided into districts only. */
const MAKES_NO_RULES = /(?:区|县|旗|镇|乡|街道)(?:人民政府|政府|办事处|[^省市]{0,20}(?:局|委员会|中心|办公室|委|办|队))?$|街道|[区县镇乡旗][^省市]{2,}/
const MAY_MAKE_RULES = /自治区(?:人民政府)?$|^[^区县镇乡]{2,6}市(?:人民政府)?(?:办公厅|办公室)?$|国务院|^[^区县镇乡市]{2,6}省/
const CHANGE = 1 // the column 本年增/减 may be negative

/** Table two: counts that cannot be, rows that contradict themselves, rules an agency cannot make, amounts without a unit. */
export function proactiveFindings({ proactive, agency, prose }: Recovered): Finding[] {
  const { edition, rows } = proactive
  const findings: Finding[] = []
  const where = (item: Item) => `表二 · ${ITEM_NAMES[item]}`
  for (const [item, values] of rows) {
    const signed = (i: number) => edition === 'A' && i === CHANGE && !['rules', 'normative', 'procurement'].includes(item)
    const amount = (i: number) => (edition === 'B' && item === 'charges') || (item === 'procurement' && i === 1)
    values.forEach((n, i) => {
      if (n < 0 && !signed(i)) findings.push(finding('E10', 'error', where(item), `数量不能是负数，表中是 ${n}`, null, n))
      else if (!Number.isInteger(n) && !amount(i)) findings.push(finding('E10', 'error', where(item), `数量应当是整数，表中是 ${n}`, null, n))
    })
  }
  for (const item of ['rules', 'normative'] as const) findings.push(...madeFindings(item, where(item), rows.get(item), edition))
  const rules = rows.get('rules')
  const body = agency?.replace(/^.*自治区/, '') // 自治区 can make rules; a 区 cannot
  if (agency && body && rules?.some((n) => n > 0) && MAKES_NO_RULES.test(body) && !MAY_MAKE_RULES.test(agency)) {
    findings.push(finding('E10', 'error', where('rules'), `${agency}不能制定规章，“规章”一行应为 0`, 0, rules.find((n) => n > 0) ?? null))
  }
  return [...findings, ...amountFindings(rows.get('charges'), edition, prose.all), ...unitFindings(rows.get('procurement'), proactive.words, prose.all)]
}

function madeFindings(item: Item, where: string, values: readonly number[] | undefined, edition: 'A' | 'B' | null): Finding[] {
  const [made = 0, second = 0, third = 0] = values ?? []
  if (edition === 'A' && third < second) return [finding('E7', 'warning', where, `对外公开总数量 ${third} 小于本年新公开数量 ${second}`, second, third)]
  if (edition === 'A' && second > made && item === 'rules' && made === 0 && third === 0) return []
  if (edition === 'B' && third < made)
    return [finding('E10', 'warning', where, `现行有效件数 ${third} 小于本年制发件数 ${made}；当年制发又当年废止的除外`, made, third)]
  return []
}

/** 本年收费金额 is in 万元; only the text can prove that it was entered in 元. */
function amountFindings(values: readonly number[] | undefined, edition: 'A' | 'B' | null, text: string): Finding[] {
  const charged = values?.[0]
  if (edition !== 'B' || !charged) return []
  const said = /行政事业性收费[^，。；\d]{0,16}(\d+(?:\.\d+)?)(万元|元)/.exec(text)
  if (!said) return []
  const yuan = Number(said[1]) * (said[2] === '万元' ? 10_000 : 1)
  if (Math.abs(charged - yuan) < 0.01)
    return [
      finding('unit', 'warning', '表二 · 行政事业性收费', `收费金额的单位是万元，正文是 ${said[1]} ${said[2]}，表中却是 ${charged}`, yuan / 10_000, charged),
    ]
  return Math.abs(charged - yuan / 10_000) < 0.006 * Math.max(1, charged)
    ? []
    : [
        finding(
          'E8',
          'warning',
          '表二 · 行政事业性收费',
          `正文写行政事业性收费 ${said[1]} ${said[2]}，表二是 ${charged} 万元；请核对是不是同一口径`,
          yuan / 10_000,
          charged,
        ),
      ]
}

/** Edition A prints no unit for 采购总金额. */
function unitFindings(values: readonly number[] | undefined, words: string, text: string): Finding[] {
  const amount = values?.[1]
  if (!amount) return []
  const column =
    /采购总金额(?:[(（][^)）]*元|[^。]{0,4}单位[^。]{0,4}元)|单位：?[^。]{0,4}元|政府集中采购\d+(?:\.\d+)?(?:项|个)?\d*(?:\.\d+)?(?:万|亿)?元/.test(words)
  const said = /采购[^。；]{0,30}?(\d+(?:\.\d+)?)(亿|万)?元/g
  const proved = [...text.matchAll(said)].some(([, n]) => Number(n) === amount)
  return column || proved ? [] : [finding('unit', 'warning', '表二 · 政府集中采购', `采购总金额 ${amount} 没有写单位（元或者万元）`, '万元', amount)]
}
