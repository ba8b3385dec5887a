import { isUuid } from '../../kernel/uuid.ts'
import { Hono } from 'hono'
import { beijingDay } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { formKey } from '../../platform/form-key.ts'
import type { House } from '../../platform/house.ts'
import { download, dropCookie, type FieldErrors, page, privatePage, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { loadCalendar } from '../calendar/index.ts'
import { listAttachments } from '../files/index.ts'
import { bytesOfLetter, hasGoneOut, letterOf } from '../letters/index.ts'
import { publicFrame } from '../organizations/index.ts'
import { copiesForApplicant } from './copies/release.ts'
import { ownCopyRoutes } from './copies/track-routes.ts'
import { type GivenLetter, lettersForApplicant } from './letters/given-letters.ts'
import { noteOpened } from './letters/note-opened.ts'
import { subjectOf } from './letters/subject.ts'
import { findForApplicant } from './find-for-applicant.ts'
import { TrackFormPage } from './pages/public-pages.tsx'
import { TrackPage } from './pages/track-page.tsx'
import { maySuggest } from './petitions/petition.ts'
import { findOwnSuggestion, suggestToPublish } from './petitions/suggest.ts'
import { listAnew } from './remedies/anew.ts'
import { listRemediesOf } from './remedies/store.ts'
import { clockOfState } from './request.ts'
import type { Order } from './steps.ts'
import { findRequest, type Request } from './store.ts'
import { takeStepOn } from './take-step.ts'

import { ownRequest as requestShown, RECEIPT_COOKIE, rememberNumber } from './applicant-cookies.ts'

/** `/requests/track`: from number and query code to the request, its clock, and what the applicant may still do. */
export function trackRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const frame = (c: Web) => publicFrame(house, c)
  const today = () => beijingDay(house.now())
  const { ownRequest, showTrack } = ownRequestOf(house)

  app.get('/', async (c) => page(c, <TrackFormPage {...(await frame(c))} values={{}} errors={{}} />))

  app.post('/', async (c) => {
    const values = await textFields(c)
    const missing = { ...(values['number'] ? {} : { number: '填写申请编号' }), ...(values['code'] ? {} : { code: '填写查询码' }) }
    if (Object.keys(missing).length > 0) return page(c, <TrackFormPage {...(await frame(c))} values={values} errors={missing} />, 422)
    const request = await findForApplicant(house, values['number'] ?? '', values['code'] ?? '')
    if (isRefusal(request))
      return page(c, <TrackFormPage {...(await frame(c))} values={values} errors={{ code: request.because }} />, request.refused === 'limit' ? 429 : 422)
    dropCookie(c, RECEIPT_COOKIE)
    rememberNumber(house, c, request.number)
    return see(c, `/requests/track/${request.number}`)
  })

  app.get('/:number', async (c) => {
    const request = await ownRequest(c)
    return request ? await showTrack(c, request, {}, {}) : see(c, '/requests/track')
  })

  /** What the applicant writes at a step of her own: said once, in one field. */
  const answersBy = (path: string, field: string, missing: string, order: (words: string) => Order) =>
    app.post(`/:number/${path}`, async (c) => {
      const request = await ownRequest(c)
      if (!request) return see(c, '/requests/track')
      const values = await textFields(c)
      const words = values[field] ?? ''
      if (words.length < 2) return await showTrack(c, request, values, { [field]: missing }, 422)
      const taken = await takeStepOn(house, request.number, undefined, order(words), 'applicant')
      return isRefusal(taken) && !(await isSaidAlready(house, request.number, order(words)))
        ? await showTrack(c, request, values, { [field]: taken.because }, statusOf[taken.refused])
        : see(c, `/requests/track/${request.number}`)
    })
  answersBy('amend', 'answer', '写出补正的内容', (answer) => ({ step: 'receiveAmendment', on: today(), answer }))
  answersBy('reasons', 'reasons', '写出申请的理由', (answer) => ({ step: 'receiveReasons', on: today(), answer }))
  answersBy('objection', 'objection', '写出对收费的异议', (reason) => ({ step: 'objectToFee', on: today(), reason }))

  app.post('/:number/withdraw', async (c) => {
    const request = await ownRequest(c)
    if (!request) return see(c, '/requests/track')
    const values = await textFields(c)
    if (values['sure'] !== 'yes') return await showTrack(c, request, values, { reason: '勾选“确定撤回”后再提交' }, 422)
    const taken = await takeStepOn(house, request.number, undefined, { step: 'withdraw', reason: values['reason'] ?? '' }, 'applicant')
    return isRefusal(taken)
      ? await showTrack(c, request, values, { reason: taken.because }, statusOf[taken.refused])
      : see(c, `/requests/track/${request.number}`)
  })

  return app.route('/', ownLetterRoutes(house)).route('/', ownCopyRoutes(house)).route('/', suggestRoutes(house))
}

