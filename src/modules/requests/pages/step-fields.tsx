import { TextArea, TextField, type Values } from '../../../ui/form.tsx'
import type { Html } from '../../../ui/jsx-runtime.ts'
import { LONGEST_EXTENSION_DAYS } from '../clock.ts'
import type { Step } from '../lifecycle.ts'
import { ApplicantFields } from './applicant-fields.tsx'
import { CirculationFields } from './circulation-fields.tsx'
import { DeliveryFields } from './delivery-fields.tsx'
import { DraftFields } from './draft-fields.tsx'
import { FeeFields } from './fee-fields.tsx'
import { OpinionFields } from './opinion-fields.tsx'
import { AnswerSeen } from './request-panels.tsx'
import type { StaffRequestProps } from './staff-request-props.ts'

export type StepFieldsProps = StaffRequestProps & { step: Step; values: Values }

/** What every field of a step's form has. Ids carry the step's name, for several forms stand on one page. */
export const fieldOf =
  (p: StepFieldsProps) =>
  (name: string, label: string, fallback = '') => ({ id: `${p.step}-${name}`, name, label, values: { [name]: p.values[name] ?? fallback }, errors: {} })

const WHAT_FOLLOWS = {
  takeBack: '收回后回到“办理中”，修改好再送审核；答复稿保留。',
  lapse: '补正期限已过，申请人没有补正。办结为“（六）1.逾期不补正”。',
} as const

/** Steps that need next to nothing: what follows, and of a lapse what shows that the notice came. */
const FollowsFields = (p: StepFieldsProps & { step: keyof typeof WHAT_FOLLOWS }) => (
  <>
    <p>{WHAT_FOLLOWS[p.step]}</p>
    {p.step === 'lapse' && (
      <TextField {...fieldOf(p)('evidence', '补正通知送达的凭据')} hint="哪天、怎样送到的，如邮件号和签收日期，或者申请人在平台打开的时间" />
    )}
  </>
)

/** The fields of one step's form. */
export function StepFields(p: StepFieldsProps): Html {
  const { state } = p.request
  const f = fieldOf(p)
  switch (p.step) {
    case 'assign':
    case 'giveOpinion':
    case 'urge':
    case 'discuss':
      return <CirculationFields {...p} />
    case 'askToAmend':
    case 'receiveAmendment':
    case 'askReasons':
    case 'receiveReasons':
    case 'setDelay':
    case 'split':
    case 'refer':
    case 'correctReceipt':
    case 'withdraw':
      return <ApplicantFields {...p} />
    case 'proposeExtension':
      return (
        <>
          <TextField
            {...f('days', '延长的工作日', String(LONGEST_EXTENSION_DAYS - state.extendedBy))}
            short
            inputmode="numeric"
            hint={`最长 ${LONGEST_EXTENSION_DAYS} 个工作日（条例第三十三条第二款）`}
          />
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
    case 'declineFee':
    case 'sendBack':
      return <TextArea {...f('reason', '理由')} rows={3} />
    case 'consult':
    case 'noteConsulted':
    case 'receiveOpinion':
      return <OpinionFields {...p} />
    case 'proposeFee':
    case 'approveFee':
    case 'noteFeeNotice':
    case 'objectToFee':
    case 'answerFeeObjection':
    case 'waiveFee':
    case 'payFee':
    case 'lapseUnpaid':
      return <FeeFields {...p} />
    case 'draftReply':
      return <DraftFields {...p} />
    case 'deliver':
    case 'confirmDelivery':
    case 'failDelivery':
    case 'archive':
      return <DeliveryFields {...p} />
    case 'takeBack':
    case 'lapse':
      return <FollowsFields {...p} step={p.step} />
    case 'review':
    case 'sign':
      return <AnswerSeen {...p} step={p.step} />
  }
}
