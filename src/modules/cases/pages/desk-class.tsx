import { covered, findPrivate, privateName } from '../../../kernel/release-gate.ts'
import { Select, TextArea, TextField, type Values } from '../../../ui/form.tsx'
import { limitText } from '../../standards/index.ts'
import type { Step } from '../lifecycle.ts'
import { placeText } from '../map-view.ts'
import type { DeskCaseProps } from './desk-props.ts'

export type StepProps = DeskCaseProps & { step: Step; values: Values }

/** A field of a step's form. Ids carry the step's name, for several forms stand on one page. */
export const field = (p: StepProps, name: string, label: string, fallback = '') => ({
  id: `${p.step}-${name}`,
  name,
  label,
  values: { [name]: p.values[name] ?? fallback },
  errors: {},
})

/** What the report becomes: the condition that owns its limit, and the words the public will read. */
export const ClassFields = (p: StepProps) => {
  const { row, state } = p.one
  const chosen = state.filing?.condition ?? ''
  const hidden = findPrivate(`${row.description} ${row.address}`)
  const { lon, lat } = state.spot ?? row
  return (
    <>
      <Select
        {...field(p, 'condition', '立案条件', chosen)}
        hint={
          p.everyCondition ? undefined : (
            <>
              只列上报人所选“{p.names.tile(row.tile)}”一类，
              <a href={`/staff/cases/${p.one.number}?step=${p.step}&all=1#step-${p.step}`}>列出全部</a>
            </>
          )
        }
        options={[
          { value: '', label: '请选择' },
          ...p.conditions.map(({ code, category, text, limit }) => ({
            value: code,
            label: `${p.names.category(category).split(' · ').at(-1) ?? category}：${text}（${limitText(limit)}）`,
          })),
        ]}
      />
      {p.step === 'accept' && (
        <>
          <TextField {...field(p, 'title', '标题，公众会看到', covered(row.description).slice(0, 30))} />
          <TextField {...field(p, 'address', '位置，公众会看到', covered(row.address))} />
          {hidden.length > 0 && (
            <p class="hint">原文里有像{[...new Set(hidden.map(({ kind }) => privateName[kind]))].join('、')}的内容，已经遮盖；请再看一遍。</p>
          )}
        </>
      )}
      <TextField {...field(p, 'place', '坐标（经度,纬度）', lon !== null && lat !== null ? placeText({ lon, lat }) : '')} hint={shotHint(p)} optional />
      <Select
        {...field(p, 'street', '街道', row.street_code ?? '')}
        hint="有坐标的，按坐标所在的网格"
        options={[{ value: '', label: '不清楚' }, ...p.names.streets.map(({ code, name }) => ({ value: code, label: name }))]}
      />
      {p.step === 'reclassify' && <TextArea {...field(p, 'reason', '更正的理由')} rows={2} />}
    </>
  )
}

/** Where the telephone says a photo was taken, for a report whose own place is poor. */
function shotHint({ photos }: StepProps): string | undefined {
  const shots = photos.flatMap(({ shot: { lon, lat } }, i) => (lon !== null && lat !== null ? [`第 ${i + 1} 张照片摄于 ${placeText({ lon, lat })}`] : []))
  return shots.length > 0 ? shots.join('；') : undefined
}
