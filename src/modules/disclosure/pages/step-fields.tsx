import { addDays, type PlainDate } from '../../../kernel/plain-date.ts'
import { Select, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { EXEMPTION_KEYS, EXEMPTIONS } from '../exemptions.ts'
import { DISCARD_REASONS, discardName, type Step, VALIDITIES, type Validity, validityName } from '../lifecycle.ts'
import { USUAL_REVIEW_DAYS } from '../steps.ts'

type Field = (
  name: string,
  label: string,
  fallback?: string,
) => { id: string; name: string; label: string; values: Values; errors: Readonly<Record<string, string>> }
const DiscardFields = ({ f }: { f: Field }) => (
  <>
    <p>只有不是本机关信息的才作废；本机关制作的，要么公开，要么由审查人决定不予公开。作废由审查人确认。</p>
    <Select {...f('why', '原因')} options={DISCARD_REASONS.map((value) => ({ value, label: discardName[value] }))} />
    <TextField {...f('into', '另一条的编号')} optional hint="重复录入、并入另一条的要填，如“2026-00012”" />
    <TextArea {...f('reason', '说明')} rows={2} optional />
  </>
)

const ClearFields = ({ f, personal }: { f: Field; personal: readonly string[] }) => (
  <>
    <TextArea {...f('opinion', '审查意见')} rows={2} hint="如：不涉及国家秘密、商业秘密和个人隐私，可以公开" />
    <TextArea {...f('grounds', '依据')} rows={2} hint="如：保守国家秘密法第三十五条；本单位保密事项范围" />
    {personal.length > 0 && (
      <TextArea
        {...f('personal', '个人信息照样公开的理由')}
        rows={2}
        hint={`好像有个人信息：${personal.join('；')}。应当遮盖的，办“退回修改”（个人信息保护法第二十五条）`}
      />
    )}
  </>
)

type Props = {
  readonly step: Step
  readonly today: PlainDate
  readonly validity: Validity
  readonly values: Values
  readonly isOut: boolean
  readonly personal: readonly string[]
}
/** What a step asks for, beside its button. */
export const StepFields = (p: Props) => {
  const f = (name: string, label: string, fallback = '') => ({
    id: `${p.step}-${name}`,
    name,
    label,
    values: { [name]: p.values[name] ?? fallback },
    errors: {},
  })
  const reviewOn = f('reviewOn', '下次复查日期', addDays(p.today, USUAL_REVIEW_DAYS))
  switch (p.step) {
    case 'clear':
      return <ClearFields f={f} personal={p.personal} />
    case 'askAbove':
      return (
        <>
          <TextField {...f('of', '报请哪个部门')} />
          <TextArea {...f('question', '要确定什么')} rows={2} />
        </>
      )
    case 'withhold':
    case 'proposeWithholding':
      return (
        <>
          <Select
            {...f('exemption', '情形')}
            options={EXEMPTION_KEYS.map((value) => ({ value, label: `${EXEMPTIONS[value].name}（${EXEMPTIONS[value].law}）` }))}
          />
          <TextArea {...f('grounds', '内部理由')} rows={3} hint="只在单位内部留存，公众看不到" />
          {p.isOut && <TextArea {...f('publicWords', '公开说明')} rows={2} hint="公众在原来的网址上看到的就是这一段；不写具体的人、号码和内部情况" />}
          <TextField {...reviewOn} type="date" short />
        </>
      )
    case 'keepWithheld':
      return (
        <>
          <TextArea {...f('grounds', '复查的结论和理由')} rows={3} />
          <TextField {...reviewOn} type="date" short />
        </>
      )
    case 'approve':
      return <TextArea {...f('note', '意见')} rows={2} optional />
    case 'schedule':
      return <TextField {...f('at', '发布时间')} type="datetime-local" short />
    case 'setValidity':
      return (
        <>
          <Select {...f('validity', '有效性', p.validity)} options={VALIDITIES.map((value) => ({ value, label: validityName[value] }))} />
          <TextArea {...f('reason', '依据')} rows={2} hint="如：某年某月清理结果的文号" />
          <TextField {...f('by', '由哪一份文件')} optional hint="修改或者废止它的那一条的编号，如“2026-00012”；两边的网页上都会有链接" />
          <TextField {...f('byTitle', '不在本平台上的，写文件名称')} optional hint="如上级机关的文件" />
        </>
      )
    case 'overturn':
      return (
        <>
          <TextField {...f('decidedOn', '哪一天被变更、撤销')} type="date" short />
          <TextArea {...f('reason', '由谁、用哪份文书')} rows={2} hint="如：某年某号行政复议决定书撤销" />
        </>
      )
    case 'withdraw':
      return (
        <>
          <TextArea {...f('reason', '理由')} rows={3} hint="公众在原来的网址上看到的就是这一段；不写具体的人、号码和内部情况" />
          <TextField {...f('by', '现在看哪一条')} optional hint="代替它的那一条的编号，如“2026-00012”" />
        </>
      )
    case 'revise':
      return (
        <>
          <TextField {...f('changedOn', '变更日期', p.today)} type="date" short hint="内容在哪一天有了变化；20个工作日的公开期限从这一天起算" />
          <TextArea {...f('reason', '理由')} rows={3} />
        </>
      )
    case 'discard':
      return <p>看过以后，这一条不再公开，也不进不予公开台账，留在“作废”里备查，可以重新拟稿公开。</p>
    case 'proposeDiscard':
      return <DiscardFields f={f} />
    case 'submit':
      return <p>送审以后不能再改；要改的，由审查人退回。</p>
    case 'publish':
      return <p>发布以后，公众立刻可以看到。</p>
    case 'keepPublished':
      return <p>正在写的修改不要了，公众看到的原文不变。</p>
    default:
      return <TextArea {...f('reason', '理由')} rows={3} />
  }
}
