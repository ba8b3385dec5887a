/** The units a 立案条件 gives its limit in (GB/T 30428.8's words). */
export const UNITS = ['urgent_minute', 'urgent_hour', 'work_hour', 'work_day', 'day'] as const
export type Unit = (typeof UNITS)[number]
/** Parts of the year, `MM-DD` to `MM-DD` inclusive, outside which a seasonal limit does not run (“种植季节15工作日”). */
export type Season = { readonly name: string; readonly parts: readonly { readonly from: string; readonly to: string }[] }
export type Limit = { readonly amount: number; readonly unit: Unit; readonly season?: Season }

export const unitName = {
  urgent_minute: '分钟',
  urgent_hour: '紧急工作时',
  work_hour: '工作时',
  work_day: '工作日',
  day: '天',
} as const satisfies Record<Unit, string>

/** What a unit means, as the clock of cases counts it. */
export const unitSays = {
  urgent_minute: '分钟昼夜连续计算，夜间、周末和节假日都计入。',
  urgent_hour: '紧急工作时昼夜连续计算，夜间、周末和节假日都计入。',
  work_hour: '工作时只计上班的时间，午休、夜间和休息日不计。',
  work_day: '工作日自派遣的次日起算，派遣当日不计，到最后一个工作日下班时为止。',
  day: '天按日历连续计算，派遣当日不计；最后一天是休息日的，顺延到下一个工作日下班时。',
} as const satisfies Record<Unit, string>

/** “2 个工作日”, “4 紧急工作时”, “种植季节 15 个工作日”; `readLimit` reads it back. */
export function limitText({ amount, unit, season }: Limit): string {
  return `${season ? `${season.name} ` : ''}${amount} ${unit === 'work_day' ? '个' : ''}${unitName[unit]}`
}

export const sameLimit = (a: Limit, b: Limit): boolean => limitText(a) === limitText(b)

// Which months a season has is the office's to set; these are the planting months of Beijing's plain.
export const PLANTING: Season = {
  name: '种植季节',
  parts: [
    { from: '03-01', to: '05-31' },
    { from: '10-01', to: '11-30' },
  ],
} // office setting

/** A limit read from a table of standards, with what had to be guessed. */
export type ReadLimit = { readonly limit: Limit; readonly odd: string | null }

const FORM =
  /^(种植季节)?([0-9]+(?:\.[0-9]+)?|半|[一二两三四五六七八九十]+)个?(紧急工作时|紧急工作日|紧急工作小时|工作时|工作小时|小时|工作日|自然日|天|日|分钟)(?:内)?$/
const DIGITS = new Map([...'零一二三四五六七八九十'].map((digit, value) => [digit, value] as const))

function amountOf(text: string): number {
  if (text === '半') return 0.5
  if (/^[0-9.]+$/.test(text)) return Number(text)
  const [tens, ones] = text.replace('两', '二').includes('十') ? text.replace('两', '二').split('十') : ['0', text.replace('两', '二')]
  return (tens === '' ? 1 : (DIGITS.get(tens ?? '') ?? 0)) * 10 + (DIGITS.get(ones ?? '') ?? 0)
}

/** Real tables are messy: “2紧急工作日”, “15天”, “4小时” are read, and what was odd about them is said. */
export function readLimit(text: string): ReadLimit | undefined {
  // Between two digits nothing is dropped: “1,5工作日” is not fifteen days.
  const plain = text.normalize('NFKC').replace(/(?<!\d)[\s,]+|[\s,]+(?!\d)|。/g, '')
  const [, season, amount = '', word = ''] = FORM.exec(plain.replace('(种植季节)', '种植季节')) ?? []
  if (word === '') return undefined
  const read = unitOf(word)
  const value = amountOf(amount)
  if (!(value > 0)) return undefined
  const isWhole = Number.isInteger(value) || (read.unit !== 'work_day' && read.unit !== 'day')
  const odd = [read.odd, isWhole ? null : `按天计的时限没有半天，“${text.trim()}”按 ${Math.ceil(value)} 天计，请核对`].filter((one) => one !== null)
  const limit = { amount: isWhole ? value : Math.ceil(value), unit: read.unit, ...(season ? { season: PLANTING } : {}) }
  return { limit, odd: odd.length > 0 ? odd.join('；') : null }
}

function unitOf(word: string): { readonly unit: Unit; readonly odd: string | null } {
  switch (word) {
    case '紧急工作时':
      return { unit: 'urgent_hour', odd: null }
    case '紧急工作小时':
      return { unit: 'urgent_hour', odd: '“紧急工作小时”按紧急工作时计' }
    case '紧急工作日':
      return { unit: 'day', odd: '标准里没有“紧急工作日”，按连续的天计，请核对' }
    case '工作时':
      return { unit: 'work_hour', odd: null }
    case '工作小时':
      return { unit: 'work_hour', odd: '“工作小时”按工作时计' }
    case '小时':
      return { unit: 'work_hour', odd: '“小时”没有写明是否紧急，按工作时计，请核对' }
    case '工作日':
      return { unit: 'work_day', odd: null }
    case '自然日':
      return { unit: 'day', odd: null }
    case '分钟':
      return { unit: 'urgent_minute', odd: null }
    default:
      return { unit: 'day', odd: `“${word}”没有写明是否工作日，按连续的天计，请核对` }
  }
}
