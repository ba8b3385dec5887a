import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { deleteExcluded, insertExcluded, type Person } from './excluded-store.ts'

/** Puts people of a unit on the list of those who are not rewarded for what they report from now on; says how many were new. */
export async function excludePeople(house: House, viewer: Viewer, unit: string, people: readonly Person[]): Promise<number> {
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    const added = await insertExcluded(tx, people, { agencyId: viewer.agencyId, unit, at, by: viewer.name })
    for (const { id, masked } of added)
      await leaveTrace(tx, { at, by: viewer, act: '列入不奖励名单', subject: `rewards/excluded/${id}`, note: `${masked}，${unit}` })
    return added.length
  })
}

/** Takes somebody off the list: what he reports from now on is rewarded like anybody's. */
export async function readmit(house: House, viewer: Viewer, id: number): Promise<string | Refusal> {
  return await house.db.transaction().execute(async (tx) => {
    const gone = await deleteExcluded(tx, viewer.agencyId, id)
    if (!gone) return refuse('not-found', '名单里没有这个人，可能刚刚被移出')
    await leaveTrace(tx, { at: house.now(), by: viewer, act: '移出不奖励名单', subject: `rewards/excluded/${id}`, note: `${gone.masked}，${gone.unit}` })
    return gone.masked
  })
}
