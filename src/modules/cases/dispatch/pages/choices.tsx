import { Select, TextField, type Values } from '../../../../ui/form.tsx'
import type { HandlingUnit } from '../../../organizations/index.ts'
import { limitText } from '../../../standards/index.ts'
import type { Names } from '../../naming.ts'
import { momentText } from '../../moment-text.ts'
import type { Draft } from '../draft.ts'
import { CLEAR_SHARE } from '../suggest.ts'

const field = (values: Values, name: string, label: string) => ({ name, label, values, errors: {} })
const percent = (share: number): string => `${Math.round(share * 100)}%`

type ProposalProps = { name: string; value: string; values: Values; nth: number; title: string; suggested: boolean; because: readonly string[] }
/** One thing to choose with what speaks for it, a line each; its number is its key. */
const Proposal = ({ name, value, values, nth, title, suggested, because }: ProposalProps) => (
  <label class={value === values[name] ? 'choice pad picked' : 'choice pad'}>
    <input type="radio" name={name} value={value} checked={value === values[name]} data-choice={nth} />
    <span>
      <strong>{title}</strong>
      {suggested && <span class="badge">建议</span>}
      <span class="hint">
        {because.map((line, n) => (
          <>
            {n > 0 && <br />}
            {line}
          </>
        ))}
      </span>
    </span>
  </label>
)

/** The proposed conditions with what speaks for each, every other one below, and the words the public will read. */
export const ConditionChoice = ({ draft, values, names, now }: { draft: Draft; values: Values; names: Names; now: Date }) => (
  <>
    <fieldset class="stack tight" id="condition">
      <legend class="hide">立案条件</legend>
      {draft.conditions.length === 0 && <p class="muted">没有相似的旧案，说明里也没有标准里的词，请在下面选。</p>}
      {draft.conditions.map(({ condition, share, because, unit, dueAt }, i) => (
        <Proposal
          name="condition"
          value={condition.code}
          values={values}
          nth={i + 1}
          title={`${names.category(condition.category).split(' · ').at(-1)}：${condition.text}`}
          suggested={i === 0 && share >= CLEAR_SHARE}
          because={[
            `把握 ${percent(share)}，${limitText(condition.limit)}${dueAt ? `，现在派遣，到${momentText(dueAt, now)}` : ''}`,
            unit ? `派给${unit}` : '没有单位，派遣时选',
            ...because,
          ]}
        />
      ))}
    </fieldset>
    <Select
      {...field(values, 'other', draft.conditions.length > 0 ? '都不对，选别的条件' : '立案条件')}
      options={[
        { value: '', label: draft.conditions.length > 0 ? '不选' : '请选择' },
        ...draft.all.map(({ code, category, text, limit }) => ({ value: code, label: `${names.category(category)}：${text}（${limitText(limit)}）` })),
      ]}
    />
    <TextField {...field(values, 'title', '标题，公众会看到')} />
    <TextField {...field(values, 'address', '位置，公众会看到')} />
    <input type="hidden" name="place" value={values['place'] ?? ''} />
    <input type="hidden" name="street" value={values['street'] ?? ''} />
  </>
)

/** Who may handle it, the proposed one first, each with what speaks for and against it. */
export const UnitChoice = ({ draft, values, units }: { draft: Draft; values: Values; units: readonly HandlingUnit[] }) => {
  const known = new Set(draft.units.map(({ unit }) => unit.id))
  return (
    <>
      <fieldset class="stack tight" id="unit">
        <legend class="hide">处置单位</legend>
        {draft.units.length === 0 && <p class="muted">没有权责规定，也没有属地街道，请在下面选单位并写明依据。</p>}
        {draft.units.map(({ unit, suggested, because }, i) => (
          <Proposal name="unit" value={String(unit.id)} values={values} nth={i + 1} title={unit.name} suggested={suggested} because={because} />
        ))}
      </fieldset>
      <Select
        {...field(values, 'otherUnit', draft.units.length > 0 ? '都不对，派给别的单位' : '派给')}
        options={[
          { value: '', label: draft.units.length > 0 ? '不选' : '请选择' },
          ...units.filter(({ id }) => !known.has(id)).map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <TextField {...field(values, 'because', '依据，公众会看到')} />
      <TextField {...field(values, 'note', '给承办单位的话')} optional />
    </>
  )
}
