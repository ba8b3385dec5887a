import type { PlainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { PetitionEvent } from './events.ts'
import { type Finding, type PetitionKind, petitionName } from './kinds.ts'
import { PETITION_STAGES, type PetitionActor, type PetitionStep, petitionRowOf, petitionStageName, petitionStepName } from './lifecycle.ts'
import { isNamedIn, type PetitionState } from './petition.ts'

/** What a person asks to be done. */
export type PetitionOrder =
  | { readonly step: 'accept'; readonly handler: string; readonly against: string }
  | { readonly step: 'reassign'; readonly handler: string }
  | { readonly step: 'answer'; readonly finding: Finding; readonly words: string }
  | { readonly step: 'forward'; readonly to: string; readonly words: string }
  | { readonly step: 'publish'; readonly item: string; readonly words: string }
  | { readonly step: 'decline' | 'withdraw'; readonly reason: string }
  | { readonly step: 'note'; readonly words: string }

/** What a step needs to know besides the state: what kind it is, and what its sender wrote. */
export type Petitioned = { readonly kind: PetitionKind; readonly state: PetitionState; readonly texts: readonly string[] }
export type PetitionBy = { readonly role: PetitionActor; readonly name: string; readonly account: string }

const LONGEST_WORDS = 4_000 // office setting
const LAW = '条例第五十一条'

/** Whether this person may take this step now: the event it becomes, or why not. Pure. */
export function takePetitionStep(petition: Petitioned, order: PetitionOrder, by: PetitionBy, today: PlainDate): PetitionEvent | Refusal {
  return petitionClosedBecause(petition, order.step, by) ?? fault(petition, order) ?? { ...order, on: today }
}

/** Whether a person is complained about: by what was written, or by what the office understood. */
export const isAgainst = ({ kind, state, texts }: Petitioned, by: Omit<PetitionBy, 'role'>): boolean =>
  kind === 'complaint' && isNamedIn([...texts, state.against], by)

/** Why a step is closed whatever is entered in its form; undefined when it is open. The pages list both. */
export function petitionClosedBecause(petition: Petitioned, step: PetitionStep, by: PetitionBy): Refusal | undefined {
  const { kind, state } = petition
  const row = petitionRowOf(kind, state.stage, step)
  if (!row) {
    const stages = PETITION_STAGES.filter((stage) => petitionRowOf(kind, stage, step)).map((stage) => `“${petitionStageName[stage]}”`)
    const when = stages.length > 0 ? `要在${stages.join('或')}时办理` : `不是${petitionName[kind]}的步骤`
    return refuse('not-now', `“${petitionStepName[step]}”${when}，本件现在是“${petitionStageName[state.stage]}”`)
  }
  if (!row.by.includes(by.role)) return refuse('not-yours', `“${petitionStepName[step]}”不由您的岗位办理`, row.law)
  if (by.role !== 'submitter' && isAgainst(petition, by))
    return refuse('not-yours', '这件投诉写到了您，由其他人办理和答复；请转给信息公开专员、审核人或者签发人中的另一位', LAW)
  return undefined
}

function fault(petition: Petitioned, order: PetitionOrder): Refusal<'invalid'> | undefined {
  switch (order.step) {
    case 'accept':
    case 'reassign': {
      if (!order.handler.trim()) return refuse('invalid', '写明由谁承办')
      const against = order.step === 'accept' ? order.against : petition.state.against
      return isNamedIn([...petition.texts, against], { name: order.handler.trim(), account: '' })
        ? refuse('invalid', '承办人不能是被投诉的人，请换一位', LAW)
        : undefined
    }
    case 'answer':
      return said(order.words, '写明查了什么、结果怎样、怎样改正，这些会告知投诉人')
    case 'forward':
      return order.to.trim() ? said(order.words, '写明为什么转送，投诉人会看到') : refuse('invalid', '写明转送给哪个机关')
    case 'publish':
      return /^20\d\d-\d{1,9}$/.test(order.item) ? short(order.words) : refuse('invalid', '填写已经公开的信息的编号，如 2026-00012')
    case 'decline':
      return said(order.reason, '写明为什么不主动公开，提建议的人会看到')
    case 'withdraw':
      return short(order.reason)
    case 'note':
      return said(order.words, '写要记的内容')
  }
}
const short = (words: string): Refusal<'invalid'> | undefined => (words.length > LONGEST_WORDS ? refuse('invalid', `最多 ${LONGEST_WORDS} 字`) : undefined)
const said = (words: string, otherwise: string): Refusal<'invalid'> | undefined => (words.trim() ? short(words) : refuse('invalid', otherwise))
