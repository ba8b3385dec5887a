/** What of a text must not be published: 个人信息保护法第二十五条 lets nobody publish personal information without the person's own consent. */
export const PRIVATE_KINDS = ['identity', 'phone', 'plate', 'card', 'mail', 'account', 'name', 'home'] as const
export type PrivateKind = (typeof PRIVATE_KINDS)[number]
export const privateName = {
  identity: '证件号码',
  phone: '电话号码',
  plate: '车牌号码',
  card: '银行卡号',
  mail: '电子邮箱',
  account: '社交账号',
  name: '姓名',
  home: '住户门牌',
} as const satisfies Record<PrivateKind, string>

/** A part of a text, by its place in it. */
export type Private = { readonly kind: PrivateKind; readonly from: number; readonly to: number }

const CHINESE_DIGITS = new Map(
  [...'〇零一二三四五六七八九']
    .map((digit, i) => [digit, String(Math.max(0, i - 1))] as const)
    .concat([['幺', '1'], ...[...'壹贰叁肆伍陆柒捌玖'].map((digit, i) => [digit, String(i + 1)] as const)]),
)
/** Full-width letters and digits as plain ones, one for one, so that places stay. */
const plain = (text: string): string => [...text].map((one) => (one.length === 1 ? one.normalize('NFKC').slice(0, 1) || one : one)).join('')
const inDigits = (text: string): string => [...text].map((one) => CHINESE_DIGITS.get(one) ?? one).join('')

const GAP = '[-\\s.·—]?'
const digits = (n: number): string => `(?:\\d${GAP}){${n}}`
// People write a telephone in groups, with any sign between them, and who wants it past a gate with signs that nobody sees.
const WIDE_GAP = '[-\\s.·—–_/\\u200b-\\u200d\\ufeff]{0,3}'
// Between groups of three digits and more stands any sign at all; between single ones a comma lists numbers of houses.
const BETWEEN_GROUPS = '[-\\s.·—–_/\\u200b-\\u200d\\ufeff,，、;；:：()（）~～|]{1,4}'
const NOT_BEFORE = '(?<![\\d])'
const NOT_AFTER = '(?!\\d)'
const COVER = '＊＊'
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领'
const LETTER = '[\\u4e00-\\u9fa5]'
const HAN_DIGIT = '〇零一二三四五六七八九幺'
// What stands after such a word is a name, unless it says what else is told of the person, or that nothing is.
const NO_NAME =
  '(?!电话|手机|方式|方便|方面|信息|地址|不|未|没|无|匿名|周[一二三四五六日末]|高[声空]|常[年常]|于[昨今上下是]|成[天日]|张贴|安[装全排]|马上|施工|万一)'
/** Words that a name follows, also written with spaces between their letters. */
const spaced = (words: readonly string[]): string => words.map((word) => [...word].join('\\s{0,2}')).join('|')
const NAMING = spaced(['联系人', '联络人', '聯繫人', '聯系人', '聯絡人', '姓名', '举报人', '经办人', '我叫', '名叫'])
const OWNING = spaced(['户主', '业主', '房东', '老板', '店主', '本人'])
const ACTING = spaced(['负责人', '投诉人', '承办人', '当事人', '报案人'])
// The common surnames, and of the rare ones those that begin no other word; whatever of two or three letters follows one of them after such a word is taken for a name.
const SURNAME = `(?:欧阳|司马|上官|诸葛|司徒|东方|夏侯|尉迟|皇甫|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕季裴霍涂成苗谷盛曲翁冉骆蓝游辛靳管柴蒙鲍华喻祁蒲滕屈饶解牟艾尤阳穆农司卓古吉缪简芦麦褚娄窦戚岑景党宫卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝逄禤仝佴亓郜郄郇郗钭阙隗昝晁桓濮甯禚竺笪胥苌茹荀莘菅蒯蓟蔺虢裘訾谌谯贲逯邰郏酆鄢阚雍雒鞠仉佀冀冼匡夔奚妫姒宓])`
const NAME_AFTER = `${NO_NAME}${SURNAME}(?:\\s?${LETTER}){1,2}`
// Any sign may stand between the word and the name.
const JOINED = '[\\s是为叫:：（(—–\\-/、|·~]{0,4}'
const LATIN_NAME = '[A-Z][a-z]+(?:\\s[A-Z][a-z]+){0,2}(?![A-Za-z0-9])'

