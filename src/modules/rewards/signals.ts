/** A place on earth, WGS84 degrees. */
export type Point = { readonly lon: number; readonly lat: number }

/** What is known of one report, for looking at many of them together. */
export type ReportFact = {
  readonly report: string
  /** Fingerprints; null when unknown. */
  readonly person: string | null
  readonly device: string | null
  readonly at: Date
  /** Where the problem is. */
  readonly place: Point | null
  /** Where his telephone says he stood as he reported; null when he chose the place on a map or in words. */
  readonly stood: Point | null
  readonly photos: readonly { readonly hash: string; readonly place: Point | null }[]
  /** null: not decided yet. */
  readonly accepted: boolean | null
}

/** Reports since some moment; `more` when there were too many to look at all. */
export type RecentReports = { readonly facts: readonly ReportFact[]; readonly more: boolean }

export const SIGNAL_KINDS = ['photo-reused', 'photo-elsewhere', 'too-fast', 'many-in-an-hour', 'often-refused', 'shared-device'] as const
export type SignalKind = (typeof SIGNAL_KINDS)[number]

/** Something for a person to look at. It decides nothing: there are honest reasons for each. */
export type Signal = {
  readonly kind: SignalKind
  readonly sentence: string
  readonly reports: readonly string[]
  readonly numbers: Readonly<Record<string, number>>
}

/** Reports of so many days are looked at together. */
export const SIGNAL_DAYS = 30 // office setting

export type SignalLimits = {
  readonly photoMetres: number
  readonly kilometresAnHour: number
  /** Positions from satellites wander this far of themselves. */
  readonly wanderMetres: number
  readonly reportsAnHour: number
  readonly refusedPercent: number
  /** Fewer decided reports than this say nothing of a person. */
  readonly fewestDecided: number
  readonly peopleADevice: number
}
export const SIGNAL_LIMITS: SignalLimits = {
  photoMetres: 300,
  kilometresAnHour: 120,
  wanderMetres: 200,
  reportsAnHour: 10,
  refusedPercent: 50,
  fewestDecided: 5,
  peopleADevice: 3,
} // office settings

/** Everything worth a look among these reports, by kind; the same for the reports in any order. */
export function signalsIn(facts: readonly ReportFact[], limits: SignalLimits = SIGNAL_LIMITS): Signal[] {
  const reports = facts.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.report < b.report ? -1 : 1))
  const people = groups(reports, (one) => (one.person === null ? [] : [one.person]))
  return [
    ...photosReused(reports),
    ...reports.flatMap((one) => photosElsewhere(one, limits)),
    ...people.flatMap((own) => tooFast(own, limits)),
    ...people.flatMap((own) => manyInAnHour(own, limits)),
    ...people.flatMap((own) => oftenRefused(own, limits)),
    ...sharedDevices(reports, limits),
  ]
}

function groups(reports: readonly ReportFact[], keysOf: (one: ReportFact) => readonly string[]): ReportFact[][] {
  const found = new Map<string, ReportFact[]>()
  for (const one of reports) {
    for (const key of new Set(keysOf(one))) {
      const group = found.get(key)
      if (group) group.push(one)
      else found.set(key, [one])
    }
  }
  return [...found.values()]
}

const idsOf = (reports: readonly ReportFact[]): string[] => reports.map((one) => one.report)
const peopleIn = (reports: readonly ReportFact[]): number => new Set(reports.flatMap((one) => one.person ?? [])).size

function photosReused(reports: readonly ReportFact[]): Signal[] {
  return groups(reports, (one) => one.photos.map((photo) => photo.hash))
    .filter((group) => group.length > 1)
    .map((group) => ({
      kind: 'photo-reused',
      sentence: `同一张照片用在 ${group.length} 件举报里，涉及 ${peopleIn(group)} 人`,
      reports: idsOf(group),
      numbers: { reports: group.length, people: peopleIn(group) },
    }))
}

