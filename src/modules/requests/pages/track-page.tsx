import { inChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, FileIcon, inBytes, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { LightMark } from '../../../ui/light.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { type Calendar, type Clock, DeadlineCalendar, DeadlineKey, DeadlineSpans, ProvisionalNote, Ruler } from '../../calendar/index.ts'
import type { Attachment } from '../../files/index.ts'
import { lightName, lightOf } from '../clock.ts'
import { DECISIONS } from '../decisions.ts'
import type { Copy } from '../copies/copy.ts'
import { CopiesForApplicant } from '../copies/pages/for-applicant.tsx'
import type { GivenLetter } from '../letters/given-letters.ts'
import { GivenLetters } from '../letters/pages/given-letters.tsx'
import { stageName } from '../lifecycle.ts'
import { Suggest } from '../petitions/pages/suggest.tsx'
import { maySuggest } from '../petitions/petition.ts'
import type { OwnSuggestion } from '../petitions/suggest.ts'
import { RedoneFor } from '../remedies/pages/of-request.tsx'
import type { RemedyState } from '../remedies/remedy.ts'
import { remedyText } from '../reply.ts'
import { isStanding } from '../request.ts'
import type { Request } from '../store.ts'
import { verdictOf } from './verdict.ts'
import type { Fee } from '../fees/fee.ts'
import { FeeSum } from './fee-fields.tsx'
import { publicTimeline } from './timeline.tsx'

import { HOME } from './public-pages.tsx'

type TrackProps = PublicFrame & {
  request: Request
  clock: Clock
  today: PlainDate
  calendar: Calendar
  files: readonly Attachment[]
  remedies: readonly { readonly id: number; readonly state: RemedyState }[]
  /** What the applicant has suggested to publish. */
  suggestion: OwnSuggestion | null
  formKey: string
  letters: readonly GivenLetter[]
  copies: readonly Copy[]
  values: Values
  errors: FieldErrors
}

export const TrackPage = (p: TrackProps) => {
  const { request, clock, today, calendar } = p
  const { state } = request
  const standing = isStanding(state, p.today)
  const light = lightOf({ dueOn: standing ? null : clock.due, concluded: state.conclusion !== null }, today, calendar)
  const view = { clock, today, standing }
  return (
    <PublicPage
      {...p}
      title={`申请 ${request.number} 办理进度`}
      current="track"
      crumbs={[HOME, { label: '查办理进度', href: '/requests/track' }, { label: request.number }]}
    >
      <div class="wrap mt-4">
        <p class="row">
          <span>申请编号 {request.number}</span>
          <span class="badge">
            {stageName[state.stage]}
            {state.extendedBy > 0 && '，已延期'}
          </span>
        </p>
        <h1>{request.subject.length > 60 ? `${request.subject.slice(0, 60)}……` : request.subject}</h1>
      </div>
      <div class="wrap split mt-5">
        <div>
          <ErrorSummary errors={p.errors} />
          {state.conclusion ? (
            <>
              <RedoneFor remedies={p.remedies} site={p.site} today={today} calendar={calendar} />
              <Reply {...p} />
              <CopiesForApplicant number={request.number} copies={p.copies} />
            </>
          ) : (
            <section class="panel clock">
              <p>
                <strong>{verdictOf(view, calendar)}</strong>
              </p>
              <Ruler {...view} />
              <p class="key">
                <span>
                  共 {clock.ledger.filter((d) => d.counted).length} 个工作日{state.extendedBy > 0 && `（20 个，加延长 ${state.extendedBy} 个）`}
                </span>
                <LightMark light={light} word={lightName[light]} />
              </p>
              <ProvisionalNote clock={clock} />
            </section>
          )}
          <section class="mt-6">
            <h2>每一天是怎样算的</h2>
            <DeadlineKey />
            <DeadlineCalendar {...view} />
          </section>
          <section class="mt-6">
            <DeadlineSpans clock={clock} today={today} />
          </section>
          <section class="mt-7">
            <h2>办理过程</h2>
            <ol class="timeline">{publicTimeline(request, clock, standing)}</ol>
          </section>
        </div>
        <aside class="stack">
          {state.stage !== 'concluded' && <YouCan {...p} />}
          {maySuggest(state.conclusion?.decision) && <Suggest {...p} />}
          {request.subject.length > 60 && (
            <section class="panel">
              <h2>申请内容</h2>
              <p>{request.subject}</p>
            </section>
          )}
          <GivenLetters number={request.number} letters={p.letters} />
          {p.files.length > 0 && (
            <section class="panel">
              <h2>您提交的附件</h2>
              <ul class="files">
                {p.files.map((file) => (
                  <li>
                    <FileIcon />
                    <div>
                      {file.name}
                      <br />
                      <span class="small muted">{inBytes(file.size)}</span>
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section class="panel no-print">
            <h2>认为办理得不对</h2>
            <p class="small">
              可以<a href={`/requests/complaints/new?request=${request.number}`}>投诉举报</a>
              {state.conclusion && '；复议和诉讼的途径写在答复里'}。
            </p>
          </section>
          <section class="panel">
            <h2>有关条文</h2>
            <p class="small">
              条例第三十三条：不能当场答复的，自收到申请之日起 20 个工作日内答复；需要延长的，经同意并告知申请人，延长最长不超过 20
              个工作日；征求第三方和其他机关意见所需时间不计算在内。（摘要）
            </p>
          </section>
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
      <h2>
        <LightMark light="done" word={`${inChinese(conclusion.on)}已办结：${DECISIONS[decision].short}`} />
      </h2>
      {conclusion.text
        .split('\n')
        .filter(Boolean)
        .map((line) => (
          <p class="mt-3">{line}</p>
        ))}
      {!conclusion.text.includes('行政复议') && !conclusion.text.startsWith('申请人撤回') && <p class="mt-3">{remedyText(decision)}</p>}
      <p class="muted mt-3">
        {site.name}　{inChinese(conclusion.on)}
      </p>
    </section>
  )
}

type PayingProps = Pick<TrackProps, 'request' | 'values' | 'errors'> & { fee: Fee; path: string }
/** The notice with its sum, where it comes from, until when, and what can be said against it. */
const Paying = ({ request, fee, path, values, errors }: PayingProps) => (
  <>
    <p>请在 {fee.dueOn && inChinese(fee.dueOn)} 前缴纳信息处理费；没有缴纳的，不再处理。缴清之后，答复的期限重新起算。</p>
    <FeeSum request={request} />
    <p class="muted">{fee.reason}</p>
    {fee.objection ? (
      <p>
        您已于 {inChinese(fee.objection.on)} 提出异议{fee.objection.answer ? `，答复：${fee.objection.answer.words}` : '，答复之前不会因为没有缴纳而终止'}。
      </p>
    ) : (
      <form action={`${path}/objection`} method="post" class="stack">
        <TextArea values={values} errors={errors} name="objection" label="对收费的异议" hint="要在缴费期限内提出" />
        <button class="button plain wide">提出异议</button>
      </form>
    )}
  </>
)

const YouCan = ({ request, values, errors }: TrackProps) => {
  const path = `/requests/track/${request.number}`
  const { amendment, reasons, fee } = request.state
  return (
    <section class="panel no-print">
      <h2>您现在可以</h2>
      {request.state.stage === 'amending' && amendment && (
        <form action={`${path}/amend`} method="post" class="stack">
          <p>
            请在 {inChinese(amendment.dueOn)} 前补正：{amendment.matters}
          </p>
          <TextArea values={values} errors={errors} name="answer" label="补正内容" hint="只能补正一次，请一次写全。收到后答复期限重新起算" />
          <button class="button wide">提交补正</button>
        </form>
      )}
      {reasons && reasons.answeredOn === null && (
        <form action={`${path}/reasons`} method="post" class="stack">
          <p>
            您申请的数量、频次明显超过合理范围，请在 {inChinese(reasons.dueOn)} 前说明理由（条例第三十五条）：{reasons.finding}
          </p>
          <TextArea values={values} errors={errors} name="reasons" label="申请的理由" hint="理由合理的，按期或者延迟答复；没有理由的，可能不予处理" />
          <button class="button wide">提交理由</button>
        </form>
      )}
      {request.state.stage === 'paying' && fee && <Paying {...{ request, fee, path, values, errors }} />}
      <details class="do">
        <summary>撤回申请</summary>
        <form action={`${path}/withdraw`} method="post" class="stack">
          <TextField values={values} errors={errors} name="reason" label="原因" optional />
          <label class="choice">
            <input type="checkbox" name="sure" value="yes" />
            <span>确定撤回，本件不再办理</span>
          </label>
          <button class="button plain wide">撤回</button>
        </form>
      </details>
    </section>
  )
}
