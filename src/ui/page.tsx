import type { Role, Viewer } from '../kernel/viewer.ts'
import { roleName } from '../kernel/viewer.ts'
import { consoleStyles, stylesheet } from './assets.ts'
import { Footer, type Marks } from './footer.tsx'
import { frameOf, HOLE } from './frame.ts'
import { type ForPrograms, headOf } from './for-programs.tsx'
import { type Child, escaped, type Html, raw } from './jsx-runtime.ts'
import { KioskBar, KioskRefresh } from './kiosk.tsx'
import type { Look } from './look.ts'

export type Crumb = { readonly label: string; readonly href?: string }
type Site = { readonly name: string; readonly shortName: string }

/** Holes: title; on public pages description and what else the head holds; then those of the children. */
const Document = (props: { site: Pick<Site, 'shortName'>; look: Look; console?: boolean; children: Child }) => (
  <html lang="zh-CN" data-mode={props.look.elder || props.look.kiosk ? 'elder' : null} data-contrast={props.look.contrast ? 'high' : null}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${HOLE} · ${props.site.shortName}`}</title>
      {props.console ? <meta name="robots" content="noindex" /> : <meta name="description" content={HOLE} />}
      {!props.console && HOLE}
      {!props.console && props.look.kiosk && <KioskRefresh />}
      <link rel="stylesheet" href={stylesheet.path} />
      {props.console && <link rel="stylesheet" href={consoleStyles.path} />}
    </head>
    <body class={props.console ? 'console' : null}>
      <a class="skip" href="#main">
        跳到正文
      </a>
      {props.children}
    </body>
  </html>
)

const PUBLIC_NAV = [
  { key: 'home', label: '首页', href: '/' },
  { key: 'disclosure', label: '信息公开', href: '/disclosure' },
  { key: 'requests', label: '依申请公开', href: '/requests' },
  { key: 'track', label: '查办理进度', href: '/requests/track' },
  { key: 'cases', label: '城市管理案件', href: '/cases' },
  { key: 'report', label: '我要上报', href: '/report' },
  { key: 'reports', label: '年度报告', href: '/annual-reports' },
] as const
/** Where a page stands in the menu; the pages that search for themselves need no search above them. */
export type PublicPlace = (typeof PUBLIC_NAV)[number]['key'] | 'search'

export type PublicFrame = {
  readonly site: Site & { readonly phone: string; readonly address: string; readonly officeHours: string; readonly marks?: Marks }
  readonly look: Look
  readonly path: string
}

const lookHref = (path: string, change: string): string => `/look?${change}&back=${encodeURIComponent(path)}`

type PublicKey = { readonly site: PublicFrame['site']; readonly look: Look; readonly current: PublicPlace | null }
/** Holes: title, description, what else the head holds, the addresses of the two looks, breadcrumb, children; on the screen of a reading place the page's address. */
const publicPage = frameOf<PublicKey>(({ site, look, current }) => (
  <Document site={site} look={look}>
    <header class="masthead">
      <div class="wrap">
        <div class="utility">
          <a href={HOLE}>{look.elder ? '标准模式' : '长者模式'}</a>
          <a href={HOLE}>{look.contrast ? '标准对比' : '高对比'}</a>
          {!look.kiosk && <a href="/staff">工作人员登录</a>}
        </div>
        <div class="identity">
          <a href="/">
            <span class="stamp" aria-hidden="true">
              {site.shortName}
            </span>
            <span>
              <b>{site.name}</b>
              <i>政府信息公开平台</i>
            </span>
          </a>
          {current !== 'home' && current !== 'search' && (
            <form class="search slim" role="search" action="/search" aria-label="全站检索">
              <input name="q" type="search" maxlength="100" aria-label="检索公开信息和案件" placeholder="检索信息、案件" />
              <button class="button">检索</button>
            </form>
          )}
        </div>
        <nav class="nav" aria-label="主栏目">
          <ul>
            {PUBLIC_NAV.map((place) => (
              <li>
                <a href={place.href} aria-current={place.key === current ? 'page' : null}>
                  {place.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
    {HOLE}
    <main id="main">{HOLE}</main>
    <Footer site={site} />
    {look.kiosk && <KioskBar />}
  </Document>
))

function breadcrumb(crumbs: readonly Crumb[]): Html {
  let items = ''
  for (const { label, href } of crumbs)
    items += href ? `<li><a href="${escaped(href)}">${escaped(label)}</a></li>` : `<li aria-current="page">${escaped(label)}</li>`
  return raw(`<nav class="breadcrumb wrap" aria-label="所在位置"><ol><li><a href="/">首页</a></li>${items}</ol></nav>`)
}

type PublicPageProps = PublicFrame &
  ForPrograms & {
    title: string
    description?: string
    current?: PublicPlace
    crumbs?: readonly Crumb[]
    children: Child
  }
/** A page anyone may read: no script, complete without one. */
export function PublicPage({ site, look, current, title, description, path, crumbs, children, ...forPrograms }: PublicPageProps): Html {
  return publicPage(
    { site, look, current: current ?? null },
    title,
    description ?? title,
    headOf(forPrograms),
    lookHref(path, `elder=${look.elder ? 0 : 1}`),
    lookHref(path, `contrast=${look.contrast ? 0 : 1}`),
    crumbs ? breadcrumb(crumbs) : null,
    children,
    look.kiosk ? encodeURIComponent(path) : null,
  )
}

type MenuItem = { readonly label: string; readonly href: string; readonly roles: readonly Role[] }
const REQUEST_ROLES: readonly Role[] = ['information-officer', 'handling-department', 'reviewer', 'signer']
const CASE_ROLES: readonly Role[] = ['screener', 'dispatcher', 'handler', 'inspector', 'duty-officer', 'leader']
const HALL_ROLES: readonly Role[] = ['duty-officer', 'leader']
const EVERYBODY: readonly Role[] = [
  ...REQUEST_ROLES,
  'screener',
  'dispatcher',
  'handler',
  'inspector',
  ...HALL_ROLES,
  'system-administrator',
  'security-administrator',
  'auditor',
]
const MENU: readonly { readonly title: string; readonly items: readonly MenuItem[] }[] = [
  {
    title: '依申请公开',
    items: [
      { label: '我的待办', href: '/staff', roles: REQUEST_ROLES },
      { label: '申请台账', href: '/staff/requests', roles: REQUEST_ROLES },
      { label: '登记申请', href: '/staff/requests/new', roles: ['information-officer'] },
      { label: '导入台账', href: '/staff/requests/import', roles: ['information-officer'] },
      { label: '督办', href: '/staff/requests/supervision', roles: REQUEST_ROLES },
      { label: '期满档案', href: '/staff/requests/retention', roles: ['signer'] },
      { label: '收费', href: '/staff/requests/fees', roles: ['information-officer', 'reviewer', 'signer'] },
      { label: '公开的答复', href: '/staff/requests/answers', roles: ['information-officer', 'reviewer', 'signer'] },
      { label: '先查后申', href: '/staff/requests/offers', roles: ['information-officer', 'reviewer', 'signer'] },
      { label: '文书', href: '/staff/letters', roles: ['information-officer', 'reviewer', 'signer'] },
      { label: '复议和诉讼', href: '/staff/remedies', roles: ['information-officer', 'reviewer', 'signer'] },
    ],
  },
  {
    title: '主动公开',
    items: [
      { label: '拟稿和发布', href: '/staff/disclosure', roles: REQUEST_ROLES },
      { label: '机构、办事、采购', href: '/staff/disclosure/records', roles: REQUEST_ROLES },
      { label: '渠道和送达', href: '/staff/channels', roles: ['information-officer', 'reviewer', 'signer'] },
      { label: '规范性文件', href: '/staff/norms', roles: REQUEST_ROLES },
      { label: '留言和纠错', href: '/staff/disclosure/messages', roles: REQUEST_ROLES },
      { label: '更新任务', href: '/staff/disclosure/tasks', roles: REQUEST_ROLES },
    ],
  },
  {
    title: '城市管理案件',
    items: [
      { label: '案件待办', href: '/staff/cases', roles: CASE_ROLES },
      { label: '甄别派遣', href: '/staff/dispatch', roles: ['screener', 'dispatcher', 'duty-officer'] },
      { label: '运行情况', href: '/staff/supervision', roles: ['dispatcher', ...HALL_ROLES] },
      { label: '举报奖励', href: '/staff/rewards', roles: HALL_ROLES },
      { label: '立结案标准', href: '/staff/standards', roles: [...HALL_ROLES, 'system-administrator'] },
    ],
  },
  {
    title: '报告',
    items: [
      { label: '年度报告', href: '/staff/annual-reports', roles: ['information-officer', 'reviewer', 'signer'] },
      { label: '没搜到的', href: '/staff/search', roles: ['information-officer'] },
    ],
  },
  {
    title: '系统',
    items: [
      { label: '工作日历', href: '/staff/calendar', roles: EVERYBODY },
      { label: '消息', href: '/staff/messages', roles: ['duty-officer', 'system-administrator'] },
      { label: '网站标识', href: '/staff/site', roles: ['system-administrator'] },
      { label: '接口密钥', href: '/staff/api-keys', roles: ['system-administrator'] },
      { label: '账号与岗位', href: '/staff/accounts', roles: ['security-administrator'] },
      { label: '不奖励人员', href: '/staff/rewards/excluded', roles: ['security-administrator'] },
      { label: '操作留痕', href: '/staff/audit', roles: ['auditor'] },
      { label: '我的账号', href: '/staff/me', roles: EVERYBODY },
    ],
  },
]

const isPlace = (path: string): boolean => MENU.some(({ items }) => items.some((item) => item.href === path))
const Menu = ({ role, place }: { role: Role; place: string }) => (
  <>
    {MENU.map(({ title, items }) => {
      const open = items.filter((item) => item.roles.includes(role))
      return (
        open.length > 0 && (
          <>
            <h2>{title}</h2>
            <ul>
              {open.map((item) => (
                <li>
                  <a href={item.href} aria-current={place === item.href ? 'page' : null}>
                    {item.label}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )
      )
    })}
  </>
)

export type ConsoleFrame = { readonly site: Site; readonly look: Look; readonly viewer: Viewer; readonly path: string }

type ConsoleKey = Pick<Viewer, 'name' | 'role' | 'department'> & { readonly shortName: string; readonly look: Look; readonly place: string }
/** Holes: title, the same as heading, what stands beside it, children. */
const consolePage = frameOf<ConsoleKey>(({ shortName, look, place, name, role, department }) => (
  <Document site={{ shortName }} look={look} console>
    <div class="shell">
      <header class="rail">
        <div class="row">
          <span class="stamp" aria-hidden="true">
            {shortName}
          </span>
          <span>
            <strong>{name}</strong>
            <br />
            {roleName[role]}
            {department && (
              <>
                <br />
                {department}
              </>
            )}
          </span>
        </div>
        <nav aria-label="功能菜单">
          <Menu role={role} place={place} />
        </nav>
      </header>
      <main class="work" id="main">
        <div class="topbar">
          <h1>{HOLE}</h1>
          {HOLE}
          <form method="post" action="/staff/sign-out">
            <button class="button plain">退出</button>
          </form>
        </div>
        {HOLE}
      </main>
    </div>
  </Document>
))

/** A page of the console: the menu holds only what this role may open. */
export function ConsolePage({ site, look, viewer, path, title, top, children }: ConsoleFrame & { title: string; top?: Child; children: Child }): Html {
  const { name, role, department } = viewer
  const key = { shortName: site.shortName, look, name, role, department, place: isPlace(path) ? path : '' }
  return consolePage(key, title, title, top, children)
}
