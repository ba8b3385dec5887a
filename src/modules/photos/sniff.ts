import { fileTypeFromBuffer } from 'file-type'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { sizeOf } from './picture.ts'

export const MOST_BYTES = 15 * 1024 * 1024 // office setting
export const MOST_PHOTOS = 9 // office setting

const TAKEN = new Set(['jpg', 'png', 'apng', 'webp', 'gif'])
const HEIC = new Set(['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'])
const POSSIBLE = '可以上传 JPG、PNG、WebP 和 GIF 照片，每张不超过 15 MB'

/** Nothing when these bytes are a photo we can work on, judged by their content; a sentence saying what is possible when not. */
export async function whyNotPhoto(name: string, bytes: Uint8Array): Promise<Refusal<'invalid' | 'limit' | 'unreadable'> | undefined> {
  const title = titleOf(name)
  if (bytes.length === 0) return refuse('unreadable', `${title}是空文件。请重新选择`)
  if (bytes.length > MOST_BYTES)
    return refuse('limit', `${title}有 ${(bytes.length / 1024 / 1024).toFixed(1)} MB，超过了 15 MB。可以在相册里缩小，或者直接用本页拍照`)
  const real = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (real && HEIC.has(real.mime)) return refuse('invalid', `${title}是 HEIC 格式，这里打不开。请在相机设置里改用“兼容性最佳”，或者直接用本页拍照`)
  if (!real || !TAKEN.has(real.ext)) return refuse('invalid', `${title}${real ? `是 .${real.ext} 文件，` : ''}不是可以使用的照片。${POSSIBLE}`)
  const size = await sizeOf(bytes)
  if (size === 'too-large') return refuse('limit', `${title}的像素太多，这里打不开。请在相机设置里改用 5000 万像素以下，或者直接用本页拍照`)
  if (size === 'broken') return refuse('unreadable', `${title}打不开，文件可能已损坏。请重新选择，或者直接用本页拍照`)
  if (isCut(real.ext, bytes)) return refuse('unreadable', `${title}不完整，可能没有传完。请重新选择，或者直接用本页拍照`)
  return undefined
}

/** Whether the end is plainly missing; a loss in the middle is found when the picture is decoded. */
function isCut(ending: string, bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (ending === 'jpg') return buffer.indexOf(Buffer.from([0xff, 0xd9]), pixelsOfJpeg(buffer)) < 0
  if (ending === 'png' || ending === 'apng') return buffer.lastIndexOf('IEND') < 0
  return false
}

/** Where the pixels begin, behind the EXIF with its small picture, which has an end of its own. Phones put films behind the end. */
function pixelsOfJpeg(buffer: Buffer): number {
  let at = 2
  while (at + 4 <= buffer.length && buffer[at] === 0xff && buffer[at + 1] !== 0xda) at += 2 + buffer.readUInt16BE(at + 2)
  return at
}

function titleOf(name: string): string {
  const last = [...name.replace(/^.*[/\\]/, '').replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')].slice(0, 60).join('').trim()
  return last ? `“${last}”` : '这张照片'
}
