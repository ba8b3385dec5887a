import { randomUUID } from 'node:crypto'
import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { beijingDay, daysBetween, isPlainDate } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { CSV } from '../../../platform/csv.ts'
import { csvOfRows, PARQUET, parquetOfRows } from '../../../platform/dataset.ts'
import type { House } from '../../../platform/house.ts'
import { JSON_FILE, openHeaders } from '../../../platform/open-headers.ts'
import { readPages } from '../../../platform/read-pages.ts'
import { type FieldErrors, page, privatePage, see, statusOf, textFields, type Values, visitorAddress, type Web, type WebEnv } from '../../../platform/web.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { publicFrame } from '../../organizations/index.ts'
import { VALIDITIES } from '../lifecycle.ts'
import { NORM_FIELDS, normRow } from '../open-fields.ts'
import { findPublished } from '../public-store.ts'
import { normAbout } from '../schema-org.ts'
import { commentFaults, commentOn } from './comment.ts'
import { mayPost } from '../messages/flood.ts'
import { isKnownComment, listComments } from './comment-store.ts'
import { findFamily } from './family-store.ts'
import { listConsultations, listIssuers, listPublicNorms, type NormFilter, type NormPlace } from './list-store.ts'
import { CommentTakenPage, ConsultationPage, ConsultationsPage } from './pages/consultation.tsx'
import { NormPage, NormsPage, normsHref } from './pages/public.tsx'
import { shortestConsultation } from './steps.ts'
import { findNorm, type Norm } from './store.ts'
import { standingOn } from './validity.ts'
import { isConsultationOpen, isConsultationShown } from './visibility.ts'

const NUMBER = ':number{20[0-9][0-9]-[0-9]{3,6}}'
const MOST_EXPORTED_PAGES = 200 // office setting: ten thousand documents a file

/** `/disclosure/norms` and `/disclosure/consultations`: what is in force, what became of the rest, and what the public is asked about. */
export function normPublicRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/norms', async (c) => {
    const frame = await publicFrame(house, c)
    const filter = filterIn(c.req.query())
    const today = beijingDay(house.now())
    const [list, issuers] = await Promise.all([listPublicNorms(house.db, frame.site.id, filter, today), listIssuers(house.db, frame.site.id)])
    return page(c, <NormsPage {...frame} {...list} {...{ filter, issuers, today }} />)
  })
  app.get(`/norms/${NUMBER}`, async (c) => {
    const frame = await publicFrame(house, c)
    const norm = await findNorm(house.db, frame.site.id, c.req.param('number'))
    const today = beijingDay(house.now())
    const standing = norm && standingOn(norm.state, today)
    if (!norm || !standing || !(await isOut(house, norm))) return c.notFound()
    const by = standing.because?.by ? await findNorm(house.db, frame.site.id, standing.because.by) : undefined
    const successor = by && (await isOut(house, by)) ? { number: by.number, title: by.state.content.title } : null
    const until = norm.state.issue?.validUntil ?? null
    const family = await findFamily(house.db, frame.site.id, norm.id, today, true)
    const schemaOrg = normAbout(norm, standing, house.config.origin)
    return page(c, <NormPage {...frame} {...{ norm, standing, successor, family, schemaOrg }} daysLeft={until && daysBetween(today, until)} />)
  })
  app.route('/', normFileRoutes(house))
  app.route('/', consultationRoutes(house))
  return app
}

/** A document is out when the item it became is. */
const isOut = async (house: House, { agencyId, state }: Norm): Promise<boolean> =>
  state.item !== null && (await findPublished(house.db, agencyId, state.item))?.shown === 'full'

/** `2019-06-03~431`, the day a row is sorted by and its id. */
export function normPlaceIn(text: string): NormPlace | null {
  const [, on = '', id = ''] = /^(\d{4}-\d\d-\d\d)~(\d{1,15})$/.exec(text) ?? []
  return isPlainDate(on) ? { on, id: Number(id) } : null
}
const filterIn = ({ validity = '', year = '', issuer = '', after = '' }: Readonly<Record<string, string | undefined>>): NormFilter => ({
  validity: VALIDITIES.find((one) => one === validity) ?? '',
  year: /^20\d\d$/.test(year) ? Number(year) : null,
  issuer: issuer.slice(0, 100),
  after: normPlaceIn(after),
})

function normFileRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const fileOf = async (c: Web, path: string) => {
    const { site } = await publicFrame(house, c)
    const { origin } = new URL(c.req.url)
    const filter = filterIn(c.req.query())
    const now = house.now()
    const read = (after: NormPlace | null) => listPublicNorms(house.db, site.id, { ...filter, after }, beijingDay(now))
    const { rows, next } = await readPages(filter.after, MOST_EXPORTED_PAGES, read)
    return { rows: rows.map((row) => normRow(row, origin)), next: next && normsHref({ ...filter, after: next }, path), now, origin, filter }
  }
  app.get('/norms.csv', async (c) => {
    const { rows, next, now } = await fileOf(c, '/disclosure/norms.csv')
    return c.body(csvOfRows(NORM_FIELDS, rows), 200, openHeaders(CSV, now, { name: 'norms.csv', next, fields: '/open-data/norms/csv-metadata.json' }))
  })
  app.get('/norms.parquet', async (c) => {
    const { rows, next, now, origin, filter } = await fileOf(c, '/disclosure/norms.parquet')
    const about = { data_as_of: now.toISOString(), dictionary: `${origin}/open-data/norms`, filter: origin + normsHref(filter) }
    return c.body(parquetOfRows(NORM_FIELDS, rows, about), 200, openHeaders(PARQUET, now, { name: 'norms.parquet', next }))
  })
  app.get('/norms.json', async (c) => {
    const { rows, next, now } = await fileOf(c, '/disclosure/norms.json')
    return c.body(JSON.stringify({ data_as_of: now.toISOString(), next, norms: rows }), 200, openHeaders(JSON_FILE, now, { next }))
  })
  return app
}

function consultationRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/consultations', async (c) => {
    const frame = await publicFrame(house, c)
    const today = beijingDay(house.now())
    const after = normPlaceIn(c.req.query('after') ?? '')
    const list = await listConsultations(house.db, frame.site.id, after, today)
    return page(c, <ConsultationsPage {...frame} {...list} {...{ after, today }} />)
  })

  type Form = { readonly formKey: string; readonly values: Values; readonly errors: FieldErrors }
  async function show(c: Web, norm: Norm, form: Form, status: 200 | 403 | 404 | 409 | 422 | 429 = 200) {
    const { consultation } = norm.state
    if (!consultation) return c.notFound()
    const today = beijingDay(house.now())
    const after = Number(/^\d{1,9}$/.exec(c.req.query('after') ?? '')?.[0] ?? 0)
    const [frame, calendar, { rows, next }] = await Promise.all([
      publicFrame(house, c),
      loadCalendar(house.db),
      consultation.answer ? listComments(house.db, norm.id, after, true) : { rows: [], next: null },
    ])
    const told = { norm, consultation, today, open: isConsultationOpen(norm.state, today), shortest: shortestConsultation(consultation.from, calendar).due }
    return privatePage(c, <ConsultationPage {...frame} {...told} {...form} comments={rows} next={next} />, status)
  }
  const found = async (c: Web): Promise<Norm | undefined> => {
    const { site } = await publicFrame(house, c)
    const norm = await findNorm(house.db, site.id, c.req.param('number') ?? '')
    return norm && isConsultationShown(norm) ? norm : undefined
  }

  app.get(`/consultations/${NUMBER}`, async (c) => {
    const norm = await found(c)
    return norm ? await show(c, norm, { formKey: randomUUID(), values: {}, errors: {} }) : c.notFound()
  })
  app.post(`/consultations/${NUMBER}`, async (c) => {
    const norm = await found(c)
    const values = await textFields(c)
    const { key = '', body = '', name = '', contact = '' } = values
    if (!norm || !isUuid(key)) return c.notFound()
    const errors = commentFaults({ body, name, contact })
    if (Object.keys(errors).length > 0) return await show(c, norm, { formKey: key, values, errors }, 422)
    // A form that is sent again because its answer was lost is no flood.
    const many = (await isKnownComment(house.db, key)) ? undefined : await mayPost(house, 'comment', visitorAddress(c))
    if (many) return await show(c, norm, { formKey: key, values, errors: { '': many.because } }, 429)
    const n = await commentOn(house, norm.agencyId, norm.number, key, { body, name, contact })
    if (isRefusal(n)) return await show(c, norm, { formKey: key, values, errors: { '': n.because } }, statusOf[n.refused])
    return see(c, `/disclosure/consultations/${norm.number}/received?n=${n}`)
  })
  app.get(`/consultations/${NUMBER}/received`, async (c) => {
    const norm = await found(c)
    const n = Number(/^\d{1,9}$/.exec(c.req.query('n') ?? '')?.[0] ?? 0)
    const until = norm?.state.consultation?.until
    if (!norm || !until || n < 1 || n > norm.comments) return c.notFound()
    return page(c, <CommentTakenPage {...(await publicFrame(house, c))} {...{ norm, n, until }} />)
  })
  return app
}
