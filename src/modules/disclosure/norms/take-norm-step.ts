import { beijingDay, inChinese, type PlainDate, yearOf } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { loadCalendar } from '../../calendar/index.ts'
import type { Content } from '../item.ts'
import { validityName } from '../lifecycle.ts'
import { draftItem, takeStepOn } from '../take-step.ts'
import { countWeighed } from './comment-store.ts'
import { indexConsultation } from './index-consultation.ts'
import { normRowOf, normStepName } from './lifecycle.ts'
import { applyNormEvent, type Issue, type NormContent, type NormEvent, type NormState, type Origin, replayNorm } from './norm.ts'
import { type Known, type NormBy, type NormOrder, normContentFault, takeNormStep } from './steps.ts'
import {
  findNorm,
  insertNorm,
  isNumberTaken,
  listEndedConsultations,
  listSeries,
  listUnsettled,
  lockNorm,
  type Norm,
  type NormProjection,
  nextInSeries,
  saveNormStep,
  saveRelation,
} from './store.ts'
import { documentNumberOf } from './terms.ts'
import { amendmentOf, endingOf, standingOn } from './validity.ts'
import { isNormVisibleTo } from './visibility.ts'

/** The columns a state shows to lists. */
export function normProjectionOf(state: NormState): NormProjection {
  const ending = endingOf(state)
  return {
    stage: state.stage,
    origin: state.origin,
    title: state.content.title,
    issuer: state.content.issuer,
    units: [...(state.circulation?.units ?? [])],
    document_number: state.issue?.documentNumber ?? '',
    issued_on: state.issue?.issuedOn ?? null,
    effective_on: state.issue?.effectiveOn ?? null,
    valid_until: state.issue?.validUntil ?? null,
    ended_on: ending?.from ?? null,
    end_kind: ending ? (ending.kind === 'abolished' ? 'abolished' : 'expired') : null,
    amended_on: amendmentOf(state)?.from ?? null,
    consult_from: state.consultation?.from ?? null,
    consult_until: state.consultation?.until ?? null,
    answered_on: state.consultation?.answer?.on ?? null,
    item_number: state.item,
    round_number: state.reviewed?.round ?? null,
    round_decision: state.reviewed?.decision ?? null,
  }
}

export type Received = { readonly origin: Origin; readonly content: NormContent; readonly issue: Issue | null }
/** Begins a document: gives its number, or why not. The same key twice is one document. */
export async function receiveNorm(house: House, by: Viewer, key: string, { origin, content, issue }: Received): Promise<string | Refusal> {
  const at = house.now()
  const on = beijingDay(at)
  const fault =
    normContentFault(content) ??
    (origin === 'own' || by.role === 'information-officer' ? undefined : refuse('not-yours', '来文和已有文件由信息公开专员登记')) ??
    issueFault(origin, issue, on)
  if (fault) return fault
  const fact = { step: 'receive', on, origin, content, issue } as const
  return await house.db.transaction().execute(async (tx) => {
    if (issue && (await isNumberTaken(tx, by.agencyId, issue.documentNumber))) {
      const again = await tx.selectFrom('disclosure.norm').select('number').where('submission_key', '=', key).executeTakeFirst()
      return again?.number ?? refuse('duplicate', `${issue.documentNumber}已经在台账上`)
    }
    const norm = { agencyId: by.agencyId, key, year: yearOf(on), department: by.department, fact }
    const number = await insertNorm(tx, norm, normProjectionOf(replayNorm([{ by: by.name, fact }])), { at, byName: by.name, byRole: by.role })
    await leaveTrace(tx, { at, by, act: '登记规范性文件', subject: `norms/${number}`, article: '国办发〔2018〕37号' })
    return number
  })
}

function issueFault(origin: Origin, issue: Issue | null, today: PlainDate): Refusal<'invalid'> | undefined {
  if ((origin === 'existing') !== (issue !== null)) return refuse('invalid', '登记已有文件，要填文号、成文日期和施行日期')
  if (issue === null) return undefined
  if (!issue.documentNumber.trim()) return refuse('invalid', '填文号')
  if (issue.issuedOn > today) return refuse('invalid', '成文日期不能晚于今天')
  return issue.validUntil !== null && issue.validUntil < issue.effectiveOn ? refuse('invalid', '有效期不能早于施行日期') : undefined
}

