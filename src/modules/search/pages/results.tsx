import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import type { Child } from '../../../ui/jsx-runtime.ts'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { Onward } from '../../../ui/table.tsx'
import { KINDS, kindName, type Segment } from '../document.ts'
import type { SearchQuestion, Sort } from '../matching.ts'
import type { Hit, SearchResult } from '../search-for.ts'
import { SearchBox, SuggestScript } from './box.tsx'

export type ResultsProps = PublicFrame & { question: SearchQuestion /** Nothing was asked yet. */; result: SearchResult | null }

const sortName = { best: '最相关', newest: '最新发布' } as const satisfies Record<Sort, string>

/** The address of the same search with something changed. */
export function searchHref(question: SearchQuestion, change: Partial<SearchQuestion>): string {
  const { text, kind, column, department, from, to, sort, after } = { ...question, after: null, ...change }
  const given = { q: text, kind, column, department, from, to, sort: sort === 'best' ? '' : sort, after }
  const query = new URLSearchParams(Object.entries(given).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])))
  return `/search?${query}`
}

const Marked = ({ segments }: { segments: readonly Segment[] }) => <>{segments.map(({ text, mark }): Child => (mark ? <mark>{text}</mark> : text))}</>

/** `/search`: one form, its filters in the address, and what was found. */
export const ResultsPage = (p: ResultsProps) => (
  <PublicPage
    {...p}
    title={p.question.text ? `${p.question.text} · 检索` : '检索'}
    description="检索主动公开信息、办事指南、年度报告和城市管理案件"
    current="search"
    crumbs={[{ label: '检索' }]}
  >
    <div class="wrap mt-4">
      <h1>检索</h1>
      <div class="mt-3">
        <SearchBox q={p.question.text} />
      </div>
      {p.result === null ? <HowTo /> : <Results question={p.question} result={p.result} />}
    </div>
    <SuggestScript />
  </PublicPage>
)

const HowTo = () => (
  <div class="mt-5 stack">
    <p>可以输入文件名、事情的说法、文号、索引号或者案件编号；一句话也行，拼音和首字母也行。</p>
    <ul class="dots">
      <li>
        <a href="/search?q=年度报告">年度报告</a>
      </li>
      <li>
        <a href="/search?q=怎样申请公开政府信息">怎样申请公开政府信息</a>
      </li>
      <li>
        <a href="/search?q=井盖">井盖</a>
      </li>
    </ul>
  </div>
)

const Results = ({ question, result }: { question: SearchQuestion; result: SearchResult }) => {
  const isFiltered = question.kind !== null || question.column !== '' || question.department !== '' || question.from !== null || question.to !== null
  if (result.count === 0) return <NothingFound question={question} isFiltered={isFiltered} />
  const { card } = result
  return (
    <>
      <Kinds question={question} result={result} />
      <Said question={question} result={result} />
      {card && (
        <section class="panel answer mt-3" aria-label="直接回答">
          <h2>
            <a href={card.path}>{card.title}</a>
          </h2>
          <p>
            <Marked segments={card.answer} />
          </p>
        </section>
      )}
      <div class="found mt-3">
        <ol class="hits">
          {result.hits
            .filter((hit) => hit.path !== card?.path)
            .map((hit) => (
              <HitLine hit={hit} />
            ))}
        </ol>
        <Filters question={question} result={result} />
      </div>
      <Onward
        first={question.after === null ? null : searchHref(question, {})}
        next={result.next === null ? null : searchHref(question, { after: result.next })}
      />
    </>
  )
}

const countText = (count: number, more: boolean): string => (more ? `${count}+` : String(count))

const Kinds = ({ question, result }: { question: SearchQuestion; result: SearchResult }) => (
  <nav class="tabs mt-4" aria-label="信息种类">
    <a href={searchHref(question, { kind: null })} aria-current={question.kind === null ? 'page' : null}>
      全部{question.kind === null && <span> {countText(result.count, result.more)}</span>}
    </a>
    {KINDS.filter((kind) => kind === question.kind || result.facets.kinds.has(kind)).map((kind) => (
      <a href={searchHref(question, { kind })} aria-current={kind === question.kind ? 'page' : null}>
        {kindName[kind]} <span>{countText(result.facets.kinds.get(kind) ?? 0, result.more)}</span>
      </a>
    ))}
  </nav>
)

