import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { type Hashed, listHashed } from '../photos/index.ts'
import type { RecentReports } from '../rewards/index.ts'
import { subjectOf } from './case-photos.ts'
import type { PlaceSource } from './kinds.ts'
import './tables.ts'

type Row = {
  readonly report: string
  readonly person: string | null
  readonly at: Date
  readonly lon: number | null
  readonly lat: number | null
  readonly source: PlaceSource
  readonly accepted: boolean | null
  readonly photos: number
}
const MOST_REPORTS = 20_000
const pointOf = ({ lon, lat }: { readonly lon: number | null; readonly lat: number | null }) => (lon !== null && lat !== null ? { lon, lat } : null)

/**
 * What residents reported since a moment, for signals of gaming; staff and patrols do not count. Who reported is told by
 * fingerprint only, and devices are not known: the house keeps none.
 */
export async function listRecentReports(db: Db, agencyId: number, since: Date): Promise<RecentReports> {
  const { rows } = await sql<Row>`
    select number as report, reporter_fingerprint as person, reported_at as at, lon, lat, place_source as source, photos,
      case when stage in ('declined', 'voided') then false when filed_at is not null or stage = 'merged' then true end as accepted
    from cases.case where agency_id = ${agencyId}::int and reported_at >= ${since}::timestamptz and channel <> 'patrol' and not is_staff
    order by reported_at desc, id desc limit ${MOST_REPORTS + 1}::int`.execute(db)
  const shown = rows.slice(0, MOST_REPORTS)
  const hashed = await listHashed(
    db,
    shown.filter(({ photos }) => photos > 0).map(({ report }) => subjectOf(report)),
  )
  const photos = new Map<string, { hash: string; place: ReturnType<typeof pointOf> }[]>()
  for (const photo of hashed)
    if (isReporters(photo)) photos.set(photo.subject, [...(photos.get(photo.subject) ?? []), { hash: photo.phash, place: pointOf(photo) }])
  const facts = shown.map(({ report, person, at, source, accepted, ...row }) => {
    const place = pointOf(row)
    return { report, person, device: null, at, place, stood: source === 'gps' ? place : null, photos: photos.get(subjectOf(report)) ?? [], accepted }
  })
  return { facts, more: rows.length > MOST_REPORTS }
}
const isReporters = ({ role }: Hashed): boolean => role === 'report' || role === 'near' || role === 'far'
