import { inChinese, type PlainDate } from '../../../../kernel/plain-date.ts'
import { Select, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import type { Calendar } from '../../../calendar/index.ts'
import { DeliveryList, type LetterRecord, type Words } from '../../../letters/index.ts'
import type { Copy } from '../../copies/copy.ts'
import { DECISIONS, REPLY_DECISIONS } from '../../decisions.ts'
import { STANCES, stanceName } from '../../events.ts'
import { ArrivedFields, FailedFields, SendFields } from '../../pages/delivery-fields.tsx'
import { DraftFields } from '../../pages/draft-fields.tsx'
import { AnswerSeen } from '../../pages/request-panels.tsx'
import type { Request } from '../../store.ts'
import type { Change } from '../../versions/read-versions.ts'
import { redoClock, wasLate } from '../clock.ts'
import { remedyRouteName, unitName } from '../kinds.ts'
import type { RedoOrder } from '../redo-steps.ts'
import type { RemedyState } from '../remedy.ts'

/** The request as its answer ordered anew sees it, with what was made of that answer; null where there is no such request. */
export type AnewOf = {
  readonly request: Request
  readonly letters: readonly LetterRecord[]
  readonly changes: readonly Change[]
  readonly copies: readonly Copy[]
}
type Field = (name: string, label: string, fallback?: string) => { id: string; name: string; label: string; values: Values; errors: Values }
type Props = {
  readonly state: RemedyState
  readonly step: RedoOrder['step']
  readonly today: PlainDate
  readonly values: Values
  readonly anew: AnewOf | null
  readonly agencyName: string
  readonly words?: Words | undefined
  readonly f: Field
}

/** Why an answer is given anew, as it says itself: 根据样例区人民政府行政复议决定（样复〔2026〕7号）. */
export const orderedBy = ({ route, authority, caseNumber }: Pick<RemedyState, 'route' | 'authority' | 'caseNumber'>): string =>
  `根据${authority}${route === 'reconsideration' ? '行政复议决定' : '行政判决'}${caseNumber ? `（${caseNumber}）` : ''}`

/** The fields of the steps of an answer ordered anew: as those of the first answer. */
export function RedoFields({ state, step, today, values, anew, agencyName, words, f }: Props) {
  const deliveries = state.redo?.deliveries ?? []
  switch (step) {
    case 'hearThird':
      return (
        <>
          <TextField {...f('with', '第三方')} />
          <TextField {...f('askedOn', '征求意见书发出的日期', today)} type="date" short />
          <TextField {...f('on', '收到意见的日期', today)} type="date" short hint="15 个工作日期满没有答复的，填期满之日" />
          <Select {...f('stance', '对方的意见')} options={STANCES.map((value) => ({ value, label: stanceName[value] }))} />
          <TextArea {...f('opinion', '意见和凭据')} rows={3} />
          <p class="muted mt-2">决定、判决的期限不因征求意见停计。</p>
        </>
      )
    case 'draftRedo':
      return anew ? <DraftFields {...{ request: anew.request, agencyName, words, values, orderedBy: orderedBy(state) }} /> : <PlainDraft state={state} f={f} />
    case 'takeRedoBack':
      return <p>收回后可以修改，修改好再送审核；稿子保留。</p>
    case 'reviewRedo':
    case 'signRedo':
      return anew ? <AnswerSeen {...anew} step={step === 'reviewRedo' ? 'review' : 'sign'} /> : <p>正文见右侧。</p>
    case 'sendRedoBack':
      return <TextArea {...f('reason', '理由')} rows={3} />
    case 'sendRedo':
      return <SendFields f={f} way={anew?.request.deliveryWay ?? 'post'} today={today} />
    case 'confirmRedo':
      return <ArrivedFields f={f} deliveries={deliveries} today={today} />
    case 'failRedo':
      return <FailedFields f={f} deliveries={deliveries} today={today} />
  }
}

/** Where no request stands behind it there is no letter to fill in either. */
const PlainDraft = ({ state, f }: Pick<Props, 'state' | 'f'>) => (
  <>
    <Select {...f('decision', '答复类型', state.redo?.draft?.decision)} options={REPLY_DECISIONS.map((value) => ({ value, label: DECISIONS[value].label }))} />
    <TextArea {...f('text', '答复正文', state.redo?.draft?.text ?? `${orderedBy(state)}，本机关重新作出答复如下。`)} rows={8} />
  </>
)

/** What was ordered, where it stands, and what was answered. */
export const Redone = ({ state, today, calendar }: { state: RemedyState; today: PlainDate; calendar: Calendar }) => {
  const { redo } = state
  if (!redo) return null
  const clock = redoClock(state, today, calendar)
  const shown = redo.done ?? redo.draft
  return (
    <section class="panel">
      <h2>责令重新答复</h2>
      <p class="mt-2">
        {inChinese(redo.servedOn)}收到决定、判决，{redo.usual ? '没有写明期限，按' : '限'} {redo.days} {unitName[redo.unit]}内重新答复
        {clock && `，${inChinese(clock.due)}前`}。
      </p>
      {redo.sentBack && <p class="notice soon block mt-2">退回修改：{redo.sentBack}</p>}
      {redo.heard.map((one) => (
        <p class="mt-2">{`${inChinese(one.on)}${one.with}：${stanceName[one.stance]}。${one.opinion}`}</p>
      ))}
      {redo.done ? (
        <p class="mt-2">
          {inChinese(redo.done.on)}重新答复：{DECISIONS[redo.done.decision].short}
          {wasLate(redo.done.on, clock) && '（超过期限）'}
        </p>
      ) : (
        <p class="notice mt-2">{redo.draft ? `答复稿：${DECISIONS[redo.draft.decision].short}` : '还没有重新答复。'}</p>
      )}
      {shown?.text
        .split('\n')
        .filter(Boolean)
        .map((line) => (
          <p class="mt-2">{line}</p>
        ))}
      {redo.done && (redo.deliveries.length === 0 ? <p class="notice soon block mt-2">还没有寄送。</p> : <DeliveryList deliveries={redo.deliveries} />)}
      <p class="muted mt-2">重新答复不改动申请原来的办结类型和日期，也不改动年报表三；原来的答复按当年的统计保留。</p>
    </section>
  )
}

/** On the desk of whoever has the next step: answers ordered anew. */
export const RedoneList = ({ heading, remedies }: { heading: string; remedies: readonly RedoWaiting[] }) =>
  remedies.length === 0 ? null : (
    <section class="panel mt-4">
      <h2>{heading}</h2>
      <ul>
        {remedies.map((one) => (
          <li>
            <a href={`/staff/remedies/${one.id}`}>{`${one.requestNumber ?? ''} ${remedyRouteName[one.route]} ${one.caseNumber}`.trim()}</a>
            {one.dueOn && `　${inChinese(one.dueOn)}前答复`}
          </li>
        ))}
      </ul>
    </section>
  )
export type RedoWaiting = Pick<RemedyState, 'route' | 'caseNumber' | 'requestNumber'> & { readonly id: number; readonly dueOn: PlainDate | null }
