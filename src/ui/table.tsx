import { type Child, type Html, inner, raw } from './jsx-runtime.ts'

export type Column<Row> = {
  readonly head: string
  readonly cell: (row: Row) => Child
  readonly num?: boolean
  readonly rowHead?: boolean
  readonly wide?: boolean
}

/**
 * A real table that becomes cards on a phone; browsers keep its rows and cells for a screen reader (tests/journeys/pages.test.ts).
 * `layout` names a table whose cells the stylesheet places by their column: they carry neither class nor label.
 */
export function DataTable<Row>(p: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  empty: string
  showCaption?: boolean /** Stands in a panel without padding of its own. */
  boxed?: boolean
  layout?: 'queue'
}) {
  if (p.rows.length === 0)
    return (
      <div class="empty">
        <b>{p.empty}</b>
      </div>
    )
  const classOf = (c: Column<Row>) => (p.layout ? null : [c.num ? 'num' : '', c.wide ? 'wide' : ''].filter(Boolean).join(' ') || null)
  return (
    <table class={['table dense cards', p.boxed ? 'boxed' : '', p.layout ?? ''].filter(Boolean).join(' ')}>
      <caption class={p.showCaption ? null : 'hide'}>{p.caption}</caption>
      <thead>
        <tr>
          {p.columns.map((c) => (
            <th scope="col" class={classOf(c)}>
              {c.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{rowsOf(p.columns, p.rows, (c) => ({ 'data-th': p.layout ? null : c.head, class: classOf(c) }))}</tbody>
    </table>
  )
}

type CellAttributes = { readonly 'data-th': string | null; readonly class: string | null }
/** The tags around a column's cells are the same in every row, so they are written once: a list of fifty is all cells. */
function rowsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], attributesOf: (c: Column<Row>) => CellAttributes): Html {
  const cells = columns.map((c) => {
    const empty = c.rowHead ? <th scope="row" {...attributesOf(c)} /> : <td {...attributesOf(c)} />
    const close = c.rowHead ? '</th>' : '</td>'
    return { open: empty.markup.slice(0, -close.length), close, cell: c.cell }
  })
  let out = ''
  for (const row of rows) {
    out += '<tr>'
    for (const { open, close, cell } of cells) out += open + inner(cell(row)) + close
    out += '</tr>'
  }
  return raw(out)
}

/** Pages by number; `href` keeps the filters. */
export const Pager = ({ page, more, href }: { page: number; more: boolean; href: (page: number) => string }) =>
  page === 1 && !more ? null : (
    <nav class="pager mt-4" aria-label="分页">
      {page > 1 && (
        <a href={href(page - 1)} rel="prev">
          上一页
        </a>
      )}
      <span aria-current="page">第 {page} 页</span>
      {more && (
        <a href={href(page + 1)} rel="next">
          下一页
        </a>
      )}
    </nav>
  )
