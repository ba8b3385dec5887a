import { type PublicFrame, PublicPage } from '../../../ui/page.tsx'
import { isInside, type Landmark, type Street } from '../../organizations/index.ts'
import type { Cell, Mark } from '../map-store.ts'
import { onDrawing, onEarth, placeText, type View } from '../map-view.ts'
import type { Names } from '../naming.ts'

type Place = { readonly lon: number; readonly lat: number }
const points = (view: View, ring: readonly Place[]): string =>
  ring
    .map((corner) => {
      const { x, y } = onDrawing(view, corner)
      return `${x.toFixed(1)},${y.toFixed(1)}`
    })
    .join(' ')
const middleOf = (ring: readonly Place[]): Place => ({
  lon: ring.reduce((sum, { lon }) => sum + lon, 0) / ring.length,
  lat: ring.reduce((sum, { lat }) => sum + lat, 0) / ring.length,
})

/** The streets' outlines and names, under whatever a map shows. */
export const StreetShapes = ({ streets, view }: { streets: readonly Street[]; view: View }) => (
  <>
    <g class="map-streets">
      {streets.map((street) => (
        <polygon points={points(view, street.outline)} />
      ))}
    </g>
    <g class="map-names">
      {streets.map((street) => {
        const { x, y } = onDrawing(view, middleOf(street.outline))
        return (
          <text x={x.toFixed(0)} y={y.toFixed(0)} text-anchor="middle">
            {street.name}
          </text>
        )
      })}
    </g>
  </>
)

/** Roads and places with their names, for a view near enough that they help; each is named where it crosses the view. */
export const Landmarks = ({ landmarks, view }: { landmarks: readonly Landmark[]; view: View }) => (
  <g class="map-roads">
    {landmarks.map(({ kind, name, line }) => {
      const drawn = line.map((point) => onDrawing(view, point))
      const seen = drawn.filter(({ x, y }) => x > 0 && y > 0 && x < view.width && y < view.height)
      const at = kind === 'place' ? drawn[0] : middleSeen(drawn, view)
      return (
        <>
          {kind === 'road' && <polyline points={points(view, line)} />}
          {kind === 'place' && seen.length > 0 && at && <rect x={(at.x - 3).toFixed(1)} y={(at.y - 3).toFixed(1)} width="6" height="6" />}
          {at && (
            <text x={at.x.toFixed(0)} y={(at.y - 6).toFixed(0)} text-anchor="middle">
              {name}
            </text>
          )}
        </>
      )
    })}
  </g>
)

type Dot = { readonly x: number; readonly y: number }
const STEPS = 240
/** A place for a line's name: about the middle of what of it lies in the view, a name's length off its edges; nothing when that is too little to name. */
function middleSeen(drawn: readonly Dot[], { width, height }: View): Dot | undefined {
  const margin = 30
  const along = drawn.slice(1).flatMap((to, i) => {
    const from = drawn[i] ?? to
    return Array.from({ length: STEPS + 1 }, (_, n) => ({ x: from.x + ((to.x - from.x) * n) / STEPS, y: from.y + ((to.y - from.y) * n) / STEPS }))
  })
  const seen = along.filter(({ x, y }) => x > margin && y > margin && x < width - margin && y < height - margin)
  const [first, last] = [seen[0], seen.at(-1)]
  // What runs north is named higher up than what runs east, so that two names do not meet at their crossing.
  const steep = first && last && Math.abs(last.y - first.y) > Math.abs(last.x - first.x)
  return seen[Math.floor(seen.length * (steep ? 0.8 : 0.5))]
}

const LARGEST = 17
/** Squares as circles by the root of their number, so that the eye compares areas. */
const CellMarks = ({ cells, view, level }: { cells: readonly Cell[]; view: View; level: number }) => {
  const most = Math.max(1, ...cells.map(({ open }) => open))
  return (
    <g>
      {cells
        .filter(({ open }) => open > 0)
        .map((cell) => {
          const { x, y } = onDrawing(view, cell)
          const radius = 4 + (LARGEST - 4) * Math.sqrt(cell.open / most)
          return (
            <a href={`/cases/map?at=${placeText(cell)}&level=${level + 1}`}>
              <circle class="fill-blue" cx={x.toFixed(1)} cy={y.toFixed(1)} r={radius.toFixed(1)} opacity="0.85" />
              {radius > 9 && (
                <text class="on-bar" x={x.toFixed(1)} y={(y + 4).toFixed(1)} text-anchor="middle">
                  {cell.open}
                </text>
              )}
              <title>{`${cell.open} 件未结，共 ${cell.total} 件`}</title>
            </a>
          )
        })}
    </g>
  )
}