/** What beside the document a decision leans on, as it stands now. */
export async function knownOf(db: Db, norm: Norm, today: PlainDate): Promise<Known> {
  return { today, drafters: norm.department, calendar: await loadCalendar(db), comments: norm.comments, weighed: await countWeighed(db, norm.id) }
}

export const normBy = (by: Viewer | 'clock'): NormBy =>
  by === 'clock'
    ? { actor: 'clock', name: '到期自动办理', unit: null }
    : { actor: by.role, name: by.name, unit: by.role === 'handling-department' ? by.department : null }

/** `series` is the format of document numbers chosen when one is given. */
type Asked = { readonly agencyId: number; readonly number: string; readonly version: number | undefined; readonly order: NormOrder; readonly series?: number }
/** Takes one step: load, decide, save. What the person saw has moved on: the refusal says who did what, and nothing is changed. */
export async function takeNormStepOn(house: House, { agencyId, number, version, order, series }: Asked, by: Viewer | 'clock'): Promise<Norm | Refusal> {
  const at = house.now()
  const taken = await house.db.transaction().execute(async (tx) => {
    const norm = await lockNorm(tx, agencyId, number)
    if (!norm || (by !== 'clock' && !isNormVisibleTo(norm, by))) return refuse('not-found', `台账上没有登记号为 ${number} 的文件，或者它不由您的科室办理`)
    if (version !== undefined && version !== norm.version) return staleBecause(norm)
    const who = normBy(by)
    const known = await knownOf(tx, norm, beijingDay(at))
    const fact = takeNormStep(norm.state, order, who, known)
    if (isRefusal(fact)) return fact
    const numbered = fact.step === 'assignNumber' ? await withNumber(tx, norm, fact, series) : fact
    if (isRefusal(numbered)) return numbered
    const said = { at, byName: who.name, byRole: who.actor }
    if (numbered.step === 'relate' || numbered.step === 'unrelate') {
      if (numbered.relation.norm === number) return refuse('invalid', '不能和自己登记关系')
      if (!(await saveRelation(tx, norm, numbered.relation, numbered.step === 'relate')))
        return refuse('invalid', `台账上没有登记号为 ${numbered.relation.norm} 的已印发文件`)
    }
    const next = await save(tx, norm, numbered, said)
    if (numbered.step === 'assignNumber') await touchOthers(tx, next, numbered.issue, said)
    const article = normRowOf(norm.state.stage, order.step)?.law ?? ''
    await leaveTrace(tx, { at, by: by === 'clock' ? 'system' : by, act: normStepName[order.step], subject: `norms/${number}`, article })
    return next
  })
  if (!isRefusal(taken)) await settleItems(house)
  return taken
}

async function save(tx: Db, norm: Norm, fact: NormEvent, said: { at: Date; byName: string; byRole: string }): Promise<Norm> {
  const state = applyNormEvent(norm.state, { by: said.byName, fact })
  await saveNormStep(tx, norm, fact, normProjectionOf(state), said)
  await indexConsultation(tx, { ...norm, state })
  return { ...norm, version: norm.version + 1, state }
}

/** The number is drawn last, so that a step that is refused draws none. */
async function withNumber(tx: Db, norm: Norm, fact: Extract<NormEvent, { step: 'assignNumber' }>, series: number | undefined): Promise<NormEvent | Refusal> {
  const all = await listSeries(tx, norm.agencyId)
  const chosen = all.find(({ id }) => id === series) ?? (series === undefined && all.length === 1 ? all[0] : undefined)
  if (!chosen) return refuse('invalid', all.length === 0 ? '还没有设文号：先在“文号”里设一种' : '选一种文号')
  const year = yearOf(fact.issue.issuedOn)
  // A number that was given by hand before the ledger began is passed over: it is taken, not left out.
  for (;;) {
    const documentNumber = documentNumberOf(chosen.format, year, await nextInSeries(tx, chosen.id, year))
    if (!(await isNumberTaken(tx, norm.agencyId, documentNumber))) return { ...fact, issue: { ...fact.issue, documentNumber } }
  }
}

