import type { House } from '../../platform/house.ts'

const KIND = 'wish'

/** Where a person says that no more messages are wanted, or some again; signed, so that nobody says it for another. */
export const wishLink = (house: Pick<House, 'cipher' | 'config'>, fingerprint: string): string =>
  `${house.config.origin}/messages/wish/${house.cipher.sign(`${KIND}~${fingerprint}`)}`

/** Whose link it is; undefined when it is not one of ours. */
export function personOfLink(house: Pick<House, 'cipher'>, token: string): string | undefined {
  const [kind, fingerprint] = (house.cipher.verify(token) ?? '').split('~')
  return kind === KIND ? fingerprint : undefined
}
