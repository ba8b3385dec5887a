import { DeadlineCalendar, DeadlineKey, DeadlineSpans, ProvisionalNote, Ruler } from '../../calendar/index.ts'
import { inShortChinese } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { ErrorSummary, FileIcon, inBytes } from '../../../ui/form.tsx'
import { LightMark } from '../../../ui/light.tsx'
import { ConsolePage } from '../../../ui/page.tsx'
import { chosenOf, StepList } from '../../../ui/steps.tsx'
import { AnswerPanel } from '../answers/pages/staff.tsx'
import { lightName, lightOf } from '../clock.ts'
import { CopiesPanel } from '../copies/pages/panels.tsx'
import { DECISIONS } from '../decisions.ts'
import { applicantKindName, channelName, deliveryWayName, formatName } from '../kinds.ts'
import { rowOf, STEPS, type Step, stageName, stepName } from '../lifecycle.ts'
import { EarlierRequests } from '../radar/pages/earlier.tsx'
import { receiptRule } from '../receipt.ts'
import { pathOf } from '../letters/subject.ts'
import { RemediesOf } from '../remedies/pages/of-request.tsx'
import { isStanding } from '../request.ts'
import { closedBecause } from '../steps.ts'
import { Circulation, Consultations, Deliveries, FeePanel, LetterLacking, LettersPanel } from './request-panels.tsx'
import { ChangesPanel } from '../versions/pages/versions.tsx'
import { verdictOf } from './verdict.ts'
import type { StaffRequestProps } from './staff-request-props.ts'
import { StepFields } from './step-fields.tsx'
import { staffTimeline } from './timeline.tsx'

export const StaffRequestPage = (p: StaffRequestProps) => {
  const { request, clock, today, calendar } = p
  const { state } = request
  const standing = isStanding(state, today)
  const view = { clock, today, standing }
  const light = lightOf({ dueOn: standing ? null : clock.due, concluded: state.conclusion !== null }, today, calendar)
  return (
    <ConsolePage {...p} title={`申请 ${request.number}`}>
      {p.refused && (
        <ErrorSummary errors={{ [`step-${p.refused.step}`]: p.refused.because.because + (p.refused.because.law ? `（${p.refused.because.law}）` : '') }} />
      )}
      <section class="panel">
        <div class="grid two center">
          <div>
            <p class="row tight">
              <strong class="big">{request.subject.length > 50 ? `${request.subject.slice(0, 50)}……` : request.subject}</strong>
              <span class="badge">{stageName[state.stage]}</span>
            </p>
            <p class="muted">
              {channelName[request.channel]} · {formatName[request.format]} · {deliveryWayName[request.deliveryWay]}
              {state.department && ` · ${state.department}`}
            </p>
          </div>
          <div class="clock slim">
            <p>
              <LightMark light={light} word={lightName[light]} />
              {'　'}
              {state.conclusion ? `${inShortChinese(state.conclusion.on)}办结：${DECISIONS[state.conclusion.decision].short}` : verdictOf(view, calendar)}
            </p>
            <Ruler {...view} />
            <ProvisionalNote clock={clock} />
          </div>
        </div>
      </section>
      <LetterLacking {...p} />
      <ChangesPanel path={pathOf(request)} changes={p.changes} />
      <div class="grid side mt-4">
        <aside class="grid no-print">
          <Steps {...p} />
          <LettersPanel {...p} />
          <CopiesPanel {...p} />
          {p.publicAnswer && <AnswerPanel number={request.number} stage={p.publicAnswer.stage} shownAs={p.publicAnswer.number} />}
        </aside>
        <div class="grid">
          <ApplicantPanel {...p} />
          <section class="panel">
            <h2>申请内容</h2>
            <p>{request.subject}</p>
            {state.fromCase && (
              <p class="muted">
                由上报 <a href={`/cases/${state.fromCase}`}>{state.fromCase}</a> 转来，上报人自己提出了申请
              </p>
            )}
            {p.files.length > 0 && <Files {...p} />}
            {p.viewer.role === 'information-officer' && request.erasedOn === null && (
              <p class="mt-3 no-print">
                <a href={`/staff/requests/${request.number}/redactions`}>区分处理：遮盖不公开的部分，生成可以交出的副本</a>
              </p>
            )}
          </section>
          <EarlierRequests {...p} />
          {state.draft && (
            <section class="panel">
              <h2>答复稿：{DECISIONS[state.draft.decision].short}</h2>
              {state.draft.text
                .split('\n')
                .filter(Boolean)
                .map((line) => (
                  <p class="mt-2">{line}</p>
                ))}
              <p class="mt-3 no-print">
                <a href={`/staff/requests/${request.number}/versions?of=draft`}>各稿对照</a>
              </p>
            </section>
          )}
          {state.sentBack && (
            <section class="panel">
              <h2>退回修改</h2>
              <p>{state.sentBack}</p>
            </section>
          )}
          <Circulation {...p} />
          <Consultations {...p} />
          <FeePanel {...p} />
          <Deliveries {...p} />
          <RemediesOf remedies={p.remedies} />
          <section class="panel">
            <h2>期限台账</h2>
            <div class="grid ledger">
              <div>
                <DeadlineCalendar {...view} />
              </div>
              <div>
                <Facts {...p} />
                <DeadlineKey />
              </div>
            </div>
            <div class="mt-4">
              <DeadlineSpans clock={clock} today={today} />
            </div>
          </section>
          <section class="panel">
            <h2>经过</h2>
            <ol class="timeline">{staffTimeline(request)}</ol>
          </section>
        </div>
      </div>
    </ConsolePage>
  )
}

