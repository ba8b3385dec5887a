import type { Db } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import { listStreets } from '../organizations/index.ts'
import { findStandard, listStandards, TILES } from '../standards/index.ts'

/** Codes in words, for pages and interfaces. An unknown code is its own name. */
export type Names = {
  /** `公用设施 · 雨水箅子`; the newest version that knows the code names it. */
  readonly category: (code: string) => string
  readonly street: (code: string) => string
  readonly tile: (key: string) => string
  readonly majors: readonly { readonly code: string; readonly name: string }[]
  readonly streets: readonly { readonly code: string; readonly name: string }[]
}

const KEEP_MS = 5_000
const kept = keepFor<Names>(KEEP_MS)
const tiles = new Map(TILES.map((tile) => [tile.key, tile.name]))

export const loadNames = (db: Db, agencyId: number): Promise<Names> =>
  kept.find(db, String(agencyId), async () => {
    const [versions, streets] = await Promise.all([listStandards(db), listStreets(db, agencyId)])
    const categories = new Map<string, string>()
    const majors = new Map<string, string>()
    // The oldest first, so that the newest has the last word.
    for (const { version } of versions.toReversed()) {
      const standard = await findStandard(db, version)
      for (const { code, kind, majorName, minorName } of standard?.categories ?? []) {
        const major = code.split('-').slice(0, 2).join('-')
        categories.set(code, `${majorName} · ${minorName}`)
        categories.set(major, majorName)
        majors.set(major, `${kind}：${majorName}`)
      }
    }
    const streetNames = new Map(streets.map(({ code, name }) => [code, `${name}街道`]))
    return {
      category: (code) => categories.get(code) ?? code,
      street: (code) => streetNames.get(code) ?? code,
      tile: (key) => tiles.get(key) ?? key,
      majors: [...majors].map(([code, name]) => ({ code, name })).sort((a, b) => b.code.localeCompare(a.code, 'zh') || 0),
      streets: streets.map(({ code, name }) => ({ code, name })),
    }
  })
