/** A place in WGS-84; the same shape as the organizations' `Point`. */
type Place = { readonly lon: number; readonly lat: number }

/** A part of the earth on a drawing: its middle, how many metres a pixel is, and the drawing's size. */
export type View = { readonly middle: Place; readonly metresAPixel: number; readonly width: number; readonly height: number }

const METRES_A_DEGREE = 111_195
const eastward = ({ middle }: View): number => METRES_A_DEGREE * Math.cos((middle.lat * Math.PI) / 180)

/** Where a place stands on the drawing, from its left upper corner. */
export const onDrawing = (view: View, { lon, lat }: Place): { readonly x: number; readonly y: number } => ({
  x: view.width / 2 + ((lon - view.middle.lon) * eastward(view)) / view.metresAPixel,
  y: view.height / 2 - ((lat - view.middle.lat) * METRES_A_DEGREE) / view.metresAPixel,
})

/** The place under a point of the drawing. */
export const onEarth = (view: View, { x, y }: { readonly x: number; readonly y: number }): Place => ({
  lon: view.middle.lon + ((x - view.width / 2) * view.metresAPixel) / eastward(view),
  lat: view.middle.lat - ((y - view.height / 2) * view.metresAPixel) / METRES_A_DEGREE,
})

export type Bounds = { readonly west: number; readonly south: number; readonly east: number; readonly north: number }
/** What of the earth a view shows. */
export function boundsOf(view: View): Bounds {
  const [corner, opposite] = [onEarth(view, { x: 0, y: view.height }), onEarth(view, { x: view.width, y: 0 })]
  return { west: corner.lon, south: corner.lat, east: opposite.lon, north: opposite.lat }
}

/** The view that shows all of these places, with a margin. */
export function viewOf(places: readonly Place[], width: number, height: number): View {
  const lons = places.map(({ lon }) => lon)
  const lats = places.map(({ lat }) => lat)
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)]
  const middle = { lon: (west + east) / 2, lat: (south + north) / 2 }
  const wide = (east - west) * METRES_A_DEGREE * Math.cos((middle.lat * Math.PI) / 180)
  const high = (north - south) * METRES_A_DEGREE
  return { middle, metresAPixel: Math.max(wide / width, high / height, 0.5) * MARGIN, width, height }
}
const MARGIN = 1.06

const DECIMALS = 1e5
/** A place as text for an address or a form, to about a metre; `116.36123,39.90456`. */
export const placeText = ({ lon, lat }: Place): string => `${Math.round(lon * DECIMALS) / DECIMALS},${Math.round(lat * DECIMALS) / DECIMALS}`
/** Reads what `placeText` wrote; anything else is no place. */
export function readPlace(text: string | undefined): Place | undefined {
  const [, lon, lat] = /^(-?\d{1,3}(?:\.\d{1,12})?),(-?\d{1,2}(?:\.\d{1,12})?)$/.exec(text ?? '') ?? []
  if (lon === undefined || lat === undefined || Math.abs(Number(lon)) > 180 || Math.abs(Number(lat)) > 90) return undefined
  return { lon: Number(lon), lat: Number(lat) }
}