/** One form at a time: the one asked for, the one refused, or the only one there is. */
const Steps = (p: StaffRequestProps) => {
  const at = { today: p.today, calendar: p.calendar }
  const all = STEPS.filter((step) => rowOf(p.request.state.stage, step) && (step !== 'correctReceipt' || p.request.channel !== 'online')).map((step) => ({
    step,
    closed: closedBecause(p.request.state, step, p.viewer.role, at),
  }))
  const open = all.filter(({ closed }) => !closed)
  const shut = all.filter(({ closed }) => closed && closed.refused !== 'not-yours')
  const steps = open.map(({ step }) => step)
  return (
    <>
      <StepList
        typed={p.refused}
        path={`/staff/requests/${p.request.number}`}
        steps={steps}
        chosen={chosenOf(p.refused?.step, p.step, steps)}
        names={stepName}
        empty="这一环节没有您要办的。"
        form={(step) => <StepForm {...p} step={step} />}
      />
      {p.request.state.stage !== 'concluded' && shut.length > 0 && (
        <section class="panel">
          <h2>现在不能办</h2>
          {shut.map(
            ({ step, closed }) =>
              isRefusal(closed) && (
                <p class="cant">
                  <b>{stepName[step]}</b>
                  <span>
                    {closed.because}
                    {closed.law && `。${closed.law}`}
                  </span>
                </p>
              ),
          )}
        </section>
      )}
    </>
  )
}

const StepForm = (p: StaffRequestProps & { step: Step }) => {
  const refused = p.refused?.step === p.step ? p.refused : undefined
  return (
    <form action={`/staff/requests/${p.request.number}/${p.step}`} method="post">
      <input type="hidden" name="version" value={p.request.version} />
      {refused && <p class="error">{refused.because.because}</p>}
      <StepFields {...p} values={refused?.values ?? {}} />
      <p class="row mt-3">
        <button class="button">{stepName[p.step]}</button>
      </p>
    </form>
  )
}

const ApplicantPanel = ({ request, applicant }: StaffRequestProps) => (
  <section class="panel">
    <h2>申请人</h2>
    {applicant ? (
      <dl class="facts tight">
        <dt>{applicantKindName[request.applicantKind]}</dt>
        <dd>
          {applicant.name}
          {applicant.contact && `（联系人 ${applicant.contact}）`}
        </dd>
        <dt>身份证明</dt>
        <dd>{applicant.identity}</dd>
        <dt>电话</dt>
        <dd>{applicant.phone}</dd>
        <dt>邮箱</dt>
        <dd>{applicant.email || '—'}</dd>
        <dt>地址</dt>
        <dd>{applicant.address || '—'}</dd>
      </dl>
    ) : (
      <>
        <p>
          {applicantKindName[request.applicantKind]}　{request.applicantMasked}　<span class="muted">证件、电话、邮箱和地址已加密</span>
        </p>
        <form method="post" action={`/staff/requests/${request.number}/unmask`} class="row mt-2">
          <label for="why">查看完整信息的用途</label>
          <input class="input short" id="why" name="why" required />
          <button class="button plain">查看完整（留痕）</button>
        </form>
      </>
    )}
  </section>
)

const Files = ({ request, files }: StaffRequestProps) => (
  <ul class="files mt-3">
    {files.map((file) => (
      <li>
        <FileIcon />
        <div>
          <a href={`/staff/requests/${request.number}/files/${file.id}`}>{file.name}</a>
          <br />
          <span class="muted">{inBytes(file.size)}</span>
        </div>
      </li>
    ))}
  </ul>
)

const Facts = ({ request, clock, calendar }: StaffRequestProps) => {
  const { state } = request
  return (
    <dl class="facts tight">
      <dt>收到</dt>
      <dd>
        {inShortChinese(state.receivedOn)}，{receiptRule[request.channel].which}
        <br />
        <span class="muted">
          {receiptRule[request.channel].law}。凭据：{request.evidence}
        </span>
      </dd>
      {request.arrivedOn !== state.receivedOn && (
        <>
          <dt>到达</dt>
          <dd>{inShortChinese(request.arrivedOn)}</dd>
        </>
      )}
      {state.amendment && (
        <>
          <dt>补正</dt>
          <dd>
            {inShortChinese(state.amendment.askedOn)}告知，
            {state.amendment.answeredOn ? `${inShortChinese(state.amendment.answeredOn)}收到，期限重新起算` : `限 ${inShortChinese(state.amendment.dueOn)} 前`}
            <br />
            <span class="muted">条例第三十条</span>
          </dd>
        </>
      )}
      {state.extendedBy > 0 && (
        <>
          <dt>延期</dt>
          <dd>
            加 {state.extendedBy} 个工作日
            <br />
            <span class="muted">条例第三十三条第二款</span>
          </dd>
        </>
      )}
      <dt>到期日</dt>
      <dd>
        <strong>
          {inShortChinese(clock.due)}，第 {clock.ledger.at(-1)?.dayNumber} 个工作日
        </strong>
      </dd>
      <dt>日历</dt>
      <dd>第 {calendar.version} 版</dd>
    </dl>
  )
}
