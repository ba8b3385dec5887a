import type { Point } from '../organizations/index.ts'

/** Beijing with a margin: what a report can be about. A telephone that knows no place says 0,0, and swapped figures lie elsewhere. */
const AROUND = { west: 115.2, south: 39.2, east: 117.8, north: 41.3 } // office setting

export const isAround = ({ lon, lat }: Point): boolean => lon >= AROUND.west && lon <= AROUND.east && lat >= AROUND.south && lat <= AROUND.north
export const AROUND_TEXT = `北京一带（经度 ${AROUND.west}—${AROUND.east}，纬度 ${AROUND.south}—${AROUND.north}）`
