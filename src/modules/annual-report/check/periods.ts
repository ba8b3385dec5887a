import { type Finding, finding } from './finding.ts'
import type { Recovered } from './recover.ts'

const PLANS = /计划|将|下一步|打算|拟|预计|争取/
const COMPARED = /较|比|同期|增长|下降|减少|增加|去年|结转|自\d|起|以来|印发|[〔《]|号|版|决算|预算|指南|要点|规划|考核|评估|测评|获评|荣获|排名|基础上/

/** Years and periods that do not belong in a report on one whole calendar year. */
export function periodFindings({ year, titleYear, period, prose }: Recovered): Finding[] {
  const findings: Finding[] = []
  if (period && titleYear !== null && period.year !== titleYear)
    findings.push(finding('years', 'error', '统计期限', `标题是 ${titleYear} 年，统计期限却是 ${period.year} 年`, titleYear, period.year))
  else if (period && !period.whole)
    findings.push(
      finding(
        'years',
        'error',
        '统计期限',
        `统计期限应是 ${period.year} 年 1 月 1 日至 12 月 31 日，这里是 ${period.from} 至 ${period.to}`,
        `${period.year}-1-1 至 ${period.year}-12-31`,
        `${period.from} 至 ${period.to}`,
      ),
    )
  const both = prose.body.includes('下半年')
  const half = both
    ? undefined
    : prose.body
        .split(/[。；]/)
        .find(
          (sentence) =>
            /\d+(?:件|条|份|宗|篇)|数据|工作情况|20\d\d年[上前]半年，?[^，]{0,8}(?:[我本全][局街区县镇乡中委办单机]|政府信息|工作|公开|共)/.test(sentence) &&
            /(?:上|前)半年|一季度|前三季度|前[一二三四五六七八九十两\d]+个月/.test(sentence) &&
            !/二季度|四季度|满意度|较|比|同期|季度[^，]{0,6}(?:通报|检查|抽查|考核|评估|一次)|每/.test(sentence) &&
            !PLANS.test(sentence),
        )
  const halfWords = half && /(?:20\d\d年)?[^，]{0,12}(?:(?:上|前)半年|季度|个月)[^，]{0,20}/.exec(half)
  if (halfWords)
    findings.push(
      finding(
        'years',
        'warning',
        `正文“${halfWords[0]}”`,
        `年度报告里留有“${/(?:上|前)半年|前?[一三]季度|前.{1,3}个月/.exec(halfWords[0])?.[0] ?? '上半年'}”的说法，统计期限应是全年`,
      ),
    )
  if (year === null) return findings
  return [...findings, ...asOfFindings(prose.body + prose.sixth, year), ...otherYears(prose.body, year)]
}

/** 截至 N 月: only the end of December belongs. */
function asOfFindings(text: string, year: number): Finding[] {
  return [...text.matchAll(/(?<!自[^。，]{0,16})截[至止]到?(20\d\d)?年?(\d{1,2})月(?:(\d{1,2})日|底|末)?[^。]{0,40}/g)]
    .flatMap((found) => {
      const [words, said, month] = found
      const outside = said !== undefined && Number(said) !== year
      const nextJanuary = Number(said) === year + 1 && Number(month) === 1
      if ((!outside && Number(month) === 12) || nextJanuary || !/\d+(?:条|件|份|次|篇|个|期)|公开|发布|收到|受理/.test(words.slice(6))) return []
      return [finding('years', 'warning', `正文“${words.slice(0, 24)}”`, `统计截止应是 ${year} 年 12 月 31 日`, `${year}-12-31`, words.slice(0, 16))]
    })
    .slice(0, 3)
}

/** A sentence that reports another year's work as this year's. */
function otherYears(text: string, year: number): Finding[] {
  const work =
    /(?:我|本)(?:局|单位|街道|中心|机关|委|办|镇|乡|区|县|市|厅|院|队)|(?:共|累计|主动)(?:主动)?公开|收到|受理|工作中|全年|认真|坚持|严格|积极|发布|办结|答复/
  return text
    .split(/[。；]/)
    .flatMap((sentence) => {
      const found = /^[^，]{0,16}?(20\d\d)年(?!12月31日)(?!(?:1|2|3|4|5|6|7|8|9|10|11|12)月)/.exec(sentence)
      const said = Number(found?.[1])
      const before = found ? found[0].slice(0, -5) : ''
      if (
        !found ||
        said === year ||
        said < 2000 ||
        sentence.includes(`${year}年`) ||
        COMPARED.test(sentence) ||
        /统计期限|年度报告|年报|《[^》]*$/.test(before + sentence.slice(0, 60)) ||
        /根据|按照|依据|针对|结合|落实|对照/.test(before) ||
        !work.test(sentence.slice(found[0].length, found[0].length + 30))
      )
        return []
      if (said > year && PLANS.test(sentence)) return []
      return [
        finding('years', 'warning', `正文“${sentence.slice(Math.max(0, found.index), 36)}”`, `这句话说的是 ${said} 年，本报告是 ${year} 年的`, year, said),
      ]
    })
    .slice(0, 3)
}
