import { createHash } from 'node:crypto'
import { beijingDay, yearOf } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { uuidOf } from '../../../kernel/uuid.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { applyNormEvent, type NormEvent, type Relation, relationKey, replayNorm } from './norm.ts'
import { findNormOf, insertNorm, isNumberTaken, lockNorm, type Norm, saveNormStep, saveRelation } from './store.ts'
import { normProjectionOf } from './take-norm-step.ts'
import type { ToldNorm } from './told-norm.ts'

type Source = { readonly agencyId: number; readonly origin: string }

const HOUSE_NAME = '同步'
const keyOf = ({ agencyId, origin }: Source, number: string): string =>
  uuidOf(createHash('sha256').update(`${agencyId} ${origin} norm ${number}`).digest('hex'), 4)
/** The copy of a document of another platform, by the number it has there. */
export const findCopy = (db: Db, source: Source, number: string): Promise<Norm | undefined> => findNormOf(db, source.agencyId, keyOf(source, number))

/** Puts a document that another platform has issued into this register, as one that was in force before; once for each number. `item` is what publishes it here. */
export async function copyNorm(house: House, source: Source, told: ToldNorm, item: string): Promise<string | Refusal> {
  const at = house.now()
  const known = await findCopy(house.db, source, told.number)
  if (known) return known.number
  return await house.db.transaction().execute(async (tx) => {
    if (await isNumberTaken(tx, source.agencyId, told.document_number)) return refuse('duplicate', `${told.document_number}已经在本机的台账上`)
    const content = { title: told.title, summary: told.summary, issuer: told.issuer, subject: told.subject, reference: '', html: '', note: '' }
    const fact = { step: 'receive', on: beijingDay(at), origin: 'existing', content, issue: issueOf(told) } as const
    const norm = { agencyId: source.agencyId, key: keyOf(source, told.number), year: yearOf(told.issued_on), department: null, fact }
    const number = await insertNorm(tx, norm, normProjectionOf(replayNorm([{ by: HOUSE_NAME, fact }])), said(at))
    await leaveTrace(tx, { at, by: 'system', act: '取入规范性文件', subject: `norms/${number}`, note: `来源平台 ${source.origin}，登记号 ${told.number}` })
    await addFact(tx, source.agencyId, number, { step: 'toRoad', on: beijingDay(at), item }, at)
    return number
  })
}

const said = (at: Date) => ({ at, byName: HOUSE_NAME, byRole: 'clock' })
const issueOf = (told: ToldNorm) => ({
  documentNumber: told.document_number,
  issuedOn: told.issued_on,
  effectiveOn: told.effective_on,
  validUntil: told.valid_until,
})

async function addFact(tx: Db, agencyId: number, number: string, fact: NormEvent, at: Date): Promise<void> {
  const norm = await lockNorm(tx, agencyId, number)
  if (!norm) throw new Error(`norm ${number} is not there`)
  await saveNormStep(tx, norm, fact, normProjectionOf(applyNormEvent(norm.state, { by: HOUSE_NAME, fact })), said(at))
  if (fact.step === 'relate' || fact.step === 'unrelate') await saveRelation(tx, norm, fact.relation, fact.step === 'relate')
}

/** Brings a copy to what its original has become: its term, what ended or changed it, its relations. Those of the copy that it came with; `own` gives what numbers are here. */
export async function followNorm(
  house: House,
  source: Source,
  told: ToldNorm,
  own: { readonly norm: (number: string) => string; readonly relation: (one: Relation) => Relation },
): Promise<boolean> {
  const at = house.now()
  const on = beijingDay(at)
  const copy = await findCopy(house.db, source, told.number)
  if (!copy) return false
  const { issue, endings, relations } = copy.state
  const wanted = told.relations.map(own.relation)
  const has = (some: readonly Relation[], one: Relation) => some.some((other) => relationKey(other) === relationKey(one))
  const ended = told.endings.map((ending) => ({ ...ending, by: own.norm(ending.by) }))
  const facts: NormEvent[] = [
    ...(told.valid_until !== null && told.valid_until !== issue?.validUntil
      ? [{ step: 'prolongValidity', on, validUntil: told.valid_until, reason: '来源平台延长了有效期' } as const]
      : []),
    ...relations.filter((one) => !has(wanted, one)).map((relation) => ({ step: 'unrelate', on, relation }) as const),
    ...wanted.filter((one) => !has(relations, one)).map((relation) => ({ step: 'relate', on, relation }) as const),
    ...ended
      .filter((one) => !endings.some((other) => other.kind === one.kind && other.from === one.from))
      .map((ending) => ({ step: 'end', on, ending }) as const),
  ]
  if (facts.length === 0) return false
  await house.db.transaction().execute(async (tx) => {
    for (const fact of facts) await addFact(tx, source.agencyId, copy.number, fact, at)
    await leaveTrace(tx, { at, by: 'system', act: '取入规范性文件的变化', subject: `norms/${copy.number}`, note: `来源平台 ${source.origin}` })
  })
  return true
}
