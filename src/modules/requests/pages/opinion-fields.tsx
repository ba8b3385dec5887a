import { inShortChinese } from '../../../kernel/plain-date.ts'
import { Select, TextArea, TextField } from '../../../ui/form.tsx'
import { CONSULTED, consultedName, STANCES, stanceName } from '../events.ts'
import type { Consultation } from '../request.ts'
import { fieldOf, type StepFieldsProps } from './step-fields.tsx'

const nameOf = (one: Consultation): string => `${consultedName[one.kind]}：${one.with}（限${inShortChinese(one.dueOn)}）`

/** 征求意见: sent, received, answered, each with its evidence. */
export function OpinionFields(p: StepFieldsProps) {
  const { consultations } = p.request.state
  const f = fieldOf(p)
  const awaited = consultations.flatMap((one, i) => (one.answeredOn === null ? [{ one, i }] : []))
  const choices = (some: typeof awaited) => some.map(({ one, i }) => ({ value: String(i), label: nameOf(one) }))
  switch (p.step) {
    case 'consult':
      return (
        <>
          <Select {...f('kind', '征求谁的意见', 'third_party')} options={CONSULTED.map((value) => ({ value, label: consultedName[value] }))} />
          <TextField {...f('with', '名称')} />
          <TextField {...f('on', '征求意见书发出的日期', p.today)} type="date" short hint="发出当日仍计，次日起停计（条例第三十三条第三款）" />
          <TextField {...f('evidence', '发出的凭据')} hint="邮件号、公文号或者当面送交的签收人" />
        </>
      )
    case 'noteConsulted':
      return (
        <>
          <Select {...f('index', '哪一次')} options={choices(awaited.filter(({ one }) => one.reachedOn === null))} />
          <TextField {...f('on', '对方收到的日期', p.today)} type="date" short hint="15 个工作日从这一天起算（条例第三十二条、第三十四条）" />
          <TextField {...f('evidence', '送达的凭据')} />
        </>
      )
    default:
      return (
        <>
          <Select {...f('index', '哪一次')} options={choices(awaited)} />
          <Select {...f('stance', '对方的意见', 'agrees')} options={STANCES.map((value) => ({ value, label: stanceName[value] }))} />
          <p class="hint">期满未答复的：第三方由本机关决定是否公开（第三十二条），共同制作机关视为同意（第三十四条）；停计到期限届满之日为止</p>
          <TextField {...f('on', '收到意见的日期', p.today)} type="date" short />
          <TextArea {...f('opinion', '意见和理由')} rows={3} />
          <TextField {...f('evidence', '收到的凭据')} />
        </>
      )
  }
}
