const LABELS =
  /政府信息|信息|分类|编排(?:体系)?|获取(?:方式)?|方式|(?:工作|受理|公开)?机构|名称|受理点|办公室|办公|地址|时间|联系|电话|传真|号码|互联网|电子|邮箱|邮件|网址|的|和|与|及/g
const LEAST_TOLD = 8 // office setting: what says less than eight letters describes nothing
const letters = (text: string): number => text.replace(LABELS, '').replace(/[^a-zA-Z\u3400-\u9fff]|[一二三四五六七八九十]+(?=、)/g, '').length

const ADDRESS = /[路街道号巷弄同村楼院层室镇乡县区市]/
const HOURS = /\d{1,2}\s*[:：点时]|[一二三四五六七八九十]+\s*[点时]|全天|24\s*小时/
const TELEPHONE = /\d(?:[\d\-—() ]{3,})\d/
const ONLINE = /[\w.+-]+@[\w-]+\.[\w.-]+|https?:\/\/\S+|(?:www\.|\b)[\w-]+(?:\.[\w-]+)*\.(?:cn|com|net|org)\b/

/** What a value of each element must be like to be one: hours name an hour, a telephone has digits, an address a street or a number. */
export const GUIDE_VALUES = {
  told: (text: string): boolean => letters(text) >= LEAST_TOLD,
  name: (text: string): boolean => /[\u3400-\u9fff]{2,}/.test(text.replace(/^[\s:：]+/, '')),
  address: (text: string): boolean => text.trim().length >= 5 && ADDRESS.test(text),
  hours: (text: string): boolean => HOURS.test(text),
  phone: (text: string): boolean => TELEPHONE.test(text),
  online: (text: string): boolean => ONLINE.test(text),
} as const satisfies Record<string, (text: string) => boolean>

/** Where the part that describes ends and the way to reach the office begins. */
const REACHED = /(?:工作|受理)机构|办公地址|地址|办公时间|电话|传真|邮箱/
const MOST_VALUE = 60

/** What follows a label, wherever it stands: the rest of its line, and the next when the line is a heading; without what the next label begins. */
function after(words: string, label: RegExp): string[] {
  return [...words.matchAll(new RegExp(label, 'g'))].map((found) => words.slice(found.index + found[0].length))
}
const value = (text: string): string => (text.replace(/^[\s:：为是在]+/, '').split(/[\n。；;]/)[0] ?? '').slice(0, MOST_VALUE)
const described = (text: string): string => text.split('\n').slice(0, 2).join('').split(REACHED)[0] ?? ''
const tells = (words: string, label: RegExp): boolean => after(words, label).some((text) => GUIDE_VALUES.told(described(text)))

/** 条例第十二条第二款: what a guide must say: each has a heading or label and what it stands for. */
const ELEMENTS: readonly (readonly [name: string, isTold: (words: string) => boolean])[] = [
  ['政府信息的分类', (words) => tells(words, /分类/)],
  ['编排体系', (words) => tells(words, /编排(?:体系)?/)],
  ['获取方式', (words) => tells(words, /获取(?:方式)?/)],
  [
    '工作机构的名称',
    (words) =>
      after(words, /(?:机构|部门|单位)(?:的)?(?:名称)?\s*[:：为是]/).some((text) =>
        GUIDE_VALUES.name(value(text).replace(LABELS, '') || (/受理点|办公室/.exec(value(text))?.[0] ?? '')),
      ) || /[\u3400-\u9fff]{2,}(?:科|处|股|中心|办公室|受理点)(?![\u3400-\u9fff]*[:：])/.test(words.replace(/(?:公开|工作|受理)机构/g, '')),
  ],
  ['办公地址', (words) => after(words, /地址/).some((text) => GUIDE_VALUES.address(value(text)))],
  ['办公时间', (words) => after(words, /时间/).some((text) => GUIDE_VALUES.hours(value(text)))],
  ['联系电话', (words) => after(words, /电话(?:号码)?/).some((text) => GUIDE_VALUES.phone(value(text)))],
  ['传真号码', (words) => after(words, /传真(?:号码)?/).some((text) => GUIDE_VALUES.phone(value(text)))],
  ['互联网联系方式', (words) => GUIDE_VALUES.online(words)],
]

const wordsIn = (html: string): string =>
  html
    .replace(/<\/(?:p|h\d|li|tr|div|td|th)>|<br\s*\/?>/g, '\n')
    .replace(/<a\b[^>]*\bhref="(?:mailto:)?([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/\n\s+/g, '\n')

/** The elements of article 12 of which the words of a guide hold no value, each by its name. */
export function missingInGuide(html: string): readonly string[] {
  const words = wordsIn(html)
  return ELEMENTS.filter(([, isTold]) => !isTold(words)).map(([name]) => name)
}
