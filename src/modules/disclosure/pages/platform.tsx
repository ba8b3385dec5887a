import { FilterSelect } from '../../../ui/form.tsx'
import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { escaped, type Html, raw } from '../../../ui/jsx-runtime.ts'
import { alternatesOf } from '../../../ui/for-programs.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { EmptyTable } from '../../../ui/table.tsx'
import { COLUMNS, type Column } from '../columns.ts'
import { validityName } from '../lifecycle.ts'
import type { ColumnCount, ItemFilter, ItemList, ListedItem } from '../public-store.ts'

/** The address of a list with its filter. */
export function listHref({ column, year, after }: ItemFilter, base = '/disclosure/items'): string {
  const query = new URLSearchParams()
  if (column !== '') query.set('column', column)
  if (year !== null) query.set('year', String(year))
  if (after) query.set('after', `${after.on}~${after.id}`)
  return query.size > 0 ? `${base}?${query}` : base
}

const columnHref = (code: string): string => listHref({ column: code, year: null, after: null })
const countOf = (counts: readonly ColumnCount[], code: string): ColumnCount | undefined => counts.find(({ column }) => column === code)

/** `/disclosure`: the columns that 国办公开办函〔2019〕61号 lays down, and what is newest in them. */
export const PlatformPage = (p: PublicFrame & { counts: readonly ColumnCount[]; newest: readonly ListedItem[]; schemaOrg: object }) => (
  <PublicPage {...p} title="政府信息公开" current="disclosure" crumbs={[{ label: '政府信息公开' }]} feed="/disclosure/items.atom">
    <div class="wrap stack mt-4">
      <h1>政府信息公开</h1>
      <p class="lead">法律要求公开的，都在这里；找不到的，可以依法申请。</p>
      <div class="doors">
        <Door title="政府信息公开指南" href="/disclosure/guide" says="信息怎样分类、怎样获取，由谁受理，怎样联系。" />
        <Door title="政府信息公开制度" href={columnHref('systems')} says="公开的规定和办法。" />
        <Door title="法定主动公开内容" href="#statutory" says="按《条例》第二十条、第二十一条逐项公开。" />
        <Door title="政府信息公开工作年度报告" href="/annual-reports" says="每个数字都能点开，看到后面的记录。" />
        <Door title="政府信息公开目录" href="/disclosure/catalogue" says="索引、名称、内容概述和生成日期，按栏目查。" />
        <Door title="依申请公开" href="/requests" says="没有公开的信息，可以申请；20 个工作日内答复。" />
      </div>
    </div>
    <div class="wrap split mt-6">
      <section id="statutory">
        <h2>法定主动公开内容</h2>
        <p class="mt-2">
          <a href="/disclosure/norms">规范性文件库：哪些有效，哪些已修改、失效、废止</a>
          <br />
          <a href="/disclosure/consultations">征求意见：正在听取意见的草案和采纳情况</a>
        </p>
        <ColumnTable columns={COLUMNS.filter(({ under }) => under === 'statutory')} counts={p.counts} />
        <h2 class="mt-6">动态和公告</h2>
        <ColumnTable columns={COLUMNS.filter(({ code }) => code === 'news' || code === 'notices')} counts={p.counts} />
      </section>
      <aside class="stack">
        <section class="panel">
          <h2>最近公开</h2>
          {p.newest.length === 0 ? (
            <p class="muted">还没有公开的信息。</p>
          ) : (
            <ul class="newest">
              {p.newest.map(({ number, title, publishedOn }) => (
                <li>
                  <a href={`/disclosure/${number}`}>{title}</a>
                  <time class="small muted" datetime={publishedOn}>
                    {publishedOn}
                  </time>
                </li>
              ))}
            </ul>
          )}
          <p class="mt-3">
            <a href="/disclosure/items">全部信息</a>　<a href="/disclosure/subscribe">邮件订阅</a>　<a href="/open-data">开放数据</a>{' '}
            <a href="/disclosure/messages">留言和纠错</a>
          </p>
        </section>
      </aside>
    </div>
  </PublicPage>
)

const Door = ({ title, href, says }: { title: string; href: string; says: string }) => (
  <article class="door">
    <h2>
      <a href={href}>{title}</a>
    </h2>
    <p class="muted">{says}</p>
  </article>
)

