import { isUuid } from '../../kernel/uuid.ts'
import { Hono } from 'hono'
import { isRefusal } from '../../kernel/refusal.ts'
import { formKey } from '../../platform/form-key.ts'
import type { House } from '../../platform/house.ts'
import {
  checkFields,
  type FieldErrors,
  headerOf,
  page,
  privatePage,
  readCookie,
  see,
  statusOf,
  textFields,
  uploadedFiles,
  type Values,
  type Web,
  type WebEnv,
  writeCookie,
} from '../../platform/web.ts'
import { isAround } from './around.ts'
import { fromGcj02, listStreets, publicFrame } from '../organizations/index.ts'
import { keepPhotos, listPhotos, photoDraft } from '../photos/index.ts'
import { limitText } from '../standards/index.ts'
import { placeText, readPlace } from './map-view.ts'
import { findCase } from './store.ts'
import { mayFollow, nearbyOf } from './nearby.ts'
import { ReportPage } from './pages/report.tsx'
import { NearbyPage, ReportReceiptPage } from './pages/report-after.tsx'
import { type FilledReport, ReportForm } from './report-form.ts'
import { reportMapRoutes, showMap, tapped } from './report-map-routes.tsx'
import { signOf } from './reporter.ts'
import { COOKIE_SECONDS, RECEIPT_COOKIE, rememberReport } from './reporter-cookies.ts'
import { DESK_LIMITS } from './settings.ts'
import { findBySubmissionKey, hasReported } from './submission-store.ts'
import { type Receipt, submitReport } from './submit-report.ts'
import { takeStepOn } from './take-step.ts'
import { reportTrackRoutes } from './report-track-routes.tsx'

type Kept = Receipt & { readonly follows: string | null }

/** `/report`: from a resident's photo to a number, without an account. */
export function reportRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', async (c) => {
    const again = c.req.query('again')
    const before = again === undefined ? undefined : await findCase(house.db, again)
    const known = before?.row.shown === 'full' ? before.row : undefined
    const values = known ? { address: known.place ?? '', description: `再次出现，上次的案件：${known.number}`, tile: known.tile } : {}
    const { place = '', datum = '' } = c.req.query()
    const found = readPlace(place) ? inWgs84({ place, datum, placeSource: 'gps' }) : {}
    return await showForm(house, c, formKey(house.now()), { access: 'public', ...values, ...found }, {})
  })

  app.post('/', async (c) => {
    const values = inWgs84(await textFields(c))
    const key = isUuid((values['key'] ?? '').toLowerCase()) ? (values['key'] ?? '') : formKey(house.now())
    const refused = await keepUploads(house, c, key)
    const go = values['go'] ?? ''
    if (go === 'map') return await showMap(house, c, { ...values, key }, undefined)
    const tap = await tapped(house, c, { ...values, key })
    if (tap instanceof Response) return tap
    if (tap) return await showForm(house, c, key, { ...values, ...tap }, refused)
    if (go === 'back') return await showForm(house, c, key, values, refused)
    const form = checkFields(values, ReportForm)
    if (!form.ok || refused['photos']) return await showForm(house, c, key, withoutFarPlace(values), { ...(form.ok ? {} : form.errors), ...refused }, 422)
    return await receive(house, c, form.value, { values, go })
  })

  app.get('/receipt', async (c) => {
    const sealed = readCookie(c, RECEIPT_COOKIE)
    const receipt = sealed === undefined ? undefined : openedOr<Kept>(() => JSON.parse(house.cipher.open(sealed)))
    if (!receipt) return see(c, '/report/track')
    rememberReport(house, c, receipt.number)
    const shown = { receipt, follows: receipt.follows, screening: limitText(DESK_LIMITS.reported) }
    return privatePage(c, <ReportReceiptPage {...(await publicFrame(house, c))} {...shown} />)
  })

  app.route('/map', reportMapRoutes(house))
  app.route('/track', reportTrackRoutes(house))
  return app
}

/**
 * A place that came in GCJ-02, as WeChat's own position and Chinese maps give it, in the WGS-84 that this house keeps. This is the
 * only door it comes through: a page of WeChat opens `/report?place=116.36,39.91&datum=gcj02`, or sends the form with that field.
 */
function inWgs84({ datum = '', ...values }: Values): Values {
  const place = datum.toLowerCase() === 'gcj02' ? readPlace(values['place']) : undefined
  return place ? { ...values, place: placeText(fromGcj02(place)) } : values
}

/** Nobody can clear a hidden field: a place that is refused is not asked about again. */
function withoutFarPlace(values: Values): Values {
  const place = readPlace(values['place'])
  return place && !isAround(place) ? { ...values, place: '', placeSource: 'address' } : values
}

