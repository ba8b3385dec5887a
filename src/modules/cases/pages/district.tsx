import type { District, Square } from '../district.ts'

// office setting: how many open cases of a square make it how dark
const SHADES = [
  { from: 0, to: 0, name: 'empty' },
  { from: 1, to: 1, name: 'few' },
  { from: 2, to: 3, name: 'some' },
  { from: 4, to: Number.MAX_SAFE_INTEGER, name: 'many' },
] as const

/** The squares of the district, the darker the more is open in them, with a diamond where something is late. */
export const DistrictDrawing = ({ district: { width, height, wide, high, squares } }: { district: District }) => {
  const square = ({ x, y }: Square): string => `M${x} ${y}h${wide}v${high}h-${wide}z`
  const size = Math.round(Math.min(wide, high) * 0.6)
  const diamond = ({ x, y }: Square): string =>
    `M${x + Math.round(wide / 2)} ${y + Math.round(high / 2) - size}l${size} ${size}-${size} ${size}-${size}-${size}z`
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label="全区示意图：颜色越深，正在处置的案件越多；菱形处有超期案件">
      {SHADES.map(({ from, to, name }) => (
        <path
          class={`shade-${name}`}
          d={squares
            .filter(({ open }) => open >= from && open <= to)
            .map(square)
            .join('')}
        />
      ))}
      <path
        class="fill-seal"
        d={squares
          .filter(({ late }) => late)
          .map(diamond)
          .join('')}
      />
    </svg>
  )
}
