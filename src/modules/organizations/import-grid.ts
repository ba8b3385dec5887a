import type { Db } from '../../platform/database.ts'
import { type GridFile, readGridFile } from './grid-file.ts'
import type { AreaRange } from './grid-places.ts'
import { forgetStreets, listStreets, type Replaced, replaceCells, replaceStreets, type Street } from './grid-store.ts'
import { forgetUnits, streetsInUse } from './units-store.ts'

export type Imported = Pick<GridFile, 'problems' | 'warnings'> & {
  /** Nothing, when there is a problem. */
  readonly done: { readonly streets: Replaced; readonly cells: Replaced } | undefined
}

/** What an import sets going elsewhere, in its transaction; handed in, for organizations know no other module. */
export type AfterImport = (tx: Db, note: string) => Promise<void>

/**
 * Puts the streets and cells of a file in place of those of an agency, all or nothing; the same file again changes nothing. Handling
 * units and rules follow their street by its name; a street they name cannot go.
 */
export async function importGrid(
  db: Db,
  agencyId: number,
  file: unknown,
  options: { readonly gcj02: boolean; readonly area: AreaRange },
  after: AfterImport = async () => {},
): Promise<Imported> {
  const imported = await db.transaction().execute(async (tx): Promise<Imported> => {
    const known = await listStreets(tx, agencyId)
    const { streets, cells, problems, warnings } = readGridFile(file, { ...options, known })
    const kept = successors(known, streets)
    const used = problems.length > 0 ? new Map<string, string>() : await streetsInUse(tx, agencyId)
    const lost = kept.flatMap(({ from, name, to }) => {
      const by = used.get(from)
      return to === undefined && by !== undefined ? [`文件里没有街道“${name}”（${from}），而${by}还用着它，须先改派`] : []
    })
    if (problems.length + lost.length > 0) return { problems: [...problems, ...lost], warnings, done: undefined }
    const renumbered = kept.flatMap(({ from, to }) => (to === undefined || to === from ? [] : [{ from, to }]))
    const done = { streets: await replaceStreets(tx, agencyId, streets, renumbered), cells: await replaceCells(tx, agencyId, cells) }
    forgetStreets(tx)
    if (hasChanged(done.streets) || hasChanged(done.cells)) await after(tx, `街道 ${inWords(done.streets)}；网格 ${inWords(done.cells)}`)
    return { problems, warnings, done }
  })
  forgetStreets(db)
  forgetUnits(db)
  return imported
}

/** The new code of every street there was: of its name, else its own when a street new by name has it. */
function successors(known: readonly Street[], next: readonly Street[]): { from: string; name: string; to: string | undefined }[] {
  const old = new Set(known.map((street) => street.name))
  return known.map(({ code, name }) => {
    const to = next.find((street) => street.name === name) ?? next.find((street) => street.code === code && !old.has(street.name))
    return { from: code, name, to: to?.code }
  })
}

const hasChanged = ({ added, changed, removed }: Replaced): boolean => added + changed + removed > 0

/** “新增 15、变更 0、删去 0”, or that nothing changed. */
export const inWords = (replaced: Replaced): string =>
  hasChanged(replaced) ? `新增 ${replaced.added}、变更 ${replaced.changed}、删去 ${replaced.removed}` : '没有变化'
