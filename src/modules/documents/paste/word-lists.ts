import type { Look } from '../block.ts'
import { type Element, isElement, type Node, styleOf, wordsAt } from './element.ts'

const LIST = /mso-list\s*:\s*(l\d+)\s+level(\d)/i
const MARKER = /mso-list\s*:\s*Ignore/i

/** Word writes an item as a paragraph, its bullet or number as text in a span of its own. */
export const isMarker = (element: Element): boolean => MARKER.test(styleOf(element))

/** The item a paragraph is, and the words of a number that a list of ours cannot say. */
export function itemOf(element: Element): { readonly item: Look['item']; readonly words: string } | undefined {
  const [, list, level] = LIST.exec(styleOf(element)) ?? []
  if (list === undefined || level === undefined) return undefined
  const label = element.children
    .map((child) => markerIn(child))
    .join('')
    .trim()
  const number = /^(\d{1,5})[.．、)）]?$/.exec(label)?.[1]
  const isBullet = !/[\p{Script=Han}\d]/u.test(label) && !/^[（(]?[a-z]{1,4}[.)）]$/i.test(label)
  if (label === '' || (number === undefined && !isBullet) || /^h[1-6]$/.test(element.name)) return { item: undefined, words: label }
  return { item: { list, level: Number(level) - 1, ordered: number !== undefined, number: Number(number ?? 1) }, words: '' }
}

const DEEPEST = 20

function markerIn(node: Node, depth = 0): string {
  if (!isElement(node) || depth > DEEPEST) return ''
  return isMarker(node) ? wordsIn(node) : node.children.map((child) => markerIn(child, depth + 1)).join('')
}
const wordsIn = (node: Node, depth = 0): string =>
  wordsAt(node) ?? (isElement(node) && depth < DEEPEST ? node.children.map((child) => wordsIn(child, depth + 1)).join('') : '')
