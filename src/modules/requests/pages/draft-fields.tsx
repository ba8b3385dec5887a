import { type Values, TextArea } from '../../../ui/form.tsx'
import { type Html, inOnePiece } from '../../../ui/jsx-runtime.ts'
import { DECISIONS, decisionGroupName, isDecision, REPLY_DECISIONS } from '../decisions.ts'
import { draftText } from '../reply.ts'
import { objectors } from '../request.ts'
import type { StaffRequestProps } from './staff-request-props.ts'

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
type Props = Pick<StaffRequestProps, 'request' | 'agencyName' | 'words'> & { values: Values; orderedBy?: string }
export const DraftFields = (p: Props) => {
  const chosen = p.values['decision'] ?? p.request.state.draft?.decision ?? 'granted'
  const text =
    p.values['text'] ??
    p.request.state.draft?.text ??
    draftText(
      REPLY_DECISIONS.find((key) => key === chosen) ?? 'granted',
      {
        agency: p.agencyName,
        receivedOn: p.request.state.receivedOn,
        subject: p.request.subject,
        ...(p.orderedBy === undefined ? {} : { orderedBy: p.orderedBy }),
      },
      p.words,
    )
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
      {objectors(p.request.state).length > 0 && (
        <TextArea
          id="draft-overriding"
          name="overriding"
          label="第三方不同意而仍要公开的理由"
          values={{ overriding: p.values['overriding'] ?? p.request.state.draft?.overriding ?? '' }}
          errors={{}}
          rows={3}
          hint="写明不公开会对公共利益造成怎样的重大影响；决定公开的，要书面告知第三方（条例第三十二条）"
        />
      )}
    </>
  )
}
