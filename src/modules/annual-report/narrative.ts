import type { Edition } from './form.ts'
import type { Field } from './fields.ts'

/** The three sections a person writes; two to four are tables. */
export const SECTIONS = ['overview', 'problems', 'other'] as const
export type Section = (typeof SECTIONS)[number]
export const sectionTitle = (section: Section, edition: Edition): string =>
  section === 'overview'
    ? '一、总体情况'
    : section === 'other'
      ? '六、其他需要报告的事项'
      : edition === '2019'
        ? '五、政府信息公开工作存在的主要问题及改进情况'
        : '五、存在的主要问题及改进情况'
export const isSection = (text: string): text is Section => SECTIONS.some((section) => section === text)

/** A part of a paragraph: plain words, or a number with the figure it came from. */
export type Part = string | { readonly figure: string; readonly text: string }
export type Paragraph = { readonly heading: boolean; readonly parts: readonly Part[] }
export type Written = {
  readonly paragraphs: readonly Paragraph[]
  /** Names in braces that are no field. */
  readonly unknown: readonly string[]
  /** Prompts 〔请…〕 of the template that nobody has answered yet. */
  readonly prompts: readonly string[]
  /** Counted numbers typed by hand, which no ledger can vouch for. */
  readonly typed: readonly string[]
}

const FIELD = /\{([^{}\n]{1,40})\}/
const PROMPT = /〔请[^〕]*〕/g
const COUNTED = /\d[\d,]*(?:\.\d+)?\s*(?:余|多)?(?:件|条|人次|人|次|份|个|项|场|期|篇|万元|元|%|％)/g
const HEADING = /^（[一二三四五六七八九十]+）[^。；，]{1,30}$/
const YEAR = '年份'

/** A section's text with every field filled in, and what still stands in the way of publishing it. */
export function writeSection(body: string, year: number, fields: readonly Field[]): Written {
  const byName = new Map(fields.map((field) => [field.name, field]))
  const unknown: string[] = []
  const typed: string[] = []
  const paragraphs = body
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const parts: Part[] = line.split(new RegExp(FIELD, 'g')).flatMap((piece, i): Part[] => {
        if (i % 2 === 0) {
          typed.push(...(piece.match(COUNTED) ?? []))
          return piece === '' ? [] : [piece]
        }
        if (piece === YEAR) return [String(year)]
        const field = byName.get(piece)
        if (!field) unknown.push(piece)
        return [field ? { figure: field.figure, text: field.text } : `{${piece}}`]
      })
      return { heading: HEADING.test(line), parts }
    })
  return { paragraphs, unknown: [...new Set(unknown)], prompts: body.match(PROMPT) ?? [], typed }
}

export const plainText = (paragraph: Paragraph): string => paragraph.parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')

const REQUESTS =
  '新收政府信息公开申请 {新收申请} 件，上年结转 {上年结转申请} 件。新收的申请中，网络提交 {网络申请} 件，信函 {信函申请} 件，当面 {当面申请} 件，传真 {传真申请} 件；来自自然人 {自然人申请} 件，来自法人或其他组织 {法人或其他组织申请} 件。全年办结 {办结申请} 件：予以公开 {予以公开} 件，部分公开 {部分公开} 件，不予公开 {不予公开} 件，无法提供 {无法提供} 件，不予处理 {不予处理} 件，其他处理 {其他处理} 件；结转下年度继续办理 {结转下年度申请} 件。'
const DISCLOSED =
  '全年主动公开政府信息 {主动公开信息} 条，全文电子化率 {全文电子化率}。其中法规文件类 {法规文件类} 条，占 {法规文件类占比}；规划计划类 {规划计划类} 条，占 {规划计划类占比}；业务动态类 {业务动态类} 条，占 {业务动态类占比}；机构职责类 {机构职责类} 条，占 {机构职责类占比}。'
const RESIDENTS = '全年处置社会公众上报的城市管理问题 {处置公众上报} 件，其中 {得到评价} 件得到评价，满意率 {满意率}。'
const REMEDIES = '全年接受政府信息公开咨询 {咨询} 人次；针对本机关政府信息公开的行政复议 {行政复议} 件，行政诉讼 {行政诉讼} 件，申诉 {申诉} 件。'
const PERIOD = '本报告所列数据的统计期限自 {年份} 年 1 月 1 日起，至 {年份} 年 12 月 31 日止。'
const FEES =
  '全年收取政府信息公开信息处理费 {收费申请} 件、{收取信息处理费} 元（{收取信息处理费万元} 万元），减免 {减免收费申请} 件、{减免信息处理费} 元（{减免信息处理费万元} 万元）。'
const STAFF = '从事政府信息公开工作的专职人员 {专职人员} 人，兼职人员 {兼职人员} 人。'

/** What a section begins with before the office has written it: 30号 asks for five aspects in section one. */
export const TEMPLATE: Readonly<Record<Edition, Readonly<Record<Section, string>>>> = {
  '2019': {
    overview: [
      '{年份} 年，本机关依照《中华人民共和国政府信息公开条例》开展政府信息公开工作。',
      '（一）主动公开情况',
      DISCLOSED,
      '（二）依申请公开情况',
      REQUESTS,
      '（三）城市管理案件公开和社会参与情况',
      RESIDENTS,
      '（四）咨询、复议、诉讼和申诉情况',
      REMEDIES,
      '（五）人员和收费情况',
      STAFF,
      FEES,
    ].join('\n'),
    problems: '〔请写本年度存在的主要问题〕\n〔请写改进情况和下一年度的打算〕',
    other: PERIOD,
  },
  '2021': {
    overview: [
      '{年份} 年，本机关依照《中华人民共和国政府信息公开条例》开展政府信息公开工作。',
      '（一）主动公开',
      DISCLOSED,
      RESIDENTS,
      '（二）依申请公开',
      REQUESTS,
      REMEDIES,
      '（三）政府信息管理',
      '〔请写规范性文件清理、公开属性审核、信息发布审查等情况〕',
      '（四）政府信息公开平台建设',
      '〔请写网站、政务新媒体和公共查阅点的情况〕',
      '（五）监督保障',
      STAFF,
      '〔请写工作考核、社会评议和责任追究情况〕', // 条例第五十条第一款第四项
    ].join('\n'),
    problems: '〔请写本年度存在的主要问题〕\n〔请写改进情况和下一年度的打算〕',
    other: `${PERIOD}\n${FEES}`,
  },
}