/** What a new document amends or abolishes hears of it, from the day the new one is in force. */
async function touchOthers(tx: Db, norm: Norm, issue: Issue, said: { at: Date; byName: string; byRole: string }): Promise<void> {
  for (const { kind, norm: number } of norm.state.relations) {
    if (number === null || (kind !== 'amends' && kind !== 'abolishes')) continue
    const other = await lockNorm(tx, norm.agencyId, number)
    if (!other) continue
    const ending = {
      kind: kind === 'amends' ? ('amended' as const) : ('abolished' as const),
      from: issue.effectiveOn,
      by: norm.number,
      reason: `由${issue.documentNumber}${kind === 'amends' ? '修改' : '废止'}`,
    }
    await save(tx, other, { step: 'end', on: beijingDay(said.at), ending }, said)
  }
}

function staleBecause(norm: Norm): Refusal<'stale'> {
  const last = norm.events.at(-1)
  const what =
    last && last.fact.step !== 'receive' ? `${last.by}刚刚办理了“${normStepName[last.fact.step]}”（${inChinese(beijingDay(last.at))}）` : '这一件刚刚有了变化'
  return refuse('stale', `${what}，您看到的已不是最新情况。您填写的内容仍在下面，请核对后再提交`)
}

/** Hands an issued document to the road of every item: secrecy review, approval, publication. */
export async function sendToRoad(house: House, agencyId: number, number: string, version: number | undefined, by: Viewer): Promise<Norm | Refusal> {
  const norm = await findNorm(house.db, agencyId, number)
  if (!norm || !isNormVisibleTo(norm, by)) return refuse('not-found', `台账上没有登记号为 ${number} 的文件`)
  const asked = { step: 'toRoad', item: '' } as const
  const allowed = takeNormStep(norm.state, asked, normBy(by), await knownOf(house.db, norm, beijingDay(house.now())))
  if (isRefusal(allowed)) return allowed
  if (version !== undefined && version !== norm.version) return staleBecause(norm)
  // The document's own key: sent twice it is one item.
  const item = await draftItem(house, by, norm.key, itemContentOf(norm.state))
  return isRefusal(item) ? item : await takeNormStepOn(house, { agencyId, number, version, order: { step: 'toRoad', item } }, by)
}

const itemContentOf = ({ content, issue }: NormState): Content => ({
  title: content.title,
  summary: content.summary,
  column: 'documents',
  issuer: content.issuer,
  documentNumber: issue?.documentNumber ?? '',
  subject: content.subject,
  formedOn: issue?.issuedOn ?? ('' as PlainDate), // one that is not issued is refused before
  countedFrom: null,
  html: content.html,
  validUntil: issue?.validUntil ?? null,
  files: [],
})

/** What the day has brought: consultations that ended are closed, and published items say what their documents have become. Gives how many. */
export async function settleNorms(house: House): Promise<number> {
  let settled = 0
  for (const { agencyId, number } of await listEndedConsultations(house.db, beijingDay(house.now()))) {
    const closed = await takeNormStepOn(house, { agencyId, number, version: undefined, order: { step: 'closeConsultation' } }, 'clock')
    if (!isRefusal(closed)) settled += 1
  }
  return settled + (await settleItems(house))
}

async function settleItems(house: House): Promise<number> {
  let settled = 0
  const today = beijingDay(house.now())
  for (const { agencyId, number, item } of await listUnsettled(house.db, today)) {
    const norm = await findNorm(house.db, agencyId, number)
    const standing = norm && standingOn(norm.state, today)
    if (!standing) continue
    const reason = standing.because?.reason ?? '现行有效'
    const by = standing.because?.by ? ((await findNorm(house.db, agencyId, standing.because.by))?.state.item ?? '') : ''
    const order = { step: 'setValidity', validity: standing.validity, reason: `${validityName[standing.validity]}：${reason}`, by } as const
    if (!isRefusal(await takeStepOn(house, { agencyId, number: item, version: undefined, order }, 'clock'))) settled += 1
  }
  return settled
}
