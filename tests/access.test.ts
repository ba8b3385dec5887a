import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createApp } from '../src/app.tsx'
import { ROLES, type Role } from '../src/kernel/viewer.ts'
import { columnsOf } from './support/schema.ts'
import { type SeededApp, seededApp } from './support/seeded.ts'

const HANDLERS: readonly Role[] = ['information-officer', 'handling-department', 'reviewer', 'signer']
const OFFICE: readonly Role[] = ['information-officer', 'reviewer', 'signer']
const OFFICER: readonly Role[] = ['information-officer']
const HALL: readonly Role[] = ['duty-officer', 'leader']
const DESK: readonly Role[] = ['screener', 'dispatcher', 'handler', 'inspector', ...HALL]
const PHOTO_SCREENERS: readonly Role[] = ['screener', 'dispatcher', 'inspector', 'duty-officer']
const SCREENERS: readonly Role[] = ['screener', 'dispatcher', 'duty-officer']
const CASE = ':number{XC[0-9.]+-[0-9]+}'
const PHOTO = `${CASE}/photos/:id{[0-9a-f-]{36}}`
const ONE_PHOTO = '/staff/cases/XC20000101-0001/photos/00000000-0000-4000-8000-000000000000'
const STANDARD_READERS: readonly Role[] = [...HALL, 'system-administrator']
const AWARD = ':id{[0-9]{1,15}}'
const POSTING = ':posting{send|arrive|fail|keepBack}'
const REDO = ':remedy{[0-9]{1,15}}'
const ITEM = ':number{20[0-9][0-9]-[0-9]+}'
const LETTER = ':code{[PD][0-9]{1,2}}'
const GROUND = ':key{[a-z]{4,8}(?:\\.[A-Za-z0-9]{1,12})?}'
const RECORD = ':id{[0-9]{1,9}}'
const BATCH = ':id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const MESSAGE = ':number{LY20[0-9][0-9]-[0-9]{4,9}}'
const NORM = ':number{20[0-9][0-9]-[0-9]{3,6}}'
const ROUND = '/staff/norms/rounds/:round{20[0-9][0-9]}'
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const NOBODY = '00000000-0000-4000-8000-000000000000'
const REDACTION = `/staff/requests/:number/redactions/:id{${UUID}}`
const ONE_REDACTION = `/staff/requests/XQ-2026-0001/redactions/${NOBODY}`
const COPY = `/staff/requests/:number/copies/:id{${UUID}}`
const ONE_COPY = `/staff/requests/XQ-2026-0001/copies/${NOBODY}`
const COMPLAINT = ':number{TS-20[0-9]{2}-[0-9]{4,6}}'
const SUGGESTION = ':number{JY-20[0-9]{2}-[0-9]{4,6}}'
const YEAR = ':year{20[0-9]{2}}'

/** Before anybody is known: these look after themselves. */
const DOORS = ['/staff/sign-in', '/staff/code', '/staff/enrol', '/staff/sign-out', '/staff/requests/deadlines.ics']

