import type { Landmark, Street } from '../../organizations/index.ts'
import { onDrawing, type View } from '../map-view.ts'
import { Landmarks, StreetShapes } from './map.tsx'

const HUNDRED_METRES = 100

/** A map as a picture of its own, with its colours in it: a stylesheet does not reach into an image. */
export function pictureOf(streets: readonly Street[], landmarks: readonly Landmark[], view: View): string {
  const step = HUNDRED_METRES / view.metresAPixel
  const middle = onDrawing(view, view.middle)
  const lines = step > 20
  const svg = (
    <svg xmlns="http://www.w3.org/2000/svg" width={view.width} height={view.height} viewBox={`0 0 ${view.width} ${view.height}`}>
      <title>示意地图</title>
      <style>
        {
          'polygon{fill:#eaf0f6;stroke:#8ea3bd;stroke-width:1.5}text{font:13px sans-serif;fill:#46566b}path{stroke:#d5dde7;fill:none}path.scale{stroke:#46566b;stroke-width:2}polyline{stroke:#fff;stroke-width:7;fill:none}.map-roads rect{fill:#46566b}.map-roads text{font-size:12px}'
        }
      </style>
      <rect width={view.width} height={view.height} fill="#fff" />
      <StreetShapes streets={streets} view={view} />
      {lines && landmarks.length === 0 && <path d={grid(view, step)} />}
      <Landmarks landmarks={landmarks} view={view} />
      {lines && <circle cx={middle.x} cy={middle.y} r="5" fill="none" stroke="#124a90" stroke-width="2" />}
      {lines && (
        <>
          <path d={`M12 ${view.height - 14}v5h${step.toFixed(1)}v-5`} class="scale" />
          <text x="16" y={view.height - 18}>
            {HUNDRED_METRES} 米，上北
          </text>
        </>
      )}
    </svg>
  )
  return svg.markup
}

function grid({ width, height }: View, step: number): string {
  let path = ''
  for (let x = (width / 2) % step; x < width; x += step) path += `M${x.toFixed(1)} 0V${height}`
  for (let y = (height / 2) % step; y < height; y += step) path += `M0 ${y.toFixed(1)}H${width}`
  return path
}
