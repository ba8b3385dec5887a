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
