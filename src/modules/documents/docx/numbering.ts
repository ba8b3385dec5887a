import { attribute, kidOf, kidsOf, type Xml } from '../xml.ts'

type Level = { readonly format: string; readonly text: string; readonly start: number; readonly style: string | undefined }
/** What stands before a numbered paragraph: a bullet, a plain number, or words that no list of ours can say. */
export type Label = { readonly bullet: true } | { readonly number: number } | { readonly words: string }
export type Numbering = {
  readonly next: (id: string, level: number) => Label | undefined
  readonly ofStyle: (style: string) => { id: string; level: number } | undefined
}

/** Counts as Word does: each paragraph takes its level one further and sends the deeper ones back to their start. */
export function readNumbering(xml: Xml | undefined): Numbering {
  const abstract = new Map(kidsOf(xml, 'w:abstractNum').map((one) => [attribute(one, 'w:abstractNumId') ?? '', levelsOf(one)]))
  const lists = new Map<string, { readonly levels: ReadonlyMap<number, Level>; readonly of: string; readonly overrides: ReadonlyMap<number, number> }>()
  for (const one of kidsOf(xml, 'w:num')) {
    const of = attribute(kidOf(one, 'w:abstractNumId'), 'w:val') ?? ''
    const overridden = kidsOf(one, 'w:lvlOverride')
    const own = overridden.flatMap((override) => [...levelsOf(override)])
    const overrides = overridden.flatMap((override) => {
      const start = attribute(kidOf(override, 'w:startOverride'), 'w:val')
      return start === undefined ? [] : [[Number(attribute(override, 'w:ilvl')), Number(start)] as const]
    })
    lists.set(attribute(one, 'w:numId') ?? '', { of, levels: new Map([...(abstract.get(of) ?? []), ...own]), overrides: new Map(overrides) })
  }
  const counts = new Map<string, (number | undefined)[]>()
  const begun = new Set<string>()
  const next = (id: string, level: number): Label | undefined => {
    const list = lists.get(id)
    const own = list?.levels.get(level)
    if (list === undefined || own === undefined) return undefined
    if (own.format === 'bullet') return { bullet: true }
    if (own.format === 'none') return undefined
    const count = counts.get(list.of) ?? []
    counts.set(list.of, count)
    const override = begun.has(`${id} ${level}`) ? undefined : list.overrides.get(level)
    begun.add(`${id} ${level}`)
    count[level] = override ?? (count[level] === undefined ? own.start : (count[level] ?? 0) + 1)
    count.length = level + 1
    return labelOf(own, list.levels, count)
  }
  const ofStyle = (style: string) => {
    for (const [id, { levels }] of lists) for (const [level, one] of levels) if (one.style === style) return { id, level }
    return undefined
  }
  return { next, ofStyle }
}

function levelsOf(xml: Xml): Map<number, Level> {
  return new Map(
    kidsOf(xml, 'w:lvl').map((one) => {
      const value = (name: string) => attribute(kidOf(one, name), 'w:val')
      const level = { format: value('w:numFmt') ?? 'decimal', text: value('w:lvlText') ?? '', start: Number(value('w:start') ?? 1), style: value('w:pStyle') }
      return [Number(attribute(one, 'w:ilvl')), level]
    }),
  )
}

function labelOf(own: Level, levels: ReadonlyMap<number, Level>, count: readonly (number | undefined)[]): Label | undefined {
  const number = count.at(-1) ?? own.start
  if (own.format === 'decimal' && /^%\d[.．、)）]?$/.test(own.text)) return { number }
  const words = own.text.replace(/%(\d)/g, (_, digit: string) => {
    const level = levels.get(Number(digit) - 1)
    return level ? numeral(count[Number(digit) - 1] ?? level.start, level.format) : ''
  })
  return words.trim() === '' ? undefined : { words }
}

const DIGITS = '〇一二三四五六七八九'
const HEAVENLY = '甲乙丙丁戊己庚辛壬癸'
const ROMAN = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

/** A number as the formats common in China write it; any other as plain digits. */
export function numeral(n: number, format: string): string {
  if (
    /^(?:chineseCounting|chineseCountingThousand|japaneseCounting|taiwaneseCounting|taiwaneseCountingThousand|ideographDigital|chineseLegalSimplified)$/.test(
      format,
    )
  )
    return chinese(n)
  if (/Circle/.test(format) && n >= 1 && n <= 20) return String.fromCodePoint(0x2460 + n - 1)
  if (format === 'ideographTraditional') return HEAVENLY[(n - 1) % 10] ?? String(n)
  if (/^(?:lower|upper)Letter$/.test(format)) return letters(n, format === 'lowerLetter' ? 97 : 65)
  if (/^(?:lower|upper)Roman$/.test(format)) return format === 'lowerRoman' ? roman(n).toLowerCase() : roman(n)
  return format === 'decimalZero' ? String(n).padStart(2, '0') : String(n)
}

const letters = (n: number, from: number): string => String.fromCodePoint(from + ((n - 1) % 26)).repeat(Math.min(10, 1 + Math.floor((n - 1) / 26)))
function roman(n: number): string {
  let [left, words] = [Math.min(n, 3999), '']
  for (const [value, sign] of ROMAN) for (; left >= value; left -= value) words += sign
  return words
}
function chinese(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  if (n < 0 || n > 999 || !Number.isInteger(n)) return String(n)
  if (n < 10) return DIGITS[n] ?? ''
  if (n < 100) return `${tens > 1 ? DIGITS[tens] : ''}十${ones > 0 ? DIGITS[ones] : ''}`
  const rest = n % 100
  return `${DIGITS[Math.floor(n / 100)]}百${rest === 0 ? '' : rest < 10 ? `零${DIGITS[rest]}` : `${DIGITS[Math.floor(rest / 10)]}十${rest % 10 > 0 ? DIGITS[rest % 10] : ''}`}`
}
