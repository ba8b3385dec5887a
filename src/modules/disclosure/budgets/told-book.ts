import { z } from 'zod'
import { BOOK_KINDS, FORM_KEYS, UNITS } from './book.ts'

const MOST_DOWN = 20_000 // office setting
const MOST_ACROSS = 300 // as wide as a sheet that is read here
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
const line = z.string().transform((text) => text.replace(UNSEEN, ' '))
// Paragraphs are told by their ends of lines.
const lines = z.string().transform((text) => text.replace(UNSEEN, (sign) => (sign === '\n' ? sign : ' ')))

const CELL = z.object({
  at: z.string().regex(/^[A-Z]{1,3}\d{1,7}$/),
  text: lines,
  rows: z.int().min(1).max(MOST_DOWN),
  cols: z.int().min(1).max(MOST_ACROSS),
})
const TABLE = z.object({
  n: z.int().min(1).max(999),
  name: line,
  title: line,
  form: z.enum(FORM_KEYS).nullable(),
  unit: z.enum(UNITS).nullable(),
  top: z.array(line),
  heads: z.int().min(0),
  rows: z.array(z.array(CELL.nullable()).max(MOST_ACROSS)).max(MOST_DOWN),
  notes: z.array(line),
})

/** A budget or an account as one platform tells it to another: its tables cell by cell, so that they are data there too. */
export const TOLD_BOOK = z.object({
  kind: z.enum(BOOK_KINDS),
  year: z.int().min(1949).max(2999),
  said: lines,
  tables: z
    .array(TABLE)
    .min(1)
    .refine((tables) => new Set(tables.map(({ n }) => n)).size === tables.length),
  reasons: z.record(z.string(), line),
})
