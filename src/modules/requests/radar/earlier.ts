import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import type { Request } from '../store.ts'
import { listOfApplicant, type OfApplicant } from './earlier-store.ts'
import { likenessOf, matterOf } from './matter.ts'

/** A request of the same applicant for the same matter, and what says it is the same. */
export type Earlier = OfApplicant & { readonly because: string }
export type EarlierOf = { readonly same: readonly Earlier[] /** How many others the applicant has made. */; readonly others: number }

/** The same applicant's earlier requests for the same matter (条例第三十六条第六项); nothing this viewer may not see. */
export async function earlierOf(db: Db, request: Request, viewer: Viewer): Promise<EarlierOf> {
  if (request.erasedOn) return { same: [], others: 0 } // nobody knows any more whose it was
  const all = await listOfApplicant(db, request, viewer)
  if (all.length === 0) return { same: [], others: 0 }
  const mine = matterOf(request.subject)
  const same = all.flatMap((one): Earlier[] => {
    const { same: isSame, because } = likenessOf(mine, matterOf(one.subject))
    return isSame ? [{ ...one, because }] : []
  })
  return { same, others: all.length - same.length }
}
