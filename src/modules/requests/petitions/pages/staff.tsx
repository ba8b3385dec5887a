import { beijingDay, beijingTime, inChinese, inShortChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import type { Refusal } from '../../../../kernel/refusal.ts'
import type { Viewer } from '../../../../kernel/viewer.ts'
import { ErrorSummary, Select, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { LightMark } from '../../../../ui/light.tsx'
import { type ConsoleFrame, ConsolePage } from '../../../../ui/page.tsx'
import { chosenOf, StepList } from '../../../../ui/steps.tsx'
import { paragraphs } from '../../answers/pages/public.tsx'
import { FINDINGS, findingName, petitionDesk, petitionName } from '../kinds.ts'
import { isOver, PETITION_STEPS, type PetitionStep, petitionEventName, petitionRowOf, petitionStageName, petitionStepName } from '../lifecycle.ts'
import { type Due, textsOf } from '../petition.ts'
import { isAgainst, petitionClosedBecause } from '../steps.ts'
import type { Petition, PetitionRow } from '../store.ts'
import type { Sender } from '../submit-petition.ts'
import { lightWord } from './desk.tsx'
import { Outcome } from './public.tsx'

export type PetitionFileProps = ConsoleFrame & {
  petition: Petition
  due: Due | null
  today: PlainDate
  amberOn: PlainDate
  /** Shown in full after an unmasking that has left its trace. */
  sender: Sender | null
  /** The title of the item it was answered with. */
  title: string | null
  /** Others that ask for the same. */
  alike: readonly PetitionRow[]
  requests: readonly { readonly number: string; readonly subject: string }[]
  step?: PetitionStep | undefined
  refused?: { readonly step: PetitionStep | 'unmask'; readonly because: Refusal; readonly values: Values }
}

const pathOf = ({ petition }: PetitionFileProps): string => `${petitionDesk[petition.kind]}/${petition.number}`
const whyOf = ({ because, law }: Refusal): string => (law ? `${because}（${law}）` : because)
const byOf = ({ role, name, account }: Viewer) => ({ role, name, account })
const petitionedOf = (petition: Petition) => ({ ...petition, texts: textsOf(petition) })

/** `/staff/complaints/:number`, `/staff/suggestions/:number`: one of them on one page, and the steps this person may take. */
export const PetitionFilePage = (p: PetitionFileProps) => {
  const { petition, refused } = p
  const { kind, state } = petition
  const [light, word] = lightWord({ dueOn: p.due?.on ?? null }, p)
  return (
    <ConsolePage {...p} title={`${petitionName[kind]} ${petition.number}`}>
      {refused && <ErrorSummary errors={{ [refused.step === 'unmask' ? 'why' : `step-${refused.step}`]: whyOf(refused.because) }} />}
      <p>
        <a href={petitionDesk[kind]}>回到{petitionName[kind]}</a>
      </p>
      <section class="panel mt-3">
        <p class="row tight">
          <strong class="big">{petitionStageName[state.stage]}</strong>
          {!isOver(state.stage) && <LightMark light={light} word={word} />}
          {state.handler && <span class="badge">承办：{state.handler}</span>}
        </p>
        {p.due && (
          <p class="muted">
            {inChinese(p.due.on)}前{state.stage === 'received' && kind === 'complaint' ? '受理' : '答复'}，本机关自定的期限{p.due.provisional && '（暂定）'}。
          </p>
        )}
      </section>
      <div class="grid side mt-4">
        <aside class="grid no-print">
          <Steps {...p} />
        </aside>
        <div class="grid">
          <SenderPanel {...p} />
          <section class="panel">
            <h2>{kind === 'complaint' ? '投诉的内容' : '建议的内容'}</h2>
            <div class="mt-2">{paragraphs(petition.subject)}</div>
            <About {...p} />
          </section>
          <Outcome state={state} title={p.title} />
          {kind === 'suggestion' && <Alike {...p} />}
          <Life petition={petition} />
        </div>
      </div>
    </ConsolePage>
  )
}

const Steps = (p: PetitionFileProps) => {
  const petitioned = petitionedOf(p.petition)
  const by = byOf(p.viewer)
  const all = PETITION_STEPS.map((step) => ({ step, closed: petitionClosedBecause(petitioned, step, by) }))
  const open = all.filter(({ closed }) => !closed).map(({ step }) => step)
  const refused = p.refused?.step === 'unmask' ? undefined : p.refused?.step
  const against = isAgainst(petitioned, by)
  return (
    <StepList
      typed={p.refused}
      path={pathOf(p)}
      steps={open}
      chosen={chosenOf(refused, p.step && petitionRowOf(p.petition.kind, p.petition.state.stage, p.step) ? p.step : undefined, open)}
      names={petitionStepName}
      empty={against ? '这件投诉写到了您，由其他人办理和答复。' : '这一环节没有您要办的。'}
      form={(step) => <StepForm {...p} step={step} />}
    />
  )
}

const StepForm = (p: PetitionFileProps & { step: PetitionStep }) => {
  const refused = p.refused?.step === p.step ? p.refused : undefined
  return (
    <form method="post" action={`${pathOf(p)}/${p.step}`}>
      <input type="hidden" name="version" value={p.petition.version} />
      {refused && <p class="error">{whyOf(refused.because)}</p>}
      <Fields {...p} values={refused?.values ?? {}} />
      <p class="row mt-3">
        <button class="button">{petitionStepName[p.step]}</button>
      </p>
    </form>
  )
}

function Fields({ step, values, petition, viewer }: PetitionFileProps & { step: PetitionStep; values: Values }) {
  const f = (name: string, label: string, fallback = '') => ({ id: `${step}-${name}`, name, label, values: { [name]: values[name] ?? fallback }, errors: {} })
  switch (step) {
    case 'accept':
      return (
        <>
          <TextField {...f('handler', '承办人', viewer.name)} hint="不能是被投诉的人" />
          <TextField {...f('against', '被投诉的人', petition.aboutPerson)} optional hint="写姓名；写在这里的人不能办理、答复" />
        </>
      )
    case 'reassign':
      return <TextField {...f('handler', '新的承办人')} hint="不能是被投诉的人" />
    case 'answer':
      return (
        <>
          <Select {...f('finding', '查的结果')} options={FINDINGS.map((value) => ({ value, label: findingName[value] }))} />
          <TextArea {...f('words', '答复')} rows={6} hint="查了什么、结果怎样、怎样改正；投诉人凭查询码看到" />
        </>
      )
    case 'forward':
      return (
        <>
          <TextField {...f('to', '转送给')} hint="信息公开工作主管部门，或者上一级行政机关的名称" />
          <TextArea {...f('words', '为什么转送')} rows={3} />
        </>
      )
    case 'publish':
      return (
        <>
          <TextField {...f('item', '已经公开的信息的编号')} short hint="如 2026-00012；还没有公开的，先去拟稿" />
          <TextArea {...f('words', '告诉提建议的人')} optional rows={3} />
        </>
      )
    case 'decline':
      return <TextArea {...f('reason', '理由')} rows={4} hint="提建议的人会看到" />
    default:
      return <TextArea {...f(step === 'note' ? 'words' : 'reason', '内容')} rows={3} />
  }
}

const SenderPanel = (p: PetitionFileProps) => {
  const { petition, sender } = p
  const mayNotSee = isAgainst(petitionedOf(petition), byOf(p.viewer))
  return (
    <section class="panel">
      <h2>{petition.kind === 'complaint' ? '投诉人' : '提建议的人'}</h2>
      {sender ? (
        <dl class="facts tight">
          <dt>姓名</dt>
          <dd>{sender.name || '未署名'}</dd>
          <dt>联系方式</dt>
          <dd>{sender.contact}</dd>
        </dl>
      ) : mayNotSee ? (
        <p class="muted">这件投诉写到了您，投诉人的信息不向您显示。</p>
      ) : (
        <>
          <p>
            {petition.senderMasked} <span class="muted">联系方式已加密</span>
          </p>
          <form method="post" action={`${pathOf(p)}/unmask`} class="row mt-2">
            <label for="why">查看完整信息的用途</label>
            <input class="input short" id="why" name="why" required />
            <button class="button plain">查看完整（留痕）</button>
          </form>
        </>
      )}
    </section>
  )
}

const About = ({ petition }: PetitionFileProps) => {
  const { aboutRequest, aboutItem, aboutPerson, state } = petition
  if (!aboutRequest && !aboutItem && !aboutPerson && !state.against) return null
  return (
    <dl class="facts tight mt-3">
      {aboutRequest && (
        <>
          <dt>关于申请</dt>
          <dd>
            <a href={`/staff/requests/${aboutRequest}`}>{aboutRequest}</a>
          </dd>
        </>
      )}
      {aboutItem && (
        <>
          <dt>关于信息</dt>
          <dd>
            <a href={`/disclosure/${aboutItem}`}>{aboutItem}</a>
          </dd>
        </>
      )}
      {(aboutPerson || state.against) && (
        <>
          <dt>被投诉的</dt>
          <dd>{[...new Set([aboutPerson, state.against])].filter(Boolean).join('；')}</dd>
        </>
      )}
    </dl>
  )
}

/** 条例第四十四条: what several ask for stands together. */
const Alike = ({ alike, requests, petition }: PetitionFileProps) => (
  <section class="panel">
    <h2>同一件事</h2>
    {alike.length + requests.length === 0 && <p class="muted">没有别的建议或者已经给过的申请与它相近。</p>}
    <ul class="dots">
      {alike.map((one) => (
        <li>
          <a href={`/staff/suggestions/${one.number}`}>{one.number}</a>（{petitionStageName[one.stage]}）{one.subject.slice(0, 60)}
          {one.item && (
            <>
              {' '}
              <a href={`/disclosure/${one.item}`}>信息 {one.item}</a>
            </>
          )}
        </li>
      ))}
      {requests.map(({ number, subject }) => (
        <li>
          申请 <a href={`/staff/requests/${number}`}>{number}</a> {subject.slice(0, 60)}
        </li>
      ))}
    </ul>
    {!isOver(petition.state.stage) && (
      <p class="row mt-2">
        <a class="button plain" href={`/staff/disclosure/new?title=${encodeURIComponent(petition.subject.slice(0, 60))}`}>
          起草主动公开
        </a>
      </p>
    )}
  </section>
)

const Life = ({ petition }: { petition: Petition }) => (
  <section class="panel">
    <h2>经过</h2>
    <ol class="timeline">
      {petition.events.map(({ at, by, fact, article }) => (
        <li>
          <h3>{petitionEventName[fact.step]}</h3>
          <p class="muted">{`${inShortChinese(beijingDay(at))} ${beijingTime(at).slice(0, 5)} ${by}。${article}`}</p>
          {(fact.step === 'accept' || fact.step === 'reassign') && <p>承办人：{fact.handler}</p>}
          {fact.step === 'note' && <p>{fact.words}</p>}
        </li>
      ))}
    </ol>
  </section>
)
