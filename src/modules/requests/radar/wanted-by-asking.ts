import { beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import type { Wanted } from '../../disclosure/index.ts'
import { searchFor } from '../../search/index.ts'
import { askedByMany, askedSince, type Group } from './asked-by-many.ts'
import { listLinked, listPublishable } from './asked-store.ts'
import { likenessOf, matterOf } from './matter.ts'

const LONGEST_ASKED_FOR = 200
const MOST_SHOWN = 5 // office setting

/** Matters that several applicants ask for and nothing published answers yet (条例第四十四条). */
export async function listUnanswered(house: House, agencyId: number): Promise<readonly Group[]> {
  const today = beijingDay(house.now())
  const groups = askedByMany(await listPublishable(house.db, agencyId, askedSince(today)))
  const answered = await Promise.all(groups.map((group) => isPublished(house, agencyId, group)))
  return groups.filter((_, i) => !answered[i])
}

/** An item whose title is the same matter, published since it was first asked for; or a public answer that points to one. */
async function isPublished(house: House, agencyId: number, { requests }: Group): Promise<boolean> {
  const linked = await listLinked(
    house.db,
    requests.map(({ number }) => number),
  )
  if (linked.size > 0) return true
  const [first] = requests
  const text = first.subject.replace(/\s+/g, ' ').slice(0, LONGEST_ASKED_FOR)
  const question = { text, kind: 'item', column: '', department: '', from: first.receivedOn, to: null, sort: 'best', after: null } as const
  const { hits } = await searchFor(house.db, agencyId, question, house.now())
  const matter = matterOf(first.subject)
  return hits.some(({ title }) => likenessOf(matterOf(title.map((segment) => segment.text).join('')), matter).same)
}

/** The tasks that follow; they say numbers, never the words or the name of an applicant. */
export async function wantedByAsking(house: House, agencyId: number): Promise<readonly Wanted[]> {
  return (await listUnanswered(house, agencyId)).map(({ requests, applicants }): Wanted => {
    const [first] = requests
    const numbers = requests.slice(0, MOST_SHOWN).map(({ number }) => number)
    const more = requests.length > numbers.length ? `等 ${requests.length} 件` : ''
    const says = `${inChinese(first.receivedOn)}以来，${applicants} 个申请人申请同一事项（${numbers.join('、')}${more}），属于可以公开的，可以纳入主动公开（条例第四十四条）`
    return { kind: 'asked', subject: first.number, says, href: '/staff/requests/offers#asked', department: null, until: null }
  })
}
