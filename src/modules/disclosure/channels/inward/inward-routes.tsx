import { randomUUID } from 'node:crypto'
import { UUID_IN_PATH } from '../../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { beijingDay } from '../../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../../kernel/refusal.ts'
import type { House } from '../../../../platform/house.ts'
import { page, privatePage, see, statusOf, textFields, uploadedFiles, type Values, type Web, type WebEnv } from '../../../../platform/web.ts'
import { findColumn } from '../../columns.ts'
import type { ChannelDesk } from '../channel-routes.tsx'
import { InwardPage } from '../pages/inward.tsx'
import { PreviewPage } from '../pages/preview.tsx'
import { fetchSource, filesFrom } from './fetch-source.ts'
import { verdictOf } from './incoming.ts'
import { findBatch, findTaken, insertBatch } from './inward-store.ts'
import { type Judged, readSource } from './read-source.ts'
import { takeInDrafts } from './take-in.ts'

const ID = `:id{${UUID_IN_PATH}}`
const LONGEST_NAME = 60 // office setting

/** `/staff/channels/inward`: items of other systems, read, looked at and taken in as drafts. */
export function inwardRoutes(house: House, desk: ChannelDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const ask = async (c: Web, values: Values = {}, errors: Values = {}, status: 200 | 403 | 404 | 409 | 422 = 200) =>
    page(c, <InwardPage {...(await desk.frame(c))} values={values} errors={errors} />, status)

  app.get('/', desk.keepers, (c) => ask(c))

  app.post('/', desk.keepers, async (c) => {
    const { viewer, site } = await desk.frame(c)
    const values = await textFields(c)
    const [file] = await uploadedFiles(c, 'file')
    const from = await sourceIn(house, values, file)
    if (isRefusal(from)) return await ask(c, values, { [file ? 'name' : 'url']: from.because }, statusOf[from.refused])
    const read = await readSource(from, { column: findColumn(values['column'] ?? '')?.code ?? '', issuer: site.name }, beijingDay(house.now()))
    if (isRefusal(read)) return await ask(c, values, { [file ? 'file' : 'url']: read.because }, statusOf[read.refused])
    const id = randomUUID()
    const named = { id, agencyId: viewer.agencyId, account: viewer.account, source: from.url }
    await insertBatch(house.db, { ...named, judged: read.judged, at: house.now() })
    return see(c, `/staff/channels/inward/${id}${read.more ? '?more=1' : ''}`)
  })

  const preview = async (c: Web, taken: number | null, troubles: readonly string[] = []) => {
    const frame = await desk.frame(c)
    const batch = await findBatch(house.db, frame.viewer.agencyId, frame.viewer.account, c.req.param('id') ?? '')
    if (!batch) return c.notFound()
    const known = await findTaken(house.db, frame.viewer.agencyId, idsOf(batch.judged))
    const rows = batch.judged.map((one) =>
      'incoming' in one
        ? { ...one, verdict: verdictOf(one.digest, known.get(one.incoming.sourceId)), number: known.get(one.incoming.sourceId)?.number ?? null }
        : one,
    )
    const props = { ...frame, id: c.req.param('id') ?? '', source: batch.source, rows, taken, troubles, more: c.req.query('more') === '1' }
    return privatePage(c, <PreviewPage {...props} />)
  }
  app.get(`/${ID}`, desk.keepers, (c) => preview(c, null))

  app.post(`/${ID}`, desk.keepers, async (c) => {
    const { viewer } = await desk.frame(c)
    const batch = await findBatch(house.db, viewer.agencyId, viewer.account, c.req.param('id'))
    if (!batch) return c.notFound()
    const chosen = await textFields(c)
    const ones = batch.judged.filter((one) => 'incoming' in one).filter((one) => chosen[`row-${one.row}`] === '1')
    const origin = URL.canParse(batch.source) ? new URL(batch.source).origin : ''
    const done = await takeInDrafts(house, { viewer, traced: viewer }, ones, filesFrom(house, origin, house.config.allowPrivate))
    const troubles = done.flatMap((one, i) => (one.outcome === 'refused' ? [`第 ${ones[i]?.row} 条：${one.because}`] : []))
    return await preview(c, done.filter(({ outcome }) => outcome === 'new' || outcome === 'changed').length, troubles)
  })
  return app
}

const idsOf = (judged: readonly Judged[]): string[] => judged.flatMap((one) => ('incoming' in one ? [one.incoming.sourceId] : []))

type Upload = { readonly name: string; readonly bytes: Uint8Array }
/** A file that was sent, under the name of whom it is from; or what stands at an address. */
async function sourceIn(
  house: House,
  values: Values,
  file: Upload | undefined,
): Promise<{ readonly name: string; readonly url: string; readonly bytes: Uint8Array } | Refusal> {
  const { url = '', name = '' } = values
  if (file) {
    if (name.length < 2 || name.length > LONGEST_NAME)
      return refuse('invalid', `写明文件来自哪个单位或者系统，2 到 ${LONGEST_NAME} 个字；同一个来源下次写成一样的，才认得出取过的`)
    return { name, url: name, bytes: file.bytes }
  }
  if (url === '') return refuse('invalid', '选一个文件，或者填一个网址')
  const got = await fetchSource(url, house.config.allowPrivate)
  return isRefusal(got) ? got : { name, url, bytes: got.bytes }
}
