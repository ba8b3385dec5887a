import { addDays, type PlainDate } from '../../../../kernel/plain-date.ts'
import { Select, TextArea, TextField, type Values } from '../../../../ui/form.tsx'
import { RULES } from '../../rules.ts'
import type { NormStep } from '../lifecycle.ts'
import { RELATION_KINDS, relationName } from '../norm.ts'
import type { Norm, Series } from '../store.ts'
import { CIRCULATION_DAYS, lastOfYears, validYearsOf } from '../terms.ts'

export type FieldsProps = {
  step: NormStep
  norm: Norm
  today: PlainDate
  /** The first day a consultation opened today may end on. */
  shortest: PlainDate
  departments: readonly string[]
  series: readonly Series[]
  values: Values
}

/** What the form of a step asks. */
export const NormFields = (p: FieldsProps) => {
  const f = (name: string, label: string, fallback = '') => ({
    id: `${p.step}-${name}`,
    name,
    label,
    values: { [name]: p.values[name] ?? fallback },
    errors: {},
  })
  switch (p.step) {
    case 'relate':
      return (
        <>
          <Select {...f('kind', '关系')} options={RELATION_KINDS.map((value) => ({ value, label: relationName[value] }))} />
          <TextField
            {...f('to', '对方')}
            hint="修改、废止、配套：对方的登记号，如“2026-003”；解读：解读材料的编号，如“2026-00012”；依据：登记号，或者法律法规的名称"
          />
        </>
      )
    case 'setInterpretation':
      return (
        <>
          <Select
            {...f('needed', '要不要解读', p.norm.state.interpretation?.needed === false ? 'no' : 'yes')}
            options={[
              { value: 'yes', label: `要解读：文件公开后 ${RULES.interpretation.days} 个工作日内发布` },
              { value: 'no', label: '不用解读' },
            ]}
          />
          <TextArea {...f('reason', '理由')} rows={2} hint="不用解读的要写" />
        </>
      )
    case 'unrelate':
      return <Unrelate {...p} />
    case 'circulate':
      return (
        <>
          <fieldset class="field">
            <legend>分送</legend>
            {p.departments.map((name, i) => (
              <label class="choice">
                <input type="checkbox" name={`unit-${i}`} value={name} checked={p.values[`unit-${i}`] === name} />
                <span>{name}</span>
              </label>
            ))}
          </fieldset>
          <TextArea {...f('ask', '请科室办什么')} rows={2} />
          <TextField {...f('dueOn', '提交意见的最后一天', addDays(p.today, CIRCULATION_DAYS))} type="date" short />
        </>
      )
    case 'opine':
      return (
        <>
          <TextArea {...f('opinion', '科室意见')} rows={3} hint="没有意见的写“无意见”" />
          <label class="choice">
            <input type="checkbox" name="objects" value="1" checked={p.values['objects'] === '1'} />
            <span>有不同意见，需要修改后再定</span>
          </label>
        </>
      )
    case 'openConsultation':
      return (
        <TextField {...f('until', '截止日期', p.shortest)} type="date" short hint={`不少于 ${RULES.consultation.days} 日：今天公布，当日不计，最早这一天`} />
      )
    case 'clear':
      return (
        <>
          <TextArea {...f('opinion', '审查意见')} rows={3} hint="草案公开也要先审查，如：不涉及国家秘密、工作秘密和个人隐私，可以公开" />
          <TextArea {...f('grounds', '依据')} rows={2} hint="如：本单位保密事项范围" />
        </>
      )
    case 'prolong':
      return (
        <>
          <TextField {...f('until', '新的截止日期')} type="date" short />
          <TextArea {...f('reason', '理由')} rows={2} />
        </>
      )
    case 'answer':
      return <TextArea {...f('words', '采纳情况')} rows={5} hint="收到多少条，采纳了什么，没有采纳的主要理由；逐条的处理一并公布" />
    case 'passLegality':
      return (
        <>
          <TextArea {...f('opinion', '审核意见')} rows={3} hint="制定权限、程序、内容是否合法" />
          <TextArea {...f('grounds', '依据')} rows={2} />
        </>
      )
    default:
      return <LaterFields {...p} f={f} />
  }
}

const LaterFields = (
  p: FieldsProps & { f: (name: string, label: string, fallback?: string) => { id: string; name: string; label: string; values: Values; errors: Values } },
) => {
  const { f } = p
  switch (p.step) {
    case 'decide':
      return (
        <>
          <TextField {...f('meeting', '哪次会议')} hint="如：2026年第12次主任办公会" />
          <TextField {...f('decidedOn', '审议日期', p.today)} type="date" short />
        </>
      )
    case 'assignNumber': {
      const years = validYearsOf(p.norm.state.content.title)
      return (
        <>
          <Select {...f('series', '文号', String(p.series[0]?.id ?? ''))} options={p.series.map(({ id, format }) => ({ value: String(id), label: format }))} />
          <TextField {...f('effectiveOn', '施行日期', p.today)} type="date" short />
          <TextField
            {...f('validUntil', '有效期至', lastOfYears(p.today, years))}
            type="date"
            short
            optional
            hint={`按名称最长 ${years} 年（由本单位设定）；不填为没有写明有效期`}
          />
        </>
      )
    }
    case 'prolongValidity':
      return (
        <>
          <TextField {...f('validUntil', '新的有效期至')} type="date" short />
          <TextArea {...f('reason', '依据')} rows={2} />
        </>
      )
    case 'end':
      return (
        <>
          <Select
            {...f('kind', '决定', 'abolished')}
            options={[
              { value: 'abolished', label: '废止' },
              { value: 'expired', label: '宣布失效' },
            ]}
          />
          <TextField {...f('from', '从哪一天起', p.today)} type="date" short />
          <TextArea {...f('reason', '依据')} rows={2} />
        </>
      )
    case 'gather':
      return <p>没有提交意见的科室，到期视为没有意见。</p>
    case 'closeConsultation':
      return <p>截止以后不再接收意见，逐条写明是否采纳。</p>
    case 'askClearance':
      return <p>草案公开征求意见以前先经保密审查。送审以后不能再改；要改的，由审查人退回。</p>
    case 'submit':
      return <p>送审以后不能再改；要改的，由审核人退回。</p>
    case 'toRoad':
      return <p>在“规范性文件”栏目起草一条信息，走保密审查、审核、发布。</p>
    case 'archive':
      return <TextArea {...f('reason', '办理结果')} rows={3} />
    default:
      return <TextArea {...f('reason', '理由')} rows={3} />
  }
}

const Unrelate = ({ norm }: FieldsProps) => (
  <>
    {norm.state.relations.map(({ kind, norm: number, item, words }, i) => (
      <label class="choice">
        <input type="radio" name="which" value={i} checked={i === 0} />
        <span>
          {relationName[kind]}：{number ?? item ?? words}
        </span>
      </label>
    ))}
  </>
)
