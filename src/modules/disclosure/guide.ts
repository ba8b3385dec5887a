/** 条例第十二条第二款: what a guide must say, each told by the words that no wording of it does without. */
const ELEMENTS: readonly (readonly [name: string, told: RegExp])[] = [
  ['政府信息的分类', /分类/],
  ['编排体系', /编排/],
  ['获取方式', /获取/],
  ['工作机构的名称', /机构|受理点|办公室/],
  ['办公地址', /地址/],
  ['办公时间', /时间/],
  ['联系电话', /电话/],
  ['传真号码', /传真/],
  ['互联网联系方式', /邮箱|邮件|网址|互联网/],
]

/** The elements of article 12 that the words of a guide do not tell. */
export function missingInGuide(html: string): readonly string[] {
  const words = html.replace(/<[^>]*>/g, ' ')
  return ELEMENTS.filter(([, told]) => !told.test(words)).map(([name]) => name)
}