/** Every other route of the console: who may take it, and an address it answers. A route that is not here fails the test. */
const RULES: Readonly<Record<string, readonly [roles: readonly Role[], path: string]>> = {
  'GET /staff/me': [ROLES, '/staff/me'],
  'POST /staff/me': [ROLES, '/staff/me'],
  'GET /staff/accounts': [['security-administrator'], '/staff/accounts'],
  'POST /staff/accounts': [['security-administrator'], '/staff/accounts'],
  'POST /staff/accounts/:id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}': [['security-administrator'], '/staff/accounts/00000000-0000-4000-8000-000000000000'],
  'GET /staff/audit': [['auditor'], '/staff/audit'],
  'GET /staff/audit/export.csv': [['auditor'], '/staff/audit/export.csv'],
  'GET /staff/calendar': [ROLES, '/staff/calendar'],
  'GET /staff/calendar/load': [['system-administrator'], '/staff/calendar/load'],
  'POST /staff/calendar/load': [['system-administrator'], '/staff/calendar/load'],
  'GET /staff/requests/:number/bundle': [OFFICE, '/staff/requests/XQ-2019-0001/bundle'],
  'GET /staff/requests/retention': [['signer'], '/staff/requests/retention'],
  'POST /staff/requests/:number/erase': [['signer'], '/staff/requests/XQ-2019-0001/erase'],
  'GET /staff/requests/fees': [OFFICE, '/staff/requests/fees'],
  'GET /staff/requests/fees/tariffs': [OFFICE, '/staff/requests/fees/tariffs'],
  'POST /staff/requests/fees/tariffs': [['signer'], '/staff/requests/fees/tariffs'],
  'POST /staff/requests/fees/tariffs/:id{[0-9]{1,9}}/withdraw': [['signer'], '/staff/requests/fees/tariffs/1/withdraw'],
  'GET /staff/requests/fees.csv': [OFFICE, '/staff/requests/fees.csv'],
  'GET /staff/requests/fees.xlsx': [OFFICE, '/staff/requests/fees.xlsx'],
  'GET /staff/requests/supervision': [HANDLERS, '/staff/requests/supervision'],
  'GET /staff/requests/supervision.csv': [HANDLERS, '/staff/requests/supervision.csv'],
  'GET /staff/requests/supervision.xlsx': [HANDLERS, '/staff/requests/supervision.xlsx'],
  'GET /staff/disclosure': [HANDLERS, '/staff/disclosure'],
  'GET /staff/disclosure/tasks': [HANDLERS, '/staff/disclosure/tasks'],
  'POST /staff/disclosure/tasks/keepers': [HANDLERS, '/staff/disclosure/tasks/keepers'],
  'POST /staff/disclosure/tasks/:id{[0-9]{1,15}}/done': [HANDLERS, '/staff/disclosure/tasks/1/done'],
  'GET /staff/disclosure/board': [HANDLERS, '/staff/disclosure/board'],
  'GET /staff/disclosure/budgets/new': [HANDLERS, '/staff/disclosure/budgets/new'],
  'POST /staff/disclosure/budgets/new': [HANDLERS, '/staff/disclosure/budgets/new'],
  [`GET /staff/disclosure/budgets/${ITEM}`]: [HANDLERS, '/staff/disclosure/budgets/2019-00001'],
  [`POST /staff/disclosure/budgets/${ITEM}`]: [HANDLERS, '/staff/disclosure/budgets/2019-00001'],
  [`POST /staff/disclosure/budgets/${ITEM}/reasons`]: [HANDLERS, '/staff/disclosure/budgets/2019-00001/reasons'],
  'GET /staff/disclosure/records': [HANDLERS, '/staff/disclosure/records'],
  'GET /staff/disclosure/records/new': [HANDLERS, '/staff/disclosure/records/new'],
  'POST /staff/disclosure/records/new': [HANDLERS, '/staff/disclosure/records/new'],
  [`GET /staff/disclosure/records/${RECORD}`]: [HANDLERS, '/staff/disclosure/records/999999'],
  [`GET /staff/disclosure/records/${RECORD}/edit`]: [HANDLERS, '/staff/disclosure/records/999999/edit'],
  [`POST /staff/disclosure/records/${RECORD}/edit`]: [HANDLERS, '/staff/disclosure/records/999999/edit'],
  [`POST /staff/disclosure/records/${RECORD}/:step{clear|sendBack|end}`]: [HANDLERS, '/staff/disclosure/records/999999/clear'],
  'GET /staff/site': [['system-administrator'], '/staff/site'],
  'POST /staff/site': [['system-administrator'], '/staff/site'],
  'GET /staff/disclosure/messages': [HANDLERS, '/staff/disclosure/messages'],
  [`GET /staff/disclosure/messages/${MESSAGE}`]: [HANDLERS, '/staff/disclosure/messages/LY2026-0001'],
  [`POST /staff/disclosure/messages/${MESSAGE}/answer`]: [HANDLERS, '/staff/disclosure/messages/LY2026-0001/answer'],
  [`POST /staff/disclosure/messages/${MESSAGE}/:settle{release|keep}`]: [HANDLERS, '/staff/disclosure/messages/LY2026-0001/release'],
  [`POST /staff/disclosure/messages/${MESSAGE}/contact`]: [HANDLERS, '/staff/disclosure/messages/LY2026-0001/contact'],
  'POST /staff/disclosure/clean': [HANDLERS, '/staff/disclosure/clean'],
  'GET /staff/disclosure/new': [HANDLERS, '/staff/disclosure/new'],
  'POST /staff/disclosure/new': [HANDLERS, '/staff/disclosure/new'],
  [`GET /staff/disclosure/${ITEM}`]: [HANDLERS, '/staff/disclosure/2019-00001'],
  [`GET /staff/disclosure/${ITEM}/edit`]: [HANDLERS, '/staff/disclosure/2019-00001/edit'],
  [`POST /staff/disclosure/${ITEM}/edit`]: [HANDLERS, '/staff/disclosure/2019-00001/edit'],
  [`POST /staff/disclosure/${ITEM}/:step{[a-zA-Z]+}`]: [HANDLERS, '/staff/disclosure/2019-00001/submit'],
  [`GET /staff/disclosure/${ITEM}/files/:id{[0-9a-f-]{36}}`]: [HANDLERS, '/staff/disclosure/2019-00001/files/00000000-0000-4000-8000-000000000000'],
  'GET /staff/channels': [OFFICE, '/staff/channels'],
  'POST /staff/channels': [OFFICER, '/staff/channels'],
  [`POST /staff/channels/${AWARD}`]: [OFFICER, '/staff/channels/1'],
  [`POST /staff/channels/${AWARD}/:act{pause|resume|secret}`]: [OFFICER, '/staff/channels/1/pause'],
  [`POST /staff/channels/deliveries/${AWARD}/again`]: [OFFICER, '/staff/channels/deliveries/1/again'],
  [`GET /staff/channels/${ITEM}`]: [OFFICE, '/staff/channels/2019-00001'],
  'GET /staff/channels/inward': [OFFICER, '/staff/channels/inward'],
  'POST /staff/channels/inward': [OFFICER, '/staff/channels/inward'],
  [`GET /staff/channels/inward/${BATCH}`]: [OFFICER, '/staff/channels/inward/00000000-0000-4000-8000-000000000000'],
  [`POST /staff/channels/inward/${BATCH}`]: [OFFICER, '/staff/channels/inward/00000000-0000-4000-8000-000000000000'],
  'GET /staff/norms': [HANDLERS, '/staff/norms'],
  'GET /staff/norms/new': [HANDLERS, '/staff/norms/new'],
  'POST /staff/norms/new': [HANDLERS, '/staff/norms/new'],
  'GET /staff/norms/series': [HANDLERS, '/staff/norms/series'],
  'POST /staff/norms/series': [HANDLERS, '/staff/norms/series'],
  'GET /staff/norms/rounds': [HANDLERS, '/staff/norms/rounds'],
  'POST /staff/norms/rounds': [HANDLERS, '/staff/norms/rounds'],
  [`GET ${ROUND}`]: [HANDLERS, '/staff/norms/rounds/2026'],
  [`POST ${ROUND}/${NORM}`]: [HANDLERS, '/staff/norms/rounds/2026/2024-001'],
  [`POST ${ROUND}/close`]: [HANDLERS, '/staff/norms/rounds/2026/close'],
  [`POST ${ROUND}/publish`]: [HANDLERS, '/staff/norms/rounds/2026/publish'],
  [`GET /staff/norms/${NORM}`]: [HANDLERS, '/staff/norms/2024-001'],
  [`GET /staff/norms/${NORM}/edit`]: [HANDLERS, '/staff/norms/2024-001/edit'],
  [`POST /staff/norms/${NORM}/edit`]: [HANDLERS, '/staff/norms/2024-001/edit'],
  [`POST /staff/norms/${NORM}/:step{[a-zA-Z]+}`]: [HANDLERS, '/staff/norms/2024-001/submit'],
  [`POST /staff/norms/${NORM}/comments/:n{[0-9]{1,9}}`]: [HANDLERS, '/staff/norms/2024-001/comments/1'],
  [`POST /staff/norms/${NORM}/comments/:n{[0-9]{1,9}}/contact`]: [HANDLERS, '/staff/norms/2024-001/comments/1/contact'],
  'GET /staff/cases': [DESK, '/staff/cases'],
  [`GET /staff/cases/${CASE}`]: [DESK, '/staff/cases/XC20000101-0001'],
  [`POST /staff/cases/${CASE}/:step{[a-zA-Z]+}`]: [DESK, '/staff/cases/XC20000101-0001/accept'],
  [`GET /staff/cases/${PHOTO}/:name{(thumb|full)-[0-9a-f]{64}\\.jpg}`]: [DESK, `${ONE_PHOTO}/thumb-${'0'.repeat(64)}.jpg`],
  [`POST /staff/cases/${CASE}/reporter`]: [PHOTO_SCREENERS, '/staff/cases/XC20000101-0001/reporter'],
  [`POST /staff/cases/${PHOTO}/screen`]: [PHOTO_SCREENERS, `${ONE_PHOTO}/screen`],
  [`POST /staff/cases/${PHOTO}/redact`]: [PHOTO_SCREENERS, `${ONE_PHOTO}/redact`],
  'GET /staff/dispatch/duplicates': [SCREENERS, '/staff/dispatch/duplicates'],
  'POST /staff/dispatch/duplicates': [SCREENERS, '/staff/dispatch/duplicates'],
  'GET /staff/dispatch': [SCREENERS, '/staff/dispatch'],
  'POST /staff/dispatch/batch': [SCREENERS, '/staff/dispatch/batch'],
  [`POST /staff/dispatch/${CASE}`]: [SCREENERS, '/staff/dispatch/XC20000101-0001'],
  [`POST /staff/dispatch/${CASE}/:step{merge|transfer}`]: [SCREENERS, '/staff/dispatch/XC20000101-0001/merge'],
  'GET /staff/supervision': [['dispatcher', ...HALL], '/staff/supervision'],
  'GET /staff/supervision/cases': [['dispatcher', ...HALL], '/staff/supervision/cases?watched=suspended'],
  [`POST /staff/supervision/${CASE}`]: [HALL, '/staff/supervision/XC20000101-0001'],
  'GET /staff/rewards': [HALL, '/staff/rewards'],
  [`GET /staff/rewards/${AWARD}`]: [HALL, '/staff/rewards/1'],
  'GET /staff/rewards/balance': [HALL, '/staff/rewards/balance'],
  'GET /staff/rewards/payouts': [HALL, '/staff/rewards/payouts'],
  [`GET /staff/rewards/payouts/${AWARD}`]: [HALL, '/staff/rewards/payouts/1'],
  'GET /staff/rewards/payouts/:file{[0-9]{1,15}\\.csv}': [HALL, '/staff/rewards/payouts/1.csv'],
  'GET /staff/rewards/signals': [HALL, '/staff/rewards/signals'],
  'POST /staff/rewards/signals': [HALL, '/staff/rewards/signals'],
  'GET /staff/rewards/excluded': [['security-administrator'], '/staff/rewards/excluded'],
  'POST /staff/rewards/excluded': [['security-administrator'], '/staff/rewards/excluded'],
  'POST /staff/rewards/excluded/:id{[0-9]{1,15}}/remove': [['security-administrator'], '/staff/rewards/excluded/1/remove'],
  'GET /staff/rewards/rules': [HALL, '/staff/rewards/rules'],
  'POST /staff/rewards/approve': [['leader'], '/staff/rewards/approve'],
  [`POST /staff/rewards/${AWARD}/approve`]: [['leader'], '/staff/rewards/1/approve'],
  [`POST /staff/rewards/${AWARD}/claw-back`]: [['leader'], '/staff/rewards/1/claw-back'],
  'POST /staff/rewards/rules': [['leader'], '/staff/rewards/rules'],
  'POST /staff/rewards/payouts': [['duty-officer'], '/staff/rewards/payouts'],
  [`POST /staff/rewards/payouts/${AWARD}/finance`]: [['duty-officer'], '/staff/rewards/payouts/1/finance'],
  [`POST /staff/rewards/payouts/${AWARD}/paid`]: [['duty-officer'], '/staff/rewards/payouts/1/paid'],
  'GET /staff/messages': [['duty-officer', 'system-administrator'], '/staff/messages'],
  'GET /staff/messages/:id{[0-9]{1,15}}': [['duty-officer'], '/staff/messages/1'],
  'POST /staff/messages/:id{[0-9]{1,15}}/again': [['duty-officer'], '/staff/messages/1/again'],
  'POST /staff/messages/:id{[0-9]{1,15}}/cancel': [['duty-officer'], '/staff/messages/1/cancel'],
  'GET /staff/api-keys': [['system-administrator'], '/staff/api-keys'],
  'POST /staff/api-keys': [['system-administrator'], '/staff/api-keys'],
  'POST /staff/api-keys/:id{[0-9]{1,15}}/revoke': [['system-administrator'], '/staff/api-keys/1/revoke'],
  'GET /staff/search': [OFFICER, '/staff/search'],
  'POST /staff/search/:id{[0-9]{1,15}}/done': [OFFICER, '/staff/search/1/done'],
  'GET /staff/standards': [STANDARD_READERS, '/staff/standards'],
  'GET /staff/standards/:version{[1-9][0-9]{0,8}}': [STANDARD_READERS, '/staff/standards/1'],
  'GET /staff/standards/load': [['system-administrator'], '/staff/standards/load'],
  'POST /staff/standards/load': [['system-administrator'], '/staff/standards/load'],
  'GET /staff/remedies': [OFFICE, '/staff/remedies'],
  'POST /staff/remedies': [OFFICER, '/staff/remedies'],
  'GET /staff/remedies/list.csv': [OFFICE, '/staff/remedies/list.csv'],
  'GET /staff/remedies/list.xlsx': [OFFICE, '/staff/remedies/list.xlsx'],
  [`GET /staff/remedies/${AWARD}`]: [OFFICE, '/staff/remedies/1'],
  [`GET /staff/remedies/${AWARD}/files/:file{[0-9a-f-]{36}}`]: [OFFICE, '/staff/remedies/1/files/00000000-0000-4000-8000-000000000000'],
  [`POST /staff/remedies/${AWARD}/:step{[a-zA-Z]+}`]: [OFFICE, '/staff/remedies/1/answer'],
  [`GET /staff/remedies/${REDO}/letters`]: [OFFICE, '/staff/remedies/1/letters'],
  [`POST /staff/remedies/${REDO}/letters`]: [OFFICER, '/staff/remedies/1/letters'],
  [`GET /staff/remedies/${REDO}/letters/${AWARD}/:ending{docx|pdf}`]: [OFFICE, '/staff/remedies/1/letters/1/pdf'],
  [`POST /staff/remedies/${REDO}/letters/${AWARD}/edited`]: [OFFICER, '/staff/remedies/1/letters/1/edited'],
  [`POST /staff/remedies/${REDO}/letters/${AWARD}/sign`]: [['signer'], '/staff/remedies/1/letters/1/sign'],
  [`POST /staff/remedies/${REDO}/letters/${AWARD}/${POSTING}`]: [OFFICER, '/staff/remedies/1/letters/1/send'],
  [`GET /staff/remedies/${REDO}/versions`]: [OFFICE, '/staff/remedies/1/versions'],
  'GET /staff/annual-reports': [OFFICE, '/staff/annual-reports'],
  'GET /staff/annual-reports/:year{20[0-9]{2}(\\.(json|xlsx|docx|pdf))?}': [OFFICE, '/staff/annual-reports/2025.json'],
  [`GET /staff/annual-reports/${YEAR}/figures/:figure`]: [OFFICE, '/staff/annual-reports/2025/figures/requests.received.total'],
  [`GET /staff/annual-reports/${YEAR}/entries`]: [OFFICER, '/staff/annual-reports/2025/entries'],
  [`POST /staff/annual-reports/${YEAR}/entries`]: [OFFICER, '/staff/annual-reports/2025/entries'],
  [`GET /staff/annual-reports/${YEAR}/sections/:section`]: [OFFICER, '/staff/annual-reports/2025/sections/other'],
  [`POST /staff/annual-reports/${YEAR}/sections/:section`]: [OFFICER, '/staff/annual-reports/2025/sections/other'],
  [`POST /staff/annual-reports/${YEAR}/publish`]: [['information-officer', 'signer'], '/staff/annual-reports/2025/publish'],
  'GET /staff/letters': [OFFICE, '/staff/letters'],
  [`GET /staff/letters/${LETTER}`]: [OFFICE, '/staff/letters/D4'],
  [`GET /staff/letters/${LETTER}/versions/:version{[0-9]{1,6}}/docx`]: [OFFICE, '/staff/letters/D4/versions/1/docx'],
  [`GET /staff/letters/${LETTER}/versions/:version{[0-9]{1,6}}/changes`]: [OFFICE, '/staff/letters/D4/versions/2/changes'],
  [`GET /staff/letters/${LETTER}/preview`]: [OFFICE, '/staff/letters/D4/preview?version=1'],
  [`POST /staff/letters/${LETTER}/versions`]: [OFFICE, '/staff/letters/D4/versions'],
  'GET /staff/letters/grounds': [OFFICE, '/staff/letters/grounds'],
  [`GET /staff/letters/grounds/${GROUND}`]: [OFFICE, '/staff/letters/grounds/remedy.either'],
  [`POST /staff/letters/grounds/${GROUND}`]: [['reviewer', 'signer'], '/staff/letters/grounds/remedy.either'],
  'GET /staff/letters/batches': [OFFICE, '/staff/letters/batches'],
  'POST /staff/letters/batches': [OFFICE, '/staff/letters/batches'],
  [`GET /staff/letters/batches/${RECORD}`]: [OFFICE, '/staff/letters/batches/1'],
  [`GET /staff/letters/batches/${RECORD}/zip`]: [OFFICE, '/staff/letters/batches/1/zip'],
  'GET /staff/requests/:number/letters': [OFFICE, '/staff/requests/XQ-2026-0001/letters'],
  'GET /staff/requests/:number/copies': [OFFICE, '/staff/requests/XQ-2026-0001/copies'],
  'POST /staff/requests/:number/copies': [OFFICER, '/staff/requests/XQ-2026-0001/copies'],
  'POST /staff/requests/:number/copies/plain': [OFFICER, '/staff/requests/XQ-2026-0001/copies/plain'],
  [`GET ${COPY}`]: [OFFICE, ONE_COPY],
  [`POST ${COPY}/withdraw`]: [OFFICER, `${ONE_COPY}/withdraw`],
  'GET /staff/requests/:number/versions': [HANDLERS, '/staff/requests/XQ-2026-0001/versions'],
  'POST /staff/requests/:number/letters': [OFFICER, '/staff/requests/XQ-2026-0001/letters'],
  [`GET /staff/requests/:number/letters/${AWARD}/:ending{docx|pdf}`]: [OFFICE, '/staff/requests/XQ-2026-0001/letters/1/pdf'],
  [`POST /staff/requests/:number/letters/${AWARD}/edited`]: [OFFICER, '/staff/requests/XQ-2026-0001/letters/1/edited'],
  [`POST /staff/requests/:number/letters/${AWARD}/sign`]: [['signer'], '/staff/requests/XQ-2026-0001/letters/1/sign'],
  [`POST /staff/requests/:number/letters/${AWARD}/${POSTING}`]: [OFFICER, '/staff/requests/XQ-2026-0001/letters/1/send'],
  'GET /staff/letters/to-send': [OFFICE, '/staff/letters/to-send'],
  'GET /staff': [HANDLERS, '/staff'],
  'GET /staff/requests.xlsx': [HANDLERS, '/staff/requests.xlsx'],
  'GET /staff/requests/deadlines': [HANDLERS, '/staff/requests/deadlines'],
  'POST /staff/requests/deadlines': [HANDLERS, '/staff/requests/deadlines'],
  'POST /staff/requests/deadlines/revoke': [HANDLERS, '/staff/requests/deadlines/revoke'],
  'GET /staff/requests/import': [OFFICER, '/staff/requests/import'],
  'POST /staff/requests/import': [OFFICER, '/staff/requests/import'],
  'GET /staff/requests/import/template.xlsx': [OFFICER, '/staff/requests/import/template.xlsx'],
  [`GET /staff/requests/import/${BATCH}`]: [OFFICER, '/staff/requests/import/00000000-0000-4000-8000-000000000000'],
  [`POST /staff/requests/import/${BATCH}`]: [OFFICER, '/staff/requests/import/00000000-0000-4000-8000-000000000000'],
  'GET /staff/requests/offers': [OFFICE, '/staff/requests/offers'],
  'GET /staff/requests/offers.csv': [OFFICE, '/staff/requests/offers.csv'],
  'GET /staff/requests/offers.xlsx': [OFFICE, '/staff/requests/offers.xlsx'],
  'GET /staff/requests/answers.csv': [OFFICE, '/staff/requests/answers.csv'],
  'GET /staff/requests/answers.xlsx': [OFFICE, '/staff/requests/answers.xlsx'],
  'GET /staff/requests': [HANDLERS, '/staff/requests'],
  'GET /staff/requests.csv': [HANDLERS, '/staff/requests.csv'],
  'GET /staff/requests/new': [OFFICER, '/staff/requests/new'],
  'POST /staff/requests/new': [OFFICER, '/staff/requests/new'],
  'GET /staff/requests/answers': [OFFICE, '/staff/requests/answers'],
  'GET /staff/requests/withheld': [OFFICE, '/staff/requests/withheld'],
  'GET /staff/requests/withheld/list.csv': [OFFICE, '/staff/requests/withheld/list.csv'],
  'GET /staff/requests/withheld/list.xlsx': [OFFICE, '/staff/requests/withheld/list.xlsx'],
  'GET /staff/requests/withheld/:number': [OFFICE, '/staff/requests/withheld/XQ-2026-0003'],
  'POST /staff/requests/withheld/:number/:step{[a-zA-Z]+}': [OFFICE, '/staff/requests/withheld/XQ-2026-0003/keep'],
  'GET /staff/complaints': [OFFICE, '/staff/complaints'],
  'GET /staff/complaints/list.csv': [OFFICE, '/staff/complaints/list.csv'],
  'GET /staff/complaints/list.xlsx': [OFFICE, '/staff/complaints/list.xlsx'],
  [`GET /staff/complaints/${COMPLAINT}`]: [OFFICE, '/staff/complaints/TS-2026-0001'],
  [`POST /staff/complaints/${COMPLAINT}/unmask`]: [OFFICE, '/staff/complaints/TS-2026-0001/unmask'],
  [`POST /staff/complaints/${COMPLAINT}/:step{[a-zA-Z]+}`]: [OFFICE, '/staff/complaints/TS-2026-0001/answer'],
  'GET /staff/suggestions': [OFFICE, '/staff/suggestions'],
  'GET /staff/suggestions/list.csv': [OFFICE, '/staff/suggestions/list.csv'],
  'GET /staff/suggestions/list.xlsx': [OFFICE, '/staff/suggestions/list.xlsx'],
  [`GET /staff/suggestions/${SUGGESTION}`]: [OFFICE, '/staff/suggestions/JY-2026-0001'],
  [`POST /staff/suggestions/${SUGGESTION}/unmask`]: [OFFICE, '/staff/suggestions/JY-2026-0001/unmask'],
  [`POST /staff/suggestions/${SUGGESTION}/:step{[a-zA-Z]+}`]: [OFFICE, '/staff/suggestions/JY-2026-0001/decline'],
  'GET /staff/requests/:number/answer': [OFFICE, '/staff/requests/XQ-2026-0001/answer'],
  'POST /staff/requests/:number/answer': [OFFICE, '/staff/requests/XQ-2026-0001/answer'],
  'POST /staff/requests/:number/answer/:step{[a-zA-Z]+}': [OFFICE, '/staff/requests/XQ-2026-0001/answer/release'],
  'GET /staff/requests/:number/redactions': [OFFICER, '/staff/requests/XQ-2026-0001/redactions'],
  'POST /staff/requests/:number/redactions': [OFFICER, '/staff/requests/XQ-2026-0001/redactions'],
  [`GET ${REDACTION}`]: [OFFICER, ONE_REDACTION],
  [`GET ${REDACTION}/pages/:page{[0-9]{1,4}}`]: [OFFICER, `${ONE_REDACTION}/pages/1`],
  [`POST ${REDACTION}/boxes`]: [OFFICER, `${ONE_REDACTION}/boxes`],
  [`POST ${REDACTION}/words`]: [OFFICER, `${ONE_REDACTION}/words`],
  [`POST ${REDACTION}/hits`]: [OFFICER, `${ONE_REDACTION}/hits`],
  [`POST ${REDACTION}/remove`]: [OFFICER, `${ONE_REDACTION}/remove`],
  [`POST ${REDACTION}/produce`]: [OFFICER, `${ONE_REDACTION}/produce`],
  [`GET ${REDACTION}/proof`]: [OFFICER, `${ONE_REDACTION}/proof`],
  [`GET ${REDACTION}/products/:product{${UUID}}/proof.json`]: [OFFICER, `${ONE_REDACTION}/products/${NOBODY}/proof.json`],
  [`GET ${REDACTION}/products/:product{${UUID}}/pages/:page{[0-9]{1,4}}`]: [OFFICER, `${ONE_REDACTION}/products/${NOBODY}/pages/1`],
  [`GET ${REDACTION}/products/:product{${UUID}}/file`]: [OFFICER, `${ONE_REDACTION}/products/${NOBODY}/file`],
  'GET /staff/requests/:number': [HANDLERS, '/staff/requests/XQ-2026-0001'],
  'GET /staff/requests/:number/files/:id': [HANDLERS, '/staff/requests/XQ-2026-0001/files/00000000-0000-4000-8000-000000000000'],
  'POST /staff/requests/:number/unmask': [HANDLERS, '/staff/requests/XQ-2026-0001/unmask'],
  'POST /staff/requests/:number/:step': [HANDLERS, '/staff/requests/XQ-2026-0001/assign'],
}

