import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { beijingDay, plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import {
  checkFields,
  dropCookie,
  type FieldErrors,
  page,
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
import { loadCalendar } from '../calendar/index.ts'
import { keepDraftFile, listAttachments, listDraftFiles } from '../files/index.ts'
import { getHomeAgency, publicFrame } from '../organizations/index.ts'
import { ApplicationForm } from './application-form.ts'
import { clockOf, LONGEST_EXTENSION_DAYS, REPLY_DAYS } from './clock.ts'
import { isCountableDay } from './deadline-query.ts'
import { findForApplicant } from './find-for-applicant.ts'
import { NewRequestPage } from './pages/new-request.tsx'
import { DeadlinePage } from './pages/deadline-page.tsx'
import { AboutRequestsPage, ReceiptPage, TrackFormPage } from './pages/public-pages.tsx'
import { TrackPage } from './pages/track-page.tsx'
import { clockOfState } from './request.ts'
import { findRequest, type Request } from './store.ts'
import { type Receipt, submitRequest } from './submit-request.ts'
import { takeStepOn } from './take-step.ts'

const RECEIPT_COOKIE = 'receipt'
const TRACK_COOKIE = 'track'
const COOKIE_SECONDS = 1800
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `/requests`: everything an applicant does, without an account. */
export function requestPublicRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const frame = (c: Web) => publicFrame(house, c)
  const today = () => beijingDay(house.now())

  app.get('/', async (c) => page(c, <AboutRequestsPage {...(await frame(c))} />))

  app.get('/new', async (c) =>
    page(
      c,
      <NewRequestPage
        {...(await frame(c))}
        formKey={randomUUID()}
        values={{ kind: 'natural_person', format: 'electronic', way: 'email' }}
        errors={{}}
        files={[]}
      />,
    ),
  )

  app.post('/new', async (c) => {
    const values = await textFields(c)
    const form = checkFields(values, ApplicationForm)
    const formKey = UUID.test(values['key'] ?? '') ? (values['key'] ?? '') : randomUUID()
    const fileErrors = await keepFiles(house, c, formKey)
    if (!form.ok || fileErrors['files']) {
      const errors = { ...(form.ok ? {} : form.errors), ...fileErrors }
      const files = await listDraftFiles(house.db, formKey)
      return page(c, <NewRequestPage {...(await frame(c))} formKey={formKey} values={values} errors={errors} files={files} />, 422)
    }
    const agency = await getHomeAgency(house.db)
    const receipt = await submitRequest(house, agency.id, form.value)
    if (isRefusal(receipt))
      return page(
        c,
        <NewRequestPage {...(await frame(c))} formKey={formKey} values={values} errors={{ '': receipt.because }} files={[]} />,
        statusOf[receipt.refused],
      )
    writeCookie(c, RECEIPT_COOKIE, house.cipher.seal(JSON.stringify(receipt)), COOKIE_SECONDS)
    writeCookie(c, TRACK_COOKIE, house.cipher.sign(receipt.number), COOKIE_SECONDS)
    return see(c, '/requests/receipt')
  })

  app.get('/receipt', async (c) => {
    const sealed = readCookie(c, RECEIPT_COOKIE)
    if (!sealed) return see(c, '/requests/track')
    const receipt: Receipt = JSON.parse(house.cipher.open(sealed))
    c.header('cache-control', 'no-store')
    return page(c, <ReceiptPage {...(await frame(c))} receipt={receipt} />)
  })

  app.get('/track', async (c) => page(c, <TrackFormPage {...(await frame(c))} values={{}} errors={{}} />))

  app.post('/track', async (c) => {
    const values = await textFields(c)
    const missing = { ...(values['number'] ? {} : { number: '填写申请编号' }), ...(values['code'] ? {} : { code: '填写查询码' }) }
    if (Object.keys(missing).length > 0) return page(c, <TrackFormPage {...(await frame(c))} values={values} errors={missing} />, 422)
    const request = await findForApplicant(house, values['number'] ?? '', values['code'] ?? '')
    if (isRefusal(request))
      return page(c, <TrackFormPage {...(await frame(c))} values={values} errors={{ code: request.because }} />, request.refused === 'limit' ? 429 : 422)
    dropCookie(c, RECEIPT_COOKIE)
    writeCookie(c, TRACK_COOKIE, house.cipher.sign(request.number), COOKIE_SECONDS)
    return see(c, `/requests/track/${request.number}`)
  })

  /** The request of this address when the visitor has shown its code; the same answer for all others. */
  const ownRequest = async (c: Web): Promise<Request | undefined> => {
    const number = c.req.param('number')
    const shown = readCookie(c, TRACK_COOKIE)
    if (number === undefined || !shown || house.cipher.verify(shown) !== number) return undefined
    return await findRequest(house.db, number)
  }
  const showTrack = async (c: Web, request: Request, values: Values, errors: FieldErrors, status: 200 | 404 | 409 | 403 | 422 = 200) => {
    const calendar = await loadCalendar(house.db)
    const files = await listAttachments(house.db, `requests/${request.number}`)
    c.header('cache-control', 'private, no-store')
    return page(
      c,
      <TrackPage
        {...(await frame(c))}
        request={request}
        clock={clockOfState(request.state, request.state.conclusion?.on ?? today(), calendar)}
        today={today()}
        calendar={calendar}
        files={files}
        values={values}
        errors={errors}
      />,
      status,
    )
  }

  app.get('/track/:number', async (c) => {
    const request = await ownRequest(c)
    return request ? await showTrack(c, request, {}, {}) : see(c, '/requests/track')
  })

  app.post('/track/:number/amend', async (c) => {
    const request = await ownRequest(c)
    if (!request) return see(c, '/requests/track')
    const values = await textFields(c)
    const answer = values['answer'] ?? ''
    if (answer.length < 2) return await showTrack(c, request, values, { answer: '写出补正的内容' }, 422)
    const taken = await takeStepOn(house, request.number, undefined, { step: 'receiveAmendment', on: today(), answer }, 'applicant')
    return isRefusal(taken)
      ? await showTrack(c, request, values, { answer: taken.because }, statusOf[taken.refused])
      : see(c, `/requests/track/${request.number}`)
  })

  app.post('/track/:number/withdraw', async (c) => {
    const request = await ownRequest(c)
    if (!request) return see(c, '/requests/track')
    const values = await textFields(c)
    if (values['sure'] !== 'yes') return await showTrack(c, request, values, { reason: '勾选“确定撤回”后再提交' }, 422)
    const taken = await takeStepOn(house, request.number, undefined, { step: 'withdraw', reason: values['reason'] ?? '' }, 'applicant')
    return isRefusal(taken)
      ? await showTrack(c, request, values, { reason: taken.because }, statusOf[taken.refused])
      : see(c, `/requests/track/${request.number}`)
  })

  app.get('/deadline', async (c) => {
    const values = c.req.query()
    const [received = '', amended = ''] = [values['received'], values['amended']]
    const extended = Number(values['extended'] || 0)
    const errors: Record<string, string> = {}
    if (values['received'] !== undefined && !isCountableDay(received)) errors['received'] = '填写收到申请的日期，如 2026-01-20'
    if (amended && (!isCountableDay(amended) || amended < received)) errors['amended'] = '收到补正的日期不能早于收到申请的日期'
    if (!Number.isInteger(extended) || extended < 0 || extended > LONGEST_EXTENSION_DAYS)
      errors['extended'] = `延长的期限是 0 到 ${LONGEST_EXTENSION_DAYS} 个工作日`
    const ready = received !== '' && Object.keys(errors).length === 0
    const clock = ready
      ? clockOf(
          { receivedOn: plainDate(received), days: REPLY_DAYS, amendedOn: amended ? plainDate(amended) : null, extendedBy: extended, consultations: [] },
          await loadCalendar(house.db),
        )
      : null
    return page(c, <DeadlinePage {...(await frame(c))} clock={clock} today={today()} values={values} errors={errors} />, ready || received === '' ? 200 : 422)
  })

  return app
}

async function keepFiles(house: House, c: Web, key: string): Promise<FieldErrors> {
  const refused: string[] = []
  for (const file of await uploadedFiles(c, 'files')) {
    const kept = await keepDraftFile(house, key, file)
    if (isRefusal(kept)) refused.push(kept.because)
  }
  return refused.length > 0 ? { files: refused.join('；') } : {}
}
