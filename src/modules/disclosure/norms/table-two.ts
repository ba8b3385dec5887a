import { firstDay, lastDay, type PlainDate } from '../../../kernel/plain-date.ts'
import { EXPIRED_COUNTS_AS_ABOLISHED } from './terms.ts'

/** The days that table two of the yearly report counts a normative document of the agency's own by. */
export type NormFacts = {
  readonly issuedOn: PlainDate
  /** The day the public could first read it; null before. */
  readonly publishedOn: PlainDate | null
  readonly withdrawnOn: PlainDate | null
  readonly endedOn: PlainDate | null
  readonly endKind: 'abolished' | 'expired' | null
}

/** The numbers of table two: the first three as 国办公开办函〔2019〕60号 has them, the last three as 国办公开办函〔2021〕30号. */
export const NORM_FIGURES = ['made', 'published', 'publicTotal', 'issued', 'abolished', 'inForce'] as const
export type NormFigure = (typeof NORM_FIGURES)[number]
export const normFigureName = {
  made: '本年新制作规范性文件',
  published: '本年新公开规范性文件',
  publicTotal: '对外公开规范性文件总数',
  issued: '本年制发行政规范性文件',
  abolished: '本年废止行政规范性文件',
  inForce: '现行有效行政规范性文件',
} as const satisfies Record<NormFigure, string>

/** Whether a document stands behind a figure of a year; what is in force or open is counted on the year's last day. */
export function countsIn(figure: NormFigure, facts: NormFacts, year: number): boolean {
  const [first, last] = [firstDay(year), lastDay(year)]
  const within = (day: PlainDate | null): boolean => day !== null && day >= first && day <= last
  switch (figure) {
    case 'made':
    case 'issued':
      return within(facts.issuedOn)
    case 'published':
      return within(facts.publishedOn)
    case 'publicTotal':
      return facts.publishedOn !== null && facts.publishedOn <= last && (facts.withdrawnOn === null || facts.withdrawnOn > last)
    case 'abolished':
      return facts.issuedOn <= last && within(facts.endedOn) && (facts.endKind === 'abolished' || EXPIRED_COUNTS_AS_ABOLISHED)
    case 'inForce':
      return facts.issuedOn <= last && (facts.endedOn === null || facts.endedOn > last)
  }
}

export type NormCounts = Readonly<Record<NormFigure, number>>
/** Every number of table two on normative documents in a year, for both editions of the form. */
export const tableTwoOf = (all: readonly NormFacts[], year: number): NormCounts => {
  const count = (figure: NormFigure) => all.filter((facts) => countsIn(figure, facts, year)).length
  return Object.fromEntries(NORM_FIGURES.map((figure) => [figure, count(figure)])) as NormCounts // a key for each of the closed list
}
