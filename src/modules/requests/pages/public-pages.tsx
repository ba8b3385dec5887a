import { inChinese, inShortChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, FileIcon, inBytes, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { LightMark } from '../../../ui/light.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import type { Calendar } from '../../calendar/index.ts'
import type { Attachment } from '../../files/index.ts'
import { type Clock, lightName, lightOf } from '../clock.ts'
import { DECISIONS } from '../decisions.ts'
import { channelName } from '../kinds.ts'
import { stageName } from '../lifecycle.ts'
import { receiptRule } from '../receipt.ts'
import { remedyText } from '../reply.ts'
import { isStanding } from '../request.ts'
import type { Request } from '../store.ts'
import type { Receipt } from '../submit-request.ts'
import { DeadlineCalendar, DeadlineKey, DeadlineSpans, ProvisionalNote, Ruler, verdictOf } from './deadline.tsx'
import { publicTimeline } from './timeline.tsx'

type AgencyFrame = PublicFrame & { site: { office: string; postcode: string; fax: string; email: string } }
const HOME = { label: '依申请公开', href: '/requests' }

/** How to apply: what art 12 of the 条例 makes the agency say. */
export const AboutRequestsPage = (p: AgencyFrame) => (
  <PublicPage {...p} title="依申请公开" current="requests" crumbs={[{ label: '依申请公开' }]}>
    <div class="wrap split mt-4">
      <div>
        <h1>依申请公开</h1>
        <p class="lead mt-2">没有公开的信息，可以向我们要。不问用途，收到之日起 20 个工作日内答复。</p>
        <p class="row mt-5"><a class="button" href="/requests/new">填申请表</a><a class="button plain" href="/requests/track">查办理进度</a></p>
        <h2 class="mt-6">四种提交方式</h2>
        <dl class="facts mt-3">
          <dt>网上</dt><dd><a href="/requests/new">填申请表</a>，当场得到编号和查询码</dd>
          <dt>当面</dt><dd>{p.site.address}，{p.site.office}，{p.site.officeHours}。书写有困难的，由我们代为填写</dd>
          <dt>邮寄</dt><dd>{p.site.postcode}　{p.site.address}　{p.site.office}收，信封注明“政府信息公开申请”</dd>
          <dt>传真</dt><dd>{p.site.fax}，发送后请电话 {p.site.phone} 确认</dd>
        </dl>
        <h2 class="mt-6">哪一天算收到</h2>
        <dl class="facts mt-3">
          {(['in_person', 'registered_letter', 'letter', 'fax', 'online'] as const).map((channel) => <><dt>{channelName[channel]}</dt><dd>{receiptRule[channel].which}<br /><span class="small muted">{receiptRule[channel].law}</span></dd></>)}
        </dl>
        <h2 class="mt-6">费用</h2>
        <p class="mt-2">不收取费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费（《条例》第四十二条）。</p>
      </div>
      <aside class="stack">
        <section class="panel"><h2>算一算期限</h2><form action="/requests/deadline" method="get"><div class="field mt-0"><label for="received">收到申请之日</label><input class="input" id="received" name="received" type="date" /></div><p class="mt-3"><button class="button plain">逐日计算</button></p></form></section>
        <section class="panel"><h2>逾期没有答复怎么办</h2><p class="small">可以向上一级机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼（《条例》第五十一条）。</p></section>
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
          <dt>申请编号</dt><dd><strong class="big">{p.receipt.number}</strong></dd>
          <dt>查询码</dt><dd><strong class="big mono">{p.receipt.code}</strong><br /><span class="small muted">只在这里显示这一次。凭编号和查询码查进度、补正、撤回，请抄下或者打印本页。</span></dd>
          <dt>收到申请之日</dt><dd>{inChinese(p.receipt.receivedOn)}（双方确认之日，条例第三十一条第三项）</dd>
          <dt>答复期限</dt><dd>{inShortChinese(p.receipt.dueOn)}前{p.receipt.provisional && '（暂定，该年放假通知尚未录入）'}</dd>
        </dl>
      </section>
      <p class="row mt-5 no-print"><a class="button" href="/requests/track">查办理进度</a></p>
      <p class="small muted mt-4">{p.site.name}　电话 {p.site.phone}</p>
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
        <p class="mt-5"><button class="button">查询</button></p>
      </form>
    </div>
  </PublicPage>
)

type TrackProps = PublicFrame & { request: Request; clock: Clock; today: PlainDate; calendar: Calendar; files: readonly Attachment[]; values: Values; errors: FieldErrors }

export const TrackPage = (p: TrackProps) => {
  const { request, clock, today, calendar } = p
  const { state } = request
  const standing = isStanding(state)
  const light = lightOf({ dueOn: standing ? null : clock.due, concluded: state.conclusion !== null }, today, calendar)
  const view = { clock, today, standing }
  return (
    <PublicPage {...p} title={`申请 ${request.number} 办理进度`} current="track" crumbs={[HOME, { label: '查办理进度', href: '/requests/track' }, { label: request.number }]}>
      <div class="wrap mt-4">
        <p class="row"><span>申请编号 {request.number}</span><span class="badge">{stageName[state.stage]}{state.extendedBy > 0 && '，已延期'}</span></p>
        <h1>{request.subject.length > 60 ? `${request.subject.slice(0, 60)}……` : request.subject}</h1>
      </div>
      <div class="wrap split mt-5">
        <div>
          <ErrorSummary errors={p.errors} />
          {state.conclusion ? <Reply {...p} /> : (
            <section class="panel clock">
              <p><strong>{verdictOf(view, calendar)}</strong></p>
              <Ruler {...view} />
              <p class="key"><span>共 {clock.ledger.filter((d) => d.counted).length} 个工作日{state.extendedBy > 0 && `（20 个，加延长 ${state.extendedBy} 个）`}</span><LightMark light={light} word={lightName[light]} /></p>
              <ProvisionalNote clock={clock} />
            </section>
          )}
          <section class="mt-6">
            <h2>每一天是怎样算的</h2>
            <DeadlineKey />
            <DeadlineCalendar {...view} />
          </section>
          <section class="mt-6"><DeadlineSpans clock={clock} /></section>
          <section class="mt-7"><h2>办理过程</h2><ol class="timeline">{publicTimeline(request, clock)}</ol></section>
        </div>
        <aside class="stack">
          {state.stage !== 'concluded' && <YouCan {...p} />}
          {request.subject.length > 60 && <section class="panel"><h2>申请内容</h2><p>{request.subject}</p></section>}
          {p.files.length > 0 && <section class="panel"><h2>您提交的附件</h2><ul class="files">{p.files.map((file) => <li><FileIcon /><div>{file.name}<br /><span class="small muted">{inBytes(file.size)}</span></div></li>)}</ul></section>}
          <section class="panel"><h2>有关条文</h2><p class="small">条例第三十三条：不能当场答复的，自收到申请之日起 20 个工作日内答复；需要延长的，经同意并告知申请人，延长最长不超过 20 个工作日；征求第三方和其他机关意见所需时间不计算在内。（摘要）</p></section>
        </aside>
      </div>
    </PublicPage>
  )
}

const Reply = ({ request, site }: TrackProps) => {
  const conclusion = request.state.conclusion
  if (!conclusion) return null
  const { decision } = conclusion
  return (
    <section class="panel">
      <h2><LightMark light="done" word={`${inChinese(conclusion.on)}已办结：${DECISIONS[decision].short}`} /></h2>
      {conclusion.text.split('\n').filter(Boolean).map((line) => <p class="mt-3">{line}</p>)}
      {!conclusion.text.includes('行政复议') && !conclusion.text.startsWith('申请人撤回') && <p class="mt-3">{remedyText(decision)}</p>}
      <p class="muted mt-3">{site.name}　{inChinese(conclusion.on)}</p>
    </section>
  )
}

const YouCan = ({ request, values, errors }: TrackProps) => {
  const path = `/requests/track/${request.number}`
  const { amendment } = request.state
  return (
    <section class="panel no-print">
      <h2>您现在可以</h2>
      {request.state.stage === 'amending' && amendment && (
        <form action={`${path}/amend`} method="post" class="stack">
          <p>请在 {inChinese(amendment.dueOn)} 前补正：{amendment.matters}</p>
          <TextArea values={values} errors={errors} name="answer" label="补正内容" hint="只能补正一次，请一次写全。收到后答复期限重新起算" />
          <button class="button wide">提交补正</button>
        </form>
      )}
      <details class="do">
        <summary>撤回申请</summary>
        <form action={`${path}/withdraw`} method="post" class="stack">
          <TextField values={values} errors={errors} name="reason" label="原因" optional />
          <label class="choice"><input type="checkbox" name="sure" value="yes" /><span>确定撤回，本件不再办理</span></label>
          <button class="button plain wide">撤回</button>
        </form>
      </details>
    </section>
  )
}

/** The same count as the command line and the API, on a page: anyone may check a deadline. */
export const DeadlinePage = (p: PublicFrame & { clock: Clock | null; today: PlainDate; values: Values; errors: FieldErrors }) => (
  <PublicPage {...p} title="算一算期限" current="requests" crumbs={[HOME, { label: '算一算期限' }]}>
    <div class="wrap mt-4">
      <h1>算一算答复期限</h1>
      <ErrorSummary errors={p.errors} />
      <form action="/requests/deadline" method="get" class="filters mt-4">
        <TextField values={p.values} errors={p.errors} name="received" label="收到申请之日" type="date" />
        <TextField values={p.values} errors={p.errors} name="amended" label="收到补正之日" type="date" optional />
        <TextField values={p.values} errors={p.errors} name="extended" label="延长工作日" inputmode="numeric" optional />
        <div class="row tight"><button class="button">计算</button></div>
      </form>
      {p.clock && (
        <>
          <section class="panel clock mt-5"><p><strong>{inChinese(p.clock.due)}</strong> 届满</p><ProvisionalNote clock={p.clock} /></section>
          <section class="mt-5"><DeadlineKey /><DeadlineCalendar clock={p.clock} today={p.today} standing={false} /></section>
          <section class="mt-5"><DeadlineSpans clock={p.clock} /></section>
        </>
      )}
    </div>
  </PublicPage>
)
