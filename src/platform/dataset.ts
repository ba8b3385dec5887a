import ExcelJS from 'exceljs'
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

const WIDEST = 60
const NARROWEST = 10
/** How wide a column stands open: Chinese characters take two of its places. */
const widthOf = (cells: readonly Value[]): number =>
  Math.min(WIDEST, Math.max(NARROWEST, ...cells.map((cell) => [...String(cell ?? '')].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 2))))

/** The same rows as an Excel workbook of one sheet: days are days, numbers numbers, and no text is taken for a formula. */
export async function xlsxOfRows<R extends Row>(fields: Fields<R>, rows: readonly R[], title: string): Promise<Uint8Array<ArrayBuffer>> {
  const names = namesOf(fields)
  const book = new ExcelJS.Workbook()
  // Excel forbids these in the name of a sheet, and more than 31 characters.
  const sheet = book.addWorksheet(title.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = names.map((name) => ({
    header: fields[name].head,
    width: widthOf([fields[name].head, ...rows.slice(0, 200).map((row) => row[name] ?? null)]),
    style: fields[name].type === 'date' ? { numFmt: 'yyyy-mm-dd' } : {},
  }))
  for (const row of rows) sheet.addRow(names.map((name) => typed(fields[name].type, row[name] ?? null)))
  sheet.getRow(1).font = { bold: true }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: names.length } }
  return new Uint8Array(await book.xlsx.writeBuffer())
}
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

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
