import { keysOf } from '../../../../kernel/closed.ts'
import { FilterSelect } from '../../../../ui/form.tsx'
import { inChinese, type PlainDate, yearOf } from '../../../../kernel/plain-date.ts'
import { type PublicFrame, PublicPage } from '../../../../ui/page.tsx'
import { type Column, DataTable, Onward } from '../../../../ui/table.tsx'
import type { PublicTitle } from '../../../disclosure/index.ts'
import { DECISIONS, type DecisionGroup, decisionGroupName } from '../../decisions.ts'
import { type AnswerLink, decisionWords, groupWords, printed } from '../answer.ts'
import type { AnswerFilter, AnswerPlace, GoneAnswer, ListedAnswer, ToldAnswer } from '../public-store.ts'

const LIST = '/requests/answers'
const CRUMBS = [
  { label: '依申请公开', href: '/requests' },
  { label: '公开的答复', href: LIST },
]
const FIRST_YEAR = 2008 // 条例自2008年5月1日起施行
export const GROUPS = keysOf<DecisionGroup>(decisionGroupName)

/** The address of a list with its filter. */
export function answersHref({ group, year, after }: AnswerFilter, base = LIST): string {
  const query = new URLSearchParams()
  if (group !== null) query.set('kind', group)
  if (year !== null) query.set('year', String(year))
  if (after) query.set('after', `${after.on}~${after.id}`)
  return query.size > 0 ? `${base}?${query}` : base
}

const COLUMNS: readonly Column<ListedAnswer>[] = [
  { head: '问的是什么', rowHead: true, cell: ({ number, title }) => <a href={`${LIST}/${number}`}>{title}</a> },
  { head: '怎样答复', cell: ({ decision }) => decisionWords(decision) },
  { head: '答复日期', line: true, cell: ({ repliedOn }) => repliedOn },
  { head: '编号', line: true, wide: true, cell: ({ number }) => printed(number) },
]

type ListProps = PublicFrame & { rows: readonly ListedAnswer[]; next: AnswerPlace | null; filter: AnswerFilter; today: PlainDate }

/** `/requests/answers`: what others asked and were answered, the last first. */
export const AnswersPage = (p: ListProps) => (
  <PublicPage
    {...p}
    title="公开的答复"
    description="别人申请过的信息，本机关怎样答复；不含申请人的任何信息"
    current="requests"
    crumbs={[CRUMBS[0] ?? { label: '' }, { label: '公开的答复' }]}
  >
    <div class="wrap stack mt-4">
      <h1>公开的答复</h1>
      <p class="lead">别人问过、可以公开的，整理出来给大家看，不用再申请。内容由本机关概括，不含申请人的任何信息。</p>
      <form class="search" role="search" action="/search" aria-label="按文字找答复">
        <input type="hidden" name="kind" value="request" />
        <input name="q" type="search" maxlength="100" aria-label="按文字找答复" placeholder="用自己的话写想知道什么" />
        <button class="button">检索</button>
      </form>
      <form class="filters" method="get" action={LIST}>
        <FilterSelect
          name="kind"
          label="怎样答复"
          all="全部"
          chosen={p.filter.group}
          options={GROUPS.map((group) => ({ value: group, label: groupWords(group) }))}
        />
        <FilterSelect
          name="year"
          label="答复年份"
          all="全部年份"
          chosen={p.filter.year}
          options={Array.from({ length: yearOf(p.today) - FIRST_YEAR + 1 }, (_, i) => yearOf(p.today) - i).map((year) => ({ value: year, label: year }))}
        />
        <button class="button plain">筛选</button>
      </form>
      <p class="row">
        <a href={answersHref({ ...p.filter, after: null }, `${LIST}.csv`)}>CSV</a>
        <a href={answersHref({ ...p.filter, after: null }, `${LIST}.json`)}>JSON</a>
      </p>
      <DataTable caption="公开的答复，答复日期从近到远" columns={COLUMNS} rows={p.rows} empty="这里还没有公开的答复" />
      <Onward first={p.filter.after === null ? null : answersHref({ ...p.filter, after: null })} next={p.next && answersHref({ ...p.filter, after: p.next })} />
      <p>
        没有您要的，可以<a href="/requests/new">填申请表</a>，20 个工作日内答复。
      </p>
    </div>
  </PublicPage>
)

export const paragraphs = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => <p>{line}</p>)

/** What an answer points to: what has been taken down since is said to be. */
export const LinkList = ({ links, titles }: { links: readonly AnswerLink[]; titles: ReadonlyMap<string, PublicTitle> }) => (
  <ul class="dots">
    {links.map(({ item, file }) => {
      const known = titles.get(item)
      const attached = file === null ? undefined : known?.files.find(({ id }) => id === file)
      if (!known || (file !== null && !attached)) return <li class="muted">信息 {item} 已不再公开</li>
      return (
        <li>
          <a href={file === null ? `/disclosure/${item}` : `/disclosure/${item}/files/${file}`}>
            {attached ? `${known.title}：${attached.name}` : known.title}
          </a>
        </li>
      )
    })}
  </ul>
)

/** `/requests/answers/:number`: what was asked and what was answered, by which article. */
export const AnswerPage = (p: PublicFrame & { answer: ToldAnswer; titles: ReadonlyMap<string, PublicTitle> }) => {
  const { number, title, asked, answered, links, decision, repliedOn, releasedOn } = p.answer
  return (
    <PublicPage {...p} title={title} description={asked} current="requests" crumbs={[...CRUMBS, { label: printed(number) }]}>
      <article class="wrap stack mt-4">
        <h1>{title}</h1>
        <dl class="facts record catalogue">
          <dt>编号</dt>
          <dd>{printed(number)}</dd>
          <dt>怎样答复</dt>
          <dd>{decisionWords(decision)}</dd>
          <dt>答复日期</dt>
          <dd>{inChinese(repliedOn)}</dd>
          <dt>依据</dt>
          <dd>{DECISIONS[decision].law.replace('条例', '《政府信息公开条例》')}</dd>
          <dt>公开日期</dt>
          <dd>{inChinese(releasedOn)}</dd>
        </dl>
        <section>
          <h2>申请公开的内容</h2>
          <div class="prose mt-2">{paragraphs(asked)}</div>
        </section>
        <section>
          <h2>答复</h2>
          <div class="prose mt-2">{paragraphs(answered)}</div>
        </section>
        {links.length > 0 && (
          <section>
            <h2>相关的公开信息</h2>
            <LinkList links={links} titles={p.titles} />
          </section>
        )}
        <p class="muted">
          内容由本机关概括并经审核，不含申请人的任何信息。这里没有您要的，可以<a href="/requests/new">依法申请</a>。
        </p>
      </article>
    </PublicPage>
  )
}

/** What stands where an answer was taken down: the old address says so, and why; not what it said. */
export const GoneAnswerPage = (p: PublicFrame & { answer: GoneAnswer }) => (
  <PublicPage {...p} title={printed(p.answer.number)} current="requests" crumbs={[...CRUMBS, { label: '已撤下' }]}>
    <div class="wrap narrow mt-4">
      <h1>{printed(p.answer.number)}</h1>
      <p class="notice mt-3">
        这份公开的答复已于{inChinese(p.answer.withdrawnOn)}撤下。理由：{p.answer.reason}
      </p>
      <p class="mt-4">
        需要这项信息的，可以<a href="/requests/new">依法申请</a>；也可以看<a href={LIST}>其他公开的答复</a>。
      </p>
    </div>
  </PublicPage>
)
