import type { Role, Viewer } from '../kernel/viewer.ts'
import { roleName } from '../kernel/viewer.ts'
import { stylesheet } from './assets.ts'
import type { Child, Html } from './jsx-runtime.ts'
import type { Look } from './look.ts'

export type Crumb = { readonly label: string; readonly href?: string }
/** What every page repeats is drawn once for each thing it depends on; these are few, and a new thing draws anew. */
function drawnOnce<Key>(draw: (key: Key) => Html): (key: Key) => Html {
  const drawn = new Map<string, Html>()
  return (key) => {
    const name = JSON.stringify(key)
    const html = drawn.get(name) ?? draw(key)
    drawn.set(name, html)
    return html
  }
}

type Site = { readonly name: string; readonly shortName: string }

const Document = (props: { title: string; description: string; site: Site; look: Look; console?: boolean; children: Child }) => (
  <html lang="zh-CN" data-mode={props.look.elder ? 'elder' : null} data-contrast={props.look.contrast ? 'high' : null}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${props.title} · ${props.site.shortName}`}</title>
      {props.console ? <meta name="robots" content="noindex" /> : <meta name="description" content={props.description} />}
      <link rel="stylesheet" href={stylesheet.path} />
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
  { key: 'requests', label: '依申请公开', href: '/requests' },
  { key: 'track', label: '查办理进度', href: '/requests/track' },
  { key: 'reports', label: '年度报告', href: '/annual-reports' },
  { key: 'check', label: '年报体检', href: '/check' },
] as const
export type PublicPlace = (typeof PUBLIC_NAV)[number]['key']

export type PublicFrame = {
  readonly site: Site & { readonly phone: string; readonly address: string; readonly officeHours: string }
  readonly look: Look
  readonly path: string
}

const lookHref = (path: string, change: string): string => `/look?${change}&back=${encodeURIComponent(path)}`

const drawnNav = drawnOnce<PublicPlace | null>((current) => (
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
))
const footingOf = ({ name, phone, address, officeHours }: PublicFrame['site']) => ({ name, phone, address, officeHours })
const drawnFooter = drawnOnce<Omit<PublicFrame['site'], 'shortName'>>((site) => (
  <footer class="footer">
    <div class="wrap row">
      <span class="mark">
        党政
        <br />
        机关
      </span>
      <div class="stack">
        <p>
          主办：{site.name}　电话 {site.phone}　{site.officeHours}
          <br />
          地址：{site.address}
        </p>
        <p class="muted">网站标识码、ICP 备案号、公安备案号：开通前由主办单位填写</p>
      </div>
    </div>
  </footer>
))

/** A page anyone may read: no script, complete without one. */
export const PublicPage = (props: PublicFrame & { title: string; description?: string; current?: PublicPlace; crumbs?: readonly Crumb[]; children: Child }) => (
  <Document title={props.title} description={props.description ?? props.title} site={props.site} look={props.look}>
    <header class="masthead">
      <div class="wrap">
        <div class="utility">
          <a href={lookHref(props.path, `elder=${props.look.elder ? 0 : 1}`)}>{props.look.elder ? '标准模式' : '长者模式'}</a>
          <a href={lookHref(props.path, `contrast=${props.look.contrast ? 0 : 1}`)}>{props.look.contrast ? '标准对比' : '高对比'}</a>
          <a href="/staff">工作人员登录</a>
        </div>
        <div class="identity">
          <a href="/">
            <span class="stamp" aria-hidden="true">
              {props.site.shortName}
            </span>
            <span>
              <b>{props.site.name}</b>
              <i>政府信息公开平台</i>
            </span>
          </a>
        </div>
        {drawnNav(props.current ?? null)}
      </div>
    </header>
    {props.crumbs && (
      <nav class="breadcrumb wrap" aria-label="所在位置">
        <ol>
          {[{ label: '首页', href: '/' }, ...props.crumbs].map((crumb) =>
            crumb.href ? (
              <li>
                <a href={crumb.href}>{crumb.label}</a>
              </li>
            ) : (
              <li aria-current="page">{crumb.label}</li>
            ),
          )}
        </ol>
      </nav>
    )}
    <main id="main">{props.children}</main>
    {drawnFooter(footingOf(props.site))}
  </Document>
)

type MenuItem = { readonly label: string; readonly href: string; readonly roles: readonly Role[] }
const REQUEST_ROLES: readonly Role[] = ['information-officer', 'handling-department', 'reviewer', 'signer']
const EVERYBODY: readonly Role[] = [...REQUEST_ROLES, 'system-administrator', 'security-administrator', 'auditor']
const MENU: readonly { readonly title: string; readonly items: readonly MenuItem[] }[] = [
  {
    title: '依申请公开',
    items: [
      { label: '我的待办', href: '/staff', roles: REQUEST_ROLES },
      { label: '申请台账', href: '/staff/requests', roles: REQUEST_ROLES },
      { label: '登记申请', href: '/staff/requests/new', roles: ['information-officer'] },
      { label: '复议和诉讼', href: '/staff/remedies', roles: ['information-officer', 'reviewer', 'signer'] },
    ],
  },
  {
    title: '报告',
    items: [{ label: '年度报告', href: '/staff/annual-reports', roles: ['information-officer', 'reviewer', 'signer'] }],
  },
  {
    title: '系统',
    items: [
      { label: '工作日历', href: '/staff/calendar', roles: EVERYBODY },
      { label: '账号与岗位', href: '/staff/accounts', roles: ['security-administrator'] },
      { label: '操作留痕', href: '/staff/audit', roles: ['auditor'] },
      { label: '我的账号', href: '/staff/me', roles: EVERYBODY },
    ],
  },
]

const isPlace = (path: string): boolean => MENU.some(({ items }) => items.some((item) => item.href === path))
const drawnMenu = drawnOnce<readonly [role: Role, path: string]>(([role, path]) => (
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
                  <a href={item.href} aria-current={path === item.href ? 'page' : null}>
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
))
const menuOf = (role: Role, path: string): Html => drawnMenu([role, isPlace(path) ? path : ''])

export type ConsoleFrame = { readonly site: Site; readonly look: Look; readonly viewer: Viewer; readonly path: string }

/** A page of the console: the menu holds only what this role may open. */
export const ConsolePage = (props: ConsoleFrame & { title: string; top?: Child; children: Child }) => (
  <Document title={props.title} description={props.title} site={props.site} look={props.look} console>
    <div class="shell">
      <header class="rail">
        <div class="row">
          <span class="stamp" aria-hidden="true">
            {props.site.shortName}
          </span>
          <span>
            <strong>{props.viewer.name}</strong>
            <br />
            {roleName[props.viewer.role]}
            {props.viewer.department && (
              <>
                <br />
                {props.viewer.department}
              </>
            )}
          </span>
        </div>
        <nav aria-label="功能菜单">{menuOf(props.viewer.role, props.path)}</nav>
      </header>
      <main class="work" id="main">
        <div class="topbar">
          <h1>{props.title}</h1>
          {props.top}
          <form method="post" action="/staff/sign-out">
            <button class="button plain">退出</button>
          </form>
        </div>
        {props.children}
      </main>
    </div>
  </Document>
)
