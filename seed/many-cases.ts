import { sql } from 'kysely'
import { TENURE_COLUMNS, writtenOf } from '../src/modules/cases/index.ts'
import type { Db } from '../src/platform/database.ts'
import type { House } from '../src/platform/house.ts'
import type { Life } from './cases/life.ts'
import { findWorld, type World } from './cases/world.ts'
import { reportersOf } from './cases/write.ts'
import { livesToRepeat } from './many-lives.ts'

const MOST_LIVES = 12_000
const REPORTERS = 5_000
const CHUNK = 50_000
/** From so many cases on it is faster to make the indexes anew. */
const MANY = 100_000

/**
 * Adds so many synthetic cases of the last three years, for measuring: a few thousand lives told by the rules are repeated by the
 * database with other places, reporters and moments. All of them are there at once or none; until then the tables are closed to others.
 */
export async function seedManyCases(house: House, agencyId: number, count: number, say: (line: string) => void, indexesAnew = count >= MANY): Promise<void> {
  const begun = performance.now()
  const world = await findWorld(house, agencyId)
  const lives = livesToRepeat(world, house.now(), Math.min(count, MOST_LIVES))
  say(`写出 ${lives.length} 种经过，用来生成 ${count} 件`)
  await house.db.transaction().execute(async (tx) => {
    await sql`set local work_mem = '256MB'; set local maintenance_work_mem = '512MB'; set local jit = off`.execute(tx)
    await sql`lock table cases.case, cases.event, cases.tenure, cases.number_series in access exclusive mode`.execute(tx)
    const restore = indexesAnew ? await withoutIndexes(tx) : []
    await sql`alter table cases.case disable trigger user`.execute(tx)
    await stage(tx, house, agencyId, world, lives)
    const { first, last } = await number(tx, agencyId, count, lives.length)
    for (let from = first; from <= last; from += CHUNK) {
      await add(tx, from, Math.min(from + CHUNK - 1, last))
      const done = Math.min(from + CHUNK, last + 1) - first
      if (done % (CHUNK * 2) === 0) say(`  ${done} 件，每秒 ${rate(done, begun)} 件`)
    }
    if (restore.length > 0) say('  重建索引……')
    for (const statement of restore) await sql.raw(statement).execute(tx)
    await sql`alter table cases.case enable trigger user`.execute(tx)
    await sql`select cases.recount_map()`.execute(tx)
  })
  await sql`analyze cases.case, cases.event, cases.tenure`.execute(house.db)
  say(`生成案件 ${count} 件，用时 ${((performance.now() - begun) / 1_000).toFixed(1)} 秒，每秒 ${rate(count, begun)} 件`)
}

const rate = (done: number, begun: number): number => Math.round((done * 1_000) / (performance.now() - begun))

