import type { PlainDate } from '../../src/kernel/plain-date.ts'
import type { Access, CaseFact, Channel, Filing, PlaceSource, Spot } from '../../src/modules/cases/index.ts'
import type { Chance } from './chance.ts'
import { STREET_NAMES, TOLD } from './words.ts'
import type { Kind, World } from './world.ts'

/** What a resident sent, and what the hall made of it. */
export type Reported = {
  readonly channel: Channel
  readonly tile: string
  readonly description: string
  readonly address: string
  readonly placeSource: PlaceSource
  readonly access: Access
  readonly spot: Spot
  /** The how-manieth of the sample's reporters; null for an anonymous one. */
  readonly reporter: number | null
  readonly kind: Kind
  readonly filing: Filing
  readonly title: string
  readonly place: string
}

const REPORTERS = 4_000
const HOUSES = 180

/** A report of some day: what, where and how, all invented. */
export function drawReport(world: World, day: PlainDate, chance: Chance): Reported {
  const kind = world.kindsOn(day).pick(chance)
  return reportOf(kind, chance.pick(kind.filings), world.spot(chance), chance)
}

function reportOf(kind: Kind, filing: Filing, spot: Spot, chance: Chance): Reported {
  const place = `${chance.pick(STREET_NAMES)}${chance.whole(1, HOUSES)}号附近`
  const told = chance.pick(TOLD[kind.tile] ?? TOLD['other'] ?? [''])
  return {
    channel: chance.is(0.62) ? 'wechat' : chance.is(0.72) ? 'web' : 'phone',
    tile: kind.tile,
    description: told.replace('@', kind.name).replace('#', filing.text.split('；')[0] ?? ''),
    address: place,
    placeSource: chance.is(0.7) ? 'gps' : chance.is(0.7) ? 'map' : 'address',
    access: chance.is(0.82) ? 'public' : chance.is(0.75) ? 'semi_closed' : 'closed',
    spot,
    // A few report often, most once.
    reporter: chance.is(0.22) ? null : Math.floor(chance.next() ** 2.2 * REPORTERS),
    kind,
    filing,
    title: `${kind.name}：${filing.text}（样例）`,
    place,
  }
}

/** The same problem, reported by somebody else a few steps away. */
export function drawCopy(of: Reported, chance: Chance): Reported {
  const { spot } = of
  const aside = (degrees: number | null): number | null => (degrees === null ? null : Number((degrees + chance.between(-0.0001, 0.0001)).toFixed(6)))
  return { ...reportOf(of.kind, of.filing, { ...spot, lon: aside(spot.lon), lat: aside(spot.lat) }, chance), place: of.place, address: of.address }
}

export const accepted = ({ filing, spot, title, place }: Reported): Extract<CaseFact, { step: 'accept' }> => ({ step: 'accept', filing, spot, title, place })