/** What was given may be suggested for everybody. */
function suggestRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { ownRequest, showTrack } = ownRequestOf(house)
  app.post('/:number/suggest', async (c) => {
    const request = await ownRequest(c)
    if (!request) return see(c, '/requests/track')
    const values = await textFields(c)
    const key = isUuid((values['key'] ?? '').toLowerCase()) ? (values['key'] ?? '') : formKey(house.now())
    const sent = await suggestToPublish(house, request, key, values['why'] ?? '')
    return isRefusal(sent)
      ? await showTrack(c, request, { ...values, key }, { why: sent.because }, statusOf[sent.refused])
      : see(c, `/requests/track/${request.number}`)
  })

  return app
}

/** The letters of a request, for whoever has shown its code. */
function ownLetterRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { ownRequest } = ownRequestOf(house)
  app.get('/:number/letters/:id{[0-9]{1,15}}', async (c) => {
    const request = await ownRequest(c)
    if (!request) return see(c, '/requests/track')
    const id = Number(c.req.param('id'))
    const own = (await lettersForApplicant(house.db, request)).find((one) => one.id === id)
    const redone = own ? undefined : (await lettersAnew(house, request)).find((one) => one.letter.id === id)
    const letter = own ?? redone?.letter
    if (!letter) return c.notFound()
    await noteOpened(house, request, letter, redone?.remedy)
    await leaveTrace(house.db, {
      at: house.now(),
      by: 'public',
      act: '申请人打开文书',
      subject: `requests/${request.number}`,
      note: letter.number ?? letter.code,
    })
    return download(c, `${letter.number ?? letter.code} ${letterOf(letter.code).name}.pdf`, 'application/pdf', await bytesOfLetter(house, letter, 'pdf'))
  })
  return app
}

/** What was written to the applicant of answers ordered anew, with the remedy each belongs to. */
async function lettersAnew(house: House, request: Request): Promise<readonly { readonly letter: GivenLetter; readonly remedy: Request }[]> {
  const all = await Promise.all(
    (await listAnew(house.db, request)).map(async (remedy) => (await lettersForApplicant(house.db, remedy)).map((letter) => ({ letter, remedy }))),
  )
  return all.flat()
}

function ownRequestOf(house: House) {
  const today = () => beijingDay(house.now())
  const ownRequest = (c: Web) => requestShown(house, c)
  const showTrack = async (c: Web, request: Request, values: Values, errors: FieldErrors, status: 200 | 404 | 409 | 403 | 422 = 200) => {
    const [calendar, letters] = await Promise.all([loadCalendar(house.db), lettersTo(house, request)])
    const redone = request.state.conclusion ? (await lettersAnew(house, request)).map(({ letter }) => letter) : []
    const files = request.hasFiles ? await listAttachments(house.db, `requests/${request.number}`) : []
    const remedies = request.state.conclusion ? await listRemediesOf(house.db, request.agencyId, request.number) : []
    const suggestion = maySuggest(request.state.conclusion?.decision) ? ((await findOwnSuggestion(house.db, request)) ?? null) : null
    return privatePage(
      c,
      <TrackPage
        {...(await publicFrame(house, c))}
        request={request}
        clock={clockOfState(request.state, request.state.conclusion?.on ?? today(), calendar)}
        today={today()}
        calendar={calendar}
        files={files}
        remedies={remedies}
        suggestion={suggestion}
        formKey={values['key'] ?? formKey(house.now())}
        copies={await copiesForApplicant(house.db, request)}
        letters={[...redone, ...letters]}
        values={values}
        errors={errors}
      />,
      status,
    )
  }

  return { ownRequest, showTrack }
}

/** A finger that taps twice sends twice: the same words of hers, the same day, have been taken. */
async function isSaidAlready({ db }: House, number: string, order: Order): Promise<boolean> {
  const told = (await findRequest(db, number))?.events.map(({ fact }) => fact) ?? []
  const words = (one: object): string => ('answer' in one ? String(one.answer) : 'reason' in one ? String(one.reason) : '')
  return told.some((fact) => fact.step === order.step && 'on' in order && fact.on === order.on && words(fact) === words(order))
}

/** Until something is asked of her, answered or sent, nothing but the receipt has been written to the applicant, which she was given at once. */
async function lettersTo({ db }: House, request: Request): Promise<readonly GivenLetter[]> {
  const { conclusion, amendment, reasons, fee, extendedBy, consultations, draft } = request.state
  const isLikely = [conclusion, amendment, reasons, fee, draft].some((fact) => fact !== null) || extendedBy > 0 || consultations.length > 0
  return isLikely || (await hasGoneOut(db, request.agencyId, subjectOf(request))) ? await lettersForApplicant(db, request) : []
}
