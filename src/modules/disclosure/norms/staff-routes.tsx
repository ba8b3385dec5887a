import { Hono } from 'hono'
import { beijingDay, isPlainDate } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { page, see, statusOf, textFields, type Web, type WebEnv } from '../../../platform/web.ts'
import { MessagePage } from '../../../ui/message-page.tsx'
import { listDepartments, publicFrame } from '../../organizations/index.ts'
import type { DisclosureDesk } from '../staff-routes.tsx'
import { listComments } from './comment-store.ts'
import { unmaskComment, weigh } from './comment.ts'
import { findFamily } from './family-store.ts'
import { normOrderOf } from './forms.ts'
import { isNormStep, type NormStep } from './lifecycle.ts'
import { countNormDesk, listNormDesk, NORM_TABS, type NormPlace } from './list-store.ts'
import { NormDeskPage } from './pages/desk.tsx'
import { StaffNormPage, type StaffNormProps } from './pages/staff-norm.tsx'
import { roundRoutes } from './round-routes.tsx'
import { type NormOrder, shortestConsultation } from './steps.ts'
import { listSeries, type Norm } from './store.ts'
import { knownOf, normBy, sendToRoad, takeNormStepOn } from './take-norm-step.ts'
import { dueOf } from '../clock.ts'
import { standingOn } from './validity.ts'
import { normSeenBy, versionIn } from './seen.ts'
import { writeRoutes } from './write-routes.tsx'

const NUMBER = ':number{20[0-9][0-9]-[0-9]{3,6}}'
type Status = 200 | 403 | 404 | 409 | 422

/** `/staff/norms`: normative documents from their receipt to the day they end. */
export function normStaffRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/', desk.readers, async (c) => {
    const frame = await desk.frame(c)
    const today = beijingDay(house.now())
    const tab = NORM_TABS.find((one) => one === c.req.query('tab')) ?? 'road'
    const after = placeIn(c.req.query('after') ?? '')
    const [list, counts] = await Promise.all([listNormDesk(house.db, frame.viewer, tab, after, today), countNormDesk(house.db, frame.viewer, today)])
    const mayReceive = frame.viewer.role === 'information-officer' || frame.viewer.role === 'handling-department'
    return page(c, <NormDeskPage {...frame} {...list} {...{ tab, counts, today, mayReceive }} first={after === null} />)
  })
  app.route('/', writeRoutes(house, desk))
  app.route('/', roundRoutes(house, desk))
  app.route('/', recordRoutes(house, desk))
  return app
}

/** `2026-11-24 09:00:00+08~431`, the moment or day a row is sorted by and its id. */
function placeIn(text: string): NormPlace | null {
  const [, on = '', id = ''] = /^(\d{4}-\d\d-\d\d(?: [\d:.+-]{8,22})?)~(\d{1,15})$/.exec(text) ?? []
  return isPlainDate(on.slice(0, 10)) && !Number.isNaN(Date.parse(on.replace(/([+-]\d\d)$/, '$1:00'))) ? { on, id: Number(id) } : null
}

const isDrafter = (norm: Norm, { role, department }: Viewer): boolean =>
  role === 'information-officer' || (role === 'handling-department' && norm.department === department)

function recordRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  async function show(c: Web, norm: Norm, more: Pick<StaffNormProps, 'step' | 'refused'>, status: Status = 200) {
    const frame = await desk.frame(c)
    const { viewer } = frame
    const today = beijingDay(house.now())
    const after = Number(/^\d{1,9}$/.exec(c.req.query('after') ?? '')?.[0] ?? 0)
    const [known, departments, series, family, { rows, next }] = await Promise.all([
      knownOf(house.db, norm, today),
      listDepartments(house.db, viewer.agencyId),
      listSeries(house.db, viewer.agencyId),
      findFamily(house.db, viewer.agencyId, norm.id, today, false),
      listComments(house.db, norm.id, after, false),
    ])
    const mayWeigh = isDrafter(norm, viewer)
    const comments = { rows, next, after, mayWeigh, mayUnmask: viewer.role === 'information-officer' }
    const { issue } = norm.state
    const owed = issue && dueOf('item', issue.issuedOn, known.calendar)
    const told = { norm, known, departments, owed, series, family, comments, by: normBy(viewer), standing: standingOn(norm.state, today) }
    return page(c, <StaffNormPage {...frame} {...told} shortest={shortestConsultation(today, known.calendar).due} {...more} />, status)
  }

  app.get(`/${NUMBER}`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const norm = await normSeenBy(house, c.req.param('number'), viewer)
    const step = c.req.query('step') ?? ''
    return norm ? await show(c, norm, isNormStep(step) ? { step } : {}) : c.notFound()
  })

  app.post(`/${NUMBER}/:step{[a-zA-Z]+}`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const values = await textFields(c)
    const step = c.req.param('step')
    const norm = await normSeenBy(house, c.req.param('number'), viewer)
    if (!norm || !isNormStep(step) || step === 'edit' || step === 'review') return c.notFound()
    const taken = await take(house, norm, step, values, viewer)
    if (!isRefusal(taken)) return see(c, `/staff/norms/${norm.number}`)
    return await show(c, (await normSeenBy(house, norm.number, viewer)) ?? norm, { refused: { step, because: taken, values } }, statusOf[taken.refused])
  })
  app.post(`/${NUMBER}/comments/:n{[0-9]{1,9}}`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const { verdict = '', reply = '', ...rest } = await textFields(c)
    const [number, n] = [c.req.param('number'), Number(c.req.param('n'))]
    const norm = await normSeenBy(house, number, viewer)
    if (!norm) return c.notFound()
    const weighed = await weigh(house, viewer, number, n, { verdict, reply })
    if (!isRefusal(weighed)) return see(c, `/staff/norms/${number}#comment-${n}`)
    return await show(c, norm, { refused: { step: 'weigh', because: weighed, values: { verdict, reply, ...rest } } }, statusOf[weighed.refused])
  })
  app.post(`/${NUMBER}/comments/:n{[0-9]{1,9}}/contact`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const norm = await normSeenBy(house, c.req.param('number'), viewer)
    if (!norm || viewer.role !== 'information-officer') return c.notFound()
    const found = await unmaskComment(house, viewer, norm, Number(c.req.param('n')))
    if (isRefusal(found)) return c.notFound()
    const text = `称呼：${found.name || '没有写'}；联系方式：${found.contact || '没有写'}。这次查看已经留痕，只用于了解这条意见。`
    return page(c, <MessagePage {...(await publicFrame(house, c))} title={`第 ${c.req.param('n')} 条的联系方式`} text={text} />)
  })
  return app
}

async function take(
  house: House,
  norm: Norm,
  step: Exclude<NormStep, 'edit' | 'review'>,
  values: Readonly<Record<string, string>>,
  viewer: Viewer,
): Promise<Norm | Refusal> {
  const { agencyId } = viewer
  const version = versionIn(values['version'])
  if (step === 'toRoad') return await sendToRoad(house, agencyId, norm.number, version, viewer)
  const order = step === 'unrelate' ? unrelateOf(norm, values['which']) : normOrderOf(step, values)
  if (isRefusal(order)) return order
  const series = values['series'] && /^\d{1,9}$/.test(values['series']) ? { series: Number(values['series']) } : {}
  return await takeNormStepOn(house, { agencyId, number: norm.number, version, order, ...series }, viewer)
}

/** The relation a form points at by its place; one that is not there is nothing. */
function unrelateOf({ state }: Norm, which: string | undefined): NormOrder {
  const nothing = { kind: 'basedOn', norm: null, item: null, words: '' } as const
  return { step: 'unrelate', relation: state.relations[Number(which ?? -1)] ?? nothing }
}
