import type { Db } from '../../../platform/database.ts'
import { findRequest, type LoggedEvent, type Request } from '../store.ts'
import { answeredAnew, asAnswerEvent } from './redo.ts'
import { listRemedyFiles, type RemedyFile } from './store.ts'

type Ordered = Pick<RemedyFile, 'id' | 'state' | 'events'>
/**
 * The request as its answer ordered anew sees it: with the draft, the reviews and the conclusion of that answer alone. Its letters are about
 * the remedy, so that no letter of the first answer is mistaken for one of the second. Null where nothing was ordered anew.
 */
export function requestAnew(request: Request, { id, state, events }: Ordered): Request | null {
  if (!state.redo) return null
  const asAnswer = events.flatMap((event): LoggedEvent[] => {
    const fact = asAnswerEvent(event.fact)
    return fact ? [{ ...event, fact }] : []
  })
  return { ...request, anew: id, state: answeredAnew(request.state, state, state.redo), events: asAnswer }
}

/** The same of a remedy whose request is read along; undefined where it is about no request. */
export async function findAnew(db: Db, remedy: RemedyFile): Promise<Request | null> {
  const number = remedy.state.requestNumber
  const request = number === null || !remedy.state.redo ? undefined : await findRequest(db, number)
  return request ? requestAnew(request, remedy) : null
}

/** Every answer to a request that was ordered anew, the first ordered first. */
export async function listAnew(db: Db, request: Request): Promise<readonly Request[]> {
  const remedies = await listRemedyFiles(db, request.agencyId, request.number)
  return remedies.flatMap((remedy) => requestAnew(request, remedy) ?? [])
}
