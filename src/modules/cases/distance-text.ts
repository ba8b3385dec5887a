import { distanceMetres, type Point } from '../organizations/index.ts'

const KILOMETRE = 1_000
/** `31 米`, `1.2 公里`; a stroke where a place is unknown. */
export function distanceText(from: Point, { lon, lat }: { readonly lon: number | null; readonly lat: number | null }): string {
  if (lon === null || lat === null) return '—'
  const metres = distanceMetres(from, { lon, lat })
  return metres < KILOMETRE ? `${Math.round(metres)} 米` : `${(metres / KILOMETRE).toFixed(1)} 公里`
}
