import { Hono } from 'hono'
import { BY_REQUEST, caseToken } from '../../kernel/from-case.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { type FieldErrors, page, privatePage, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { publicFrame } from '../organizations/index.ts'
import { listPhotos } from '../photos/index.ts'
import { findStanding } from '../rewards/index.ts'
import { subjectOf } from './case-photos.ts'
import { findForReporter } from './find-for-reporter.ts'
import { TrackReportFormPage, TrackReportPage } from './pages/report-track.tsx'
import { viewOfCase } from './present.ts'
import { numberOfLink } from './rating-link.ts'
import { hasShown, rememberReport } from './reporter-cookies.ts'
import { type Case, findCase } from './store.ts'
import type { Order } from './steps.ts'
import { takeStepOn } from './take-step.ts'

/** `/report/track`: from number and query code, or the link of a message, to the report, its case, and what its reporter may still do. */
export function reportTrackRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', async (c) => page(c, <TrackReportFormPage {...(await publicFrame(house, c))} values={{ number: c.req.query('number') ?? '' }} errors={{}} />))

  app.post('/', async (c) => {
    const values = await textFields(c)
    const frame = await publicFrame(house, c)
    const missing = { ...(values['number'] ? {} : { number: '填写上报编号' }), ...(values['code'] ? {} : { code: '填写查询码' }) }
    if (Object.keys(missing).length > 0) return page(c, <TrackReportFormPage {...frame} values={values} errors={missing} />, 422)
    const one = await findForReporter(house, values['number'] ?? '', values['code'] ?? '')
    if (isRefusal(one)) return page(c, <TrackReportFormPage {...frame} values={values} errors={{ code: one.because }} />, one.refused === 'limit' ? 429 : 422)
    rememberReport(house, c, one.number)
    return see(c, `/report/track/${one.number}`)
  })

  app.get('/by/:token', async (c) => {
    const number = numberOfLink(house, c.req.param('token'))
    if (number === undefined) {
      const errors = { '': '这个链接已经过期。凭编号和查询码仍然可以查看' }
      return page(c, <TrackReportFormPage {...(await publicFrame(house, c))} values={{}} errors={errors} />, 404)
    }
    rememberReport(house, c, number)
    return see(c, `/report/track/${number}`)
  })

  app.get('/:number', async (c) => {
    const one = await ownReport(house, c)
    return one ? await show(house, c, one, {}, {}) : see(c, `/report/track?number=${encodeURIComponent(c.req.param('number'))}`)
  })

  const act = (name: 'rate' | 'withdraw', orderOf: (values: Values) => Order | FieldErrors) =>
    app.post(`/:number/${name}`, async (c) => {
      const one = await ownReport(house, c)
      if (!one) return see(c, '/report/track')
      const values = await textFields(c)
      const order = orderOf(values)
      if (!isOrder(order)) return await show(house, c, one, values, order, 422)
      const taken = await takeStepOn(house, { number: one.number, version: undefined, order, by: 'reporter' })
      return isRefusal(taken) ? await show(house, c, one, values, { [name]: taken.because }, statusOf[taken.refused]) : see(c, `/report/track/${one.number}`)
    })
  act('rate', ({ satisfied, reason = '' }) => {
    if (satisfied === 'yes') return { step: 'rateSatisfied', reason: reason.slice(0, 300) }
    if (satisfied !== 'no') return { rate: '选一个：满意，或者不满意' }
    return reason.length < 2 ? { rate: '不满意的，写一句哪里不满意，我们据此回访' } : { step: 'rateDissatisfied', reason: reason.slice(0, 300) }
  })
  act('withdraw', ({ sure, reason = '' }) => (sure === 'yes' ? { step: 'withdraw', reason: reason.slice(0, 300) } : { withdraw: '勾选“确定撤回”后再提交' }))
  return app
}

const isOrder = (given: Order | FieldErrors): given is Order => 'step' in given

/** The report of this address when the visitor has shown its code; the same answer for all others. */
async function ownReport(house: House, c: Web): Promise<Case | undefined> {
  const number = c.req.param('number') ?? ''
  return hasShown(house, c, number) ? await findCase(house.db, number) : undefined
}

async function show(house: House, c: Web, one: Case, values: Values, errors: FieldErrors, status: 200 | 403 | 404 | 409 | 422 = 200): Promise<Response> {
  const frame = await publicFrame(house, c)
  const parent = one.state.parent === null ? undefined : await findCase(house.db, one.state.parent)
  const view = await viewOfCase(house, parent ?? one)
  const person = one.row.reporter_fingerprint
  const reward = person === null ? undefined : await findStanding(house.db, one.number, person)
  const photos = one.row.photos > 0 ? (await listPhotos(house.db, subjectOf(one.number))).filter(({ role }) => role === 'report') : []
  const sent = { all: photos.length, shown: photos.filter(({ screened }) => screened === 'released').length }
  const { state, row } = parent ?? one
  const desk = { stage: state.stage, deskDueAt: row.desk_due_at === null ? null : new Date(row.desk_due_at), closedAt: state.closing?.at ?? null }
  const told = { one, view, ...desk, reward, sent, now: house.now(), values, errors, apply: applyHref(house, one) }
  return privatePage(c, <TrackReportPage {...frame} {...told} />, status)
}

const MOST_CARRIED = 300
/** Where he goes on with what he wrote; null where his report went no such way. */
function applyHref({ cipher }: House, { number, state, row }: Case): string | null {
  if (state.stage !== 'transferred' || !state.ended?.startsWith(BY_REQUEST)) return null
  return `/requests/new?${new URLSearchParams({ q: (row.description ?? '').slice(0, MOST_CARRIED), case: caseToken(cipher, number) })}`
}
