import { inShortChinese } from '../../../kernel/plain-date.ts'
import { Select, TextField } from '../../../ui/form.tsx'
import type { FieldErrors, Option, Values } from '../../../ui/form.tsx'
import { type Delivery, isUnderway } from '../../letters/index.ts'
import { RETENTIONS, retentionName } from '../events.ts'
import { DELIVERY_WAYS, deliveryWayName, type DeliveryWay } from '../kinds.ts'
import { fieldOf, type StepFieldsProps } from './step-fields.tsx'

type Field = (name: string, label: string, fallback?: string) => { id: string; name: string; label: string; values: Values; errors: FieldErrors }
type Out = Omit<Delivery, 'way'> & { readonly way: DeliveryWay | null }
/** Which of those that are out a result is about. */
const underway = (deliveries: readonly Out[]): Option[] =>
  deliveries.flatMap((one, i) =>
    isUnderway(one) ? [{ value: String(i), label: `${inShortChinese(one.sentOn)} ${one.way ? deliveryWayName[one.way] : ''} ${one.tracking}` }] : [],
  )

/** How something leaves the house, and whether it arrived: the fields of every answer and letter. */
export const SendFields = ({ f, way, today, what = '答复' }: { f: Field; way: string; today: string; what?: string }) => (
  <>
    <Select {...f('way', '怎样寄送', way)} options={DELIVERY_WAYS.map((value) => ({ value, label: deliveryWayName[value] }))} />
    <TextField {...f('on', '交邮、交付或者发出的日期', today)} type="date" short hint={`邮寄的，交邮之日就是${what}之日（国办公开办函〔2016〕235号）`} />
    <TextField {...f('tracking', '邮件号')} hint="邮寄必填" />
    <TextField {...f('evidence', '凭据')} hint="收寄回单、领取人或者收件的邮箱" />
  </>
)
export const ArrivedFields = ({ f, deliveries, today }: { f: Field; deliveries: readonly Out[]; today: string }) => (
  <>
    <Select {...f('index', '哪一次')} options={underway(deliveries)} />
    <TextField {...f('on', '送达的日期', today)} type="date" short />
    <TextField {...f('evidence', '送达的凭据')} hint="签收人、领取人，或者邮件打开的时间" />
  </>
)
export const FailedFields = ({ f, deliveries, today }: { f: Field; deliveries: readonly Out[]; today: string }) => (
  <>
    <Select {...f('index', '哪一次')} options={underway(deliveries)} />
    <TextField {...f('on', '知道没有送达的日期', today)} type="date" short />
    <TextField {...f('reason', '原因')} hint="例如查无此人、退回、邮箱不存在" />
  </>
)

/** 寄送和归档: how the answer left the house, whether it arrived, and where the file lies. */
export function DeliveryFields(p: StepFieldsProps) {
  const { deliveries } = p.request.state
  const f = fieldOf(p)
  switch (p.step) {
    case 'deliver':
      return <SendFields f={f} way={p.request.deliveryWay} today={p.today} />
    case 'confirmDelivery':
      return <ArrivedFields f={f} deliveries={deliveries} today={p.today} />
    case 'failDelivery':
      return <FailedFields f={f} deliveries={deliveries} today={p.today} />
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
