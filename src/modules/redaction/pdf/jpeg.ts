import { Unsafe } from './lexer.ts'

const isNote = (marker: number): boolean => (marker >= 0xe1 && marker <= 0xed) || marker === 0xef || marker === 0xfe
const SCAN = 0xda

/** A photo without its notes: camera, place, thumbnail and comments (Exif, XMP, IPTC), and what stands behind its end. */
export function withoutNotes(photo: Uint8Array): Uint8Array {
  if (photo[0] !== 0xff || photo[1] !== 0xd8) throw new Unsafe('a photo that is none')
  const parts: Uint8Array[] = [photo.subarray(0, 2)]
  let at = 2
  while (at + 4 <= photo.length) {
    while (photo[at] === 0xff && photo[at + 1] === 0xff) at++
    const marker = photo[at + 1]
    if (photo[at] !== 0xff || marker === undefined) throw new Unsafe('a photo that is damaged')
    const end = at + 2 + (((photo[at + 2] ?? 0) << 8) | (photo[at + 3] ?? 0))
    if (marker === SCAN) {
      parts.push(photo.subarray(at, endOfScans(photo, end)))
      return Buffer.concat(parts)
    }
    if (!isNote(marker)) parts.push(photo.subarray(at, end))
    at = end
  }
  throw new Unsafe('a photo without a picture')
}

/** Where the mark of the end stands: within scans, 0xff is followed by nought or by a mark of resuming. */
function endOfScans(photo: Uint8Array, from: number): number {
  for (let at = from; at + 1 < photo.length; at++) if (photo[at] === 0xff && photo[at + 1] === 0xd9) return at + 2
  return photo.length
}
