import type { House } from '../../../platform/house.ts'

export const CONFIRM_DAYS = 3 // office setting
const DAY_MS = 86_400_000
type Known = Pick<House, 'cipher' | 'config'>

/** Where a subscriber ends it: signed, so that nobody does so for another. */
export const endLink = ({ cipher, config }: Known, id: number): string => `${config.origin}/disclosure/subscribe/end/${cipher.sign(`end~${id}`)}`
/** Where the owner of an address confirms what was asked for at that moment. */
export const confirmLink = ({ cipher, config }: Known, id: number, askedAt: Date): string =>
  `${config.origin}/disclosure/subscribe/confirm/${cipher.sign(`confirm~${id}~${askedAt.getTime()}`)}`

export function endIn({ cipher }: Pick<House, 'cipher'>, token: string): number | undefined {
  const [kind, id] = (cipher.verify(token) ?? '').split('~')
  return kind === 'end' ? Number(id) : undefined
}
/** Whose link it is, and of which moment; undefined when it is not ours or too old. */
export function confirmIn({ cipher, now }: Pick<House, 'cipher' | 'now'>, token: string): { readonly id: number; readonly askedAt: number } | undefined {
  const [kind, id, at] = (cipher.verify(token) ?? '').split('~')
  const askedAt = Number(at)
  return kind === 'confirm' && now().getTime() - askedAt < CONFIRM_DAYS * DAY_MS ? { id: Number(id), askedAt } : undefined
}