// The order counts: a longer number is not taken for the telephone number inside it.
const PATTERNS: readonly (readonly [PrivateKind, RegExp])[] = [
  ['mail', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['identity', new RegExp(`${NOT_BEFORE}[1-9]${GAP}${digits(16)}[\\dXx]${NOT_AFTER}`, 'g')],
  ['card', new RegExp(`${NOT_BEFORE}[3-6]${GAP}${digits(14)}(?:\\d${GAP}){0,3}\\d${NOT_AFTER}`, 'g')],
  ['identity', new RegExp(`${NOT_BEFORE}[1-9]\\d{5}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}${NOT_AFTER}`, 'g')],
  ['phone', new RegExp(`${NOT_BEFORE}(?:\\+?86${WIDE_GAP})?1${WIDE_GAP}[3-9](?:${WIDE_GAP}\\d){9}${NOT_AFTER}`, 'g')],
  ['phone', new RegExp(`${NOT_BEFORE}(?:[(（]0\\d{2,3}[)）]|0\\d{2,3})[-\\s]?[2-9]\\d{2,3}[-\\s]?\\d{4}${NOT_AFTER}`, 'g')],
  ['phone', new RegExp(`${NOT_BEFORE}(?=1[3-9](?:${BETWEEN_GROUPS}\\d|\\d){9}${NOT_AFTER})1[3-9]\\d{1,5}(?:${BETWEEN_GROUPS}\\d{3,5}){1,2}${NOT_AFTER}`, 'g')],
  ['phone', new RegExp(`(?<=(?:电话|座机|手机|拨打|致电|联系方式)(?:号码?)?[是为:：\\s]{0,3})[2-9]\\d{2,3}(?:${BETWEEN_GROUPS})?\\d{4}${NOT_AFTER}`, 'g')],
  // Four and four that stand alone are one as well, unless they are two years or a year and a day.
  ['phone', /(?<![A-Za-z\d.\-/]|编号[为是:：]?\s?)(?!20\d\d\s(?:20|0[1-9]|1[0-2]))[2-8]\d{3}\s\d{4}(?![\d.\-/])/g],
  // Eight digits that stand alone are a telephone of Beijing, unless they are a day or number a thing.
  ['phone', /(?<![A-Za-z\d.\-/]|编号[为是:：]?\s?)(?!20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))[2-8]\d{7}(?![\d.\-/])/g],
  ['phone', /(?<!\d)[48]00[-\s]?\d{3}[-\s]?\d{4}(?!\d)/g],
  ['identity', /(?<=护照(?:号码?)?[为是:：]?\s?)[A-Za-z][A-Za-z0-9]\d{7}(?!\d)/g],
  ['plate', new RegExp(`[${PROVINCES}]\\s?[A-Za-z](?=[-·•.\\sA-Za-z]{0,5}\\d)(?:[-·•.\\s]?[A-Za-z0-9挂学警港澳]){5,6}(?![A-Za-z0-9])`, 'g')],
  ['plate', new RegExp(`(?<![A-Za-z])[Ww][Jj][-·•.\\s]?(?:[${PROVINCES}][-·•.\\s]?)?(?=[A-Za-z]?\\d)(?:[-·•.\\s]?[A-Za-z0-9]){5,7}(?![A-Za-z0-9])`, 'g')],
  ['card', /\d{12,}/g],
  ['account', /(?<=(?:微信|微信号|威信|薇信|QQ|qq|扣扣|V信|v信|[WwVv][Xx]|抖音号)[号是为:：]?\s?)[A-Za-z0-9][\w-]{4,19}/g],
  ['name', new RegExp(`(?<=(?:${NAMING})[\\s是为叫:：（(]{0,3})${NO_NAME}${LETTER}(?:\\s?${LETTER}){1,3}?(?=[^\\u4e00-\\u9fa5]|$|电话|手机)`, 'g')],
  ['name', new RegExp(`(?<=(?:${NAMING}|${OWNING}|${ACTING}|联系方式)\\s?[:：（(]\\s?)${NO_NAME}${LETTER}(?:\\s?${LETTER}){1,2}`, 'g')],
  ['name', new RegExp(`(?<=(?:${NAMING}|${OWNING})[是为叫:：]?\\s?)${LETTER}{2,4}(?=[，。,.、；;\\s（(]|$|电话|手机)`, 'g')],
  ['name', new RegExp(`(?<=(?:${NAMING}|${OWNING}|${ACTING})${JOINED})${NAME_AFTER}`, 'g')],
  ['name', new RegExp(`(?<=(?:${NAMING})(?:电话|手机|号码|方式)[\\s是为:：]{1,3})${NAME_AFTER}`, 'g')],
  ['name', new RegExp(`(?<=(?:${NAMING})${JOINED}(?:${SURNAME}${LETTER}{1,2}|${COVER})(?:和|与|及|、|，)\\s?)${SURNAME}${LETTER}{1,2}`, 'g')],
  ['name', new RegExp(`(?<=(?:${NAMING}|${OWNING}|${ACTING})[\\s是为叫:：（(]{1,3})${LATIN_NAME}`, 'g')],
  ['name', new RegExp(`${SURNAME}${LETTER}{0,2}(?=先生|女士|小姐)`, 'g')],
  ['name', new RegExp(`(?<![\\u4e00-\\u9fa5])${LETTER}{1,3}(?=先生|女士|小姐|大爷|大妈|阿姨)`, 'g')],
  [
    'home',
    /[\d十]{1,3}\s?(?:单元|门)\s?[\d十百]{1,5}\s?(?:室|号|户)?|\d{3,4}\s?室|(?<=楼\s?)\d{1,2}-\d{3,4}(?!\d)|(?<![\d-])\d{1,2}-\d{1,2}-(?!19\d\d|20\d\d)\d{3,4}(?![\d-])/g,
  ],
]

