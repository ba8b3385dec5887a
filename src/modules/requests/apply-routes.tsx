import { randomUUID } from 'node:crypto'
import { caseOfToken } from '../../kernel/from-case.ts'
import { isUuid, uuidOf } from '../../kernel/uuid.ts'
import { Hono } from 'hono'
import { isRefusal } from '../../kernel/refusal.ts'
import { cachedPage } from '../../platform/cached.ts'
import type { House } from '../../platform/house.ts'
import {
  checkFields,
  type FieldErrors,
  page,
  privatePage,
  readCookie,
  see,
  statusOf,
  textFields,
  uploadedFiles,
  type Web,
  type WebEnv,
  writeCookie,
} from '../../platform/web.ts'
import { keepDraftFile, listDraftFiles } from '../files/index.ts'
import { getHomeAgency, publicFrame } from '../organizations/index.ts'
import { offersFor } from './answers/offers.ts'
import { countOffered } from './radar/offered.ts'
import { mattersIn, mattersOf } from './radar/offered-paths.ts'
import { ApplicationForm } from './application-form.ts'
import { NewRequestPage } from './pages/new-request.tsx'
import { AboutRequestsPage, ReceiptPage } from './pages/public-pages.tsx'
import { type Receipt, submitRequest } from './submit-request.ts'

import { COOKIE_SECONDS, RECEIPT_COOKIE, rememberNumber } from './applicant-cookies.ts'

const KEEP_MS = 60_000

/** `/requests/new` and its receipt: applying without an account. */
export function applyRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const frame = (c: Web) => publicFrame(house, c)

  app.get('/', async (c) => cachedPage(house, c, <AboutRequestsPage {...(await frame(c))} />, { topics: [], forMs: KEEP_MS }))

  // Who looked first goes on with the same words.
  app.get('/new', async (c) => {
    const base = await frame(c)
    const offers = await offersFor(house, base.site.id, c.req.query('q') ?? '')
    const matters = offers ? mattersOf(offers) : []
    await countOffered(house, base.site.id, 'shown', matters)
    const values = { kind: 'natural_person', format: 'electronic', way: 'email', subject: offers?.text ?? '', offered: matters.join(' ') }
    const from = fromCaseOf(house, c)
    const formKey = from?.key ?? randomUUID()
    return page(
      c,
      <NewRequestPage {...base} formKey={formKey} values={{ ...values, ...from?.values }} errors={{}} files={[]} offers={offers} fromCase={from?.number} />,
    )
  })

  app.post('/new', async (c) => {
    const values = await textFields(c)
    const form = checkFields(values, ApplicationForm)
    const formKey = isUuid((values['key'] ?? '').toLowerCase()) ? (values['key'] ?? '') : randomUUID()
    const fileErrors = await keepFiles(house, c, formKey)
    if (!form.ok || fileErrors['files']) {
      const errors = { ...(form.ok ? {} : form.errors), ...fileErrors }
      const files = await listDraftFiles(house.db, formKey)
      return page(
        c,
        <NewRequestPage
          {...(await frame(c))}
          formKey={formKey}
          values={values}
          errors={errors}
          files={files}
          offers={null}
          fromCase={caseOfToken(house.cipher, values['case'] ?? '')}
        />,
        422,
      )
    }
    const agency = await getHomeAgency(house.db)
    const fromCase = caseOfToken(house.cipher, values['case'] ?? '')
    const receipt = await submitRequest(house, agency.id, fromCase === undefined ? form.value : { ...form.value, key: keyOfCase(house, fromCase), fromCase })
    if (isRefusal(receipt))
      return page(
        c,
        <NewRequestPage
          {...(await frame(c))}
          formKey={formKey}
          values={values}
          errors={{ '': receipt.because }}
          files={[]}
          offers={null}
          fromCase={fromCase}
        />,
        statusOf[receipt.refused],
      )
    void countOffered(house, agency.id, 'filed', mattersIn(values['offered'] ?? ''))
    writeCookie(c, RECEIPT_COOKIE, house.cipher.seal(JSON.stringify(receipt)), COOKIE_SECONDS)
    return see(c, '/requests/receipt')
  })

  receiptRoute(app, house)
  return app
}

function receiptRoute(app: Hono<WebEnv>, house: House): void {
  app.get('/receipt', async (c) => {
    const sealed = readCookie(c, RECEIPT_COOKIE)
    if (!sealed) return see(c, '/requests/track')
    const receipt: Receipt | undefined = openedOr(() => JSON.parse(house.cipher.open(sealed)))
    if (!receipt) return see(c, '/requests/track')
    rememberNumber(house, c, receipt.number)
    return privatePage(c, <ReceiptPage {...(await publicFrame(house, c))} receipt={receipt} />)
  })
}

/** A case makes one application at most: its form has always the same key. */
const keyOfCase = (house: House, number: string): string => uuidOf(house.cipher.fingerprint(`from-case:${number}`), 4)

/** What a report carries into the form: all that was written, not only what is searched for. */
function fromCaseOf(house: House, c: Web) {
  const token = c.req.query('case') ?? ''
  const number = caseOfToken(house.cipher, token)
  return number === undefined ? undefined : { number, key: keyOfCase(house, number), values: { subject: c.req.query('q') ?? '', case: token } }
}

/** What a cookie holds; undefined when somebody has tampered with it. */
function openedOr<T>(open: () => T): T | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}

async function keepFiles(house: House, c: Web, key: string): Promise<FieldErrors> {
  const refused: string[] = []
  for (const file of await uploadedFiles(c, 'files')) {
    const kept = await keepDraftFile(house, key, file)
    if (isRefusal(kept)) refused.push(kept.because)
  }
  return refused.length > 0 ? { files: refused.join('；') } : {}
}