const routesOf = ({ house }: SeededApp): string[] => {
  const routes = createApp(house).routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/staff') && !DOORS.includes(path))
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))]
}

test('every route of the console is in the table, and the table holds nothing else', async () => {
  expect(routesOf(await seededApp()).toSorted()).toEqual(Object.keys(RULES).toSorted())
})

async function rowsIn({ house }: SeededApp): Promise<Record<string, number>> {
  const tables = [...new Set((await columnsOf(house.db)).map((column) => column.table))]
  const counts = await Promise.all(
    tables.map(async (table) => (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(house.db)).rows[0]?.n ?? 0),
  )
  return Object.fromEntries(tables.map((table, i) => [table, counts[i] ?? 0]))
}

test('every route × every role: strangers sign in first, other roles are refused and change nothing, the right ones pass', async () => {
  const app = await seededApp()
  const cookies = new Map<Role, string>()
  for (const role of ROLES) cookies.set(role, await app.signedIn(role))
  const ask = (route: string, path: string, cookie: string) => (route.startsWith('GET') ? app.get(path, cookie) : app.post(path, {}, cookie))
  const before = await rowsIn(app)
  for (const [route, [roles, path]] of Object.entries(RULES)) {
    const stranger = await ask(route, path, '')
    expect([stranger.status, stranger.headers.get('location')?.split('?')[0]], `stranger ${route}`).toEqual([303, '/staff/sign-in'])
    for (const role of ROLES.filter((one) => !roles.includes(one)))
      expect((await ask(route, path, cookies.get(role) ?? '')).status, `${role} ${route}`).toBe(403)
  }
  expect(await rowsIn(app)).toEqual(before)
  for (const [route, [roles, path]] of Object.entries(RULES)) {
    for (const role of roles) {
      const answer = await ask(route, path, cookies.get(role) ?? '')
      const sentAway = answer.headers.get('location')?.startsWith('/staff/sign-in') === true
      expect([sentAway, [403, 500].includes(answer.status)], `${role} ${route} ${answer.status}`).toEqual([false, false])
    }
  }
})
