import type { Count, Counts } from '../cases/index.ts'

/** Changes of a formula or of what is counted make a new version; it stands beside every figure, in files too. */
export const DEFINITIONS = { version: 2, since: '2026-11-27', name: '2026 年第 2 版' } as const

/** A rate over fewer cases says more about chance than about work: it is then given as counts. */
export const SMALLEST_WHOLE = 10 // office setting

/** What each count is called and what is in it. */
export const countName = {
  filed: '立案',
  given: '派遣',
  returned: '回退',
  checked: '经核查',
  reworked: '返工',
  threeFail: '三核未通过',
  due: '应结案',
  onTime: '按期结案',
  late: '超期结案',
  exempt: '超期免责',
  openOverdue: '超期未结',
  awaiting: '待核查',
  rated: '评价',
  satisfied: '满意',
} as const satisfies Record<Count, string>

export const countSays = {
  filed: '期内立案的案件，包括后来作废的；并入其他案件的是同一个问题，不重复计。按部门看，是现在由它承办的。',
  given: '期内派遣给承办单位的次数；同一案件改派给另一个单位，是另一次。下面各项都记在当时承办的单位名下，不论案件后来改派给谁。',
  returned: '期内的派遣里，被承办单位回退的。',
  checked: '期内的派遣里，处置以后经过至少一轮核查的。',
  reworked: '期内的派遣里，至少一轮核查没有通过、返工的。',
  threeFail: '期内的派遣里，同一承办单位三轮以上核查没有通过的。',
  due: '处置时限在期内到期、而且现在已经到期的派遣：按期结案＋超期结案＋超期未结。到期以前回退、撤回的，不再计时，不在内。',
  onTime: '应结案里已经结案、承办单位在时限以内反馈处置完毕的。等待核查的时间不算承办单位的。回访后重办的，原来的结果不变。',
  late: '应结案里承办单位在时限以后才反馈处置完毕、或者在时限以后才回退、被撤回的；申诉成立的也在内。',
  exempt: '超期结案里，承办单位申诉成立、免予计责的。只列件数，不改变按期结案率。',
  openOverdue: '应结案里到现在还没有结案的，不论处置到哪一步。',
  awaiting: '处置时限在期内到期，承办单位已经按期反馈，还在等核查结案的。核查可能退回，所以暂不计入应结案。',
  rated: '期内收到的上报人评价，包括并案的上报人；一件上报评价一次，记在案件的承办单位、街道和类别名下。',
  satisfied: '评价里选“满意”的。',
} as const satisfies Record<Count, string>

export type Rate = { readonly key: string; readonly name: string; readonly part: Count; readonly whole: Count; readonly goodIsHigh: boolean }
/** Every rate is one count over another, and both can be opened. */
export const RATES = [
  { key: 'onTimeRate', name: '按期结案率', part: 'onTime', whole: 'due', goodIsHigh: true },
  { key: 'lateRate', name: '超期结案率', part: 'late', whole: 'due', goodIsHigh: false },
  { key: 'openOverdueRate', name: '超期未结率', part: 'openOverdue', whole: 'due', goodIsHigh: false },
  { key: 'returnRate', name: '回退率', part: 'returned', whole: 'given', goodIsHigh: false },
  { key: 'reworkRate', name: '返工率', part: 'reworked', whole: 'checked', goodIsHigh: false },
  { key: 'threeFailRate', name: '三核未通过率', part: 'threeFail', whole: 'checked', goodIsHigh: false },
  { key: 'satisfactionRate', name: '满意率', part: 'satisfied', whole: 'rated', goodIsHigh: true },
] as const satisfies readonly Rate[]
export type RateKey = (typeof RATES)[number]['key']

/** `按期结案率＝按期结案÷应结案` */
export const formulaOf = ({ name, part, whole }: Rate): string => `${name}＝${countName[part]}÷${countName[whole]}`

/** The share from 0 to 1; null where the whole is too small for one. */
export function shareOf(rate: Rate, counts: Counts): number | null {
  const whole = counts[rate.whole]
  return whole < SMALLEST_WHOLE ? null : counts[rate.part] / whole
}

/** `94.1%`; where there is no share, the two counts, or a dash when there is nothing to count. */
export function rateText(rate: Rate, counts: Counts): string {
  const share = shareOf(rate, counts)
  if (share !== null) return percent(share)
  return counts[rate.whole] === 0 ? '—' : `${counts[rate.part]} / ${counts[rate.whole]} 件`
}

// What is not everything never reads as 100 %, what is not nothing never as 0 %.
function percent(share: number): string {
  const tenths = Math.round(share * 1_000)
  const honest = share < 1 ? Math.min(tenths, 999) : tenths
  return `${((share > 0 ? Math.max(honest, 1) : honest) / 10).toFixed(1)}%`
}
