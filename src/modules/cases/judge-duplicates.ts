import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { duplicatesOf, insertDifferent } from './duplicates-store.ts'
import type { Picked } from './picked.ts'
import { findCase } from './store.ts'
import { takeStepOn } from './take-step.ts'
import { isVisibleTo } from './visibility.ts'

export type Judged = { readonly parent: string; readonly picks: readonly Picked[]; readonly because: string }
/** What became of one of the cases picked. */
export type Outcome = { readonly number: string; readonly refused: Refusal | null }

const LONGEST = 500
const NOTHING = refuse('invalid', '先选出要办的案件')

/** Merges each case picked into the parent by its own step: what one is refused for does not hold up the others. */
export async function mergePicked(house: House, by: Viewer, { parent, picks, because }: Judged): Promise<readonly Outcome[] | Refusal> {
  if (picks.length === 0) return NOTHING
  const into = await findCase(house.db, parent)
  if (!into || !isVisibleTo(into, by)) return refuse('not-found', `没有编号为 ${parent} 的案件`)
  const suspected = because.trim() === '' ? await duplicatesOf(house.db, into) : []
  const outcomes: Outcome[] = []
  for (const { number, version } of picks) {
    const why = because.trim().slice(0, LONGEST) || (suspected.find((one) => one.number === number)?.because.join('；') ?? '')
    const taken = await takeStepOn(house, { number, version, order: { step: 'merge', parent, because: why }, by })
    outcomes.push({ number, refused: isRefusal(taken) ? taken : null })
  }
  return outcomes
}

/** Remembers that the cases picked are other problems than the parent; the two are not proposed again. */
export async function callDifferent(house: House, by: Viewer, { parent, picks, because }: Judged): Promise<Refusal | undefined> {
  if (picks.length === 0) return NOTHING
  const numbers = picks.map(({ number }) => number)
  return await house.db.transaction().execute(async (tx) => {
    const at = house.now()
    const known = await insertDifferent(tx, by, { parent, numbers, because: because.trim().slice(0, LONGEST), at })
    if (!known) return refuse('not-found', `没有编号为 ${[parent, ...numbers].join('、')} 的案件`)
    for (const number of numbers) await leaveTrace(tx, { at, by, act: '判为不是同一问题', subject: `cases/${number}`, note: parent })
    return undefined
  })
}
