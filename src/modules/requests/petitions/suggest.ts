import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { publicTitles } from '../../disclosure/index.ts'
import { openApplicant, type Request } from '../store.ts'
import { maySuggest, type PetitionState, withReason } from './petition.ts'
import { findPetition, findPetitionByKey, listAbout } from './store.ts'
import { type PetitionReceipt, submitPetition } from './submit-petition.ts'

export type OwnSuggestion = { readonly number: string; readonly state: PetitionState; readonly title: string | null }

/** What the applicant of this request has suggested on its page, and what became of it. */
export async function findOwnSuggestion(db: Db, request: Request): Promise<OwnSuggestion | undefined> {
  for (const { kind, number } of await listAbout(db, request.agencyId, request.number)) {
    const petition = kind === 'suggestion' ? await findPetition(db, kind, number) : undefined
    if (petition?.senderFingerprint !== request.applicantFingerprint) continue
    const item = petition.state.published?.item
    const title = item === undefined ? null : ((await publicTitles(db, request.agencyId, [item])).get(item)?.title ?? null)
    return { number, state: petition.state, title }
  }
  return undefined
}

/** The applicant suggests to publish what was given; once for a request, and the same form twice is one suggestion. */
export async function suggestToPublish(house: House, request: Request, key: string, why: string): Promise<PetitionReceipt | Refusal> {
  if (!maySuggest(request.state.conclusion?.decision)) return refuse('not-now', '答复是予以公开或者部分公开的，才可以建议主动公开', '条例第四十四条第二款')
  if (why.trim().length < 4) return refuse('invalid', '写几句为什么许多人需要它，至少 4 个字')
  if (why.length > 1_000) return refuse('invalid', '最多 1000 个字')
  const [known, first] = await Promise.all([findOwnSuggestion(house.db, request), findPetitionByKey(house.db, key)])
  if (known && !first) return refuse('duplicate', `您已经建议过（${known.number}），结果会显示在本页`)
  const { name, phone, email } = openApplicant(request, house.cipher)
  const sent = await submitPetition(house, request.agencyId, {
    key,
    kind: 'suggestion',
    sender: { name, contact: phone || email },
    senderFingerprint: request.applicantFingerprint,
    subject: withReason(request.subject.slice(0, 500), why),
    aboutRequest: request.number,
    aboutItem: null,
    aboutPerson: '',
  })
  return sent
}
