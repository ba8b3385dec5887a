import { PASSED_OVER_TO } from '../../../kernel/from-case.ts'
import { addDays, beijingDay } from '../../../kernel/plain-date.ts'
import { islands } from '../../../ui/assets.ts'
import type { PhotoRole } from '../../photos/index.ts'
import { FileField, Radios, Select, TextArea, TextField } from '../../../ui/form.tsx'
import { unitName } from '../../standards/index.ts'
import { openStages } from '../desk.ts'
import { SUPERVISION_LEVELS, supervisionName } from '../facts.ts'
import type { Step } from '../lifecycle.ts'
import { FAILED_ROUNDS, LARGEST_POSTPONEMENT } from '../settings.ts'
import { ClassFields, field, type StepProps as Props } from './desk-class.tsx'

const REASON: Partial<Record<Step, string>> = {
  decline: '不予立案的理由',
  unmerge: '撤销并案的理由',
  askOnSite: '要核实什么',
  void: '作废的理由',
  recall: '撤回派遣的理由',
  return: '回退的理由',
  dispute: '争议的经过',
  refusePostponement: '不批准的理由',
  refuseSuspension: '不批准的理由',
  appeal: '超期不应计责的理由',
  refuseAppeal: '申诉不成立的理由',
  reopen: '重办的理由',
  reconsider: '重新甄别的理由',
}
const NOTE: Partial<Record<Step, string>> = {
  grantPostponement: '批准的意见',
  grantSuspension: '批准的意见',
  resume: '恢复计时的情况',
  grantAppeal: '申诉成立的依据',
  explain: '回访的情况和说明',
}

/** The fields of one step's form. Ids carry the step's name. */
export const StepFields = (p: Props) => {
  const { state } = p.one
  const reason = REASON[p.step]
  if (reason) return <TextArea {...field(p, 'reason', reason)} rows={3} />
  const note = NOTE[p.step]
  if (note) return <NoteFields {...p} label={note} />
  switch (p.step) {
    case 'accept':
    case 'reclassify':
      return <ClassFields {...p} />
    case 'dispatch':
    case 'decide':
      return <UnitFields {...p} />
    case 'merge':
      return <MergeFields {...p} />
    case 'transfer':
      return (
        <>
          <Select {...field(p, 'channel', '转到哪个渠道')} options={PASSED_OVER_TO.map((value) => ({ value, label: value.replace(/（.*/, '') }))} />
          <TextArea {...field(p, 'reason', '理由，上报人会看到')} rows={3} />
        </>
      )
    case 'askPostponement': {
      const { amount = 0, unit } = state.filing?.limit ?? {}
      return (
        <>
          <TextField
            {...field(p, 'amount', `延长多少${unit ? `（${unitName[unit]}）` : ''}`)}
            short
            inputmode="decimal"
            hint={`一次最多 ${amount * LARGEST_POSTPONEMENT}`}
          />
          <TextArea {...field(p, 'reason', '延期的理由，公众会看到')} rows={3} />
        </>
      )
    }
    case 'askSuspension':
      return (
        <>
          <TextField {...field(p, 'until', '挂账到哪一天', addDays(beijingDay(p.now), 30))} type="date" short />
          <TextArea {...field(p, 'reason', '挂账的理由，公众会看到')} rows={3} />
        </>
      )
    case 'receive':
      return <PhotoField {...p} of="before" label="处置前的照片" hint="动工以前拍的，有就附上；以后反馈时也可以附" />
    case 'finishStage':
      return (
        <>
          <Select {...field(p, 'name', '完成了哪个阶段')} options={openStages(state).map((name) => ({ value: name, label: name }))} />
          <TextArea {...field(p, 'note', '完成的情况')} rows={3} />
          <PhotoField {...p} of="before" label="处置前的照片" hint="动工以前拍的，有就附上" />
        </>
      )
    case 'supervise':
      return (
        <>
          <Select {...field(p, 'level', '方式', 'remind')} options={SUPERVISION_LEVELS.map((value) => ({ value, label: supervisionName[value] }))} />
          <TextArea {...field(p, 'note', '督办的要求，公众会看到')} rows={3} />
        </>
      )
    case 'feedBack':
      return (
        <>
          <TextArea {...field(p, 'note', '处置的情况')} hint={state.filing && `结案条件：${state.filing.closing}`} rows={3} />
          <PhotoField {...p} of="before" label="处置前的照片" hint="动工以前拍的，有就附上，会和处置后的一并公开" />
          <PhotoField {...p} of="after" label="处置后的照片" hint="和处置前同一角度" />
        </>
      )
    case 'reportOnSite':
    case 'pass':
    case 'fail':
      return <OnSiteFields {...p} />
    case 'close':
      return (
        <>
          <HeldPhotos {...p} />
          <TextArea {...field(p, 'opinion', '结案意见', closingDraft(p))} hint="连同处置前后的照片发给上报人，并向公众公开" rows={3} />
        </>
      )
    default:
      return null
  }
}

