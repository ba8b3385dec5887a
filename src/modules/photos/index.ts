export { type KeptPhotos, keepPhotos, type Upload } from './keep-photos.ts'
export { PHOTO_HEADERS, photoBytes } from './photo-bytes.ts'
export { hashDistance } from './phash.ts'
export type { Rectangle } from './picture.ts'
export { processWaiting, startPhotoWork } from './process-waiting.ts'
export { redact, screen } from './screening.ts'
export type { PhotoAct, Screening } from './screening-store.ts'
export { MOST_BYTES, MOST_PHOTOS } from './sniff.ts'
export {
  type Alike,
  describePhoto,
  findPhoto,
  firstPublicPhoto,
  listPhotos,
  movePhotos,
  movePhotosOf,
  type Photo,
  type PublicPhoto,
  photoDraft,
  publicPhotos,
  similarPhotos,
} from './store.ts'
export { dropDraftPhoto, sweepDraftPhotos } from './sweep.ts'
export { PHOTO_ROLES, type PhotoRole } from './tables.ts'
export { retryPhoto } from './work-store.ts'
