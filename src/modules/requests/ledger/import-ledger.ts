import { createHash, randomUUID } from 'node:crypto'
import { uuidOf } from '../../../kernel/uuid.ts'
import { beijingDay, beijingMidnight } from '../../../kernel/plain-date.ts'
import { queryCodeOf } from '../../../kernel/query-code.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { leaveTrace, traceValues } from '../../audit/index.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { listDepartments } from '../../organizations/index.ts'
import { applicantMark, maskedName } from '../applicant.ts'
import { forgetCounts } from '../queue.ts'
import { listFirstAnswers } from '../radar/earlier-store.ts'
import { insertRequests, type NewRequest } from '../submission-store.ts'
import { projectionOf } from '../take-step.ts'
import type { Cells } from './columns.ts'
import { type Judged, judge, paperNumberOf } from './judge.ts'
import { endBatch, findBatch, findImported, insertBatch, type Lived, saveLives, standInLine } from './ledger-store.ts'
import { type PaperRow, readRow } from './read-row.ts'
import { readLedger } from './read-workbook.ts'
import { noonOf } from './replay-row.ts'

const MORNING_MS = 9 * 3_600_000
type New = Extract<Judged, { verdict: 'new' }>

const digestOf = (cells: Cells['cells']): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(cells).toSorted()))
    .digest('hex')

/** Reads a workbook and keeps it sealed until it is confirmed; nothing of it is a request yet. Gives the id of its preview. */
export async function previewLedger(house: House, viewer: Viewer, file: { readonly name: string; readonly bytes: Uint8Array }): Promise<string | Refusal> {
  const read = await readLedger(file.name, file.bytes)
  if (isRefusal(read)) return read
  if (read.rows.length === 0) return refuse('unreadable', '表头下面没有要导入的行。从模板的第二行起，一行填一件申请；示例行不算')
  const id = randomUUID()
  const rowsSealed = house.cipher.seal(JSON.stringify(read.rows))
  await insertBatch(house.db, {
    id,
    agencyId: viewer.agencyId,
    account: viewer.account,
    fileName: file.name.slice(0, 100),
    rowsSealed,
    notes: read.notes,
    at: house.now(),
  })
  return id
}

/** A preview as it stands now. */
export type Preview = {
  readonly fileName: string
  readonly notes: readonly string[]
  readonly judged: readonly Judged[]
  /** How many were added when it was confirmed; null before. */
  readonly added: number | null
}

export const findPreview = (house: House, viewer: Viewer, id: string): Promise<Preview | undefined> => previewIn(house, house.db, viewer, id)

async function previewIn(house: House, db: Db, viewer: Viewer, id: string, held = false): Promise<Preview | undefined> {
  const batch = await findBatch(db, viewer.agencyId, viewer.account, id, held)
  if (!batch) return undefined
  const rows: readonly Cells[] = JSON.parse(house.cipher.open(batch.rowsSealed))
  const [calendar, departments, known] = [
    await loadCalendar(db),
    await listDepartments(db, viewer.agencyId),
    await findImported(db, viewer.agencyId, rows.map(paperNumberOf)),
  ]
  const markOf = (paper: PaperRow): string => house.cipher.fingerprint(applicantMark(paper))
  const repeated = rows
    .map((cells) => readRow(cells, departments))
    .filter((one): one is PaperRow => 'paper' in one && one.decision === 'not_processed.repeated')
  const answered = await listFirstAnswers(db, viewer.agencyId, repeated.map(markOf))
  const judged = judge(rows, { today: beijingDay(house.now()), calendar, departments, known, digestOf, markOf, answered })
  return { fileName: batch.fileName, notes: batch.notes, judged, added: batch.added }
}

