import type { Values } from '../../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { stageName } from '../lifecycle.ts'
import type { Near } from '../nearby.ts'
import type { Receipt } from '../submit-report.ts'

/** Every field again, unseen: the next step brings them along. */
export const Carried = ({ values, but = [] }: { values: Values; but?: readonly string[] }) => (
  <>
    {Object.entries(values)
      .filter(([name]) => !['go', 'x', 'y', 'at.x', 'at.y', ...but].includes(name))
      .map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
  </>
)

/** Before a report is kept: what is open there already. */
export const NearbyPage = (p: PublicFrame & { values: Values; nearby: readonly Near[] }) => (
  <PublicPage {...p} title="附近已有同类案件" current="report" crumbs={[{ label: '我要上报', href: '/report' }, { label: '附近已有同类案件' }]}>
    <div class="wrap narrow mt-4">
      <h1>是下面这个问题吗</h1>
      <p class="lead">附近已有同类案件正在办理。跟进它，一样能收到进展、能评价；不是同一个问题，就继续上报。</p>
      <div class="stack mt-5">
        {p.nearby.map((near) => (
          <section class="panel">
            <h2>{near.title}</h2>
            <p>
              {near.place}　<span class="muted">距您说的位置约 {near.metres} 米</span>
            </p>
            <p class="muted">
              {near.number}　{stageName[near.stage]}　{near.unit}
            </p>
            <form method="post" action="/report" class="row mt-3">
              <Carried values={p.values} />
              <button class="button plain" name="go" value={`follow:${near.number}`}>
                就是这个，跟进它
              </button>
              <a href={`/cases/${near.number}`}>看办理情况</a>
            </form>
          </section>
        ))}
        <form method="post" action="/report">
          <Carried values={p.values} />
          <p>
            <button class="button" name="go" value="new">
              都不是，继续上报
            </button>
          </p>
        </form>
      </div>
    </div>
  </PublicPage>
)

/** The number stands in the title and in a heading: a screen reader says it first. */
export const ReportReceiptPage = (p: PublicFrame & { receipt: Receipt; follows: string | null; screening: string }) => (
  <PublicPage {...p} title={`上报成功 ${p.receipt.number}`} current="report" crumbs={[{ label: '我要上报', href: '/report' }, { label: '上报成功' }]}>
    <div class="wrap mt-4 narrow">
      <h1>{p.follows ? '已为您跟进' : '收到了，谢谢'}</h1>
      <section class="panel mt-5">
        <h2>
          上报编号 <span class="nowrap">{p.receipt.number}</span>
        </h2>
        <dl class="facts">
          <dt>查询码</dt>
          <dd>
            <strong class="big mono">{p.receipt.code}</strong>
            <br />
            <span class="small muted">只在这里显示这一次。凭编号和查询码查进展、评价，请抄下或者截屏。</span>
          </dd>
          {p.follows && (
            <>
              <dt>跟进的案件</dt>
              <dd>
                <a href={`/cases/${p.follows}`}>{p.follows}</a>
              </dd>
            </>
          )}
        </dl>
      </section>
      <p class="mt-4">
        {p.follows
          ? '那一件的每一步进展，从“查进展”都看得到；结案以后您一样可以评价。'
          : `接下来：${p.screening}内告诉您立不立案。立案以后，派给谁、什么时候办完、为什么等，从“查进展”都看得到；结案以后请您评价。`}
      </p>
      <p class="row mt-5 no-print">
        <a class="button" href={`/report/track/${p.receipt.number}`}>
          查进展
        </a>
        <a href="/report">再报一个</a>
      </p>
    </div>
  </PublicPage>
)
