import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { seedManyCases } from '../seed/many-cases.ts'
import { placesOf, ROWS, writeRequests } from '../bench/data.ts'
import { getHomeAgency } from '../src/modules/organizations/index.ts'
import type { Role } from '../src/kernel/viewer.ts'
import { listToRemind } from '../src/modules/cases/watched-store.ts'
import { takeDueDeliveries } from '../src/modules/disclosure/channels/delivery-store.ts'
import { listAddressees } from '../src/modules/disclosure/channels/subscriber-store.ts'
import { claimItems } from '../src/modules/letters/batch-store.ts'
import { findByKey, findLetter, listOfBatch } from '../src/modules/letters/letter-store.ts'
import { listTemplates } from '../src/modules/letters/template-store.ts'
import { listPetitionsDue, listRemediesDue } from '../src/modules/requests/deadlines/due-store.ts'
import { listFirstAnswers } from '../src/modules/requests/radar/earlier-store.ts'
import { takeDue } from '../src/modules/notifications/outbox-store.ts'
import type { Tables } from '../src/platform/database.ts'
import { seededApp } from './support/seeded.ts'

// Every statement runs on one plan whatever its values are (src/platform/database.ts), so each must be good without knowing them.
const LARGE = [
  'requests.request',
  'requests.event',
  'requests.answer',
  'requests.answer_event',
  'requests.petition',
  'requests.petition_event',
  'requests.withheld',
  'requests.withheld_event',
  'audit.event',
  'notifications.message',
  'notifications.attempt',
  'cases.case',
  'cases.event',
  'photos.photo',
  'search.document',
  'search.term',
  'rewards.excluded',
  'disclosure.procurement',
  'disclosure.record',
  'disclosure.record_event',
  'disclosure.item',
  'disclosure.delivery',
  'disclosure.subscriber',
  'disclosure.norm',
  'disclosure.norm_event',
  'disclosure.norm_relation',
  'disclosure.norm_comment',
  'disclosure.message',
  'disclosure.posted',
  'redaction.draft',
  'redaction.product',
  'requests.copy',
  'letters.letter',
  'letters.edition',
  'letters.signature',
  'letters.posting',
  'letters.posting_result',
  'letters.kept_back',
  'letters.to_send',
  'letters.batch',
  'letters.batch_item',
]
const ONE_DRAFT = '00000000-0000-4000-8000-000000000077'
const OFFICER = [
  '/staff/search',
  '/staff/search?done=1',
  '/staff',
  '/staff/requests',
  '/staff/requests?tab=today',
  '/staff/requests?tab=soon',
  '/staff/requests?tab=late',
]
OFFICER.push('/staff/disclosure/records', '/staff/disclosure/records?kind=procurement&after=9000', '/staff/disclosure/records/12')
OFFICER.push('/staff/channels', '/staff/channels?show=failed&after=77', '/staff/channels?platform=1&after=77', '/staff/channels/2019-00001')
OFFICER.push('/staff/requests?tab=done', '/staff/requests?department=网格管理科', '/staff/requests/BENCH-77', '/staff/remedies')
OFFICER.push('/staff/disclosure/messages', '/staff/disclosure/messages?tab=held', '/staff/disclosure/messages?tab=done&after=2026-02-05 09:00:00%2B08~5000')
OFFICER.push('/staff/disclosure/messages/LY2026-0001', '/staff/disclosure/board')
OFFICER.push('/staff/disclosure/tasks', '/staff/disclosure/tasks?kind=slip&after=2026-01-05~5', '/staff/disclosure/tasks?done=1&after=2026-01-05~5')
OFFICER.push('/staff/requests/BENCH-77/redactions', `/staff/requests/BENCH-77/redactions/${ONE_DRAFT}/proof`)
OFFICER.push('/staff/requests/BENCH-77/copies')
OFFICER.push('/staff/requests/offers', '/staff/requests/offers.csv', '/staff/requests/offers.xlsx', '/staff/remedies/list.csv')
OFFICER.push('/staff/remedies/1', '/staff/complaints', '/staff/complaints?tab=done&after=2026-06-05.5000', '/staff/complaints?after=2026-06-05.5000')
OFFICER.push('/staff/suggestions', '/staff/suggestions/JY-2026-0001', '/staff/requests/withheld', '/staff/requests/withheld?after=2027-02-05.5000')
OFFICER.push('/staff/requests/withheld?tab=published&after=.5000', '/staff/requests/withheld/XQ-2026-0003')
OFFICER.push('/staff/requests/answers', '/staff/requests/answers?stage=public&after=2026-01-05 10:00:00%2B08~5000', '/staff/requests/XQ-2026-0001/answer')
OFFICER.push('/staff/letters', '/staff/letters/D4', '/staff/letters/grounds', '/staff/letters/grounds/remedy.either', '/staff/letters/batches')
OFFICER.push('/staff/letters/to-send', '/staff/letters/batches/77', '/staff/requests/XQ-2026-0001/letters', '/staff/requests/XQ-2026-0001/letters?code=P2')
OFFICER.push('/staff/requests/XQ-2026-0001/versions')
const DUTY_OFFICER = ['/staff/messages', '/staff/messages?state=failed', '/staff/messages?event=cases/XC77', '/staff/messages?after=77', '/staff/messages/77']
const ANYONE = [
  '/cases',
  '/cases?after=2026-01-05 10:00:00%2B08~5000',
  '/cases?street=110102001',
  '/cases?unit=17',
  '/cases?category=事-01',
  '/cases?category=事-01-10',
]
ANYONE.push('/cases?status=open', '/cases?status=overdue', '/cases?status=suspended', '/cases?status=closed', '/cases?from=2026-03-01&to=2026-03-31')
ANYONE.push('/cases?q=井盖', '/cases?q=井盖&street=110102001', '/cases?q=XC20261118-0001', '/cases.csv?street=110102001', '/cases.atom', '/cases/live')
ANYONE.push('/cases/map', '/cases/map?at=116.36,39.9&level=1', '/cases/map?at=116.36,39.9&level=2', '/cases/map/cells.json?bbox=116.3,39.8,116.4,39.9')
ANYONE.push('/cases/figures?period=year', '/cases/figures?period=year&street=110102001&unit=17&category=事-01', '/cases/figures.csv?period=last-month')
ANYONE.push('/cases/figures?period=year&street=none&unit=none&category=none')
ANYONE.push(
  ...['filed', 'given', 'returned', 'threeFail', 'late', 'openOverdue', 'satisfied'].map(
    (count) => `/cases/figures/records?count=${count}&from=2026-01-01&to=2026-12-31&unit=17`,
  ),
)
ANYONE.push('/cases/figures/records?count=due&from=2026-01-01&to=2026-12-31&after=2026-01-05 10:00:00%2B08~5000')
ANYONE.push('/cases/three-fail', '/cases/three-fail?after=2026-01-05 10:00:00%2B08~5000')
ANYONE.push('/disclosure/budgets', '/disclosure/procurement', '/disclosure/procurement?year=2019&method=询价&central=1&after=2019-12-01~5000')
ANYONE.push('/disclosure/catalogue', '/disclosure/catalogue?column=news&after=2026-02-05~5000', '/disclosure/organisation', '/disclosure/guide')
ANYONE.push('/disclosure', '/disclosure/items', '/disclosure/items?column=news&year=2026&after=2026-02-05~5000', '/disclosure/2019-00001')
ANYONE.push('/disclosure/norms', '/disclosure/norms?year=2026&issuer=样例机关&after=2026-02-05~5000', '/disclosure/norms/2024-001')
ANYONE.push('/disclosure/messages', '/disclosure/messages?after=2026-02-05 09:00:00%2B08~5000', '/disclosure/messages/new?about=2019-00001')
ANYONE.push('/disclosure/consultations', '/disclosure/consultations?after=2026-02-05~5000', '/disclosure/consultations/2024-001')
ANYONE.push('/requests/answers', '/requests/answers?kind=granted', '/requests/answers?year=2026&kind=refused&after=2026-02-05~5000', '/requests/answers/2026-1')
ANYONE.push('/requests/answers.json?year=2026', '/requests/new?q=停车诱导系统合同')
const NORM_DESK = [
  '/staff/norms',
  '/staff/norms?tab=consulting',
  '/staff/norms?tab=expiring&after=2026-12-05~5000',
  '/staff/norms?tab=done',
  '/staff/norms?tab=issued&after=2026-01-05 10:00:00%2B08~5000',
  '/staff/norms/2024-001',
]
ANYONE.push(
  ...['城市管理', '样例 办法', '请问样例小区停车怎么收费', '第1条', '样例发〔2026〕77号', 'gongjijin', '公几金提取'].map(
    (q) => `/search?q=${encodeURIComponent(q)}`,
  ),
)
ANYONE.push('/search?q=样例&sort=newest&after=2026-01-05~500', '/search?q=样例&kind=item&column=业务动态&department=综合科&from=2026-01-01&to=2026-03-01')
ANYONE.push('/search/suggest?q=公', '/search/suggest?q=gong')
ANYONE.push('/api/v1/annual-reports?after=2018001')
ANYONE.push('/api/v1/items', '/api/v1/items?since=c77&column=news&limit=200', '/api/v1/items?since=2026-11-25', '/api/v1/items/2019-00001', '/developers')
ANYONE.push(
  '/open-data',
  '/open-data/catalog.jsonld',
  '/cases.parquet?street=110102001',
  '/disclosure/items.parquet?column=news',
  '/disclosure/norms.parquet?year=2026',
)
ANYONE.push('/', '/annual-reports/2019/figures/cases.handled', '/staff/sign-in')
const HALL: Readonly<Partial<Record<Role, readonly string[]>>> = {
  screener: [
    '/staff/cases',
    '/staff/cases?stage=reported&after=2026-01-05 10:00:00%2B08~5000',
    '/staff/cases?stage=handling',
    '/staff/dispatch/duplicates',
    '/staff/cases?stage=photos',
    '/staff/cases?stage=photos&after=2026-01-05 10:00:00%2B08~5000',
  ],
  dispatcher: [
    '/staff/dispatch',
    '/staff/dispatch?stage=filed',
    '/staff/dispatch?stage=reported&area=110102001&tile=rubbish&after=2026-01-05 10:00:00%2B08~5000',
  ],
  handler: ['/staff/cases'],
  'duty-officer': ['/staff/cases?stage=asks', '/staff/cases?stage=returned'],
  leader: [
    '/staff/rewards/signals',
    '/staff/supervision?period=year',
    '/staff/supervision?street=110102001&unit=17',
    ...['overdue', 'hours', 'later', 'suspended', 'returned', 'disputed', 'threeFail'].map((watched) => `/staff/supervision/cases?watched=${watched}`),
    '/staff/supervision/cases?watched=overdue&after=2026-01-05 10:00:00%2B08~5000',
    '/staff/supervision/cases?watched=suspended&after=2026-12-05~5000',
  ],
}
const OPEN311 = '/open311/v2/requests.json?'
ANYONE.push(OPEN311, `${OPEN311}page_size=50&after=1780000000000000-5000`, `${OPEN311}service_code=manhole`, `${OPEN311}service_code=manhole,road`)
ANYONE.push(`${OPEN311}status=open`, `${OPEN311}status=closed&service_code=road`, `${OPEN311}status=open&service_code=danger&extensions=true`)
ANYONE.push(`${OPEN311}start_date=2026-03-01T00:00:00Z&end_date=2026-04-01T00:00:00Z`, `${OPEN311}updated_after=2026-11-20T00:00:00Z&page_size=50`)
ANYONE.push(`${OPEN311}updated_after=2026-11-01T00:00:00Z&updated_before=2026-11-20T00:00:00Z&after=1780000000000000-5000&status=open`)
ANYONE.push(`${OPEN311}service_request_id=XC20261118-0001,XC20261118-0002`, '/open311')
const AUDITOR = ['/staff/audit', '/staff/audit?page=3']
const SECURITY = ['/staff/rewards/excluded', '/staff/rewards/excluded?after=5000']
const ADMINISTRATOR = ['/staff/api-keys']

