import type { Child } from '../../../ui/jsx-runtime.ts'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { MOUNT } from '../open311/discovery.ts'
import { MOST_REQUESTS, WINDOW_DAYS } from '../open311/read-filter.ts'
import type { Service } from '../open311/services.ts'

type Named = { readonly name: string; readonly says: Child }
type Open311Props = PublicFrame & {
  services: readonly Service[]
  /** A number the reader can try, and a street's code. */
  sample: { readonly number: string; readonly street: string }
  origin: string
  /** Where a key is asked for by mail. */
  mail: string
}

const Example = ({ lines }: { lines: readonly string[] }) => <pre class="code">{lines.join('\n')}</pre>
const Terms = ({ caption, rows }: { caption: string; rows: readonly Named[] }) => (
  <div class="mt-3">
    <DataTable
      caption={caption}
      rows={rows}
      empty=""
      columns={[
        { head: '名称', rowHead: true, cell: ({ name }) => <span class="mono">{name}</span> },
        { head: '说明', cell: ({ says }) => says },
      ]}
    />
  </div>
)
const Part = ({ id, title, children }: { id: string; title: string; children: Child }) => (
  <section class="mt-6 stack" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
)

const READ: readonly Named[] = [
  { name: 'service_request_id', says: `编号，可用逗号给出几个，最多 ${MOST_REQUESTS} 个。给了它，其他条件都不起作用` },
  { name: 'service_code', says: '服务代码，可用逗号给出几个' },
  { name: 'status', says: 'open（未结）、closed（已结），或者两者' },
  { name: 'start_date、end_date', says: `上报时间，两端都含，带时区，相隔最多 ${WINDOW_DAYS} 日。都不给是最近 ${WINDOW_DAYS} 日` },
]
const WRITE: readonly Named[] = [
  { name: 'api_key', says: '密钥，必填。只放在表单里，不放进网址' },
  { name: 'service_code', says: '服务代码，必填' },
  { name: 'lat 和 long', says: 'WGS84 的纬度和经度。位置至少给一种：坐标、address_string 或 address_id' },
  { name: 'address_string', says: '文字地址，先写最具体的' },
  { name: 'address_id', says: '街道编码' },
  { name: 'description', says: '情况说明，最多 4000 字，不用 HTML' },
  { name: 'attribute[category]', says: '小类，可不填，取值见服务定义' },
  { name: 'attribute[access]', says: '所在地方是否对公众开放，可不填' },
  { name: 'phone、email', says: '上报人的联系方式，可不填。只用来告知进展，不公开' },
  { name: 'media_url', says: '照片或视频的网址，由受理人员打开查看，不自动公开' },
  { name: 'device_id、account_id', says: '只用来分辨重复提交，不保存。first_name、last_name 不收' },
]
const EXTENSIONS: readonly Named[] = [
  {
    name: 'extensions=true',
    says: '每件多一项 extended_attributes：环节、小类、各步时间、是否按期、并入的编号。查单件时还有全部经过（history）、照片（photos）和并入的件数',
  },
  { name: 'page_size、after', says: `一页的件数（1 到 ${MOST_REQUESTS}）。还有下一页时，回答带 Link: <网址>; rel="next"，照着读，不重不漏` },
  { name: 'updated_after、updated_before', says: '按变动时间查询，先变的在前。定时取“上次以来的变化”用它，从上次的时刻往前多取一分钟' },
  { name: 'Idempotency-Key', says: '上报时放在请求头里的 UUID。没有收到回答就原样再发，不会重复立案；它也是 tokens 查询用的 token' },
  { name: 'media', says: '以 multipart/form-data 上报时附照片，可以几张' },
]

/** For engineers: how to read the public record and how to report through Open311. */
export const Open311Page = (p: Open311Props) => {
  const base = `${p.origin}${MOUNT}`
  return (
    <PublicPage
      {...p}
      title="Open311 开放接口"
      description="用 Open311 GeoReport v2 查询公开的城市管理案件，或者上报问题"
      current="cases"
      crumbs={[{ label: '城市管理案件', href: '/cases' }, { label: '开放接口' }]}
    >
      <div class="wrap section">
        <h1>Open311 开放接口</h1>
        <p class="lead">
          其他系统可以按国际通用的 GeoReport v2 规范查询公开的案件，或者上报问题。XML 和 JSON 两种格式内容相同，地址以 .xml 或 .json 结尾，编码都是 UTF-8。
        </p>
        <div class="mt-4">
          <Example lines={[base]} />
        </div>
        <Reading p={p} base={base} />
        <Reporting p={p} base={base} />
        <Rules p={p} base={base} />
      </div>
    </PublicPage>
  )
}

