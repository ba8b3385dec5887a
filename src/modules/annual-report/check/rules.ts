import type { Recovered } from './recover.ts'

export type Finding = {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'notice'
  readonly where: string
  readonly message: string
  readonly expected: string | number | null
  readonly found: string | number | null
}

const COLUMNS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** E1 to E3 over table three, E4 over table four: contradictions of arithmetic, so errors. */
export function equationFindings({ requests, remedies }: Recovered): Finding[] {
  const findings: Finding[] = []
  const differ = (rule: string, where: string, says: string, expected: number, found: number) => {
    if (expected !== found) findings.push({ rule, severity: 'error', where, message: `${says}，应为 ${expected}，表中是 ${found}`, expected, found })
  }
  if (requests) {
    const at = (row: number, column: number) => requests.at(row)?.[column] ?? 0
    COLUMNS.forEach((name, i) => {
      differ('E1', `表三 · ${name}`, '第一项加第二项应等于第三项（七）加第四项', at(0, i) + at(1, i), at(-2, i) + at(-1, i))
      differ('E2', `表三 · ${name}`, '（七）总计应等于各项办理结果之和', sum(requests.slice(2, -2).map((row) => row[i] ?? 0)), at(-2, i))
    })
    requests.forEach((row, i) => differ('E3', `表三 · 第 ${i + 1} 行`, '总计应等于自然人与各类组织之和', sum(row.slice(0, 6)), row[6] ?? 0))
  } else findings.push({ rule: 'recover', severity: 'notice', where: '表三', message: '没有能够对齐表三的各列，表三的勾稽关系没有检查', expected: null, found: null })
  for (const [i, name] of ['行政复议', '未经复议直接起诉', '复议后起诉'].entries()) {
    if (remedies) differ('E4', `表四 · ${name}`, '总计应等于维持、纠正、其他结果与尚未审结之和', sum(remedies.slice(i * 5, i * 5 + 4)), remedies[i * 5 + 4] ?? 0)
  }
  return findings
}

const SHARE = /(\d[\d,]*)(条|件|次|份|个)[,，]?占[^\d，。；,;]{0,12}?(\d+(?:\.\d+)?)%/g
const toNumber = (text: string | undefined): number => Number((text ?? '').replace(/,/g, ''))

/** E9: a count, its base and the percentage printed beside it; and shares of one whole that do not come to 100. */
export function percentFindings({ prose }: Recovered): Finding[] {
  const findings: Finding[] = []
  const text = prose.first
  const groups = new Map<number, { printed: number[]; right: number[]; counts: number[]; digits: number }>()
  for (const match of text.matchAll(SHARE)) {
    const [whole, count, unit, share] = match
    const before = text.slice(Math.max(0, match.index - 400), match.index)
    const bases = [...before.matchAll(new RegExp(`(?:共|收到|公开|答复|办结|办理)[^\\d。]{0,24}?(\\d[\\d,]*)${unit}`, 'g'))].map((found) => toNumber(found[1])).filter((base) => base >= toNumber(count) && base > 0)
    const digits = (share?.split('.')[1] ?? '').length
    const right = (base: number) => Number(((toNumber(count) / base) * 100).toFixed(digits))
    const printed = Number(share)
    const base = bases.findLast((one) => right(one) === printed) ?? bases.at(-1)
    if (base === undefined) continue
    const group = groups.get(base) ?? { printed: [], right: [], counts: [], digits }
    groups.set(base, { printed: [...group.printed, printed], right: [...group.right, right(base)], counts: [...group.counts, toNumber(count)], digits: Math.max(digits, group.digits) })
    if (right(base) === printed) continue
    const scale = 10 ** digits
    const cutOff = Math.floor((toNumber(count) / base) * 100 * scale + 1e-9) / scale === printed
    findings.push({ rule: 'E9', severity: cutOff ? 'notice' : 'error', where: `正文“${whole}”`, message: `${count} 占 ${base} 是 ${right(base)}%，不是 ${share}%${cutOff ? '（截断而没有四舍五入）' : ''}`, expected: right(base), found: printed })
  }
  for (const [base, { printed, right, counts, digits }] of groups) {
    const total = Number(sum(printed).toFixed(digits))
    if (printed.length < 2 || sum(counts) !== base || total === Number(sum(right).toFixed(digits))) continue
    findings.push({ rule: 'E9', severity: 'warning', where: '正文各项比例', message: `各项比例相加是 ${total}%，不是 100%`, expected: 100, found: total })
  }
  return findings
}

