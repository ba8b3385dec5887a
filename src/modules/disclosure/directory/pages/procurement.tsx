import { FilterSelect } from '../../../../ui/form.tsx'
import { inChinese } from '../../../../kernel/plain-date.ts'
import { type PublicFrame, PublicPage } from '../../../../ui/page.tsx'
import { DataTable, Onward } from '../../../../ui/table.tsx'
import { METHODS } from '../kinds.ts'
import { wanOf, yuanOf } from '../money.ts'
import type { Procured, ProcurementFilter, ProcurementPlace, ProcurementSum } from '../procurement-store.ts'
import type { ShownRecord } from '../store.ts'
import { ContentList } from './staff-records.tsx'

const HOME = { label: '政府信息公开', href: '/disclosure' }
/** The address of the list with its filter. */
export function procurementHref({ year, method, central, after }: ProcurementFilter, base = '/disclosure/procurement'): string {
  const query = new URLSearchParams()
  if (year !== null) query.set('year', String(year))
  if (method !== '') query.set('method', method)
  if (central) query.set('central', '1')
  if (after) query.set('after', `${after.on}~${after.id}`)
  return query.size > 0 ? `${base}?${query}` : base
}

type Props = PublicFrame & {
  rows: readonly Procured[]
  next: ProcurementPlace | null
  filter: ProcurementFilter
  sum: ProcurementSum
  years: readonly number[]
}
/** `/disclosure/procurement`: how much was bought, how and from whom. */
export const ProcurementPage = (p: Props) => {
  const first = { ...p.filter, after: null }
  return (
    <PublicPage {...p} title="政府采购" current="disclosure" crumbs={[HOME, { label: '政府采购' }]}>
      <div class="wrap stack mt-4">
        <h1>政府采购</h1>
        <p class="lead">
          {p.filter.year}年{p.filter.central ? '政府集中采购' : ''}项目 {p.sum.projects} 个，合同金额合计 {wanOf(p.sum.amountFen)} 万元。
        </p>
        <form class="filters" method="get" action="/disclosure/procurement">
          <FilterSelect
            name="year"
            label="年份"
            chosen={p.filter.year}
            options={[...new Set([...p.years, p.filter.year])].map((year) => ({ value: year, label: year }))}
          />
          <FilterSelect
            name="method"
            label="采购方式"
            all="全部方式"
            chosen={p.filter.method}
            options={METHODS.map((method) => ({ value: method, label: method }))}
          />
          <label class="choice">
            <input type="checkbox" name="central" value="1" checked={p.filter.central} />
            <span>只看集中采购</span>
          </label>
          <button class="button">查询</button>
        </form>
        <p class="row">
          {(['csv', 'json'] as const).map((form) => (
            <a href={procurementHref(first, `/disclosure/procurement/list.${form}`)}>{form.toUpperCase()}</a>
          ))}
          <a href="/disclosure/items?column=procurement">政府采购栏目的全部信息</a>
        </p>
        <DataTable
          caption="政府采购项目"
          rows={p.rows}
          empty="没有符合条件的项目"
          columns={[
            { head: '项目', rowHead: true, cell: ({ id, content }) => <a href={`/disclosure/procurement/${id}`}>{content['project']}</a> },
            { head: '方式', cell: ({ content, central }) => `${content['method']}${central ? '（集中采购）' : ''}` },
            { head: '供应商', cell: ({ content }) => content['supplier'] },
            { head: '金额（元）', num: true, cell: ({ amountFen }) => yuanOf(amountFen) },
            { head: '成交日期', line: true, cell: ({ awardedOn }) => awardedOn },
          ]}
        />
        <Onward first={p.filter.after ? procurementHref(first) : null} next={p.next && procurementHref({ ...first, after: p.next })} />
      </div>
    </PublicPage>
  )
}

/** `/disclosure/procurement/:id`: one project, with where it came from. */
export const ProcuredPage = (p: PublicFrame & { record: ShownRecord }) => {
  const { content, changedOn } = p.record
  return (
    <PublicPage
      {...p}
      title={content['project'] ?? ''}
      current="disclosure"
      crumbs={[HOME, { label: '政府采购', href: '/disclosure/procurement' }, { label: content['project'] ?? '' }]}
    >
      <article class="wrap narrow stack mt-4">
        <h1>{content['project']}</h1>
        <ContentList kind="procurement" content={content} />
        {/^20\d\d-\d+$/.test(content['item'] ?? '') && (
          <p>
            <a href={`/disclosure/${content['item']}`}>看来源信息</a>
          </p>
        )}
        <p class="small muted">更新日期：{inChinese(changedOn)}</p>
      </article>
    </PublicPage>
  )
}
