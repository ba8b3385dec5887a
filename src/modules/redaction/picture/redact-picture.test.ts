import sharp from 'sharp'
import { expect, test } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { run } from '../engine/run.ts'
import { redactPicture } from './redact-picture.ts'

const SECRET = 'GONGKAI-SECRET'
const picture = () =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: '#ffffff' } })
    .composite([{ input: { create: { width: 80, height: 40, channels: 3, background: '#cc2222' } }, left: 100, top: 60 }])
    .withExif({ IFD0: { Copyright: SECRET } })

test.each(['png', 'jpeg', 'webp'] as const)('%s: the pixels under a box are black, the notes are gone, the rest stays', async (format) => {
  const original = await picture().toFormat(format).toBuffer()
  expect(original.includes(SECRET)).toBe(true)
  const { bytes, proof } = await redactPicture(original, [{ kind: 'box', page: 1, place: { x: 90, y: 50, width: 100, height: 60 }, mark: '第十五条' }])
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3)]
  expect([info.width, info.height]).toEqual([300, 200])
  expect(Math.max(...at(140, 80))).toBeLessThan(8)
  expect(Math.min(...at(20, 20))).toBeGreaterThan(248)
  let red = 0
  for (let i = 0; i < data.length; i += info.channels) if ((data[i] ?? 0) - (data[i + 1] ?? 0) > 60) red += 1
  expect([red, Buffer.from(bytes).includes(SECRET)]).toEqual([0, false])
  expect(proof.extractors.map(({ found }) => found)).toEqual([0, 0])
})

test('a photo that its camera held upright is covered as it is seen', async () => {
  const lying = await picture()
    .withExif({ IFD0: { Copyright: SECRET } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const { bytes } = await redactPicture(lying, [{ kind: 'box', page: 1, place: { x: 0, y: 0, width: 200, height: 150 }, mark: '第十五条' }])
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height, Math.max(...data.subarray(0, 30)) < 8]).toEqual([200, 300, true])
})

test('what is no picture is refused', async () => {
  const refused = await run({ kind: 'picture', name: 'a.png', bytes: Buffer.from('不是图片'), redactions: [] })
  expect(isRefusal(refused) && refused.because).toContain('打不开')
})