/** E8: counts named in the text against the cells of table three. */
export function proseFindings({ prose, requests }: Recovered): Finding[] {
  if (!requests) return []
  const total = (from: number, to = from + 1) => sum(requests.slice(from, to).map((row) => row[6] ?? 0))
  const cells: readonly (readonly [RegExp, string, number])[] = [
    [/新收[^，。；\d]{0,16}申请(?:数量)?(\d+)件/, '本年新收', total(0)],
    [/上年结转[^，。；\d]{0,16}?(\d+)件/, '上年结转', total(1)],
    [/结转(?:到|至)?下年[^，。；\d]{0,8}?(\d+)件/, '结转下年度', requests.at(-1)?.[6] ?? 0],
    [/办结(?:申请)?(\d+)件/, '（七）总计', requests.at(-2)?.[6] ?? 0],
    [/[，。；中]予以公开(\d+)件/, '（一）予以公开', total(2)],
    [/[，。；]部分公开(\d+)件/, '（二）部分公开', total(3)],
    [/[，。；]不予公开(\d+)件/, '（三）不予公开', total(4, 12)],
    [/[，。；]无法提供(\d+)件/, '（四）无法提供', total(12, 15)],
    [/[，。；]不予处理(\d+)件/, '（五）不予处理', total(15, 20)],
  ]
  return cells.flatMap(([pattern, name, expected]) => {
    const found = pattern.exec(prose.first.replace(/,/g, '，').replace(/;/g, '；'))
    if (!found || Number(found[1]) === expected) return []
    return [{ rule: 'E8', severity: 'error' as const, where: `正文“${found[0].replace(/^[，。；]/, '')}”`, message: `正文写 ${found[1]}，表三“${name}”合计是 ${expected}`, expected, found: Number(found[1]) }]
  })
}

const FORMS = { A: '国办公开办函〔2019〕60号', B: '国办公开办函〔2021〕30号' } as const

/** The wrong form for the year, years and periods that do not belong, an amount without a unit, rules an agency cannot make, the fee statement. */
export function formFindings({ edition, year, agency, proactive, prose }: Recovered): Finding[] {
  const findings: Finding[] = []
  const add = (rule: string, severity: Finding['severity'], where: string, message: string, expected: string | number | null = null, found: string | number | null = null) => findings.push({ rule, severity, where, message, expected, found })
  const due = year === null ? null : year >= 2021 ? 'B' : 'A'
  if (edition && due && edition !== due) add('edition', 'error', '表二', `${year} 年的年报应当用 ${FORMS[due]} 的格式，表二用的是 ${FORMS[edition]}`, FORMS[due], FORMS[edition])
  const half = /[^。；]{0,30}上半年[^。；]{0,20}/.exec(prose.first)
  if (half && !prose.first.includes('下半年')) add('years', 'warning', `正文“${half[0].slice(-40)}”`, '年度报告里留有“上半年”的说法，统计期限应是全年')
  const old = year === null ? null : new RegExp(`(?:^|[。；，])${year - 1}年(?:上半年)?(?:工作中|[，,]?[我本](?:局|单位|街道|中心|机关|委|办|镇|乡|区))`).exec(prose.all)
  if (old) add('years', 'warning', `正文“${old[0].replace(/^[。；，]/, '')}”`, `这句话说的是 ${(year ?? 0) - 1} 年，本报告是 ${year} 年的`, year, (year ?? 0) - 1)
  const purchase = proactive.find((group) => group.words.includes('政府集中采购'))
  if (purchase && /采购总金额/.test(purchase.words) && !Number.isInteger(purchase.numbers[1] ?? 0) && !/单位|万元/.test(purchase.words) && !/采购总金额[^。]{0,40}万元|集中采购\d+[\d.]*万?元/.test(prose.all)) {
    add('unit', 'warning', '表二 · 政府集中采购', `采购总金额 ${purchase.numbers[1]} 没有写单位（元或者万元）`, '万元', purchase.numbers[1] ?? null)
  }
  const rules = proactive.find((group) => /规章$/.test(group.words))
  if (agency && rules && (rules.numbers[0] ?? 0) > 0 && /[区县镇乡]|街道/.test(agency)) add('E10', 'error', '表二 · 规章', `${agency}不能制定规章，“规章”一行应为 0`, 0, rules.numbers[0] ?? null)
  if (!/信息处理费|收费|收取费用/.test(prose.first.replace(/行政事业性收费/g, '') + prose.last)) add('duties', due === 'B' ? 'warning' : 'notice', '六、其他需要报告的事项', '没有报告政府信息公开信息处理费的收取情况；没有收取的也要写明')
  return findings
}
