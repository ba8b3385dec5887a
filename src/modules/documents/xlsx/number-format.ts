/** The formats that files name by number only (ECMA-376 part 1, 18.8.30); those from 27 on as Chinese editions show them. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  41: '#,##0',
  42: '#,##0',
  43: '#,##0.00',
  44: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'yyyy"年"m"月"',
  56: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

export const builtIn = (id: number): string => BUILT_IN[id] ?? 'General'

const QUOTED = /"([^"]*)"|\\(.)|_.|\*.|\[(\$[^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]/g
const DIGITS = 15

/** A number as its format shows it. Dates come as the format has them: with 年月日, or as 2019-03-05. */
export function formatted(value: number, format: string, is1904: boolean): string {
  const section = sectionFor(value, format)
  if (/^(?:general|@)?$/i.test(section.trim())) return plainNumber(value)
  const numerals = /\[dbnum([123])\]/i.exec(section)?.[1]
  if (numerals !== undefined) return inNumerals(value, section.replace(/\[dbnum[123]\]/i, ''), numerals, is1904)
  const bare = section.replace(QUOTED, '').replace(/general/gi, '')
  if (/general/i.test(section.replace(QUOTED, ''))) return numberWords(value, section.replace(/general/i, '0.###############'), format)
  if (/[ymdhsa]|e(?![+-])/i.test(bare) || /\[(?:h|m|s)+\]/i.test(section)) return dateWords(value, section, is1904)
  return numberWords(value, section, format)
}

const NUMERALS = { 1: '〇一二三四五六七八九', 2: '零壹贰叁肆伍陆柒捌玖', 3: '０１２３４５６７８９' } as const
const PLACES = { 1: ['', '十', '百', '千'], 2: ['', '拾', '佰', '仟'] } as const
const BIG = ['', '万', '亿', '万亿']
/** [DBNum1] 一百二十三, [DBNum2] 壹佰贰拾叁 as General is read; as digits with any other format, and [DBNum3] in wide ones. */
function inNumerals(value: number, section: string, kind: string, is1904: boolean): string {
  const set = kind === '1' ? NUMERALS[1] : kind === '2' ? NUMERALS[2] : NUMERALS[3]
  const inDigits = (words: string): string => words.replace(/\d/g, (digit) => set[Number(digit)] ?? digit)
  if (kind === '3' || !/general/i.test(section)) return inDigits(formatted(value, section, is1904))
  const places = kind === '1' ? PLACES[1] : PLACES[2]
  const [whole = '0', parts] = plainNumber(Math.abs(value)).split('.')
  if (!/^\d{1,16}$/.test(whole)) return plainNumber(value)
  const said = readOut(whole, set, places) + (parts === undefined ? '' : `.${inDigits(parts)}`)
  return formatted(0, section.replace(/general/i, `"${value < 0 ? '-' : ''}${said}"`), is1904)
}
function readOut(whole: string, set: string, places: readonly string[]): string {
  const fours = whole.match(/\d{1,4}(?=(?:\d{4})*$)/g) ?? []
  const said = fours.map((four, i) => {
    const words = [...four].map((digit, at) => (digit === '0' ? set[0] : `${set[Number(digit)]}${places[four.length - 1 - at]}`)).join('')
    return Number(four) === 0 ? set[0] : words.replace(new RegExp(`${set[0]}+$`), '') + (BIG[fours.length - 1 - i] ?? '')
  })
  const joined = said.join('').replace(new RegExp(`${set[0]}+`, 'g'), set[0] ?? '')
  return joined.length > 1 ? joined.replace(new RegExp(`${set[0]}$`), '').replace(/^一十/, '十') : joined
}

/** A number format that shows nothing, however it is written: `;;;`. */
export const showsNothing = (format: string): boolean => /^\s*;[;\s]*$/.test(format.replace(/\[[^\]]*\]/g, ''))

