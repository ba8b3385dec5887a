import { ErrorSummary } from '../../../../ui/form.tsx'
import type { Photo } from '../../../photos/index.ts'
import { limitText } from '../../../standards/index.ts'
import { channelName } from '../../kinds.ts'
import { spanText } from '../../light.ts'
import { stageName, stepName } from '../../lifecycle.ts'
import { momentText } from '../../moment-text.ts'
import { type Goal, GOALS, stepsTo } from '../carry.ts'
import { ConditionChoice, UnitChoice } from './choices.tsx'
import { Otherwise, Part } from './otherwise.tsx'
import type { ChosenProps, RefusedHere } from './props.ts'

/** The case in hand: what was reported, what the desk proposes and why, and the steps it may take now. */
export const ChosenCase = (p: ChosenProps) => (
  <div class="grid" id="chosen">
    {p.refused && !isOther(p.refused.step) && <WhyNot {...p.refused} />}
    <Told {...p} />
    <Decide {...p} />
    <Otherwise {...p} />
  </div>
)

const isOther = (step: RefusedHere['step']): step is 'merge' | 'transfer' => step === 'merge' || step === 'transfer'
const WhyNot = ({ step, done, because }: RefusedHere) => (
  <ErrorSummary errors={{ [step === 'accept' ? 'condition' : 'unit']: `${done.map((one) => `已${stepName[one]}，`).join('')}${because.because}` }} />
)

const Told = ({ chosen: { one, photos, draft }, names, now }: ChosenProps) => {
  const { row, state } = one
  const back = state.stage === 'returned' ? state.returns.at(-1) : undefined
  const had = state.tenure?.from
  return (
    <section class="panel">
      <h2>{state.released?.title ?? names.tile(row.tile)}</h2>
      <dl class="facts tight">
        <dt>编号</dt>
        <dd>
          <a class="nowrap" href={`/staff/cases/${one.number}`}>
            {one.number}
          </a>{' '}
          <span class="badge">{stageName[state.stage]}</span>
        </dd>
        <dt>上报</dt>
        <dd>
          {momentText(state.reportedAt, now)}，{channelName[row.channel]}
          {one.coReports > 0 && `，另有 ${one.coReports} 人上报`}
        </dd>
        <dt>说明</dt>
        <dd>{row.description || '没有写'}</dd>
        <dt>位置</dt>
        <dd>
          {[row.street_code && names.street(row.street_code), state.released?.place ?? (row.address || '没有写地址')].filter(Boolean).join(' · ')}
          {row.grid_code && `，网格 ${row.grid_code}`}
        </dd>
        {state.siteCheck && (
          <>
            <dt>核实</dt>
            <dd>
              {state.siteCheck.found ? '情况属实' : '没有发现所报的问题'}：{state.siteCheck.note}
            </dd>
          </>
        )}
        {back && (
          <>
            <dt>回退</dt>
            <dd>
              {back.unit?.name}：{back.reason}
              {had && `（在它手里 ${spanText(back.at.getTime() - had.getTime())}）`}
            </dd>
          </>
        )}
        {state.filing && (
          <>
            <dt>立案条件</dt>
            <dd>
              {names.category(state.filing.category)}：{state.filing.text}
            </dd>
            <dt>处置时限</dt>
            <dd>
              <strong>{limitText(state.filing.limit)}</strong>
              {draft.dueAt && `，现在派遣，到${momentText(draft.dueAt, now)}`}
            </dd>
            <dt>结案条件</dt>
            <dd>{state.filing.closing}</dd>
          </>
        )}
      </dl>
      <Thumbs number={one.number} photos={photos} />
    </section>
  )
}

const Thumbs = ({ number, photos }: { number: string; photos: readonly Photo[] }) =>
  photos.length === 0 ? null : (
    <div class="thumbs mt-2">
      {photos.map((photo, i) =>
        photo.state === 'ready' ? (
          <a href={`/staff/cases/${number}/photos/${photo.id}/full-${photo.fullSha256}.jpg`}>
            <img src={`/staff/cases/${number}/photos/${photo.id}/thumb-${photo.thumbSha256}.jpg`} alt={photo.alt || `上报照片第 ${i + 1} 张`} />
          </a>
        ) : (
          <span class="muted">第 {i + 1} 张还在处理</span>
        ),
      )}
    </div>
  )

const KEY: Readonly<Record<Goal, string>> = { accept: 'a', file: 'f', dispatch: 'd' }

/** One form with a button for every step this person may go as far as; the furthest stands first. */
const Decide = (p: ChosenProps) => {
  const { one, draft, next } = p.chosen
  const goals = GOALS.filter((goal) => stepsTo(one.state.stage, goal).length > 0 && (goal !== 'dispatch' || p.viewer.role === 'dispatcher')).toReversed()
  if (goals.length === 0) return null
  const refused = p.refused && isOther(p.refused.step) ? undefined : p.refused
  const values = { ...draft.values, ...refused?.values }
  return (
    <form class="panel" method="post" action={`/staff/dispatch/${one.number}`} id="decide">
      <h2>{one.state.stage === 'reported' ? '立什么案' : p.viewer.role === 'dispatcher' ? '派给谁' : '下一步'}</h2>
      <input type="hidden" name="version" value={one.version} />
      <input type="hidden" name="next" value={next} />
      <Part asked={p.asked} />
      {one.state.stage === 'reported' ? (
        <ConditionChoice draft={draft} values={values} names={p.names} now={p.now} />
      ) : (
        p.viewer.role === 'dispatcher' && <UnitChoice draft={draft} values={values} units={p.units} />
      )}
      <div class="row mt-3">
        {goals.map((goal, i) => (
          <button class={i === 0 ? 'button' : 'button plain'} name="go" value={goal} data-key={KEY[goal]}>
            {stepsTo(one.state.stage, goal)
              .map((step) => stepName[step])
              .join('、')}
            <kbd>{KEY[goal]}</kbd>
          </button>
        ))}
      </div>
      <p class="hint">办完自动打开下一件</p>
    </form>
  )
}
