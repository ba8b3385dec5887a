import { beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { publicTitles } from '../../disclosure/index.ts'
import { type PetitionKind, petitionName } from './kinds.ts'
import { petitionEventName, petitionRowOf, petitionStepName } from './lifecycle.ts'
import { applyPetitionEvent, textsOf } from './petition.ts'
import { type PetitionOrder, takePetitionStep } from './steps.ts'
import { findPetition, type Petition, savePetitionStep } from './store.ts'

/** Takes one step: load, decide, save. What the person saw has moved on: the refusal says who did what, and nothing is changed. */
export async function takePetitionStepOn(
  house: House,
  kind: PetitionKind,
  number: string,
  version: number | undefined,
  order: PetitionOrder,
  by: Viewer | 'submitter',
): Promise<undefined | Refusal> {
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    const petition = await findPetition(tx, kind, number, true)
    if (!petition || (by !== 'submitter' && petition.agencyId !== by.agencyId)) return refuse('not-found', `没有编号为 ${number} 的${petitionName[kind]}`)
    if (version !== undefined && version !== petition.version) return staleBecause(petition)
    const who = by === 'submitter' ? { role: by, name: '', account: '' } : by
    const fact = takePetitionStep({ ...petition, texts: textsOf(petition) }, order, who, beijingDay(at))
    if (isRefusal(fact)) return fact
    if (order.step === 'publish' && !(await publicTitles(tx, petition.agencyId, [order.item])).has(order.item))
      return refuse('invalid', `信息 ${order.item} 没有公开；先在“拟稿和发布”里公开，再在这里登记`, '条例第四十四条第二款')
    const article = petitionRowOf(kind, petition.state.stage, order.step)?.law ?? ''
    const signed = by === 'submitter' ? { byName: '提交人', byRole: by } : { byName: by.name, byRole: by.role }
    await savePetitionStep(tx, petition, applyPetitionEvent(petition.state, fact), fact, { at, ...signed, article }, await loadCalendar(tx))
    const act = `${petitionName[kind]}：${petitionStepName[order.step]}`
    await leaveTrace(tx, { at, by: by === 'submitter' ? 'public' : by, act, subject: `petitions/${number}`, article })
    return undefined
  })
}

function staleBecause({ events }: Petition): Refusal<'stale'> {
  const last = events.at(-1)
  const what = last ? `${last.by}刚刚办理了“${petitionEventName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这一件刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}
