import type { House } from '../../platform/house.ts'
import type { Photo, PublicPhoto } from './store.ts'

/**
 * The headers a photo is served with. Its address must hold the hash of what it shows, because a redacted photo is another
 * picture. No cache that is shared keeps it, and none for long: a photo may be withheld after it was released.
 */
export const PHOTO_HEADERS = {
  'content-type': 'image/jpeg',
  'cache-control': 'private, max-age=86400, immutable',
  'x-content-type-options': 'nosniff',
} as const

/** The JPEG of a photo; undefined when it is not ready, or was redacted a moment ago. */
export async function photoBytes(
  house: House,
  photo: Pick<Photo | PublicPhoto, 'id' | 'fullSha256' | 'thumbSha256'>,
  size: 'full' | 'thumb',
): Promise<Uint8Array | undefined> {
  const sha256 = size === 'full' ? photo.fullSha256 : photo.thumbSha256
  if (sha256 === null) return undefined
  return await house.blobs
    .of(photo.id)
    .get(sha256)
    .catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    })
}
