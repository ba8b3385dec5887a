import { Hono } from 'hono'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { dropCookie, page, privatePage, readCookie, see, textFields, visitorAddress, type Web, type WebEnv, writeCookie } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { publicFrame } from '../organizations/index.ts'
import { SESSION_COOKIE, SIGN_IN } from './guard.ts'
import { holdForm, openHeld } from './held-form.ts'
import { CodePage, EnrolPage, HeldFormPage, SignInPage } from './sign-in-pages.tsx'
import { closeSession, findSession, type Session } from './sessions.ts'
import { enrolTotp, giveCode, newTotp, type SignedIn, signIn } from './sign-in.ts'

const LANDING = {
  screener: '/staff/cases',
  dispatcher: '/staff/cases',
  handler: '/staff/cases',
  inspector: '/staff/cases',
  'duty-officer': '/staff/cases',
  leader: '/staff/cases',
  'system-administrator': '/staff/calendar',
  'security-administrator': '/staff/accounts',
  auditor: '/staff/audit',
} as const
const landingOf = (viewer: Viewer): string => (viewer.role in LANDING ? LANDING[viewer.role as keyof typeof LANDING] : '/staff')
// A path of this site and nothing else: `//elsewhere` would leave it.
const safeNext = (next: string | undefined): string | undefined => (next && /^\/staff(\/|$|\?)/.test(next) ? next : undefined)

const sessionIn = async (house: House, c: Web): Promise<Session | undefined> => {
  const token = readCookie(c, SESSION_COOKIE)
  return token === undefined ? undefined : await findSession(house.db, token, house.now())
}

/** `/staff/sign-in`, the code after it, and the way out. */
export function signInRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const outside = (c: Web) => publicFrame(house, c)
  const enter = async (c: Web, signed: SignedIn, next: string | undefined, held: string | undefined): Promise<Response> => {
    writeCookie(c, SESSION_COOKIE, signed.token)
    if (signed.stage === 'password' && held) return privatePage(c, <CodePage {...(await outside(c))} values={{}} errors={{}} next={next ?? ''} held={held} />)
    if (signed.stage === 'password') return see(c, `/staff/code${next ? `?next=${encodeURIComponent(next)}` : ''}`)
    const form = openHeld(house, held)
    if (form) return privatePage(c, <HeldFormPage {...(await outside(c))} {...form} />)
    const session = await findSession(house.db, signed.token, house.now())
    if (session && !session.hasTotp && house.config.mode === 'production') return see(c, '/staff/enrol')
    return see(c, next ?? (session ? landingOf(session.viewer) : SIGN_IN))
  }

  app.get('/sign-in', async (c) => page(c, <SignInPage {...(await outside(c))} values={{}} errors={{}} next={safeNext(c.req.query('next')) ?? ''} />))

  app.post('/sign-in', async (c) => {
    const values = await textFields(c)
    const { account = '', password = '' } = values
    const errors = { ...(account ? {} : { account: '填写账号' }), ...(password ? {} : { password: '填写密码' }) }
    const next = safeNext(values['next'])
    const again = async (found: Record<string, string>, status: 422 | 429) =>
      page(c, <SignInPage {...(await outside(c))} values={{ account }} errors={found} next={next ?? ''} held={values['held'] ?? ''} />, status)
    if (Object.keys(errors).length > 0) return await again(errors, 422)
    const signed = await signIn(house, account, password, visitorAddress(c))
    if (isRefusal(signed)) return await again({ account: signed.because }, signed.refused === 'limit' ? 429 : 422)
    return await enter(c, signed, next, values['held'])
  })

  app.get('/code', async (c) => page(c, <CodePage {...(await outside(c))} values={{}} errors={{}} next={safeNext(c.req.query('next')) ?? ''} />))
  app.post('/code', async (c) => {
    const session = await sessionIn(house, c)
    if (session?.stage !== 'password') return see(c, SIGN_IN)
    const { code = '', next = '', held = '' } = await textFields(c)
    const signed = await giveCode(house, session, code)
    if (isRefusal(signed))
      return page(
        c,
        <CodePage {...(await outside(c))} values={{}} errors={{ code: signed.because }} next={safeNext(next) ?? ''} held={held} />,
        signed.refused === 'limit' ? 429 : 422,
      )
    return await enter(c, signed, safeNext(next), held)
  })

  app.post('/sign-out', async (c) => {
    const session = await sessionIn(house, c)
    if (session) {
      await closeSession(house.db, session.tokenHash)
      await leaveTrace(house.db, { at: house.now(), by: session.viewer, act: '退出', subject: `accounts/${session.viewer.account}` })
    }
    dropCookie(c, SESSION_COOKIE)
    return see(c, SIGN_IN)
  })

  return app
}

/** What answers a form of the console that came after its session had ended: the sign-in page, with the form kept beneath it. */
export async function askToSignIn(house: House, c: Web): Promise<Response> {
  const held = holdForm(house, { path: c.req.path, values: await textFields(c) })
  if (held === undefined) return see(c, SIGN_IN)
  return privatePage(c, <SignInPage {...(await publicFrame(house, c))} values={{}} errors={{}} next="" held={held} />, 403)
}

/** `/staff/enrol`: binding an authenticator. */
export function enrolRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const outside = (c: Web) => publicFrame(house, c)
  app.get('/enrol', async (c) => {
    const session = await sessionIn(house, c)
    if (session?.stage !== 'full') return see(c, SIGN_IN)
    const totp = newTotp(session.viewer.account)
    return privatePage(c, <EnrolPage {...(await outside(c))} {...totp} sealed={house.cipher.seal(totp.secret)} values={{}} errors={{}} />)
  })
  app.post('/enrol', async (c) => {
    const session = await sessionIn(house, c)
    if (session?.stage !== 'full') return see(c, SIGN_IN)
    const { sealed = '', code = '', password = '' } = await textFields(c)
    const secret = openedOr(house, sealed)
    if (secret === undefined) return see(c, '/staff/enrol')
    const refused = await enrolTotp(house, session.viewer, { secret, code, password })
    if (refused) {
      const errors = { [refused.refused === 'not-yours' ? 'password' : 'code']: refused.because }
      return privatePage(c, <EnrolPage {...(await outside(c))} secret={secret} address="" sealed={sealed} values={{}} errors={errors} />, 422)
    }
    return see(c, landingOf(session.viewer))
  })

  return app
}

/** The secret a form carries; undefined when somebody has changed it. */
function openedOr(house: House, sealed: string): string | undefined {
  try {
    return house.cipher.open(sealed)
  } catch {
    return undefined
  }
}
