import { deskLight } from '../../light.ts'
import { onDrawing, type View, viewOf } from '../../map-view.ts'
import { StreetShapes } from '../../pages/map.tsx'
import { stageName } from '../../lifecycle.ts'
import { hrefOf } from '../address.ts'
import { Loads } from './loads.tsx'
import { titleOf } from './queue.tsx'
import type { DispatchProps } from './props.ts'

const [WIDTH, HEIGHT] = [420, 460]

/** The same cases where they lie, by shape and colour of their light, with the posts of the units in question; below it what is perhaps the same as the case in hand, and what every unit has. */
export const DispatchMap = (p: DispatchProps) => {
  const view = viewOf(
    p.streets.flatMap(({ outline }) => outline),
    WIDTH,
    HEIGHT,
  )
  return (
    <section class="panel flush">
      <svg class="chart map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label="左边列表里的案件在哪里，点开一件就选中它">
        <StreetShapes streets={p.streets} view={view} />
        <Posts {...p} view={view} />
        <Marks {...p} view={view} />
      </svg>
      <p class="key pad">
        <span class="light ok">正常</span>
        <span class="light soon">临期</span>
        <span class="light over">超时</span>
        <span>深蓝方块：右边所列单位的驻点</span>
        <span>示意图，非测绘成果</span>
      </p>
      <Suspected {...p} />
      <Loads {...p} />
    </section>
  )
}

/** Where the units that come into question set out from. */
const Posts = ({ chosen, view }: DispatchProps & { view: View }) => (
  <g class="fill-night">
    {chosen?.draft.units.map(({ unit: { name, post } }) => {
      if (!post) return null
      const { x, y } = onDrawing(view, post)
      return (
        <rect x={(x - 6).toFixed(1)} y={(y - 6).toFixed(1)} width="12" height="12">
          <title>{`${name}的驻点`}</title>
        </rect>
      )
    })}
  </g>
)

const SHAPES = { ok: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0', soon: 'M0-8l8 14h-16z', late: 'M0-8l8 8-8 8-8-8z' } as const
const FILLS = { ok: 'fill-ok', soon: 'fill-soon', late: 'fill-seal' } as const
const shapeOf = (light: string): keyof typeof SHAPES => (light === 'late' || light === 'soon' ? light : 'ok')

const Marks = (p: DispatchProps & { view: View }) => (
  <g stroke="#fff" stroke-width="1.5">
    {p.rows.map((row) => {
      if (row.lon === null || row.lat === null || !row.deskDueAt) return null
      const { x, y } = onDrawing(p.view, { lon: row.lon, lat: row.lat })
      const light = deskLight(row.stage, row.deskDueAt, p.now)
      const shape = shapeOf(light.light)
      return (
        <a href={hrefOf(p.asked, { chosen: row.number })} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} tabindex="-1">
          {row.number === p.chosen?.one.number && <circle class="map-chosen" r="15" />}
          <path class={FILLS[shape]} d={SHAPES[shape]} />
          <title>{`${row.number} ${titleOf(row, p.names)}，${light.word}`}</title>
        </a>
      )
    })}
  </g>
)

const Suspected = ({ chosen }: DispatchProps) =>
  chosen && chosen.suspected.length > 0 ? (
    <table class="table dense boxed">
      <caption>
        疑似同一问题（<a href="/staff/dispatch/duplicates">全部疑似重复</a>）
      </caption>
      <thead>
        <tr>
          <th scope="col">编号</th>
          <th scope="col">问题，为什么像</th>
          <th scope="col">环节</th>
        </tr>
      </thead>
      <tbody>
        {chosen.suspected.map(({ number, title, because, stage }) => (
          <tr>
            <th scope="row">
              <a class="nowrap" href={`/staff/cases/${number}`}>
                {number}
              </a>
            </th>
            <td>
              {title}
              <br />
              <span class="muted">{because.join('；')}</span>
            </td>
            <td>{stageName[stage]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  ) : null