/** WeChat's browser says so of itself; its reports are counted under their own channel. */
const channelOf = (c: Web): 'web' | 'wechat' => (headerOf(c, 'user-agent')?.includes('MicroMessenger') ? 'wechat' : 'web')

async function receive(house: House, c: Web, form: FilledReport, { values, go }: { readonly values: Values; readonly go: string }): Promise<Response> {
  const frame = await publicFrame(house, c)
  const follows = go.startsWith('follow:') ? go.slice('follow:'.length) : null
  // A page left open names a case that has ended since, and an address may name any case: such a report would be seen by nobody.
  if (follows !== null && !(await isKnown(house, form.key)) && !(await mayFollow(house.db, frame.site.id, form, follows))) {
    const because = `${follows} 已经办完，或者不是附近的同类案件，不能跟进。核对以后请再提交一次，作为新的上报`
    return await showForm(house, c, form.key, values, { '': because }, 409)
  }
  const twice = follows !== null && (await isReporterOf(house, follows, form))
  if (twice) return await showForm(house, c, form.key, values, { '': `您已经上报或者跟进过 ${follows}，它的进展会告诉您，不用再跟进` }, 409)
  const isPictured = values['kept'] !== undefined || (await sentPhotos(c))
  if (follows === null && go !== 'new' && form.place) {
    const nearby = await nearbyOf(house.db, frame.site.id, form.place, form.tile)
    // The photos came with this form and not with the next.
    const carried = isPictured ? { ...values, kept: '1' } : values
    if (nearby.length > 0) return page(c, <NearbyPage {...frame} values={carried} nearby={nearby} />)
  }
  const photos = isPictured ? (await listPhotos(house.db, photoDraft(form.key.toLowerCase()))).length : 0
  const { street, ...filled } = form
  const known = (await listStreets(house.db, frame.site.id)).some(({ code }) => code === street)
  const report = { ...filled, street: known ? street : null, channel: follows === null ? channelOf(c) : ('follow' as const), isStaff: false, photos }
  const receipt = await submitReport(house, frame.site.id, report)
  if (isRefusal(receipt)) return await showForm(house, c, form.key, values, { '': receipt.because }, statusOf[receipt.refused])
  if (follows !== null) await follow(house, receipt.number, follows)
  const kept: Kept = { ...receipt, follows }
  writeCookie(c, RECEIPT_COOKIE, house.cipher.seal(JSON.stringify(kept)), COOKIE_SECONDS)
  return see(c, '/report/receipt')
}

const isKnown = async (house: House, key: string): Promise<boolean> => (await findBySubmissionKey(house.db, key.toLowerCase())) !== undefined

/** Whether the same person has reported or followed this case with another form; who gives no address is nobody known. */
async function isReporterOf(house: House, number: string, { key, reporter }: FilledReport): Promise<boolean> {
  const sign = signOf(reporter)
  return sign !== null && (await hasReported(house.db, number, house.cipher.fingerprint(sign), key.toLowerCase()))
}

/** Sent a second time the report is merged already, and that is as good. */
async function follow(house: House, number: string, parent: string): Promise<void> {
  await takeStepOn(house, { number, version: 1, order: { step: 'merge', parent, because: '上报人认出是同一问题，选择跟进' }, by: 'reporter' })
}

async function showForm(house: House, c: Web, key: string, values: Values, errors: FieldErrors, status: 200 | 404 | 403 | 409 | 422 = 200): Promise<Response> {
  const frame = await publicFrame(house, c)
  const [photos, streets] = await Promise.all([listPhotos(house.db, photoDraft(key.toLowerCase())), listStreets(house.db, frame.site.id)])
  const screening = limitText(DESK_LIMITS.reported)
  return page(c, <ReportPage {...frame} formKey={key} values={values} errors={errors} photos={photos} streets={streets} screening={screening} />, status)
}

const sentPhotos = async (c: Web): Promise<boolean> => (await uploadedFiles(c, 'photos')).length > 0

/** Photos are kept before anything else is looked at: a mistake in a field must not cost them. */
async function keepUploads(house: House, c: Web, key: string): Promise<FieldErrors> {
  const files = await uploadedFiles(c, 'photos')
  if (files.length === 0) return {}
  const { refused } = await keepPhotos(house, photoDraft(key.toLowerCase()), files, { role: 'report', by: null })
  return refused.length > 0 ? { photos: refused.map((one) => one.because).join('；') } : {}
}

/** What a cookie holds; undefined when somebody has tampered with it. */
function openedOr<T>(open: () => T): T | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}
