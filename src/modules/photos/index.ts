export { keepPhotos, type Upload } from './keep-photos.ts'
export { PHOTO_HEADERS, photoBytes } from './photo-bytes.ts'
export { hashDistance } from './phash.ts'
export { processWaiting, startPhotoWork } from './process-waiting.ts'
export { redact, screen } from './screening.ts'
export { MOST_PHOTOS } from './sniff.ts'
export {
  describePhoto,
  findPhoto,
  firstHeldPhotos,
  firstPublicPhoto,
  type Hashed,
  listHashed,
  listPhotos,
  movePhotos,
  movePhotosOf,
  type Photo,
  photoDraft,
  publicPhotos,
  similarPhotos,
} from './store.ts'
export { dropDraftPhoto, sweepDraftPhotos } from './sweep.ts'
export type { PhotoRole } from './tables.ts'
export { retryPhoto } from './work-store.ts'
