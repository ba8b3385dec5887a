import type { Child } from '../../../ui/jsx-runtime.ts'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { KEY_PER_MINUTE, OPEN_PER_MINUTE } from '../integration/rate.ts'
import { MOST_ITEMS } from '../integration/read-question.ts'

type Props = PublicFrame & { origin: string; mail: string; yesterday: string; number: string }
const Example = ({ lines }: { lines: readonly string[] }) => <pre class="code">{lines.join('\n')}</pre>
const Part = ({ id, title, children }: { id: string; title: string; children: Child }) => (
  <section class="mt-6 stack" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
)
const ERRORS = [
  { name: '401', says: '送来信息没有带密钥，或者密钥不对' },
  { name: '403', says: '密钥没有“送来信息”的权' },
  { name: '404、410', says: '没有这一条；或者已撤下，答复里有日期和理由' },
  { name: '409', says: '送来的这一条正在审查，现在不能改' },
  { name: '422', says: '参数或者内容要改：detail 说怎样改，errors 逐项列出' },
  { name: '429', says: '问得太多，等 Retry-After 的秒数再问' },
] as const

/** For engineers of other systems: pull what changed, be told of it, hand items over. */
export const DevelopersPage = (p: Props) => (
  <PublicPage
    {...p}
    title="开放接口"
    description="用接口读取公开的政府信息，增量同步，接收推送"
    current="disclosure"
    crumbs={[{ label: '政府信息公开', href: '/disclosure' }, { label: '开放接口' }]}
  >
    <div class="wrap section">
      <h1>开放接口</h1>
      <p class="lead">其他系统可以读取全部公开的信息、只取上次以来的变化，也可以让我们推送。读取不用密钥。字段和答复的完整约定是一份 OpenAPI 3.1 文档：</p>
      <div class="mt-4">
        <Example lines={[`${p.origin}/api/v1/openapi.json`]} />
      </div>
      <Part id="pull" title="取昨天以来的变化">
        <Example lines={[`curl '${p.origin}/api/v1/items?since=${p.yesterday}'`]} />
        <p>
          答复里的 next 是下次的 since；more 为 true 就马上接着取。第一次不给 since，就是全部。一次最多 {MOST_ITEMS} 条，用 limit
          给。照这样取，不重不漏；撤下的也在里面，state 是 withdrawn，请随之撤下。
        </p>
        <Example
          lines={[
            `curl '${p.origin}/api/v1/items?since=c120&column=notices&limit=100'`,
            `curl ${p.origin}/api/v1/items/${p.number}`,
            `curl ${p.origin}/api/v1/columns`,
            `curl ${p.origin}/api/v1/norms?limit=200`,
            `curl ${p.origin}/api/v1/records?limit=200`,
            `curl ${p.origin}/api/v1/annual-reports`,
          ]}
        />
        <p>
          不带密钥每分钟 {OPEN_PER_MINUTE} 次，带密钥 {KEY_PER_MINUTE} 次。附件的地址在每条的 files 里。
        </p>
      </Part>
      <Part id="second" title="再建一个同样的平台">
        <p>
          另一个公开平台可以只用接口取得已经公开的信息、规范性文件台账、机构、办事、指南、采购记录和年度报告，之后再运行就只取变化；案件、公开的答复、征求意见和留言不在其中：
        </p>
        <Example lines={[`npm run -s gongkai -- pull ${p.origin} --publish`]} />
      </Part>
      <Part id="push" title="接收推送">
        <p>
          告诉{p.site.name}您的接收地址和要的栏目，登记以后会得到一个签名密钥。每次发布、修改、撤下，我们向这个地址 POST 一份 JSON，按 Standard Webhooks
          签名。答复 2xx 就是收下；没有收下的，隔 1、5、30 分钟，2、6、12 小时再送。验签：
        </p>
        <Example
          lines={[
            `key=$(echo "$SECRET" | sed 's/^whsec_//' | base64 -d | xxd -p -c 256)`,
            `printf '%s.%s.%s' "$WEBHOOK_ID" "$WEBHOOK_TIMESTAMP" "$BODY" |`,
            `  openssl dgst -sha256 -mac HMAC -macopt hexkey:$key -binary | base64   # 与 v1, 以后的比较`,
          ]}
        />
      </Part>
      <Part id="key" title="送来信息">
        <p>
          要用有“送来信息”权的密钥。请打电话 {p.site.phone} 或发邮件到 {p.mail}，说明单位、系统和联系人。送来的是草稿，由{p.site.name}审查以后公开。同一个 id
          再送，是改原来的一条。
        </p>
        <Example
          lines={[
            `curl ${p.origin}/api/v1/items -H 'Authorization: Bearer 您的密钥' \\`,
            `  -H 'Content-Type: application/json' -d '{"id":"oa-1024",`,
            `  "title":"关于调整窗口接待时间的通知","column":"notices",`,
            `  "formed_on":"${p.yesterday}","html":"<p>正文</p>"}'`,
          ]}
        />
      </Part>
      <Part id="errors" title="出错时">
        <Example lines={[`curl -i '${p.origin}/api/v1/items?since=yesterday'`, '{"status":422,"detail":"since 给上次答复里的 next（像 c123），或者日期 …"}']} />
        <DataTable
          caption="状态码"
          rows={ERRORS}
          empty=""
          columns={[
            { head: '状态码', rowHead: true, cell: ({ name }) => <span class="mono">{name}</span> },
            { head: '说明', cell: ({ says }) => says },
          ]}
        />
      </Part>
      <Part id="others" title="其他形式">
        <p>
          订阅源：<a href="/disclosure/items.atom">Atom</a>、<a href="/disclosure/items.rss">RSS</a>、<a href="/disclosure/feed.json">JSON Feed</a>，可以加
          ?column= 只要一个栏目；整份下载：
          <a href="/disclosure/items.csv">CSV</a>、<a href="/disclosure/items.json">JSON</a>，所有数据集和字段在<a href="/open-data">开放数据</a>
          。城市管理案件用 <a href="/open311">Open311</a>。给人的
          <a href="/disclosure/subscribe">邮件订阅</a>。
        </p>
      </Part>
    </div>
  </PublicPage>
)
