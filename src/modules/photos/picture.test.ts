import sharp from 'sharp'
import { expect, test } from 'vitest'
import { GPS, phonePhoto, scene } from '../../../tests/support/pictures.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { hashDistance } from './phash.ts'
import { type Developed, develop, paintOver, sizeOf } from './picture.ts'

async function developed(bytes: Uint8Array): Promise<Developed> {
  const result = await develop(bytes)
  if (isRefusal(result)) throw new Error(result.because)
  return result
}
const metaOf = (bytes: Uint8Array) => sharp(bytes).metadata()
/** The colour at a place, in fractions of width and height. */
async function colourAt(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
  return [...data.subarray(at, at + 3)]
}

test('what may be shown has nothing in it but the picture; the position is kept apart', async () => {
  const photo = await phonePhoto(1, 4000, 3000)
  expect(await metaOf(photo)).toMatchObject({ exif: expect.anything(), xmp: expect.anything(), icc: expect.anything() })
  const { full, thumb, width, height, shot } = await developed(photo)
  expect([width, height]).toEqual([1920, 1440])
  expect(shot).toMatchObject({ lat: expect.closeTo(39.9075, 6), lon: expect.closeTo(116.386667, 6), takenAt: new Date('2026-11-24T00:30:00Z') })
  for (const [print, longest] of [
    [full, 1920],
    [thumb, 480],
  ] as const) {
    const { format, space, exif, xmp, icc, iptc, orientation, ...size } = await metaOf(print)
    expect({ format, space, exif, xmp, icc, iptc, orientation, width: size.width }).toEqual({ format: 'jpeg', space: 'srgb', width: longest })
    expect(Buffer.from(print).toString('latin1')).not.toMatch(/Exif|private|Sample|adobe/)
  }
})

test('a photo lying on its side is set upright', async () => {
  const half = sharp({ create: { width: 400, height: 300, channels: 3, background: '#f00' } }).composite([
    { input: { create: { width: 400, height: 150, channels: 3, background: '#00f' } }, top: 0, left: 0 },
  ])
  const lying = await sharp(await half.png().toBuffer())
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const { full, width, height } = await developed(lying)
  expect([width, height]).toEqual([300, 400])
  const [[red = 0], [, , blue = 0]] = [await colourAt(full, 0.2, 0.5), await colourAt(full, 0.8, 0.5)]
  expect([red > 200, blue > 200]).toEqual([true, true])
})

test('every kind taken becomes a JPEG in sRGB: transparency on white, the first picture of a moving one', async () => {
  const alpha = await sharp({ create: { width: 60, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .png()
    .toBuffer()
  expect(await colourAt((await developed(alpha)).full, 0.5, 0.5)).toEqual([255, 255, 255])
  const moving = await sharp(await frames(), { raw: { width: 80, height: 120, channels: 3, pageHeight: 60 } })
    .gif({ delay: [100, 100] })
    .toBuffer()
  expect((await sharp(moving, { pages: -1 }).metadata()).pages).toBe(2)
  expect(await developed(moving)).toMatchObject({ width: 80, height: 60 })
  const printed = await scene(1).toColourspace('cmyk').jpeg().toBuffer()
  expect((await metaOf(printed)).space).toBe('cmyk')
  const { full, phash } = await developed(printed)
  expect((await metaOf(full)).space).toBe('srgb')
  expect(hashDistance(phash, (await developed(await scene(1).webp().toBuffer())).phash)).toBeLessThanOrEqual(4)
  expect((await metaOf((await developed(await scene(1).greyscale().png().toBuffer())).full)).space).toBe('srgb')
})

const frames = async () => Buffer.concat([await scene(1, 80, 60).raw().toBuffer(), await scene(2, 80, 60).raw().toBuffer()])

test('a picture lost in the middle is refused, a large one is not', async () => {
  const photo = await phonePhoto(1)
  expect(await develop(photo.subarray(0, photo.length / 2))).toMatchObject({ refused: 'unreadable', because: expect.stringContaining('不完整') })
  expect(await develop(new TextEncoder().encode('文字'))).toMatchObject({ refused: 'unreadable' })
  expect(await sizeOf(await scene(1, 4000, 3000).jpeg().toBuffer())).toBe('fits')
})

test('a small photo is not enlarged, a long one keeps its shape', async () => {
  expect(await developed(await scene(1, 300, 200).jpeg().toBuffer())).toMatchObject({ width: 300, height: 200 })
  expect(await developed(await scene(1, 4000, 500).jpeg().toBuffer())).toMatchObject({ width: 1920, height: 240 })
})

test('the hash knows a photo again when it was resized, pressed harder or marked, and no other', async () => {
  const hashes = await Promise.all(Array.from({ length: 8 }, async (_, seed) => (await developed(await phonePhoto(seed + 1))).phash))
  for (const [i, hash] of hashes.entries()) {
    const smaller = await developed(
      await sharp(await phonePhoto(i + 1))
        .resize(640)
        .jpeg({ quality: 50 })
        .toBuffer(),
    )
    expect(hashDistance(hash, smaller.phash), `photo ${i} resized`).toBeLessThanOrEqual(4)
    const wide = await developed(
      await scene(i + 1, 4000, 3000)
        .jpeg()
        .toBuffer(),
    )
    expect(hashDistance(hash, wide.phash), `photo ${i} enlarged`).toBeLessThanOrEqual(4)
  }
  const large = await developed(await phonePhoto(1, 4000, 3000))
  expect(hashDistance(hashes[0] ?? '', large.phash)).toBeLessThanOrEqual(4)
  const distances = hashes.flatMap((a, i) => hashes.slice(i + 1).map((b) => hashDistance(a, b)))
  expect(Math.min(...distances)).toBeGreaterThanOrEqual(20)
})

test('what is painted over is gone from both prints, and nothing else is', async () => {
  const { full, width, height } = await developed(await scene(1).withExif(GPS).jpeg().toBuffer())
  const painted = await paintOver(full, { width, height }, [
    { left: 0.25, top: 0.25, width: 0.25, height: 0.5 },
    { left: 0.9, top: 0.9, width: 0.1, height: 0.1 },
  ])
  for (const print of [painted.full, painted.thumb]) {
    for (const [x, y] of [
      [0.27, 0.27],
      [0.48, 0.73],
      [0.99, 0.99],
    ] as const)
      expect(Math.max(...(await colourAt(print, x, y))), `${x} ${y}`).toBeLessThan(12)
    expect(Math.max(...(await colourAt(print, 0.1, 0.1)))).toBeGreaterThan(40)
  }
})
