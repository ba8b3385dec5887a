import type { Stage } from './lifecycle.ts'
import type { Shown } from './visibility.ts'

// Words of a case hold neither of these two characters, for forms drop them.
export const FIELD = '\u001f'
/** What stands between the rows of a page that comes as one text. */
export const ROW = '\u001e'

const moment = (column: string): string => `coalesce(((date_part('epoch', ${column}) * 1000)::int8)::text, '')`
const BLANK = `''`
/** The fields of the column `told` (migration 0045), and what stands for each in a row that the public does not see in full. */
const OUTLINE = {
  number: 'number',
  stage: 'stage',
  shown: 'shown',
  title: BLANK,
  tile: 'tile',
  category: BLANK,
  street: BLANK,
  unit: BLANK,
  given: BLANK,
  due: BLANK,
  handled: BLANK,
  onTime: BLANK,
  suspended: BLANK,
  result: `coalesce(result, '')`,
  failed: `'0'`,
  supervision: BLANK,
  place: BLANK,
  lon: BLANK,
  lat: BLANK,
  moved: moment('moved_at'),
  overdue: BLANK,
  exempt: `'false'`,
} as const

/** Everything that lists and files tell of a case, as one text. */
export const TOLD = `coalesce(told, ${Object.values(OUTLINE).join(` || '${FIELD}' || `)})`

type Words<N extends number, All extends string[] = []> = All['length'] extends N ? All : Words<N, [...All, string]>
/** The fields in the order of OUTLINE. */
export type Told = readonly [number: string, stage: Stage, shown: Shown, ...Words<19>]
export const fieldsOf = (row: string): Told => row.split(FIELD) as unknown as Told // as the column and OUTLINE write it
type FirstOf<All extends readonly unknown[], N extends number, Out extends readonly unknown[] = []> = Out['length'] extends N
  ? Out
  : All extends readonly [infer One, ...infer Rest]
    ? FirstOf<Rest, N, readonly [...Out, One]>
    : never
const LISTED = 16
/** The first of them, which is all that tables print. */
export type ToldInList = FirstOf<Told, typeof LISTED>
export const listedFieldsOf = (row: string): ToldInList => row.split(FIELD, LISTED) as unknown as ToldInList

/** A moment of a field; null where there is none. */
export const momentIn = (field: string): Date | null => (field === '' ? null : new Date(Number(field)))
const DAY_MS = 86_400_000
/** A day of a field, `2026-11-24`; empty where there is none. */
export const dayIn = (field: string): string => (field === '' ? '' : new Date(Number(field) * DAY_MS).toISOString().slice(0, 10))
