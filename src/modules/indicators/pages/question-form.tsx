import type { Named } from '../load-figures.ts'
import { nameOf } from '../load-figures.ts'
import { PERIODS, periodName, type Days } from '../period.ts'
import { type Question, figuresHref } from '../question.ts'

type Props = { question: Question; base: string; named: Named; daysOf: (key: (typeof PERIODS)[number]) => Days }

/** Named periods as links, two days and a part of the cases as a form; all of it stands in the address. */
export const QuestionForm = ({ question, base, named, daysOf }: Props) => (
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
      <Choice
        name="street"
        label="街道"
        all="全部街道"
        value={question.among.street}
        known={named.names.streets}
        other={nameOf('street', question.among.street, named)}
      />
      <Choice
        name="unit"
        label="派发部门"
        all="全部部门"
        value={question.among.unit}
        known={named.units.map(({ id, name }) => ({ code: String(id), name }))}
        other={nameOf('unit', question.among.unit, named)}
      />
      <Choice
        name="category"
        label="类别"
        all="全部类别"
        value={question.among.category}
        known={named.names.majors}
        other={nameOf('category', question.among.category, named)}
      />
      <button class="button">查看</button>
    </form>
  </>
)

type Known = readonly { readonly code: string; readonly name: string }[]
const Choice = (p: { name: string; label: string; all: string; value: string; known: Known; other: string }) => (
  <div class="field">
    <label for={p.name}>{p.label}</label>
    <select class="input" id={p.name} name={p.name}>
      <option value="">{p.all}</option>
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
