import { FilterSelect } from '../../../../ui/form.tsx'
import { inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { type PublicFrame, PublicPage } from '../../../../ui/page.tsx'
import { DataTable, Onward } from '../../../../ui/table.tsx'
import { COLUMNS, findColumn } from '../../columns.ts'
import type { CatalogueLine, CataloguePlace } from '../catalogue-store.ts'

const hrefOf = (column: string, after: CataloguePlace | null, base = '/disclosure/catalogue'): string => {
  const query = new URLSearchParams()
  if (column !== '') query.set('column', column)
  if (after) query.set('after', `${after.on}~${after.id}`)
  return query.size > 0 ? `${base}?${query}` : base
}

type Props = PublicFrame & { rows: readonly CatalogueLine[]; next: CataloguePlace | null; column: string; isFirst: boolean; today: PlainDate }
/** `/disclosure/catalogue`: 索引、名称、内容概述、生成日期, made from what is published and never behind it. */
export const CataloguePage = (p: Props) => (
  <PublicPage {...p} title="政府信息公开目录" current="disclosure" crumbs={[{ label: '政府信息公开', href: '/disclosure' }, { label: '目录' }]}>
    <div class="wrap stack mt-4">
      <h1>政府信息公开目录{p.column !== '' && `：${findColumn(p.column)?.name}`}</h1>
      <p class="muted">由已经公开的信息自动生成，{inChinese(p.today)}（条例第十二条第三款）。</p>
      <form class="filters no-print" method="get" action="/disclosure/catalogue">
        <FilterSelect name="column" label="栏目" all="全部栏目" chosen={p.column} options={COLUMNS.map(({ code, name }) => ({ value: code, label: name }))} />
        <button class="button">查看</button>
      </form>
      <p class="no-print">
        <a href={hrefOf(p.column, null, '/disclosure/catalogue.csv')}>下载 CSV</a>
      </p>
      <DataTable
        caption="政府信息公开目录"
        rows={p.rows}
        empty="这个栏目还没有公开的信息"
        columns={[
          { head: '索引', cell: ({ indexNumber }) => indexNumber },
          { head: '名称', rowHead: true, cell: ({ number, title }) => <a href={`/disclosure/${number}`}>{title}</a> },
          { head: '内容概述', cell: ({ summary }) => summary },
          { head: '生成日期', line: true, cell: ({ formedOn }) => formedOn },
        ]}
      />
      <Onward first={p.isFirst ? null : hrefOf(p.column, null)} next={p.next && hrefOf(p.column, p.next)} />
    </div>
  </PublicPage>
)
