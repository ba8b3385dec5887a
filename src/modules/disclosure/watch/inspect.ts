import { addDays, beijingDay, type PlainDate } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { freshnessOf } from '../freshness.ts'
import { answerBy } from '../messages/message.ts'
import { listUnanswered } from '../messages/message-store.ts'
import { heldIn, openedOn } from '../public-store.ts'
import { type Links, linksIn } from './links.ts'
import { contextOf, findSlips } from './slips.ts'
import { type DeadLink, type SlipFound, tasksOf, type Wanted } from './tasks.ts'
import { listChecked, listKeepers, listLate, listOverturned, listToCheck, listToReview, saveChecked, syncTasks } from './tasks-store.ts'

const CHECK_DAYS = 7 // office setting: how often the links of an item are tried again
const A_ROUND = 100 // office setting: items a round
/** A site that did not answer once may have slept; only what fails on another day as well is a task. */
const FAILS_FOR_DAYS = 1 // office setting

/** Tries an address: undefined when it leads to a page, else why not. `own` is a path of this platform, `outside` a whole address. */
export type Tried = { readonly own: (path: string) => Promise<string | undefined>; readonly outside: (url: string) => Promise<string | undefined> }

/** Reads and tries what is published, then opens and ends tasks by what there is to see today and what is `asked` for; gives how many items it looked at. */
export async function inspect(house: House, agencyId: number, tried: Tried, asked: readonly Wanted[] = []): Promise<number> {
  const today = beijingDay(house.now())
  const items = await listToCheck(house.db, addDays(today, -CHECK_DAYS), A_ROUND)
  const read = items.map((item) => ({ item, links: linksIn(item.html) }))
  const known = await tryAll(
    read.map(({ links }) => links),
    tried,
  )
  for (const { item, links } of read)
    await saveChecked(house.db, item, today, { slips: slipsOf(item.title, item.words), dead: deadIn(links, item.dead, known, today) })
  const [held, opened, keeperOf, late, overturned, review, checked, unanswered, calendar] = await Promise.all([
    heldIn(house.db, agencyId),
    openedOn(house.db, agencyId),
    listKeepers(house.db, agencyId),
    listLate(house.db, agencyId, today),
    listOverturned(house.db, agencyId),
    listToReview(house.db, agencyId, today),
    listChecked(house.db, agencyId),
    listUnanswered(house.db, agencyId),
    loadCalendar(house.db),
  ])
  const board = freshnessOf(held, opened ?? today, today, unanswered)
  const failing = checked.map((one) => ({ ...one, dead: one.dead.filter(({ since }) => since <= addDays(today, -FAILS_FOR_DAYS)) }))
  const messages = unanswered.map((one) => ({ ...one, by: answerBy(one.kind, one.arrivedOn, calendar) }))
  const wanted = [...tasksOf({ board, keeperOf, late, overturned, review, checked: failing, asked: messages }), ...asked]
  await house.db.transaction().execute((tx) => syncTasks(tx, agencyId, wanted, today))
  return items.length
}

/** What of a title and its words a person should look at. */
export function slipsOf(title: string, words: string): readonly SlipFound[] {
  const text = `${title}\n${words}`
  return findSlips(text).map((slip) => ({ found: slip.found, says: slip.says, ...contextOf(text, slip) }))
}

/** Why an address does not lead to a page; undefined where it does, absent where nobody knows. */
type Known = ReadonlyMap<string, string | undefined>
const ENOUGH_TO_TELL = 3

/** Tries every one of these addresses once. Where no other site answers at all, it is this machine that has no way out. */
async function tryAll(all: readonly Links[], tried: Tried): Promise<Known> {
  const found = new Map<string, string | undefined>()
  for (const href of new Set(all.flatMap(({ own }) => own))) found.set(href, await tried.own(href))
  const outside = new Map<string, string | undefined>()
  for (const href of new Set(all.flatMap((links) => links.outside))) outside.set(href, await tried.outside(href))
  const isCutOff = outside.size >= ENOUGH_TO_TELL && [...outside.values()].every((because) => because !== undefined)
  return isCutOff ? found : new Map([...found, ...outside])
}

function deadIn({ own, outside, lost }: Links, before: readonly DeadLink[], known: Known, today: PlainDate): DeadLink[] {
  const earlier = (href: string): DeadLink | undefined => before.find((one) => one.href === href)
  const dead = (href: string, because: string): DeadLink => ({ href, because, since: earlier(href)?.since ?? today })
  return [
    ...lost.map((href) => dead(href, '文中没有这个位置')),
    ...[...own, ...outside].flatMap((href) => {
      if (!known.has(href)) return earlier(href) ?? []
      const because = known.get(href)
      return because === undefined ? [] : [dead(href, because)]
    }),
  ]
}
