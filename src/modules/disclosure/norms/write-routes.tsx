import { randomUUID } from 'node:crypto'
import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { beijingDay, isPlainDate } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { type FieldErrors, page, see, statusOf, textFields, uploadedFiles, type Values, type Web, type WebEnv } from '../../../platform/web.ts'
import { readDocument } from '../../documents/index.ts'
import { bodyOf } from '../take-files.ts'
import { normContentOf, normValuesOf, optionalDay } from './forms.ts'
import { type Issue, type NormContent, ORIGINS, type Origin } from './norm.ts'
import { SeriesPage, WriteNormPage } from './pages/forms.tsx'
import { setSeries } from './set-series.ts'
import type { DisclosureDesk } from '../staff-routes.tsx'
import { normSeenBy, versionIn } from './seen.ts'
import { listSeries, type Norm } from './store.ts'
import { receiveNorm, takeNormStepOn } from './take-norm-step.ts'

const NUMBER = ':number{20[0-9][0-9]-[0-9]{3,6}}'
type Status = 200 | 403 | 404 | 409 | 422
/** What the form says; a document that came with it becomes the words. */
async function writtenIn(c: Web): Promise<{ readonly values: Values; readonly fault: Refusal | null; readonly left: readonly string[] }> {
  const values = await textFields(c)
  const [document] = await uploadedFiles(c, 'document')
  const read = document && (await readDocument(document))
  if (read === undefined || isRefusal(read)) return { values, fault: read ?? null, left: [] }
  return { values: { ...values, body: read.html }, fault: null, left: read.left }
}

/** What was left out of the words is kept beside them as long as they stay. */
function wordsIn(values: Values, left: readonly string[], before?: NormContent): NormContent {
  const body = bodyOf(values['body'] ?? '')
  return normContentOf(values, { html: body.html, left: before?.html === body.html ? (before.left ?? []) : [...left, ...body.left] })
}

const originsOf = ({ role }: Viewer): readonly Origin[] => (role === 'information-officer' ? ORIGINS : role === 'handling-department' ? ['own'] : [])

/** The words of a document, and the formats of its number. */
export function writeRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const show = async (c: Web, norm: Norm | null, formKey: string, values: Values, errors: FieldErrors = {}, status: Status = 200) => {
    const frame = await desk.frame(c)
    const told = { formKey, values, errors, origins: originsOf(frame.viewer), number: norm?.number ?? null, version: norm?.version ?? null }
    return page(c, <WriteNormPage {...frame} {...told} />, status)
  }

  app.get('/new', desk.readers, async (c) => {
    const { site, viewer } = await desk.frame(c)
    return originsOf(viewer).length > 0 ? await show(c, null, randomUUID(), { origin: 'own', issuer: site.name }) : c.notFound()
  })
  app.post('/new', desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const { values, fault, left } = await writtenIn(c)
    const key = values['key'] ?? ''
    if (originsOf(viewer).length === 0 || !isUuid(key)) return c.notFound()
    if (fault) return await show(c, null, key, values, { document: fault.because }, statusOf[fault.refused])
    const origin = originsOf(viewer).find((one) => one === values['origin'])
    const issue = origin === 'existing' ? issueOf(values) : null
    const told = !origin
      ? refuse('invalid', '选一种来源')
      : isRefusal(issue)
        ? issue
        : await receiveNorm(house, viewer, key, { origin, content: wordsIn(values, left), issue })
    return isRefusal(told) ? await show(c, null, key, values, { '': told.because }, statusOf[told.refused]) : see(c, `/staff/norms/${told}`)
  })

  app.get(`/${NUMBER}/edit`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const norm = await normSeenBy(house, c.req.param('number'), viewer)
    return norm && originsOf(viewer).length > 0 ? await show(c, norm, randomUUID(), normValuesOf(norm.state.content)) : c.notFound()
  })
  app.post(`/${NUMBER}/edit`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const { values, fault, left } = await writtenIn(c)
    const norm = await normSeenBy(house, c.req.param('number'), viewer)
    if (!norm) return c.notFound()
    if (fault) return await show(c, norm, values['key'] ?? '', values, { document: fault.because }, statusOf[fault.refused])
    const order = { step: 'edit', content: wordsIn(values, left, norm.state.content) } as const
    const done = await takeNormStepOn(house, { agencyId: viewer.agencyId, number: norm.number, version: versionIn(values['version']), order }, viewer)
    if (isRefusal(done)) return await show(c, norm, values['key'] ?? '', values, { '': done.because }, statusOf[done.refused])
    return see(c, `/staff/norms/${norm.number}`)
  })

  const series = async (c: Web, values: Values, errors: FieldErrors, status: Status = 200) => {
    const frame = await desk.frame(c)
    const mayAdd = frame.viewer.role === 'information-officer'
    return page(c, <SeriesPage {...frame} series={await listSeries(house.db, frame.viewer.agencyId)} {...{ mayAdd, values, errors }} />, status)
  }
  app.get('/series', desk.readers, async (c) => await series(c, {}, {}))
  app.post('/series', desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    if (viewer.role !== 'information-officer') return c.notFound()
    const values = await textFields(c)
    const refused = await setSeries(house, viewer, values['format'] ?? '')
    return refused ? await series(c, values, { format: refused.because }, statusOf[refused.refused]) : see(c, '/staff/norms/series')
  })
  return app

  function issueOf(values: Values): Issue | Refusal<'invalid'> {
    const [issuedOn, effectiveOn = '', validUntil] = [
      values['issuedOn'] ?? '',
      values['effectiveOn'] || values['issuedOn'],
      optionalDay(values, 'validUntil', '有效期至'),
    ]
    if (!isPlainDate(issuedOn) || !isPlainDate(effectiveOn)) return refuse('invalid', `成文日期和施行日期填成“${beijingDay(house.now())}”这样的日期`)
    if (validUntil !== null && typeof validUntil !== 'string') return validUntil
    return { documentNumber: values['documentNumber'] ?? '', issuedOn, effectiveOn, validUntil }
  }
}
