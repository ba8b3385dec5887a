import { randomUUID } from 'node:crypto'
import { type Child, type Html, inner, inOnePiece, raw } from './jsx-runtime.ts'

/** Where a frame is filled. */
export const HOLE = `hole-${randomUUID()}`
/**
 * What stands around every page, or is the same on each but for a few words, is drawn once for each thing it depends on, which are
 * few, with holes; a page is put into the holes in their order.
 */
export function frameOf<Key>(draw: (key: Key) => Html): (key: Key, ...fill: readonly Child[]) => Html {
  const frames = new Map<string, readonly string[]>()
  return (key, ...fill) => {
    const name = nameOf(key)
    const pieces = frames.get(name) ?? inOnePiece(draw(key)).markup.split(HOLE)
    frames.set(name, pieces)
    let out = pieces[0] ?? ''
    for (let i = 0; i < fill.length; i++) out += inner(fill[i]) + (pieces[i + 1] ?? '')
    return raw(out)
  }
}

const named = new WeakMap<object, string>()
/** The key in letters; those of what it holds are kept, for it holds the same few things over and over. */
function nameOf(key: unknown): string {
  if (typeof key !== 'object' || key === null) return String(key)
  let name = ''
  for (const part of Object.values(key)) name += typeof part === 'object' && part !== null ? lettersOf(part) : JSON.stringify(part)
  return name
}
function lettersOf(part: object): string {
  const known = named.get(part) ?? JSON.stringify(part)
  named.set(part, known)
  return known
}
