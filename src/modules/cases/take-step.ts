import { beijingDay, inChinese } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { loadCalendar } from '../calendar/index.ts'
import { movePhotosOf } from '../photos/index.ts'
import { applyFact } from './case.ts'
import { subjectOf } from './case-photos.ts'
import type { CaseFact } from './facts.ts'
import { isOver, stageName, stepName } from './lifecycle.ts'
import { promiseOf } from './promise.ts'
import { FAILED_ROUNDS } from './settings.ts'
import { isThreeFail, type Order, takeStep } from './steps.ts'
import { rewardReporters } from './reward-reporters.ts'
import { type Case, findCase, listMergedNumbers, lockCase, saveStep } from './store.ts'
import { tellReporters } from './tell-reporter.ts'
import { writtenOf } from './tenures.ts'
import { isVisibleTo } from './visibility.ts'

export type By = Viewer | 'reporter' | 'system'
export type Asked = {
  readonly number: string
  /** The version the person saw; a step by the house itself has seen none. */
  readonly version: number | undefined
  readonly order: Order
  readonly by: By
  /** Photos the step asks for that came with it, and others that came besides. */
  readonly photos?: number
  readonly besides?: number
  /** The key of the form that holds them; they become the case's with the step, or stay with the form. */
  readonly form?: string
}

/**
 * Takes one step: load, decide, save. When the case has moved on since the person saw it, the refusal says who did what, and
 * nothing is changed.
 */
export async function takeStepOn(house: House, asked: Asked): Promise<Case | Refusal> {
  return await house.db.transaction().execute(async (tx) => {
    const { number, version, by } = asked
    const one = await findCase(tx, number)
    if (!one || (typeof by !== 'string' && !isVisibleTo(one, by))) return refuse('not-found', `没有编号为 ${number} 的案件，或者它不由您的单位处置`)
    if (version !== undefined && version !== one.version) return staleBecause(one)
    const taken = await step(house, tx, one, asked)
    if (isRefusal(taken)) return taken
    const last = taken.events.at(-1)?.fact
    if (last?.step === 'rateDissatisfied' && taken.state.parent !== null) await askVisitOf(house, tx, taken.state.parent, taken.number, last.reason)
    return isThreeFail(taken.state) && last?.step === 'fail' ? await superviseThreeFail(house, tx, taken) : taken
  })
}

async function step(house: House, tx: Db, one: Case, { order, by, photos = 0, besides = 0, form }: Asked): Promise<Case | Refusal> {
  const now = house.now()
  const calendar = await loadCalendar(tx)
  const actor = typeof by === 'string' ? by : by.role
  const parent = one.state.parent === null ? undefined : await findCase(tx, one.state.parent)
  const fact = takeStep(one.state, order, {
    now,
    calendar,
    actor,
    account: typeof by === 'string' ? by : by.account,
    unit: typeof by === 'string' ? null : by.department,
    parentClosedAt: parent?.state.closing?.at ?? null,
    photos,
  })
  if (isRefusal(fact)) return fact
  const wrong = order.step === 'merge' ? await againstMerging(tx, one, order.parent) : undefined
  const kept = wrong ?? (await keep(house, tx, one, fact, by, photos + besides))
  if (form !== undefined && !isRefusal(kept)) await movePhotosOf(tx, form, subjectOf(one.number))
  return kept
}

/** Both are held until the end, so that two people cannot merge two cases into each other. */
async function againstMerging(tx: Db, one: Case, parent: string): Promise<Refusal | undefined> {
  for (const number of [one.number, parent].toSorted()) await lockCase(tx, number)
  const found = parent === one.number ? undefined : await findCase(tx, parent)
  if (!found || found.agencyId !== one.agencyId || found.state.filedAt === null) return refuse('invalid', `并入的应是一件已立案的案件，没有找到 ${parent}`)
  if (isOver(found.state.stage) && found.state.parent === null)
    return refuse('invalid', `${parent} ${stageName[found.state.stage]}，并入以后没有人办；请单独立案，在理由里写明那一件的编号`)
  if (found.state.parent !== null) return refuse('invalid', `${parent} 自己已并入 ${found.state.parent}，请直接并入那一件`)
  const joined = await listMergedNumbers(tx, one.number)
  return joined.length === 0 ? undefined : refuse('invalid', `${joined.join('、')} 已并入 ${one.number}；请反过来，把 ${parent} 并入它，或者先撤销并案`)
}

async function keep(house: House, tx: Db, one: Case, fact: CaseFact, by: By, photos = 0): Promise<Case | Refusal> {
  const at = house.now()
  const calendar = await loadCalendar(tx)
  const state = applyFact(one.state, { at, fact })
  const byName = by === 'reporter' ? '上报人' : by === 'system' ? '系统' : by.name
  const byRole = typeof by === 'string' ? by : by.role
  const saved = await saveStep(tx, one, fact, writtenOf(state, one.row, one.agencyId, calendar), { at, byName, byRole, photos })
  if (!saved) return staleBecause((await findCase(tx, one.number)) ?? one)
  if (fact.step !== 'report') await leaveTrace(tx, { at, by: by === 'reporter' ? 'public' : by, act: stepName[fact.step], subject: `cases/${one.number}` })
  const event = { seq: one.events.length + 1, at, by: byName, role: byRole, fact }
  const next = { ...one, version: one.version + 1, state, events: [...one.events, event] }
  await tellReporters(tx, house, next, fact, promiseOf(state, calendar)?.dueAt ?? null)
  await rewardReporters(tx, next, fact, { at, by: typeof by === 'string' ? 'system' : by })
  return next
}

/** 三核未通过: the next level supervises, and the public list shows it. */
async function superviseThreeFail(house: House, tx: Db, one: Case): Promise<Case | Refusal> {
  return await keep(house, tx, one, { step: 'supervise', level: 'leader', note: `核查 ${FAILED_ROUNDS} 轮未通过，自动提请领导督办` }, 'system')
}

/** What a co-reporter is not content with is visited where it was handled: his own report has nobody at work on it. */
async function askVisitOf(house: House, tx: Db, parent: string, number: string, why: string): Promise<void> {
  await lockCase(tx, parent)
  const one = await findCase(tx, parent)
  if (one)
    await step(house, tx, one, {
      number: parent,
      version: undefined,
      order: { step: 'askVisit', reason: `同一问题的另一位上报人（${number}）不满意：${why}` },
      by: 'system',
    })
}

function staleBecause(one: Case): Refusal<'stale'> {
  const last = one.events.at(-1)
  const what =
    last && last.fact.step !== 'report' ? `${last.by}刚刚办理了“${stepName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这件案件刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}