const Reading = ({ p, base }: { p: Open311Props; base: string }) => (
  <>
    <Part id="services" title="服务目录">
      <Example lines={[`curl ${base}/services.json`, `curl ${base}/services/manhole.json`, `curl ${base}/discovery.json`]} />
      <Terms
        caption="服务代码"
        rows={p.services.map(({ service_code, service_name, description }) => ({ name: service_code, says: `${service_name}：${description}` }))}
      />
      <p>代码长期不变。上报时选的一类，在立案后改为所立小类所属的一类。</p>
    </Part>
    <Part id="requests" title="查询案件">
      <p>不需要密钥。时间都是北京时间，写成 2026-11-24T09:00:00+08:00；网址里的加号写成 %2B。</p>
      <Example
        lines={[
          `curl '${base}/requests.json?status=open&service_code=manhole'`,
          `curl '${base}/requests.xml?start_date=2026-11-01T00:00:00%2B08:00&end_date=2026-11-30T23:59:59%2B08:00'`,
          `curl ${base}/requests/${p.sample.number}.json`,
        ]}
      />
      <Terms caption="查询条件" rows={READ} />
      <p>一次最多 {MOST_REQUESTS} 件，新的在前。空的参数和没有一样。</p>
    </Part>
  </>
)

const Reporting = ({ p, base }: { p: Open311Props; base: string }) => (
  <>
    <Part id="key" title="取得密钥">
      <p>
        上报要用密钥。请打电话 {p.site.phone} 或发邮件到 {p.mail}，说明单位、系统名称和联系人，由{p.site.name}
        发放。密钥只在发放时显示一次，丢失或外泄请立即告知，收回后另发。
      </p>
    </Part>
    <Part id="report" title="上报问题">
      <Example
        lines={[
          `curl ${base}/requests.json \\`,
          `  -H 'Idempotency-Key: 0b8f6c1e-6f0a-4a52-9a55-2d5b0c7f5d11' \\`,
          `  -d api_key=您的密钥 -d service_code=manhole \\`,
          `  -d lat=39.9123 -d long=116.3661 \\`,
          `  --data-urlencode 'description=雨水箅子缺失，路边有坑'`,
        ]}
      />
      <Terms caption="上报参数" rows={WRITE} />
      <p>回答里有编号（service_request_id），说明（service_notice）里有查询码，请交给上报人。没有收到回答时可以按 token 找回编号：</p>
      <Example lines={[`curl ${base}/tokens/0b8f6c1e-6f0a-4a52-9a55-2d5b0c7f5d11.json`]} />
      <p>没有给 Idempotency-Key 时，同一密钥当天再发内容完全相同的上报，仍得原来的编号。街道编码如 {p.sample.street}。</p>
    </Part>
  </>
)

const Rules = ({ base }: { p: Open311Props; base: string }) => (
  <>
    <Part id="public" title="公开什么">
      <p>
        与网页上的公开记录完全一样。甄别以前只公开编号、类别、时间和环节；受理以后公开经审查的标题、位置、承办单位、时限和结果；照片审查以后才有
        media_url。上报人的原话和联系方式不公开；撤回和转其他渠道的查不到。并入同一问题的，状态是 closed，说明里有所并入的编号。
      </p>
    </Part>
    <Part id="errors" title="出错时">
      <Example lines={[`curl -i ${base}/requests/none.json`, '[{"code":404,"description":"没有编号为 none 的案件，或者它没有公开"}]']} />
      <Terms
        caption="状态码"
        rows={[
          { name: '400', says: '参数缺少或不对，description 说明怎样改；几处不对会一起列出' },
          { name: '403', says: '密钥缺少、不对或已经收回' },
          { name: '404', says: '没有这个编号、服务代码、token 或地址' },
        ]}
      />
    </Part>
    <Part id="extensions" title="规范以外的扩展">
      <p>不用这些参数，得到的就只有规范里的字段。网页脚本可以跨站读取（CORS）。</p>
      <Example lines={[`curl -i '${base}/requests.json?updated_after=2026-11-24T00:00:00%2B08:00&page_size=200&extensions=true'`]} />
      <Terms caption="扩展" rows={EXTENSIONS} />
    </Part>
    <Part id="check" title="检查一致性">
      <p>本平台带有 GeoReport v2 的一致性检查，约 250 条规则，对任何服务器都可以用：</p>
      <Example lines={[`npm run -s gongkai -- open311-conformance ${base} --read-only`]} />
    </Part>
  </>
)
