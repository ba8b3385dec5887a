import { setTimeout } from 'node:timers/promises'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { develop } from './picture.ts'
import { dropLeftovers } from './sweep.ts'
import { findPhoto } from './store.ts'
import { type Claim, claimWaiting, postpone, saveGivenUp, saveReady, saveRefused } from './work-store.ts'

const MOST_ATTEMPTS = 3
const CLAIM_MS = 60_000 // twice the patience of picture.ts
const PAUSE_MS = 10 * 60_000
const LOOK_MS = 1_000
const GIVEN_UP = '照片处理了三次都没有成功。工作人员可以重试，也可以请上传的人重新拍一张'

/**
 * Develops waiting photos, one after the other, and gives how many it took up. Any number of processes may do so at once: each
 * photo is claimed by one. A process that dies leaves its photo waiting, and another takes it when the claim has run out.
 */
export async function processWaiting(house: House, most = 8, claimMs = CLAIM_MS): Promise<number> {
  for (let done = 0; done < most; done++) {
    const claim = await claimWaiting(house.db, claimMs)
    if (claim === undefined) return done
    if (claim.attempt > MOST_ATTEMPTS) await saveGivenUp(house.db, claim, GIVEN_UP)
    else await processOne(house, claim).catch((error: unknown) => setAside(house, claim, error))
  }
  return most
}

async function processOne(house: House, claim: Claim): Promise<void> {
  const blobs = house.blobs.of(claim.id)
  const developed = await develop(await blobs.get(claim.original))
  if (isRefusal(developed)) {
    if (await saveRefused(house.db, claim, developed.because)) await dropLeftovers(house, { id: claim.id, dropping: [claim.original] })
    return
  }
  const [full, thumb] = [await blobs.put(developed.full), await blobs.put(developed.thumb)]
  if (await saveReady(house.db, claim, { ...developed, full, thumb, bytes: developed.full.length })) {
    await dropLeftovers(house, { id: claim.id, dropping: [claim.original] })
  } else if (!(await findPhoto(house.db, claim.id))) {
    // The form was given up meanwhile. Had another process been faster, these would be its prints too.
    await Promise.all([blobs.drop(full), blobs.drop(thumb)])
  }
}

/** Not the picture's fault, as far as we know: a full disk, a lost connection. Later again, three times in all. */
async function setAside(house: House, claim: Claim, error: unknown): Promise<void> {
  house.log.error('photo-not-processed', error, { photo: claim.id, attempt: claim.attempt })
  if (claim.attempt >= MOST_ATTEMPTS) await saveGivenUp(house.db, claim, GIVEN_UP)
  else await postpone(house.db, claim, PAUSE_MS)
}

/** Works on photos until it is stopped; looks once a second when none is waiting. */
export function startPhotoWork(house: House): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      const done = await processWaiting(house, 1).catch((error: unknown) => {
        if (!stopping.signal.aborted) house.log.error('photo-work-failed', error)
        return 0
      })
      if (done === 0) await setTimeout(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const working = work()
  return {
    async stop() {
      stopping.abort()
      await working
    },
  }
}
