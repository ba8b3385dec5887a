import { roleName, ROLES } from '../../../kernel/viewer.ts'
import { ErrorSummary } from '../../../ui/form.tsx'
import { LightMark } from '../../../ui/light.tsx'
import { ConsolePage } from '../../../ui/page.tsx'
import { chosenOf, StepList } from '../../../ui/steps.tsx'
import { channelName, placeSourceName } from '../kinds.ts'
import { caseLight, spanText } from '../light.ts'
import { isOver, type Step, stageName, stepName } from '../lifecycle.ts'
import { momentText } from '../moment-text.ts'
import { FAILED_ROUNDS } from '../settings.ts'
import { PromisePanel } from './case-body.tsx'
import type { DeskCaseProps } from './desk-props.ts'
import { DeskPhotos } from './desk-photos.tsx'
import { AskReporter } from './desk-reporter.tsx'
import { StepFields } from './desk-steps.tsx'

/** `/staff/cases/:number`: the whole case, and a form for every step this person may take. */
export const DeskCasePage = (p: DeskCaseProps) => {
  const { row, state } = p.one
  const light = caseLight(
    {
      stage: state.stage,
      givenAt: state.tenure?.from ?? null,
      dueAt: row.due_at === null ? null : new Date(row.due_at),
      handledAt: state.handledAt,
      onTime: row.on_time,
      suspended: state.suspendedUntil !== null,
    },
    p.now,
  )
  return (
    <ConsolePage {...p} title={`案件 ${p.one.number}`}>
      {p.refused && <ErrorSummary errors={{ [`step-${p.refused.step}`]: p.refused.because.because }} />}
      {p.refusedPhoto && <ErrorSummary errors={{ [`photo-${p.refusedPhoto.id}`]: p.refusedPhoto.because }} />}
      <section class="panel">
        <p class="row tight">
          <strong class="big">{state.released?.title ?? p.names.tile(row.tile)}</strong>
          <span class="badge">{stageName[state.stage]}</span>
          {light && <LightMark light={light.light} word={light.word} />}
        </p>
        <p class="muted">
          {[
            state.filing && p.names.category(state.filing.category),
            row.street_code && p.names.street(row.street_code),
            state.released?.place ?? row.address,
            state.tenure?.unit.name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p class="mt-2">{row.shown === 'full' ? <a href={`/cases/${p.one.number}`}>公众看到的页面</a> : <span class="muted">公众现在只看到编号和环节</span>}</p>
      </section>
      {row.failed >= FAILED_ROUNDS && !isOver(state.stage) && (
        <p class="notice soon mt-4">
          <span>
            三核未通过，已提请领导督办，并列入<a href="/cases/three-fail">三核未通过公示</a>。
          </span>
        </p>
      )}
      <div class="grid side mt-4">
        <aside class="grid no-print">
          <Steps {...p} />
        </aside>
        <div class="grid">
          <ReportPanel {...p} />
          <DeskPhotos {...p} />
          {p.view && <PromisePanel {...p.view} />}
          <Suspects {...p} />
          <Nearby {...p} />
          <History {...p} />
        </div>
      </div>
    </ConsolePage>
  )
}

/** One form at a time: the one asked for, the one refused, or the only one there is. */
const Steps = (p: DeskCaseProps) => {
  const chosen = chosenOf(p.refused?.step, p.step, p.steps)
  return (
    <StepList
      typed={p.refused}
      path={`/staff/cases/${p.one.number}`}
      steps={p.steps}
      chosen={chosen}
      names={stepName}
      empty={`“${stageName[p.one.state.stage]}”这一环节没有您要办的。`}
      form={(step) => <StepForm {...p} step={step} />}
    />
  )
}

const StepForm = (p: DeskCaseProps & { step: Step }) => {
  const refused = p.refused?.step === p.step ? p.refused : undefined
  return (
    <form action={`/staff/cases/${p.one.number}/${p.step}`} method="post" enctype="multipart/form-data">
      <input type="hidden" name="version" value={p.one.version} />
      <input type="hidden" name="form" value={p.form} />
      {refused && <p class="error">{refused.because.because}</p>}
      <StepFields {...p} values={refused?.values ?? {}} />
      <p class="row mt-3">
        <button class="button">{stepName[p.step]}</button>
      </p>
    </form>
  )
}

const ReportPanel = ({ one: { row, state, coReports, number }, viewer, now }: DeskCaseProps) => (
  <section class="panel">
    <h2>上报的内容</h2>
    <dl class="facts tight">
      <dt>上报</dt>
      <dd>
        {momentText(state.reportedAt, now)}，{channelName[row.channel]}，{row.reporter_masked}
        {row.is_staff && '（工作人员）'}
        {coReports > 0 && `；另有 ${coReports} 人上报同一问题`}
        {row.reporter_sealed !== null && viewer.role !== 'handler' && viewer.role !== 'leader' && (
          <details class="do">
            <summary>联系上报人</summary>
            <AskReporter number={number} />
          </details>
        )}
      </dd>
      <dt>说明</dt>
      <dd>{row.description || '没有写'}</dd>
      <dt>位置</dt>
      <dd>
        {row.address || '没有写地址'}（{placeSourceName[row.place_source]}
        {row.lon !== null && row.lat !== null && `：${row.lon.toFixed(5)},${row.lat.toFixed(5)}`}
        {row.grid_code && `，网格 ${row.grid_code}`}）
        {row.lon !== null && row.lat !== null && (
          <>
            {' '}
            <a class="no-print" href={`geo:${row.lat},${row.lon}?q=${row.lat},${row.lon}`}>
              用手机地图打开
            </a>
          </>
        )}
      </dd>
      {state.parent && (
        <>
          <dt>并入</dt>
          <dd>
            <a href={`/staff/cases/${state.parent}`}>{state.parent}</a>
          </dd>
        </>
      )}
      {state.rating && (
        <>
          <dt>评价</dt>
          <dd>
            {state.rating.satisfied ? '满意' : '不满意'}
            {state.rating.reason && `：${state.rating.reason}`}
          </dd>
        </>
      )}
    </dl>
  </section>
)

const Suspects = ({ suspected }: DeskCaseProps) =>
  suspected.length === 0 ? null : (
    <section class="panel">
      <h2>可能是同一问题</h2>
      <ul>
        {suspected.map((one) => (
          <li>
            <NearLine {...one} />
            <span class="hint">{one.because.join('；')}</span>
          </li>
        ))}
      </ul>
    </section>
  )

const Nearby = ({ nearby }: DeskCaseProps) =>
  nearby.length === 0 ? null : (
    <section class="panel">
      <h2>近处同类的案件</h2>
      <ul>
        {nearby.map((near) => (
          <li>
            <NearLine {...near} />
          </li>
        ))}
      </ul>
    </section>
  )

const NearLine = ({ number, title, metres, stage, unit }: Pick<DeskCaseProps['nearby'][number], 'number' | 'title' | 'metres' | 'stage' | 'unit'>) => (
  <>
    <a href={`/staff/cases/${number}`}>{number}</a>　{title}，{metres} 米，{stageName[stage]}
    {unit && `，${unit}`}
  </>
)

/** Every event, who took it, and how long the one before had the case. */
const History = ({ one, now }: DeskCaseProps) => (
  <section class="panel">
    <h2>经过</h2>
    <ol class="timeline">
      {one.events.map((event, i) => {
        const next = one.events[i + 1]?.at ?? (one.state.closing ? null : now)
        return (
          <li>
            <time datetime={event.at.toISOString()}>{momentText(event.at, now)}</time>
            <h3>
              {event.fact.step === 'report' ? '上报' : stepName[event.fact.step]}　<span class="muted">{byOf(event)}</span>
            </h3>
            <p>{wordsIn(event.fact)}</p>
            {next && next.getTime() > event.at.getTime() && <p class="muted">此后 {spanText(next.getTime() - event.at.getTime())}</p>}
          </li>
        )
      })}
    </ol>
  </section>
)

const byOf = ({ by, role }: { by: string; role: string }): string => {
  const known = ROLES.find((one) => one === role)
  return known ? `${by}（${roleName[known]}）` : by
}
const WORDS = ['title', 'reason', 'because', 'note', 'ground', 'opinion', 'parent', 'channel', 'until'] as const
/** The words a person wrote into a step. */
function wordsIn(fact: object): string {
  const said = WORDS.flatMap((key) => {
    const value = (fact as Readonly<Record<string, unknown>>)[key]
    return typeof value === 'string' && value !== '' ? [value] : []
  })
  const unit = 'unit' in fact && typeof fact.unit === 'object' && fact.unit !== null && 'name' in fact.unit ? [String(fact.unit.name)] : []
  return [...unit, ...said].join('；')
}
