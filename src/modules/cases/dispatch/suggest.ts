import { distanceMetres, type FoundUnit, type HandlingUnit, type Point } from '../../organizations/index.ts'
import type { Condition, Standard } from '../../standards/index.ts'
import { coverage, likeness, pairsOf, type Telling, tellingAmong, wordsShared } from '../likeness.ts'

/** A case that was filed before, as far as it teaches how the next one may be. */
export type PastCase = {
  readonly number: string
  /** What the resident wrote, and what the desk made of it. */
  readonly text: string
  readonly condition: string
  readonly category: string
  readonly street: string | null
  readonly place: Point | null
  readonly unitId: number | null
  readonly onTime: boolean | null
  /** Units that gave it back. */
  readonly returnedBy: readonly string[]
}
export type Told = { readonly text: string; readonly street: string | null; readonly place: Point | null }

export type SuggestedCondition = {
  readonly condition: Condition
  /** Its part of all that speaks for any condition, 0 to 1. */
  readonly share: number
  readonly because: readonly string[]
}
/** A condition with at least this part of the evidence may be taken without a person choosing it: in a batch. */
export const CLEAR_SHARE = 0.6 // office setting

// What counts as similar, and how much nearness adds: office settings
const LEAST_LIKE = 0.2 // office setting
const MOST_LIKE = 30 // office setting
const NEAR_METRES = 300 // office setting
const NEARNESS = { near: 2, street: 1.3, elsewhere: 1 } as const // office settings
/** What the words of the standard count beside the past cases, which count 1 in all. */
const NAMED = 0.6 // office setting
/** Where nothing tells the conditions of a category apart, they are all alike. */
const LEAST = 0.01 // office setting
/** What it adds that the name of the category stands in the report word for word. */
const WHOLE_NAME = 0.5 // office setting
const MOST_CONDITIONS = 3
/** How much more the more alike count. */
const SHARPNESS = 3 // office setting

type Pairs = ReadonlySet<string>

type Like = { readonly one: PastCase; readonly like: number; readonly metres: number | null; readonly weight: number }

/** Past cases that are like a report, the most alike first. `like` is the plain likeness, which people can follow. */
function similarTo({ text, street, place }: Told, past: readonly { readonly one: PastCase; readonly pairs: Pairs }[], telling: Telling): Like[] {
  const told = pairsOf(text)
  return past
    .flatMap(({ one, pairs }) => {
      const like = likeness(told, pairs)
      if (like < LEAST_LIKE) return []
      const metres = place && one.place ? Math.round(distanceMetres(place, one.place)) : null
      const nearness = metres !== null && metres <= NEAR_METRES ? 'near' : street !== null && street === one.street ? 'street' : 'elsewhere'
      return [{ one, like, metres, weight: likeness(told, pairs, telling) ** SHARPNESS * NEARNESS[nearness] }]
    })
    .toSorted((a, b) => b.weight - a.weight || (a.one.number < b.one.number ? 1 : -1))
    .slice(0, MOST_LIKE)
}

/**
 * Which conditions a report may be filed under, the likeliest first, each with what speaks for it: how similar past cases were
 * filed, and words of the standard found in the report. Only of these conditions; nothing is suggested without any evidence.
 */
export function suggestConditions(
  told: Told,
  past: readonly PastCase[],
  { categories }: Pick<Standard, 'categories'>,
  among: readonly Condition[],
): SuggestedCondition[] {
  const known = past.map((one) => ({ one, pairs: pairsOf(one.text) }))
  const nameOf = new Map(categories.map(({ code, minorName }) => [code, minorName]))
  const telling = tellingAmong([...known.map(({ pairs }) => pairs), ...among.map(({ category, text }) => pairsOf(`${nameOf.get(category) ?? ''} ${text}`))])
  const similar = similarTo(told, known, telling)
  const text = pairsOf(told.text)
  // First which category, then which of its conditions: a name that the report holds speaks for all of them alike.
  const kinds = shares([...new Set(among.map(({ category }) => category))], (category) => {
    const name = nameOf.get(category) ?? ''
    const named = NAMED * coverage(text, pairsOf(name), telling) + (name.length > 2 && told.text.includes(name) ? WHOLE_NAME : 0)
    return shareOf(similar, ({ one }) => one.category === category) ** 2 + named ** 2
  })
  return [...kinds]
    .flatMap(([category, kindShare]) => {
      if (kindShare === 0) return []
      const own = similar.filter(({ one }) => one.category === category)
      const within = shares(
        among.filter((one) => one.category === category),
        (condition) => LEAST + shareOf(own, ({ one }) => one.condition === condition.code) + coverage(text, pairsOf(condition.text), telling),
      )
      return [...within].map(([condition, share]) => ({ condition, share: kindShare * share }))
    })
    .toSorted((a, b) => b.share - a.share || (a.condition.code < b.condition.code ? -1 : 1))
    .slice(0, MOST_CONDITIONS)
    .map(({ condition, share }) => {
      const own = similar.filter(({ one }) => one.condition === condition.code)
      return { condition, share, because: reasonsOf(own, similar.length, wordsShared(`${nameOf.get(condition.category) ?? ''}，${condition.text}`, told.text)) }
    })
}

