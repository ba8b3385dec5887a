import type { PlainDate } from '../../kernel/plain-date.ts'

/** Words of a text hold no colon: these beginnings make lexemes of their own, so that one index answers for title and filters too. */
export const TITLE = 't:'
export const KIND = 'k:'
export const COLUMN = 'c:'
export const DEPARTMENT = 'd:'
export const MONTH = 'm:'
export const QUARTER = 'q:'
export const YEAR = 'y:'

export const monthMark = (day: PlainDate): string => MONTH + day.slice(0, 7)
/** Of month 1 to 12. */
export const quarterOf = (year: number, month: number): string => `${QUARTER}${year}-${Math.ceil(month / 3)}`
export const quarterMark = (day: PlainDate): string => quarterOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)))
export const yearMark = (day: PlainDate): string => YEAR + day.slice(0, 4)

/** A lexeme as PostgreSQL reads it, whatever characters it holds. */
export const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
