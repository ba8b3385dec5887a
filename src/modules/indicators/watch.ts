import {
  isWatched,
  SUPERVISION_LEVELS,
  type SupervisionLevel,
  stepName,
  WATCHED,
  type Watched,
  type WatchedAmong,
  type WatchedCount,
  type WatchedRow,
} from '../cases/index.ts'

export const watchedName = {
  overdue: '超期未结',
  lateDay: '超期 1 天以上',
  late: '超期不足 1 天',
  hours: '4 小时内到期',
  today: '今天到期',
  tomorrow: '明天到期',
  later: '后天以后到期',
  suspended: '挂账停计',
  returned: '回退待重派',
  disputed: '权属争议待裁定',
  threeFail: '三核未通过，未结',
} as const satisfies Record<Watched, string>

export const watchedIn = (text = ''): Watched => (isWatched(text) ? text : 'overdue')

export function watchedHref(watched: Watched, { street, unit }: WatchedAmong): string {
  const query = new URLSearchParams({ watched })
  if (street !== '') query.set('street', street)
  if (unit !== '') query.set('unit', unit)
  return `/staff/supervision/cases?${query}`
}

export type WatchedTally = Readonly<Record<Watched, number>>
const NONE = Object.fromEntries(WATCHED.map((one) => [one, 0])) as WatchedTally // every kind has its key

/** The counts of all units together, and of each: `none` is the cases that no unit has. */
export function tallyWatched(counts: readonly WatchedCount[]): { readonly whole: WatchedTally; readonly units: ReadonlyMap<string, WatchedTally> } {
  const whole: Record<Watched, number> = { ...NONE }
  const units = new Map<string, Record<Watched, number>>()
  for (const { watched, unitId, n } of counts) {
    const code = String(unitId ?? 'none')
    const one = units.get(code) ?? { ...NONE }
    one[watched] += n
    whole[watched] += n
    units.set(code, one)
  }
  return { whole, units }
}

export const levelIn = (text: string | undefined): SupervisionLevel | undefined => SUPERVISION_LEVELS.find((one) => one === text)

/** Why a case is where it is, from what its record says and nothing else. */
export function whyText({ kept: last, returns, failed, postponements }: WatchedRow): string {
  const times = [returns > 0 ? `回退 ${returns} 次` : '', failed > 0 ? `返工 ${failed} 次` : '', postponements > 0 ? `延期 ${postponements} 次` : ''].filter(
    Boolean,
  )
  if (last) return `${times.length > 0 ? `${times.join('，')}；` : ''}最近一次${stepName[last.step]}：${last.words}`
  return times.length > 0 ? times.join('，') : '没有回退、延期、挂账或者返工的记录'
}

/** `超期集中在样例排水管护单位、样例园林管护单位`: the units with the most, as a sentence. */
export function lateHeading(units: ReadonlyMap<string, WatchedTally>, nameOf: (code: string) => string): string {
  const late = [...units].filter(([, one]) => one.overdue > 0).sort(([, a], [, b]) => b.overdue - a.overdue)
  const total = late.reduce((sum, [, one]) => sum + one.overdue, 0)
  if (total === 0) return '现在没有超期未结的案件'
  const [first] = late
  if (late.length === 1 && first) return `${total} 件超期未结，都在${nameOf(first[0])}`
  return `${total} 件超期未结，最多的是${late
    .slice(0, 2)
    .map(([code, one]) => `${nameOf(code)}（${one.overdue} 件）`)
    .join('和')}`
}
