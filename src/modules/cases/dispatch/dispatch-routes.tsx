import { Hono, type MiddlewareHandler } from 'hono'
import { beijingDay, beijingMidnight } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { keepFor } from '../../../platform/keep.ts'
import { page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../../platform/web.ts'
import type { ConsoleFrame } from '../../../ui/page.tsx'
import { loadCalendar } from '../../calendar/index.ts'
import { listHandlingUnits, listStreets } from '../../organizations/index.ts'
import { TILES } from '../../standards/index.ts'
import { photosOf } from '../case-photos.ts'
import { countDesk, type DeskRow, listAtStages } from '../desk-store.ts'
import { deskPlaceIn, offeredSteps } from '../desk.ts'
import { duplicatesOf } from '../duplicates-store.ts'
import { knownTo } from '../known-to.ts'
import { loadNames } from '../naming.ts'
import { orderOf } from '../step-orders.ts'
import { picksIn, versionIn } from '../picked.ts'
import { type Case, findCase } from '../store.ts'
import { takeStepOn } from '../take-step.ts'
import { isVisibleTo } from '../visibility.ts'
import { carryAll } from './batch.ts'
import { carry, DESK_STAGES, isGoal } from './carry.ts'
import { loadsOfUnits } from './dispatch-store.ts'
import { draftOf } from './draft.ts'
import { type Asked, hrefOf } from './address.ts'
import { BatchPage } from './pages/batch.tsx'
import type { Chosen, RefusedHere } from './pages/props.ts'
import { DispatchPage } from './pages/dispatch.tsx'
import type { Load } from './suggest.ts'

/** Who may do what, handed in by `app.tsx`. */
export type DispatchDesk = { readonly dispatchers: MiddlewareHandler<WebEnv>; readonly frame: (c: Web) => Promise<ConsoleFrame> }

const NUMBER = ':number{XC[0-9.]+-[0-9]+}'
const KEEP_MS = 5_000
const loads = keepFor<ReadonlyMap<number, Load>>(KEEP_MS)
const loadsNow = (house: House, agencyId: number) =>
  loads.find(house.db, String(agencyId), () => {
    const now = house.now()
    return loadsOfUnits(house.db, agencyId, now, beijingMidnight(beijingDay(now)))
  })

/** `/staff/dispatch`: what waits to be accepted, filed and given out, one case beside its list and its map, or many at once. */
export function dispatchRoutes(house: House, desk: DispatchDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', desk.dispatchers, (c) => show(house, c, desk, c.req.query(), { done: c.req.query('done') ?? '', none: c.req.query('none') === '1' }))

  app.post('/batch', desk.dispatchers, async (c) => {
    const frame = await desk.frame(c)
    const values = await textFields(c)
    const goal = values['go']
    const picked = picksIn(values)
    if (!isGoal(goal) || picked.length === 0) return see(c, hrefOf(askedIn(values), { none: true }))
    const results = await carryAll(house, picked, goal, frame.viewer, await loadsNow(house, frame.viewer.agencyId))
    loads.forget(house.db)
    return page(c, <BatchPage {...frame} results={results} back={hrefOf(askedIn(values))} goal={goal} />)
  })

  app.post(`/${NUMBER}`, desk.dispatchers, async (c) => {
    const { viewer } = await desk.frame(c)
    const values = await textFields(c)
    const one = await seenBy(house, c.req.param('number'), viewer)
    const goal = values['go']
    if (!one || !isGoal(goal)) return c.notFound()
    const { done, refused } = await carry(house, { one, version: versionIn(values['version']) }, goal, chosenIn(values), viewer)
    loads.forget(house.db)
    if (!refused) return see(c, hrefOf(askedIn(values), { chosen: values['next'] ?? '', done: one.number }))
    return await show(house, c, desk, { ...values, case: one.number }, { refused: { done, ...refused, values } }, statusOf[refused.because.refused])
  })

  app.post(`/${NUMBER}/:step{merge|transfer}`, desk.dispatchers, async (c) => {
    const { viewer } = await desk.frame(c)
    const values = await textFields(c)
    const one = await seenBy(house, c.req.param('number'), viewer)
    if (!one) return c.notFound()
    const step = c.req.param('step') === 'merge' ? 'merge' : 'transfer'
    const order = await orderOf(step, values, await knownTo(house, one))
    const taken = isRefusal(order) ? order : await takeStepOn(house, { number: one.number, version: versionIn(values['version']), order, by: viewer })
    if (!isRefusal(taken)) return see(c, hrefOf(askedIn(values), { chosen: values['next'] ?? '', done: one.number }))
    const refused: RefusedHere = { step, because: taken, done: [], values }
    return await show(house, c, desk, { ...values, case: one.number }, { refused }, statusOf[taken.refused])
  })
  return app
}

/** What was chosen instead of a proposal counts before it. */
const chosenIn = (values: Values): Values => ({
  ...values,
  condition: values['other'] || (values['condition'] ?? ''),
  unit: values['otherUnit'] || (values['unit'] ?? ''),
})

/** Only what names a street, a tile or a stage of the desk narrows the list; anything else is left out. */
function askedIn(values: Values): Asked {
  const { stage = '', area = '', tile = '' } = values
  return {
    stage: DESK_STAGES.find((one) => one === stage) ?? null,
    area: /^\d{9}$/.test(area) ? area : null,
    tile: TILES.some(({ key }) => key === tile) ? tile : null,
  }
}

async function seenBy(house: House, number: string, viewer: Viewer): Promise<Case | undefined> {
  const one = number === '' ? undefined : await findCase(house.db, number)
  return one && isVisibleTo(one, viewer) ? one : undefined
}

type Said = { readonly done?: string; readonly none?: boolean; readonly refused?: RefusedHere }
async function show(
  house: House,
  c: Web,
  desk: DispatchDesk,
  values: Values,
  { done = '', none = false, refused }: Said,
  status: 200 | 403 | 404 | 409 | 422 = 200,
) {
  const frame = await desk.frame(c)
  const { viewer } = frame
  const asked = askedIn(values)
  const stages = asked.stage ? [asked.stage] : DESK_STAGES
  const [list, counts, names, streets, units, load] = await Promise.all([
    listAtStages(house.db, viewer.agencyId, stages, deskPlaceIn(values['after']), { street: asked.area, tile: asked.tile }),
    countDesk(house.db, viewer.agencyId, null),
    loadNames(house.db, viewer.agencyId),
    listStreets(house.db, viewer.agencyId),
    listHandlingUnits(house.db, viewer.agencyId),
    loadsNow(house, viewer.agencyId),
  ])
  const one = (await seenBy(house, values['case'] ?? '', viewer)) ?? (await seenBy(house, list.rows[0]?.number ?? '', viewer))
  const chosen = one && (await chosenOf(house, one, viewer, load, list.rows))
  const last = await seenBy(house, done, viewer)
  return page(
    c,
    <DispatchPage {...frame} {...list} {...{ asked, counts, names, streets, units, load, chosen, last, none, refused, now: house.now() }} />,
    status,
  )
}

async function chosenOf(house: House, one: Case, viewer: Viewer, load: ReadonlyMap<number, Load>, rows: readonly DeskRow[]): Promise<Chosen> {
  const [draft, photos, calendar, suspected] = await Promise.all([
    draftOf(house, one, load),
    photosOf(house, one.number),
    loadCalendar(house.db),
    duplicatesOf(house.db, one),
  ])
  const at = rows.findIndex(({ number }) => number === one.number)
  const next = rows[at + 1]?.number ?? rows[at - 1]?.number ?? ''
  return { one, draft, photos, next, suspected, steps: offeredSteps(one.state, viewer, house.now(), calendar) }
}
