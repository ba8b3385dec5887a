import { type PlainDate, plainDate } from '../../../kernel/plain-date.ts'
import { likenessOf, type Matter, matterOf } from './matter.ts'

export const APPLICANTS = 3 // office setting: so many different applicants make a matter one to publish (条例第四十四条)
export const WITHIN_MONTHS = 12 // office setting
/** The first day of the month so many months ago: what was asked for since counts. */
export function askedSince(today: PlainDate, months: number = WITHIN_MONTHS): PlainDate {
  const count = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - months
  return plainDate(`${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`)
}

export type Asked = { readonly number: string; readonly subject: string; readonly applicantFingerprint: string; readonly receivedOn: PlainDate }
/** Requests for one matter, the first first. */
export type Group = { readonly requests: readonly [Asked, ...Asked[]]; readonly applicants: number }
type Growing = { readonly matter: Matter; readonly requests: [Asked, ...Asked[]]; readonly fingerprints: Set<string> }

/** What so many different applicants asked for, most first. Each request is held against the first of a group, so that a matter does not drift. Pure. */
export function askedByMany(rows: readonly Asked[], applicants: number = APPLICANTS): readonly Group[] {
  const groups: Growing[] = []
  // By word: only groups that share enough of them are compared, or thousands would be with thousands.
  const byWord = new Map<string, number[]>()
  for (const row of rows.toSorted((a, b) => (a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : a.number < b.number ? -1 : 1))) {
    const matter = matterOf(row.subject)
    const words = [...matter.words, ...matter.documents]
    const known = near(words, matter, groups, byWord)
    if (known) {
      known.requests.push(row)
      known.fingerprints.add(row.applicantFingerprint)
      continue
    }
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), groups.length])
    groups.push({ matter, requests: [row], fingerprints: new Set([row.applicantFingerprint]) })
  }
  return groups
    .filter(({ fingerprints }) => fingerprints.size >= applicants)
    .map(({ requests, fingerprints }) => ({ requests, applicants: fingerprints.size }))
    .toSorted((a, b) => b.applicants - a.applicants)
}

const LEAST_SHARED = 1 / 4 // of the words; no likeness is reached with fewer
function near(words: readonly string[], matter: Matter, groups: readonly Growing[], byWord: ReadonlyMap<string, readonly number[]>): Growing | undefined {
  const shared = new Map<number, number>()
  for (const word of words) for (const group of byWord.get(word) ?? []) shared.set(group, (shared.get(group) ?? 0) + 1)
  const likely = [...shared].filter(([group, n]) => n >= words.length * LEAST_SHARED || hasNumberOf(groups[group], matter))
  const [best] = likely
    .flatMap(([group]) => {
      const one = groups[group]
      const likeness = one && likenessOf(one.matter, matter)
      return one && likeness?.same ? [{ one, share: likeness.share }] : []
    })
    .toSorted((a, b) => b.share - a.share)
  return best?.one
}
const hasNumberOf = (group: Growing | undefined, { documents }: Matter): boolean => [...documents].some((one) => group?.matter.documents.has(one))
