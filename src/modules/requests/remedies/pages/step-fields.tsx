import type { Words } from '../../../letters/index.ts'
import type { PlainDate } from '../../../../kernel/plain-date.ts'
import { Select, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { answerTimeOf, LONGEST_DECISION_EXTENSION_DAYS, USUAL_REDO_DAYS } from '../clock.ts'
import { ENDING_KEYS, ENDINGS, REDO_ENDINGS, remedyResultName, UNITS, unitName } from '../kinds.ts'
import type { RemedyStep } from '../lifecycle.ts'
import type { RemedyState } from '../remedy.ts'
import { type AnewOf, RedoFields } from './redo.tsx'

type Props = { readonly state: RemedyState; readonly step: RemedyStep; readonly today: PlainDate; readonly values: Values }
type All = Props & { readonly anew: AnewOf | null; readonly agencyName: string; readonly words?: Words | undefined }

/** The fields of one step's form. Ids carry the step's name, for a page may hold several forms. */
export function RemedyFields(p: All) {
  const { state, step, today, values } = p
  const f = (name: string, label: string, fallback = '') => ({
    id: `${step}-${name}`,
    name,
    label,
    values: { [name]: values[name] ?? fallback },
    errors: {},
  })
  const day = (label: string) => <TextField {...f('on', label, today)} type="date" short />
  const evidence = (hint: string) => <TextField {...f('evidence', '凭据')} hint={hint} />
  switch (step) {
    case 'receiveCopy': {
      const { days, unit, law } = answerTimeOf(state, today)
      return (
        <>
          {day('收到副本的日期')}
          {evidence('送达回证、签收人')}
          <p class="muted mt-2">
            从收到之日的次日起 {days} {unitName[unit]}内答复（{law}）。
          </p>
        </>
      )
    }
    case 'answer':
      return (
        <>
          {day('提交答复的日期')}
          {evidence('怎样提交的：当面、邮寄的邮件号、平台回执')}
          <TextArea {...f('words', '答复的要点和证据清单')} optional rows={4} />
        </>
      )
    case 'supplement':
    case 'note':
      return (
        <>
          {day('日期')}
          <TextArea {...f('words', step === 'note' ? '内容' : '补充了什么')} rows={3} />
        </>
      )
    case 'turnOrdinary':
    case 'suspend':
    case 'resume':
      return (
        <>
          {day('文书的日期')}
          <TextArea {...f('reason', '理由')} rows={3} />
          {step === 'suspend' && <p class="muted mt-2">中止期间复议机关的期限不计；本机关的答复期限法律没有规定停计，照常计算。</p>}
        </>
      )
    case 'extend':
      return (
        <>
          {day('通知的日期')}
          <TextField
            {...f('days', '延长的日数', String(LONGEST_DECISION_EXTENSION_DAYS - state.extendedBy))}
            short
            inputmode="numeric"
            hint={`最多 ${LONGEST_DECISION_EXTENSION_DAYS} 日`}
          />
          <TextArea {...f('reason', '理由')} rows={3} />
        </>
      )
    case 'end':
    case 'orderRedo':
      return <EndFields state={state} step={step} today={today} values={values} />
    default:
      return <RedoFields {...p} step={step} f={f} />
  }
}

function EndFields({ step, today, values }: Props) {
  const f = (name: string, label: string, fallback = '') => ({ id: `${step}-${name}`, name, label, values: { [name]: values[name] ?? fallback }, errors: {} })
  const endings = step === 'orderRedo' ? REDO_ENDINGS : ENDING_KEYS.filter((key) => key !== 'ordered')
  return (
    <>
      <TextField {...f('on', '审结日期', today)} type="date" short hint="决定、判决、裁定的日期；判决以生效的为准" />
      <Select
        {...f('ending', '结果')}
        options={endings.map((value) => ({ value, label: `${ENDINGS[value].name}（表四：${remedyResultName[ENDINGS[value].column]}）` }))}
      />
      {step === 'orderRedo' && (
        <>
          <TextField {...f('servedOn', '收到决定、判决的日期', today)} type="date" short />
          <TextField
            {...f('days', '重新答复的期限')}
            optional
            short
            inputmode="numeric"
            hint={`决定、判决没有写明的不填，按 ${USUAL_REDO_DAYS} 个工作日（条例第三十三条第二款）`}
          />
          <Select {...f('unit', '按')} options={UNITS.map((value) => ({ value, label: value === 'working' ? '工作日' : '自然日' }))} />
        </>
      )}
      <TextArea {...f('words', '要点')} optional rows={3} />
    </>
  )
}
