import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Db } from '../../../platform/database.ts'
import { findLetters, findPosted, isOut } from '../../letters/index.ts'
import { objectors } from '../request.ts'
import type { Request } from '../store.ts'
import { subjectOf } from './subject.ts'

/**
 * 条例第三十二条: what is disclosed against a third party's objection is told to it in writing, with the reason; until that letter went out, or
 * it is written why it never will, the file is not complete.
 */
export async function thirdPartyUntold(tx: Db, request: Request): Promise<Refusal | undefined> {
  const { state } = request
  const discloses = state.conclusion?.how === 'signed' && (state.conclusion.decision === 'granted' || state.conclusion.decision === 'partly_granted')
  if (!discloses || objectors(state).length === 0) return undefined
  const told = (await findLetters(tx, request.agencyId, subjectOf(request))).filter(({ code }) => code === 'P9')
  const posted = await findPosted(tx, request.agencyId, subjectOf(request))
  const isTold = told.some(({ id }) => isOut(posted.get(id)?.deliveries ?? []) || posted.get(id)?.keptBack)
  return isTold
    ? undefined
    : refuse(
        'not-now',
        '第三方不同意而决定公开的，要书面告知第三方：制作、签发并寄出“公开决定告知书（第三方）”以后才归档；不寄的，在文书页登记“不再寄送”和理由',
        '条例第三十二条',
      )
}