const closingDraft = ({ one: { state } }: Props): string =>
  state.tenure && state.filing ? `${state.tenure.unit.name}已处置，核查通过，符合结案条件：${state.filing.closing}` : ''

const HeldPhotos = ({ photos }: Props) => {
  const held = photos.filter(({ screened, state }) => screened === 'held' && state !== 'refused').length
  return held === 0 ? null : (
    <p class="notice soon mt-3">
      <span>
        还有 {held} 张照片没有审，结案意见里不会有它们。<a href="#photos">去看照片</a>
      </span>
    </p>
  )
}

const NoteFields = (p: Props & { label: string }) => {
  const { postponement, suspension, appeal } = p.one.state
  const asked =
    p.step === 'grantPostponement'
      ? postponement?.reason
      : p.step === 'grantSuspension'
        ? suspension?.reason
        : p.step === 'grantAppeal'
          ? appeal?.reason
          : undefined
  return (
    <>
      {asked && <p>承办单位的理由：{asked}</p>}
      <TextArea {...field(p, 'note', p.label)} rows={3} />
    </>
  )
}

const UnitFields = (p: Props) => {
  const because = p.suggested?.because ?? '没有权责规定，也没有属地街道，请选择单位并写明依据'
  return (
    <>
      <Select
        {...field(p, 'unit', '派给', p.suggested ? String(p.suggested.unit.id) : '')}
        options={[{ value: '', label: '请选择' }, ...p.units.map(({ id, name }) => ({ value: String(id), label: name }))]}
      />
      <TextField
        {...field(p, 'because', p.step === 'decide' ? '裁定的依据，公众会看到' : '依据，公众会看到', p.step === 'decide' ? '' : because)}
        hint={p.step === 'decide' ? because : undefined}
      />
      {p.step === 'dispatch' && <TextField {...field(p, 'note', '给承办单位的话')} optional />}
    </>
  )
}

/** What a report may be merged into, the likeliest first; only what is filed can take it. */
const MergeFields = (p: Props) => {
  const suspected = p.suspected.filter(({ filed }) => filed).map((one) => ({ ...one, hint: one.because.join('；') }))
  const near = p.nearby.map((one) => ({ ...one, hint: `相距 ${one.metres} 米` }))
  const offered = [...suspected, ...near].map(({ number, title, hint }) => ({ value: number, label: `${number}　${title}`, hint }))
  const [first] = suspected
  return (
    <>
      {offered.length > 0 ? (
        <Radios {...field(p, 'parent', '并入哪一件', offered[0]?.value)} options={offered} />
      ) : (
        <TextField {...field(p, 'parent', '并入哪一件的编号')} short />
      )}
      <TextArea {...field(p, 'because', '为什么是同一个问题', first?.hint)} rows={2} />
    </>
  )
}

/** Before the round that goes to the leader and onto the public list, whoever fails it is told so. */
const lastRoundHint = ({ one: { state } }: Props): string => {
  const round = state.rounds.filter(({ passed }) => !passed).length + 1
  return round >= FAILED_ROUNDS ? `这是第 ${round} 次未通过，将自动提请领导督办，并列入三核未通过公示` : ''
}

const OnSiteFields = (p: Props) => (
  <>
    {p.step === 'reportOnSite' && (
      <Radios
        {...field(p, 'found', '现场看到的')}
        options={[
          { value: 'yes', label: '情况属实' },
          { value: 'no', label: '没有发现所报的问题' },
        ]}
      />
    )}
    <TextArea
      {...field(p, 'note', p.step === 'fail' ? '哪里不符合结案条件' : '看到的情况')}
      hint={[p.one.state.filing && `结案条件：${p.one.state.filing.closing}`, p.step === 'fail' && lastRoundHint(p)].filter(Boolean).join('。')}
      rows={3}
    />
    <TextField {...field(p, 'place', '您站的位置（经度,纬度）')} hint="用来算离案件多远，会公开" optional />
    <p class="row mt-2">
      <button type="button" class="button plain" data-locate hidden>
        用手机定位
      </button>
      <span data-located role="status" />
    </p>
    <input type="hidden" name="placeSource" value="" />
    <PhotoField {...p} of="verification" label="现场照片" hint={p.step === 'reportOnSite' ? '有就附上' : '至少一张'} />
    <script src={islands.place.path} defer />
  </>
)

const PhotoField = (p: Props & { of: PhotoRole; label: string; hint: string }) => {
  const name = p.of === 'before' ? 'before' : 'photos'
  const id = `${p.step}-${name}`
  const sent = p.sent.filter(({ role }) => role === p.of).length
  return (
    <FileField id={id} name={name} label={p.label} accept="image/*" multiple errors={{}} hint={sent > 0 ? `${p.hint}；已收到 ${sent} 张，不用再传` : p.hint} />
  )
}
