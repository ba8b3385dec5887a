import { beijingDay } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { readStatistics } from './find-store.ts'
import { fold } from './fold.ts'
import { quoted, TITLE } from './marks.ts'
import { allOf, among, type Share } from './query.ts'
import { groupsIn, tidy } from './read-query.ts'
import { recentMarks, shareOfAll } from './recent.ts'
import { DICTIONARY } from './segment.ts'
import { soundOf, syllablesOf } from './sound.ts'
import { heard } from './spelling.ts'
import { findBeginning, findTitles, keepHeld } from './term-store.ts'

const MOST_TERMS = 4
const MOST_TITLES = 4
const MOST_OWN = 12
const MOST_READ = 100

let sounds: readonly { readonly term: string; readonly sound: string; readonly initials: string }[] | undefined

/** What may be being typed: words of the public record, then titles that hold what is typed so far. */
export async function suggest(db: Db, agencyId: number, typed: string, now: Date): Promise<string[]> {
  const text = tidy(typed)
  if (text === '') return []
  const [terms, titles] = await Promise.all([termsFor(db, agencyId, text), titlesFor(db, agencyId, text, now)])
  return [...new Set([...terms, ...titles])]
}

async function termsFor(db: Db, agencyId: number, text: string): Promise<string[]> {
  const letters = /^[a-z' ]+$/.test(text) ? text.replace(/[' ]/g, '') : ''
  sounds ??= DICTIONARY.map((term) => ({ term, ...soundOf(term) }))
  const own = sounds.filter(({ term, sound, initials }) =>
    letters === '' ? term.startsWith(text) : sound.startsWith(heard(letters)) || initials.startsWith(letters),
  )
  const { shares } = await readStatistics(db)
  const some = own.slice(0, MOST_OWN).map(({ term }) => term)
  const [there, begun] = await Promise.all([
    keepHeld(db, agencyId, some.filter((term) => !shares.has(term)).map(quoted)),
    findBeginning(db, agencyId, letters || text, letters === '' ? '' : heard(letters)),
  ])
  const held = some.filter((term) => shares.has(term) || there.includes(quoted(term)))
  // As it is spelled before as it is heard; the office's own words before others.
  const spelled = (term: string): number =>
    letters === '' || syllablesOf(term).join('').startsWith(letters) || soundOf(term).initials.startsWith(letters) ? 0 : 2
  const far = (term: string): number => spelled(term) + (held.includes(term) ? 0 : 1)
  return [...new Set([...held, ...begun])]
    .filter((term) => term !== text)
    .toSorted((a, b) => far(a) - far(b) || a.length - b.length)
    .slice(0, MOST_TERMS)
}

async function titlesFor(db: Db, agencyId: number, text: string, now: Date): Promise<string[]> {
  const groups = groupsIn(text)
  const last = groups.at(-1)
  // Words that begin with one character are a great many: titles are offered from the second on.
  if (!last || text.length < 2) return []
  const { total, shares } = await readStatistics(db)
  const share: Share = (word) => shares.get(TITLE + word) ?? 0
  const whole = groups.slice(0, -1)
  const named = allOf([last], { mark: TITLE })
  // So do figures begin the number of every record: one is offered when it stands whole.
  const beginning = last.typed.length > 1 && !/^\d/.test(last.typed) ? `(${quoted(TITLE + last.typed)}:* | ${named})` : named
  const recent = recentMarks({ total, share: (mark) => shares.get(mark) ?? 0, to: beijingDay(now), most: MOST_READ }, shareOfAll(groups, share))
  const titles = await findTitles(db, agencyId, among([...(whole.length > 0 ? [allOf(whole, { mark: TITLE })] : []), beginning].join(' & '), [recent]))
  const rank = (title: string): number => (fold(title).startsWith(text) ? 0 : fold(title).includes(text) ? 1 : 2)
  return [...new Set(titles)].toSorted((a, b) => rank(a) - rank(b) || a.length - b.length).slice(0, MOST_TITLES)
}