// What every pattern but those of long numbers cannot do without, and the letters of which each of these holds one.
const SIGNS = new RegExp(
  `@|[${PROVINCES}]\\s?[A-Za-z]|[Ww][Jj]|微信|[Qq][Qq]|[Vv]信|[WwVv][Xx]|扣扣|威信|薇信|\\d-\\d{1,2}-\\d{3}|抖音|联系方式|${NAMING}|${OWNING}|${ACTING}|先生|女士|小姐|大爷|大妈|阿姨|[\\d十${HAN_DIGIT}]\\s?(?:单元|门|室)|楼\\s?[\\d${HAN_DIGIT}]`,
)
const IN_SIGNS = '@-扣信抖系繫絡络名主房板举办诉责承当报叫本生女姐爷妈姨元门室楼'
const SHORTEST_NUMBER = 7
const [SIGN, ODD, DIGIT] = [1, 2, 4]
const marks = new Uint8Array(0x1_0000).fill(ODD)
for (let code = 0x20; code < 0x7f; code++) marks[code] = /[A-Za-z]/.test(String.fromCharCode(code)) ? SIGN : 0
for (let code = 0x4e00; code <= 0x9fa5; code++) marks[code] = 0
for (const one of '，。、；：？！（）“”—·　\n') marks[one.charCodeAt(0)] = 0
for (const one of IN_SIGNS) marks[one.charCodeAt(0)] = SIGN
for (const one of ['0123456789', ...CHINESE_DIGITS.keys()].join('')) marks[one.charCodeAt(0)] = DIGIT
/** What of a text is looked at, and how: 0 when no pattern can match, which one pass over its letters tells of most of what the staff write. */
function looked(text: string): number {
  let seen = 0
  let digits = 0
  for (let i = 0; i < text.length; i++) {
    const mark = marks[text.charCodeAt(i)] ?? ODD
    seen |= mark
    if (mark === DIGIT) digits += 1
  }
  return (seen & ODD) !== 0 || digits >= SHORTEST_NUMBER || ((seen & SIGN) !== 0 && SIGNS.test(text)) ? seen : 0
}

/** The text as it is and with its Chinese digits as plain ones; a home is looked for in those first, so that its whole number is found. */
function sourcesOf(kind: PrivateKind, read: string): readonly string[] {
  if (kind === 'home') return [inDigits(read), read]
  return kind === 'phone' || kind === 'identity' || kind === 'plate' ? [read, inDigits(read)] : [read]
}

/** Finds what must not be published, in the order of the text; parts that overlap are told once. */
export function findPrivate(text: string): readonly Private[] {
  const seen = looked(text)
  if (seen === 0) return []
  const read = (seen & ODD) === 0 ? text : plain(text)
  const found: Private[] = []
  for (const [kind, pattern] of PATTERNS) {
    for (const source of sourcesOf(kind, read)) {
      for (const match of source.matchAll(pattern)) {
        const one = { kind, from: match.index, to: match.index + match[0].trimEnd().length }
        if (!found.some((other) => one.from < other.to && other.from < one.to)) found.push(one)
      }
    }
  }
  return found.toSorted((a, b) => a.from - b.from)
}

/** The text as it may be published: each private part covered, and what covering one may have laid bare. */
export function covered(text: string): string {
  const parts = findPrivate(text)
  if (parts.length === 0) return text
  let out = ''
  let from = 0
  for (const part of parts) {
    out += text.slice(from, part.from) + COVER
    from = part.to
  }
  return covered(out + text.slice(from))
}
