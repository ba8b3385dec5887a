import type { House } from '../../../platform/house.ts'
import { editionsOf, type LetterRecord, letterOf } from '../../letters/index.ts'
import { DECISIONS } from '../decisions.ts'
import type { Request } from '../store.ts'

/** One version of something that was written: who, when, what of it, and its words; null where they have been erased. */
export type Version = { readonly n: number; readonly at: Date; readonly by: string; readonly says: string; readonly words: string | null }
/** A draft or a letter with all its versions, the first first. */
export type Versioned = { readonly key: string; readonly title: string; readonly versions: readonly Version[] }

const linesOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
/** The drafts of the answer, as they were sent for review one after another. */
export function draftsOf({ events }: Pick<Request, 'events'>): Versioned {
  const drafts = events.flatMap(({ at, by, fact }) =>
    fact.step === 'draftReply' ? [{ at, by, says: DECISIONS[fact.decision].label, words: linesOf(fact.text) }] : [],
  )
  return { key: 'draft', title: '答复稿', versions: drafts.map((one, i) => ({ n: i + 1, ...one })) }
}

/** What there is to compare of a request: its drafts, and each letter with its editions. */
export async function versionsOf(house: House, request: Request, letters: readonly LetterRecord[]): Promise<readonly Versioned[]> {
  const told: Versioned[] = [draftsOf(request)]
  for (const letter of letters) {
    const editions = await editionsOf(house, letter)
    const versions = editions.map(({ kind, ...one }) => ({ ...one, says: kind === 'edited' ? '在 Word 里改过' : '按范本制作' }))
    told.push({ key: String(letter.id), title: `${letterOf(letter.code).name}${letter.number ? `（${letter.number}）` : ''}`, versions })
  }
  return told.filter(({ versions }) => versions.length > 0)
}

/** Which two versions of one are asked for; undefined where the address names none. */
export function pairIn(
  all: readonly Versioned[],
  { of = '', from = '', to = '' }: Readonly<Record<string, string | undefined>>,
): { readonly one: Versioned; readonly from: Version; readonly to: Version } | undefined {
  const one = all.find(({ key }) => key === of)
  const version = (n: string): Version | undefined => one?.versions.find((each) => String(each.n) === n)
  const [before, after] = [version(from), version(to)]
  return one && before && after ? { one, from: before, to: after } : undefined
}
