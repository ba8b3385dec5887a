import { beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { publicTitles } from '../../disclosure/index.ts'
import { findWithheld, saveWithheldStep, type Withheld } from './store.ts'
import { takeWithheldStep, type WithheldOrder, withheldEventName, withheldRowOf, withheldStepName } from './withheld.ts'

/** Takes one step with what a request withheld: load, decide, save. What the person saw has moved on: the refusal says who did what. */
export async function takeWithheldStepOn(
  house: House,
  number: string,
  version: number | undefined,
  order: WithheldOrder,
  by: Viewer,
): Promise<undefined | Refusal> {
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    const withheld = await findWithheld(tx, by.agencyId, number, true)
    if (!withheld) return refuse('not-found', `申请 ${number} 不在不予公开的登记里`)
    if (version !== undefined && version !== withheld.version) return staleBecause(withheld)
    const fact = takeWithheldStep(withheld.state, order, by.role, beijingDay(at), await loadCalendar(tx))
    if (isRefusal(fact)) return fact
    if (fact.step === 'publish' && !(await publicTitles(tx, by.agencyId, [fact.item])).has(fact.item))
      return refuse('invalid', `信息 ${fact.item} 没有公开；先在“拟稿和发布”里公开，再在这里登记`)
    const article = withheldRowOf(withheld.state.stage, order.step)?.law ?? ''
    await saveWithheldStep(tx, withheld, fact, { at, byName: by.name, byRole: by.role, article })
    await leaveTrace(tx, { at, by, act: `不予公开登记：${withheldStepName[order.step]}`, subject: `requests/${number}`, article })
    return undefined
  })
}

function staleBecause({ events }: Withheld): Refusal<'stale'> {
  const last = events.at(-1)
  const what = last ? `${last.by}刚刚办理了“${withheldEventName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这一条刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}
