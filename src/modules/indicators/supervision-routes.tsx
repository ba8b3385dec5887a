import { Hono, type MiddlewareHandler } from 'hono'
import { beijingDay } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { type Case, countWatched, listWatched, placeIn, takeStepOn } from '../cases/index.ts'
import { loadFigures, loadNamed } from './load-figures.ts'
import { SupervisionPage } from './pages/supervision.tsx'
import { WatchedPage } from './pages/watched.tsx'
import type { RefusedSupervision } from './pages/watched-list.tsx'
import { daysOf } from './period.ts'
import { amongIn, questionIn } from './question.ts'
import { levelIn, tallyWatched, watchedIn } from './watch.ts'

/** Who may do what, handed in by `app.tsx`. */
export type SupervisionDesk = {
  readonly readers: MiddlewareHandler<WebEnv>
  readonly supervisors: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
  /** Whether a page shows the forms; the guard above decides. */
  readonly maySupervise: (viewer: Viewer) => boolean
}

const NUMBER = ':number{XC[0-9.]+-[0-9]+}'
const LATE_SHOWN = 10
const SUSPENDED_SHOWN = 5
const ROWS_A_PAGE = 50
type Query = Readonly<Record<string, string | undefined>>
type Outcome = { readonly refused: RefusedSupervision | null; readonly done: string | null; readonly status: 200 | (typeof statusOf)[keyof typeof statusOf] }

/** `/staff/supervision`: what is late now and the figures of a time, and the 督办 from the list. */
export function supervisionRoutes(house: House, desk: SupervisionDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/', desk.readers, (c) => showDashboard(house, desk, c, c.req.query(), told(c)))
  app.get('/cases', desk.readers, (c) => showWatched(house, desk, c, c.req.query(), told(c)))

  app.post(`/${NUMBER}`, desk.supervisors, async (c) => {
    const { viewer } = await desk.frame(c)
    const number = c.req.param('number')
    const values = await textFields(c)
    const back = backIn(values['back'])
    const taken = await supervise(house, number, values, viewer)
    if (!isRefusal(taken)) return see(c, `${back.path}?${new URLSearchParams({ ...back.query, done: number })}`)
    const outcome = { refused: { number, because: taken.because, values }, done: null, status: statusOf[taken.refused] }
    return await (back.path === '/staff/supervision' ? showDashboard : showWatched)(house, desk, c, back.query, outcome)
  })
  return app
}

async function supervise(house: House, number: string, values: Values, by: Viewer): Promise<Case | Refusal> {
  const level = levelIn(values['level'])
  const version = /^\d{1,9}$/.test(values['version'] ?? '') ? Number(values['version']) : 0
  if (!level) return refuse('invalid', '选择督办的方式：提醒、督办单或者领导督办')
  return await takeStepOn(house, { number, version, order: { step: 'supervise', level, note: (values['note'] ?? '').trim().slice(0, 500) }, by })
}

/** The page a form came from: one of the two here, whatever was sent. */
function backIn(text = ''): { readonly path: string; readonly query: Record<string, string> } {
  const [path = '', query = ''] = text.split('?')
  const { done: _, ...kept } = Object.fromEntries(new URLSearchParams(query))
  return { path: path === '/staff/supervision/cases' ? path : '/staff/supervision', query: kept }
}

function told(c: Web): Outcome {
  const done = c.req.query('done') ?? ''
  return { refused: null, done: /^XC[0-9.]+-[0-9]+$/.test(done) ? done : null, status: 200 }
}

async function showDashboard(house: House, desk: SupervisionDesk, c: Web, query: Query, { status, ...outcome }: Outcome): Promise<Response> {
  const frame = { ...(await desk.frame(c)), path: '/staff/supervision' }
  const { agencyId } = frame.viewer
  const now = house.now()
  const today = beijingDay(now)
  // A leader asks about this week first; a resident about the month.
  const question = questionIn({ ...query, period: query['period'] ?? 'week' }, today)
  const among = { street: question.among.street, unit: question.among.unit }
  const named = await loadNamed(house, agencyId)
  const [figures, counts, late, suspended] = await Promise.all([
    loadFigures(house, agencyId, question, named),
    countWatched(house.db, agencyId, among, now),
    listWatched(house.db, agencyId, 'overdue', among, now, { after: null, rows: LATE_SHOWN }),
    listWatched(house.db, agencyId, 'suspended', among, now, { after: null, rows: SUSPENDED_SHOWN }),
  ])
  const maySupervise = desk.maySupervise(frame.viewer)
  const shown = { question, figures, named, watch: tallyWatched(counts), late: late.rows, suspended: suspended.rows, now, maySupervise }
  return page(c, <SupervisionPage {...frame} {...shown} {...outcome} daysOf={(key) => daysOf(key, today)} />, status)
}

async function showWatched(house: House, desk: SupervisionDesk, c: Web, query: Query, { status, ...outcome }: Outcome): Promise<Response> {
  const frame = { ...(await desk.frame(c)), path: '/staff/supervision' }
  const { agencyId } = frame.viewer
  const [watched, among, after, now] = [watchedIn(query['watched']), amongIn(query), placeIn(query['after']), house.now()]
  const [named, counts, list] = await Promise.all([
    loadNamed(house, agencyId),
    countWatched(house.db, agencyId, among, now),
    listWatched(house.db, agencyId, watched, among, now, { after, rows: ROWS_A_PAGE }),
  ])
  const shown = { watched, among, after, now, named, list, whole: tallyWatched(counts).whole, maySupervise: desk.maySupervise(frame.viewer) }
  return page(c, <WatchedPage {...frame} {...shown} {...outcome} />, status)
}
