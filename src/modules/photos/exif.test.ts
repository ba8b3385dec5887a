import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { GPS, scene } from '../../../tests/support/pictures.ts'
import { readShot } from './exif.ts'

type Exif = NonNullable<Parameters<ReturnType<typeof sharp>['withExif']>[0]>
const exifOf = async (exif: Exif) => (await sharp(await scene(1, 80, 60).withExif(exif).jpeg().toBuffer()).metadata()).exif
const NOTHING = { lat: null, lon: null, takenAt: null }

test('position and time are read; the wall clock of a phone is Beijing’s unless it says otherwise', async () => {
  expect(readShot(await exifOf(GPS))).toEqual({
    lat: expect.closeTo(39.9075, 6),
    lon: expect.closeTo(116.386667, 6),
    takenAt: new Date('2026-11-24T08:30:00+08:00'),
  })
  const south = { IFD3: { ...GPS.IFD3, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' } }
  expect(readShot(await exifOf(south))).toMatchObject({ lat: expect.closeTo(-39.9075, 6), lon: expect.closeTo(-116.386667, 6) })
  const abroad = { IFD2: { ...GPS.IFD2, OffsetTimeOriginal: '+00:00' } }
  expect(readShot(await exifOf(abroad))).toEqual({ lat: null, lon: null, takenAt: new Date('2026-11-24T08:30:00Z') })
})

test('what makes no sense counts as nothing', async () => {
  const odd: readonly Exif[] = [
    { IFD3: { ...GPS.IFD3, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' } },
    { IFD3: { ...GPS.IFD3, GPSLatitude: '99/1 0/1 0/1' } },
    { IFD3: { ...GPS.IFD3, GPSLatitude: '39/0 0/1 0/1' } },
    { IFD3: { GPSLatitude: '39/1 54/1 0/1', GPSLatitudeRef: 'N' } },
    { IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } },
    { IFD2: { DateTimeOriginal: '2026:13:45 08:30:00' } },
    { IFD2: { DateTimeOriginal: 'yesterday' } },
  ]
  for (const exif of odd) expect(readShot(await exifOf(exif)), JSON.stringify(exif)).toEqual(NOTHING)
  expect(readShot(undefined)).toEqual(NOTHING)
  expect(readShot(new Uint8Array())).toEqual(NOTHING)
})

test('a block made by hand to take for ever, or to break the reader, does neither', async () => {
  const good = new Uint8Array((await exifOf(GPS)) ?? [])
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }), fc.nat(good.length), (changes, length) => {
      const bytes = good.slice(0, length)
      for (const [at, value] of changes) if (at < length) bytes[at] = value
      const { lat, lon } = readShot(bytes)
      expect(lat === null || Math.abs(lat) <= 90).toBe(true)
      expect(lon === null || Math.abs(lon) <= 180).toBe(true)
    }),
    { numRuns: 2_000 },
  )
  const many = new Uint8Array(1_000_000)
  many.set([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 0xff, 0xff])
  const begun = performance.now()
  expect(readShot(many)).toEqual(NOTHING)
  expect(performance.now() - begun).toBeLessThan(100)
})
