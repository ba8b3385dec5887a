import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A sequence of numbers from 0 to 1, the same for a seed. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed * 2_654_435_761 + 1; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

/** A picture of soft lights and hard blocks, the same for a seed and unlike that of another. */
export function scene(seed: number, width = 800, height = 600): Sharp {
  const [w, h] = [200, 150]
  const chance = chances(seed)
  const lights = Array.from({ length: 6 }, () => [0, 1, 2, 3].map(() => chance.next().value * 6))
  const blocks = Array.from({ length: 5 }, () => [chance.next().value * w, chance.next().value * h, 20 + chance.next().value * 60, chance.next().value * 200])
  const pixels = new Uint8Array(w * h * 3)
  for (let i = 0; i < w * h; i++) {
    const [x, y] = [i % w, Math.floor(i / w)]
    const light = lights.reduce((sum, [a = 0, b = 0, c = 0, d = 0]) => sum + 18 * Math.cos((a * x) / w + (b * y) / h + c) * Math.cos((d * y) / h), 120)
    const block = blocks.find(([bx = 0, by = 0, side = 0]) => x >= bx && x < bx + side && y >= by && y < by + side)
    const shade = block ? (block[3] ?? 0) : light
    pixels.set([shade, shade * 0.9, 255 - shade], i * 3)
  }
  return sharp(pixels, { raw: { width: w, height: h, channels: 3 } }).resize(width, height, { fit: 'fill' })
}

export const GPS = {
  IFD0: { Make: 'Sample', ImageDescription: 'private' },
  IFD2: { DateTimeOriginal: '2026:11:24 08:30:00' },
  IFD3: { GPSLatitude: '39/1 54/1 2700/100', GPSLatitudeRef: 'N', GPSLongitude: '116/1 23/1 1200/100', GPSLongitudeRef: 'E' },
}

/** A photo as a phone makes it: with position, time and a wide profile. */
export const phonePhoto = (seed: number, width = 1600, height = 1200): Promise<Buffer> =>
  scene(seed, width, height)
    .withExif(GPS)
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">private</x:xmpmeta>')
    .withIccProfile('p3')
    .jpeg({ quality: 88 })
    .toBuffer()

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** A PNG of one colour and so many pixels a side: a few kilobytes that unpack to hundreds of megabytes. */
export function bomb(side: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1 // bits a pixel
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The head of a HEIC file, as far as its kind is told by it. */
export const heic = (): Buffer => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(64)])
