import { Hono } from 'hono'
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { page, privatePage, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../../platform/web.ts'
import type { MiddlewareHandler } from 'hono'
import type { ConsoleFrame } from '../../../ui/page.tsx'
import { COLUMNS } from '../columns.ts'
import { countFailed, type DeliveryFilter, listDeliveries, listDeliveriesOf } from './delivery-store.ts'
import { inwardRoutes } from './inward/inward-routes.tsx'
import { ChannelsPage, type ChannelsProps } from './pages/channels.tsx'
import { ItemChannelsPage } from './pages/item-channels.tsx'
import { listPlatforms } from './platform-store.ts'
import { addPlatform, changePlatform, deliverAgain, pausePlatform, platformFaults, renewSecret } from './platforms.ts'
import { countSubscribers } from './subscriber-store.ts'

/** Who may do what, handed in by `app.tsx`. */
export type ChannelDesk = {
  readonly readers: MiddlewareHandler<WebEnv>
  /** Keep the platforms, and deliver again. */
  readonly keepers: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
  readonly mayKeep: (frame: ConsoleFrame) => boolean
}
type Shown = Partial<Pick<ChannelsProps, 'said' | 'secret' | 'values' | 'errors' | 'editing'>>
const ID = ':id{[0-9]{1,15}}'
const NUMBER = ':number{20[0-9][0-9]-[0-9]+}'

/** `/staff/channels`: where every item went, what could not be delivered, and the platforms that are told. */
export function channelRoutes(house: House, desk: ChannelDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  const show = async (c: Web, shown: Shown = {}, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const frame = await desk.frame(c)
    const { agencyId } = frame.viewer
    const filter = filterIn(c.req.query())
    const [platforms, deliveries, failed, subscribers] = await Promise.all([
      listPlatforms(house.db, agencyId),
      listDeliveries(house.db, agencyId, filter),
      countFailed(house.db, agencyId),
      countSubscribers(house.db, agencyId),
    ])
    const editing = shown.editing ?? editingIn(c.req.query('edit'))
    const edited = platforms.find(({ id }) => id === editing)
    const values = shown.values ?? (edited ? { name: edited.name, url: edited.url, columns: edited.columns.join(' ') } : {})
    const props = { ...frame, ...deliveries, platforms, filter, failed, subscribers, keeping: desk.mayKeep(frame), editing: edited ? editing : null }
    return privatePage(c, <ChannelsPage {...props} said={shown.said ?? ''} secret={shown.secret ?? null} values={values} errors={shown.errors ?? {}} />, status)
  }
  const refused = (c: Web, because: Refusal) => show(c, { said: `${because.because}。` }, statusOf[because.refused])

  app.get('/', desk.readers, (c) => show(c))

  app.post('/', desk.keepers, async (c) => {
    const { viewer } = await desk.frame(c)
    const { fields, values } = await fieldsIn(c)
    const errors = platformFaults(fields, house.config.allowPrivate)
    if (Object.keys(errors).length > 0) return await show(c, { values, errors }, 422)
    const { secret } = await addPlatform(house, viewer, fields)
    return await show(c, { secret: { name: fields.name, secret } })
  })

  app.post(`/${ID}`, desk.keepers, async (c) => {
    const id = Number(c.req.param('id'))
    const { viewer } = await desk.frame(c)
    const { fields, values } = await fieldsIn(c)
    const errors = platformFaults(fields, house.config.allowPrivate)
    if (Object.keys(errors).length > 0) return await show(c, { values, errors, editing: id }, 422)
    const done = await changePlatform(house, viewer, id, fields)
    return isRefusal(done) ? await refused(c, done) : see(c, '/staff/channels')
  })

  app.post(`/${ID}/:act{pause|resume|secret}`, desk.keepers, async (c) => {
    const id = Number(c.req.param('id'))
    const { viewer } = await desk.frame(c)
    if (c.req.param('act') === 'secret') {
      const renewed = await renewSecret(house, viewer, id)
      return isRefusal(renewed) ? await refused(c, renewed) : await show(c, { secret: renewed })
    }
    const done = await pausePlatform(house, viewer, id, c.req.param('act') === 'pause')
    return isRefusal(done) ? await refused(c, done) : see(c, '/staff/channels')
  })

  app.post(`/deliveries/${ID}/again`, desk.keepers, async (c) => {
    const done = await deliverAgain(house, (await desk.frame(c)).viewer, Number(c.req.param('id')))
    return isRefusal(done) ? await refused(c, done) : see(c, `/staff/channels/${done.number}`)
  })

  app.route('/inward', inwardRoutes(house, desk))

  app.get(`/${NUMBER}`, desk.readers, async (c) => {
    const frame = await desk.frame(c)
    const number = c.req.param('number')
    const rows = await listDeliveriesOf(house.db, frame.viewer.agencyId, number)
    return page(c, <ItemChannelsPage {...frame} number={number} rows={rows} keeping={desk.mayKeep(frame)} />)
  })
  return app
}

/** A form of a platform; each column is a box of its own, so that the fields are texts as everywhere. */
async function fieldsIn(c: Web) {
  const sent = await textFields(c)
  const columns = COLUMNS.filter(({ code }) => sent[`column-${code}`] === '1').map(({ code }) => code)
  const values: Values = { name: sent['name'] ?? '', url: sent['url'] ?? '', columns: columns.join(' ') }
  return { values, fields: { name: sent['name'] ?? '', url: sent['url'] ?? '', columns } }
}

const numberIn = (text: string | undefined): number | null => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null)
const editingIn = numberIn
const filterIn = ({ show, platform, after }: Readonly<Record<string, string | undefined>>): DeliveryFilter => ({
  failed: show === 'failed',
  platform: numberIn(platform),
  after: numberIn(after),
})
