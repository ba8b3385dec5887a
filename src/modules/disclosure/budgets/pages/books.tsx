import { inChinese } from '../../../../kernel/plain-date.ts'
import { FileIcon } from '../../../../ui/form.tsx'
import { raw } from '../../../../ui/jsx-runtime.ts'
import { type PublicFrame, PublicPage } from '../../../../ui/page.tsx'
import { EmptyTable } from '../../../../ui/table.tsx'
import type { PublicItem } from '../../public-store.ts'
import { type Book, type BookKind, bookKindName, type BookTable } from '../book.ts'
import { checkBook } from '../check-book.ts'
import type { BudgetListed } from '../store.ts'
import { tableHtml } from '../write-tables.ts'

const HOME = { label: '政府信息公开', href: '/disclosure' }
const BUDGETS = { label: '预算决算', href: '/disclosure/budgets' }

/** `/disclosure/budgets`: budgets, accounts and the “三公”, a row a year. */
export const BooksPage = (p: PublicFrame & { books: readonly BudgetListed[] }) => {
  const years = [...new Set(p.books.map(({ year }) => year))]
  const of = (year: number, kind: BookKind) => p.books.filter((one) => one.year === year && one.kind === kind)
  return (
    <PublicPage {...p} title="预算决算" current="disclosure" crumbs={[HOME, { label: BUDGETS.label }]}>
      <div class="wrap stack mt-4">
        <h1>预算决算</h1>
        <p class="lead">每年的部门预算、决算和“三公”经费。表格可以在网页上看，也可以下载 CSV 和原件。</p>
        {years.length === 0 ? (
          <EmptyTable words="还没有按年整理的预算、决算" />
        ) : (
          <table class="table cards">
            <caption class="hide">各年的预算、决算和“三公”经费</caption>
            <thead>
              <tr>
                {['年份', '预算', '决算', '三公经费'].map((head) => (
                  <th scope="col">{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {years.map((year) => (
                <tr>
                  <th scope="row" class="nowrap" data-th="年份">
                    {year}年
                  </th>
                  <td data-th="预算">
                    <Links books={of(year, 'budget')} />
                  </td>
                  <td data-th="决算">
                    <Links books={of(year, 'account')} />
                  </td>
                  <td data-th="三公经费">
                    <Sangong books={p.books.filter((one) => one.year === year)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p class="row">
          <span>所有表格里的每一个数：</span>
          <a href="/disclosure/budgets/figures/list.csv">CSV</a>
          <a href="/disclosure/budgets/figures/list.json">JSON</a>
          <a href="/open-data/budgets">字段说明</a>
        </p>
        <p>
          <a href="/disclosure/items?column=budgets">预算决算栏目的全部信息</a>　依据：条例第二十条第七项、预算法第十四条
        </p>
      </div>
    </PublicPage>
  )
}

const Links = ({ books }: { books: readonly BudgetListed[] }) =>
  books.length === 0 ? (
    <span class="muted">—</span>
  ) : (
    <span>
      {books.map(({ number, title, publishedOn, tables }) => (
        <>
          <a href={`/disclosure/${number}`}>{title}</a>{' '}
          <span class="muted">
            {tables.length} 张表，{publishedOn}
          </span>
          <br />
        </>
      ))}
    </span>
  )
const Sangong = ({ books }: { books: readonly BudgetListed[] }) => {
  const found = books.flatMap(({ number, kind, tables }) => tables.filter(({ form }) => form === 'sangong').map(({ n }) => ({ number, kind, n })))
  return found.length === 0 ? (
    <span class="muted">—</span>
  ) : (
    <span>
      {found.map(({ number, kind, n }) => (
        <>
          <a href={`/disclosure/budgets/${number}/${n}`}>{bookKindName[kind]}数</a>{' '}
        </>
      ))}
    </span>
  )
}

type TableProps = PublicFrame & { item: PublicItem; book: Book; table: BookTable }

/** `/disclosure/budgets/:number/:n`: one table by itself, with its files and what checking it found. */
export const BookTablePage = (p: TableProps) => {
  const path = `/disclosure/budgets/${p.item.number}/${p.table.n}`
  const notes = explained(p.book).filter(({ n }) => n === p.table.n)
  return (
    <PublicPage
      {...p}
      title={p.table.title}
      current="disclosure"
      crumbs={[HOME, BUDGETS, { label: p.item.title, href: `/disclosure/${p.item.number}` }, { label: p.table.name }]}
    >
      <div class="wrap stack mt-4">
        <h1>{p.table.title}</h1>
        <p class="row">
          <a class="button" href={`${path}.csv`}>
            下载 CSV
          </a>
          <a href={`${path}.json`}>JSON</a>
          {p.item.files.map(({ id, name }) => (
            <a href={`/disclosure/${p.item.number}/files/${id}`}>原件 {name}</a>
          ))}
        </p>
        <div>{raw(tableHtml(p.table))}</div>
        {notes.length > 0 && <Reasons notes={notes} />}
        <nav class="pager" aria-label="其他表">
          {p.book.tables.map(({ n, name }) =>
            n === p.table.n ? <span aria-current="page">{name}</span> : <a href={`/disclosure/budgets/${p.item.number}/${n}`}>{name}</a>,
          )}
        </nav>
        <p class="muted">{inChinese(p.item.publishedOn)}公开。</p>
      </div>
    </PublicPage>
  )
}

/** What does not add up and why, as it is published. */
const explained = (book: Book): readonly { readonly n: number; readonly sentence: string; readonly reason: string }[] =>
  (Object.keys(book.reasons).length === 0 ? [] : checkBook(book).findings).flatMap(({ key, level, sentence }) => {
    const reason = book.reasons[key]
    return level === 'wrong' && reason !== undefined ? [{ n: Number(key.split(':')[0]), sentence, reason }] : []
  })
const Reasons = ({ notes }: { notes: ReturnType<typeof explained> }) => (
  <section class="panel">
    <h2>核对时对不上的，和理由</h2>
    <ul class="bullets mt-3">
      {notes.map(({ sentence, reason }) => (
        <li>
          {sentence} 理由：{reason}
        </li>
      ))}
    </ul>
  </section>
)

/** On the item's page: its tables as files, each with an address of its own. */
export const TableFiles = ({ number, book }: { number: string; book: Book }) => {
  const notes = explained(book)
  return (
    <section>
      <h2>表格数据</h2>
      <ul class="files mt-3">
        {book.tables.map(({ n, name }) => (
          <li>
            <FileIcon />
            <a href={`/disclosure/budgets/${number}/${n}`}>{name}</a> <a href={`/disclosure/budgets/${number}/${n}.csv`}>CSV</a>{' '}
            <a href={`/disclosure/budgets/${number}/${n}.json`}>JSON</a>
          </li>
        ))}
      </ul>
      {notes.length > 0 && <Reasons notes={notes} />}
    </section>
  )
}
