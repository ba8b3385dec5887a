import type { Chance } from './chance.ts'

/** How a report ends that never becomes anybody's work. */
export type Ending = 'decline' | 'reconsider' | 'transfer' | 'withdraw' | 'withdrawOnSite' | 'notFound' | 'declineScreened' | 'void' | 'voidReturned'

/** What is unusual about a life. */
export type Traits = {
  readonly ending: Ending | null
  readonly onSite: boolean
  readonly reclassified: 'screened' | 'filed' | 'returned' | null
  readonly recalled: boolean
  readonly returned: 'other' | 'same' | 'dispute' | null
  readonly postponed: 'granted' | 'twice' | 'refused' | null
  readonly suspended: 'resumed' | 'byItself' | 'refused' | null
  readonly reminded: boolean
  readonly fails: 0 | 1 | 2 | 3
  readonly late: boolean
  readonly appeal: 'granted' | 'refused' | 'open' | null
  /** Residents who report the same again. */
  readonly copies: number
}
export const PLAIN: Traits = {
  ending: null,
  onSite: false,
  reclassified: null,
  recalled: false,
  returned: null,
  postponed: null,
  suspended: null,
  reminded: false,
  fails: 0,
  late: false,
  appeal: null,
  copies: 0,
}

/** Every branch once, so that the smallest sample has them all. */
export const EVERY_BRANCH: readonly Traits[] = (
  [
    { ending: 'decline' },
    { ending: 'reconsider' },
    { ending: 'transfer' },
    { ending: 'withdraw' },
    { ending: 'withdrawOnSite' },
    { ending: 'notFound', onSite: true },
    { ending: 'declineScreened' },
    { ending: 'void' },
    { ending: 'voidReturned', returned: 'other' },
    { onSite: true },
    { reclassified: 'screened' },
    { reclassified: 'filed', copies: 2 },
    { returned: 'other', reclassified: 'returned' },
    { recalled: true },
    { returned: 'other' },
    { returned: 'same', copies: 1 },
    { returned: 'dispute' },
    { postponed: 'granted' },
    { postponed: 'twice' },
    { postponed: 'refused' },
    { suspended: 'resumed' },
    { suspended: 'byItself' },
    { suspended: 'refused' },
    { reminded: true },
    { fails: 1 },
    { fails: 2, copies: 1 },
    { fails: 3 },
    { fails: 3, late: true },
    { late: true },
    { late: true, appeal: 'granted' },
    { late: true, appeal: 'refused' },
    { late: true, appeal: 'open' },
  ] as const satisfies readonly Partial<Traits>[]
).map((one) => ({ ...PLAIN, ...one }))

const ENDINGS: readonly (readonly [Ending, number])[] = [
  ['decline', 0.03],
  ['withdraw', 0.008],
  ['transfer', 0.007],
  ['void', 0.007],
  ['notFound', 0.006],
  ['declineScreened', 0.004],
  ['reconsider', 0.003],
  ['withdrawOnSite', 0.001],
  ['voidReturned', 0.001],
]

/** One of these by its probability, or none. */
function oneOf<T>(chance: Chance, entries: readonly (readonly [T, number])[]): T | null {
  let at = chance.next()
  for (const [one, probability] of entries) {
    if (at < probability) return one
    at -= probability
  }
  return null
}

/** What befalls a report, in about the proportions an office sees. */
export function drawTraits(chance: Chance): Traits {
  const ending = oneOf(chance, ENDINGS)
  const late = chance.is(0.055)
  return {
    ending,
    onSite: ending === 'notFound' || chance.is(0.05),
    reclassified: oneOf(chance, [
      ['screened', 0.015],
      ['filed', 0.01],
    ] as const),
    recalled: chance.is(0.008),
    returned:
      ending === 'voidReturned'
        ? 'other'
        : oneOf(chance, [
            ['other', 0.03],
            ['same', 0.006],
            ['dispute', 0.007],
          ] as const),
    postponed: oneOf(chance, [
      ['granted', 0.04],
      ['refused', 0.008],
      ['twice', 0.005],
    ] as const),
    suspended: oneOf(chance, [
      ['resumed', 0.012],
      ['byItself', 0.006],
      ['refused', 0.003],
    ] as const),
    reminded: chance.is(0.03),
    fails:
      oneOf(chance, [
        [1, 0.055],
        [2, 0.01],
        [3, 0.003],
      ] as const) ?? 0,
    late,
    appeal: late
      ? oneOf(chance, [
          ['granted', 0.08],
          ['refused', 0.08],
          ['open', 0.01],
        ] as const)
      : null,
    copies:
      oneOf(chance, [
        [1, 0.03],
        [2, 0.008],
        [3, 0.002],
      ] as const) ?? 0,
  }
}
