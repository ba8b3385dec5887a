import { FilterSelect } from '../../../../ui/form.tsx'
import { inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { alternatesOf } from '../../../../ui/for-programs.tsx'
import { type PublicFrame, PublicPage } from '../../../../ui/page.tsx'
import { DataTable, Onward } from '../../../../ui/table.tsx'
import { VALIDITIES, validityName } from '../../lifecycle.ts'
import type { Kinship, Relative } from '../family.ts'
import type { ListedNorm, NormFilter, NormPlace } from '../list-store.ts'
import type { Norm } from '../store.ts'
import { EXPIRY_WARNING_DAYS } from '../terms.ts'
import type { Standing } from '../validity.ts'
import { FamilyTree } from './family.tsx'

export const placeText = ({ on, id }: NormPlace): string => `${on}~${id}`
/** The address of a list with its filter. */
export function normsHref({ validity, year, issuer, after }: NormFilter, base = '/disclosure/norms'): string {
  const query = new URLSearchParams()
  if (validity !== '') query.set('validity', validity)
  if (year !== null) query.set('year', String(year))
  if (issuer !== '') query.set('issuer', issuer)
  if (after) query.set('after', placeText(after))
  return query.size > 0 ? `${base}?${query}` : base
}
const NORMS = [
  { label: '政府信息公开', href: '/disclosure' },
  { label: '规范性文件', href: '/disclosure/norms' },
]

type ListProps = PublicFrame & { rows: readonly ListedNorm[]; next: NormPlace | null; filter: NormFilter; issuers: readonly string[]; today: PlainDate }
const FIRST_YEAR = 2008 // 条例自2008年5月1日起施行

/** `/disclosure/norms`: every normative document that is out, the last issued first, each with what it is today. */
export const NormsPage = (p: ListProps) => {
  const last = Number(p.today.slice(0, 4))
  const first = { ...p.filter, after: null }
  return (
    <PublicPage
      {...p}
      title="规范性文件"
      current="disclosure"
      crumbs={[{ label: '政府信息公开', href: '/disclosure' }, { label: '规范性文件' }]}
      alternates={alternatesOf(['csv', 'json', 'parquet'], (ending) => normsHref(first, `/disclosure/norms.${ending}`))}
    >
      <div class="wrap stack mt-4">
        <h1>规范性文件</h1>
        <p class="lead">
          每一件现在是有效、已修改、失效还是废止，由谁修改、由谁废止，都写在它的页上。草案在<a href="/disclosure/consultations">征求意见</a>。
        </p>
        <form class="filters" method="get" action="/disclosure/norms">
          <FilterSelect
            name="validity"
            label="有效性"
            all="全部"
            chosen={p.filter.validity}
            options={VALIDITIES.map((one) => ({ value: one, label: validityName[one] }))}
          />
          <FilterSelect
            name="year"
            label="成文年份"
            all="全部年份"
            chosen={p.filter.year}
            options={Array.from({ length: last - FIRST_YEAR + 1 }, (_, i) => last - i).map((year) => ({ value: year, label: year }))}
          />
          <FilterSelect
            name="issuer"
            label="制定机关"
            all="全部机关"
            chosen={p.filter.issuer}
            options={p.issuers.map((issuer) => ({ value: issuer, label: issuer }))}
          />
          <button class="button">查询</button>
        </form>
        <p class="row">
          {(['CSV', 'JSON', 'Parquet'] as const).map((form) => (
            <a href={normsHref(first, `/disclosure/norms.${form.toLowerCase()}`)}>{form}</a>
          ))}
        </p>
        <DataTable
          caption="规范性文件"
          rows={p.rows}
          empty="没有符合条件的规范性文件"
          columns={[
            { head: '名称', rowHead: true, cell: ({ number, title }) => <a href={`/disclosure/norms/${number}`}>{title}</a> },
            { head: '文号', cell: ({ documentNumber }) => documentNumber },
            { head: '成文', line: true, cell: ({ issuedOn }) => issuedOn },
            { head: '有效期至', line: true, cell: ({ validUntil }) => validUntil ?? '长期' },
            { head: '有效性', line: true, cell: ({ validity }) => <span class={validity === 'valid' ? 'badge' : 'badge grey'}>{validityName[validity]}</span> },
          ]}
        />
        <Onward first={p.filter.after ? normsHref(first) : null} next={p.next && normsHref({ ...p.filter, after: p.next })} />
      </div>
    </PublicPage>
  )
}

type NormProps = PublicFrame & {
  norm: Norm
  standing: Standing
  /** Who made it so, where another document did. */
  successor: { readonly number: string; readonly title: string } | null
  family: { relatives: readonly Relative[]; kinships: readonly Kinship[] }
  daysLeft: number | null
  schemaOrg: object
}

/** `/disclosure/norms/:number`: what a document is today, until when, and its family; its words are the item it was published as. */
export const NormPage = (p: NormProps) => {
  const { content, issue, item, consultation } = p.norm.state
  return (
    <PublicPage
      {...p}
      title={content.title}
      current="disclosure"
      crumbs={[...NORMS, { label: issue?.documentNumber ?? p.norm.number }]}
      description={content.summary}
    >
      <article class="wrap stack mt-4">
        <h1>{content.title}</h1>
        <p class="row tight">
          <span class={p.standing.validity === 'valid' ? 'badge' : 'badge grey'}>{validityName[p.standing.validity]}</span>
          <span>{issue?.documentNumber}</span>
        </p>
        <p class={p.standing.validity === 'valid' ? 'notice ok' : 'notice'}>
          <span>
            {verdictOf(p)}
            {p.successor && (
              <>
                见<a href={`/disclosure/norms/${p.successor.number}`}>{p.successor.title}</a>。
              </>
            )}
          </span>
        </p>
        <dl class="facts record catalogue">
          {factsOf(p.norm).map(([name, words]) => (
            <>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </>
          ))}
        </dl>
        <p class="row">
          {item && (
            <a class="button" href={`/disclosure/${item}`}>
              看全文
            </a>
          )}
          {consultation && <a href={`/disclosure/consultations/${p.norm.number}`}>制定时的征求意见和采纳情况</a>}
        </p>
        <section class="panel">
          <h2>来龙去脉</h2>
          <FamilyTree {...p.family} self={`norm ${p.norm.id}`} />
        </section>
      </article>
    </PublicPage>
  )
}

function verdictOf({ standing, daysLeft, norm }: NormProps): string {
  const { because, validity, pending } = standing
  const until = norm.state.issue?.validUntil
  if (validity === 'valid' && pending) return `已印发，自${inChinese(norm.state.issue?.effectiveOn ?? norm.state.issue?.issuedOn ?? ('' as PlainDate))}起施行。`
  if (validity === 'valid' && daysLeft !== null && daysLeft <= EXPIRY_WARNING_DAYS)
    return `现行有效；有效期到${until ? inChinese(until) : ''}，还有 ${daysLeft} 天，到期后不延长的失效。`
  if (validity === 'valid') return until ? `现行有效，到${inChinese(until)}。` : '现行有效，没有写明有效期。'
  if (validity === 'amended') return `自${because ? inChinese(because.from) : ''}起已修改（${because?.reason ?? ''}），修改后的内容继续有效。`
  return `自${because ? inChinese(because.from) : ''}起${validityName[validity]}（${because?.reason ?? ''}），正文留作查阅。`
}

function factsOf({ state: { content, issue, reviewed } }: Norm): readonly (readonly [string, string])[] {
  const facts: readonly (readonly [string, string])[] = [
    ['制定机关', content.issuer],
    ['文号', issue?.documentNumber ?? ''],
    ['成文日期', issue ? inChinese(issue.issuedOn) : ''],
    ['施行日期', issue ? inChinese(issue.effectiveOn) : ''],
    ['有效期至', issue?.validUntil ? inChinese(issue.validUntil) : '没有写明'],
    ['主题分类', content.subject],
    ['内容概述', content.summary],
    ['清理', reviewed ? `${reviewed.round} 年清理：${{ keep: '保留', modify: '需要修改', repeal: '废止' }[reviewed.decision]}` : ''],
  ]
  return facts.filter(([, words]) => words !== '')
}
