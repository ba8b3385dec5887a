import sharp from 'sharp'
import { Stop } from './stop.ts'

const MOST_PIXELS = 100_000_000 // office setting
const QUALITY = 92 // office setting

const unreadable = () => new Stop('unreadable', '图片打不开，文件已损坏或者不完整。请用看图软件打开，另存后再上传')
const JPEG_END = Buffer.from('ffd9', 'hex')
const PNG_END = Buffer.from('49454e44ae426082', 'hex')
/** Something put behind the end of a picture is seen by nobody and published all the same. */
const endsWhereItShould = (bytes: Uint8Array): boolean => [JPEG_END, PNG_END].some((end) => end.equals(bytes.subarray(-end.length)))

/** A picture painted anew, when it carries more than its points: upright, without what the camera or a program wrote into it (place, time, device, remarks). */
export async function cleanPicture(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  if (endsWhereItShould(bytes) && !(await carriesMore(bytes).catch(() => true))) return bytes
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

/** Whether a picture carries more than its points: what a camera or a program wrote into it. */
async function carriesMore(bytes: Uint8Array): Promise<boolean> {
  const about = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata()
  return [about.exif, about.xmp, about.iptc, about.comments].some((one) => one !== undefined && one.length > 0)
}
