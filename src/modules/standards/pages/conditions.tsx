import type { Child } from '../../../ui/jsx-runtime.ts'
import { limitText, type Unit, UNITS, unitName, unitSays } from '../limits.ts'
import type { Category, Condition, StandardBody } from '../standard.ts'

const CHINESE = ['', '一级', '二级', '三级'] as const

const limitsOf = ({ limit, stages }: Condition): Child =>
  stages.length === 0 ? (
    limitText(limit)
  ) : (
    <span>
      {stages.map((stage, i) => (
        <>
          {i > 0 && <br />}
          {stage.name} {limitText(stage.limit)}
        </>
      ))}
    </span>
  )

const row = (condition: Condition) => (
  <tr>
    <th scope="row" data-th="立案条件">
      {condition.text}
    </th>
    <td data-th="处置时限">{limitsOf(condition)}</td>
    <td data-th="结案条件">{condition.closing}</td>
    <td data-th="奖励级别">{CHINESE[condition.level]}</td>
  </tr>
)

/** Every small class with its conditions, in one table with a heading for each. */
export const ConditionsTable = ({ body, caption, nameOf }: { body: StandardBody; caption: string; nameOf?: (category: Category) => Child }) => {
  const byCategory = Map.groupBy(body.conditions, (one) => one.category)
  return (
    <table class="table dense boxed cards">
      <caption class="hide">{caption}</caption>
      <thead>
        <tr>
          {['立案条件', '处置时限', '结案条件', '奖励级别'].map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      {body.categories.map((category) => (
        <tbody>
          <tr class="kin">
            <th scope="rowgroup" colspan="4">
              {nameOf?.(category) ?? (
                <>
                  {category.minorName} <span class="muted">{category.code}</span>
                </>
              )}
            </th>
          </tr>
          {(byCategory.get(category.code) ?? []).map(row)}
        </tbody>
      ))}
    </table>
  )
}

/** What the units mean that these conditions use. */
export const UnitsMeaning = ({ conditions }: { conditions: readonly Condition[] }) => {
  const limits = conditions.flatMap((one) => [one.limit, ...one.stages.map((stage) => stage.limit)])
  const used = new Set<Unit>(limits.map((limit) => limit.unit))
  const season = limits.find((limit) => limit.season)?.season
  return (
    <dl class="facts">
      {UNITS.filter((unit) => used.has(unit)).map((unit) => (
        <>
          <dt>{unitName[unit]}</dt>
          <dd>{unitSays[unit]}</dd>
        </>
      ))}
      {season && (
        <>
          <dt>{season.name}</dt>
          <dd>只在{season.parts.map(({ from, to }) => `${monthDay(from)}至${monthDay(to)}`).join('、')}计算，其余日子不计。</dd>
        </>
      )}
    </dl>
  )
}

const monthDay = (text: string): string => `${Number(text.slice(0, 2))}月${Number(text.slice(3))}日`
