import { Hono } from 'hono'
import { isPlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { approve } from './approve.ts'
import { clawBack } from './claw-back.ts'
import { STATES } from './lifecycle.ts'
import { AwardPage } from './pages/award.tsx'
import { AwardsPage, awardsHref } from './pages/awards.tsx'
import type { RewardDesk } from './rewards-routes.tsx'
import type { Seen } from './seen.ts'
import { type AwardFilter, findAward, listAwards, listEntries } from './store.ts'

const ID = ':id{[0-9]{1,15}}'

/** The awards, one award, and the steps on them. */
export function awardRoutes(house: House, desk: RewardDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  const showList = async (c: Web, refused?: Refusal) => {
    const frame = await desk.frame(c)
    const filter = filterOf(c)
    const found = await listAwards(house.db, frame.viewer.agencyId, filter)
    const errors: Values = refused ? { '': refused.because } : {}
    const status = refused ? statusOf[refused.refused] : 200
    return page(c, <AwardsPage {...frame} powers={desk.powersOf(frame.viewer)} filter={filter} {...found} errors={errors} />, status)
  }
  const showOne = async (c: Web, id: number, refused?: { values: Values; because: Refusal }) => {
    const frame = await desk.frame(c)
    const award = await findAward(house.db, frame.viewer.agencyId, id)
    if (!award) return c.notFound()
    const errors: Values = refused ? { [refused.because.refused === 'invalid' ? 'reason' : '']: refused.because.because } : {}
    const entries = await listEntries(house.db, id)
    const props = { ...frame, powers: desk.powersOf(frame.viewer), award, entries, values: refused?.values ?? {}, errors }
    return page(c, <AwardPage {...props} />, refused ? statusOf[refused.because.refused] : 200)
  }

  app.get('/', desk.readers, (c) => showList(c))

  app.post('/approve', desk.approvers, async (c) => {
    const { viewer } = await desk.frame(c)
    const done = await approve(house, viewer, picksIn(await textFields(c)))
    const filter = filterOf(c)
    return isRefusal(done) ? await showList(c, done) : see(c, awardsHref(filter, { after: filter.after }))
  })

  app.get(`/${ID}`, desk.readers, (c) => showOne(c, Number(c.req.param('id'))))

  app.post(`/${ID}/approve`, desk.approvers, async (c) => {
    const values = await textFields(c)
    const seen = seenIn(c.req.param('id'), values)
    const done = await approve(house, (await desk.frame(c)).viewer, [seen])
    return isRefusal(done) ? await showOne(c, seen.id, { values, because: done }) : see(c, `/staff/rewards/${seen.id}`)
  })

  app.post(`/${ID}/claw-back`, desk.approvers, async (c) => {
    const values = await textFields(c)
    const seen = seenIn(c.req.param('id'), values)
    const done = await clawBack(house, (await desk.frame(c)).viewer, seen, (values['reason'] ?? '').slice(0, 200))
    return isRefusal(done) ? await showOne(c, seen.id, { values, because: done }) : see(c, `/staff/rewards/${seen.id}`)
  })

  return app
}

function filterOf(c: Web): AwardFilter {
  const { state = '', month = '', person = '', after = '' } = c.req.query()
  return {
    state: STATES.find((one) => one === state) ?? '',
    month: isPlainDate(`${month}-01`) ? month : '',
    person: person.trim().slice(0, 64),
    after: /^\d{1,15}$/.test(after) ? Number(after) : null,
  }
}

/** A version nobody has seen when the field is missing or nonsense. */
const versionIn = (text: string | undefined): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0)
const seenIn = (id: string, values: Values): Seen => ({ id: Number(id), version: versionIn(values['version']) })

const picksIn = (values: Values): Seen[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const [, id] = /^pick-(\d{1,15})$/.exec(name) ?? []
    return id === undefined ? [] : [{ id: Number(id), version: versionIn(value) }]
  })
