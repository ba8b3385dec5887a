import { findPrivate, type PrivateKind, privateName } from '../../kernel/release-gate.ts'
import type { Content } from './item.ts'

/** What of a person does not belong into a published text; names and office telephones do. */
export const PERSONAL: readonly PrivateKind[] = ['identity', 'card', 'plate', 'home']
/** Amounts beside or below one another in a table make no number of a card: they have two decimals, and stand on lines of their own. */
const isFigures = (digits: string): boolean => /\d\.\d\d(?:\s|$)|\n/.test(digits)

export const findPersonal = (text: string): ReturnType<typeof findPrivate> =>
  findPrivate(text).filter(({ kind, from, to }) => PERSONAL.includes(kind) && !isFigures(text.slice(from, to)))

/** The kinds of it in a text and how many of each, in words. */
export function personalIn(text: string): readonly string[] {
  const found = findPersonal(text)
  return PERSONAL.flatMap((kind) => {
    const n = found.filter((one) => one.kind === kind).length
    return n === 0 ? [] : [`${n} 处${privateName[kind]}`]
  })
}

/** Words of clean markup, a block a line; a number may be marked in part. */
const plain = (html: string): string =>
  html
    .replace(/<\/?(?:strong|em|a|s|u|sub|sup|b|i|span)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&nbsp;', ' ')
    .replace(/&(?:amp|lt|gt|quot|#\d+);/g, ' ')

/** What seems to be of persons in what an item would publish, and where. */
export const personalOf = (content: Pick<Content, 'title' | 'summary' | 'html' | 'files'>): readonly string[] => [
  ...personalIn(`${content.title}\n${content.summary}\n${plain(content.html)}`).map((one) => `正文里有 ${one}`),
  ...content.files.filter(({ inside }) => !inside).flatMap(({ name, personal = [] }) => personal.map((one) => `“${name}”里有 ${one}`)),
]