const MOST_SORTED = 2_500
/** Counts all there is, on purpose: its answer is kept for five seconds (disclosure/public-store.ts). */
const COUNTS_ALL = /^select column_code as column, count\(\*\)::int as items/

/** Many published items with their deliveries, and many who subscribe. */
async function writeItems(db: Kysely<Tables>, agencyId: number): Promise<void> {
  await sql`
    insert into disclosure.item (agency_id, number, index_number, submission_key, stage, shown, title, column_code, issuer, document_number, subject, formed_on,
      due_provisional, first_published_on, published_on, validity, moved_at, changed, changed_at)
    select ${agencyId}::int, 'plan-' || n, 'plan/' || n, gen_random_uuid(), 'published', 'full', '样例 ' || n, (array['news', 'notices', 'plans'])[n % 3 + 1], '样例', '', '',
      date '2026-01-01' + n % 300, false, date '2026-01-01' + n % 300, date '2026-01-01' + n % 300, 'valid', now(), 10000 + n, timestamptz '2026-01-01' + n * interval '1 minute'
    from generate_series(1, ${ROWS}::int) n`.execute(db)
  await sql`insert into disclosure.revision (item_id, n, published_on, content, html, words)
    select i.id, 1, i.published_on, r.content, '', '' from disclosure.item i, (select content from disclosure.revision limit 1) r where i.number like 'plan-%'`.execute(
    db,
  )
  await sql`insert into disclosure.platform (agency_id, name, url, secret_sealed, columns, added_at, added_by) values (${agencyId}::int, '样例', 'https://example.org', '', '{}', now(), '样例')`.execute(
    db,
  )
  await sql`
    insert into disclosure.delivery (agency_id, item_id, version, change, channel, platform_id, created_at, state, next_at)
    select ${agencyId}::int, i.id, 1, 'published', 'hook', p.id, now(), case when i.id % 50 = 0 then 'failed' else 'delivered' end, now()
    from disclosure.item i, disclosure.platform p where i.number like 'plan-%'`.execute(db)
  await sql`
    insert into disclosure.subscriber (agency_id, fingerprint, address_sealed, address_masked, columns, confirmed_at, wanted, asked_at)
    select ${agencyId}::int, md5(n::text), '', 'z***@example.com', '{}', timestamptz '2026-01-01' + n * interval '1 second', '{}', now() from generate_series(1, ${ROWS}::int) n`.execute(
    db,
  )
}

