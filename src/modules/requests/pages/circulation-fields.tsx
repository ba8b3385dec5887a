import { Select, TextArea, TextField } from '../../../ui/form.tsx'
import { USUAL_INNER_DAYS } from '../event-of.ts'
import { HELPER } from '../step-forms.ts'
import { fieldOf, type StepFieldsProps } from './step-fields.tsx'

/** 传阅会办: who leads, who helps, until when; what they say; and what was settled around a table. */
export function CirculationFields(p: StepFieldsProps) {
  const { circulation, department } = p.request.state
  const f = fieldOf(p)
  const own = circulation.findLast((one) => one.department === p.viewer.department)
  switch (p.step) {
    case 'assign':
      return (
        <>
          <Select {...f('department', '主办科室', department ?? '')} options={p.departments.map((value) => ({ value, label: value }))} />
          <fieldset class="field">
            <legend>会办科室</legend>
            {p.departments.map((name) => (
              <label class="choice">
                <input type="checkbox" name={HELPER + name} value="1" checked={Boolean(p.values[HELPER + name])} />
                <span>{name}</span>
              </label>
            ))}
          </fieldset>
          <TextField
            {...f('withinDays', '几个工作日内提出意见', String(USUAL_INNER_DAYS))}
            short
            inputmode="numeric"
            hint="内部期限，要早于答复申请人的期限；到期前后各提醒一次"
          />
          <TextArea {...f('note', '请科室查什么')} rows={3} />
        </>
      )
    case 'giveOpinion':
      return (
        <>
          {own?.note && <p>{own.note}</p>}
          <TextArea {...f('opinion', '科室意见', own?.answer?.opinion ?? '')} hint="有没有、在哪里、能不能公开，理由是什么" />
          <label class="choice">
            <input type="checkbox" name="objects" value="1" checked={p.values['objects'] ? true : own?.answer?.objects === true} />
            <span>不同意公开</span>
          </label>
        </>
      )
    case 'urge':
      return (
        <>
          <Select
            {...f('department', '催办哪个科室')}
            options={circulation.filter(({ answer }) => answer === null).map((one) => ({ value: one.department, label: one.department }))}
          />
          <TextField {...f('words', '催办的话')} />
        </>
      )
    default:
      return (
        <>
          <TextField {...f('heldOn', '会商的日期', p.today)} type="date" short />
          <TextField {...f('present', '参加的人员')} />
          <TextArea {...f('record', '会商的意见')} />
        </>
      )
  }
}
