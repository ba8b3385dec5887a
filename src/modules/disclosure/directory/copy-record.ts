import { createHash } from 'node:crypto'
import { beijingDay, plainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { uuidOf } from '../../../kernel/uuid.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace } from '../../audit/index.ts'
import { definitionOf, isRecordKind, linesOf, nameOf, type RecordContent, type RecordKind } from './kinds.ts'
import { applyRecord, contentFaults, type RecordFact, replayRecord, standingOn } from './record.ts'
import { findRecord, findRecordOf, insertRecord, listCopies, listLives, saveRecord } from './store.ts'
import { recordProjection, showRecord } from './take-record.ts'

/** A record as another platform shows it, by the number it has there. */
export type RecordCopy = { readonly id: number; readonly kind: string; readonly changedOn: string; readonly content: Readonly<Record<string, unknown>> }
type Source = { readonly agencyId: number; readonly origin: string }
export type CopiedRecord = 'new' | 'changed' | 'same'

const HOUSE_NAME = '同步'
const by = { name: HOUSE_NAME, role: 'clock' } as const
const keyOf = ({ agencyId, origin }: Source, id: number): string => uuidOf(createHash('sha256').update(`${agencyId} ${origin} record ${id}`).digest('hex'), 4)
const reasonOf = ({ origin }: Source): string => `来源平台 ${origin}`

function readCopy(kind: RecordKind, given: RecordCopy['content']): RecordContent {
  return Object.fromEntries(definitionOf(kind).fields.map(({ name }) => [name, typeof given[name] === 'string' ? String(given[name]) : '']))
}

/** Takes over what another platform shows, as a copy that its reviewers let out there; once for each number, and again when it has changed. */
export async function copyRecord(house: House, source: Source, copy: RecordCopy): Promise<CopiedRecord | Refusal> {
  const at = house.now()
  const today = beijingDay(at)
  if (!isRecordKind(copy.kind)) return refuse('invalid', `没有“${copy.kind}”这一种记录`)
  const { kind } = copy
  const content = readCopy(kind, copy.content)
  const faults = Object.values(contentFaults(kind, content, copy.changedOn, today))
  if (faults.length > 0) return refuse('invalid', faults.join('；'))
  const from = plainDate(copy.changedOn)
  const facts: readonly RecordFact[] = [
    { step: 'write', on: from, content, from, reason: reasonOf(source) },
    { step: 'clear', on: from, opinion: '来源平台已经审查公开' },
  ]
  return await house.db.transaction().execute(async (tx) => {
    const before = await findRecordOf(tx, source.agencyId, keyOf(source, copy.id))
    const standing = before && standingOn(before.state, today)
    if (standing && linesOf(kind, standing.content) === linesOf(kind, content) && standing.content['rank'] === content['rank']) return 'same'
    if (!before && definitionOf(kind).single && (await listLives(tx, source.agencyId, kind)).some(({ state }) => !state.ended))
      return refuse('duplicate', `“${definitionOf(kind).name}”只有一份，本机已经有了`)
    await addFacts(tx, source, { kind, id: before?.id, key: keyOf(source, copy.id) }, facts, at)
    await leaveTrace(tx, {
      at,
      by: 'system',
      act: `取入${definitionOf(kind).name}`,
      subject: `disclosure/records/${nameOf(kind, content)}`,
      note: reasonOf(source),
    })
    return before ? 'changed' : 'new'
  })
}

type Of = { readonly kind: RecordKind; readonly id: number | undefined; readonly key: string }
async function addFacts(tx: Db, { agencyId }: Source, { kind, id: known, key }: Of, facts: readonly RecordFact[], at: Date): Promise<void> {
  const today = beijingDay(at)
  const told = { at, byName: by.name, byRole: by.role }
  const [first, ...more] = facts
  if (!first) return
  const begun = recordProjection(kind, replayRecord([{ by: by.name, fact: first }]), today)
  const id = known ?? (await insertRecord(tx, { agencyId, kind, key }, begun, first, told))
  for (const fact of known === undefined ? more : facts) {
    const record = await findRecord(tx, agencyId, id)
    if (!record) throw new Error(`record ${id} is not there`)
    const next = recordProjection(kind, applyRecord(record.state, { by: by.name, fact }), today)
    if (!(await saveRecord(tx, record, fact, next, told))) throw new Error(`record ${id} was changed by another while it was taken over`)
    await showRecord(tx, record, next)
  }
}

/** Ends the copies of what a platform shows no longer; gives how many. `shown` are the numbers it has there. */
export async function endCopies(house: House, source: Source, shown: readonly number[]): Promise<number> {
  const at = house.now()
  const kept = new Set(shown.map((id) => keyOf(source, id)))
  const gone = (await listCopies(house.db, source.agencyId, reasonOf(source))).filter(({ key }) => !kept.has(key))
  for (const { id, kind, key } of gone)
    await house.db.transaction().execute(async (tx) => {
      await addFacts(tx, source, { kind, id, key }, [{ step: 'end', on: beijingDay(at), reason: '来源平台已经停止公开' }], at)
      await leaveTrace(tx, { at, by: 'system', act: `随来源停止公开：${definitionOf(kind).name}`, subject: `disclosure/records/${id}`, note: reasonOf(source) })
    })
  return gone.length
}
