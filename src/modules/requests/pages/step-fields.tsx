import { Select, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { type Html, inOnePiece } from '../../../ui/jsx-runtime.ts'
import { DECISIONS, decisionGroupName, isDecision, REPLY_DECISIONS } from '../decisions.ts'
import type { Step } from '../lifecycle.ts'
import { receiptRule } from '../receipt.ts'
import { draftText } from '../reply.ts'
import { CONSULTED, consultedName } from '../request.ts'
import { USUAL_AMENDMENT_DAYS } from '../steps.ts'
import type { StaffRequestProps } from './staff-request-props.ts'

/** The fields of one step's form. Ids carry the step's name, for several forms stand on one page. */
export const StepFields = (p: StaffRequestProps & { step: Step; values: Values }) => {
  const { state } = p.request
  const f = (name: string, label: string, fallback = '') => ({
    id: `${p.step}-${name}`,
    name,
    label,
    values: { [name]: p.values[name] ?? fallback },
    errors: {},
  })
  switch (p.step) {
    case 'assign':
      return <Select {...f('department', '承办科室', state.department ?? '')} options={p.departments.map((value) => ({ value, label: value }))} />
    case 'giveOpinion':
      return <TextArea {...f('opinion', '科室意见', state.departmentOpinion ?? '')} hint="有没有、在哪里、能不能公开，理由是什么" />
    case 'askToAmend':
      return (
        <>
          <TextArea {...f('matters', '需要补正的事项')} hint="一次告知完；补正只能告知一次（条例第三十条）" />
          <TextField {...f('withinDays', '补正期限（工作日）', String(USUAL_AMENDMENT_DAYS))} short inputmode="numeric" />
        </>
      )
    case 'receiveAmendment':
      return (
        <>
          <TextField {...f('on', '收到补正的日期', p.today)} type="date" short />
          <TextArea {...f('answer', '补正的内容')} />
        </>
      )
    case 'proposeExtension':
      return (
        <>
          <TextField {...f('days', '延长的工作日', String(20 - state.extendedBy))} short inputmode="numeric" hint="最长 20 个工作日（条例第三十三条第二款）" />
          <TextArea {...f('reason', '理由')} rows={3} />
        </>
      )
    case 'approveExtension':
      return (
        <p>
          拟延长 {state.extension?.days} 个工作日：{state.extension?.reason}
        </p>
      )
    case 'declineExtension':
    case 'sendBack':
      return <TextArea {...f('reason', '理由')} rows={3} />
    case 'consult':
      return (
        <>
          <Select {...f('kind', '征求谁的意见', 'third_party')} options={CONSULTED.map((value) => ({ value, label: consultedName[value] }))} />
          <TextField {...f('with', '名称')} />
          <TextField {...f('on', '征求意见书发出的日期', p.today)} type="date" short hint="发出当日仍计，次日起停计（条例第三十三条第三款）" />
        </>
      )
    case 'receiveOpinion':
      return (
        <>
          <Select
            {...f('index', '哪一次')}
            options={state.consultations.flatMap((one, i) =>
              one.answeredOn === null ? [{ value: String(i), label: `${consultedName[one.kind]}：${one.with}` }] : [],
            )}
          />
          <TextField {...f('on', '收到意见的日期', p.today)} type="date" short hint="期满没有答复的，填期满之日" />
          <TextArea {...f('opinion', '意见')} rows={3} />
        </>
      )
    case 'draftReply':
      return <DraftFields {...p} />
    case 'correctReceipt':
      return (
        <>
          <TextField
            {...f('receivedOn', '收到申请之日', state.receivedOn)}
            type="date"
            short
            hint={`${receiptRule[p.request.channel].which}（${receiptRule[p.request.channel].law}）`}
          />
          <TextField {...f('reason', '为什么更正，凭据是什么')} hint="申请人会看到更正；期限重新推算" />
        </>
      )
    case 'withdraw':
      return <TextField {...f('reason', '申请人撤回的方式和原因')} />
    case 'lapse':
      return <p>补正期限已过，申请人没有补正。办结为“（六）1.逾期不补正”。</p>
    case 'review':
    case 'sign':
      return <p>{state.draft && `${DECISIONS[state.draft.decision].label}。正文见右侧答复稿。`}</p>
  }
}

const drawnOptions = new Map<string, Html>()
function optionsFor(chosen: string): Html {
  const known = drawnOptions.get(chosen)
  if (known) return known
  const options = (
    <>
      {REPLY_DECISIONS.map((key) => (
        <option value={key} selected={key === chosen}>
          {decisionGroupName[DECISIONS[key].group].slice(0, 3)}
          {DECISIONS[key].short}（{DECISIONS[key].law}）
        </option>
      ))}
    </>
  )
  if (isDecision(chosen)) drawnOptions.set(chosen, inOnePiece(options))
  return options
}

/** One list for all answers: what is picked is the row of table three. The text offered fits the decision shown first. */
const DraftFields = (p: StaffRequestProps & { step: Step; values: Values }) => {
  const chosen = p.values['decision'] ?? p.request.state.draft?.decision ?? 'granted'
  const text =
    p.values['text'] ??
    p.request.state.draft?.text ??
    draftText(REPLY_DECISIONS.find((key) => key === chosen) ?? 'granted', {
      agency: p.agencyName,
      receivedOn: p.request.state.receivedOn,
      subject: p.request.subject,
    })
  return (
    <>
      <div class="field mt-0">
        <label for="draft-decision">答复类型</label>
        <span class="hint">就是年报表三的格子，年底不用再统计</span>
        <select class="input" id="draft-decision" name="decision">
          {optionsFor(chosen)}
        </select>
      </div>
      <p class="mt-2">
        <button class="button plain" name="template" value="1">
          换用这一类型的范本
        </button>
      </p>
      <div class="field">
        <label for="draft-text">答复正文</label>
        <span class="hint">〔〕里的内容要填写；救济途径已按答复类型写好</span>
        <textarea class="input" id="draft-text" name="text" rows={14}>{`\n${text}`}</textarea>
      </div>
    </>
  )
}
