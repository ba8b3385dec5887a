import { beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { type Column, DataTable, EmptyTable, Pager } from '../../../ui/table.tsx'
import type { Browsed } from '../browse.ts'
import { KINDS, type Major } from '../standard.ts'
import type { StandardVersion } from '../store.ts'
import { ConditionsTable, UnitsMeaning } from './conditions.tsx'

const columns = (inForce: number | null): readonly Column<StandardVersion>[] => [
  {
    head: '版本',
    rowHead: true,
    cell: (one) => (
      <span>
        <a href={`/staff/standards/${one.version}`}>{one.name}</a>
        {one.version === inForce && (
          <>
            {' '}
            <span class="badge">现行</span>
          </>
        )}
      </span>
    ),
  },
  { head: '施行', line: true, cell: (one) => `${inChinese(one.effectiveFrom)}起` },
  { head: '小类', num: true, cell: (one) => one.categories },
  { head: '立案条件', num: true, cell: (one) => one.conditions },
  { head: '录入', cell: (one) => `${one.addedBy}，${inChinese(beijingDay(one.addedAt))}` },
]

export type VersionsProps = ConsoleFrame & { versions: readonly StandardVersion[]; inForce: number | null; mayLoad: boolean }

/** Every version of the standards, the last to take effect first. */
export const VersionsPage = (p: VersionsProps) => (
  <ConsolePage
    {...p}
    title="立结案标准"
    top={
      p.mayLoad && (
        <a class="button" href="/staff/standards/load">
          导入新版本
        </a>
      )
    }
  >
    <p class="muted">案件按立案当日施行的版本计算时限，并一直记着这一版；录入的版本不改动，也不删除。</p>
    <div class="panel flush mt-3">
      <DataTable boxed caption="立结案标准的版本" columns={columns(p.inForce)} rows={p.versions} empty="还没有录入立结案标准，案件无法立案" />
    </div>
  </ConsolePage>
)

export type VersionProps = ConsoleFrame & {
  version: StandardVersion
  inForce: boolean
  majors: readonly Major[]
  q: string
  major: string
  shown: Browsed | null
}

/** One version: its tree, and the conditions of a major class or those a text is found in. */
export const VersionPage = (p: VersionProps) => (
  <ConsolePage
    {...p}
    title={p.version.name}
    top={
      <>
        <a class="button plain" href={`/standards/${p.version.version}.xlsx`}>
          下载 Excel
        </a>
        <a class="button plain" href={`/standards/${p.version.version}.csv`}>
          下载 CSV
        </a>
      </>
    }
  >
    <p class="muted">
      {inChinese(p.version.effectiveFrom)}起施行{p.inForce && '，现行'}；{p.version.categories} 个小类，{p.version.conditions} 条立案条件。
      <a href="/staff/standards">全部版本</a>
    </p>
    <form class="row mt-3" action={`/staff/standards/${p.version.version}`} role="search">
      <select class="input" name="major" aria-label="大类">
        <option value="">全部大类</option>
        {KINDS.map((kind) => (
          <optgroup label={kind}>
            {p.majors
              .filter((one) => one.kind === kind)
              .map((one) => (
                <option value={one.code} selected={one.code === p.major}>
                  {one.code} {one.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <input class="input" name="q" value={p.q} aria-label="查找" placeholder="井盖、修复" />
      <button class="button plain">查找</button>
    </form>
    {p.shown === null ? <Majors p={p} /> : <Shown shown={p.shown} />}
  </ConsolePage>
)

const Majors = ({ p }: { p: VersionProps }) => (
  <div class="panel flush mt-3">
    <DataTable
      boxed
      caption="大类"
      columns={[
        { head: '编码', rowHead: true, line: true, cell: (one) => one.code },
        { head: '大类', line: true, cell: (one) => <a href={`/staff/standards/${p.version.version}?major=${one.code}`}>{one.name}</a> },
        { head: '小类', cell: (one) => one.categories.map((category) => category.minorName).join('、') },
      ]}
      rows={p.majors}
      empty="没有分类"
    />
  </div>
)

const Shown = ({ shown }: { shown: Browsed }) => (
  <>
    <p class="mt-3 muted">
      {shown.title}：{shown.total} 条立案条件
    </p>
    <div class="panel flush mt-2">
      {shown.body.conditions.length === 0 ? <EmptyTable words="没有找到" /> : <ConditionsTable body={shown.body} caption={shown.title} />}
    </div>
    <Pager page={shown.page} more={shown.more} href={shown.href} />
    {shown.body.conditions.length > 0 && (
      <section class="panel mt-4">
        <h2>时限怎样计算</h2>
        <UnitsMeaning conditions={shown.body.conditions} />
      </section>
    )}
  </>
)
