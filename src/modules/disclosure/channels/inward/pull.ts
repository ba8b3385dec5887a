import { beijingDay } from '../../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../../kernel/refusal.ts'
import type { House } from '../../../../platform/house.ts'
import { fetchSource, filesFrom } from './fetch-source.ts'
import { findCursor, saveCursor } from './inward-store.ts'
import { type Judged, readSource } from './read-source.ts'
import { takeDown, type TakenIn, takeInCopies, takeInDrafts, type Taker } from './take-in.ts'

const A_PAGE = 100
export type Pulled = {
  readonly name: string
  readonly outcomes: Readonly<Record<TakenIn['outcome'] | 'never-here', number>>
  readonly notTaken: readonly string[]
}
type Wish = {
  readonly agencyId: number
  /** As published copies, not as drafts. */
  readonly publish: boolean
  readonly allowPrivate: boolean
  /** Told after each page. */
  readonly say?: (line: string) => void
}

/**
 * Takes in what changed on another platform like this one since it was last asked, by its interface alone. The place is kept after each page
 * when all of it was taken in, so that what was broken off goes on, and what was refused comes again.
 */
export async function pullFrom(house: House, address: string, { agencyId, publish, allowPrivate, say = () => {} }: Wish): Promise<Pulled | Refusal> {
  if (!URL.canParse(address)) return refuse('invalid', '地址应像 https://gongkai.example.gov.cn')
  const { origin } = new URL(address)
  const taker: Taker = { viewer: { id: '', account: 'pull', name: '同步', role: 'information-officer', agencyId, department: null }, traced: 'system' }
  const fetchFiles = filesFrom(house, origin, allowPrivate)
  const outcomes = { new: 0, changed: 0, same: 0, withdrawn: 0, refused: 0, 'never-here': 0 }
  const notTaken: string[] = []
  let name = origin
  const kept = await findCursor(house.db, agencyId, origin)
  type One = Exclude<Judged, { refused: unknown }>
  const taking = async (one: One) =>
    'gone' in one ? [await takeDown(house, taker, one.gone, publish)] : await (publish ? takeInCopies : takeInDrafts)(house, taker, [one], fetchFiles)
  for (let cursor = kept, whole = true; ; ) {
    const got = await fetchSource(`${origin}/api/v1/items?limit=${A_PAGE}${cursor ? `&since=${cursor}` : ''}`, allowPrivate)
    if (isRefusal(got)) return got
    const page = await readSource({ name: '', url: origin, bytes: got.bytes }, { column: '', issuer: '' }, beijingDay(house.now()))
    if (isRefusal(page)) return page
    if (page.next === null) return refuse('unreadable', '那里不是本平台的接口')
    name = page.name
    const note = (title: string, because: string): void => {
      whole = false
      outcomes.refused += 1
      notTaken.push(`${title || '（无标题）'}：${because}`)
    }
    for (const one of page.judged) {
      if ('refused' in one) note(one.title, one.refused)
      else {
        const [taken] = await taking(one).catch((error: unknown) => {
          house.log.error('not-taken-in', error, { title: one.title })
          return [{ outcome: 'refused' as const, because: '存不进去，已记入日志；其余的照样取入' }]
        })
        if (taken?.outcome === 'refused') note(one.title, taken.because)
        else outcomes[taken?.outcome ?? 'never-here'] += 1
      }
    }
    if (whole) await saveCursor(house.db, agencyId, origin, page.next, house.now())
    if (page.judged.length > 0) say(`已读 ${page.judged.length} 条`)
    if (!page.more) return { name, outcomes, notTaken }
    cursor = page.next
  }
}
