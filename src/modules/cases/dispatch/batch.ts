import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { findCase } from '../store.ts'
import { stepName } from '../lifecycle.ts'
import type { Picked } from '../picked.ts'
import { isVisibleTo } from '../visibility.ts'
import { carry, type Goal, stepsTo } from './carry.ts'
import { draftOf } from './draft.ts'
import type { Load } from './suggest.ts'

const LONGEST_TITLE = 60
/** What became of one case of a batch. */
export type BatchResult = { readonly number: string; readonly ok: boolean; readonly moved: boolean; readonly words: string }

/**
 * Takes each of these cases to a goal on what the desk proposes for it. Each is decided by itself: one that is refused, has moved
 * on since it was seen, or needs a person's choice, stays where it is and says why.
 */
export async function carryAll(
  house: House,
  picked: readonly Picked[],
  goal: Goal,
  by: Viewer,
  loads: ReadonlyMap<number, Load>,
): Promise<readonly BatchResult[]> {
  const results: BatchResult[] = []
  for (const one of picked) results.push(await carryOne(house, one, goal, by, loads))
  return results
}

async function carryOne(house: House, { number, version }: Picked, goal: Goal, by: Viewer, loads: ReadonlyMap<number, Load>): Promise<BatchResult> {
  const one = await findCase(house.db, number)
  if (!one || !isVisibleTo(one, by)) return { number, ok: false, moved: false, words: '没有这个编号的案件' }
  const draft = await draftOf(house, one, loads)
  // Nobody reads what a batch publishes: its titles are the condition's words, not the resident's.
  const chosen = draft.all.find(({ code }) => code === draft.values['condition'])
  const values = chosen ? { ...draft.values, title: chosen.text.slice(0, LONGEST_TITLE) } : draft.values
  if (stepsTo(one.state.stage, goal).includes('accept') && values['condition'] === '')
    return { number, ok: false, moved: false, words: '立案条件没有把握，请打开这一件自己选' }
  const { done, refused, one: after } = await carry(house, { one, version }, goal, values, by)
  const took = done.map((step) => stepName[step]).join('、')
  const { filing, tenure } = after.state
  const what = done.includes('dispatch') ? `派给${tenure?.unit.name}` : done.includes('accept') && filing ? `立案条件：${filing.text}` : ''
  if (!refused) return { number, ok: true, moved: true, words: [`已${took}`, what].filter(Boolean).join('，') }
  return { number, ok: false, moved: done.length > 0, words: `${took ? `已${took}；` : ''}${stepName[refused.step]}没有办成：${refused.because.because}` }
}
