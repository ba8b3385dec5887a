import sharp from 'sharp'
import { expect, test } from 'vitest'
import { bomb, heic, phonePhoto, scene } from '../../../tests/support/pictures.ts'
import { MOST_BYTES, whyNotPhoto } from './sniff.ts'

test('photos are taken by what they are, whatever they are called', async () => {
  const jpeg = await phonePhoto(1)
  const taken: readonly (readonly [string, Uint8Array])[] = [
    ['照片.jpg', jpeg],
    ['其实是照片.txt', jpeg],
    ['图.png', await scene(1).png().toBuffer()],
    ['图.webp', await scene(1).webp().toBuffer()],
    ['图.gif', await scene(1).gif().toBuffer()],
    ['大图.jpg', await scene(1, 4080, 3060).jpeg().toBuffer()],
    ['印刷.jpg', await scene(1).toColourspace('cmyk').jpeg().toBuffer()],
    ['动态照片.jpg', Buffer.concat([jpeg, Buffer.alloc(jpeg.length * 3)])],
  ]
  for (const [name, bytes] of taken) expect(await whyNotPhoto(name, bytes), name).toBeUndefined()
})

test('what is no photo is refused with what is possible', async () => {
  const jpeg = await phonePhoto(1)
  const withSmallPicture = Buffer.from([0xff, 0xe1, 0, 10, 0xff, 0xd8, 0, 0, 0, 0, 0xff, 0xd9])
  const broken = Buffer.concat([jpeg.subarray(0, 3), Buffer.alloc(2000, 0x20), Buffer.from([0xff, 0xd9])])
  const refused: readonly (readonly [string, Uint8Array, string])[] = [
    ['空.jpg', new Uint8Array(), '空文件'],
    ['大.jpg', new Uint8Array(MOST_BYTES + 1), '15 MB'],
    ['文字.jpg', new TextEncoder().encode('这不是照片'), '不是可以使用的照片'],
    ['文件.jpg', new TextEncoder().encode('%PDF-1.7\n%样例'), '.pdf'],
    ['矢量.jpg', new TextEncoder().encode('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), '可以上传 JPG'],
    ['截图.avif', await scene(1, 64, 48).avif().toBuffer(), '可以上传 JPG'],
    ['扫描.tiff', await scene(1, 64, 48).tiff().toBuffer(), '可以上传 JPG'],
    ['IMG_0001.HEIC', heic(), '兼容性最佳'],
    ['没传完.jpg', jpeg.subarray(0, jpeg.length / 3), '没有传完'],
    ['没传完，小图完整.jpg', Buffer.concat([jpeg.subarray(0, 2), withSmallPicture, jpeg.subarray(2, jpeg.length / 2)]), '没有传完'],
    ['没传完.png', (await scene(1).png().toBuffer()).subarray(0, 900), '没有传完'],
    ['没传完.webp', (await scene(1).webp().toBuffer()).subarray(0, 900), '打不开'],
    ['炸弹.png', bomb(20_000), '像素太多'],
    ['坏.jpg', broken, '打不开'],
  ]
  for (const [name, bytes, says] of refused) expect(await whyNotPhoto(name, bytes), name).toMatchObject({ because: expect.stringContaining(says) })
  expect(await whyNotPhoto('../<b>“\u202e”.jpg', new Uint8Array())).toMatchObject({ because: expect.not.stringMatching(/[<\u202e/]/) })
})

test('no picture is opened that is none of the four kinds', async () => {
  await expect(sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).png().toBuffer()).rejects.toThrow()
})
