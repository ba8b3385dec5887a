import type { House } from '../../platform/house.ts'
import { COUNTS, type Counts, type Dimension, loadNames, NOTHING, type Names, tallyCases } from '../cases/index.ts'
import { listHandlingUnits } from '../organizations/index.ts'
import { momentsOf } from './period.ts'
import type { Question } from './question.ts'

export type FigureRow = { readonly code: string; readonly name: string; readonly counts: Counts }
/** The counts of a question as they stood at a moment, whole and told apart; a row whose counts are all nothing is left out. */
export type Figures = { readonly whole: Counts; readonly rows: readonly FigureRow[]; readonly asOf: Date }
export type Named = { readonly names: Names; readonly units: readonly { readonly id: number; readonly name: string }[] }

export async function loadNamed(house: House, agencyId: number): Promise<Named> {
  const [names, units] = await Promise.all([loadNames(house.db, agencyId), listHandlingUnits(house.db, agencyId)])
  return { names, units }
}

export async function loadFigures(house: House, agencyId: number, question: Question, named: Named): Promise<Figures> {
  const asOf = house.now()
  const { whole, by } = await tallyCases(house.db, agencyId, momentsOf(question.days), question.among, asOf)
  const order = orderOf(question.by, named)
  const rows = [...by[question.by]]
    .filter(([, counts]) => COUNTS.some((count) => counts[count] > 0))
    .map(([code, counts]) => ({ code, name: nameOf(question.by, code, named), counts: { ...NOTHING, ...counts } }))
    .sort((a, b) => order(a.code) - order(b.code) || a.code.localeCompare(b.code))
  return { whole, rows, asOf }
}

/** What a code is called; `none` is where a case has none. */
export function nameOf(dimension: Dimension, code: string, { names, units }: Named): string {
  if (code === 'none') return { unit: '尚未派遣', street: '没有定位到街道', category: '未定类别' }[dimension]
  switch (dimension) {
    case 'unit':
      return units.find(({ id }) => String(id) === code)?.name ?? `部门 ${code}`
    case 'street':
      return names.street(code)
    case 'category':
      return names.category(code)
  }
}

// As the office lists them; figures are no ranking, for units differ in what they are given. What is not listed stands last.
function orderOf(dimension: Dimension, { names, units }: Named): (code: string) => number {
  const codes = { unit: units.map(({ id }) => String(id)), street: names.streets.map(({ code }) => code), category: names.majors.map(({ code }) => code) }
  const places = new Map(codes[dimension].map((code, i) => [code, i]))
  return (code) => places.get(code) ?? (code === 'none' ? Number.MAX_SAFE_INTEGER : codes[dimension].length)
}
