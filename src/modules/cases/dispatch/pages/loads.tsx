import type { HandlingUnit } from '../../../organizations/index.ts'
import type { Load } from '../suggest.ts'

/** What every unit has in hand, those with late cases first. */
export const Loads = ({ units, load }: { units: readonly HandlingUnit[]; load: ReadonlyMap<number, Load> }) => {
  const rows = units
    .flatMap((unit) => {
      const has = load.get(unit.id)
      return has ? [{ unit, ...has }] : []
    })
    .toSorted((a, b) => b.late - a.late || b.waiting + b.handling - (a.waiting + a.handling))
  return (
    <table class="table dense boxed">
      <caption>各单位手里的案件</caption>
      <thead>
        <tr>
          <th scope="col">单位</th>
          {['待接收', '处置中', '超期', '挂账', '今天派给'].map((head) => (
            <th scope="col" class="num">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ unit, waiting, handling, late, suspended, today }) => (
          <tr>
            <th scope="row">{unit.name}</th>
            <td class="num">{waiting}</td>
            <td class="num">{handling}</td>
            <td class="num">{late > 0 ? <span class="light over">{late}</span> : 0}</td>
            <td class="num">{suspended}</td>
            <td class="num">{today}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
