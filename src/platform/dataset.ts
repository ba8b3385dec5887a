import type { SchemaElement } from 'hyparquet-writer'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { csvOf } from './csv.ts'

/** What a value of a field is; absent values are null in JSON and Parquet and empty in CSV. */
export const FIELD_TYPES = ['text', 'code', 'date', 'datetime', 'boolean', 'integer', 'number', 'url'] as const
export type FieldType = (typeof FIELD_TYPES)[number]
/** A field as its dictionary tells it. Its key in the list is its name in JSON and Parquet. */
export type Field = {
  /** The heading in CSV and on pages. */
  readonly head: string
  readonly type: FieldType
  readonly says: string
  readonly unit?: string
  /** The values of a code, each with its meaning. */
  readonly values?: Readonly<Record<string, string>>
}
export type Value = string | number | boolean | null
/** One list of fields: a row that has another key, or lacks one, does not compile. */
export type Fields<Row> = { readonly [Name in keyof Row & string]-?: Field }
export type Row = Readonly<Record<string, Value>>

const namesOf = <R extends Row>(fields: Fields<R>): readonly (keyof R & string)[] => Object.keys(fields)

/** Rows as CSV under the headings of their fields. */
export const csvOfRows = <R extends Row>(fields: Fields<R>, rows: readonly R[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(csvOf([namesOf(fields).map((name) => fields[name].head), ...rows.map((row) => namesOf(fields).map((name) => String(row[name] ?? '')))]))

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const
const KINDS = {
  text: TEXT,
  code: TEXT,
  url: TEXT,
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  datetime: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' } },
  boolean: { type: 'BOOLEAN' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
} as const satisfies Record<FieldType, Omit<SchemaElement, 'name'>>
const typed = (type: FieldType, value: Value): Value | Date => ((type === 'date' || type === 'datetime') && typeof value === 'string' ? new Date(value) : value)

/** The same rows as a Parquet file with the type of each field; `about` goes into its footer. */
export function parquetOfRows<R extends Row>(fields: Fields<R>, rows: readonly R[], about: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const names = namesOf(fields)
  const schema: SchemaElement[] = [
    { name: 'row', num_children: names.length },
    ...names.map((name) => ({ name, repetition_type: 'OPTIONAL' as const, ...KINDS[fields[name].type] })),
  ]
  const columnData = names.map((name) => ({ name, data: rows.map((row) => typed(fields[name].type, row[name] ?? null)) }))
  return new Uint8Array(parquetWriteBuffer({ schema, columnData, createdBy: 'gongkai', kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })) }))
}
/** As IANA has it. */
export const PARQUET = 'application/vnd.apache.parquet'
