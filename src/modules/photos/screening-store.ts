import { sql } from 'kysely'
import { roleName, type Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import { insertTraces, traceValues } from '../audit/index.ts'
import './tables.ts'

/** Who of the staff does it, and when. */
export type PhotoAct = { readonly at: Date; readonly by: Viewer }
export type Screening = 'released' | 'withheld'

const TRACED = sql.raw(insertTraces('to_trace'))
const ACT = { released: '准予公开照片', withheld: '不公开照片' } as const satisfies Record<Screening, string>

/** Records the decision and its trace in one statement; false when there is no such photo, or it is released before it is ready. */
export async function saveScreening(db: Db, id: string, decision: Screening, because: string | null, { at, by }: PhotoAct): Promise<boolean> {
  const trace = traceValues({ at, by, act: ACT[decision], note: because === null ? id : `${id}：${because}` })
  const { rows } = await sql<{ id: string }>`
    with screened as (
      update photos.photo set screened = ${decision}, screened_because = ${because}, screened_at = ${at}::timestamptz,
        screened_by = ${`${by.name}（${roleName[by.role]}）`}
      where id = ${id}::uuid and (${decision} <> 'released' or state = 'ready') returning id, subject),
    to_trace as (select ${JSON.stringify(trace)}::json as trace, subject from screened),
    traced as (${TRACED})
    select id from screened`.execute(db)
  return rows.length > 0
}

export type Redaction = {
  readonly id: string
  readonly was: { readonly full: string; readonly thumb: string }
  readonly full: string
  readonly thumb: string
  readonly bytes: number
  readonly places: number
}

/** Puts painted prints in the place of the old, which are named for dropping, with a trace. The photo is locked. */
export async function saveRedaction(tx: Db, { id, was, full, thumb, bytes, places }: Redaction, { at, by }: PhotoAct): Promise<void> {
  const trace = traceValues({ at, by, act: '遮挡照片', note: `${id}：${places} 处` })
  const old = [was.full, was.thumb].filter((sha256) => sha256 !== full && sha256 !== thumb)
  await sql`
    with painted as (
      update photos.photo set full_sha256 = ${full}, thumb_sha256 = ${thumb}, bytes = ${bytes}::int, dropping = dropping || ${old}::text[]
      where id = ${id}::uuid returning subject),
    to_trace as (select ${JSON.stringify(trace)}::json as trace, subject from painted),
    traced as (${TRACED})
    select from painted`.execute(tx)
}
