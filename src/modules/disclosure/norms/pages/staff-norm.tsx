import { inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import type { Refusal } from '../../../../kernel/refusal.ts'
import { ErrorSummary, type Values } from '../../../../ui/form.tsx'
import { raw } from '../../../../ui/jsx-runtime.ts'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { chosenOf, StepList } from '../../../../ui/steps.tsx'
import { validityName } from '../../lifecycle.ts'
import type { Kinship, Relative } from '../family.ts'
import { NORM_STEPS, type NormStep, normRowOf, normStageName, normStepName } from '../lifecycle.ts'
import { type NormEvent, originName, relationName, reviewName } from '../norm.ts'
import { type Known, type NormBy, normClosedBecause } from '../steps.ts'
import type { Norm, Series } from '../store.ts'
import type { Standing } from '../validity.ts'
import { ConsultationPanel, CirculationPanel, type Comments } from './panels.tsx'
import { FamilyTree } from './family.tsx'
import { NormFields } from './fields.tsx'
import { RULES } from '../../rules.ts'
import { LeftOut } from '../../pages/staff-files.tsx'

export type StaffNormProps = ConsoleFrame & {
  norm: Norm
  known: Known
  by: NormBy
  shortest: PlainDate
  standing: Standing | null
  /** The last of the twenty working days from its issue; null before. */
  owed: PlainDate | null
  departments: readonly string[]
  series: readonly Series[]
  family: { relatives: readonly Relative[]; kinships: readonly Kinship[] }
  comments: Comments
  step?: NormStep
  refused?: { readonly step: NormStep | 'weigh'; readonly because: Refusal; readonly values: Values }
}

/** `/staff/norms/:number`: the words in work, what was said of them, what happened, and the steps this person may take. */
export const StaffNormPage = (p: StaffNormProps) => {
  const { state } = p.norm
  return (
    <ConsolePage {...p} title={`规范性文件 ${p.norm.number}`}>
      {p.refused && (
        <ErrorSummary errors={{ [`step-${p.refused.step}`]: p.refused.because.because + (p.refused.because.law ? `（${p.refused.because.law}）` : '') }} />
      )}
      <section class="panel">
        <p class="row tight">
          <strong class="big">{state.content.title}</strong>
          <span class="badge">{normStageName[state.stage]}</span>
          {p.standing && <span class={p.standing.validity === 'valid' ? 'badge' : 'badge grey'}>{validityName[p.standing.validity]}</span>}
        </p>
        <p class="muted">
          {originName[state.origin]}
          {state.issue && ` · ${state.issue.documentNumber}`}
          {state.item && (
            <>
              {' '}
              · <a href={`/staff/disclosure/${state.item}`}>信息 {state.item}</a>
            </>
          )}
          {state.consultation && (
            <>
              {' '}
              · <a href={`/disclosure/consultations/${p.norm.number}`}>公众看到的征求意见页</a>
            </>
          )}
        </p>
        {state.sentBack && <p class="notice mt-3">退回修改：{state.sentBack}</p>}
        {p.owed && state.item === null && (
          <p class="notice mt-3">
            已经印发，最迟{inChinese(p.owed)}公开（{RULES.item.law}），还没有送主动公开。
          </p>
        )}
        {state.issue && (
          <p class="muted">
            解读：{state.interpretation === null ? '还没有决定' : state.interpretation.needed ? '要解读' : `不用解读（${state.interpretation.reason}）`}
          </p>
        )}
        {p.standing?.because && (
          <p class="notice mt-3">
            自{inChinese(p.standing.because.from)}起{validityName[p.standing.validity]}：{p.standing.because.reason}
          </p>
        )}
      </section>
      <div class="grid side mt-4">
        <aside class="grid no-print">
          <Steps {...p} />
        </aside>
        <div class="grid">
          {state.circulation && <CirculationPanel circulation={state.circulation} />}
          {state.consultation && <ConsultationPanel {...p} consultation={state.consultation} />}
          <section class="panel">
            <h2>正文</h2>
            <Facts {...p} />
            {state.content.left && <LeftOut left={state.content.left} />}
            <div class="prose mt-4">{raw(state.content.html)}</div>
          </section>
          <section class="panel">
            <h2>来龙去脉</h2>
            <FamilyTree {...p.family} self={`norm ${p.norm.id}`} />
          </section>
          <section class="panel">
            <h2>经过</h2>
            <ol class="timeline">
              {p.norm.events.map(({ at, by, fact }) => (
                <li>
                  <time datetime={at.toISOString()}>{inChinese(fact.on)}</time>
                  <h3>
                    {headOf(fact)}　{by}
                  </h3>
                  {saidIn(fact).map((line) => (
                    <p>{line}</p>
                  ))}
                </li>
              ))}
            </ol>
          </section>
        </div>
      </div>
    </ConsolePage>
  )
}

const Facts = ({ norm: { state } }: StaffNormProps) => (
  <dl class="facts tight">
    {(
      [
        ['内容概述', state.content.summary],
        ['起草说明', state.content.note],
        ['制定机关', state.content.issuer],
        ['主题分类', state.content.subject],
        ['来文字号', state.content.reference],
        ['草案的保密审查', state.clearance ? `${state.clearance.opinion}。依据：${state.clearance.grounds}（${state.clearance.by}）` : ''],
        ['不公开征求意见', state.waived ? `${state.waived.reason}（${state.waived.by}）` : ''],
        ['合法性审核', state.legality ? `${state.legality.opinion}。依据：${state.legality.grounds}（${state.legality.by}）` : ''],
        ['集体审议', state.decided ? `${inChinese(state.decided.on)}，${state.decided.meeting}` : ''],
        ['施行日期', state.issue?.effectiveOn ?? ''],
        ['有效期至', state.issue ? (state.issue.validUntil ?? '没有写明') : ''],
      ] as const
    )
      .filter(([, words]) => words !== '')
      .map(([name, words]) => (
        <>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </>
      ))}
  </dl>
)

/** What happened; what a later document did to this one is told by what it did. */
const headOf = (fact: NormEvent): string =>
  fact.step === 'receive' ? originName[fact.origin] : fact.step === 'end' ? validityName[fact.ending.kind] : normStepName[fact.step]

/** What was written down at a step. */
function saidIn(fact: NormEvent): readonly string[] {
  switch (fact.step) {
    case 'relate':
    case 'unrelate':
      return [`${relationName[fact.relation.kind]}：${fact.relation.norm ?? fact.relation.item ?? fact.relation.words}`]
    case 'circulate':
      return [`分送${fact.units.join('、')}，到${inChinese(fact.dueOn)}`, fact.ask]
    case 'opine':
      return [`${fact.unit}：${fact.opinion}${fact.objects ? '（有不同意见）' : ''}`]
    case 'openConsultation':
      return [`到${inChinese(fact.until)}`, ...(fact.clearance ? [`保密审查：${fact.clearance}`] : [])]
    case 'prolong':
      return [`到${inChinese(fact.until)}`, fact.reason]
    case 'closeConsultation':
      return [`收到意见 ${fact.comments} 条`]
    case 'answer':
      return [fact.words]
    case 'clear':
      return [`审查意见：${fact.opinion}`, `依据：${fact.grounds}`]
    case 'passLegality':
      return [`审核意见：${fact.opinion}`, `依据：${fact.grounds}`]
    case 'decide':
      return [`${fact.meeting}（${inChinese(fact.decidedOn)}）`]
    case 'assignNumber':
      return [fact.issue.documentNumber]
    case 'toRoad':
      return [`信息 ${fact.item}`]
    case 'prolongValidity':
      return [`到${inChinese(fact.validUntil)}`, fact.reason]
    case 'review':
      return [`${fact.round} 年清理：${reviewName[fact.decision]}`, fact.reason]
    case 'end':
      return [`自${inChinese(fact.ending.from)}起`, fact.ending.reason]
    default:
      return 'reason' in fact ? [fact.reason] : []
  }
}

/** One form at a time: the one asked for, the one refused, or the only one there is; what of this stage is closed says why. */
const Steps = (p: StaffNormProps) => {
  const { state, number } = p.norm
  // A decision of a clean-up is taken in its round, among the others.
  const here = NORM_STEPS.filter((step) => normRowOf(state.stage, step) && step !== 'review' && (step !== 'unrelate' || state.relations.length > 0))
  const all = here.map((step) => ({ step, closed: normClosedBecause(state, step, p.by, p.known) }))
  const steps = all.filter(({ closed }) => !closed).map(({ step }) => step)
  const isOffered = (step: NormStep): boolean => normRowOf(state.stage, step)?.by.includes(p.by.actor) === true
  const others = here.filter((step) => !isOffered(step))
  const path = `/staff/norms/${number}`
  const refused = p.refused?.step === 'weigh' ? undefined : p.refused?.step
  return (
    <StepList
      typed={p.refused}
      path={path}
      steps={steps}
      chosen={chosenOf(refused, p.step, steps)}
      names={normStepName}
      empty="这一环节没有您要办的。"
      form={(step) => <StepForm {...p} step={step} />}
      pageOf={(step) => (step === 'edit' ? `${path}/edit` : undefined)}
    >
      {all.map(
        ({ step, closed }) =>
          closed &&
          isOffered(step) && (
            <p class="cant">
              <b>{normStepName[step]}</b>
              <span>
                {closed.because}
                {closed.law && `（${closed.law}）`}
              </span>
            </p>
          ),
      )}
      {others.length > 0 && (
        <p class="cant">
          <b>其他岗位办理</b>
          <span>{others.map((step) => normStepName[step]).join('、')}</span>
        </p>
      )}
    </StepList>
  )
}

const StepForm = (p: StaffNormProps & { step: NormStep }) => {
  const refused = p.refused?.step === p.step ? p.refused : undefined
  return (
    <form action={`/staff/norms/${p.norm.number}/${p.step}`} method="post">
      <input type="hidden" name="version" value={p.norm.version} />
      {refused && <p class="error">{refused.because.because}</p>}
      <NormFields {...p} today={p.known.today} values={refused?.values ?? {}} />
      <p class="row mt-3">
        <button class="button">{normStepName[p.step]}</button>
      </p>
    </form>
  )
}
