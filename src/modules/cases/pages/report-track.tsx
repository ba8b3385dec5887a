import { addDays, beijingDay, inShortChinese } from '../../../kernel/plain-date.ts'
import { ErrorSummary, type FieldErrors, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import type { Standing } from '../../rewards/index.ts'
import { type Stage, stageName } from '../lifecycle.ts'
import { momentText } from '../moment-text.ts'
import { RATING_DAYS } from '../settings.ts'
import type { Case } from '../store.ts'
import { CaseHead, type CaseView, Photos, PromisePanel, Timeline } from './case-body.tsx'

const CRUMBS = [{ label: '我要上报', href: '/report' }]

export const TrackReportFormPage = (p: PublicFrame & { values: Values; errors: FieldErrors }) => (
  <PublicPage {...p} title="查上报进展" current="report" crumbs={[...CRUMBS, { label: '查进展' }]}>
    <div class="wrap mt-4 narrow">
      <form action="/report/track" method="post" novalidate>
        <h1>查上报进展、评价</h1>
        <ErrorSummary errors={p.errors} />
        <TextField values={p.values} errors={p.errors} name="number" label="上报编号" placeholder="XC20261125-0001" autocomplete="off" short />
        <TextField values={{}} errors={p.errors} name="code" label="查询码" hint="上报成功时显示的 10 位字母和数字，不分大小写" autocomplete="off" short />
        <p class="mt-5">
          <button class="button">查询</button>
        </p>
      </form>
    </div>
  </PublicPage>
)

type Props = PublicFrame & {
  one: Case
  /** What is public of the case, or of the one it was merged into. */
  view: CaseView | undefined
  closedAt: Date | null
  reward: Standing | undefined
  /** The report's own photos, and how many of them the public sees. */
  sent: { readonly all: number; readonly shown: number }
  /** The stage of the case, or of the one it was merged into, and when the desk that has it moves it on. */
  stage: Stage
  deskDueAt: Date | null
  now: Date
  values: Values
  errors: FieldErrors
  /** The form of application with what he wrote, where the hall found that it asks for information. */
  apply: string | null
}

/** `/report/track/:number`: the reporter's own page. */
export const TrackReportPage = (p: Props) => (
  <PublicPage {...p} title={`我的上报 ${p.one.number}`} current="report" crumbs={[...CRUMBS, { label: p.one.number }]}>
    {p.view ? (
      <div class="wrap mt-4">
        <CaseHead {...p.view} />
      </div>
    ) : (
      <div class="wrap mt-4">
        <p>上报编号 {p.one.number}</p>
        <h1>{stageName[p.one.state.stage]}</h1>
        {p.one.state.ended && <p class="lead">{p.one.state.ended}</p>}
      </div>
    )}
    <div class="wrap split">
      <div class="stack">
        <ErrorSummary errors={p.errors} />
        <NextPanel {...p} />
        {p.apply && (
          <section class="panel">
            <h2>转为公开申请</h2>
            <p>
              您要的是政府信息，由信息公开受理点办理。您写的内容会带到申请表里，再写上姓名和身份证明就可以提交（条例第二十九条）；提交之日就是收到申请之日，20
              个工作日内答复。
            </p>
            <p class="mt-3">
              <a class="button" href={p.apply}>
                填申请表
              </a>
            </p>
          </section>
        )}
        {p.one.state.parent && (
          <p class="notice">
            <span>
              您的上报 {p.one.number} 与 <a href={`/cases/${p.one.state.parent}`}>{p.one.state.parent}</a> 是同一个问题，一并办理；结案后您一样可以评价。
            </span>
          </p>
        )}
        {p.view && <Photos photos={p.view.photos} />}
        {p.closedAt && p.view?.record.result && (
          <section class="panel">
            <h2>结案意见</h2>
            <p>{p.view.record.result}</p>
          </section>
        )}
        <RatingPanel {...p} />
        {p.view && <PromisePanel {...p.view} />}
        {p.reward && <RewardPanel {...p.reward} />}
        {p.view && <Timeline lines={p.view.record.lines} now={p.now} />}
      </div>
      <aside class="stack">
        <section class="panel">
          <h2>您说的</h2>
          <dl class="facts tight">
            <dt>上报</dt>
            <dd>{momentText(p.one.state.reportedAt, p.now)}</dd>
            {p.one.row.description && (
              <>
                <dt>说明</dt>
                <dd>{p.one.row.description}</dd>
              </>
            )}
            {p.one.row.address && (
              <>
                <dt>位置</dt>
                <dd>{p.one.row.address}</dd>
              </>
            )}
            <dt>照片</dt>
            <dd>
              {p.sent.all} 张{p.sent.all > 0 && photosText(p)}
            </dd>
          </dl>
          <p class="hint mt-2">这一栏只有您看得到。</p>
        </section>
        <WithdrawPanel {...p} />
      </aside>
    </div>
  </PublicPage>
)

/** What becomes of the photos that came with the report. */
function photosText({ one, sent }: Props): string {
  if (one.state.parent !== null) return `；上报并入了 ${one.state.parent}，照片给办理的人看，不单独公开`
  return sent.shown < sent.all ? '；遮盖人脸和车牌以后公开' : '，已公开'
}

const NEXT: Partial<Record<Stage, string>> = {
  reported: '受理员甄别，告诉您立不立案',
  on_site: '监督员到现场核实',
  screened: '立案',
  filed: '派给负责的单位',
  returned: '派给另一个单位',
  disputed: '裁定由谁处置',
  handled: '监督员到现场核查，通过了才结案',
  verified: '结案，请您评价',
  visiting: '回访，结果在这里告诉您',
}
/** What the hall does next and by when; while a unit has the case, its promise stands in the panel below. */
const NextPanel = ({ stage, deskDueAt, now }: Props) =>
  NEXT[stage] && deskDueAt ? (
    <p class="notice">
      <span>
        接下来：<strong>{momentText(deskDueAt, now)}</strong> 前{NEXT[stage]}。{deskDueAt < now && '现在已经晚了。'}
      </span>
    </p>
  ) : null

const RatingPanel = ({ one, closedAt, now, values, errors }: Props) => {
  const { rating, stage } = one.state
  if (rating && (!closedAt || rating.at >= closedAt)) {
    return (
      <section class="panel">
        <h2>您的评价</h2>
        <p>
          <strong>{rating.satisfied ? '满意' : '不满意'}</strong>　{momentText(rating.at, now)}
          {rating.reason && `　${rating.reason}`}
        </p>
        {!rating.satisfied && (stage === 'visiting' || stage === 'merged') && (
          <p class="mt-2">
            {one.row.reporter_fingerprint === null ? '您没有留联系方式，我们按您写的到现场再看' : '我们会回访，弄清楚哪里没办好'}
            ；需要的话重新办理，结果在这里告诉您。
          </p>
        )}
      </section>
    )
  }
  if (!closedAt) return null
  const last = addDays(beijingDay(closedAt), RATING_DAYS)
  if (beijingDay(now) > last) return <p class="muted">评价的时间已过（{inShortChinese(last, beijingDay(now))}截止）。同一处问题再次出现，可以重新上报。</p>
  return (
    <section class="panel">
      <h2>请您评价</h2>
      <form method="post" action={`/report/track/${one.number}/rate`}>
        <fieldset
          class={errors['rate'] ? 'field bad mt-0' : 'field mt-0'}
          id="rate"
          tabindex={errors['rate'] ? '-1' : null}
          aria-describedby={errors['rate'] ? 'rate-e' : null}
        >
          <legend>对处置结果满意吗（{inShortChinese(last, beijingDay(now))}截止，评价一次）</legend>
          {errors['rate'] && (
            <span class="error" id="rate-e">
              {errors['rate']}
            </span>
          )}
          <label class="choice">
            <input type="radio" name="satisfied" value="yes" checked={values['satisfied'] === 'yes'} />
            <span>满意</span>
          </label>
          <label class="choice">
            <input type="radio" name="satisfied" value="no" checked={values['satisfied'] === 'no'} />
            <span>
              不满意<span class="hint">在下面写一句原因，会有人回访；没办好的重新办理。</span>
            </span>
          </label>
        </fieldset>
        <TextArea
          values={values}
          errors={{}}
          name="reason"
          label="想说的话"
          hint="满意的可不填。写的话会公开，不带您的姓名；电话号码等个人信息会遮盖。"
          rows={2}
        />
        <p class="mt-3">
          <button class="button">提交评价</button>
        </p>
      </form>
    </section>
  )
}

const RewardPanel = ({ said, because, next }: Standing) => (
  <section class="panel">
    <h2>上报奖励</h2>
    <p>
      <strong>{said}</strong>
    </p>
    {next && <p class="mt-2">{next}</p>}
    <details class="mt-2">
      <summary>怎么算的</summary>
      <ul>
        {because.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </details>
  </section>
)

const WithdrawPanel = ({ one, errors }: Props) =>
  one.state.stage === 'reported' || one.state.stage === 'on_site' ? (
    <section class="panel no-print">
      <details open={errors['withdraw'] ? true : null}>
        <summary>撤回这件上报</summary>
        <form method="post" action={`/report/track/${one.number}/withdraw`} class={errors['withdraw'] ? 'field bad' : 'field'}>
          {errors['withdraw'] && (
            <span class="error" id="withdraw-e">
              {errors['withdraw']}
            </span>
          )}
          <label class="choice">
            <input type="checkbox" id="withdraw" name="sure" value="yes" aria-describedby={errors['withdraw'] ? 'withdraw-e' : null} />
            <span>确定撤回，不再办理</span>
          </label>
          <p class="mt-2">
            <button class="button warn">撤回</button>
          </p>
        </form>
      </details>
    </section>
  ) : null
