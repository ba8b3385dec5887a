import { randomUUID } from 'node:crypto'
import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { beijingDay, yearOf } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { LIST_FILES, listFile } from '../../../platform/list-file.ts'
import type { House } from '../../../platform/house.ts'
import { checkFields, download, page, see, statusOf, textFields, uploadedFiles, type Values, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { addWorkingDays, loadCalendar } from '../../calendar/index.ts'
import { findAttachment, keepDraftFile, listDraftFiles } from '../../files/index.ts'
import { consoleFrame, may, viewerOf } from '../../identity/index.ts'
import { findLetters, wordingsOn } from '../../letters/index.ts'
import { isDecision } from '../decisions.ts'
import { listRemedies, type Remedy } from '../figures.ts'
import { listCopies } from '../copies/copy-store.ts'
import { letterRoutesAt, type LetterSource } from '../letters/staff-routes.tsx'
import { subjectOf } from '../letters/subject.ts'
import { draftText } from '../reply.ts'
import { deskOf } from '../staff-desk.ts'
import { lastChanges } from '../versions/read-versions.ts'
import { versionRoutesAt } from '../versions/staff-routes.tsx'
import { findAnew } from './anew.ts'
import { REMEDY_AMBER_DAYS } from './clock.ts'
import { NewRemedyForm, remedyOrderIn } from './forms.ts'
import { REMEDY_ROUTES } from './kinds.ts'
import { isRemedyStep, REMEDY_STAGES } from './lifecycle.ts'
import { REMEDY_FIELDS, remedyLine } from '../list-fields.ts'
import { RemediesPage, type RemediesProps, type RemedyFilter } from './pages/desk.tsx'
import { RemedyFilePage, type RemedyFileProps } from './pages/file.tsx'
import { findRemedy, listDueRemedies, listFollowing, listReconsiderations, openRemedies, type RemedyFile } from './store.ts'
import { type AnewOf, orderedBy } from './pages/redo.tsx'
import { addRemedy, isTwin, takeRemedyStepOn } from './take-remedy-step.ts'

const OFFICE = ['information-officer', 'reviewer', 'signer'] as const
const ID = '/:id{[0-9]{1,15}}'

/** `/staff/remedies`: the ledger of table four, and each 复议 and 诉讼 on a page of its own. */
export function remedyRoutes(house: House): Hono<WebEnv> {
  return new Hono<WebEnv>().route('/', deskRoutes(house)).route('/', letterRoutesOf(house)).route('/', fileRoutes(house))
}

/** The letters of an answer ordered anew, and its versions; they stand before the steps. */
function letterRoutesOf(house: House): Hono<WebEnv> {
  const find = async (c: Web) => {
    const remedy = await findRemedy(house.db, viewerOf(c).agencyId, Number(c.req.param('remedy')))
    return (remedy && (await findAnew(house.db, remedy))) ?? undefined
  }
  const hold: LetterSource['hold'] = async (tx, { agencyId, anew = 0 }) => {
    const remedy = await findRemedy(tx, agencyId, anew, true)
    return (remedy && (await findAnew(tx, remedy))) ?? undefined
  }
  return new Hono<WebEnv>()
    .route('/', letterRoutesAt(house, '/:remedy{[0-9]{1,15}}/letters', { find, hold }))
    .route('/', versionRoutesAt(house, '/:remedy{[0-9]{1,15}}/versions', may(...OFFICE), find))
}

async function whenOf(house: House) {
  const today = beijingDay(house.now())
  const calendar = await loadCalendar(house.db)
  return { today, calendar, amberOn: addWorkingDays(today, REMEDY_AMBER_DAYS, calendar) }
}

function deskRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const filterIn = (c: Web): RemedyFilter => {
    const { year = '', state = '', kind = '' } = c.req.query()
    const asked = Number(year)
    return {
      year: Number.isInteger(asked) && asked >= 2000 && asked <= 2099 ? asked : yearOf(beijingDay(house.now())),
      state: state === 'suspended' ? state : (REMEDY_STAGES.find((one) => one === state) ?? ''),
      route: REMEDY_ROUTES.find((one) => one === kind) ?? '',
    }
  }
  const listed = async (c: Web, filter: RemedyFilter): Promise<Remedy[]> => {
    const all = await listRemedies(house.db, viewerOf(c).agencyId, filter.year)
    const fits = ({ stage, suspended, route }: Remedy) =>
      (filter.state === '' || (filter.state === 'suspended' ? suspended : stage === filter.state)) && (filter.route === '' || route === filter.route)
    return all.filter(fits)
  }
  const show = async (c: Web, refused?: RemediesProps['refused'], status: 200 | 403 | 404 | 409 | 422 = 200, key?: string) => {
    const { agencyId } = viewerOf(c)
    const filter = filterIn(c)
    const [frame, when, remedies, due, open, reconsiderations] = await Promise.all([
      consoleFrame(house, c),
      whenOf(house),
      listed(c, filter),
      listDueRemedies(house.db, agencyId),
      openRemedies(house.db, agencyId),
      listReconsiderations(house.db, agencyId),
    ])
    const mayRecord = frame.viewer.role === 'information-officer'
    const props = { filter, remedies, due, open: open.length, reconsiderations, mayRecord, formKey: key ?? randomUUID() }
    return page(c, <RemediesPage {...frame} {...when} {...props} {...(refused ? { refused } : {})} />, status)
  }

  app.get('/', may(...OFFICE), (c) => show(c))

  for (const kind of LIST_FILES)
    app.get(`/list.${kind}`, may(...OFFICE), async (c) => {
      const filter = filterIn(c)
      const rows = await listed(c, filter)
      await leaveTrace(house.db, { at: house.now(), by: viewerOf(c), act: '导出复议和诉讼台账', subject: 'remedies', note: `${filter.year} 年` })
      return await listFile(c, kind, `复议和诉讼${filter.year}`, beijingDay(house.now()), REMEDY_FIELDS, rows.map(remedyLine))
    })

  app.post('/', may('information-officer'), async (c) => {
    const values = await textFields(c)
    const key = isUuid(values['key'] ?? '') ? values['key'] : undefined
    const form = checkFields(values, NewRemedyForm)
    if (!form.ok) return await show(c, { values, errors: form.errors }, 422, key)
    const added = await addRemedy(house, viewerOf(c), form.value, key)
    if (!isRefusal(added)) return see(c, `/staff/remedies?year=${yearOf(form.value.filedOn)}`)
    const twin = isTwin(added) ? { twin: added.twin } : {}
    return await show(c, { values, errors: { [fieldOf(added)]: added.because }, ...twin }, statusOf[added.refused], key)
  })

  return app
}

