import { type Column, DataTable } from '../../../../ui/table.tsx'
import type { HandlingUnit } from '../../../organizations/index.ts'
import type { Load } from '../suggest.ts'

type UnitLoad = Load & { readonly unit: HandlingUnit }
const COLUMNS: readonly Column<UnitLoad>[] = [
  { head: '单位', rowHead: true, cell: ({ unit }) => unit.name },
  { head: '待接收', num: true, cell: ({ waiting }) => waiting },
  { head: '处置中', num: true, cell: ({ handling }) => handling },
  { head: '超期', num: true, cell: ({ late }) => (late > 0 ? <span class="light over">{late}</span> : 0) },
  { head: '挂账', num: true, cell: ({ suspended }) => suspended },
  { head: '今天派给', num: true, cell: ({ today }) => today },
]

/** What every unit has in hand, those with late cases first. */
export const Loads = ({ units, load }: { units: readonly HandlingUnit[]; load: ReadonlyMap<number, Load> }) => {
  const rows = units
    .flatMap((unit) => {
      const has = load.get(unit.id)
      return has ? [{ unit, ...has }] : []
    })
    .toSorted((a, b) => b.late - a.late || b.waiting + b.handling - (a.waiting + a.handling))
  return <DataTable caption="各单位手里的案件" columns={COLUMNS} rows={rows} empty="各单位手里都没有案件" boxed showCaption />
}