const SingleMarks = ({ marks, view }: { marks: readonly Mark[]; view: View }) => (
  <g>
    {marks.map((mark) => {
      const { x, y } = onDrawing(view, mark)
      return (
        <a href={`/cases/${mark.number}`}>
          <circle class={mark.late ? 'fill-seal' : 'fill-blue'} cx={x.toFixed(1)} cy={y.toFixed(1)} r="6" />
          <title>{`${mark.number} ${mark.title}${mark.late ? '（超期）' : ''}`}</title>
        </a>
      )
    })}
  </g>
)

type Props = PublicFrame & {
  streets: readonly Street[]
  view: View
  level: number
  cells: readonly Cell[]
  marks: readonly Mark[] | null
  landmarks: readonly Landmark[]
  names: Names
}

/** `/cases/map`: where the open cases are; every circle opens a nearer map, the nearest shows them one by one, and a table says the same. */
export const MapPage = (p: Props) => (
  <PublicPage {...p} title="案件地图" current="cases" crumbs={[{ label: '城市管理案件', href: '/cases' }, { label: '地图' }]}>
    <div class="wrap stack mt-4">
      <h1>案件地图</h1>
      <p class="muted">圆越大，没有办结的案件越多；点圆看近处。示意图，非测绘成果。</p>
      {p.level > 0 && <MapMoves view={p.view} level={p.level} />}
      <div class="split even">
        <svg class="chart map" viewBox={`0 0 ${p.view.width} ${p.view.height}`} role="group" aria-label="未结案件的位置，旁边的表说同样的内容">
          <StreetShapes streets={p.streets} view={p.view} />
          <Landmarks landmarks={p.landmarks} view={p.view} />
          {p.marks ? <SingleMarks marks={p.marks} view={p.view} /> : <CellMarks cells={p.cells} view={p.view} level={p.level} />}
        </svg>
        <MapTable {...p} />
      </div>
    </div>
  </PublicPage>
)

const MapMoves = ({ view, level }: { view: View; level: number }) => {
  const [half, high] = [view.width / 2, view.height / 2]
  const to = (x: number, y: number): string => `/cases/map?at=${placeText(onEarth(view, { x, y }))}&level=${level}`
  return (
    <nav class="row" aria-label="移动地图">
      <a href={level === 1 ? '/cases/map' : `/cases/map?at=${placeText(view.middle)}&level=${level - 1}`}>看远一些</a>
      <a href={to(half, high / 2)}>向北</a>
      <a href={to(half, high * 1.5)}>向南</a>
      <a href={to(half / 2, high)}>向西</a>
      <a href={to(half * 1.5, high)}>向东</a>
    </nav>
  )
}

/** What a place is called: its street. */
const streetAt = (place: Place, streets: readonly Street[]): string => {
  const street = streets.find(({ outline }) => isInside(place, outline))
  return street ? `${street.name}街道` : '街道边缘'
}

const MapTable = ({ marks, cells, names, level, streets }: Props) => (
  <table class="table dense">
    <caption>{marks ? '图上的案件' : '图上未结案件最多的地方'}</caption>
    <thead>
      <tr>
        <th scope="col">{marks ? '编号' : '地方'}</th>
        <th scope="col">{marks ? '问题' : '未结 / 全部'}</th>
      </tr>
    </thead>
    <tbody>
      {marks
        ? marks.slice(0, 40).map((mark) => (
            <tr>
              <th scope="row">
                <a class="nowrap" href={`/cases/${mark.number}`}>
                  {mark.number}
                </a>
              </th>
              <td>{mark.title || names.category(mark.category)}</td>
            </tr>
          ))
        : cells
            .filter(({ open }) => open > 0)
            .toSorted((a, b) => b.open - a.open)
            .slice(0, 20)
            .map((cell) => (
              <tr>
                <th scope="row">
                  <a href={`/cases/map?at=${placeText(cell)}&level=${level + 1}`}>{streetAt(cell, streets)}</a> <span class="muted">{placeText(cell)}</span>
                </th>
                <td>
                  {cell.open} / {cell.total}
                </td>
              </tr>
            ))}
    </tbody>
  </table>
)
