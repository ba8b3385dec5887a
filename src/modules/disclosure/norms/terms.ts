import { addDays, type PlainDate, yearOf } from '../../../kernel/plain-date.ts'

// The bare "30 days" of the public consultation stands with the other legal clocks in ../rules.ts.
export const CIRCULATION_DAYS = 5 // office setting: how long units have for their opinion, in calendar days
export const USUAL_VALID_YEARS = 5 // office setting: 多地规定规范性文件有效期不超过5年；各地不一，由本单位定
export const TRIAL_VALID_YEARS = 2 // office setting: 多地规定名称冠以“暂行”“试行”的不超过2年；各地不一，由本单位定
export const EXPIRY_WARNING_DAYS = 90 // office setting: how long before its last day a document is listed for a decision
/** Whether what ended by its own term counts among 本年废止件数; if so 现行有效 of two years and what came and went between them close (E6). */
export const EXPIRED_COUNTS_AS_ABOLISHED = true // office setting: the official note on the form was not found

/** The longest a document may be in force, by its name. */
export const validYearsOf = (title: string): number => (/暂行|试行/.test(title) ? TRIAL_VALID_YEARS : USUAL_VALID_YEARS)

/** The last day of so many years from a day: 2026-03-01 for five years is until 2031-02-28. */
export function lastOfYears(from: PlainDate, years: number): PlainDate {
  const later = `${yearOf(from) + years}${from.slice(4)}`
  return addDays((later.endsWith('-02-29') ? `${later.slice(0, 5)}03-01` : later) as PlainDate, -1) // a day of the calendar by construction
}

/** A document number by the office's format: `西全响应发〔{年}〕{号}号`. */
export const documentNumberOf = (format: string, year: number, n: number): string => format.replace('{年}', String(year)).replace('{号}', String(n))
export const isNumberFormat = (format: string): boolean => /^[^{}]{1,30}\{年\}[^{}]{1,10}\{号\}[^{}]{0,10}$/.test(format)
