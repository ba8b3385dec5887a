import { type Finding, finding } from './finding.ts'
import { dueEdition } from './form-rules.ts'
import type { Recovered } from './recover.ts'

/** 国办公开办函〔2021〕30号: section one covers five aspects; each may be named in several ways. */
const ASPECTS: readonly (readonly [string, RegExp])[] = [
  ['主动公开', /主动公开|公开(?:各类)?(?:政府|政务)?信息|重点领域/],
  ['依申请公开', /依申请|信息公开申请|公开申请|申请公开/],
  [
    '政府信息管理',
    /信息管理|信息资源|规范性文件(?:管理|清理|库|集中)|保密审查|信息(?:发布)?审[核查]|发布审核|三审|动态调整|管理(?:制度|机制|体系)|审核(?:制度|机制|发布)|规范管理/,
  ],
  ['政府信息公开平台建设', /平台|门户网站|政府网站|专栏|新媒体|公众号|载体|渠道/],
  ['监督保障', /监督|保障|考核|培训|社会评议|责任追究/],
]
const FEE = /信息处理费|处理费|收费|收取[^。]{0,12}费|费用/

// 条例第十二条第二款
const GUIDE: readonly (readonly [string, RegExp])[] = [
  ['政府信息的分类', /分类/],
  ['编排体系', /编排/],
  ['获取方式', /获取/],
  ['工作机构名称', /机构/],
  ['办公地址', /地址/],
  ['办公时间', /时间/],
  ['联系电话', /电话/],
  ['传真号码', /传真/],
  ['互联网联系方式', /邮箱|互联网|网址|电子邮件/],
]
const GUIDE_LIST = /指南[^。]{0,12}(?:收录|包括|包含|载明|列明|公布|内容有)[^。]*?(?:地址|电话|时间)[^。]*/

/** What the law and the form ask to be reported: arts. 12, 46 and 50, the fee statement, the five aspects. */
export function dutyFindings({ year, prose, edition, agency }: Recovered): Finding[] {
  const findings: Finding[] = []
  const due = dueEdition(year) ?? edition
  const first = prose.first
  if (due === 'B' && first.length > 0) {
    findings.push(...aspectFindings(first))
    // 条例第四十六条、第五十条第一款第四项
    if (!/考核|评议|责任追究|追责|问责/.test(prose.all))
      findings.push(
        finding(
          'duties',
          /(?:人民)?政府$/.test(agency ?? '') ? 'warning' : 'notice',
          '一、总体情况 · 监督保障',
          '没有写工作考核、社会评议和责任追究结果情况（条例第五十条第一款第四项）',
        ),
      )
  }
  const said = (first + prose.body + prose.sixth).replace(/行政事业性收费/g, '').replace(/“?三公”?经费/g, '')
  if (!FEE.test(said))
    findings.push(
      finding('duties', due === 'A' ? 'notice' : 'warning', '六、其他需要报告的事项', '没有报告政府信息公开信息处理费的收取情况；没有收取的也要写明'),
    )
  const list = GUIDE_LIST.exec(prose.body)?.[0]
  const absent = list === undefined ? [] : GUIDE.filter(([, words]) => !words.test(list)).map(([name]) => name)
  if (absent.length > 0)
    findings.push(
      finding('duties', 'notice', '公开指南', `所列的指南内容里没有${absent.join('、')}；条例第十二条第二款要求指南包括这些内容`, absent.join('、'), null),
    )
  return findings
}

/** A report that follows the five aspects and leaves one out is warned; a short one that follows none is only told. */
function aspectFindings(text: string): Finding[] {
  const named = [/主动公开/, /依申请公开/, /信息管理/, /平台/, /监督保障/].filter((words) => words.test(text)).length
  return ASPECTS.filter(([, words]) => !words.test(text)).map(([name]) =>
    finding('duties', named >= 3 ? 'warning' : 'notice', `一、总体情况 · ${name}`, `总体情况没有写“${name}”，2021 年格式要求写五个方面`, name, null),
  )
}
