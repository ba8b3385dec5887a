import type { Fields } from '../../../kernel/field.ts'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import { converted } from './amount.ts'
import { type Book, type BookTable, BOOK_KINDS, bookKindName, FORMS } from './book.ts'
import { gridOf } from './grid.ts'

type From = { readonly number: string; readonly publishedOn: PlainDate; readonly origin: string }
const MILLION = 1_000_000

/** Every figure of a book as a row of open data: which line and column of which table it is, in yuan whatever its table is in. */
export const figureRows = (book: Book, from: From) => book.tables.flatMap((table) => rowsOf(book, table, from))

function rowsOf({ year, kind }: Book, table: BookTable, { number, publishedOn, origin }: From) {
  const unit = table.unit ?? '元'
  return gridOf(table).sides.flatMap(({ columns, rows }) =>
    rows.flatMap(({ label, code, figures }) =>
      [...figures]
        .filter(([, figure]) => !figure.isEmpty)
        .map(([x, figure]) => ({
          item: number,
          year,
          kind,
          form: table.form === null ? null : FORMS[table.form].name,
          table: table.title || table.name,
          line: label,
          code,
          column: columns.find((column) => column.x === x)?.path.join(' / ') ?? '',
          amount_yuan: Number(converted(figure.amount, unit, '元')) / MILLION,
          unit,
          cell: figure.at,
          published_on: publishedOn,
          url: `${origin}/disclosure/budgets/${number}/${table.n}`,
        })),
    ),
  )
}

/** What each field of the open data of budgets and accounts is, in the order of the files. */
export const BUDGET_FIELDS: Fields<ReturnType<typeof figureRows>[number]> = {
  item: { head: '信息编号', type: 'text', says: '公布这本预算、决算的信息的编号，见主动公开信息这个数据集' },
  year: { head: '年度', type: 'integer', says: '预算、决算的年度' },
  kind: { head: '种类', type: 'code', says: '预算还是决算', values: Object.fromEntries(BOOK_KINDS.map((kind) => [kind, bookKindName[kind]])) },
  form: { head: '表格种类', type: 'text', says: '是哪一种规定的表格；认不出的没有' },
  table: { head: '表格名称', type: 'text', says: '表格上写的名称' },
  line: { head: '项目', type: 'text', says: '这一行是什么' },
  code: { head: '科目编码', type: 'text', says: '功能分类、经济分类的编码；表里没有的没有' },
  column: { head: '栏', type: 'text', says: '这一列是什么，自上而下的表头' },
  amount_yuan: { head: '金额（元）', type: 'number', says: '不论表格用什么单位，都换算成元', unit: '元' },
  unit: { head: '表格单位', type: 'text', says: '表格里用的单位' },
  cell: { head: '单元格', type: 'text', says: '在原工作表里的位置' },
  published_on: { head: '公开日期', type: 'date', says: '这一稿公开的日期' },
  url: { head: '网址', type: 'url', says: '表格所在的网页' },
}
