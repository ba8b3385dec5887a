import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { RequestEvent } from '../events.ts'
import { type RequestState, replay } from '../request.ts'
import { visibleTo } from '../visibility.ts'
import '../petitions/tables.ts'
import '../remedies/tables.ts'
import type { Due, InnerDue, PetitionDue, RemedyDue } from './due-days.ts'
import '../tables.ts'

const MOST_DAYS = 1_000 // office setting: of each kind; a calendar that holds more helps nobody

/** Open requests with a day, also one gone by, the first due first; of a department those it leads. */
export const listDue = (db: Db, viewer: Viewer): Promise<Due[]> => {
  const all = db
    .selectFrom('requests.request')
    .select(['number', 'version', 'calendar_version as calendarVersion', 'department'])
    .select((eb) => [eb.ref('due_on').$castTo<PlainDate>().as('on'), 'due_provisional as provisional'])
    .where((eb) => visibleTo(eb, viewer))
    .where('concluded_on', 'is', null)
    .where('due_on', 'is not', null)
    .orderBy('due_on')
    .orderBy('id')
    .limit(MOST_DAYS)
  return viewer.role === 'handling-department' ? all.where('department', '=', viewer.department).execute() : all.execute()
}

/** What departments still owe; of a department only its own. */
export const listInnerDue = (db: Db, viewer: Viewer): Promise<InnerDue[]> =>
  ask<InnerDue>(
    db,
    `select r.number, r.version, r.calendar_version as "calendarVersion", c.department, c.n, c.leads, c.due_on::text as "on"
      from requests.circulated c join requests.request r on r.id = c.request_id
      where c.agency_id = $1 and c.answered_on is null and c.due_on is not null and r.concluded_on is null
        ${viewer.role === 'handling-department' ? 'and c.department = $2' : ''}
      order by c.due_on, c.request_id limit ${MOST_DAYS}`,
    viewer.role === 'handling-department' ? [viewer.agencyId, viewer.department] : [viewer.agencyId],
  )

type Standing = { readonly number: string; readonly version: number; readonly calendarVersion: string; readonly state: RequestState }
/** Open requests whose clock stands, replayed: what is waited for is in their lives. */
export async function listStanding(db: Db, viewer: Viewer): Promise<Standing[]> {
  const rows = await db
    .selectFrom('requests.request')
    .select(['id', 'number', 'version', 'calendar_version as calendarVersion'])
    .where((eb) => visibleTo(eb, viewer))
    .where('concluded_on', 'is', null)
    .where('due_on', 'is', null)
    .orderBy('id')
    .limit(MOST_DAYS)
    .execute()
  if (rows.length === 0) return []
  const lives = await ask<{ id: number; facts: readonly RequestEvent[] }>(
    db,
    'select request_id as id, json_agg(fact order by seq) as facts from requests.event where request_id = any($1::bigint[]) group by request_id',
    [rows.map(({ id }) => id)],
  )
  const facts = new Map(lives.map((life) => [Number(life.id), life.facts]))
  return rows.map((row) => ({ ...row, state: replay(facts.get(row.id) ?? []) }))
}

/** Answers the agency owes an authority or a court, and answers ordered anew. */
export const listRemediesDue = (db: Db, agencyId: number): Promise<RemedyDue[]> =>
  ask<RemedyDue>(
    db,
    `select id, route, stage, request_number as "requestNumber", version, due_on::text as "on", due_provisional as provisional
      from requests.remedy where agency_id = $1 and due_on is not null order by due_on, id limit ${MOST_DAYS}`,
    [agencyId],
  )

/** Complaints and suggestions still to be settled. */
export const listPetitionsDue = (db: Db, agencyId: number): Promise<PetitionDue[]> =>
  ask<PetitionDue>(
    db,
    `select number, kind, stage = 'received' as received, version, due_on::text as "on", due_provisional as provisional
      from requests.petition where agency_id = $1 and kind in ('complaint', 'suggestion') and due_on is not null order by due_on, id limit ${MOST_DAYS}`,
    [agencyId],
  )
