import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import { stageName } from './lifecycle.ts'
import { findRequest } from './store.ts'
import { isVisibleTo } from './visibility.ts'

export type VisibleRequest = {
  readonly number: string
  readonly agencyId: number
  readonly subject: string
  readonly stage: string
  readonly isStanding: boolean
  /** Its retention is over and its content gone. */
  readonly isErased: boolean
}

/** A request as another part of the console names it; undefined when there is none, or not for this person. `stage` is in Chinese. */
export async function findVisibleRequest(db: Db, number: string, viewer: Viewer): Promise<VisibleRequest | undefined> {
  const request = await findRequest(db, number)
  if (!request || !isVisibleTo(request, viewer)) return undefined
  const { stage } = request.state
  const { agencyId, subject } = request
  return { number: request.number, agencyId, subject, stage: stageName[stage], isStanding: stage !== 'concluded', isErased: request.erasedOn !== null }
}