function photosElsewhere(one: ReportFact, limits: SignalLimits): Signal[] {
  const { place } = one
  if (place === null) return []
  const farthest = Math.max(0, ...one.photos.map((photo) => (photo.place ? Math.round(metresBetween(place, photo.place)) : 0)))
  if (farthest <= limits.photoMetres) return []
  const sentence = `照片的拍摄地点离举报地点 ${farthest} 米，超过 ${limits.photoMetres} 米`
  return [{ kind: 'photo-elsewhere', sentence, reports: [one.report], numbers: { metres: farthest } }]
}

function tooFast(own: readonly ReportFact[], limits: SignalLimits): Signal[] {
  const placed = own.flatMap((one) => (one.stood ? [{ one, place: one.stood }] : []))
  return placed.slice(1).flatMap(({ one, place }, i): Signal[] => {
    const before = placed[i]
    if (!before) return []
    const metres = Math.round(metresBetween(before.place, place))
    const seconds = (one.at.getTime() - before.one.at.getTime()) / 1000
    // Two reports of one moment: a second between them, so that the speed is a number.
    const speed = Math.round((metres / Math.max(seconds, 1)) * 3.6)
    if (metres <= limits.wanderMetres || speed <= limits.kilometresAnHour) return []
    const sentence = `同一人 ${inMinutes(seconds)}内在相距 ${metres} 米的两处举报，合每小时 ${speed} 公里，超过 ${limits.kilometresAnHour} 公里`
    return [{ kind: 'too-fast', sentence, reports: [before.one.report, one.report], numbers: { metres, seconds, kilometresAnHour: speed } }]
  })
}

const HOUR_MS = 3_600_000
/** The fullest hour of a person, when it is too full. */
function manyInAnHour(own: readonly ReportFact[], limits: SignalLimits): Signal[] {
  let fullest: readonly ReportFact[] = []
  for (let from = 0, to = 0; to < own.length; to++) {
    const last = own[to]?.at.getTime() ?? 0
    while (last - (own[from]?.at.getTime() ?? 0) >= HOUR_MS) from++
    if (to + 1 - from > fullest.length) fullest = own.slice(from, to + 1)
  }
  if (fullest.length <= limits.reportsAnHour) return []
  const sentence = `同一人一小时内举报 ${fullest.length} 件，超过 ${limits.reportsAnHour} 件`
  return [{ kind: 'many-in-an-hour', sentence, reports: idsOf(fullest), numbers: { reports: fullest.length } }]
}

function oftenRefused(own: readonly ReportFact[], limits: SignalLimits): Signal[] {
  const decided = own.filter((one) => one.accepted !== null)
  const refused = decided.filter((one) => one.accepted === false)
  const percent = decided.length === 0 ? 0 : Math.round((refused.length / decided.length) * 100)
  if (decided.length < limits.fewestDecided || percent <= limits.refusedPercent) return []
  const sentence = `同一人已有结论的 ${decided.length} 件举报中 ${refused.length} 件不成立，占 ${percent}%，超过 ${limits.refusedPercent}%`
  return [{ kind: 'often-refused', sentence, reports: idsOf(refused), numbers: { decided: decided.length, refused: refused.length, percent } }]
}

function sharedDevices(reports: readonly ReportFact[], limits: SignalLimits): Signal[] {
  return groups(reports, (one) => (one.device === null ? [] : [one.device]))
    .filter((group) => peopleIn(group) > limits.peopleADevice)
    .map((group) => ({
      kind: 'shared-device',
      sentence: `同一台设备为 ${peopleIn(group)} 人举报 ${group.length} 件，超过 ${limits.peopleADevice} 人`,
      reports: idsOf(group),
      numbers: { people: peopleIn(group), reports: group.length },
    }))
}

const inMinutes = (seconds: number): string => (seconds < 60 ? `${Math.round(seconds)} 秒` : `${Math.round(seconds / 60)} 分钟`)

const EARTH_METRES = 6_371_000
/** The great circle between two places. */
export function metresBetween(a: Point, b: Point): number {
  const rad = Math.PI / 180
  const half = (from: number, to: number) => Math.sin(((to - from) * rad) / 2) ** 2
  const h = half(a.lat, b.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * half(a.lon, b.lon)
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}
