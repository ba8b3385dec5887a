import { type Finding, finding } from './finding.ts'
import type { Recovered } from './recover.ts'

const FORMS = { A: '国办公开办函〔2019〕60号', B: '国办公开办函〔2021〕30号' } as const
const CITED = { A: /2019[〕)\]】]60号/, B: /2021[〕)\]】]30号/ } as const
const FIRST_YEAR_OF_B = 2021 // 国办公开办函〔2021〕30号
const FIRST_YEAR_OF_A = 2019 // 国办公开办函〔2019〕60号
const SECTIONS = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
]

export const dueEdition = (year: number | null): 'A' | 'B' | null => (year === null || year < FIRST_YEAR_OF_A ? null : year >= FIRST_YEAR_OF_B ? 'B' : 'A')

/** The form of another year, and sections that are missing. */
export function formFindings(report: Recovered): Finding[] {
  const { edition, year, prose, requests, headings } = report
  const findings: Finding[] = []
  const due = dueEdition(year)
  const other = due === 'B' ? 'A' : 'B'
  if (edition && due && edition !== due)
    findings.push(finding('edition', 'error', '表二', `${year} 年的年报应当用 ${FORMS[due]} 的格式，表二用的是 ${FORMS[edition]}`, FORMS[due], FORMS[edition]))
  else if (due && requests?.whole && requests.rows.has('other') !== (due === 'A')) {
    findings.push(
      finding(
        'edition',
        'error',
        '表三 · （六）其他处理',
        due === 'B' ? '2021 年起“（六）其他处理”分三行填写，表三只有一行' : '2020 年及以前“（六）其他处理”只有一行，表三分了三行',
        FORMS[due],
        FORMS[other],
      ),
    )
  }
  if (due && CITED[other].test(prose.all) && !CITED[due].test(prose.all))
    findings.push(
      finding('edition', 'warning', '正文引用的格式文件', `${year} 年的年报应当依据 ${FORMS[due]}，正文引用的是 ${FORMS[other]}`, FORMS[due], FORMS[other]),
    )
  return [...findings, ...missingSections(headings, prose.all), ...missingTables(headings, prose.all)]
}

// 条例第五十条: the contents an annual report must have.
function missingSections(headings: readonly boolean[], text: string): Finding[] {
  if (headings.filter((found) => !found).length > 3)
    return [finding('duties', 'notice', '各部分标题', '没有认出统一格式的六个部分标题，各部分是否齐全没有检查')]
  return SECTIONS.flatMap((name, i) => {
    if (headings[i]) return []
    const table = i >= 1 && i <= 3
    const words = [
      /总体情况|概述|基本情况/,
      /主动公开(?:政府)?信息|信息内容/,
      /收到和处理|本年新收|收到[^。]{0,20}申请/,
      /行政复议/,
      /问题/,
      /其他需要(?:报告|说明)|其他事项/,
    ][i]
    const spoken = words?.test(text) ?? false
    if (spoken && i === 0) return []
    return [finding('duties', table && !spoken ? 'error' : 'warning', name, `没有“${name}”这一部分，条例第五十条和年报统一格式要求有`, name, null)]
  })
}

const TABLES = [/信息内容|行政事业性收费|行政强制/, /本年度?新收|结转下年度?继续办理/, /结果维持|尚未审结|复议后起诉/]

/** A heading whose table is not there; a picture of the table counts as none. */
const missingTables = (headings: readonly boolean[], text: string): Finding[] =>
  TABLES.flatMap((words, i) =>
    headings[i + 1] && !words.test(text) ? [finding('duties', 'warning', SECTIONS[i + 1] ?? '', '这一部分没有读到统一格式的表格（图片里的表读不出来）')] : [],
  )
