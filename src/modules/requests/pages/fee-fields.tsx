import { inShortChinese } from '../../../kernel/plain-date.ts'
import { Select, TextArea, TextField } from '../../../ui/form.tsx'
import { PAYMENT_DAYS } from '../fees/fee.ts'
import { BASES, basisName, basisUnit } from '../fees/tariff.ts'
import { fieldOf, type StepFieldsProps } from './step-fields.tsx'

/** 信息处理费: what it costs by the tariff of the day, how the notice arrived, and how it ended. */
export function FeeFields(p: StepFieldsProps) {
  const { fee } = p.request.state
  const f = fieldOf(p)
  switch (p.step) {
    case 'proposeFee':
      return (
        <>
          <Select {...f('basis', '怎样计收', 'by_page')} options={BASES.map((value) => ({ value, label: basisName[value] }))} />
          <TextField {...f('quantity', '件数或者页数', '1')} short inputmode="numeric" hint="金额按当天的标准算出；按件的，接着申请人本月已有的件数往上算" />
          <TextArea {...f('reason', '为什么收')} rows={3} hint="只有数量、频次明显超过合理范围的才可以收（条例第四十二条）" />
        </>
      )
    case 'approveFee':
      return (
        <>
          <FeeSum {...p} />
          <p>同意后发出收费通知，期限停计；申请人自收到次日起 {PAYMENT_DAYS} 个工作日内缴纳，缴清后期限重新起算。</p>
        </>
      )
    case 'noteFeeNotice':
      return (
        <>
          <TextField {...f('on', '申请人收到通知的日期', p.today)} type="date" short hint={`${PAYMENT_DAYS} 个工作日从次日起算`} />
          <TextField {...f('evidence', '送达的凭据')} />
        </>
      )
    case 'objectToFee':
      return (
        <>
          <TextField {...f('on', '提出的日期', p.today)} type="date" short />
          <TextArea {...f('reason', '申请人的异议')} rows={3} />
        </>
      )
    case 'answerFeeObjection':
      return (
        <>
          <p>申请人的异议：{fee?.objection?.reason}</p>
          <TextField {...f('yuan', '核定的金额（元）', String(fee?.yuan ?? ''))} short inputmode="numeric" />
          <TextArea {...f('words', '对异议的答复')} rows={3} />
        </>
      )
    case 'waiveFee':
      return <TextArea {...f('reason', '减免的理由')} rows={3} hint="减免如实记入，年报写收费情况时要用；期限自今天起恢复计算" />
    case 'payFee':
      return (
        <>
          <FeeSum {...p} />
          <TextField {...f('on', '缴清的日期', p.today)} type="date" short hint="期限自次日起重新起算" />
          <TextField {...f('receipt', '财政票据号')} />
        </>
      )
    default:
      return <p>缴费期限已过，申请人没有缴纳。办结为“（六）2.逾期未按收费通知要求缴纳费用”。</p>
  }
}

/** The sum with the bands it comes from. */
export const FeeSum = ({ request }: Pick<StepFieldsProps, 'request'>) => {
  const { fee } = request.state
  if (!fee) return null
  return (
    <>
      <p>
        <strong>{fee.yuan} 元</strong>
        {fee.cut > 0 && `（原 ${fee.yuan + fee.cut} 元，异议以后减去 ${fee.cut} 元）`}　{basisName[fee.basis]}，{fee.quantity} {basisUnit[fee.basis]}
        {fee.dueOn && `，${inShortChinese(fee.dueOn)}前缴纳`}
      </p>
      <ul class="bullets">
        {fee.lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <p class="muted">{fee.source}</p>
    </>
  )
}
