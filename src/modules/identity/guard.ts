import { createMiddleware } from 'hono/factory'
import type { Role, Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { readCookie, see, type Web, type WebEnv } from '../../platform/web.ts'
import { getAgency } from '../organizations/index.ts'
import { findSession } from './sessions.ts'

export const SESSION_COOKIE = 'gongkai_session'
export const SIGN_IN = '/staff/sign-in'

/** Finds out who is asking; costs nothing when no session cookie came along. In production nobody enters without TOTP. */
export const identify = (house: House) =>
  createMiddleware<WebEnv>(async (c, next) => {
    const token = readCookie(c, SESSION_COOKIE)
    const session = token === undefined ? undefined : await findSession(house.db, token, house.now())
    const whole = session?.stage === 'full' && (session.hasTotp || house.config.mode === 'demonstration')
    c.set('viewer', whole ? session.viewer : undefined)
    await next()
  })

/** The page that was asked for, with its filters. */
function asked(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** Lets these roles pass; others get `refused`, strangers the sign-in page. Declared on every console route. */
export const may = (...roles: readonly Role[]) =>
  createMiddleware<WebEnv>(async (c, next) => {
    const viewer = c.get('viewer')
    if (!viewer && c.req.method === 'GET') return see(c, `${SIGN_IN}?next=${encodeURIComponent(asked(c.req.url))}`)
    if (!viewer) throw new NotSignedIn()
    if (!roles.includes(viewer.role)) throw new NotAllowed(roles)
    await next()
    return undefined
  })

/** Thrown by `may` when a form comes after its session has ended; answered by `askToSignIn`, which keeps what was typed. */
export class NotSignedIn extends Error {}

/** Thrown by `may`, answered by the app with a page that names who may. */
export class NotAllowed extends Error {
  readonly roles: readonly Role[]
  constructor(roles: readonly Role[]) {
    super('not allowed')
    this.roles = roles
  }
}

/** The viewer of a route behind `may`; throws elsewhere. */
export function viewerOf(c: Web): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw new Error('a console route without may()')
  return viewer
}

/** What every page of the console is drawn in; for routes behind `may`. */
export async function consoleFrame(house: House, c: Web) {
  const viewer = viewerOf(c)
  return { viewer, site: await getAgency(house.db, viewer.agencyId), look: c.get('look'), path: c.req.path }
}