const SHORT = 2 // digits: a mark such as 1 that is shown as 是 hides nothing
/** Whether a format shows words of its own in the place of what a cell holds: `"***"`. */
export function masks(value: number | string, format: string): boolean {
  if (typeof value === 'number' && plainNumber(Math.abs(value)).length <= SHORT) return false
  const section = typeof value === 'number' ? sectionFor(value, format) : sectionsOf(format)[3]
  return section !== undefined && section.trim() !== '' && !/[0#?@ymdhsgeaon]/i.test(section.replace(QUOTED, (all) => (/^\[[hms]+\]$/i.test(all) ? all : '')))
}

const sectionsOf = (format: string): readonly string[] => format.match(/(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)/g) ?? ['']
function sectionFor(value: number, format: string): string {
  const sections = sectionsOf(format)
  const [positive = '', negative, zero] = sections
  if (value === 0 && zero !== undefined) return zero
  return value < 0 && negative !== undefined ? negative : positive
}

export const plainNumber = (value: number): string => {
  const rounded = Number(value.toPrecision(DIGITS))
  return Math.abs(rounded) >= 1e-6 && Math.abs(rounded) < 1e21 ? String(rounded) : rounded === 0 ? '0' : scientific(rounded)
}

/** As the program writes what is too small or too large: 1E-07. */
const scientific = (value: number): string =>
  Number(value.toPrecision(6))
    .toExponential()
    .replace(/e([+-])(\d)$/, 'E$10$2')
    .replace('e', 'E')

function numberWords(value: number, section: string, whole: string): string {
  const literal = section.replace(QUOTED, (_, quoted?: string, escaped?: string, currency?: string) => mark(quoted ?? escaped ?? currency?.slice(1) ?? ''))
  const [before = '', digits = '', after = ''] = /^([^0#?]*)([0#?][0#?,.]*(?:E[+-]?[0#?]+)?(?:\s*[?0#]+\/[?0#\d]+)?)?([\s\S]*)$/i.exec(literal)?.slice(1) ?? []
  if (digits === '') return unmarked(literal).trim()
  if (/[E/]/i.test(digits)) return plainNumber(value)
  const scale = (/,+$/.exec(digits)?.[0].length ?? 0) * 3 - (/%/.test(after) || /%/.test(before) ? 2 : 0)
  const decimals = (/\.([0#?]*)/.exec(digits)?.[1] ?? '').length
  const least = (/\.(0*)/.exec(digits)?.[1] ?? '').length
  const size = Math.abs(value) / 10 ** scale
  const grouped = /[0#?],[0#?]/.test(digits)
  const shown = size.toLocaleString('en', { useGrouping: grouped, minimumFractionDigits: Math.min(20, least), maximumFractionDigits: Math.min(20, decimals) })
  const whole0 = /^0+/.exec(digits.replace(/[#?,]/g, ''))?.[0].length ?? 0
  const padded = whole0 > 1 && !grouped ? shown.replace(/^\d+/, (found) => found.padStart(whole0, '0')) : shown
  // A section of its own for what is below nought says its sign itself.
  const ownSign = value < 0 && /;/.test(whole.replace(/"[^"]*"/g, '')) && section !== whole.split(';')[0]
  const sign = value < 0 && !ownSign && /[1-9]/.test(padded) ? '-' : ''
  return unmarked(`${before.trimStart()}${sign}${padded}${after.trimEnd()}`).trim()
}

/** Literal words are lifted out of the way of signs that mean something in a format. */
const SHIFT = 0xe000
const mark = (words: string): string => [...words].map((sign) => (/[0#?,.%E/]/i.test(sign) ? String.fromCharCode(SHIFT + sign.charCodeAt(0)) : sign)).join('')
const unmarked = (words: string): string =>
  [...words].map((sign) => (sign.charCodeAt(0) >= SHIFT && sign.charCodeAt(0) < SHIFT + 128 ? String.fromCharCode(sign.charCodeAt(0) - SHIFT) : sign)).join('')

const DAY_MS = 86_400_000
const UNIX_DAY = 25_569 // 1970-01-01 in days from 1900-01-00, with the 29 February 1900 that never was
const NEVER_WAS = 60
const SHIFT_1904 = 1_462

function dateWords(serial: number, section: string, is1904: boolean): string {
  const days = serial + (is1904 ? SHIFT_1904 : 0)
  const moment = new Date(Math.round((days - UNIX_DAY + (days < NEVER_WAS ? 1 : 0)) * DAY_MS))
  if (serial < 0 || Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > 9999) return plainNumber(serial)
  const [year, month, day] = [moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()]
  const [hours, minutes, seconds] = [moment.getUTCHours(), moment.getUTCMinutes(), moment.getUTCSeconds()]
  const two = (n: number) => String(n).padStart(2, '0')
  const words = section
    .replace(QUOTED, (all, quoted?: string) => (/^\[(?:h+|m+|s+)\]$/i.test(all) ? all : (quoted ?? '')))
    .replace(/am\/pm|a\/p|上午\/下午/gi, '') // the day has 24 hours here
  const weekday = /a{3,4}|d{3,4}/i.test(words) ? `星期${'日一二三四五六'[moment.getUTCDay()]}` : ''
  const has = { year: /y|e/i.test(words), day: /d/i.test(words.replace(/d{3,}/gi, '')), hour: /h/i.test(words), second: /s/i.test(words) }
  const hasMonth = /m/i.test(words.replace(/h+[^a-z]*m+|m+[^a-z]*s+|\[m+\]/gi, ''))
  const whole = /\[h+\]/i.test(words) ? Math.floor(serial * 24 + 1e-9) : hours
  const time = has.hour || has.second ? `${has.hour ? `${two(whole)}:` : ''}${two(minutes)}${has.second ? `:${two(seconds)}` : ''}` : ''
  const chinese = /[年月日]/.test(words)
  const parts = [has.year ? [year, '年'] : [], hasMonth ? [month, '月'] : [], has.day ? [day, '日'] : []].filter((part) => part.length > 0)
  const date = chinese ? parts.flat().join('') : parts.map(([n]) => (typeof n === 'number' && n < 100 ? two(n) : n)).join('-')
  return [date, weekday, time].filter((part) => part !== '').join(' ')
}
