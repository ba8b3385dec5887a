import { Select, TextField, type Values } from '../../../../ui/form.tsx'
import { limitText } from '../../../standards/index.ts'
import type { Names } from '../../naming.ts'
import { momentText } from '../../public-record.ts'
import type { Draft } from '../draft.ts'
import { CLEAR_SHARE } from '../suggest.ts'

const field = (values: Values, name: string, label: string) => ({ name, label, values, errors: {} })
const percent = (share: number): string => `${Math.round(share * 100)}%`

/** The proposed conditions with what speaks for each, every other one below, and the words the public will read. */
export const ConditionChoice = ({ draft, values, names }: { draft: Draft; values: Values; names: Names }) => (
  <>
    <fieldset class="stack tight" id="condition">
      <legend class="hide">立案条件</legend>
      {draft.conditions.length === 0 && <p class="muted">没有相似的旧案，说明里也没有标准里的词，请在下面选。</p>}
      {draft.conditions.map(({ condition, share, because, unit, dueAt }, i) => (
        <label class={condition.code === values['condition'] ? 'choice pad picked' : 'choice pad'}>
          <input type="radio" name="condition" value={condition.code} checked={condition.code === values['condition']} data-choice={i + 1} />
          <span>
            <strong>
              {names.category(condition.category).split(' · ').at(-1)}：{condition.text}
            </strong>
            {i === 0 && share >= CLEAR_SHARE && <span class="badge">建议</span>}
            <span class="hint">
              把握 {percent(share)}，{limitText(condition.limit)}
              {dueAt && `，现在派遣，到${momentText(dueAt)}`}
              <br />
              {unit ? `派给${unit}` : '没有单位，派遣时选'}
              {because.map((reason) => (
                <>
                  <br />
                  {reason}
                </>
              ))}
            </span>
          </span>
        </label>
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
export const UnitChoice = ({ draft, values }: { draft: Draft; values: Values }) => {
  const known = new Set(draft.units.map(({ unit }) => unit.id))
  return (
    <>
      <fieldset class="stack tight" id="unit">
        <legend class="hide">处置单位</legend>
        {draft.units.length === 0 && <p class="muted">没有权责规定，也没有属地街道，请在下面选单位并写明依据。</p>}
        {draft.units.map(({ unit, suggested, because }, i) => (
          <label class={String(unit.id) === values['unit'] ? 'choice pad picked' : 'choice pad'}>
            <input type="radio" name="unit" value={unit.id} checked={String(unit.id) === values['unit']} data-choice={i + 1} />
            <span>
              <strong>{unit.name}</strong>
              {suggested && <span class="badge">建议</span>}
              <span class="hint">
                {because.map((reason, n) => (
                  <>
                    {n > 0 && <br />}
                    {reason}
                  </>
                ))}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <Select
        {...field(values, 'otherUnit', draft.units.length > 0 ? '都不对，派给别的单位' : '派给')}
        options={[
          { value: '', label: draft.units.length > 0 ? '不选' : '请选择' },
          ...draft.every.filter(({ id }) => !known.has(id)).map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <TextField {...field(values, 'because', '依据，公众会看到')} />
      <TextField {...field(values, 'note', '给承办单位的话')} optional />
    </>
  )
}
