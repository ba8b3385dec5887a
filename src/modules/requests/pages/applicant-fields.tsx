import { Select, TextArea, TextField } from '../../../ui/form.tsx'
import { REFERRED_TO, referredToName } from '../events.ts'
import { USUAL_AMENDMENT_DAYS, USUAL_REASONS_DAYS } from '../event-of.ts'
import { receiptRule } from '../receipt.ts'
import { fieldOf, type StepFieldsProps } from './step-fields.tsx'

/** What is asked of the applicant and what comes from there. */
export function ApplicantFields(p: StepFieldsProps) {
  const { state } = p.request
  const f = fieldOf(p)
  switch (p.step) {
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
    case 'askReasons':
      return (
        <>
          <TextArea {...f('finding', '数量、频次怎样明显超过合理范围')} hint="写明统计；要求说明理由不停计期限（条例第三十五条）" />
          <TextField {...f('withinDays', '说明理由的期限（工作日）', String(USUAL_REASONS_DAYS))} short inputmode="numeric" />
        </>
      )
    case 'receiveReasons':
      return (
        <>
          <TextField {...f('on', '收到的日期', p.today)} type="date" short />
          <TextArea {...f('answer', '申请人说明的理由')} />
        </>
      )
    case 'setDelay':
      return (
        <>
          <p>申请人的理由：{state.reasons?.answer}</p>
          <TextField {...f('days', '延迟的工作日')} short inputmode="numeric" hint="加在原来的期限之后，并告知申请人（条例第三十五条）" />
          <TextArea {...f('reason', '为什么合理而不能按期答复')} rows={3} />
        </>
      )
    case 'split':
      return <TextArea {...f('matters', '各个事项', p.request.subject)} rows={6} hint="每行一个事项。第一行留在本件，其余各成一件，收到之日和查询码不变" />
    case 'refer':
      return (
        <>
          <Select {...f('to', '转到哪里', 'case')} options={REFERRED_TO.map((value) => ({ value, label: referredToName[value] }))} />
          <TextArea {...f('words', '要反映的问题', p.request.subject)} hint="不写申请人的个人信息；本件仍要按“信访举报投诉类申请”答复（条例第三十九条）" />
          <TextField {...f('address', '在什么地方')} hint="转为城市管理案件的必填，例如样例街12号" />
        </>
      )
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
    default:
      return <TextField {...f('reason', '申请人撤回的方式和原因')} />
  }
}
