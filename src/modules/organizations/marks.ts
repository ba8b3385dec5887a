import { keysOf } from '../../kernel/closed.ts'

/** What the foot of every page says of who keeps the site (国办发〔2017〕47号; 国办公开办函〔2019〕61号). Empty until it has been issued: no number is made up. */
export type SiteMarks = Readonly<Partial<Record<MarkKey, string>>>
type Mark = { readonly label: string; readonly hint: string; readonly fits: RegExp; readonly says: string }
const HTTPS = /^https:\/\/\S+$/
export const MARKS = {
  organMark: { label: '党政机关网站标识的核验地址', hint: '机构编制部门核发后给的网址', fits: HTTPS, says: '填 https:// 开头的网址' },
  siteCode: { label: '网站标识码', hint: '10 位数字', fits: /^\d{10}$/, says: '网站标识码是 10 位数字' },
  icp: { label: 'ICP 备案号', hint: '如：京ICP备00000000号', fits: /^.{1,4}ICP备\d{5,10}号(?:-\d{1,4})?$/, says: '照备案证书填，如“京ICP备00000000号”' },
  police: {
    label: '公安备案号',
    hint: '如：京公网安备00000000000000号',
    fits: /^.{1,4}公网安备\s?\d{11,16}号$/,
    says: '照备案结果填，如“京公网安备00000000000000号”',
  },
  host: { label: '主办单位', hint: '不填时用机关名称', fits: /^.{2,60}$/, says: '填 2 到 60 字' },
  contact: { label: '网站联系方式', hint: '电话或者邮箱；不填时用机关电话', fits: /^.{3,80}$/, says: '填 3 到 80 字' },
  organCode: {
    label: '组织机构代码',
    hint: '信息的索引号以它开头：9 位组织机构代码或者 18 位统一社会信用代码。演示数据用的 010000001 是样例代码',
    fits: /^(?:[0-9A-Za-z]{9}|[0-9A-Za-z]{18})$/,
    says: '组织机构代码是 9 位，统一社会信用代码是 18 位，只有数字和字母',
  },
  indexFormat: {
    label: '索引号格式',
    hint: '写明{代码}、{年}、{号}各在哪里；不填时是“{代码}/{年}-{号}”。已有的索引号不变',
    fits: /^(?=[^{}]*(?:\{(?:代码|年|号)\}[^{}]*){3}$)(?=.*\{代码\})(?=.*\{年\}[^\d{}]+.*\{号\})[^\s<>&"]{9,40}$/,
    says: '格式里{代码}、{年}、{号}各写一次，{年}在{号}前面，中间有分隔，如“{代码}/{年}-{号}”',
  },
} as const satisfies Record<string, Mark>
export type MarkKey = keyof typeof MARKS
export const MARK_KEYS = keysOf<MarkKey>(MARKS)

const USUAL_FORMAT = '{代码}/{年}-{号}' // 政府信息公开目录系统实施指引（试行）：索引号为组织机构代码 "/" 年份-流水号
/** The 索引号 of the item of this number (`2026-00012`), as the office has set it; given once, it never changes. */
export function indexNumber({ code, marks }: { readonly code: string; readonly marks: SiteMarks }, number: string): string {
  const [year = '', serial = ''] = number.split('-')
  return (marks.indexFormat ?? USUAL_FORMAT)
    .replace('{代码}', marks.organCode ?? code)
    .replace('{年}', year)
    .replace('{号}', serial)
}

/** Whether a 索引号 is of this agency: its code is in it as a piece by itself. */
export function isIndexOf({ code, marks }: { readonly code: string; readonly marks: SiteMarks }, index: string): boolean {
  const own = marks.organCode ?? code
  const at = index.indexOf(own)
  return at >= 0 && ![index[at - 1], index[at + own.length]].some((sign) => /[0-9A-Za-z]/.test(sign ?? ''))
}

export type ReadMarks = { readonly marks: SiteMarks } | { readonly errors: Readonly<Record<string, string>> }
/** The marks a form gives, or what is wrong with each. */
export function marksIn(values: Readonly<Record<string, string>>): ReadMarks {
  const given = MARK_KEYS.map((key) => [key, (values[key] ?? '').trim()] as const).filter(([, value]) => value !== '')
  const errors = Object.fromEntries(given.filter(([key, value]) => !MARKS[key].fits.test(value)).map(([key]) => [key, MARKS[key].says]))
  return Object.keys(errors).length > 0 ? { errors } : { marks: Object.fromEntries(given) }
}
