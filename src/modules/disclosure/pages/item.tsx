import type { Compared } from '../../../kernel/compared.ts'
import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { ComparedList } from '../../../ui/compared.tsx'
import { FileIcon, inBytes } from '../../../ui/form.tsx'
import { escaped, type Html, inOnePiece, raw } from '../../../ui/jsx-runtime.ts'
import { frameOf, HOLE } from '../../../ui/frame.ts'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import type { Book } from '../budgets/book.ts'
import { TableFiles } from '../budgets/pages/books.tsx'
import { bookHtml } from '../budgets/write-tables.ts'
import type { Calendar } from '../../calendar/index.ts'
import { workingDaysBetween } from '../../calendar/index.ts'
import type { Attachment } from '../../files/index.ts'
import { findColumn } from '../columns.ts'
import { sourceIndexOf } from '../item.ts'
import { validityName } from '../lifecycle.ts'
import type { PublicItem, Revision } from '../public-store.ts'
import { RULES, type RuleKey } from '../rules.ts'
import { dayWords, listHref } from './platform.tsx'

type Duty = { readonly rule: RuleKey; readonly from: PlainDate; readonly due: PlainDate; readonly calendar: Calendar }
/** `norm` is the number of the normative document that the item publishes. */
type Props = PublicFrame & { item: PublicItem; duty: Duty; change: Duty | null; norm: string | null; schemaOrg: object }

const crumbsOf = (item: PublicItem, last: string) => {
  const column = findColumn(item.column)
  return [
    { label: '政府信息公开', href: '/disclosure' },
    ...(column ? [{ label: column.name, href: listHref({ column: column.code, year: null, after: null }) }] : []),
    { label: last },
  ]
}

// A budget's tables take longer to draw than all the rest; what was published never changes.
const drawn = new Map<string, Html>()
const MOST_DRAWN = 100 // a few years of an agency
function tablesOf({ indexNumber, revisions }: PublicItem, book: Book): Html {
  const key = `${indexNumber}~${revisions}`
  const tables = drawn.get(key) ?? inOnePiece(raw(bookHtml(book)))
  if (drawn.size >= MOST_DRAWN) drawn.clear()
  drawn.set(key, tables)
  return tables
}

/** Holes: three times the item's number. */
const takeAway = frameOf<null>(() => (
  <p class="row no-print">
    <span>下载正文：</span>
    <a href={`/disclosure/${HOLE}.html`} download>
      网页文件
    </a>{' '}
    <a href={`/disclosure/${HOLE}.txt`} download>
      纯文字
    </a>{' '}
    <a href={`/disclosure/${HOLE}.json`}>JSON</a> <span class="muted by-keys">打印：按 Ctrl+P，或者用浏览器的“打印”，已按纸张排好</span>
  </p>
))
/** Hole: the item's number. */
const objecting = frameOf<null>(() => (
  <p class="muted mt-2">
    认为应当更正的，可以<a href={`/disclosure/messages/new?about=${HOLE}`}>告诉我们</a>；没有公开的内容，可以<a href="/requests/new">依法申请</a>。
  </p>
))

/** `/disclosure/:number`: an item with what the catalogue says of it, its words, its files, and whether it came in time. */
export const ItemPage = (p: Props) => (
  <PublicPage {...p} title={p.item.title} current="disclosure" crumbs={crumbsOf(p.item, '正文')} description={p.item.summary}>
    <article class="wrap stack mt-4">
      <h1>{p.item.title}</h1>
      {p.item.validity !== 'valid' && (
        <p class="notice">
          这份文件现在的状态是“{validityName[p.item.validity]}”，正文留作查阅。
          <Replacement item={p.item} />
        </p>
      )}
      {p.item.replaces && (
        <p class="notice">
          这一条
          {p.item.replaces.map(({ number, title, validity, shown }, i) => (
            <>
              {i > 0 && '；'}
              {shown === 'tombstone' ? '代替了已撤下的' : validity === 'amended' ? '修改了' : '废止或者代替了'}
              <a href={`/disclosure/${number}`}>《{title}》</a>
            </>
          ))}
          。
        </p>
      )}
      <Catalogue item={p.item} />
      {p.norm && (
        <p>
          <a href={`/disclosure/norms/${p.norm}`}>有效性、修改和废止情况</a>
        </p>
      )}
      <div class="prose">{p.item.budget ? tablesOf(p.item, p.item.budget) : raw(p.item.html)}</div>
      {p.item.budget && <TableFiles number={p.item.number} book={p.item.budget} />}
      <Files item={p.item} />
      {takeAway(null, p.item.number, p.item.number, p.item.number)}
      <section class="panel no-print">
        <h2>公开得及时吗</h2>
        <p>{verdict(p)}</p>
        {p.change && <p class="mt-2">{changeVerdict(p.item, p.change)}</p>}
        {p.item.revisions > 1 && (
          <p class="mt-2">
            发布过 {p.item.revisions} 稿，<a href={`/disclosure/${p.item.number}/revisions`}>看每一稿改了什么</a>
          </p>
        )}
        {objecting(null, p.item.number)}
      </section>
    </article>
  </PublicPage>
)

function verdict({ item, duty: { rule, from, due, calendar } }: Props): string {
  const { unit, law, from: since } = RULES[rule]
  const days =
    unit === 'work_day'
      ? workingDaysBetween(from, item.firstPublishedOn, calendar)
      : Math.round((Date.parse(item.firstPublishedOn) - Date.parse(from)) / 86_400_000)
  const took = `${inChinese(from)}${since}，${inChinese(item.firstPublishedOn)}公开，用了 ${days} 个${unit === 'work_day' ? '工作日' : '自然日'}`
  const limit = `；期限 ${RULES[rule].days} 个${unit === 'work_day' ? '工作日' : '自然日'}，到${inChinese(due)}（${law}）`
  return `${took}${limit}，${item.firstPublishedOn <= due ? '按时公开。' : '晚于期限。'}`
}