/** Many letters, each signed, come back, sent again and made in a batch of its own; every hundredth batch still waits. */
async function writeLetters(db: Kysely<Tables>, agencyId: number): Promise<void> {
  await sql`
    with made as (
      insert into letters.letter (agency_id, submission_key, subject, code, number, year, nth, made_on)
      select ${agencyId}::int, gen_random_uuid(), 'requests/BENCH-' || n, 'D4', '样例〔2025〕' || n || '号', 2025, n, date '2025-01-01' from generate_series(1, ${ROWS}::int) n
      returning id),
    editions as (
      insert into letters.edition (letter_id, n, at, by_name, kind, template_id, values_sealed, docx_sha256, pdf_sha256, unshown)
      select id, 1, now(), '样例', 'merged', (select min(id) from letters.template), '', '', '', '' from made)
    insert into letters.signature (letter_id, n, at, by_name) select id, 1, now(), '样例' from made`.execute(db)
  await sql`insert into letters.posting (letter_id, n, way, sent_on, tracking, evidence, at, by_name)
    select id, n, 'post', date '2025-01-02', 'EX', '', now(), '样例' from letters.letter, generate_series(0, 1) n`.execute(db)
  await sql`insert into letters.posting_result (letter_id, n, arrived, known_on, words, at, by_name)
    select letter_id, n, false, date '2025-01-05', '样例', now(), '样例' from letters.posting`.execute(db)
  await sql`insert into letters.kept_back (letter_id, reason, at, by_name) select id, '样例', now(), '样例' from letters.letter where id % 2 = 0`.execute(db)
  await sql`insert into letters.to_send (letter_id, agency_id, came_back) select id, agency_id, true from letters.letter where id % 2 = 1`.execute(db)
  await sql`
    insert into letters.batch (agency_id, submission_key, code, made_on, started_at, started_by, total)
    select ${agencyId}::int, gen_random_uuid(), 'D4', date '2025-01-01', now(), '{"name":"样例"}', 1 from generate_series(1, ${ROWS}::int)`.execute(db)
  await sql`
    insert into letters.batch_item (batch_id, n, subject, values_sealed, state, letter_id)
    select b.id, 1, 'requests/BENCH', '', case when b.id % 100 = 0 then 'waiting' else 'made' end, case when b.id % 100 = 0 then null else l.id end
    from letters.batch b join letters.letter l on l.nth = b.id and l.subject like 'requests/BENCH-%'`.execute(db)
}

