import { personalOf } from '../personal.ts'
import { inShortChinese, type PlainDate } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts'
import { ErrorSummary, type Values } from '../../../ui/form.tsx'
import { raw } from '../../../ui/jsx-runtime.ts'
import { type ConsoleFrame, ConsolePage } from '../../../ui/page.tsx'
import { chosenOf, StepList } from '../../../ui/steps.tsx'
import { type Calendar, type Clock, DeadlineCalendar, DeadlineSpans, ProvisionalNote } from '../../calendar/index.ts'
import { BookNote } from '../budgets/pages/staff-book.tsx'
import { dutyNow } from '../clock.ts'
import { findColumn } from '../columns.ts'
import { EXEMPTIONS } from '../exemptions.ts'
import { type ItemEvent, type ItemState, shownOf, sourceIndexOf } from '../item.ts'
import { eventName, STEPS, type Step, stageName, stepName, validityName } from '../lifecycle.ts'
import { RULES } from '../rules.ts'
import { accountOf } from '../person.ts'
import { closedBecause } from '../steps.ts'
import type { Item } from '../store.ts'
import { LeftOut, StaffFiles } from './staff-files.tsx'
import { StepFields } from './step-fields.tsx'
import { SlipsPanel } from '../watch/pages/slips-panel.tsx'
import type { SlipFound } from '../watch/tasks.ts'

export type StaffItemProps = ConsoleFrame & {
  item: Item
  clock: Clock
  today: PlainDate
  calendar: Calendar
  /** What of the words in work a person should look at; nothing once they are out. */
  slips: readonly SlipFound[]
  step?: Step
  refused?: { readonly step: Step; readonly because: Refusal; readonly values: Values }
}

