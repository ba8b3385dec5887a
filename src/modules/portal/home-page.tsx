import { portalStyles } from '../../ui/assets.ts'
import { LightMark } from '../../ui/light.tsx'
import { type PublicFrame, PublicPage } from '../../ui/page.tsx'
import { beijingDay, inMonthAndDay, type PlainDate } from '../../kernel/plain-date.ts'
import type { Cover } from '../annual-report/index.ts'
import { type District, DistrictDrawing, momentText, type PublicCounts } from '../cases/index.ts'
import type { Newest } from '../disclosure/index.ts'
import type { Today } from '../indicators/index.ts'
import { SearchBox, SuggestScript } from '../search/index.ts'

type Link = readonly [label: string, href: string]
const OFTEN: readonly Link[] = [
  ['奖励实施办法', '/search?q=奖励实施办法'],
  ['立案和结案标准', '/standards'],
  ['部门预算', '/disclosure/budgets'],
  ['年度报告', '/annual-reports'],
]
const DOORS: readonly { title: string; href: string; says: string; icon: string; more: readonly Link[] }[] = [
  {
    title: '找公开信息',
    href: '/disclosure',
    says: '依法应当公开的，形成后 20 个工作日内就能在这里查到、下载。',
    icon: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
    more: [
      ['法定主动公开内容', '/disclosure#statutory'],
      ['公开指南', '/disclosure/guide'],
      ['办事服务', '/disclosure/services'],
    ],
  },
  {
    title: '申请公开',
    href: '/requests/new',
    says: '没找到就向我们要。不问用途，20 个工作日内答复，每一天怎么算都看得见。',
    icon: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4M13 20h7',
    more: [
      ['填申请表', '/requests/new'],
      ['怎样申请', '/requests'],
      ['查办理进度', '/requests/track'],
    ],
  },
  {
    title: '我要上报',
    href: '/report',
    says: '拍一张照片，告诉我们在哪里。立案后，派给谁、限多久、办没办好，全程公开。',
    icon: 'M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 9.75a3.25 3.25 0 1 0 .01 0',
    more: [
      ['随手拍', '/report'],
      ['查进展、评价', '/report/track'],
      ['看全部案件', '/cases'],
    ],
  },
]
const PLATFORM: readonly Link[] = [
  ['公开指南', '/disclosure/guide'],
  ['公开制度', '/disclosure/items?column=systems'],
  ['法定主动公开内容', '/disclosure#statutory'],
  ['工作年度报告', '/annual-reports'],
  ['公开目录', '/disclosure/catalogue'],
  ['征求意见', '/disclosure/consultations'],
]
const TOOLS: readonly Link[] = [
  ['算一算期限', '/requests/deadline'],
  ['年报体检', '/check'],
  ['留言和纠错', '/disclosure/messages'],
  ['开放数据', '/open-data'],
]

type HomeProps = PublicFrame & {
  readonly cover: Cover | undefined
  readonly cases: PublicCounts
  readonly today: Today
  readonly newest: readonly Newest[]
  readonly district: District | null
  readonly now: Date
}

/** The first page: what can be done here, and nothing that cannot. */
export const HomePage = (p: HomeProps) => (
  <PublicPage {...p} title="首页" description="查公开信息、申请政府信息公开、上报城市管理问题、看案件进展" current="home" styles={portalStyles.path}>
    <section class="hero">
      <div class="wrap">
        <div>
          <h1>
            查文件，查案件，
            <br />
            提申请，随手报
          </h1>
          <SearchBox />
          <p class="quiet row mt-3">
            <span class="muted">常查的</span>
            <Links links={OFTEN} />
          </p>
        </div>
        {p.district && (
          <figure>
            <DistrictDrawing district={p.district} />
            <figcaption class="small muted">
              一格约 340 米 × 440 米，颜色越深，正在处置的案件越多；红色菱形处有超期案件。<a href="/cases/map">打开地图</a>
            </figcaption>
          </figure>
        )}
      </div>
    </section>
    <section class="wrap section" aria-label="能办的事">
      <div class="doors">
        {DOORS.map(({ title, href, says, icon, more }) => (
          <article class="door">
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
              <path d={icon} />
            </svg>
            <h2>
              <a href={href}>{title}</a>
            </h2>
            <p class="muted">{says}</p>
            <p class="row mt-3">
              <Links links={more} />
            </p>
          </article>
        ))}
      </div>
    </section>
    <CasesNow {...p} />
    <div class="wrap section split">
      <NewestItems newest={p.newest} today={beijingDay(p.now)} />
      <aside>
        {p.cover && <LastReport cover={p.cover} />}
        <LinkPanel title="政府信息公开专栏" links={PLATFORM} />
        <LinkPanel title="工具和参与" links={TOOLS} />
      </aside>
    </div>
    <SuggestScript />
  </PublicPage>
)