type Plan = { 'Node Type': string; 'Plan Rows': number; Schema?: string; 'Relation Name'?: string; Plans?: Plan[] }
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** Statements that read one of the large tables from end to end, as the server plans them before it knows their values. */
async function readsWhole(db: Kysely<Tables>, statements: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = []
  for (const statement of statements) {
    if (!/^\s*(select|with)/i.test(statement) || COUNTS_ALL.test(statement)) continue
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`explain (generic_plan, verbose, format json) ${sql.raw(statement)}`.execute(db)
    const nodes = rows[0] ? nodesOf(rows[0]['QUERY PLAN'][0].Plan) : []
    const whole = nodes.filter((node) => node['Node Type'] === 'Seq Scan' && LARGE.includes(`${node.Schema}.${node['Relation Name']}`))
    // An index may lead to all rows and their order be made afterwards: as bad.
    const sorted = nodes.filter((node) => node['Node Type'].endsWith('Sort') && node['Plan Rows'] > MOST_SORTED)
    if (whole.length > 0 || sorted.length > 0) found.push(statement)
  }
  return found
}

test(`no list reads a table of ${ROWS} rows from end to end`, async () => {
  const statements = new Set<string>()
  const { house, get, signedIn } = await seededApp((plain) => {
    const pool = new pg.Pool({ connectionString: plain.databaseUrl, max: 2 })
    pool.on('error', () => undefined)
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void statements.add(query.sql) })
    onTestFinished(() => db.destroy())
    return { ...plain, db }
  })
  await writeRequests(house.db)
  await sql`insert into audit.event (at, actor, act, subject) select now(), '系统', '样例', 'requests/' || n from generate_series(1, ${ROWS}::int) n`.execute(
    house.db,
  )
  await sql`
    insert into notifications.message (agency_id, event_key, recipient_fingerprint, channel, address_masked, subject, body, essential, created_at, state,
      next_at, sent_at, provider_id)
    select (select min(id) from organizations.agency), 'cases/XC' || n, md5(n::text), 'mail', 'z***@example.com', '样例', repeat('样例', 60), false, now(),
      'sent', now(), now(), '<' || n || '>' from generate_series(1, ${ROWS}::int) n`.execute(house.db)
  await sql`insert into notifications.attempt (message_id, number, at, outcome) select id, 1, now(), 'sent' from notifications.message`.execute(house.db)
  await sql`
    insert into rewards.excluded (agency_id, fingerprint, masked, unit, added_at, added_by)
    select (select min(id) from organizations.agency), md5(n::text), '138****0000', '样例环卫公司', now(), '样例' from generate_series(1, ${ROWS}::int) n`.execute(
    house.db,
  )
  await seedManyCases(house, (await getHomeAgency(house.db)).id, ROWS, () => {})
  const { id: agencyId } = await getHomeAgency(house.db)
  await sql`
    insert into search.document (agency_id, kind, key, path, title, summary, body, numbers, published_on, column_name, department, subject, validity, answer, words)
    select ${agencyId}::int, 'item', 'plan-' || n, '/plan/' || n, '（样例）城市管理办法第 ' || n || ' 号', '', '', '', date '2026-01-01' + n % 300, '业务动态', '综合科', '', '', '',
      ('城市管理:1 样例:2 ''t:城市管理'' ''t:样例'' ''k:item'' ''m:2026-01'' ''y:2026'' w' || n)::tsvector from generate_series(1, ${ROWS}::int) n`.execute(
    house.db,
  )
  await sql`
    insert into search.term (agency_id, term, sound, initials, forms)
    select ${agencyId}::int, '词' || n, 'ci' || n, 'c' || n, array['词' || n] from generate_series(1, ${ROWS}::int) n`.execute(house.db)
  await sql`insert into photos.photo (id, subject, role, position, uploaded_at, state, upload_sha256, full_sha256, thumb_sha256, width, height, bytes, phash,
      screened, screened_by, screened_at)
    select gen_random_uuid(), 'cases/' || number, 'report', 1, reported_at, 'ready', md5(number), md5(number), md5(number), 640, 480, 1, left(md5(number), 16),
      case when id % 20 = 0 then 'held' else 'released' end, case when id % 20 > 0 then '样例' end, case when id % 20 > 0 then reported_at end
    from cases.case`.execute(house.db)
  await sql`
    with made as (insert into disclosure.record (agency_id, kind, submission_key, name, rank, pending, shown, changed_on, moved_at)
      select ${agencyId}::int, 'procurement', gen_random_uuid(), '样例 ' || n, 9999, n % 1000 = 0, '{"project":"样例"}', date '2026-01-01', now() from generate_series(1, ${ROWS}::int) n
      returning id),
    told as (insert into disclosure.record_event (record_id, seq, at, by_name, by_role, fact) select id, 1, now(), '样例', 'reviewer', '{"step":"end","on":"2026-01-01","reason":"样例"}' from made)
    insert into disclosure.procurement (record_id, agency_id, awarded_on, method, central, amount_fen, content)
    select id, ${agencyId}::int, date '2010-01-01' + (id % 6000)::int, '询价', id % 2 = 0, 100, '{"project":"样例"}' from made`.execute(house.db)
  await writeItems(house.db, agencyId)
  await sql`
    insert into requests.answer (agency_id, request_id, submission_key, stage, shown, number, title, asked, answered, links, decision, decision_group, replied_on,
      released_on, moved_at)
    select ${agencyId}::int, id, gen_random_uuid(), 'public', 'full', 'plan-' || id, '样例', '样例', '样例', '[]', 'granted',
      (array['granted', 'refused', 'unable'])[id % 3 + 1], date '2026-01-01' + (id % 300)::int, date '2026-01-01' + (id % 300)::int, now() - id * interval '1 minute'
    from requests.request where number like 'BENCH-%'`.execute(house.db)
  await sql`insert into requests.answer_event (answer_id, seq, at, by_name, by_role, fact)
    select id, 1, now(), '样例', 'information-officer', '{}' from requests.answer where number like 'plan-%'`.execute(house.db)
  await sql`
    with made as (insert into requests.petition (agency_id, kind, number, submission_key, code_fingerprint, stage, submitted_at, received_on, sender_sealed, sender_masked,
        sender_fingerprint, subject, due_on, due_provisional, ended_on)
      select ${agencyId}::int, (array['complaint', 'suggestion'])[n % 2 + 1], 'plan-' || n, gen_random_uuid(), '', case when n % 50 < 2 then 'received' else 'withdrawn' end, now(),
        date '2022-01-01' + n % 1700, '', '', md5(n::text), '样例 ' || n, case when n % 50 < 2 then date '2026-06-01' + n % 300 end, false,
        case when n % 50 > 1 then date '2022-01-05' + n % 1700 end from generate_series(1, ${ROWS}::int) n returning id)
    insert into requests.petition_event (petition_id, seq, at, by_name, by_role, article, fact)
      select id, 1, now(), '样例', 'submitter', '', '{"step":"submit","on":"2026-01-01"}' from made`.execute(house.db)
  await sql`
    with made as (insert into requests.withheld (agency_id, request_id, stage, decision, withheld_on, review_on)
      select ${agencyId}::int, id, case when id % 10 = 0 then 'published' else 'withheld' end, 'refused.third_party', date '2026-01-01' + (id % 300)::int,
        case when id % 10 > 0 then date '2027-01-01' + (id % 300)::int end from requests.request where number like 'BENCH-%' returning id)
    insert into requests.withheld_event (withheld_id, seq, at, by_name, by_role, article, fact)
      select id, 1, now(), '样例', 'system', '', '{"step":"register","on":"2026-01-01","decision":"refused.third_party","reviewOn":"2027-01-01"}' from made`.execute(
    house.db,
  )
  await sql`
    insert into disclosure.norm (agency_id, number, submission_key, stage, origin, title, issuer, units, document_number, issued_on, effective_on, valid_until, ended_on,
      end_kind, consult_from, consult_until, answered_on, item_number, moved_at)
    select ${agencyId}::int, 'plan-' || n, gen_random_uuid(), 'issued', 'own', '（样例）', '样例机关', '{}', '样例〔2026〕' || n || '号', date '2020-01-01' + n % 2000,
      date '2020-01-01' + n % 2000, date '2025-01-01' + n % 2000, date '2025-01-02' + n % 2000, 'expired', date '2019-06-01' + n % 2000, date '2019-09-01' + n % 2000,
      date '2019-09-09' + n % 2000, 'plan-' || n, now() - n * interval '1 minute' from generate_series(1, ${ROWS}::int) n`.execute(house.db)
  await sql`insert into disclosure.norm_event (norm_id, seq, at, by_name, by_role, fact)
    select id, 1, now(), '样例', 'information-officer', '{}' from disclosure.norm where number like 'plan-%'`.execute(house.db)
  await sql`insert into disclosure.norm_relation (norm_id, kind, to_norm_id, words)
    select id, 'supports', id - 1, '' from disclosure.norm where number like 'plan-%' and id % 7 > 0 and number <> 'plan-1'`.execute(house.db)
  await sql`insert into disclosure.norm_comment (norm_id, n, submission_key, at, body) select id, 1, gen_random_uuid(), now(), '样例意见'
    from disclosure.norm where number like 'plan-%'`.execute(house.db)
  await sql`insert into disclosure.message (agency_id, number, submission_key, code_fingerprint, at, arrived_on, kind, about, about_title, body, replied_by, replied_at,
      wants_public, released_by, released_at)
    select ${agencyId}::int, 'plan-' || n, gen_random_uuid(), 'x', now() - n * interval '1 minute', date '2026-01-01', 'question', '', '', '样例',
      case when n % 50 > 0 then '甲' end, case when n % 50 > 0 then now() - n * interval '1 minute' end, n % 50 between 1 and 30,
      case when n % 50 between 2 and 30 then '乙' end, case when n % 50 between 2 and 30 then now() - n * interval '1 minute' end
    from generate_series(1, ${ROWS}::int) n`.execute(house.db)
  await sql`insert into disclosure.posted (kind, source, hour, times) select 'message', 's' || n, date_trunc('hour', now()), 1 from generate_series(1, ${ROWS}::int) n`.execute(
    house.db,
  )
  const sealed = house.cipher.seal('[]')
  await sql`insert into files.attachment (id, subject, name, media_type, size, sha256, added_at)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'plan/' || n, 'a.pdf', 'application/pdf', 1, 'x', now() from generate_series(1, ${ROWS}::int) n`.execute(
    house.db,
  )
  await sql`insert into redaction.draft (id, agency_id, request_number, file_id, name, kind, pages, notes, hits_sealed, marks_sealed, added_at, added_by, edited_at, edited_by)
    select id, ${agencyId}::int, 'BENCH-' || right(id::text, 4)::int, id, 'a.pdf', 'pdf', '[]', '[]', ${sealed}, ${sealed}, now(), '', now(), ''
    from files.attachment where subject like 'plan/%'`.execute(house.db)
  await sql`insert into redaction.product (id, draft_id, file_id, at, by_name, by_role, grounds, pages, proof)
    select id, id, id, now(), '', '', '[]', '[]', '{"pages":[],"carried":[],"cleaned":[],"extractors":[],"elsewhere":0,"original":{"bytes":1,"sha256":""},"output":{"bytes":1,"sha256":""}}'
    from files.attachment where subject like 'plan/%'`.execute(house.db)
  await sql`insert into requests.copy (id, agency_id, request_number, product_id, name, media_type, size, sha256, pages, places, released_at, released_by, released_role)
    select id, ${agencyId}::int, 'BENCH-' || right(id::text, 4)::int, id, 'a.pdf', 'application/pdf', 1, id, 1, '[]', now(), '', ''
    from files.attachment where subject like 'plan/%'`.execute(house.db)
  await listTemplates(house, agencyId)
  await writeLetters(house.db, agencyId)
  await sql`vacuum analyze`.execute(house.db)
  const [place] = await placesOf(house.db)
  const [officer, department, auditor] = [await signedIn('information-officer'), await signedIn('handling-department'), await signedIn('auditor')]
  const dutyOfficer = await signedIn('duty-officer')
  const administrator = await signedIn('system-administrator')
  const security = await signedIn('security-administrator')

  const { number } = await house.db.selectFrom('cases.case').select('number').where('shown', '=', 'full').orderBy('id').limit(1).executeTakeFirstOrThrow()

  statements.clear()
  for (const path of [...ANYONE, `/cases/${number}`, `/cases/${number}.json`, `/open311/v2/requests/${number}.json?extensions=true`])
    expect((await get(path)).status, path).toBe(200)
  for (const path of NORM_DESK) expect((await get(path, officer)).status, path).toBe(200)
  for (const path of [...OFFICER, `/staff/requests?after=${place}`]) expect((await get(path, officer)).status, path).toBe(200)
  for (const path of ['/staff', '/staff/requests', `/staff/requests?after=${place}`]) expect((await get(path, department)).status, path).toBe(200)
  for (const path of SECURITY) expect((await get(path, security)).status, path).toBe(200)
  for (const path of ADMINISTRATOR) expect((await get(path, administrator)).status, path).toBe(200)
  for (const path of AUDITOR) expect((await get(path, auditor)).status, path).toBe(200)

  for (const [role, paths] of Object.entries(HALL) as [Role, readonly string[]][]) {
    const cookie = await signedIn(role)
    for (const path of paths) expect((await get(path, cookie)).status, path).toBe(200)
  }
  for (const path of DUTY_OFFICER) expect((await get(path, dutyOfficer)).status, path).toBe(200)
  await takeDue(house.db, ['mail'], 5, house.now())
  await takeDueDeliveries(house.db, ['mail', 'hook'], 5, house.now())
  await listAddressees(house.db, agencyId, 'news', house.now(), 77, 500)
  await listToRemind(house.db, house.now(), 5)
  await listRemediesDue(house.db, agencyId)
  await listPetitionsDue(house.db, agencyId)
  await listFirstAnswers(house.db, agencyId, ['x'])
  await claimItems(house.db, 25)
  await listOfBatch(house.db, 77)
  await findLetter(house.db, agencyId, 77)
  await findByKey(house.db, '00000000-0000-4000-8000-000000000000')

  expect(statements.size).toBeGreaterThan(15)
  expect(await readsWhole(house.db, statements)).toEqual([])
}, 120_000)
