import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { COLUMNS } from '../columns.ts'

const DOORS = [
  ['/disclosure', '政府信息公开'],
  ['/disclosure/guide', '政府信息公开指南'],
  ['/disclosure/catalogue', '政府信息公开目录'],
  ['/annual-reports', '政府信息公开工作年度报告'],
  ['/disclosure/messages', '留言和纠错'],
  ['/requests', '依申请公开'],
  ['/requests/track', '查办理进度'],
  ['/cases', '城市管理案件'],
  ['/report', '我要上报'],
  ['/standards', '立结案标准'],
  ['/search', '检索'],
  ['/open-data', '开放数据'],
  ['/developers', '公开信息接口'],
  ['/open311', 'Open311 开放接口'],
] as const

/** `/site-map`: every part of the site by name. */
export const SiteMapPage = (p: PublicFrame) => (
  <PublicPage {...p} title="网站地图" crumbs={[{ label: '网站地图' }]}>
    <div class="wrap split mt-4">
      <section>
        <h1>网站地图</h1>
        <ul class="newest mt-3">
          {DOORS.map(([href, name]) => (
            <li>
              <a href={href}>{name}</a>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>公开的栏目</h2>
        <ul class="newest mt-3">
          {COLUMNS.map(({ code, name, arranged }) => (
            <li>
              <a href={arranged?.href ?? `/disclosure/items?column=${code}`}>{name}</a>
            </li>
          ))}
        </ul>
      </section>
    </div>
  </PublicPage>
)