/** The field a sentence is about. */
function fieldOf(refusal: Refusal): string {
  const { because } = refusal
  if (isTwin(refusal)) return 'caseNumber'
  if (because.startsWith('受理日期')) return 'filedOn'
  if (because.includes('复议的') || because.includes('这件复议')) return 'follows'
  return because.includes('编号') ? 'requestNumber' : ''
}

function fileRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const found = async (c: Web) => await findRemedy(house.db, viewerOf(c).agencyId, Number(c.req.param('id')))
  const show = async (
    c: Web,
    remedy: RemedyFile,
    more: Partial<Pick<RemedyFileProps, 'step' | 'refused' | 'formKey'>>,
    status: 200 | 403 | 404 | 409 | 422 = 200,
  ) => {
    const [frame, when, following, anew] = await Promise.all([deskOf(house).frame(c), whenOf(house), listFollowing(house.db, remedy.id), anewOf(c, remedy)])
    const words = more.step === 'draftRedo' && anew ? await wordingsOn(house.db, anew.request.agencyId, beijingDay(house.now())) : undefined
    return page(
      c,
      <RemedyFilePage {...frame} {...when} words={words} remedy={remedy} following={following} anew={anew} formKey={randomUUID()} {...more} />,
      status,
    )
  }
  const anewOf = async (c: Web, remedy: RemedyFile): Promise<AnewOf | null> => {
    const request = await findAnew(house.db, remedy)
    if (!request) return null
    const letters = await findLetters(house.db, request.agencyId, subjectOf(request))
    const copies = await listCopies(house.db, request)
    return { request, letters, copies, changes: await lastChanges(house, request, viewerOf(c), letters) }
  }
  /** Another template was asked for: the form comes back with its text. */
  const showTemplate = async (c: Web, remedy: RemedyFile, values: Values) => {
    const request = await findAnew(house.db, remedy)
    const decision = values['decision'] ?? ''
    if (!request || !isDecision(decision)) return c.notFound()
    const { agencyName } = await deskOf(house).frame(c)
    const about = { agency: agencyName, receivedOn: request.state.receivedOn, subject: request.subject, orderedBy: orderedBy(remedy.state) }
    const words = await wordingsOn(house.db, request.agencyId, beijingDay(house.now()))
    const because = refuse('invalid', '已换用范本，请核对〔〕处后提交')
    return await show(c, remedy, { refused: { step: 'draftRedo', because, values: { decision, text: draftText(decision, about, words) }, files: [] } })
  }

  app.get(ID, may(...OFFICE), async (c) => {
    const remedy = await found(c)
    const step = c.req.query('step') ?? ''
    return remedy ? await show(c, remedy, isRemedyStep(step) ? { step } : {}) : c.notFound()
  })

  app.get(`${ID}/files/:file{[0-9a-f-]{36}}`, may(...OFFICE), async (c) => {
    const remedy = await found(c)
    const file = remedy && isUuid(c.req.param('file')) ? await findAttachment(house, `remedies/${remedy.id}`, c.req.param('file')) : undefined
    if (!remedy || !file) return c.notFound()
    await leaveTrace(house.db, { at: house.now(), by: viewerOf(c), act: '下载附件', subject: `remedies/${remedy.id}`, note: file.name })
    return download(c, file.name, file.media, file.bytes)
  })

  app.post(`${ID}/:step{[a-zA-Z]+}`, may(...OFFICE), async (c) => {
    const step = c.req.param('step')
    const remedy = await found(c)
    if (!remedy || !isRemedyStep(step)) return c.notFound()
    const { version = '', key = '', template, ...values } = await textFields(c)
    if (step === 'draftRedo' && template) return await showTemplate(c, remedy, values)
    const fileKey = isUuid(key) ? key : randomUUID()
    const order = (await keepFiles(house, c, fileKey)) ?? remedyOrderIn(step, values)
    // A form without a version was sent by hand: it is as good as stale.
    const seen = /^\d{1,9}$/.test(version) ? Number(version) : -1
    const taken = isRefusal(order) ? order : await takeRemedyStepOn(house, viewerOf(c), remedy.id, seen, order, fileKey)
    if (!isRefusal(taken)) return see(c, `/staff/remedies/${remedy.id}`)
    const files = (await listDraftFiles(house.db, fileKey)).map(({ name }) => name)
    const latest = (await found(c)) ?? remedy
    return await show(c, latest, { formKey: fileKey, refused: { step, because: taken, values, files } }, statusOf[taken.refused])
  })

  return app
}

/** Keeps what came with a step under its form's key, so that a form that comes back need not ask for it again. */
async function keepFiles(house: House, c: Web, key: string): Promise<Refusal | undefined> {
  for (const file of await uploadedFiles(c, 'files')) {
    const kept = await keepDraftFile(house, key, file)
    if (isRefusal(kept)) return kept
  }
  return undefined
}