/** Drops what would be kept up row by row; gives the statements that make it again. */
async function withoutIndexes(tx: Db): Promise<string[]> {
  const { rows } = await sql<{ drop: string; make: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint where contype = 'f' and conrelid in ('cases.event'::regclass, 'cases.tenure'::regclass)
    union all
    select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
    from pg_index i where i.indrelid in ('cases.case'::regclass, 'cases.event'::regclass, 'cases.tenure'::regclass) and not i.indisunique`.execute(tx)
  for (const { drop } of rows) await sql.raw(drop).execute(tx)
  return rows.map(({ make }) => make).reverse()
}

/** Puts the lives, cells and reporters where the database can join them; on commit they are gone. */
async function stage(tx: Db, house: House, agencyId: number, world: World, lives: readonly Life[]): Promise<void> {
  await sql`create temp table many_life on commit drop as select 0 as template, 0 as parent_template, c.* from cases.case c with no data`.execute(tx)
  await sql`create temp table many_event (template int, seq int, at timestamptz, by_name text, by_role text, fact jsonb) on commit drop`.execute(tx)
  await sql`create temp table many_tenure (template int, ${sql.raw(TENURE_COLUMNS.typed)}) on commit drop`.execute(tx)
  const templates = new Map(lives.map(({ key }, i) => [key, i + 1]))
  for (let from = 0; from < lives.length; from += 1_000) {
    const chunk = lives.slice(from, from + 1_000)
    const rows = chunk.map((life, i) => ({
      template: from + i + 1,
      parent_template: templates.get(life.copyOf ?? '') ?? null,
      ...rowOf(agencyId, world, life),
    }))
    await sql`insert into many_life select * from json_populate_recordset(null::many_life, ${JSON.stringify(rows)}::json)`.execute(tx)
    const tenures = chunk.flatMap((life, i) => writtenIn(agencyId, world, life).tenures.map((row) => ({ template: from + i + 1, ...row })))
    await sql`insert into many_tenure select * from json_to_recordset(${JSON.stringify(tenures)}::json) as t (template int, ${sql.raw(TENURE_COLUMNS.typed)})`.execute(
      tx,
    )
    const events = chunk.flatMap((life, i) =>
      life.events.map(({ at, byName, byRole, fact }, seq) => ({ template: from + i + 1, seq: seq + 1, at, by_name: byName, by_role: byRole, fact })),
    )
    await sql`insert into many_event select * from json_populate_recordset(null::many_event, ${JSON.stringify(events)}::json)`.execute(tx)
  }
  const reporterOf = reportersOf(house)
  const reporters = Array.from({ length: REPORTERS }, (_, n) => ({ n, ...reporterOf(n) }))
  await sql`create temp table many_reporter on commit drop as select * from json_to_recordset(${JSON.stringify(reporters)}::json)
    as r (n int, reporter_sealed text, reporter_fingerprint text, reporter_masked text)`.execute(tx)
  await sql`create temp table many_cell on commit drop as
    select street_code, code, (row_number() over (partition by street_code order by code) - 1)::int as n,
      (center(box(shape)))[0] as lon, (center(box(shape)))[1] as lat from organizations.grid where agency_id = ${agencyId}::int`.execute(tx)
  await sql`create temp table many_street on commit drop as select street_code, count(*)::int as cells from many_cell group by street_code`.execute(tx)
  await sql`create index on many_life (template); create index on many_event (template); create index on many_tenure (template)`.execute(tx)
  await sql`analyze many_life, many_event, many_tenure, many_reporter, many_cell, many_street`.execute(tx)
}

function writtenIn(agencyId: number, world: World, { reported, state }: Life) {
  const { spot, tile } = reported
  const given = { service: tile, lon: spot.lon, lat: spot.lat, street_code: spot.streetCode, grid_code: spot.gridCode }
  return writtenOf(state, given, agencyId, world.calendar)
}

function rowOf(agencyId: number, world: World, life: Life) {
  const { reported, events, state } = life
  return {
    agency_id: agencyId,
    version: events.length,
    code_fingerprint: '', // nobody tracks a synthetic case
    channel: reported.channel,
    reported_at: state.reportedAt,
    is_staff: false,
    tile: reported.tile,
    description: reported.description,
    place_source: reported.placeSource,
    access: reported.access,
    photos: 0,
    ...writtenIn(agencyId, world, life).columns,
  }
}

/** Decides of every case which life it repeats, when it was reported, where, by whom, and its number and id, in the order of reporting. */
async function number(tx: Db, agencyId: number, count: number, lives: number): Promise<{ first: number; last: number }> {
  await sql`create temp table many_drawn on commit drop as
    select g, t.template, t.parent_template, g / ${lives}::int as copy, (t.reported_at at time zone 'Asia/Shanghai')::date as day,
      t.reported_at - make_interval(secs => least(g::bigint * 7919 % 293, extract(epoch from t.reported_at at time zone 'Asia/Shanghai')::bigint % 86400)) as reported_at
    from generate_series(0, ${count}::int - 1) g
      join many_life t on t.template = g % ${lives}::int + 1`.execute(tx)
  await sql`analyze many_drawn`.execute(tx)
  await sql`create temp table many_day on commit drop as select day, count(*)::int as n, 0 as base from many_drawn group by day`.execute(tx)
  await sql`insert into cases.number_series as s (agency_id, day, last) select ${agencyId}::int, day, n from many_day
    on conflict (agency_id, day) do update set last = s.last + excluded.last`.execute(tx)
  await sql`update many_day d set base = s.last - d.n from cases.number_series s where s.agency_id = ${agencyId}::int and s.day = d.day`.execute(tx)
  const { rows } = await sql<{
    last: number
  }>`select setval(s, nextval(s) + ${count}::int - 1) as last from pg_get_serial_sequence('cases.case', 'id') s`.execute(tx)
  const last = rows[0]?.last ?? count
  await sql`create temp table many_numbered on commit drop as
    select d.*, ${last - count}::bigint + row_number() over (order by d.reported_at, d.g) as id,
      e.base + row_number() over (partition by d.day order by d.reported_at, d.g) as no from many_drawn d join many_day e using (day)`.execute(tx)
  await sql`analyze many_numbered`.execute(tx)
  const prefix = agencyId === 1 ? 'XC' : `XC${agencyId}.`
  await sql`create temp table many_case on commit drop as
    select n.id, n.g, n.template, n.copy, n.reported_at, ${prefix} || to_char(n.day, 'YYYYMMDD') || '-' || lpad(n.no::text, greatest(4, length(n.no::text)), '0') as number,
      ${prefix} || to_char(p.day, 'YYYYMMDD') || '-' || lpad(p.no::text, greatest(4, length(p.no::text)), '0') as parent
    from many_numbered n left join many_numbered p on p.template = n.parent_template and p.copy = n.copy order by n.id`.execute(tx)
  await sql`create index on many_case (id)`.execute(tx)
  await sql`analyze many_case`.execute(tx)
  return { first: last - count + 1, last }
}

// One of the life's street's cells, some metres from its middle; what ends ends up to a minute later than told.
const PLACED = `
  select s.*, t.street_code, t.stage, t.version, k.code as grid_code, '样例路' || 1 + (s.g * 31 + s.copy) % 400 || '号附近' as place,
    round((k.lon + (s.g % 101 - 50) * 0.00001)::numeric, 6)::float8 as lon, round((k.lat + (s.copy % 79 - 39) * 0.00001)::numeric, 6)::float8 as lat,
    case when t.stage in ('closed', 'declined', 'merged', 'withdrawn') then make_interval(secs => (s.g::bigint * 37 + s.copy) % 60) else interval '0' end as later
  from many_case s join many_life t using (template)
    join many_street m using (street_code)
    join many_cell k on k.street_code = t.street_code and k.n = ((s.g::bigint * 131 + s.copy * 17) % m.cells)::int
  where s.id between $1 and $2`

const SAME = `agency_id, version, code_fingerprint, channel, is_staff, tile, description, place_source, access, photos, shown, service, title, street_code, major, category,
  condition, standard_version, unit_id, unit, filed_at, given_at, due_at, due_provisional, desk_due_at, overdue_from, handled_at, on_time, exempt, result, returns, rounds,
  failed, postponements, suspended_until, supervision, reopened, satisfied, asks`

/** Adds the cases of these ids with their events, both in the order of their ids. */
async function add(tx: Db, first: number, last: number): Promise<void> {
  const placed = sql.raw(PLACED.replace('$1', String(first)).replace('$2', String(last)))
  await sql`
    with placed as (${placed})
    insert into cases.case (id, number, submission_key, reported_at, reporter_sealed, reporter_fingerprint, reporter_masked, address, lon, lat, grid_code, stage,
      place, parent, moved_at, closed_at, rated_at, ${sql.raw(SAME)}) overriding system value
    select p.id, p.number, ('00000000-0000-4000-8000-' || lpad(to_hex(p.id), 12, '0'))::uuid, p.reported_at, r.reporter_sealed, r.reporter_fingerprint,
      coalesce(r.reporter_masked, '匿名'), p.place, p.lon, p.lat, p.grid_code, p.stage, case when t.place is not null then p.place end, p.parent,
      case when p.version = 1 then p.reported_at else t.moved_at + p.later end, case when t.closed_at = t.moved_at then t.closed_at + p.later else t.closed_at end,
      case when t.rated_at = t.moved_at then t.rated_at + p.later else t.rated_at end, ${sql.raw(SAME.replace(/\b\w+\b/g, 't.$&'))}
    from placed p join many_life t using (template) left join many_reporter r on r.n = (p.g::bigint * 2953 + p.copy) % 6400 order by p.id`.execute(tx)
  await sql`
    with placed as materialized (${placed})
    insert into cases.event (case_id, seq, at, by_name, by_role, fact)
    select p.id, e.seq, case when e.seq = 1 then p.reported_at when e.seq = p.version then e.at + p.later else e.at end, e.by_name, e.by_role,
      case when e.fact ? 'spot' then e.fact || jsonb_build_object('spot', jsonb_build_object('streetCode', p.street_code, 'gridCode', p.grid_code, 'lon', p.lon, 'lat', p.lat))
          || case when e.fact ? 'place' then jsonb_build_object('place', p.place) else '{}' end
        when e.fact ? 'parent' then jsonb_set(e.fact, '{parent}', to_jsonb(p.parent)) else e.fact end
    from placed p join many_event e using (template) order by p.id, e.seq`.execute(tx)
  await sql`
    with placed as materialized (${placed})
    insert into cases.tenure (case_id, ${sql.raw(TENURE_COLUMNS.names)})
    select p.id, ${sql.raw(TENURE_COLUMNS.names.replace(/\b\w+\b/g, 't.$&'))} from placed p join many_tenure t using (template) order by p.id, t.n`.execute(tx)
}