/** Whether the last revision came in time, by its own clock (条例第二十六条: 形成或者变更之日). */
function changeVerdict({ revisedOn, publishedOn }: PublicItem, { rule, from, due, calendar }: Duty): string {
  const on = revisedOn ?? publishedOn
  const took = `最近一次修改：${inChinese(from)}变更，${inChinese(on)}公开，用了 ${workingDaysBetween(from, on, calendar)} 个工作日`
  return `${took}；期限 ${RULES[rule].days} 个工作日，到${inChinese(due)}（${RULES[rule].law}），${on <= due ? '按时公开。' : '晚于期限。'}`
}

/** By what it was amended, abolished or replaced: the old address leads to the new. */
const Replacement = ({ item: { replacedBy, replacedTitle, validity, shown } }: { item: PublicItem }) => {
  const did = shown === 'tombstone' ? '代替' : validity === 'amended' ? '修改' : '废止'
  if (replacedBy)
    return (
      <>
        已由<a href={`/disclosure/${replacedBy.number}`}>《{replacedBy.title}》</a>
        {did}。
      </>
    )
  return replacedTitle === null ? null : (
    <>
      已由《{replacedTitle}》{did}。
    </>
  )
}

/** 索引、名称、内容概述、生成日期 and the rest, as the catalogue has them (条例第十二条); written as text, for it stands on every page. */
function Catalogue({ item }: { item: PublicItem }): Html {
  const until = item.validUntil && (item.validity === 'valid' || item.validity === 'amended') ? `，至${inChinese(item.validUntil)}` : ''
  const line = (name: string, words: string): string => (words === '' ? '' : `<dt>${name}</dt><dd>${escaped(words)}</dd>`)
  const source = item.source?.url ? `<dt>来源</dt><dd>${(<a href={item.source.url}>{item.source.name}</a>).markup}</dd>` : line('来源', item.source?.name ?? '')
  return raw(
    `<dl class="facts record catalogue">${line('索引号', item.indexNumber)}${line('来源的索引号', sourceIndexOf(item))}${line('主题分类', item.subject)}${line('发文机关', item.issuer)}` +
      `${line('成文日期', dayWords(item.formedOn))}${line('文号', item.documentNumber)}${line('发布日期', dayWords(item.publishedOn))}` +
      `${line('修改日期', item.revisedOn ? dayWords(item.revisedOn) : '')}${line('有效性', validityName[item.validity] + until)}${source}` +
      `${line('内容概述', item.summary)}</dl>`,
  )
}

const Files = ({ item }: { item: PublicItem }) =>
  item.files.length === 0 ? null : (
    <section>
      <h2>原件和附件</h2>
      <ul class="files mt-3">
        {item.files.map((file: Attachment) => (
          <li>
            <FileIcon />
            <a href={`/disclosure/${item.number}/files/${file.id}`}>{file.name}</a> <span class="muted">{inBytes(file.size)}</span>
          </li>
        ))}
      </ul>
    </section>
  )

/** What stands where an item was taken down: the old address says so, and why. */
export const TombstonePage = (p: PublicFrame & { item: PublicItem }) => (
  <PublicPage {...p} title={p.item.title} current="disclosure" crumbs={crumbsOf(p.item, '已撤下')}>
    <div class="wrap narrow mt-4">
      <h1>{p.item.title}</h1>
      <p class="notice mt-3">
        这条信息已于{p.item.withdrawn ? inChinese(p.item.withdrawn.on) : '之前'}撤下。{p.item.withdrawn?.reason && `理由：${p.item.withdrawn.reason}`}
        <Replacement item={p.item} />
      </p>
      <dl class="facts mt-4">
        <dt>索引号</dt>
        <dd>{p.item.indexNumber}</dd>
        {sourceIndexOf(p.item) !== '' && (
          <>
            <dt>来源的索引号</dt>
            <dd>{sourceIndexOf(p.item)}</dd>
          </>
        )}
        <dt>曾于</dt>
        <dd>{inChinese(p.item.firstPublishedOn)}公开</dd>
      </dl>
      <p class="mt-4">
        需要这条信息的，可以<a href="/requests/new">依法申请</a>。
      </p>
    </div>
  </PublicPage>
)

/** Every revision beside the one before it: what came, what went. */
export const RevisionsPage = (p: PublicFrame & { item: PublicItem; revisions: readonly (Revision & { compared: readonly Compared[] | null })[] }) => (
  <PublicPage {...p} title={`每一稿：${p.item.title}`} current="disclosure" crumbs={crumbsOf(p.item, '每一稿')}>
    <div class="wrap stack mt-4">
      <h1>每一稿改了什么</h1>
      <p class="lead">
        <a href={`/disclosure/${p.item.number}`}>{p.item.title}</a>
      </p>
      {p.revisions.toReversed().map(({ n, publishedOn, changedOn, title, compared }) => (
        <section class="panel">
          <h2>
            第 {n} 稿，{inChinese(publishedOn)}
            {changedOn && `（${inChinese(changedOn)}变更）`}
          </h2>
          <p class="muted">{title}</p>
          {compared === null ? <p>第一次发布。</p> : <ComparedList compared={compared} />}
        </section>
      ))}
    </div>
  </PublicPage>
)
