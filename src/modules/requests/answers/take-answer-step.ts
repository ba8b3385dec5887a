import { beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { publicTitles } from '../../disclosure/index.ts'
import { DECISIONS } from '../decisions.ts'
import { findRequest, openApplicant, type Request } from '../store.ts'
import { type AnswerContent, type AnswerEvent, applyAnswerEvent } from './answer.ts'
import { indexAnswer } from './index-answer.ts'
import { answerEventName, answerRowOf, answerStepName } from './lifecycle.ts'
import { type Given, releaseFault, textsOf } from './release.ts'
import { type Answer, findAnswer, insertAnswer, nextAnswerNumber, saveAnswerStep } from './store.ts'
import { type AnswerOrder, contentFault, takeAnswerStep } from './steps.ts'
import { isAnswerVisibleTo } from './visibility.ts'

const LAW = '条例第四十四条'

/** Why a request has no answer to be published; undefined when it has: one that was signed, not withdrawn or lapsed. */
export function unansweredBecause({ state, events }: Pick<Request, 'state' | 'events'>): Refusal<'not-now'> | undefined {
  if (state.conclusion === null) return refuse('not-now', '答复签发以后才能公开')
  return events.some(({ fact }) => fact.step === 'sign') ? undefined : refuse('not-now', '这件申请没有作出答复（已撤回，或者逾期未补正），没有可以公开的')
}

function givenBy(house: House, { state, events, number, subject, ...request }: Request): Given {
  const answers = events.flatMap(({ fact }) => (fact.step === 'receiveAmendment' ? [fact] : []))
  const days = [request.arrivedOn, state.receivedOn, ...answers.map(({ on }) => on)]
  return { applicant: openApplicant(request, house.cipher), number, words: [subject, ...answers.map(({ answer }) => answer)], days: [...new Set(days)] }
}

/** What keeps these words from the public: what is private, what the applicant gave, and what they point to that is not public. */
async function publicFault(house: House, tx: Db, request: Request, content: AnswerContent): Promise<Refusal | undefined> {
  const fault = releaseFault(textsOf(content), givenBy(house, request))
  if (fault || content.links.length === 0) return fault
  const known = await publicTitles(
    tx,
    request.agencyId,
    content.links.map(({ item }) => item),
  )
  const unknown = content.links.find(({ item, file }) => !(file === null ? known.has(item) : known.get(item)?.files.some(({ id }) => id === file)))
  return unknown && refuse('invalid', `相关信息 ${unknown.item}${unknown.file === null ? '' : '的这个附件'}没有公开，请核对编号，或者先公开它`)
}

const unknown = (number: string): Refusal => refuse('not-found', `没有编号为 ${number} 的申请，或者它不由您办理`)

/** Begins the public answer of a request: its content goes to review. The same form twice is one answer. */
export async function draftAnswer(house: House, by: Viewer, number: string, key: string, content: AnswerContent): Promise<undefined | Refusal> {
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    const request = await findRequest(tx, number)
    if (!request || !isAnswerVisibleTo(request, by)) return unknown(number)
    if (by.role !== 'information-officer') return refuse('not-yours', '公开答复由信息公开专员起草', LAW)
    const closed = unansweredBecause(request) ?? contentFault(content) ?? (await publicFault(house, tx, request, content))
    const { conclusion } = request.state
    if (closed || conclusion === null) return closed ?? unknown(number)
    const fact: AnswerEvent = { step: 'draft', on: beijingDay(at), content }
    const { decision, on } = conclusion
    const row = {
      agency_id: request.agencyId,
      request_id: request.id,
      submission_key: key,
      decision,
      decision_group: DECISIONS[decision].group,
      replied_on: on,
    }
    const state = applyAnswerEvent(undefined, { by: by.name, fact })
    if (!(await insertAnswer(tx, row, state, fact, { at, byName: by.name, byRole: by.role }))) {
      const known = await findAnswer(tx, request.id)
      return known?.key === key ? undefined : refuse('duplicate', '这件申请已经有公开答复稿，请在原稿上改')
    }
    await leaveTrace(tx, { at, by, act: `公开答复：${answerEventName.draft}`, subject: `requests/${number}`, article: LAW })
    return undefined
  })
}

/** Takes one step: load, decide, save. What the person saw has moved on: the refusal says who did what, and nothing is changed. */
export async function takeAnswerStepOn(
  house: House,
  number: string,
  version: number | undefined,
  order: AnswerOrder,
  by: Viewer,
): Promise<undefined | Refusal> {
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    const request = await findRequest(tx, number)
    if (!request || !isAnswerVisibleTo(request, by)) return unknown(number)
    const answer = await findAnswer(tx, request.id, true)
    if (!answer) return refuse('not-found', '这件申请还没有公开答复稿')
    if (version !== undefined && version !== answer.version) return staleBecause(answer)
    const today = beijingDay(at)
    const taken = takeAnswerStep(answer.state, order, by, today)
    if (isRefusal(taken)) return taken
    const fault =
      order.step === 'withdraw'
        ? releaseFault({ reason: order.reason }, givenBy(house, request))
        : order.step === 'edit' || order.step === 'release'
          ? await publicFault(house, tx, request, order.step === 'edit' ? order.content : answer.state.content)
          : undefined
    if (fault) return fault
    const fact: AnswerEvent =
      taken.step === 'release' ? { ...taken, number: answer.state.number ?? (await nextAnswerNumber(tx, answer.agencyId, today)) } : taken
    const state = applyAnswerEvent(answer.state, { by: by.name, fact })
    await saveAnswerStep(tx, answer, state, fact, { at, byName: by.name, byRole: by.role })
    await indexAnswer(tx, answer, state)
    const article = answerRowOf(answer.state.stage, order.step)?.law ?? ''
    await leaveTrace(tx, { at, by, act: `公开答复：${answerStepName[order.step]}`, subject: `requests/${number}`, article })
    return undefined
  })
}

function staleBecause({ events }: Answer): Refusal<'stale'> {
  const last = events.at(-1)
  const what = last ? `${last.by}刚刚办理了“${answerEventName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这一份刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}
