import { isOwnPath } from './kernel/own-path.ts'
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import { ROLES, roleName } from './kernel/viewer.ts'
import { auditRoutes, leaveTrace } from './modules/audit/index.ts'
import { annualReportPublicRoutes, annualReportStaffRoutes, checkRoutes } from './modules/annual-report/index.ts'
import { calendarRoutes } from './modules/calendar/index.ts'
import {
  CASE_ROLES,
  SCREENING_ROLES,
  caseDeskRoutes,
  caseExportRoutes,
  casePublicRoutes,
  dispatchRoutes,
  duplicateRoutes,
  listRecentReports,
  personOf,
  previewCaseMoves,
  rederiveCases,
  reportersOf,
  reportRoutes,
} from './modules/cases/index.ts'
import {
  channelRoutes,
  disclosureRoutes,
  disclosureStaffRoutes,
  normPublicRoutes,
  normStaffRoutes,
  previewDue,
  rederiveDue,
  sitemapRoutes,
} from './modules/disclosure/index.ts'
import { askToSignIn, consoleFrame, identify, identityRoutes, may, NotAllowed, NotSignedIn, viewerOf } from './modules/identity/index.ts'
import { figurePublicRoutes, supervisionRoutes } from './modules/indicators/index.ts'
import { messageRoutes, wishRoutes } from './modules/notifications/index.ts'
import { apiKeyRoutes, developersPageRoutes, integrationRoutes, OPEN311, open311PageRoutes, open311Routes, openDataRoutes } from './modules/open-data/index.ts'
import { publicFrame, siteRoutes } from './modules/organizations/index.ts'
import { homeRoutes, kioskRoutes } from './modules/portal/index.ts'
import { redactionRoutes } from './modules/redaction/index.ts'
import { batchRoutes, letterRoutes } from './modules/letters/index.ts'
import {
  findVisibleRequest,
  previewMoves,
  rederiveDeadlines,
  remedyRoutes,
  requestApi,
  requestLetterRoutes,
  requestLetterValues,
  requestPublicRoutes,
  requestStaffRoutes,
} from './modules/requests/index.ts'
import { rewardRoutes } from './modules/rewards/index.ts'
import { searchDeskRoutes, searchRoutes } from './modules/search/index.ts'
import { standardRoutes, standardStaffRoutes } from './modules/standards/index.ts'
import type { House } from './platform/house.ts'
import { cacheFirst } from './platform/cached.ts'
import { headerOf, page, prepared, see, type Web, type WebEnv, writeCookie } from './platform/web.ts'
import { assets } from './ui/assets.ts'
import { LOOK_SECONDS, writeLook } from './ui/look.ts'
import { MessagePage } from './ui/message-page.tsx'

const MOST_FORM_BYTES = 60 * 1024 * 1024

const messageIn =
  (house: House) =>
  async (c: Web, status: 403 | 404 | 413 | 500, title: string, text: string): Promise<Response> =>
    page(c, <MessagePage {...(await publicFrame(house, c))} title={title} text={text} />, status)

/** Forms up to a size. Most say how long they are; only one that does not is read through a counter, which costs more than the form. */
function withinSize(house: House) {
  const tooMuch = (c: Web) => messageIn(house)(c, 413, '内容太大', '附件合计超过了 60 MB。可以减少附件、压缩后再提交，或者邮寄。')
  const counted = bodyLimit({ maxSize: MOST_FORM_BYTES, onError: tooMuch })
  return createMiddleware<WebEnv>(async (c, next) => {
    const length = headerOf(c, 'content-length')
    if (length === undefined) return await counted(c, next)
    if (Number(length) > MOST_FORM_BYTES) return await tooMuch(c)
    await next()
    return undefined
  })
}

