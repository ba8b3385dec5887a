import type { Field, FieldType } from '../../../kernel/field.ts'
import { type Dataset, LICENCE } from './datasets.ts'

export const typeName = {
  text: '文字',
  code: '代码',
  date: '日期',
  datetime: '时刻',
  boolean: '是否',
  integer: '整数',
  number: '小数',
  url: '网址',
} as const satisfies Record<FieldType, string>

export type Entry = Field & { readonly name: string }
/** The fields of a dataset in the order of its files. */
export const entriesOf = (fields: Readonly<Record<string, Field>>): readonly Entry[] => Object.entries(fields).map(([name, field]) => ({ name, ...field }))

/** `valid 有效；amended 已修改`. */
export const valuesText = ({ values = {} }: Field): string =>
  Object.entries(values)
    .map(([value, means]) => `${value} ${means}`)
    .join('；')

export const DICTIONARY_HEADS = ['字段', '名称', '类型', '含义', '单位', '取值'] as const
/** A dictionary as rows of a CSV file. */
export const dictionaryRows = (fields: Readonly<Record<string, Field>>): string[][] => [
  [...DICTIONARY_HEADS],
  ...entriesOf(fields).map((one) => [one.name, one.head, one.type, one.says, one.unit ?? '', valuesText(one)]),
]

/** The same for a program. */
export const dictionaryJson = (dataset: Dataset, fields: Readonly<Record<string, Field>>, origin: string) => ({
  dataset: `${origin}/open-data/${dataset.key}`,
  title: dataset.title,
  licence: LICENCE,
  fields: entriesOf(fields).map(({ name, head, type, says, unit = null, values = null }) => ({ name, head, type, says, unit, values })),
})

const DATATYPES = {
  text: 'string',
  code: 'string',
  date: 'date',
  datetime: 'dateTime',
  boolean: 'boolean',
  integer: 'integer',
  number: 'double',
  url: 'anyURI',
} as const satisfies Record<FieldType, string>

/** CSV on the Web: what a validator needs to read the CSV file with its types; undefined where a dataset has none. */
export function csvwOf({ title, holds, files }: Dataset, fields: Readonly<Record<string, Field>>, origin: string) {
  const csv = files.find(({ form }) => form === 'csv')
  return (
    csv && {
      '@context': ['http://www.w3.org/ns/csvw', { '@language': 'zh' }],
      url: origin + csv.path,
      'dc:title': title,
      'dc:description': holds,
      'dc:license': { '@id': LICENCE.url },
      dialect: { header: true, encoding: 'utf-8', lineTerminators: ['\r\n'], doubleQuote: true },
      tableSchema: {
        columns: entriesOf(fields).map(({ name, head, type, says, values }) => ({
          name,
          titles: head,
          'dc:description': says,
          datatype: values ? { base: 'string', format: Object.keys(values).map(escapedForm).join('|') } : DATATYPES[type],
          null: '',
        })),
      },
    }
  )
}
/** A value as a regular expression that matches it alone. */
const escapedForm = (value: string): string => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
