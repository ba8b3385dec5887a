import { beijingDay, beijingTime, inShortChinese } from '../../../../kernel/plain-date.ts'
import type { Refusal } from '../../../../kernel/refusal.ts'
import { ErrorSummary, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { ListFiles } from '../../../../ui/list-files.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { chosenOf, StepList } from '../../../../ui/steps.tsx'
import { type Column, DataTable, Onward } from '../../../../ui/table.tsx'
import type { PublicTitle } from '../../../disclosure/index.ts'
import type { Request } from '../../store.ts'
import { decisionWords, printed } from '../answer.ts'
import { valuesOf } from '../forms.ts'
import { ANSWER_STEPS, type AnswerStage, type AnswerStep, answerEventName, answerRowOf, answerStageName, answerStepName } from '../lifecycle.ts'
import { answerClosedBecause } from '../steps.ts'
import type { Answer, DeskAnswer, DeskPlace, Granted } from '../store.ts'
import { LinkList, paragraphs } from './public.tsx'

export type StaffAnswerProps = ConsoleFrame & {
  request: Request
  answer: Answer | null
  /** Why this request has nothing to be published. */
  unanswered: Refusal | undefined
  titles: ReadonlyMap<string, PublicTitle>
  /** Others who asked for the same. */
  others: readonly Granted[]
  formKey: string
  step?: AnswerStep | undefined
  refused?: { readonly step: AnswerStep | 'draft'; readonly because: Refusal; readonly values: Values }
}

const pathOf = ({ request }: StaffAnswerProps): string => `/staff/requests/${request.number}/answer`

/** `/staff/requests/:number/answer`: what is told of an answer, and the steps this person may take with it. */
export const StaffAnswerPage = (p: StaffAnswerProps) => {
  const { request, answer, refused } = p
  const isWriting = answer ? p.step === 'edit' || refused?.step === 'edit' : p.unanswered === undefined && p.viewer.role === 'information-officer'
  return (
    <ConsolePage {...p} title={`公开这份答复：${request.number}`}>
      {refused && (
        <ErrorSummary errors={{ [refused.step === 'draft' || refused.step === 'edit' ? 'write' : `step-${refused.step}`]: whyOf(refused.because) }} />
      )}
      <p>
        <a href={`/staff/requests/${request.number}`}>回到这件申请</a>
      </p>
      <div class="grid side mt-3">
        <aside class="grid no-print">{answer ? <Steps {...p} answer={answer} /> : <NotBegun {...p} />}</aside>
        <div class="grid">
          {p.others.length > 0 && <SameMatter {...p} />}
          {answer && <Told {...p} answer={answer} />}
          {isWriting && <WritingForm {...p} />}
          <section class="panel">
            <h2>作出的答复{request.state.conclusion && `：${decisionWords(request.state.conclusion.decision)}`}</h2>
            <p class="muted mt-2">申请内容：{request.subject}</p>
            <div class="mt-2">{paragraphs(request.state.conclusion?.text ?? '还没有签发。')}</div>
          </section>
          {answer && <Life answer={answer} />}
        </div>
      </div>
    </ConsolePage>
  )
}

const whyOf = ({ because, law }: Refusal): string => (law ? `${because}（${law}）` : because)

const NotBegun = (p: StaffAnswerProps) => (
  <section class="panel">
    <h2>公开这份答复</h2>
    {p.unanswered ? (
      <p>{p.unanswered.because}。</p>
    ) : p.viewer.role === 'information-officer' ? (
      <p>
        <a href="#write">填写</a>公开的标题、内容和答复，由审核人审核以后公开。
      </p>
    ) : (
      <p>还没有公开答复稿，由信息公开专员起草。</p>
    )}
    <p class="muted mt-2">先审后公开（条例第十七条）。申请人的姓名、联系方式、原话和申请编号都不出现，平台逐项核对。</p>
  </section>
)

/** One form at a time; what cannot be done says why. */
const Steps = (p: StaffAnswerProps & { answer: Answer }) => {
  const by = { role: p.viewer.role, name: p.viewer.name }
  const all = ANSWER_STEPS.map((step) => ({ step, closed: answerClosedBecause(p.answer.state, step, by) }))
  // What another office does is not said to be closed.
  const shut = all.filter(({ step, closed }) => closed?.refused === 'not-now' || answerRowOf(p.answer.state.stage, step)?.by.includes(by.role))
  const open = all.filter(({ closed }) => !closed).map(({ step }) => step)
  const refused = p.refused?.step === 'draft' ? undefined : p.refused?.step
  return (
    <>
      <StepList
        typed={p.refused}
        path={pathOf(p)}
        steps={open}
        chosen={chosenOf(refused, p.step, open)}
        names={answerStepName}
        empty="这一环节没有您要办的。"
        pageOf={(step) => (step === 'edit' ? `${pathOf(p)}?step=edit#write` : undefined)}
        form={(step) => <StepForm {...p} step={step} />}
      />
      <section class="panel">
        <h2>现在不能办</h2>
        {shut.map(
          ({ step, closed }) =>
            closed && (
              <p class="cant">
                <b>{answerStepName[step]}</b>
                <span>
                  {closed.because}
                  {closed.law && `。${closed.law}`}
                </span>
              </p>
            ),
        )}
      </section>
    </>
  )
}

const StepForm = (p: StaffAnswerProps & { answer: Answer; step: AnswerStep }) => {
  const refused = p.refused?.step === p.step ? p.refused : undefined
  return (
    <form method="post" action={`${pathOf(p)}/${p.step}`}>
      <input type="hidden" name="version" value={p.answer.version} />
      {refused && <p class="error">{whyOf(refused.because)}</p>}
      {p.step === 'release' ? (
        <p>对照下面的答复核对：说的是不是同一件事，有没有认得出申请人的内容。公开以后人人可以看到、检索到。</p>
      ) : (
        <TextArea
          id={`${p.step}-reason`}
          name="reason"
          label="理由"
          rows={3}
          values={refused?.values ?? {}}
          errors={{}}
          hint={p.step === 'withdraw' ? '理由会公开，不写个人信息' : undefined}
        />
      )}
      <p class="row mt-3">
        <button class="button">{answerStepName[p.step]}</button>
      </p>
    </form>
  )
}

const WritingForm = (p: StaffAnswerProps) => {
  const { answer, refused } = p
  const isOwn = refused?.step === 'draft' || refused?.step === 'edit'
  const f = { values: isOwn ? refused.values : answer ? valuesOf(answer.state.content) : {}, errors: {} }
  return (
    <form class="panel" id="write" method="post" action={answer ? `${pathOf(p)}/edit` : pathOf(p)}>
      <h2>{answer ? '改稿' : '起草公开的答复'}</h2>
      {isOwn && <p class="error">{whyOf(refused.because)}</p>}
      {answer ? <input type="hidden" name="version" value={answer.version} /> : <input type="hidden" name="key" value={p.formKey} />}
      <TextField {...f} name="title" label="标题" hint="问的是什么事，如“停车诱导系统的采购合同和验收报告”" />
      <TextArea {...f} name="asked" label="申请公开的内容" rows={3} hint="用本机关的话概括，不照抄申请书；文件名称用《》括起来" />
      <TextArea {...f} name="answered" label="答复" rows={8} hint="给了什么、在哪里能看到；不公开的，理由是什么" />
      <TextArea {...f} name="links" label="相关的公开信息" optional rows={2} hint="每行一条：编号（2019-00012），或者信息、附件的地址；必须已经公开" />
      <p class="row mt-3">
        <button class="button">{answer ? answerStepName.edit : answerEventName.draft}</button>
      </p>
    </form>
  )
}

const Told = ({ answer, titles }: StaffAnswerProps & { answer: Answer }) => {
  const { content, stage, number, sentBack, withdrawn } = answer.state
  return (
    <section class="panel">
      <p class="row tight">
        <strong class="big">{content.title}</strong>
        <span class="badge">{answerStageName[stage]}</span>
        {number && <a href={`/requests/answers/${number}`}>{printed(number)}</a>}
      </p>
      {sentBack && <p class="notice mt-2">退回修改：{sentBack}</p>}
      {withdrawn && (
        <p class="notice mt-2">
          {inShortChinese(withdrawn.on)}撤下：{withdrawn.reason}
        </p>
      )}
      <h3 class="mt-3">申请公开的内容</h3>
      {paragraphs(content.asked)}
      <h3 class="mt-3">答复</h3>
      {paragraphs(content.answered)}
      {content.links.length > 0 && (
        <>
          <h3 class="mt-3">相关的公开信息</h3>
          <LinkList links={content.links} titles={titles} />
        </>
      )}
    </section>
  )
}

/** 条例第四十四条: what several ask for and may be public can be published without anybody asking. */
const SameMatter = ({ request, others }: StaffAnswerProps) => (
  <section class="panel">
    <h2>不止一个人要过</h2>
    <p>
      另有 {others.length} 位申请人要过相近的信息，也公开了：
      {others.map(({ number }, i) => (
        <>
          {i > 0 && '、'}
          <a href={`/staff/requests/${number}`}>{number}</a>
        </>
      ))}
      。多个申请人要相同的信息、可以公开的，可以纳入主动公开的范围（条例第四十四条）。
    </p>
    <p class="row mt-2">
      <a class="button plain" href={`/staff/disclosure/new?title=${encodeURIComponent(titleFrom(request.subject))}`}>
        起草主动公开
      </a>
    </p>
  </section>
)
const titleFrom = (subject: string): string => subject.replace(/申请公开|申请获取/, '').slice(0, 60)

const Life = ({ answer }: { answer: Answer }) => (
  <section class="panel">
    <h2>经过</h2>
    <ol class="timeline">
      {answer.events.map(({ at, by, fact }) => (
        <li>
          <h3>{answerEventName[fact.step]}</h3>
          <p class="muted">
            {inShortChinese(beijingDay(at))} {beijingTime(at).slice(0, 5)}　{by}
            {'reason' in fact && `　${fact.reason}`}
          </p>
        </li>
      ))}
    </ol>
  </section>
)

/** On the page of a request: whether its answer is public, or what is to be done for it. */
export const AnswerPanel = ({ number, stage, shownAs }: { number: string; stage: AnswerStage | null; shownAs: string | null }) => (
  <section class="panel">
    <h2>公开这份答复</h2>
    <p>{stage === null ? '隐去申请人以后公开，别人就不用再申请。' : `${answerStageName[stage]}${shownAs ? `，${printed(shownAs)}` : ''}。`}</p>
    <p class="row mt-2">
      <a class="button plain" href={`/staff/requests/${number}/answer`}>
        {stage === null ? '公开这份答复' : '打开公开答复稿'}
      </a>
    </p>
  </section>
)

export const DESK_STAGES: readonly AnswerStage[] = ['review', 'drafting', 'public', 'withdrawn']
export const answerDeskHref = (stage: AnswerStage, after: DeskPlace | null): string => {
  const query = new URLSearchParams({ ...(stage === 'review' ? {} : { stage }), ...(after ? { after: `${after.at}~${after.id}` } : {}) })
  return query.size > 0 ? `/staff/requests/answers?${query}` : '/staff/requests/answers'
}
const DESK_COLUMNS: readonly Column<DeskAnswer>[] = [
  { head: '标题', rowHead: true, cell: ({ request, title }) => <a href={`/staff/requests/${request}/answer`}>{title}</a> },
  { head: '怎样答复', cell: ({ decision }) => decisionWords(decision) },
  { head: '答复日期', line: true, cell: ({ repliedOn }) => repliedOn },
  { head: '申请', line: true, cell: ({ request }) => request },
  { head: '公开编号', line: true, cell: ({ number }) => (number === null ? '—' : printed(number)) },
]

type DeskProps = ConsoleFrame & { stage: AnswerStage; after: DeskPlace | null; rows: readonly DeskAnswer[]; next: DeskPlace | null }
/** `/staff/requests/answers`: drafts that wait for release, and what became of the others. */
export const AnswerDeskPage = (p: DeskProps) => (
  <ConsolePage {...p} title="公开的答复">
    <nav class="tabs" aria-label="按环节">
      {DESK_STAGES.map((stage) => (
        <a href={answerDeskHref(stage, null)} aria-current={stage === p.stage ? 'page' : null}>
          {answerStageName[stage]}
        </a>
      ))}
    </nav>
    <p class="muted mt-3">在办结的申请页上起草；起草和审核不由一个人办理（条例第十七条）。</p>
    <div class="panel flush mt-3">
      <DataTable caption={`${answerStageName[p.stage]}的公开答复`} columns={DESK_COLUMNS} rows={p.rows} empty="这一类现在没有公开答复" />
    </div>
    {p.rows.length > 0 && <ListFiles path="/staff/requests/answers" query={`stage=${p.stage}`} />}
    <Onward first={p.after && answerDeskHref(p.stage, null)} next={p.next && answerDeskHref(p.stage, p.next)} />
  </ConsolePage>
)
