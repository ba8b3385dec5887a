import type { Child } from './jsx-runtime.ts'

export type Column<Row> = {
  readonly head: string
  readonly cell: (row: Row) => Child
  readonly num?: boolean
  readonly rowHead?: boolean
  /** Days and numbers of records: never broken over two lines. */
  readonly line?: boolean
  /** Left out on a tablet: only what can be missed. */
  readonly wide?: boolean
}

/** A real table that becomes cards on a phone; browsers keep its rows and cells for a screen reader (tests/journeys/pages.test.ts). */
export function DataTable<Row>(p: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  empty: string
  showCaption?: boolean /** Stands in a panel without padding of its own. */
  boxed?: boolean
}) {
  if (p.rows.length === 0) return <EmptyTable words={p.empty} />
  const classOf = (c: Column<Row>) => [c.num ? 'num' : '', c.wide ? 'wide' : '', c.line ? 'nowrap' : ''].filter(Boolean).join(' ') || null
  return (
    <table class={p.boxed ? 'table dense boxed cards' : 'table dense cards'}>
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
      <tbody>
        {p.rows.map((row) => (
          <tr>
            {p.columns.map((c) =>
              c.rowHead ? (
                <th scope="row" data-th={c.head} class={classOf(c)}>
                  {c.cell(row)}
                </th>
              ) : (
                <td data-th={c.head} class={classOf(c)}>
                  {c.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What stands where a table has no rows. */
export const EmptyTable = ({ words }: { words: string }) => (
  <div class="empty">
    <b>{words}</b>
  </div>
)

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

/** Onward through a list that is read by its last row. */
export const Onward = ({ first, next }: { first: string | null; next: string | null }) =>
  (first ?? next) === null ? null : (
    <nav class="pager mt-4" aria-label="分页">
      {first !== null && <a href={first}>回到开头</a>}
      {next !== null && (
        <a href={next} rel="next">
          下一页
        </a>
      )}
    </nav>
  )