const ColumnTable = ({ columns, counts }: { columns: readonly Column[]; counts: readonly ColumnCount[] }) => (
  <table class="table dense mt-3">
    <caption class="hide">栏目、依据、条数和最近公开的日期</caption>
    <thead>
      <tr>
        <th scope="col">栏目</th>
        <th scope="col" class="wide">
          依据
        </th>
        <th scope="col" class="num">
          条数
        </th>
        <th scope="col">最近公开</th>
      </tr>
    </thead>
    <tbody>
      {columns.map(({ code, name, law, arranged }) => {
        const count = countOf(counts, code)
        return (
          <tr>
            <th scope="row">
              <a href={arranged?.href ?? columnHref(code)}>{name}</a>
            </th>
            <td class="wide">{law}</td>
            <td class="num">{count?.items ?? (arranged ? '见专页' : 0)}</td>
            <td class="nowrap">{count?.last ?? '—'}</td>
          </tr>
        )
      })}
    </tbody>
  </table>
)

const FORM_NAMES = { csv: 'CSV', json: 'JSON', parquet: 'Parquet', atom: '订阅源' } as const
type ListProps = PublicFrame & ItemList & { filter: ItemFilter; counts: readonly ColumnCount[]; today: PlainDate }
const FIRST_YEAR = 2008 // 条例自2008年5月1日起施行

/** `/disclosure/items`: what is published, the last first. */
export function ItemsPage(p: ListProps): Html {
  const column = COLUMNS.find(({ code }) => code === p.filter.column)
  const title = column?.name ?? '全部信息'
  const years = Array.from({ length: Number(p.today.slice(0, 4)) - FIRST_YEAR + 1 }, (_, i) => Number(p.today.slice(0, 4)) - i)
  return (
    <PublicPage
      {...p}
      title={title}
      current="disclosure"
      crumbs={[{ label: '政府信息公开', href: '/disclosure' }, { label: title }]}
      feed={listHref({ ...p.filter, after: null }, '/disclosure/items.atom')}
      alternates={alternatesOf(['csv', 'json', 'parquet'], (ending) => listHref({ ...p.filter, after: null }, `/disclosure/items.${ending}`))}
    >
      <div class="wrap stack mt-4">
        <h1>{title}</h1>
        {column && (
          <p class="muted">
            依据：{column.law}。共 {countOf(p.counts, column.code)?.items ?? 0} 条。
          </p>
        )}
        {column?.arranged && (
          <p>
            <a href={column.arranged.href}>{column.arranged.name}</a>
          </p>
        )}
        <form class="filters" method="get" action="/disclosure/items">
          <FilterSelect
            name="column"
            label="栏目"
            all="全部栏目"
            chosen={p.filter.column}
            options={COLUMNS.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <FilterSelect name="year" label="公开年份" all="全部年份" chosen={p.filter.year} options={years.map((year) => ({ value: year, label: year }))} />
          <button class="button">查询</button>
        </form>
        <p class="row">
          {(['csv', 'json', 'parquet', 'atom'] as const).map((form) => (
            <a href={listHref({ ...p.filter, after: null }, `/disclosure/items.${form}`)}>{FORM_NAMES[form]}</a>
          ))}
          <a href={p.filter.column ? `/disclosure/subscribe?column=${p.filter.column}` : '/disclosure/subscribe'}>邮件订阅</a>
        </p>
        {p.rows.length === 0 ? <EmptyTable words="这里还没有公开的信息" /> : tableOf(p.rows)}
        <nav class="pager" aria-label="分页">
          {p.filter.after && <a href={listHref({ ...p.filter, after: null })}>回到开头</a>}
          {p.next && (
            <a href={listHref({ ...p.filter, after: p.next })} rel="next">
              下一页
            </a>
          )}
        </nav>
      </div>
    </PublicPage>
  )
}

const columnName = new Map(COLUMNS.map(({ code, name }) => [code, escaped(name)]))
/** Fifty a page, written as text. */
function tableOf(rows: readonly ListedItem[]): Html {
  let out = ''
  for (const { number, title, column, issuer, documentNumber, publishedOn, validity } of rows) {
    const mark = validity === 'valid' ? '' : ` <span class="badge grey">${validityName[validity]}</span>`
    out +=
      `<tr><th scope="row" data-th="标题"><a href="/disclosure/${number}">${escaped(title)}</a>${mark}</th><td data-th="栏目">${columnName.get(column) ?? ''}</td>` +
      `<td data-th="发文机关">${escaped(issuer)}</td><td data-th="文号">${escaped(documentNumber) || '—'}</td><td class="nowrap" data-th="发布日期">${publishedOn}</td></tr>`
  }
  const heads = ['标题', '栏目', '发文机关', '文号', '发布日期'].map((head) => `<th scope="col">${head}</th>`).join('')
  return raw(`<table class="table dense cards"><caption class="hide">已公开的信息</caption><thead><tr>${heads}</tr></thead><tbody>${out}</tbody></table>`)
}

export const dayWords = (date: PlainDate | null): string => (date === null ? '—' : inChinese(date))