/** Imports what was previewed: all of it or nothing, and once; sent again, it gives the same number. */
export async function confirmLedger(house: House, viewer: Viewer, id: string): Promise<number | Refusal> {
  const at = house.now()
  const added = await house.db.transaction().execute(async (tx) => {
    await standInLine(tx, viewer.agencyId)
    const preview = await previewIn(house, tx, viewer, id, true)
    if (!preview) return refuse('not-found', '没有这次导入，或者已经过期；请重新上传')
    if (preview.added !== null) return preview.added
    const wrong = preview.judged.filter(({ verdict }) => verdict === 'error').length
    if (wrong > 0) return refuse('invalid', `还有 ${wrong} 行有错误，一行也没有导入；请在 Excel 里改好，重新上传`)
    const fresh = preview.judged.filter((one): one is New => one.verdict === 'new')
    if (fresh.length > 0) await addAll(house, tx, viewer, id, fresh)
    await endBatch(tx, id, fresh.length, house.cipher.seal('[]'), at)
    await leaveTrace(tx, { at, by: viewer, act: '导入纸质台账', subject: `requests/import/${id}`, article: '条例第四十五条', note: `${fresh.length} 件` })
    return fresh.length
  })
  forgetCounts(house.db)
  return added
}

async function addAll(house: House, tx: Db, viewer: Viewer, batch: string, fresh: readonly New[]): Promise<void> {
  const calendar = await loadCalendar(tx)
  const today = beijingDay(house.now())
  // Our numbers follow the order of receipt; what came on one day keeps the order of the paper.
  const ordered = fresh.toSorted((a, b) => (a.life.receivedOn < b.life.receivedOn ? -1 : a.life.receivedOn > b.life.receivedOn ? 1 : a.cells.row - b.cells.row))
  const rows = ordered.map((one, i) => newRequest(house, viewer, one, calendar.version, i))
  const numbers = new Map((await insertRequests(tx, rows)).map(({ key, number }) => [key, number]))
  const lives = ordered.map(({ paper, life, cells }, i): Lived => {
    const number = numbers.get(rows[i]?.submission_key ?? '')
    if (number === undefined) throw new Error(`row ${paper.row} was neither added nor known`)
    const events = life.done.map(({ on, by, article, fact }, n) => {
      return { seq: n + 2, at: noonOf(on), by_name: `纸质台账（${viewer.name}导入）`, by_role: by, article, fact }
    })
    const next = projectionOf(life.state, today, calendar)
    return { number, paper: paper.paper, digest: digestOf(cells.cells), batch, next, version: events.length + 1, events }
  })
  if ((await saveLives(tx, lives)) !== lives.length) throw new Error('not every life was written')
}

function newRequest(house: House, viewer: Viewer, { paper, life }: New, calendarVersion: string, order: number): NewRequest {
  const { cipher } = house
  const { kind, name, identity, phone, email, address } = paper
  const applicant = { kind, name, identity, phone, email, address, contact: '' }
  // The same number of the same paper is the same request.
  const key = uuidOf(cipher.fingerprint(`paper:${viewer.agencyId}:${paper.paper}`), 5)
  return {
    agency_id: viewer.agencyId,
    submission_key: key,
    code_fingerprint: cipher.fingerprint(queryCodeOf(cipher.fingerprint(`query-code:${key}`))),
    channel: paper.channel,
    // The moment orders the numbers: the paper knows the day only.
    submitted_at: new Date(beijingMidnight(life.receivedOn).getTime() + MORNING_MS + order),
    arrived_on: paper.arrivedOn,
    confirmed_on: paper.confirmedOn ?? (paper.channel === 'online' ? paper.arrivedOn : null),
    received_on: life.receivedOn,
    evidence: `纸质台账，原编号 ${paper.paper}`,
    applicant_kind: kind,
    applicant_sealed: cipher.seal(JSON.stringify(applicant)),
    applicant_masked: maskedName(applicant),
    applicant_fingerprint: cipher.fingerprint(applicantMark(applicant)),
    subject: paper.subject,
    format: paper.format,
    delivery_way: paper.way,
    due_on: null,
    due_provisional: false,
    calendar_version: calendarVersion,
    by_name: `纸质台账（${viewer.name}导入）`,
    by_role: viewer.role,
    trace: traceValues({ at: house.now(), by: viewer, act: '登记申请', article: '条例第四十五条' }),
  }
}
