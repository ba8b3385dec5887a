import { randomUUID } from 'node:crypto'
import { isUuid } from '../../kernel/uuid.ts'
import { Hono, type MiddlewareHandler } from 'hono'
import { beijingDay, isPlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { download, page, see, statusOf, textFields, uploadedFiles, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { loadCalendar } from '../calendar/index.ts'
import { cleanPaste } from '../documents/index.ts'
import { findAttachment } from '../files/index.ts'
import { budgetStaffRoutes } from './budgets/staff-routes.tsx'
import { recordStaffRoutes } from './directory/staff-routes.tsx'
import { findColumn, roadOf } from './columns.ts'
import { countDesk, type DeskPlace, listDesk, TABS } from './desk-store.ts'
import { contentOf, orderOf, valuesOf } from './forms.ts'
import type { ItemFile } from './item.ts'
import { isAuthor, isStep } from './lifecycle.ts'
import { LONGEST_TITLE } from './steps.ts'
import { freshnessOf } from './freshness.ts'
import { messageStaffRoutes } from './messages/staff-routes.tsx'
import { listUnanswered } from './messages/message-store.ts'
import { FreshnessPage } from './pages/board.tsx'
import { DisclosureDeskPage } from './pages/desk.tsx'
import { DraftPage } from './pages/draft.tsx'
import { StaffItemPage, type StaffItemProps } from './pages/staff-item.tsx'
import { heldIn, openedOn } from './public-store.ts'
import { findItem, type Item } from './store.ts'
import { clockOfItem, draftItem, isOnTheRoad, takeStepOn } from './take-step.ts'
import { takeFiles } from './take-files.ts'
import { isVisibleTo } from './visibility.ts'
import { slipsOf } from './watch/inspect.ts'
import { taskRoutes } from './watch/tasks-routes.tsx'
import { wordsOf } from './words.ts'

/** Who may do what, handed in by `app.tsx`. */
export type DisclosureDesk = { readonly readers: MiddlewareHandler<WebEnv>; readonly frame: (c: Web) => Promise<ConsoleFrame> }

const NUMBER = ':number{20[0-9][0-9]-[0-9]+}'

/** `/staff/disclosure`: the road to publication, and the register of what is withheld. */
export function disclosureStaffRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', desk.readers, async (c) => {
    const frame = await desk.frame(c)
    const today = beijingDay(house.now())
    const tab = TABS.find((one) => one === c.req.query('tab')) ?? 'road'
    const [list, counts, calendar] = await Promise.all([
      listDesk(house.db, frame.viewer, tab, placeIn(c.req.query('after') ?? '')),
      countDesk(house.db, frame.viewer, today),
      loadCalendar(house.db),
    ])
    return page(c, <DisclosureDeskPage {...frame} {...list} {...{ tab, counts, today, calendar }} mayDraft={isAuthor(frame.viewer.role)} />)
  })
  app.get('/board', desk.readers, async (c) => {
    const frame = await desk.frame(c)
    const { agencyId } = frame.viewer
    const [held, opened, unanswered] = await Promise.all([heldIn(house.db, agencyId), openedOn(house.db, agencyId), listUnanswered(house.db, agencyId)])
    const today = beijingDay(house.now())
    return page(c, <FreshnessPage {...frame} board={freshnessOf(held, opened ?? today, today, unanswered)} />)
  })
  app.route('/budgets', budgetStaffRoutes(house, desk))
  app.route('/records', recordStaffRoutes(house, desk))
  app.route('/tasks', taskRoutes(house, desk))
  app.route('/messages', messageStaffRoutes(house, desk))
  app.route('/', draftRoutes(house, desk))
  app.route('/', recordRoutes(house, desk))
  return app
}

/** `2026-11-24~431`, the day or moment a row is sorted by and its id. */
function placeIn(text: string): DeskPlace | null {
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\d(?: [\d:.+-]{8,22})?)~(\d{1,15})$/.exec(text) ?? []
  return isPlainDate(at.slice(0, 10)) && !Number.isNaN(Date.parse(at.replace(/([+-]\d\d)$/, '$1:00'))) ? { at, id: Number(id) } : null
}

async function seenBy(house: House, number: string, viewer: Viewer): Promise<Item | undefined> {
  const item = await findItem(house.db, viewer.agencyId, number)
  return item && isVisibleTo(item, viewer) ? item : undefined
}

type Draft = { readonly formKey: string; readonly item: Item | null; readonly values: Values; readonly files: readonly ItemFile[] }
type Said = { readonly errors?: Readonly<Record<string, string>>; readonly left?: readonly string[] }

function draftRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const show = async (c: Web, { formKey, item, values, files }: Draft, { errors = {}, left = [] }: Said = {}, status: 200 | 403 | 404 | 409 | 422 = 200) =>
    page(
      c,
      <DraftPage {...(await desk.frame(c))} {...{ formKey, values, files, errors, left }} number={item?.number ?? null} version={item?.version ?? null} />,
      status,
    )

  /** What the form says, with its files kept whatever is wrong with it, and what there is to say of it. */
  async function writtenIn(c: Web, key: string, values: Values, item: Item | null) {
    const sent = { uploads: await uploadedFiles(c, 'files'), document: (await uploadedFiles(c, 'document'))[0] }
    const taken = await takeFiles(house, key, values, sent, item?.state.content.files ?? [])
    const before = item?.state.content
    // Words that were cleaned when they came are clean when they come again.
    const left = before && before.html === taken.html ? (before.left ?? []) : taken.typedLeft
    const content = contentOf(values, { html: taken.html, files: taken.files, source: before?.source, left })
    const errors = { ...taken.errors, ...(isRefusal(content) ? { '': content.because } : {}) }
    const draft: Draft = { formKey: key, item, values: { ...values, body: taken.html }, files: taken.files }
    const said: Said = { left: taken.left, ...(Object.keys(errors).length > 0 ? { errors } : {}) }
    return { content, draft, said }
  }

  // What the editor's island has had pasted into it.
  app.post('/clean', desk.readers, async (c) => {
    const { html, left } = cleanPaste((await textFields(c))['html'] ?? '')
    return c.json({ html, left })
  })

  app.get('/new', desk.readers, async (c) => {
    const { site, viewer } = await desk.frame(c)
    if (!isAuthor(viewer.role)) return c.notFound()
    const { column = '', title = '' } = c.req.query()
    const values = { issuer: site.name, formedOn: beijingDay(house.now()), column: findColumn(column)?.code ?? '', title: title.slice(0, LONGEST_TITLE) }
    return await show(c, { formKey: randomUUID(), item: null, values, files: [] })
  })

  app.post('/new', desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const values = await textFields(c)
    const key = values['key'] ?? ''
    if (!isAuthor(viewer.role) || !isUuid(key)) return c.notFound()
    const { content, draft, said } = await writtenIn(c, key, values, null)
    if (isRefusal(content) || said.errors) return await show(c, draft, said, 422)
    if (roadOf(content.column)) return await show(c, draft, { ...said, errors: { column: roadOf(content.column) ?? '' } }, 422)
    const number = await draftItem(house, viewer, key, content)
    if (isRefusal(number)) return await show(c, draft, { ...said, errors: { '': number.because } }, statusOf[number.refused])
    return see(c, `/staff/disclosure/${number}`)
  })

  app.get(`/${NUMBER}/edit`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const item = await seenBy(house, c.req.param('number'), viewer)
    if (!item || !isAuthor(viewer.role)) return c.notFound()
    const { content } = item.state
    if (content.budget) return see(c, `/staff/disclosure/budgets/${item.number}`) // its words are its tables
    return await show(c, { formKey: randomUUID(), item, values: valuesOf(content), files: content.files })
  })

  app.post(`/${NUMBER}/edit`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const values = await textFields(c)
    const key = values['key'] ?? ''
    const item = await seenBy(house, c.req.param('number'), viewer)
    if (!item || !isUuid(key) || item.state.content.budget) return c.notFound()
    const { content, draft, said } = await writtenIn(c, key, values, item)
    if (isRefusal(content) || said.errors) return await show(c, draft, said, 422)
    const order = { step: 'edit', content } as const
    const done = await takeStepOn(
      house,
      { agencyId: viewer.agencyId, number: item.number, version: versionIn(values['version']), order, filesKey: key },
      viewer,
    )
    if (isRefusal(done)) return await show(c, draft, { ...said, errors: { '': done.because } }, statusOf[done.refused])
    return see(c, `/staff/disclosure/${item.number}`)
  })
  return app
}

function recordRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const show = async (c: Web, item: Item, more: Pick<StaffItemProps, 'step' | 'refused'>, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const calendar = await loadCalendar(house.db)
    const today = beijingDay(house.now())
    const { content, stage } = item.state
    const slips = isOnTheRoad(stage) ? slipsOf(content.title, wordsOf(content)) : []
    return page(
      c,
      <StaffItemPage {...(await desk.frame(c))} {...{ item, today, calendar, slips }} clock={clockOfItem(item.state, calendar)} {...more} />,
      status,
    )
  }

  app.get(`/${NUMBER}`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const item = await seenBy(house, c.req.param('number'), viewer)
    const step = c.req.query('step') ?? ''
    return item ? await show(c, item, isStep(step) ? { step } : {}) : c.notFound()
  })

  app.get(`/${NUMBER}/files/:id{[0-9a-f-]{36}}`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const item = await seenBy(house, c.req.param('number'), viewer)
    const file = item && (await fileOf(house, item, c.req.param('id')))
    return file ? download(c, file.name, file.media, file.bytes) : c.notFound()
  })

  app.post(`/${NUMBER}/:step{[a-zA-Z]+}`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const values = await textFields(c)
    const step = c.req.param('step')
    const item = await seenBy(house, c.req.param('number'), viewer)
    if (!item || !isStep(step) || step === 'edit') return c.notFound()
    const order = orderOf(step, values)
    const taken = isRefusal(order)
      ? order
      : await takeStepOn(house, { agencyId: viewer.agencyId, number: item.number, version: versionIn(values['version']), order }, viewer)
    if (!isRefusal(taken)) return see(c, `/staff/disclosure/${item.number}`)
    const because: Refusal = taken
    return await show(c, (await seenBy(house, item.number, viewer)) ?? item, { refused: { step, because, values } }, statusOf[taken.refused])
  })
  return app
}

/** A form without a version was sent by hand: it is as good as stale. */
const versionIn = (text: string | undefined): number => (text && /^\d{1,9}$/.test(text) ? Number(text) : -1)
const fileOf = async (house: House, item: Item, id: string) =>
  item.state.content.files.some((file) => file.id === id) ? await findAttachment(house, `disclosure/${item.number}`, id) : undefined