/** Which module answers which address. */
export function createApp(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  for (const { path, body, zipped, media } of assets)
    app.get(path, (c) => {
      const headers = { 'content-type': media, 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' }
      return c.req.header('accept-encoding')?.includes('gzip') ? c.body(zipped, 200, { ...headers, 'content-encoding': 'gzip' }) : c.body(body, 200, headers)
    })
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/favicon.ico', (c) => c.body(null, 204, { 'cache-control': 'public, max-age=86400' })) // browsers ask for it unasked
  app.use(prepared(() => house.cache.begin()))
  // Before the guard against forms of other sites: its clients are programs, and a key says who they are.
  app.route(OPEN311, open311Routes(house))
  app.route('/api/v1', requestApi(house))
  app.route('/api/v1', integrationRoutes(house))
  app.on('POST', '*', csrf())
  app.on('POST', '*', withinSize(house))
  app.use('/staff', identify(house))
  app.use('/staff/*', identify(house))

  app.route('/', homeRoutes(house))
  app.get('/look', (c) => {
    const look = c.get('look')
    const { elder, contrast, back = '/' } = c.req.query()
    const wished = { ...look, elder: elder === undefined ? look.elder : elder === '1', contrast: contrast === undefined ? look.contrast : contrast === '1' }
    writeCookie(c, 'look', writeLook(wished), LOOK_SECONDS)
    return see(c, isOwnPath(back) ? back : '/')
  })
  app.route('/kiosk', kioskRoutes(house))
  app.route('/requests', requestPublicRoutes(house))
  app.route('/disclosure', disclosureRoutes(house))
  app.route('/disclosure', normPublicRoutes(house))
  app.route('/', sitemapRoutes(house))
  app.route('/annual-reports', annualReportPublicRoutes(house))
  app.route('/check', checkRoutes(house))
  app.route('/report', reportRoutes(house))
  app.route('/cases', figurePublicRoutes(house)) // before the cases, whose numbers stand at the same place
  app.route('/cases', casePublicRoutes(house))
  app.route('/', caseExportRoutes(house))
  app.route('/open311', open311PageRoutes(house))
  app.route('/developers', developersPageRoutes(house))
  app.route('/open-data', openDataRoutes(house))
  app.route('/messages', wishRoutes(house))
  app.route('/standards', standardRoutes(house))
  app.route('/search', searchRoutes(house))
  app.route('/staff', identityRoutes(house))
  desks(house, app)
  app.route('/staff/remedies', remedyRoutes(house))
  app.route('/staff/annual-reports', annualReportStaffRoutes(house))
  app.route('/staff', requestLetterRoutes(house))
  app.route('/staff', requestStaffRoutes(house))

  answerTheRest(house, app)
  app.fetch = cacheFirst(house, app.fetch)
  return app
}

/** Every clock that follows the calendar: requests, cases and what is to be published. */
const previewAll: typeof previewMoves = async (db, calendar, now) => [
  ...(await previewMoves(db, calendar, now)),
  ...(await previewCaseMoves(db, calendar)),
  ...(await previewDue(db, calendar)),
]
const followAll: typeof rederiveDeadlines = async (tx, calendar, now) => [
  ...(await rederiveDeadlines(tx, calendar, now)),
  ...(await rederiveCases(tx, calendar, now)),
  ...(await rederiveDue(tx, calendar)),
]

/** Parts of the console that are told here who may do what in them. */
function desks(house: House, app: Hono<WebEnv>): void {
  const staffFrame = (c: Web) => consoleFrame(house, c)
  app.route('/staff/audit', auditRoutes(house, { readers: may('auditor'), frame: staffFrame }))
  app.route(
    '/staff/calendar',
    calendarRoutes(house, {
      readers: may(...ROLES),
      administrators: may('system-administrator'),
      frame: staffFrame,
      followers: { preview: previewAll, follow: followAll, trace: leaveTrace },
    }),
  )
  const publishers = { readers: may('information-officer', 'handling-department', 'reviewer', 'signer'), frame: staffFrame }
  app.route('/staff/disclosure', disclosureStaffRoutes(house, publishers))
  app.route('/staff/norms', normStaffRoutes(house, publishers))
  app.route(
    '/staff/channels',
    channelRoutes(house, {
      readers: may('information-officer', 'reviewer', 'signer'),
      keepers: may('information-officer'),
      frame: staffFrame,
      mayKeep: ({ viewer }) => viewer.role === 'information-officer',
    }),
  )
  app.route('/staff/requests', redactionRoutes(house, partingDesk(house)))
  const letters = letterDesk(house)
  app.route('/staff/letters', letterRoutes(house, letters))
  app.route('/staff/letters/batches', batchRoutes(house, letters))
  app.route('/staff/cases', caseDeskRoutes(house, { readers: may(...CASE_ROLES), screeners: may(...SCREENING_ROLES), frame: staffFrame }))
  app.route('/staff/dispatch', dispatchRoutes(house, { dispatchers: may('screener', 'dispatcher', 'duty-officer'), frame: staffFrame }))
  app.route('/staff/dispatch/duplicates', duplicateRoutes(house, { screeners: may('screener', 'dispatcher', 'duty-officer'), frame: staffFrame }))
  app.route(
    '/staff/supervision',
    supervisionRoutes(house, {
      readers: may('dispatcher', 'duty-officer', 'leader'),
      supervisors: may('duty-officer', 'leader'),
      frame: staffFrame,
      maySupervise: ({ role }) => role === 'duty-officer' || role === 'leader',
    }),
  )
  app.route('/staff/rewards', rewardRoutes(house, rewardDesk(house)))
  app.route(
    '/staff/messages',
    // Whoever keeps the machines sees that mail goes out, not what it says.
    messageRoutes(house, {
      watchers: may('duty-officer', 'system-administrator'),
      keepers: may('duty-officer'),
      frame: staffFrame,
      mayRead: ({ role }) => role === 'duty-officer',
    }),
  )
  app.route('/staff/search', searchDeskRoutes(house, { keepers: may('information-officer'), frame: staffFrame }))
  app.route('/staff/site', siteRoutes(house, { keepers: may('system-administrator'), frame: staffFrame, trace: leaveTrace }))
  app.route('/staff/api-keys', apiKeyRoutes(house, { keepers: may('system-administrator'), frame: staffFrame }))
  app.route(
    '/staff/standards',
    standardStaffRoutes(house, {
      readers: may('duty-officer', 'leader', 'system-administrator'),
      administrators: may('system-administrator'),
      frame: staffFrame,
      mayLoad: ({ viewer }) => viewer.role === 'system-administrator',
    }),
  )
}

const partingDesk = (house: House): Parameters<typeof redactionRoutes>[1] => ({
  officers: may('information-officer'),
  frame: (c) => consoleFrame(house, c),
  viewerOf,
  requestOf: (number, viewer) => findVisibleRequest(house.db, number, viewer),
})

// The office keeps its templates; what is said of reasons and remedies is for those who answer for it.
const letterDesk = (house: House): Parameters<typeof letterRoutes>[1] => ({
  readers: may('information-officer', 'reviewer', 'signer'),
  keepers: may('information-officer', 'reviewer', 'signer'),
  editors: may('reviewer', 'signer'),
  frame: (c) => consoleFrame(house, c),
  mayKeep: () => true,
  mayEdit: ({ role }) => role === 'reviewer' || role === 'signer',
  valuesOf: requestLetterValues(house),
})

// Who approves does not pay: the leader decides, the duty officer hands finance the list and records what it paid. Who is staff is said by
// neither: whoever keeps the accounts knows.
const rewardDesk = (house: House): Parameters<typeof rewardRoutes>[1] => ({
  readers: may('duty-officer', 'leader'),
  approvers: may('leader'),
  payers: may('duty-officer'),
  staffKeepers: may('security-administrator'),
  frame: (c) => consoleFrame(house, c),
  reportsSince: (agencyId, since) => listRecentReports(house.db, agencyId, since),
  reportersOf: (agencyId, numbers) => reportersOf(house, agencyId, numbers),
  personOf: (contact) => personOf(house, contact),
  powersOf: ({ role }) => ({ approve: role === 'leader', pay: role === 'duty-officer' }),
})

/** What no route answered, and what went wrong. */
function answerTheRest(house: House, app: Hono<WebEnv>): void {
  const message = messageIn(house)
  app.notFound((c) => message(c, 404, '没有这一页', '地址可能写错了，或者内容已经移走。可以从首页开始找。'))
  app.onError(async (error, c) => {
    if (error instanceof NotSignedIn) return await askToSignIn(house, c)
    if (error instanceof NotAllowed)
      return await message(c, 403, '这一页不由您的岗位办理', `可以办理的岗位：${error.roles.map((role) => roleName[role]).join('、')}。`)
    if ('getResponse' in error && typeof error.getResponse === 'function')
      return await message(c, 403, '不能接受这次提交', '这次提交不是从本平台的页面发出的。请打开页面重新填写。')
    const incident = randomUUID().slice(0, 8)
    house.log.error('unexpected', error, { incident, path: c.req.path })
    return await message(c, 500, '出了问题', `您提交的内容如果已经得到编号，就不会丢失。请稍后再试，或者把事件编号 ${incident} 告诉我们。`)
  })
}
