import type { Signal, SignalKind } from './signals.ts'

export const VERDICTS = ['fine', 'wrong'] as const
export type Verdict = (typeof VERDICTS)[number]
export const verdictName = { fine: '看过，没有问题', wrong: '有问题' } as const satisfies Record<Verdict, string>
export const kindName = {
  'photo-reused': '同一张照片用在几件里',
  'photo-elsewhere': '照片不是在上报地点拍的',
  'too-fast': '移动得太快',
  'many-in-an-hour': '一小时内上报太多',
  'often-refused': '多数不成立',
  'shared-device': '几个人用同一台设备',
} as const satisfies Record<SignalKind, string>

/** What a person said of a signal as it then was. */
export type Decision = Pick<Signal, 'kind' | 'sentence' | 'reports'> & {
  readonly verdict: Verdict
  readonly because: string
  readonly at: Date
  readonly by: string
}

/** Whether what was said still holds: every report of the signal was looked at then. One that has grown is looked at anew. */
export const covers = (decision: Pick<Decision, 'kind' | 'reports'>, signal: Pick<Signal, 'kind' | 'reports'>): boolean =>
  decision.kind === signal.kind && signal.reports.every((report) => decision.reports.includes(report))

/** Names a signal in a form: its kind and the reports it was seen with. */
export const nameOf = ({ kind, reports }: Pick<Signal, 'kind' | 'reports'>): string => [kind, ...reports].join(' ')

/** The signals that nobody has judged yet; of several in the same reports, such as two photos used twice, one. */
export const undecided = (signals: readonly Signal[], decisions: readonly Pick<Decision, 'kind' | 'reports'>[]): Signal[] =>
  [...new Map(signals.map((signal) => [nameOf(signal), signal])).values()].filter((signal) => !decisions.some((decision) => covers(decision, signal)))
