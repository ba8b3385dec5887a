import type { Dimension } from '../../cases/index.ts'
import { type Named, nameOf } from '../load-figures.ts'
import { PERIODS, periodName, type Days, type PeriodKey } from '../period.ts'
import { dimensionName, figuresHref, type Question } from '../question.ts'

type Props = { question: Question; base: string; named: Named; daysOf: (key: PeriodKey) => Days; parts: readonly Dimension[] }

/** Named periods as links, two days and a part of the cases as a form; all of it stands in the address. */
export const QuestionForm = ({ question, base, named, daysOf, parts }: Props) => (
  <>
    <nav class="tabs" aria-label="时间">
      {PERIODS.map((key) => (
        <a href={figuresHref(question, { days: daysOf(key) }, base)} aria-current={question.days.key === key ? 'page' : null}>
          {periodName[key]}
        </a>
      ))}
    </nav>
    <form class="filters" method="get" action={base}>
      {question.by !== 'unit' && <input type="hidden" name="by" value={question.by} />}
      <div class="field">
        <label for="from">从</label>
        <input class="input" id="from" name="from" type="date" value={question.days.from} />
      </div>
      <div class="field">
        <label for="to">到</label>
        <input class="input" id="to" name="to" type="date" value={question.days.to} />
      </div>
      {parts.map((part) => (
        <Choice
          name={part}
          label={dimensionName[part]}
          value={question.among[part]}
          known={knownOf(part, named)}
          other={nameOf(part, question.among[part], named)}
        />
      ))}
      <button class="button">查看</button>
    </form>
  </>
)

type Known = readonly { readonly code: string; readonly name: string }[]
function knownOf(part: Dimension, { names, units }: Named): Known {
  switch (part) {
    case 'unit':
      return units.map(({ id, name }) => ({ code: String(id), name }))
    case 'street':
      return names.streets
    case 'category':
      return names.majors
  }
}

const Choice = (p: { name: string; label: string; value: string; known: Known; other: string }) => (
  <div class="field">
    <label for={p.name}>{p.label}</label>
    <select class="input" id={p.name} name={p.name}>
      <option value="">全部{p.label}</option>
      {p.value !== '' && !p.known.some(({ code }) => code === p.value) && (
        <option value={p.value} selected>
          {p.other}
        </option>
      )}
      {p.known.map(({ code, name }) => (
        <option value={code} selected={code === p.value}>
          {name}
        </option>
      ))}
    </select>
  </div>
)
