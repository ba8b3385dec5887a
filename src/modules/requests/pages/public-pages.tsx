import { inChinese, inShortChinese } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextField, type Values } from '../../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { channelName } from '../kinds.ts'
import { receiptRule } from '../receipt.ts'
import type { Receipt } from '../submit-request.ts'

type AgencyFrame = PublicFrame & { site: { office: string; postcode: string; fax: string; email: string } }
export const HOME = { label: '依申请公开', href: '/requests' }

/** How to apply: what art 12 of the 条例 makes the agency say. */
export const AboutRequestsPage = (p: AgencyFrame) => (
  <PublicPage {...p} title="依申请公开" current="requests" crumbs={[{ label: '依申请公开' }]}>
    <div class="wrap split mt-4">
      <div>
        <h1>依申请公开</h1>
        <p class="lead mt-2">没有公开的信息，可以向我们要。不问用途，收到之日起 20 个工作日内答复。</p>
        <p class="row mt-5">
          <a class="button" href="/requests/new">
            填申请表
          </a>
          <a class="button plain" href="/requests/track">
            查办理进度
          </a>
          <a class="button plain" href="/requests/answers">
            看看别人问过的
          </a>
        </p>
        <h2 class="mt-6">四种提交方式</h2>
        <dl class="facts mt-3">
          <dt>网上</dt>
          <dd>
            <a href="/requests/new">填申请表</a>，当场得到编号和查询码
          </dd>
          <dt>当面</dt>
          <dd>
            {p.site.address}，{p.site.office}，{p.site.officeHours}。书写有困难的，由我们代为填写
          </dd>
          <dt>邮寄</dt>
          <dd>
            {p.site.postcode}　{p.site.address}　{p.site.office}收，信封注明“政府信息公开申请”
          </dd>
          <dt>传真</dt>
          <dd>
            {p.site.fax}，发送后请电话 {p.site.phone} 确认
          </dd>
        </dl>
        <h2 class="mt-6">哪一天算收到</h2>
        <dl class="facts mt-3">
          {(['in_person', 'registered_letter', 'letter', 'fax', 'online'] as const).map((channel) => (
            <>
              <dt>{channelName[channel]}</dt>
              <dd>
                {receiptRule[channel].which}
                <br />
                <span class="small muted">{receiptRule[channel].law}</span>
              </dd>
            </>
          ))}
        </dl>
        <h2 class="mt-6">费用</h2>
        <p class="mt-2">不收取费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费（《条例》第四十二条）。</p>
      </div>
      <aside class="stack">
        <section class="panel">
          <h2>算一算期限</h2>
          <form action="/requests/deadline" method="get">
            <div class="field mt-0">
              <label for="received">收到申请之日</label>
              <input class="input" id="received" name="received" type="date" />
            </div>
            <p class="mt-3">
              <button class="button plain">逐日计算</button>
            </p>
          </form>
        </section>
        <section class="panel">
          <h2>逾期没有答复怎么办</h2>
          <p class="small">
            可以<a href="/requests/complaints/new">在这里投诉举报</a>
            ，或者向上一级机关、政府信息公开工作主管部门投诉举报，也可以依法申请行政复议或者提起行政诉讼（《条例》第五十一条）。
          </p>
          <p class="small mt-2">
            <a href="/requests/complaints">查投诉举报的结果</a>
          </p>
        </section>
        <section class="panel">
          <h2>建议主动公开</h2>
          <p class="small">
            许多人都需要的信息，可以<a href="/requests/suggestions/new">建议我们主动公开</a>（《条例》第四十四条）。
            <a href="/requests/suggestions">查建议的结果</a>
          </p>
        </section>
      </aside>
    </div>
  </PublicPage>
)

export const ReceiptPage = (p: PublicFrame & { receipt: Receipt }) => (
  <PublicPage {...p} title="登记回执" current="requests" crumbs={[HOME, { label: '登记回执' }]}>
    <div class="wrap mt-4 narrow">
      <h1>已收到您的申请</h1>
      <section class="panel mt-5">
        <dl class="facts">
          <dt>申请编号</dt>
          <dd>
            <strong class="big">{p.receipt.number}</strong>
          </dd>
          <dt>查询码</dt>
          <dd>
            <strong class="big mono">{p.receipt.code}</strong>
            <br />
            <span class="small muted">只在这里显示这一次。凭编号和查询码查进度、补正、撤回，请抄下或者打印本页。</span>
          </dd>
          <dt>收到申请之日</dt>
          <dd>{inChinese(p.receipt.receivedOn)}（双方确认之日，条例第三十一条第三项）</dd>
          <dt>答复期限</dt>
          <dd>
            {inShortChinese(p.receipt.dueOn)}前{p.receipt.provisional && '（暂定，该年放假通知尚未录入）'}
          </dd>
        </dl>
      </section>
      <p class="row mt-5 no-print">
        <a class="button" href="/requests/track">
          查办理进度
        </a>
      </p>
      <p class="small muted mt-4">
        {p.site.name}　电话 {p.site.phone}
      </p>
    </div>
  </PublicPage>
)

export const TrackFormPage = (p: PublicFrame & { values: Values; errors: FieldErrors }) => (
  <PublicPage {...p} title="查办理进度" current="track" crumbs={[HOME, { label: '查办理进度' }]}>
    <div class="wrap mt-4 narrow">
      <form action="/requests/track" method="post" novalidate>
        <h1>查办理进度</h1>
        <ErrorSummary errors={p.errors} />
        <TextField values={p.values} errors={p.errors} name="number" label="申请编号" placeholder="XQ-2026-0001" autocomplete="off" short />
        <TextField values={{}} errors={p.errors} name="code" label="查询码" hint="登记回执上的 10 位字母和数字，不分大小写" autocomplete="off" short />
        <p class="mt-5">
          <button class="button">查询</button>
        </p>
      </form>
    </div>
  </PublicPage>
)
