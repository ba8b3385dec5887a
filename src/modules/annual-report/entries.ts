import { type Edition, editionOf, isCountedRow, PROACTIVE_ROWS } from './form.ts'

/** A yearly figure that no ledger holds yet; `decimals` is how finely it may be given. */
export type EntryField = { readonly key: string; readonly label: string; readonly unit: string; readonly decimals: number; readonly signed?: boolean }
export type EntryGroup = { readonly key: string; readonly title: string; readonly fields: readonly EntryField[] }

export const CATEGORIES = { regulations: '法规文件类', plans: '规划计划类', activities: '业务动态类', duties: '机构职责类' } as const
export const CUSTOM = 'custom.'
const CUSTOM_NAME = /^[\u4e00-\u9fff]{2,16}$/

const count = (key: string, label: string, unit: string): EntryField => ({ key, label, unit, decimals: 0 })
const percent = (key: string, label: string): EntryField => ({ key, label, unit: '%', decimals: 2 })

const MONEY = /金额/
const CHANGE = '本年增/减'

function tableTwo(edition: Edition): readonly EntryField[] {
  return PROACTIVE_ROWS[edition]
    .filter(({ key }) => !isCountedRow(key) && key !== 'procurement')
    .flatMap((row) =>
      row.columns.map((column, i) => ({
        key: `${row.key}.${i + 1}`,
        label: `${row.item}：${column.replace('（单位：万元）', '')}`,
        unit: MONEY.test(column) ? '万元' : '',
        decimals: MONEY.test(column) ? 6 : 0,
        ...(column === CHANGE ? { signed: true } : {}),
      })),
    )
}

/** What is entered by hand for a year, in the order of the console's form. */
export function entryGroups(year: number): readonly EntryGroup[] {
  return [
    { key: 'proactive', title: '表二　主动公开政府信息情况', fields: tableTwo(editionOf(year)) },
    {
      key: 'disclosed',
      title: '主动公开的信息',
      fields: [percent('full_text_electronic_percent', '全文电子化率')],
    },
    { key: 'inquiries', title: '咨询和申诉', fields: [count('inquiries', '咨询', '人次'), count('appeals', '申诉', '件')] },
    {
      key: 'staff',
      title: '人员',
      fields: [count('staff.full_time', '专职人员', '人'), count('staff.part_time', '兼职人员', '人')],
    },
  ]
}

/** The entry field of a key in a year; a key of the office's own is `custom.` and its Chinese name. */
export function findEntryField(year: number, key: string): EntryField | undefined {
  const own = key.startsWith(CUSTOM) ? key.slice(CUSTOM.length) : undefined
  if (own !== undefined) return CUSTOM_NAME.test(own) ? { key, label: own, unit: '', decimals: 2, signed: true } : undefined
  return entryGroups(year)
    .flatMap((group) => group.fields)
    .find((field) => field.key === key)
}

const MOST = 1e12
/** The number written in a field, or the sentence that says what it takes. */
export function readEntry(field: EntryField, text: string): number | string {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  const value = Number(plain)
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain) || Math.abs(value) > MOST) return `${field.label}填数字，现在是“${text}”`
  if (value < 0 && !field.signed) return `${field.label}不能是负数`
  const decimals = plain.split('.')[1]?.length ?? 0
  if (decimals > field.decimals) return field.decimals === 0 ? `${field.label}是整数，现在是“${text}”` : `${field.label}最多 ${field.decimals} 位小数`
  if (field.unit === '%' && value > 100) return `${field.label}不能超过 100%`
  return value
}

/** The last value entered under each key of a year. */
export type Entries = ReadonlyMap<string, number>
