import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Validity } from '../lifecycle.ts'
import type { RelationKind } from './norm.ts'

/** A document, an interpreting item or a law that documents lean on. */
export type Relative = {
  readonly key: string
  readonly title: string
  readonly documentNumber: string
  readonly href: string | null
  readonly validity: Validity | null
  /** When it came about; null for a law known by its name alone. */
  readonly on: PlainDate | null
}
/** `from` does it to `to`: what amends, abolishes, leans on or reads another is the younger. */
export type Kinship = { readonly from: string; readonly to: string; readonly kind: RelationKind }

/** A branch: who it is, what it did to the one it hangs from, and who hangs from it; `again` stands for one drawn elsewhere in full. */
export type Branch = { readonly who: Relative; readonly kind: RelationKind | null; readonly again: boolean; readonly children: readonly Branch[] }

// A successor hangs from what it replaced rather than from the law both rest on.
const NEARNESS = ['abolishes', 'amends', 'interprets', 'supports', 'basedOn'] as const satisfies readonly RelationKind[]
const byAge = (a: Relative, b: Relative): number => (a.on ?? '').localeCompare(b.on ?? '') || a.key.localeCompare(b.key)

/** A family as trees, the eldest first: everyone once in full, every relation once. Pure. */
export function familyTree(relatives: readonly Relative[], kinships: readonly Kinship[]): readonly Branch[] {
  const known = new Map(relatives.map((one) => [one.key, one]))
  const edges = kinships.filter(({ from, to }) => from !== to && known.has(from) && known.has(to))
  const home = new Map<string, Kinship>()
  for (const kind of NEARNESS) for (const edge of edges) if (edge.kind === kind && !home.has(edge.from)) home.set(edge.from, edge)
  const drawn = new Set<string>()
  const grow = (who: Relative, kind: RelationKind | null): Branch => {
    drawn.add(who.key)
    const below = edges.filter(({ to }) => to === who.key).map((edge) => ({ edge, young: known.get(edge.from) ?? who }))
    const children = below
      .toSorted((a, b) => byAge(a.young, b.young))
      .map(({ edge, young }) =>
        home.get(young.key) === edge && !drawn.has(young.key) ? grow(young, edge.kind) : { who: young, kind: edge.kind, again: true, children: [] },
      )
    return { who, kind, again: false, children }
  }
  const eldest = relatives.toSorted(byAge)
  const trees: Branch[] = []
  for (const who of eldest.filter(({ key }) => !home.has(key))) trees.push(grow(who, null))
  // Documents that lean on one another in a circle have no eldest: the first by age stands for it.
  for (const who of eldest) if (!drawn.has(who.key)) trees.push(grow(who, null))
  return trees
}
