import { randomUUID } from 'node:crypto'
import { isUuid } from '../../kernel/uuid.ts'
import { Hono } from 'hono'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { page, see, statusOf, textFields, uploadedFiles, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { distanceMetres, listHandlingUnits } from '../organizations/index.ts'
import { keepPhotos, listPhotos, photoDraft, type PhotoRole } from '../photos/index.ts'
import { deskCaseOf } from './desk-case.ts'
import { countDesk, countHeld, type DeskList, type DeskPlace, inOrderOfPlace, listAsking, listAtStages, listAtWork, listHeld } from './desk-store.ts'
import { type CaseDesk, deskPhotoRoutes } from './desk-photo-routes.tsx'
import { deskReporterRoutes } from './desk-reporter-routes.tsx'
import { type DeskBox, deskPlaceIn, SCREENING_ROLES, STAGES_OF } from './desk.ts'
import { isStage, isStep, type Stage, type Step } from './lifecycle.ts'
import { readPlace } from './map-view.ts'
import { loadNames } from './naming.ts'
import { DeskCasePage } from './pages/desk-case.tsx'
import type { RefusedPhoto, RefusedStep } from './pages/desk-props.ts'
import { DeskListPage } from './pages/desk-list.tsx'
import { knownTo } from './known-to.ts'
import { versionIn } from './picked.ts'
import { orderOf } from './step-orders.ts'
import { type Case, findCase } from './store.ts'
import { takeStepOn } from './take-step.ts'
import { isVisibleTo } from './visibility.ts'

const NUMBER = ':number{XC[0-9.]+-[0-9]+}'
/** The photos a step asks for. Beside them a unit may add what it found before it began, while it has the case. */
const ROLE_OF: Partial<Record<Step, PhotoRole>> = { feedBack: 'after', pass: 'verification', fail: 'verification', reportOnSite: 'verification' }
const TAKES_BEFORE: readonly Step[] = ['receive', 'finishStage', 'feedBack']

/** `/staff/cases`: what waits for a person, and one case with every step that person may take. */
export function caseDeskRoutes(house: House, desk: CaseDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', desk.readers, async (c) => {
    const frame = await desk.frame(c)
    const { agencyId, role, department } = frame.viewer
    const number = (c.req.query('q') ?? '').trim().toUpperCase()
    if (number !== '') return see(c, `/staff/cases/${encodeURIComponent(number)}`)
    const unit = role === 'handler' ? ((await listHandlingUnits(house.db, agencyId)).find(({ name }) => name === department)?.id ?? 0) : null
    const asked = c.req.query('stage') ?? ''
    const screens = SCREENING_ROLES.includes(role)
    const stage = isStage(asked) || asked === 'asks' || (asked === 'photos' && screens) ? asked : null
    const at = readPlace(c.req.query('place'))
    const [list, counts, held, names] = await Promise.all([
      listFor(house, { agencyId, unit, stage, mine: STAGES_OF[role] ?? [], place: deskPlaceIn(c.req.query('after')) }),
      countDesk(house.db, agencyId, unit),
      screens ? countHeld(house.db, agencyId) : null,
      loadNames(house.db, agencyId),
    ])
    const rows = at ? inOrderOfPlace(list.rows, (row) => distanceMetres(at, row)) : list.rows
    return page(c, <DeskListPage {...{ ...frame, ...list, rows, counts, held, names, stage, at: at ?? null, now: house.now() }} />)
  })

  app.get(`/${NUMBER}`, desk.readers, async (c) => {
    const one = await visible(house, c, desk)
    const step = c.req.query('step') ?? ''
    return one ? await show(house, c, desk, one, { step: isStep(step) ? step : null }) : c.notFound()
  })

  app.route(
    '/',
    deskPhotoRoutes(house, desk, (c, one, refusedPhoto, status) => show(house, c, desk, one, { step: null, refusedPhoto }, status)),
  )
  app.route('/', deskReporterRoutes(house, desk)) // before the steps, whose names stand at the same place

  app.post(`/${NUMBER}/:step{[a-zA-Z]+}`, desk.readers, async (c) => {
    const step = c.req.param('step')
    const one = await visible(house, c, desk)
    if (!one || !isStep(step)) return c.notFound()
    const values = await textFields(c)
    const refused = await take(house, c, desk, { one, step, values })
    if (!refused) return see(c, `/staff/cases/${one.number}`)
    const latest = (await findCase(house.db, one.number)) ?? one
    return await show(house, c, desk, latest, { step, refused: { step, because: refused, values } }, statusOf[refused.refused])
  })
  return app
}

