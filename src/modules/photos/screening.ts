import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { paintOver, type Rectangle } from './picture.ts'
import { type PhotoAct, type Screening, saveRedaction, saveScreening } from './screening-store.ts'
import { findPhoto, lockPhoto, type Photo } from './store.ts'
import { dropLeftovers } from './sweep.ts'

const MOST_RECTANGLES = 50
const NO_PHOTO = refuse('not-found', '没有这张照片')

/** Decides whether the public may see a photo. A photo not looked at is seen by nobody outside. */
export async function screen(db: Db, id: string, decision: Screening, act: PhotoAct, because: string): Promise<Photo | Refusal> {
  const reason = because.trim()
  if (decision === 'withheld' && reason === '') return refuse('invalid', '请写明不公开的理由')
  const saved = await saveScreening(db, id, decision, reason === '' ? null : reason, act)
  const photo = await findPhoto(db, id)
  if (!photo) return NO_PHOTO
  return saved
    ? photo
    : refuse('not-now', photo.state === 'waiting' ? '照片还在处理，处理好以后才能公开' : '照片没有处理成功，不能公开。可以请上传的人重新拍一张')
}

const isDrawn = ({ left, top, width, height }: Rectangle): boolean => [left, top, width, height].every(Number.isFinite) && width > 0 && height > 0
const fits = ({ left, top, width, height }: Rectangle): boolean => left >= 0 && top >= 0 && left + width <= 1.000001 && top + height <= 1.000001

/**
 * Paints over faces, plates and what else the public must not see. The painted picture takes the place of the former, which
 * is deleted; its perceptual hash stays, so that the photo is still known again. There is no way back.
 */
export async function redact(house: House, id: string, rectangles: readonly Rectangle[], by: Viewer): Promise<Photo | Refusal> {
  if (rectangles.length === 0 || !rectangles.every(isDrawn))
    return refuse('invalid', '还没有框出要遮盖的地方。在照片上拖动，框住要遮盖的地方，或者在左边、上边、宽、高里填数字')
  if (rectangles.length > MOST_RECTANGLES) return refuse('limit', `一次最多遮挡 ${MOST_RECTANGLES} 处，可以分几次`)
  if (!rectangles.every(fits)) return refuse('invalid', '框选的地方超出了照片：左边加宽、上边加高都不能超过 100。请重新框选')
  const blobs = house.blobs.of(id)
  const was = await house.db.transaction().execute(async (tx) => {
    const photo = await lockPhoto(tx, id)
    if (!photo) return NO_PHOTO
    const { width, height, fullSha256, thumbSha256 } = photo
    if (width === null || height === null || fullSha256 === null || thumbSha256 === null) return refuse('not-now', '照片还没有处理好，处理好以后才能遮挡')
    const prints = await paintOver(await blobs.get(fullSha256), { width, height }, rectangles)
    const [full, thumb] = [await blobs.put(prints.full), await blobs.put(prints.thumb)]
    const old = { full: fullSha256, thumb: thumbSha256 }
    await saveRedaction(tx, { id, was: old, full, thumb, bytes: prints.full.length, places: rectangles.length }, { at: house.now(), by })
    return [old.full, old.thumb].filter((sha256) => sha256 !== full && sha256 !== thumb)
  })
  if ('refused' in was) return was
  await dropLeftovers(house, { id, dropping: was })
  return (await findPhoto(house.db, id)) ?? NO_PHOTO
}