const Links = ({ links }: { links: readonly Link[] }) => (
  <>
    {links.map(([label, href]) => (
      <a href={href}>{label}</a>
    ))}
  </>
)

const LinkPanel = ({ title, links }: { title: string; links: readonly Link[] }) => (
  <nav class="panel mt-5" aria-label={title}>
    <h2>{title}</h2>
    <p class="row mt-2">
      <Links links={links} />
    </p>
  </nav>
)

const CasesNow = ({ cases, today, now }: HomeProps) => (
  <section class="strip">
    <div class="wrap">
      <div class="row between">
        <h2>城市管理案件，此刻</h2>
        <span class="muted">{momentText(now, now)} 更新</span>
      </div>
      <dl class="figures">
        <Figure label="今天立案" text={today.filed.count.toLocaleString('en')} href={today.filed.href} unit="件" />
        <Figure label="今天结案" text={cases.closed.toLocaleString('en')} href="/cases?status=closed" unit="件" />
        <Figure label="正在处置" text={cases.open.toLocaleString('en')} href="/cases?status=open" unit="件" />
        <Figure label="超期未结" text={cases.overdue.toLocaleString('en')} href="/cases?status=overdue" unit="件" />
        <Figure label="本月按期结案率" text={today.onTime.text} href={today.onTime.href} hint={`应结 ${today.onTime.due} 件，按期 ${today.onTime.kept} 件`} />
      </dl>
    </div>
  </section>
)

type FigureProps = { label: string; text: string; href: string; unit?: string; hint?: string }
const Figure = ({ label, text, href, unit, hint }: FigureProps) => (
  <div class="figure">
    <dt>{label}</dt>
    <dd>
      <b>
        <a href={href}>{text}</a>
      </b>
      {unit && ` ${unit}`}
      {hint && <span class="hint">{hint}</span>}
    </dd>
  </div>
)

const NewestItems = ({ newest, today }: { newest: readonly Newest[]; today: PlainDate }) => (
  <section>
    <h2>最新公开</h2>
    {newest.length === 0 && <p class="muted mt-3">还没有公开的信息。</p>}
    <ul class="items quiet mt-3">
      {newest.map(({ number, title, publishedOn, column, took }) => (
        <li>
          <time class="muted" datetime={publishedOn}>
            {inMonthAndDay(publishedOn, today)}
          </time>
          <a href={`/disclosure/${number}`}>{title}</a>
          <span class="small muted">
            {column}
            {took !== null && (took === 0 ? '　形成当日公开' : `　形成后第 ${took} 个工作日公开`)}
          </span>
        </li>
      ))}
    </ul>
    <p class="row mt-4">
      <a href="/disclosure/items">全部公开信息</a>
      <a href="/disclosure/subscribe">订阅更新</a>
    </p>
  </section>
)

const LastReport = ({ cover: { year, figures, source } }: { cover: Cover }) => (
  <article class="door cover">
    <p class="muted">政府信息公开工作</p>
    <h2>
      <a href={`/annual-reports/${year}`}>{year} 年度报告</a>
    </h2>
    {source === null && (
      <p>
        <LightMark light="ok" word="勾稽关系全部成立" />
      </p>
    )}
    <dl class="figures">
      {figures.map((figure) => (
        <Figure {...figure} />
      ))}
    </dl>
    <p class="small muted mt-4">
      {source === null ? '每个数字都能点开，看到背后的记录。' : `来源：${source}。`}
      <br />
      <a href="/annual-reports">历年年报</a>
    </p>
  </article>
)