/** What part of all that is similar these are, by their weight. */
function shareOf(similar: readonly Like[], which: (like: Like) => boolean): number {
  const weigh = (likes: readonly Like[]) => likes.reduce((sum, { weight }) => sum + weight, 0)
  const whole = weigh(similar)
  return whole === 0 ? 0 : weigh(similar.filter(which)) / whole
}

/** Scores as parts of their sum. */
function shares<T>(of: readonly T[], score: (one: T) => number): ReadonlyMap<T, number> {
  const scores = of.map((one) => [one, score(one)] as const)
  const total = scores.reduce((sum, [, value]) => sum + value, 0)
  return new Map(scores.map(([one, value]) => [one, total === 0 ? 0 : value / total]))
}

function reasonsOf(own: readonly Like[], among: number, words: readonly string[]): string[] {
  const [best] = own
  return [
    ...(best
      ? [
          `${among} 件相似的旧案里 ${own.length} 件立的是它`,
          `最像的是 ${best.one.number}：文字相似 ${Math.round(best.like * 100)}%${best.metres === null ? '' : `，相距 ${best.metres} 米`}`,
        ]
      : []),
    ...(words.length > 0 ? [`说明里有${words.map((word) => `“${word}”`).join('、')}`] : []),
  ]
}

export type Load = { readonly waiting: number; readonly handling: number; readonly late: number; readonly suspended: number; readonly today: number }
export type SuggestedUnit = { readonly unit: HandlingUnit; readonly suggested: boolean; readonly because: readonly string[] }

type Known = {
  readonly units: readonly HandlingUnit[]
  /** Whom the rules of responsibility name. */
  readonly found: FoundUnit | undefined
  /** Past cases of the same category. */
  readonly past: readonly PastCase[]
  readonly loads: ReadonlyMap<number, Load>
}
const MOST_UNITS = 4

/**
 * Who may handle a case: first whom the rules name, then who has handled the same category most often (in the same street before
 * elsewhere), then the street's own office (属地兜底); with what speaks for and against each.
 */
export function suggestUnits({ street, place }: Omit<Told, 'text'>, { units, found, past, loads }: Known): SuggestedUnit[] {
  const handled = (unit: HandlingUnit) => past.filter(({ unitId }) => unitId === unit.id)
  const here = (unit: HandlingUnit) => handled(unit).filter((one) => street !== null && one.street === street)
  const office = units.find(({ streetCode }) => street !== null && streetCode === street)
  const experienced = units
    .filter((unit) => handled(unit).length > 0 && unit.id !== found?.unit.id && unit.id !== office?.id)
    .toSorted((a, b) => here(b).length - here(a).length || handled(b).length - handled(a).length || a.id - b.id)
    // Another street's office has no business here, however often it handled the same at home.
    .filter((unit) => unit.kind === 'professional' || here(unit).length > 0)
  const first = found ? [found.unit] : []
  const last = office && office.id !== found?.unit.id ? [office] : []
  return [...first, ...experienced.slice(0, MOST_UNITS - first.length - last.length), ...last].map((unit) => ({
    unit,
    suggested: unit.id === found?.unit.id,
    because: [
      ...(found?.unit.id === unit.id ? [found.because] : unit === office ? ['没有权责规定时由属地兜底'] : []),
      ...experienceOf(here(unit), handled(unit)),
      ...returnsOf(unit, past),
      ...distanceOf(unit, place),
      loadText(loads.get(unit.id)),
    ],
  }))
}

function experienceOf(here: readonly PastCase[], all: readonly PastCase[]): string[] {
  const [told, where] = here.length > 0 ? [here, '本街道'] : [all, '']
  const judged = told.filter(({ onTime }) => onTime !== null)
  if (told.length === 0) return []
  const kept = judged.filter(({ onTime }) => onTime).length
  return [`${where}近来同类 ${told.length} 件由它办${judged.length > 0 ? `，办完的 ${judged.length} 件里 ${kept} 件按期` : ''}`]
}
function returnsOf(unit: HandlingUnit, past: readonly PastCase[]): string[] {
  const returned = past.filter(({ returnedBy }) => returnedBy.includes(unit.name)).length
  return returned > 0 ? [`近来回退过同类 ${returned} 件`] : []
}
function distanceOf({ post }: HandlingUnit, place: Point | null): string[] {
  if (!post || !place) return []
  const metres = distanceMetres(post, place)
  return [`驻点距现场 ${metres < 1000 ? `${Math.round(metres / 10) * 10} 米` : `${(metres / 1000).toFixed(1)} 公里`}`]
}
const loadText = (load: Load | undefined): string =>
  load ? `手里 ${load.waiting + load.handling} 件${load.late > 0 ? `，其中超期 ${load.late} 件` : ''}` : '手里没有案件'
