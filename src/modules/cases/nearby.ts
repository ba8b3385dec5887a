import type { Db } from '../../platform/database.ts'
import { distanceMetres, type Point } from '../organizations/index.ts'
import { tileOf } from '../standards/index.ts'
import { isStage, type Stage } from './lifecycle.ts'
import { listNearby } from './map-store.ts'
import { onEarth } from './map-view.ts'

/** Cases nearer than this may be the same problem; whether they are, the resident says. */
export const NEAR_METRES = 50 // office setting
const MOST_OFFERED = 3

export type Near = {
  readonly number: string
  readonly title: string
  readonly place: string
  readonly unit: string
  readonly stage: Stage
  readonly metres: number
}

/** Open cases of the same kind around a place, the nearest first; no more than a resident reads. */
export const nearbyOf = async (db: Db, agencyId: number, place: Point, tile: string): Promise<Near[]> =>
  (await allNearby(db, agencyId, place, tile)).slice(0, MOST_OFFERED)

/** Whether a report of this place and kind may follow a case: it is open still, and is one of those that could have been offered. */
export async function mayFollow(db: Db, agencyId: number, report: { readonly place: Point | null; readonly tile: string }, number: string): Promise<boolean> {
  return report.place !== null && (await allNearby(db, agencyId, report.place, report.tile)).some((near) => near.number === number)
}

async function allNearby(db: Db, agencyId: number, place: Point, tile: string): Promise<Near[]> {
  const view = { middle: place, metresAPixel: 1, width: NEAR_METRES * 2, height: NEAR_METRES * 2 }
  const [corner, opposite] = [onEarth(view, { x: 0, y: view.height }), onEarth(view, { x: view.width, y: 0 })]
  const found = await listNearby(db, agencyId, { west: corner.lon, south: corner.lat, east: opposite.lon, north: opposite.lat })
  return found
    .flatMap(({ lon, lat, category, stage, ...near }) => {
      const metres = Math.round(distanceMetres(place, { lon, lat }))
      const same = tile === 'other' || (category !== '' && tileOf(category).key === tile)
      return same && metres <= NEAR_METRES && isStage(stage)
        ? [{ number: near.number, title: near.title, place: near.place, unit: near.unit, stage, metres }]
        : []
    })
    .toSorted((a, b) => a.metres - b.metres)
}
