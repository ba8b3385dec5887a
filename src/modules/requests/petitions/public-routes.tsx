import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { isRefusal } from '../../../kernel/refusal.ts'
import { formKey } from '../../../platform/form-key.ts'
import type { House } from '../../../platform/house.ts'
import {
  checkFields,
  dropCookie,
  type FieldErrors,
  page,
  privatePage,
  readCookie,
  see,
  statusOf,
  textFields,
  type Values,
  type Web,
  type WebEnv,
  writeCookie,
} from '../../../platform/web.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { publicTitles } from '../../disclosure/index.ts'
import { getHomeAgency, publicFrame } from '../../organizations/index.ts'
import { COOKIE_SECONDS, rememberNumber, TRACK_COOKIE } from '../applicant-cookies.ts'
import { openedBy, tidyNumber } from '../find-for-applicant.ts'
import { petitionForm } from './forms.ts'
import { PETITION_KINDS, type PetitionKind, petitionPath, petitionPrefix } from './kinds.ts'
import { PetitionFormPage, PetitionPage, PetitionTrackPage } from './pages/public.tsx'
import { petitionDue } from './petition.ts'
import { findPetition, type Petition } from './store.ts'
import { submitPetition } from './submit-petition.ts'
import { takePetitionStepOn } from './take-petition-step.ts'

const RECEIPT = 'petition'

/** `/requests/complaints` and `/requests/suggestions`: sent without an account, followed by number and code. */
export function petitionRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  for (const kind of PETITION_KINDS) app.route(petitionPath[kind].replace('/requests', ''), routesOf(house, kind))
  return app
}

function routesOf(house: House, kind: PetitionKind): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const base = petitionPath[kind]
  const frame = (c: Web) => publicFrame(house, c)
  const form = async (c: Web, key: string, values: Values, errors: FieldErrors, status: 200 | 403 | 404 | 409 | 422 = 200) =>
    page(c, <PetitionFormPage {...(await frame(c))} kind={kind} formKey={key} values={values} errors={errors} />, status)
  const { own, show } = seenBySender(house, kind)

  // Whoever comes from a request or an item need not write its number again.
  app.get('/new', (c) =>
    form(c, formKey(house.now()), { request: (c.req.query('request') ?? '').slice(0, 40), item: (c.req.query('item') ?? '').slice(0, 20) }, {}),
  )

  app.post('/new', async (c) => {
    const values = await textFields(c)
    const key = isUuid((values['key'] ?? '').toLowerCase()) ? (values['key'] ?? '') : formKey(house.now())
    const checked = checkFields(values, petitionForm(kind))
    if (!checked.ok) return await form(c, key, values, checked.errors, 422)
    const receipt = await submitPetition(house, (await getHomeAgency(house.db)).id, checked.value)
    if (isRefusal(receipt)) return await form(c, key, values, { '': receipt.because }, statusOf[receipt.refused])
    rememberNumber(house, c, receipt.number)
    writeCookie(c, RECEIPT, house.cipher.seal(JSON.stringify([receipt.number, receipt.code])), COOKIE_SECONDS)
    return see(c, `${base}/${receipt.number}`)
  })

  app.get('/', async (c) => page(c, <PetitionTrackPage {...(await frame(c))} kind={kind} values={{}} errors={{}} />))

  app.post('/', async (c) => {
    const values = await textFields(c)
    const missing = { ...(values['number'] ? {} : { number: '填写编号' }), ...(values['code'] ? {} : { code: '填写查询码' }) }
    const again = async (errors: FieldErrors, status: 422 | 429) =>
      page(c, <PetitionTrackPage {...(await frame(c))} kind={kind} values={values} errors={errors} />, status)
    if (Object.keys(missing).length > 0) return await again(missing, 422)
    const number = tidyNumber(values['number'] ?? '')
    const found = await openedBy(house, number, values['code'] ?? '', await findPetition(house.db, kind, number))
    if (isRefusal(found)) return await again({ code: found.because }, found.refused === 'limit' ? 429 : 422)
    dropCookie(c, RECEIPT)
    rememberNumber(house, c, found.number)
    return see(c, `${base}/${found.number}`)
  })

  const NUMBER = `/:number{${petitionPrefix[kind]}-20[0-9]{2}-[0-9]{4,6}}`
  app.get(NUMBER, async (c) => {
    const petition = await own(c)
    return petition ? await show(c, petition) : see(c, base)
  })

  app.post(`${NUMBER}/withdraw`, async (c) => {
    const petition = await own(c)
    if (!petition) return see(c, base)
    const values = await textFields(c)
    if (values['sure'] !== 'yes') return await show(c, petition, values, { reason: '勾选“确定撤回”后再提交' }, 422)
    const taken = await takePetitionStepOn(house, kind, petition.number, undefined, { step: 'withdraw', reason: values['reason'] ?? '' }, 'submitter')
    return isRefusal(taken) ? await show(c, petition, values, { reason: taken.because }, statusOf[taken.refused]) : see(c, `${base}/${petition.number}`)
  })

  return app
}

function seenBySender(house: House, kind: PetitionKind) {
  /** The petition of this address when the visitor has shown its code, or has just sent it; the same answer for all others. */
  const own = async (c: Web): Promise<Petition | undefined> => {
    const number = c.req.param('number')
    const shown = readCookie(c, TRACK_COOKIE)
    if (number === undefined || !shown || house.cipher.verify(shown) !== number) return undefined
    return await findPetition(house.db, kind, number)
  }
  const show = async (c: Web, petition: Petition, values: Values = {}, errors: FieldErrors = {}, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const due = petitionDue(kind, petition.state, await loadCalendar(house.db))
    const item = petition.state.published?.item
    const title = item === undefined ? null : ((await publicTitles(house.db, petition.agencyId, [item])).get(item)?.title ?? null)
    const props = { petition, due, title, code: codeFor(c, petition.number), values, errors }
    return privatePage(c, <PetitionPage {...(await publicFrame(house, c))} {...props} />, status)
  }
  /** The code, as long as the cookie of the sending lasts; nothing of a cookie somebody has tampered with. */
  const codeFor = (c: Web, number: string): string | null => {
    const sealed = readCookie(c, RECEIPT)
    if (!sealed) return null
    try {
      const [of, code]: [string, string] = JSON.parse(house.cipher.open(sealed))
      return of === number ? code : null
    } catch {
      return null
    }
  }
  return { own, show }
}
