import { inChinese } from '../../../kernel/plain-date.ts'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { EmptyTable, Pager } from '../../../ui/table.tsx'
import { KINDS, type Major, type StandardBody } from '../standard.ts'
import type { StandardVersion } from '../store.ts'
import { ConditionsTable, UnitsMeaning } from './conditions.tsx'

export type StandardsProps = PublicFrame & {
  version: StandardVersion
  /** The version whose day has come last; null before the first. */
  inForce: number | null
  versions: readonly StandardVersion[]
  majors: readonly Major[]
  base: string
  q: string
  /** What is shown below the tree: one major class, or what was looked for; null for the tree alone. */
  shown: {
    readonly title: string
    readonly body: StandardBody
    readonly total: number
    readonly page: number
    readonly more: boolean
    readonly href: (page: number) => string
  } | null
}

const standing = ({ version, effectiveFrom }: StandardVersion, inForce: number | null, current: StandardVersion | undefined): string =>
  version === inForce ? '现行' : current === undefined || effectiveFrom > current.effectiveFrom ? '尚未施行' : '已被替代'

/** A version of the standards: its tree, the conditions of a major class, or those a text is found in. */
export const StandardsPage = (p: StandardsProps) => {
  const current = p.versions.find((one) => one.version === p.inForce)
  const word = standing(p.version, p.inForce, current)
  return (
    <PublicPage
      {...p}
      title={p.shown ? `${p.shown.title} · 立结案标准` : '立结案标准'}
      description="哪些城市管理问题立案、多长时间内办完、怎样才算办结"
      current="cases"
      crumbs={p.shown ? [{ label: '立结案标准', href: p.base }, { label: p.shown.title }] : [{ label: '立结案标准' }]}
    >
      <div class="wrap mt-4">
        <h1>{p.shown ? p.shown.title : '立结案标准'}</h1>
        <p class="lead">
          {p.version.name}，{inChinese(p.version.effectiveFrom)}起施行 <span class="badge">{word}</span>
        </p>
        <Find p={p} />
        {p.shown ? <Shown shown={p.shown} base={p.base} q={p.q} /> : <Tree p={p} />}
        <p class="mt-5 row">
          <a href={`/standards/${p.version.version}.csv`}>下载 CSV</a>
          <a href={`/standards/${p.version.version}.xlsx`}>下载 Excel</a>
          <a href={`/standards/${p.version.version}.json`}>下载 JSON</a>
        </p>
      </div>
    </PublicPage>
  )
}

const Find = ({ p }: { p: StandardsProps }) => (
  <form class="search slim mt-4" action={p.base} role="search">
    <input name="q" value={p.q} aria-label="在标准里查找" placeholder="井盖、路灯、修复" />
    <button class="button">查找</button>
  </form>
)

const Shown = ({ shown, base, q }: { shown: NonNullable<StandardsProps['shown']>; base: string; q: string }) => (
  <>
    <p class="mt-4 muted">
      {shown.total} 条立案条件。<a href={base}>{q ? '不筛选，看全部分类' : '看全部分类'}</a>
    </p>
    {shown.body.conditions.length === 0 ? (
      <EmptyTable words="没有找到。可以换一个词，例如部件或事件的名称" />
    ) : (
      <div class="mt-3">
        <ConditionsTable body={shown.body} caption={shown.title} />
      </div>
    )}
    <Pager page={shown.page} more={shown.more} href={shown.href} />
    {shown.body.conditions.length > 0 && (
      <section class="mt-6">
        <h2>时限怎样计算</h2>
        <div class="mt-3">
          <UnitsMeaning conditions={shown.body.conditions} />
        </div>
      </section>
    )}
  </>
)

const Tree = ({ p }: { p: StandardsProps }) => (
  <>
    {KINDS.map((kind) => (
      <section class="mt-6">
        <h2>{kind}</h2>
        {p.majors
          .filter((major) => major.kind === kind)
          .map((major) => (
            <section class="mt-4">
              <h3>
                <a href={`${p.base}?major=${major.code}`}>
                  {major.name} <span class="muted small">{major.code}</span>
                </a>
              </h3>
              <p class="mt-2">{major.categories.map((one) => one.minorName).join('、')}</p>
            </section>
          ))}
      </section>
    ))}
    {p.versions.length > 1 && (
      <section class="mt-6">
        <h2>各个版本</h2>
        <ul class="mt-3">
          {p.versions.map((one) => (
            <li>
              <a href={`/standards/${one.version}`} aria-current={one.version === p.version.version ? 'true' : null}>
                {one.name}
              </a>
              ，{inChinese(one.effectiveFrom)}起施行，{one.conditions} 条立案条件
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
)