/** `/staff/disclosure/:number`: the words in work, their clock, what happened, and the steps this person may take. */
export const StaffItemPage = (p: StaffItemProps) => {
  const { state } = p.item
  const { content } = state
  const { rule } = dutyNow(state)
  const brought = sourceIndexOf({ indexNumber: p.item.indexNumber, ...content })
  return (
    <ConsolePage {...p} title={`信息 ${p.item.number}`}>
      {p.refused && (
        <ErrorSummary errors={{ [`step-${p.refused.step}`]: p.refused.because.because + (p.refused.because.law ? `（${p.refused.because.law}）` : '') }} />
      )}
      <section class="panel">
        <p class="row tight">
          <strong class="big">{content.title}</strong>
          <span class="badge">{stageName[state.stage]}</span>
          {state.validity !== 'valid' && <span class="badge grey">{validityName[state.validity]}</span>}
        </p>
        <p class="muted">
          {findColumn(content.column)?.name} · 索引号 {p.item.indexNumber}
          {brought !== '' && ` · 来源的索引号 ${brought}`}
          {state.published.length > 0 && state.ended === null && (
            <>
              {' '}
              · <a href={`/disclosure/${p.item.number}`}>公众看到的第 {state.published.length} 稿</a> ·{' '}
              <a href={`/staff/channels/${p.item.number}`}>送到了哪里</a>
            </>
          )}
        </p>
        {content.budget && <BookNote number={p.item.number} book={content.budget} />}
        {state.discarding && (
          <p class="notice">
            {state.discarding.by}建议作废：{state.discarding.reason}。由审查人确认；是本机关信息的，退回修改或者办“不予公开”。
          </p>
        )}
        {state.proposal && (
          <p class="notice mt-3">
            {state.proposal.by}建议改为不予公开（{EXEMPTIONS[state.proposal.exemption].name}）：{state.proposal.grounds} 由签发人决定。
          </p>
        )}
        {state.sentBack && <p class="notice mt-3">退回修改：{state.sentBack}</p>}
        {state.overturned && state.stage === 'published' && (
          <p class="notice mt-3">
            决定在{inShortChinese(state.overturned.on, p.today)}被变更、撤销：{state.overturned.reason}。要在期限以内撤下，公开说明理由（{RULES.penalty.law}）。
          </p>
        )}
        {state.exemption && (
          <p class="notice mt-3">
            {EXEMPTIONS[state.exemption.key].name}（{EXEMPTIONS[state.exemption.key].law}）。{state.exemption.grounds} 下次复查：
            {inShortChinese(state.exemption.reviewOn, p.today)}
          </p>
        )}
      </section>
      <div class="grid side mt-4">
        <aside class="grid no-print">
          <Steps {...p} />
        </aside>
        <div class="grid">
          <section class="panel">
            <h2>正文</h2>
            <Facts {...p} />
            <div class="prose mt-4">{raw(content.html)}</div>
            {content.left && <LeftOut left={content.left} />}
            <StaffFiles number={p.item.number} files={content.files} />
          </section>
          <SlipsPanel slips={p.slips} />
          <section class="panel">
            <h2>期限台账</h2>
            <ProvisionalNote clock={p.clock} />
            <div class="grid ledger">
              <div>
                <DeadlineCalendar clock={p.clock} today={p.today} />
              </div>
              <dl class="facts tight">
                <dt>期限</dt>
                <dd>
                  {RULES[rule].from}之日起 {RULES[rule].days} 个{RULES[rule].unit === 'work_day' ? '工作日' : '自然日'}
                  <br />
                  <span class="muted">{RULES[rule].law}</span>
                </dd>
                <dt>最迟</dt>
                <dd>
                  <strong>{inShortChinese(p.clock.due, p.today)}</strong>
                </dd>
                <dt>日历</dt>
                <dd>第 {p.calendar.version} 版</dd>
              </dl>
            </div>
            <div class="mt-4">
              <DeadlineSpans clock={p.clock} today={p.today} />
            </div>
          </section>
          <section class="panel">
            <h2>经过</h2>
            <ol class="timeline">
              {p.item.events.map(({ seq, at, by, fact }) => (
                <li>
                  <time datetime={at.toISOString()}>{inShortChinese(fact.on, p.today)}</time>
                  <h3>
                    {eventName[fact.step]}　{by}
                  </h3>
                  {saidIn(fact).map((line) => (
                    <p key={seq}>{line}</p>
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

const Facts = ({ item: { state } }: StaffItemProps) => (
  <dl class="facts tight">
    {(
      [
        ['内容概述', state.content.summary],
        ['发文机关', state.content.issuer],
        ['文号', state.content.documentNumber],
        ['主题分类', state.content.subject],
        ['成文日期', inShortChinese(state.content.formedOn)],
        ['起算日期', state.content.countedFrom ? inShortChinese(state.content.countedFrom) : ''],
        ['有效期至', state.content.validUntil ? inShortChinese(state.content.validUntil) : ''],
        ['来源', state.content.source?.name ?? ''],
        ['保密审查', state.clearance ? `${state.clearance.opinion}。依据：${state.clearance.grounds}（${state.clearance.by}）` : ''],
        ['定时发布', state.scheduledAt ? new Date(state.scheduledAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' }) : ''],
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

/** What was written down at a step. */
function saidIn(fact: ItemEvent): readonly string[] {
  switch (fact.step) {
    case 'clear':
      return [`审查意见：${fact.opinion}`, `依据：${fact.grounds}`]
    case 'askAbove':
      return [`报请${fact.of}确定：${fact.question}`]
    case 'withhold':
    case 'proposeWithholding':
      return [
        `${EXEMPTIONS[fact.exemption].name}（${EXEMPTIONS[fact.exemption].law}）`,
        `内部理由：${fact.grounds}`,
        ...(fact.publicWords ? [`公开说明：${fact.publicWords}`] : []),
        `下次复查：${inShortChinese(fact.reviewOn)}`,
      ]
    case 'keepWithheld':
      return [fact.grounds, `下次复查：${inShortChinese(fact.reviewOn)}`]
    case 'approve':
      return fact.note === '' ? [] : [fact.note]
    case 'schedule':
      return [new Date(fact.at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })]
    case 'setValidity':
      return [`${validityName[fact.validity]}。${fact.reason}`]
    default:
      return 'reason' in fact ? [fact.reason] : []
  }
}

/** One form at a time: the one asked for, the one refused, or the only one there is. */
const Steps = (p: StaffItemProps) => {
  const by = { actor: p.viewer.role, name: p.viewer.name, id: accountOf(p.viewer.id) }
  const all = STEPS.map((step) => ({ step, closed: closedBecause(p.item.state, step, by) }))
  const open = all.filter(({ closed }) => !closed)
  // Of what is closed, only what somebody of this office could hope to do here and now.
  const shut = all.filter(({ closed }) => closed && closed.refused === 'not-yours' && closed.law === '条例第十七条')
  const path = `/staff/disclosure/${p.item.number}`
  const steps = open.map(({ step }) => step)
  return (
    <StepList
      typed={p.refused}
      path={path}
      steps={steps}
      chosen={chosenOf(p.refused?.step, p.step, steps)}
      names={stepName}
      empty="这一环节没有您要办的。"
      form={(step) => <StepForm {...p} step={step} />}
      pageOf={(step) => (step === 'edit' ? `${path}/edit` : undefined)}
    >
      {shut.map(
        ({ step, closed }) =>
          isRefusal(closed) && (
            <p class="cant">
              <b>{stepName[step]}</b>
              <span>{closed.because}</span>
            </p>
          ),
      )}
    </StepList>
  )
}

/** The signer decides on what was proposed, and may word it anew. */
const proposed = ({ proposal }: ItemState, step: Step): Values =>
  proposal && step === 'withhold'
    ? { exemption: proposal.exemption, grounds: proposal.grounds, reviewOn: proposal.reviewOn, publicWords: proposal.publicWords ?? '' }
    : {}

const StepForm = (p: StaffItemProps & { step: Step }) => {
  const refused = p.refused?.step === p.step ? p.refused : undefined
  return (
    <form action={`/staff/disclosure/${p.item.number}/${p.step}`} method="post">
      <input type="hidden" name="version" value={p.item.version} />
      {refused && <p class="error">{refused.because.because}</p>}
      <StepFields
        step={p.step}
        today={p.today}
        validity={p.item.state.validity}
        isOut={shownOf(p.item.state) === 'full'}
        personal={p.step === 'clear' ? personalOf(p.item.state.content) : []}
        values={refused?.values ?? proposed(p.item.state, p.step)}
      />
      <p class="row mt-3">
        <button class="button">{stepName[p.step]}</button>
      </p>
    </form>
  )
}
