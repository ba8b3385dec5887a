import { randomUUID } from 'node:crypto'
import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { beijingDay } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { compare } from '../../../platform/compare.ts'
import type { House } from '../../../platform/house.ts'
import { page, see, statusOf, textFields, type Web, type WebEnv } from '../../../platform/web.ts'
import type { FieldErrors, Values } from '../../../ui/form.tsx'
import type { DisclosureDesk } from '../staff-routes.tsx'
import { definitionOf, isRecordKind, KIND_KEYS, linesOf, type RecordKind } from './kinds.ts'
import { RecordDeskPage, RecordFormPage, RecordPage } from './pages/staff-records.tsx'
import { pendingOf } from './record.ts'
import { type DirectoryRecord, findRecord, listRecords } from './store.ts'
import { beginRecord, takeRecordStep, type Typed } from './take-record.ts'

const ID = ':id{[0-9]{1,9}}'
type Refused = 403 | 404 | 409 | 422
const mayWrite = ({ role }: Viewer): boolean => role === 'information-officer'
const mayReview = ({ role }: Viewer): boolean => role === 'reviewer'
const versionIn = (text: string | undefined): number => (text && /^\d{1,9}$/.test(text) ? Number(text) : -1)
const typedIn = (kind: RecordKind, values: Values): Typed => ({
  content: Object.fromEntries(definitionOf(kind).fields.map(({ name }) => [name, (values[name] ?? '').replaceAll('\r\n', '\n')])),
  from: values['from'] ?? '',
  reason: values['reason'] ?? '',
})

/** `/staff/disclosure/records`: what pages are made of, written by one, let out by another, each version kept with its day. */
export function recordStaffRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', desk.readers, async (c) => {
    const frame = await desk.frame(c)
    const kind = KIND_KEYS.find((one) => one === c.req.query('kind')) ?? 'pending'
    const after = c.req.query('after') ?? ''
    const list = await listRecords(house.db, frame.viewer.agencyId, kind, /^\d{1,9}$/.test(after) ? Number(after) : null)
    return page(c, <RecordDeskPage {...frame} {...list} kind={kind} isFirst={after === ''} mayWrite={mayWrite(frame.viewer)} />)
  })

  const form = async (
    c: Web,
    kind: RecordKind,
    record: DirectoryRecord | null,
    formKey: string,
    values: Values,
    errors: FieldErrors = {},
    status: 200 | Refused = 200,
  ) => page(c, <RecordFormPage {...(await desk.frame(c))} {...{ kind, record, formKey, values, errors }} />, status)

  app.get('/new', desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const kind = c.req.query('kind') ?? ''
    if (!mayWrite(viewer) || !isRecordKind(kind)) return c.notFound()
    return await form(c, kind, null, randomUUID(), { from: beijingDay(house.now()) })
  })
  app.post('/new', desk.readers, async (c) => {
    const [{ viewer }, values] = [await desk.frame(c), await textFields(c)]
    const { kind = '', key = '' } = values
    if (!mayWrite(viewer) || !isRecordKind(kind) || !isUuid(key)) return c.notFound()
    const id = await beginRecord(house, viewer, kind, key, typedIn(kind, values))
    if (typeof id === 'number') return see(c, `/staff/disclosure/records/${id}`)
    return isRefusal(id)
      ? await form(c, kind, null, key, values, { '': id.because }, statusOf[id.refused])
      : await form(c, kind, null, key, values, id.errors, 422)
  })

  const found = async (c: Web) => await findRecord(house.db, (await desk.frame(c)).viewer.agencyId, Number(c.req.param('id')))
  app.get(`/${ID}/edit`, desk.readers, async (c) => {
    const [{ viewer }, record] = [await desk.frame(c), await found(c)]
    if (!mayWrite(viewer) || !record) return c.notFound()
    const last = record.state.versions.at(-1)
    const waiting = pendingOf(record.state)
    return await form(c, record.kind, record, randomUUID(), { ...last?.content, from: waiting?.from ?? beijingDay(house.now()), reason: waiting?.reason ?? '' })
  })
  app.post(`/${ID}/edit`, desk.readers, async (c) => {
    const [{ viewer }, record, values] = [await desk.frame(c), await found(c), await textFields(c)]
    if (!mayWrite(viewer) || !record) return c.notFound()
    const taken = await takeRecordStep(
      house,
      { id: record.id, version: versionIn(values['version']), order: { step: 'write', typed: typedIn(record.kind, values) } },
      viewer,
    )
    if (isRefusal(taken)) return await form(c, record.kind, record, randomUUID(), values, { '': taken.because }, statusOf[taken.refused])
    return 'errors' in taken ? await form(c, record.kind, record, randomUUID(), values, taken.errors, 422) : see(c, `/staff/disclosure/records/${record.id}`)
  })
  app.route('/', oneRecordRoutes(house, desk, found))
  return app
}

function oneRecordRoutes(house: House, desk: DisclosureDesk, found: (c: Web) => Promise<DirectoryRecord | undefined>): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const show = async (c: Web, record: DirectoryRecord, error = '', status: 200 | Refused = 200) => {
    const frame = await desk.frame(c)
    const { versions } = record.state
    const words = versions.map(({ content }) => linesOf(record.kind, content))
    const compared = versions.map((version, i) => ({ version, compared: i === 0 ? null : compare(words[i - 1] ?? '', words[i] ?? '') })).toReversed()
    return page(
      c,
      <RecordPage
        {...frame}
        {...{ record, compared, error }}
        today={beijingDay(house.now())}
        mayWrite={mayWrite(frame.viewer)}
        mayReview={mayReview(frame.viewer)}
      />,
      status,
    )
  }
  app.get(`/${ID}`, desk.readers, async (c) => {
    const record = await found(c)
    return record ? await show(c, record) : c.notFound()
  })
  app.post(`/${ID}/:step{clear|sendBack|end}`, desk.readers, async (c) => {
    const [{ viewer }, record, values, step] = [await desk.frame(c), await found(c), await textFields(c), c.req.param('step')]
    if (!record || !(step === 'end' ? mayWrite(viewer) : mayReview(viewer))) return c.notFound()
    const { opinion = '', reason = '' } = values
    const order = step === 'clear' ? ({ step: 'clear', opinion } as const) : { step: step === 'end' ? ('end' as const) : ('sendBack' as const), reason }
    const taken = await takeRecordStep(house, { id: record.id, version: versionIn(values['version']), order }, viewer)
    if (isRefusal(taken)) return await show(c, (await found(c)) ?? record, taken.because, statusOf[taken.refused])
    return see(c, `/staff/disclosure/records/${record.id}`)
  })
  return app
}
