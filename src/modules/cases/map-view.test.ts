import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onDrawing, onEarth, placeText, readPlace, viewOf } from './map-view.ts'

const place = fc.record({ lon: fc.double({ min: 116.3, max: 116.42, noNaN: true }), lat: fc.double({ min: 39.85, max: 39.98, noNaN: true }) })

test('a place drawn and read back is the same to a centimetre, and lies inside the view of its company', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 9 }), (places) => {
      const view = viewOf(places, 320, 480)
      for (const one of places) {
        const at = onDrawing(view, one)
        const back = onEarth(view, at)
        expect(Math.abs(back.lon - one.lon) + Math.abs(back.lat - one.lat)).toBeLessThan(1e-7)
        expect(at.x >= 0 && at.x <= 320 && at.y >= 0 && at.y <= 480).toBe(true)
      }
    }),
  )
})

test('a place as text, and what is none', () => {
  expect(readPlace(placeText({ lon: 116.361234, lat: 39.904567 }))).toEqual({ lon: 116.36123, lat: 39.90457 })
  expect(['', '116', '116.3;39.9', '181,39', '116,91', 'NaN,1', '116.3,39.9,1', undefined].map(readPlace).filter(Boolean)).toEqual([])
})
