import { LightMark } from '../../ui/light.tsx'
import { type PublicFrame, PublicPage } from '../../ui/page.tsx'
import type { Cover } from '../annual-report/index.ts'
import type { PublicCounts } from '../cases/index.ts'
import { SearchBox, SuggestScript } from '../search/index.ts'

const DOORS = [
  {
    title: '我要上报',
    href: '/report',
    says: '拍张照片，说在哪里，一分钟报完；不用注册，马上得到编号。',
    more: [
      ['随手拍', '/report'],
      ['查进展、评价', '/report/track'],
    ],
  },
  {
    title: '城市管理案件',
    href: '/cases',
    says: '派给谁、限多久、办没办好，立案以后实时公开。',
    more: [
      ['全部案件', '/cases'],
      ['地图', '/cases/map'],
      ['实时', '/cases/live'],
    ],
  },
  {
    title: '申请公开',
    href: '/requests/new',
    says: '不问用途，20 个工作日内答复，不需要账号。',
    more: [
      ['填申请表', '/requests/new'],
      ['怎样申请', '/requests'],
    ],
  },
  { title: '查办理进度', href: '/requests/track', says: '凭编号和查询码，看到环节、期限和答复。', more: [['输入编号', '/requests/track']] },
  { title: '算一算期限', href: '/requests/deadline', says: '节假日和调休都算在内，逐日说明依据。', more: [['选择日期', '/requests/deadline']] },
  { title: '年报体检', href: '/check', says: '上传任何机关的年度报告，看看数字对不对得上。', more: [['上传年报', '/check']] },
] as const

const FIGURES = [
  { key: 'open', label: '案件正在处置', href: '/cases?status=open' },
  { key: 'closed', label: '今天结案', href: '/cases?status=closed' },
  { key: 'overdue', label: '超期未结', href: '/cases?status=overdue' },
] as const

/** The first page: what can be done here, and nothing that cannot. */
export const HomePage = (p: PublicFrame & { cover: Cover | undefined; cases: PublicCounts }) => (
  <PublicPage {...p} title="首页" current="home">
    <section class="wrap split section">
      <div>
        <h1>
          城市管理看得见，
          <wbr />
          政府信息找得到
        </h1>
        <div class="mt-4">
          <SearchBox />
        </div>
        <dl class="figures mt-4">
          {FIGURES.map(({ key, label, href }) => (
            <div class={key === 'overdue' && p.cases.overdue > 0 ? 'figure over' : 'figure'}>
              <dt>{label}</dt>
              <dd>
                <b>
                  <a href={href}>{p.cases[key].toLocaleString('en')}</a>
                </b>{' '}
                件
              </dd>
            </div>
          ))}
        </dl>
        <div class="doors mt-5">
          {DOORS.map(({ title, href, says, more }) => (
            <article class="door">
              <h2>
                <a href={href}>{title}</a>
              </h2>
              <p class="muted">{says}</p>
              <p class="row mt-3">
                {more.map(([label, to]) => (
                  <a href={to}>{label}</a>
                ))}
              </p>
            </article>
          ))}
        </div>
      </div>
      {p.cover && (
        <aside>
          <article class="door cover">
            <p class="muted">政府信息公开工作</p>
            <h2>
              <a href={`/annual-reports/${p.cover.year}`}>{p.cover.year} 年度报告</a>
            </h2>
            <p>
              <LightMark light="ok" word="勾稽关系全部成立" />
            </p>
            <dl class="figures">
              {p.cover.figures.map(({ label, text, unit, href }) => (
                <div class="figure">
                  <dt>{label}</dt>
                  <dd>
                    <b>
                      <a href={href}>{text}</a>
                    </b>{' '}
                    {unit}
                  </dd>
                </div>
              ))}
            </dl>
            <p class="small muted mt-4">
              每个数字都能点开，看到背后的记录。
              <br />
              <a href="/annual-reports">历年年报</a>
            </p>
          </article>
        </aside>
      )}
    </section>
    <SuggestScript />
  </PublicPage>
)
