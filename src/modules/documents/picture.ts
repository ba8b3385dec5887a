import sharp from 'sharp'
import { Stop } from './stop.ts'

const MOST_PIXELS = 100_000_000 // office setting
const QUALITY = 92 // office setting

const unreadable = () => new Stop('unreadable', '图片打不开，文件已损坏或者不完整。请用看图软件打开，另存后再上传')

/**
 * A picture painted anew: upright, without what the camera or a program wrote into it (place, time, device, remarks), and without what lies
 * in it or behind its end that no viewer shows, such as the rest of a picture that was cropped.
 */
export async function cleanPicture(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  const isPng = /\.png$/i.test(name)
  const isJpeg = /\.jpe?g$/i.test(name)
  const painted = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient().keepIccProfile()
  const made = isJpeg ? painted.jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }) : isPng ? painted.png() : painted
  return new Uint8Array(
    await made.toBuffer().catch(() => {
      throw unreadable()
    }),
  )
}
