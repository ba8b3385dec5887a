import type { Words } from '../../../letters/index.ts'
import { beijingDay, beijingTime, inChinese, inShortChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import type { Refusal } from '../../../../kernel/refusal.ts'
import { ErrorSummary, FileField, FileIcon, type Values } from '../../../../ui/form.tsx'
import { LightMark } from '../../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { chosenOf, StepList } from '../../../../ui/steps.tsx'
import { type Calendar, type Clock, DeadlineCalendar, DeadlineSpans, ProvisionalNote } from '../../../calendar/index.ts'
import { LetterLacking, LettersPanel } from '../../pages/request-panels.tsx'
import { ChangesPanel } from '../../versions/pages/versions.tsx'
import { answerClock, decisionClock, dueOf, redoClock, remedyLight, remedyLightName, wasLate } from '../clock.ts'
import { ENDINGS, procedureName, remedyResultName, remedyRouteName } from '../kinds.ts'
import { REMEDY_STEPS, type RemedyStep, remedyEventName, remedyRowOf, remedyStageName, remedyStepName } from '../lifecycle.ts'
import { isSuspended, resultOf } from '../remedy.ts'
import { remedyClosedBecause } from '../steps.ts'
import type { RemedyFile } from '../store.ts'
import { CopiesPanel } from '../../copies/pages/panels.tsx'
import { type AnewOf, Redone } from './redo.tsx'
import { RemedyFields } from './step-fields.tsx'

export type RemedyFileProps = ConsoleFrame & {
  remedy: RemedyFile
  /** The 诉讼 that follow it. */
  following: readonly { readonly id: number }[]
  today: PlainDate
  amberOn: PlainDate
  calendar: Calendar
  formKey: string
  agencyName: string
  words?: Words | undefined
  anew: AnewOf | null
  step?: RemedyStep | undefined
  refused?: { readonly step: RemedyStep; readonly because: Refusal; readonly values: Values; readonly files: readonly string[] }
}

const pathOf = ({ remedy }: RemedyFileProps): string => `/staff/remedies/${remedy.id}`
export const whyOf = ({ because, law }: Refusal): string => (law ? `${because}（${law}）` : because)

/** `/staff/remedies/:id`: one 复议 or 诉讼 on one page, with its clocks and the steps this person may take. */
export const RemedyFilePage = (p: RemedyFileProps) => {
  const { state } = p.remedy
  const due = dueOf(state, p.today, p.calendar)
  const light = remedyLight({ dueOn: due?.due ?? null, closed: state.ended !== null }, p.today, p.amberOn)
  return (
    <ConsolePage {...p} title={`${remedyRouteName[state.route]}${state.caseNumber ? `：${state.caseNumber}` : ''}`}>
      {p.refused && <ErrorSummary errors={{ [`step-${p.refused.step}`]: whyOf(p.refused.because) }} />}
      <p>
        <a href="/staff/remedies">回到复议和诉讼</a>
      </p>
      <section class="panel mt-3">
        <p class="row tight">
          <strong class="big">{remedyStageName[state.stage]}</strong>
          {isSuspended(state) && <span class="badge">中止</span>}
          <LightMark light={light} word={due ? `${remedyLightName[light]}，${inChinese(due.due)}前办` : remedyLightName[light]} />
        </p>
        {due && <ProvisionalNote clock={due} />}
      </section>
      {p.anew && <LetterLacking {...p.anew} viewer={p.viewer} />}
      {p.anew && <ChangesPanel path={pathOf(p)} changes={p.anew.changes} />}
      <div class="grid side mt-4">
        <aside class="grid no-print">
          <Steps {...p} />
          {p.anew && <LettersPanel {...p.anew} viewer={p.viewer} />}
          {p.anew && <CopiesPanel {...p.anew} viewer={p.viewer} />}
        </aside>
        <div class="grid">
          <Facts {...p} />
          <Redone state={state} today={p.today} calendar={p.calendar} />
          <ClockPanel title="本机关答复的期限" clock={answerClock(state, p.today, p.calendar)} today={p.today} />
          <ClockPanel title="重新答复的期限" clock={redoClock(state, p.today, p.calendar)} today={p.today} />
          <Life {...p} />
        </div>
      </div>
    </ConsolePage>
  )
}

/** One form at a time; what cannot be done says why. */
const Steps = (p: RemedyFileProps) => {
  const { role } = p.viewer
  const all = REMEDY_STEPS.map((step) => ({ step, closed: remedyClosedBecause(p.remedy.state, step, role) }))
  const open = all.filter(({ closed }) => !closed).map(({ step }) => step)
  const shut = all.filter(({ step, closed }) => closed?.refused !== 'not-yours' && closed && remedyRowOf(p.remedy.state.stage, step))
  return (
    <>
      <StepList
        typed={p.refused}
        path={pathOf(p)}
        steps={open}
        chosen={chosenOf(p.refused?.step, p.step, open)}
        names={remedyStepName}
        empty={role === 'information-officer' ? '这一环节没有要办的。' : '这一环节没有您要办的，您可以查看。'}
        form={(step) => <StepForm {...p} step={step} />}
      />
      {shut.length > 0 && (
        <section class="panel">
          <h2>现在不能办</h2>
          {shut.map(
            ({ step, closed }) =>
              closed && (
                <p class="cant">
                  <b>{remedyStepName[step]}</b>
                  <span>{whyOf(closed)}</span>
                </p>
              ),
          )}
        </section>
      )}
    </>
  )
}

const TAKES_FILES: readonly RemedyStep[] = ['receiveCopy', 'answer', 'supplement', 'end', 'orderRedo', 'hearThird', 'sendRedo', 'confirmRedo', 'failRedo']
const StepForm = (p: RemedyFileProps & { step: RemedyStep }) => {
  const refused = p.refused?.step === p.step ? p.refused : undefined
  const takesFiles = TAKES_FILES.includes(p.step)
  return (
    <form method="post" action={`${pathOf(p)}/${p.step}`} enctype={takesFiles ? 'multipart/form-data' : null}>
      <input type="hidden" name="version" value={p.remedy.version} />
      <input type="hidden" name="key" value={p.formKey} />
      {refused && <p class="error">{whyOf(refused.because)}</p>}
      <RemedyFields
        {...{ state: p.remedy.state, step: p.step, today: p.today, anew: p.anew, agencyName: p.agencyName, words: p.words }}
        values={refused?.values ?? {}}
      />
      {takesFiles && (
        <FileField
          id={`${p.step}-files`}
          name="files"
          label="附件"
          multiple
          errors={{}}
          hint={refused && refused.files.length > 0 ? `已经收到：${refused.files.join('、')}` : undefined}
          optional
        />
      )}
      <p class="row mt-3">
        <button class="button">{remedyStepName[p.step]}</button>
      </p>
    </form>
  )
}

const Facts = (p: RemedyFileProps) => {
  const { state } = p.remedy
  const decision = decisionClock(state, p.today, p.calendar)
  const result = resultOf(state)
  return (
    <section class="panel">
      <h2>案情</h2>
      <dl class="facts tight">
        <dt>申请</dt>
        <dd>{state.requestNumber ? <a href={`/staff/requests/${state.requestNumber}`}>{state.requestNumber}</a> : '与某件申请无关'}</dd>
        <dt>复议机关或者法院</dt>
        <dd>{state.authority || '没有登记'}</dd>
        <dt>程序</dt>
        <dd>{procedureName[state.procedure]}</dd>
        <dt>受理</dt>
        <dd>{inChinese(state.acceptedOn)}</dd>
        {state.follows !== null && (
          <>
            <dt>接着的复议</dt>
            <dd>
              <a href={`/staff/remedies/${state.follows}`}>复议第 {state.follows} 号登记</a>
            </dd>
          </>
        )}
        {p.following.map(({ id }) => (
          <>
            <dt>复议后起诉</dt>
            <dd>
              <a href={`/staff/remedies/${id}`}>诉讼第 {id} 号登记</a>
            </dd>
          </>
        ))}
        {decision && !state.ended && (
          <>
            <dt>复议机关应作出决定</dt>
            <dd>
              {inChinese(decision.due)}前{state.extendedBy > 0 && `（已延长 ${state.extendedBy} 日）`}
            </dd>
          </>
        )}
        {state.answered && (
          <>
            <dt>本机关答复</dt>
            <dd>
              {inChinese(state.answered.on)}
              {wasLate(state.answered.on, answerClock(state, p.today, p.calendar)) && '（超过期限）'}，{state.answered.evidence}
            </dd>
          </>
        )}
        {state.ended && result && (
          <>
            <dt>结果</dt>
            <dd>
              {`${remedyResultName[result]}（${inChinese(state.ended.on)}）：${ENDINGS[state.ended.ending].name}`}
              <br />
              <span class="muted">
                年报表四计入“{remedyResultName[result]}”。{ENDINGS[state.ended.ending].law}
              </span>
              {state.ended.words && (
                <>
                  <br />
                  {state.ended.words}
                </>
              )}
            </dd>
          </>
        )}
        {state.note && (
          <>
            <dt>备注</dt>
            <dd>{state.note}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

const ClockPanel = ({ title, clock, today }: { title: string; clock: Clock | null; today: PlainDate }) =>
  clock && (
    <section class="panel">
      <h2>
        {title}：{inChinese(clock.due)}
      </h2>
      <div class="mt-2">
        <DeadlineCalendar clock={clock} today={today} />
      </div>
      <p class="key mt-3">
        <span>粗体数：计入的第几日</span>
        <span>休、节名：不计</span>
        <span>红框：最后一日</span>
      </p>
      <div class="mt-4">
        <DeadlineSpans clock={clock} today={today} />
      </div>
    </section>
  )

const Life = ({ remedy }: RemedyFileProps) => (
  <section class="panel">
    <h2>经过</h2>
    <ol class="timeline">
      {remedy.events.map(({ at, by, fact, article }) => (
        <li>
          <h3>
            {remedyEventName[fact.step]}，{inShortChinese(fact.on)}
          </h3>
          <p class="muted">{`${inShortChinese(beijingDay(at))} ${beijingTime(at).slice(0, 5)} ${by}登记。${article}`}</p>
          {['evidence', 'words', 'reason', 'opinion'].map((name) => {
            const said = (fact as Readonly<Record<string, unknown>>)[name]
            return typeof said === 'string' && said !== '' && <p>{said}</p>
          })}
          {fact.files && (
            <ul class="files">
              {fact.files.map(({ id, name }) => (
                <li>
                  <FileIcon />
                  <a href={`/staff/remedies/${remedy.id}/files/${id}`}>{name}</a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  </section>
)
