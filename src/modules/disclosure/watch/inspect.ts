import { addDays, beijingDay, type PlainDate } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { freshnessOf } from '../freshness.ts'
import { heldIn, openedOn } from '../public-store.ts'
import { linksIn } from './links.ts'
import { contextOf, findSlips } from './slips.ts'
import { type DeadLink, type SlipFound, tasksOf } from './tasks.ts'
import { listChecked, listKeepers, listLate, listToCheck, listToReview, saveChecked, syncTasks, type ToCheck } from './tasks-store.ts'

const CHECK_DAYS = 7 // office setting: how often the links of an item are tried again
const A_ROUND = 100 // office setting: items a round
/** A site that did not answer once may have slept; only what fails on another day as well is a task. */
const FAILS_FOR_DAYS = 1 // office setting

/** Tries an address: undefined when it leads to a page, else why not. `own` is a path of this platform, `outside` a whole address. */
export type Tried = { readonly own: (path: string) => Promise<string | undefined>; readonly outside: (url: string) => Promise<string | undefined> }

/** Reads and tries what is published, then opens and ends tasks by what there is to see today; gives how many items it looked at. */
export async function inspect(house: House, agencyId: number, tried: Tried): Promise<number> {
  const today = beijingDay(house.now())
  const items = await listToCheck(house.db, addDays(today, -CHECK_DAYS), A_ROUND)
  for (const item of items) await saveChecked(house.db, item, today, { slips: slipsOf(item.title, item.words), dead: await deadIn(item, tried, today) })
  const [held, opened, keeperOf, late, review, checked] = await Promise.all([
    heldIn(house.db, agencyId),
    openedOn(house.db, agencyId),
    listKeepers(house.db, agencyId),
    listLate(house.db, agencyId, today),
    listToReview(house.db, agencyId, today),
    listChecked(house.db, agencyId),
  ])
  const board = freshnessOf(held, opened ?? today, today)
  const failing = checked.map((one) => ({ ...one, dead: one.dead.filter(({ since }) => since <= addDays(today, -FAILS_FOR_DAYS)) }))
  await house.db.transaction().execute((tx) => syncTasks(tx, agencyId, tasksOf({ board, keeperOf, late, review, checked: failing }), today))
  return items.length
}

/** What of a title and its words a person should look at. */
export function slipsOf(title: string, words: string): readonly SlipFound[] {
  const text = `${title}\n${words}`
  return findSlips(text).map((slip) => ({ found: slip.found, says: slip.says, ...contextOf(text, slip) }))
}

async function deadIn({ html, dead: before }: ToCheck, tried: Tried, today: PlainDate): Promise<DeadLink[]> {
  const { own, outside, lost } = linksIn(html)
  const sinceOf = (href: string): PlainDate => before.find((one) => one.href === href)?.since ?? today
  const dead: DeadLink[] = lost.map((href) => ({ href, because: '文中没有这个位置', since: sinceOf(href) }))
  for (const [hrefs, attempt] of [
    [own, tried.own],
    [outside, tried.outside],
  ] as const)
    for (const href of hrefs) {
      const because = await attempt(href)
      if (because !== undefined) dead.push({ href, because, since: sinceOf(href) })
    }
  return dead
}
