import ExcelJS from 'exceljs'
import { COLUMN_KEYS, COLUMNS, type ColumnKey, columnOf, EXAMPLE } from './columns.ts'

const ROWS_WITH_LISTS = 3_000
const LISTS = '可填'

const EXAMPLE_ROW: Readonly<Partial<Record<ColumnKey, string>>> = {
  paper: `${EXAMPLE}-2019-001`,
  channel: '邮寄（签收）',
  arrivedOn: '2019-06-03',
  kind: '自然人',
  name: '样例甲',
  identity: '居民身份证 110101190001010000',
  phone: '13800000000',
  address: '样例路1号',
  subject: '2018年度城市管理网格划分的文件',
  format: '纸质',
  way: '邮寄',
  decision: '予以公开',
  repliedOn: '2019-06-20',
  replyNumber: '样例公开〔2019〕1号',
  sentOn: '2019-06-20',
  tracking: '样例邮件号',
}

/** The workbook to fill in: one row an application, lists to choose from, an example that is not read, and a sheet that explains. */
export async function ledgerTemplate(departments: readonly string[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('台账', { views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }] })
  sheet.columns = COLUMN_KEYS.map((key) => ({
    header: `${columnOf(key).needed ? '*' : ''}${COLUMNS[key].head}`,
    key,
    width: columnOf(key).width,
    // As text: Excel would turn a number of a paper into another, and a day into what its machine is set to.
    style: { numFmt: columnOf(key).isDay ? 'yyyy-mm-dd' : '@' },
  }))
  sheet.getRow(1).font = { bold: true }
  sheet.addRow(EXAMPLE_ROW).font = { italic: true, color: { argb: 'FF666666' } }
  const lists = book.addWorksheet(LISTS, { state: 'hidden' })
  let column = 0
  for (const [i, key] of COLUMN_KEYS.entries()) {
    const words = key === 'department' ? departments : Object.keys(columnOf(key).words ?? {})
    if (words.length === 0) continue
    column += 1
    lists.getColumn(column).values = [...words]
    const letter = lists.getColumn(column).letter
    const list: ExcelJS.DataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`${LISTS}!$${letter}$1:$${letter}$${words.length}`],
      showErrorMessage: false,
    }
    for (let row = 2; row <= ROWS_WITH_LISTS; row++) sheet.getCell(row, i + 1).dataValidation = list
  }
  explain(book, departments)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function explain(book: ExcelJS.Workbook, departments: readonly string[]): void {
  const sheet = book.addWorksheet('说明')
  sheet.columns = [
    { header: '列', width: 20 },
    { header: '要不要填', width: 12 },
    { header: '怎样填', width: 60 },
    { header: '可填', width: 80 },
  ]
  sheet.getRow(1).font = { bold: true }
  for (const key of COLUMN_KEYS) {
    const { head, needed, isDay, says, words } = columnOf(key)
    const how = [isDay ? '日期，如 2019-03-05' : '', says].filter(Boolean).join('；')
    sheet.addRow([head, needed ? '必填' : '可不填', how, (key === 'department' ? departments : Object.keys(words ?? {})).join('、')])
  }
  for (const line of [
    `原编号以“${EXAMPLE}”开头的行不读。隐藏的行和列不读。`,
    '上传后先逐行预览，有一行错误就一行也不导入；确认以后一次全部导入。同一原编号只导入一次，再次上传不会重复。',
    '每一步按它的日期办理：迟了的答复照实导入，显示为超期。只能导入 2019年5月15日（现行条例施行）以后收到的申请。',
  ])
    sheet.addRow([line])
  sheet.eachRow((row) => {
    row.alignment = { vertical: 'top', wrapText: row.cellCount > 1 }
  })
}
