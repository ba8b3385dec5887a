import type { SchemaElement } from 'hyparquet-writer'
import { parquetWriteBuffer } from 'hyparquet-writer'
import type { Fields, FieldType, Row, Value } from '../kernel/field.ts'
import { csvOf } from './csv.ts'

const namesOf = <R extends Row>(fields: Fields<R>): readonly (keyof R & string)[] => Object.keys(fields)

/** Rows as a table under the headings of their fields. */
export const tableOf = <R extends Row>(fields: Fields<R>, rows: readonly R[]): string[][] => [
  namesOf(fields).map((name) => fields[name].head),
  ...rows.map((row) => namesOf(fields).map((name) => String(row[name] ?? ''))),
]
/** The same as a CSV file. */
export const csvOfRows = <R extends Row>(fields: Fields<R>, rows: readonly R[]): Uint8Array<ArrayBuffer> => new Uint8Array(csvOf(tableOf(fields, rows)))

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
  return new Uint8Array(
    parquetWriteBuffer({ schema, columnData, createdBy: 'gongkai', kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })) }),
  )
}
/** As IANA has it. */
export const PARQUET = 'application/vnd.apache.parquet'