type Listed = { agencyId: number; unit: number | null; stage: DeskBox | null; mine: readonly Stage[]; place: DeskPlace | null }
function listFor({ db }: House, { agencyId, unit, stage, mine, place }: Listed): Promise<DeskList> {
  if (unit !== null) return listAtWork(db, agencyId, unit, place)
  if (stage === 'photos') return listHeld(db, agencyId, place)
  if (stage === 'asks') return listAsking(db, agencyId, place)
  if (stage === 'handling') return listAtWork(db, agencyId, null, place)
  return listAtStages(db, agencyId, stage === null ? mine : [stage], place)
}

async function visible(house: House, c: Web, desk: CaseDesk): Promise<Case | undefined> {
  const one = await findCase(house.db, c.req.param('number') ?? '')
  return one && isVisibleTo(one, (await desk.frame(c)).viewer) ? one : undefined
}

type Shown = { readonly step: Step | null; readonly refused?: RefusedStep; readonly refusedPhoto?: RefusedPhoto }
async function show(house: House, c: Web, desk: CaseDesk, one: Case, shown: Shown, status: 200 | 403 | 404 | 409 | 422 = 200): Promise<Response> {
  const frame = await desk.frame(c)
  const key = shown.refused?.values['form'] ?? ''
  const form = isUuid(key) ? key : randomUUID()
  const [view, sent] = await Promise.all([deskCaseOf(house, one, frame.viewer, { every: c.req.query('all') === '1' }), listPhotos(house.db, photoDraft(form))])
  return page(c, <DeskCasePage {...frame} {...view} {...shown} form={form} sent={sent} />, status)
}

type Taken = { readonly one: Case; readonly step: Step; readonly values: Values }
/** Takes the step of a form; its photos are kept before anything is looked at, so that a mistake does not cost them. */
async function take(house: House, c: Web, desk: CaseDesk, { one, step, values }: Taken): Promise<Refusal | undefined> {
  const { viewer } = await desk.frame(c)
  const form = isUuid(values['form'] ?? '') ? (values['form'] ?? '') : randomUUID()
  const role = ROLE_OF[step]
  const fields = [...(role ? [{ name: 'photos', role }] : []), ...(TAKES_BEFORE.includes(step) ? [{ name: 'before', role: 'before' as const }] : [])]
  const wrong: Refusal[] = []
  for (const field of fields) {
    const files = await uploadedFiles(c, field.name)
    if (files.length > 0) wrong.push(...(await keepPhotos(house, photoDraft(form), files, { role: field.role, by: viewer.account })).refused)
  }
  if (wrong.length > 0) return refuse('invalid', wrong.map(({ because }) => because).join('；'))
  const order = await orderOf(step, values, await knownTo(house, one))
  if (isRefusal(order)) return order
  const kept = fields.length > 0 ? await listPhotos(house.db, photoDraft(form)) : []
  const photos = kept.filter((photo) => photo.role === role).length
  const taken = await takeStepOn(house, {
    number: one.number,
    version: versionIn(values['version']),
    order,
    by: viewer,
    photos,
    besides: kept.length - photos,
    form,
  })
  return isRefusal(taken) ? taken : undefined
}
