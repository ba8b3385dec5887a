import type { House } from '../../platform/house.ts'
import { listPhotos, type Photo, photoBytes, publicPhotos } from '../photos/index.ts'
import type { ShownPhoto } from './pages/case-body.tsx'

export const subjectOf = (number: string): string => `cases/${number}`

const ROLE_WORD: Readonly<Record<string, string>> = {
  report: '上报照片',
  near: '近景',
  far: '远景',
  before: '处置前',
  after: '处置后',
  verification: '核查',
}
export const roleWord = (role: string): string => ROLE_WORD[role] ?? role

/** Addresses hold the hash of what they show: a redacted photo is another picture. */
const addressOf = (number: string, id: string, size: 'thumb' | 'full', sha256: string): string => `/cases/${number}/photos/${id}/${size}-${sha256}.jpg`

/** What of a case's photos the public sees: those ready and released. */
export async function shownPhotos(house: House, number: string): Promise<ShownPhoto[]> {
  const photos = await publicPhotos(house.db, subjectOf(number))
  return photos.map(({ id, role, alt, thumbSha256, fullSha256 }) => ({
    role: roleWord(role),
    alt,
    thumb: addressOf(number, id, 'thumb', thumbSha256),
    full: addressOf(number, id, 'full', fullSha256),
  }))
}

/** The picture behind an address the public may open; undefined when it is not, or not any more. */
export async function shownPhoto(house: House, number: string, id: string, size: string, sha256: string): Promise<Uint8Array | undefined> {
  const photo = (await publicPhotos(house.db, subjectOf(number))).find((one) => one.id === id)
  if (!photo || (size !== 'thumb' && size !== 'full') || (size === 'thumb' ? photo.thumbSha256 : photo.fullSha256) !== sha256) return undefined
  return await photoBytes(house, photo, size)
}

/** Every photo of a case, for the console. */
export const photosOf = (house: House, number: string): Promise<Photo[]> => listPhotos(house.db, subjectOf(number))
