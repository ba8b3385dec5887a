import { inShortChinese } from '../../../kernel/plain-date.ts'
import { Select, TextField } from '../../../ui/form.tsx'
import { RETENTIONS, retentionName } from '../events.ts'
import { DELIVERY_WAYS, deliveryWayName } from '../kinds.ts'
import { fieldOf, type StepFieldsProps } from './step-fields.tsx'

/** 寄送和归档: how the answer left the house, whether it arrived, and where the file lies. */
export function DeliveryFields(p: StepFieldsProps) {
  const { deliveries } = p.request.state
  const f = fieldOf(p)
  const open = deliveries.flatMap((one, i) =>
    one.reachedOn === null && one.failed === null
      ? [{ value: String(i), label: `${inShortChinese(one.sentOn)} ${deliveryWayName[one.way]} ${one.tracking}` }]
      : [],
  )
  switch (p.step) {
    case 'deliver':
      return (
        <>
          <Select {...f('way', '怎样寄送', p.request.deliveryWay)} options={DELIVERY_WAYS.map((value) => ({ value, label: deliveryWayName[value] }))} />
          <TextField {...f('on', '交邮、交付或者发出的日期', p.today)} type="date" short hint="邮寄的，交邮之日就是答复之日（国办公开办函〔2016〕235号）" />
          <TextField {...f('tracking', '邮件号')} hint="邮寄必填" />
          <TextField {...f('evidence', '凭据')} hint="收寄回单、领取人或者收件的邮箱" />
        </>
      )
    case 'confirmDelivery':
      return (
        <>
          <Select {...f('index', '哪一次')} options={open} />
          <TextField {...f('on', '送达的日期', p.today)} type="date" short />
          <TextField {...f('evidence', '送达的凭据')} hint="签收人、领取人，或者邮件打开的时间" />
        </>
      )
    case 'failDelivery':
      return (
        <>
          <Select {...f('index', '哪一次')} options={open} />
          <TextField {...f('on', '知道没有送达的日期', p.today)} type="date" short />
          <TextField {...f('reason', '原因')} hint="例如查无此人、退回、邮箱不存在" />
        </>
      )
    default:
      return (
        <>
          <TextField {...f('fileNumber', '档号', `${p.request.number}`)} />
          <Select {...f('retention', '保管期限', 'thirty_years')} options={RETENTIONS.map((value) => ({ value, label: retentionName[value] }))} />
          <TextField {...f('place', '存放的地方')} optional />
        </>
      )
  }
}
