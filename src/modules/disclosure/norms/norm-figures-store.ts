import { ask, type Db } from '../../../platform/database.ts'
import { countsIn, type NormCounts, type NormFacts, type NormFigure, tableTwoOf } from './table-two.ts'
import './tables.ts'

export type NormRecord = NormFacts & { readonly number: string; readonly title: string; readonly documentNumber: string }

/** Every document of the agency's own with the days the yearly report counts it by; offices have hundreds, not more. */
const listFacts = (db: Db, agencyId: number): Promise<NormRecord[]> =>
  ask<NormRecord>(
    db,
    `select n.number, n.title, n.document_number as "documentNumber", n.issued_on as "issuedOn", i.first_published_on as "publishedOn",
      n.ended_on as "endedOn", n.end_kind as "endKind",
      case when i.shown = 'tombstone' then (select max(w.fact ->> 'on') from disclosure.event w
        where w.item_id = i.id and w.fact ->> 'step' in ('withdraw', 'withhold')) end as "withdrawnOn"
      from disclosure.norm n left join disclosure.item i on i.agency_id = n.agency_id and i.number = n.item_number
      where n.agency_id = $1 and n.issued_on is not null and n.origin <> 'incoming' order by n.issued_on, n.id`,
    [agencyId],
  )

/** The numbers of table two on normative documents in a year, for both editions of the report. */
export const normFigures = async (db: Db, agencyId: number, year: number): Promise<NormCounts> => tableTwoOf(await listFacts(db, agencyId), year)

/** The documents behind one of them. */
export const listNormsBehind = async (db: Db, agencyId: number, year: number, figure: NormFigure): Promise<readonly NormRecord[]> =>
  (await listFacts(db, agencyId)).filter((facts) => countsIn(figure, facts, year))