const Said = ({ question, result }: { question: SearchQuestion; result: SearchResult }) => (
  <div class="row between mt-3">
    <p class="muted" role="status">
      {result.corrected !== null && (
        <>
          没有找到“{question.text}”，已改为检索“<b>{result.corrected}</b>”。
        </>
      )}
      {result.partly && '没有同时含有全部词语的，下面含有其中大部分。'}
      {result.more ? `结果很多，列出最新、最相关的 ${result.count} 条，可以加一个词或者筛选。` : `共 ${result.count} 条。`}
    </p>
    <p class="row">
      {(['best', 'newest'] as const).map((sort) =>
        sort === question.sort ? <b>{sortName[sort]}</b> : <a href={searchHref(question, { sort })}>{sortName[sort]}</a>,
      )}
    </p>
  </div>
)

const HitLine = ({ hit }: { hit: Hit }) => (
  <li>
    <h2>
      <a href={hit.path}>
        <Marked segments={hit.title} />
      </a>
      {hit.validity && hit.validity !== '有效' && <span class="badge grey">{hit.validity}</span>}
    </h2>
    {hit.passage.length > 0 && (
      <p>
        <Marked segments={hit.passage} />
      </p>
    )}
    <p class="small muted">
      {[kindName[hit.kind], hit.column !== kindName[hit.kind] && hit.column, hit.department].filter(Boolean).join('　')}
      {[...hit.numbers.slice(0, 1), ...(hit.kind === 'guide' ? [] : [hit.publishedOn])].map((one) => (
        <>
          {'　'}
          <span class="nowrap">{one}</span>
        </>
      ))}
    </p>
  </li>
)

const Day = ({ id, label, value }: { id: string; label: string; value: PlainDate | null }) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input class="input" type="date" id={id} name={id} value={value ?? ''} />
  </div>
)

const Choice = ({ id, label, all, value, options }: { id: string; label: string; all: string; value: string; options: readonly string[] }) =>
  value === '' && options.length === 0 ? null : (
    <div class="field">
      <label for={id}>{label}</label>
      <select class="input" id={id} name={id}>
        <option value="">{all}</option>
        {[...new Set(value ? [value, ...options] : options)].map((name) => (
          <option value={name} selected={name === value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )

const Filters = ({ question, result }: { question: SearchQuestion; result: SearchResult }) => (
  <form class="filters" action="/search" aria-label="筛选">
    <input type="hidden" name="q" value={question.text} />
    {question.kind && <input type="hidden" name="kind" value={question.kind} />}
    {question.sort === 'newest' && <input type="hidden" name="sort" value="newest" />}
    <Choice id="column" label="栏目" all="全部栏目" value={question.column} options={result.facets.columns.map(({ name }) => name)} />
    <Choice id="department" label="单位" all="全部单位" value={question.department} options={result.facets.departments.map(({ name }) => name)} />
    <Day id="from" label="发布日期，从" value={question.from} />
    <Day id="to" label="到" value={question.to} />
    <button class="button plain">筛选</button>
  </form>
)

const daysText = ({ from, to }: SearchQuestion): string => (from || to ? `${from ? inChinese(from) : '最早'}至${to ? inChinese(to) : '今天'}` : '')

const NothingFound = ({ question, isFiltered }: { question: SearchQuestion; isFiltered: boolean }) => {
  const within = [question.kind && kindName[question.kind], question.column, question.department, daysText(question)].filter(Boolean).join('、')
  return (
    <div class="mt-5 stack" role="status">
      <h2>没有找到“{question.text}”</h2>
      {isFiltered && (
        <p>
          只在{within}里找过。<a href={searchHref({ ...question, kind: null, column: '', department: '', from: null, to: null }, {})}>在全部公开信息里找</a>
        </p>
      )}
      <ul class="dots">
        <li>换一个说法，或者少输几个词：说事情本身，比如“停车”“低保”。</li>
        <li>
          查自己提交的申请或者上报，用编号和查询码：<a href="/requests/track">查申请</a>、<a href="/report/track">查上报</a>。
        </li>
        <li>
          可能还没有主动公开。您可以<a href="/requests/new">申请公开这项信息</a>，20 个工作日内答复。
        </li>
      </ul>
      {!isFiltered && <p class="muted">没有找到的词会转给信息公开工作人员，用来补充公开的内容；不记录是谁搜的。</p>}
    </div>
  )
}
