import { Hono, type MiddlewareHandler } from 'hono'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { privatePage, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { listApiKeys } from './api-key-store.ts'
import { RIGHTS } from './rights.ts'
import { issueApiKey, revokeApiKey, whyNotHolder } from './api-keys.ts'
import { ApiKeysPage } from './pages/api-keys.tsx'

/** Who may do what, handed in by `app.tsx`. */
export type ApiKeyDesk = { readonly keepers: MiddlewareHandler<WebEnv>; readonly frame: (c: Web) => Promise<ConsoleFrame> }
type Shown = { readonly said?: string; readonly issued?: { readonly holder: string; readonly key: string }; readonly values?: Values; readonly errors?: Values }

/** `/staff/api-keys`: the keys of the open interface, issued and revoked. */
export function apiKeyRoutes(house: House, desk: ApiKeyDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  const show = async (c: Web, { said = '', issued, values = {}, errors = {} }: Shown = {}, status: 200 | 404 | 422 = 200) => {
    const frame = await desk.frame(c)
    const keys = await listApiKeys(house.db, frame.viewer.agencyId)
    return privatePage(c, <ApiKeysPage {...frame} {...{ keys, said, values, errors }} issued={issued ?? null} />, status)
  }

  app.get('/', desk.keepers, (c) => show(c))

  app.post('/', desk.keepers, async (c) => {
    const values = await textFields(c)
    const { holder = '' } = values
    const wrong = whyNotHolder(holder)
    if (wrong !== undefined) return await show(c, { values, errors: { holder: wrong } }, 422)
    const { viewer } = await desk.frame(c)
    const rights = RIGHTS.filter((one) => values[`right-${one}`] === '1')
    if (rights.length === 0) return await show(c, { values, errors: { 'right-reports': '至少选一样能做的事' } }, 422)
    const { key } = await issueApiKey(house, viewer.agencyId, holder, viewer, rights)
    return await show(c, { issued: { holder, key } })
  })

  app.post('/:id{[0-9]{1,15}}/revoke', desk.keepers, async (c) => {
    const { viewer } = await desk.frame(c)
    const holder = await revokeApiKey(house, viewer.agencyId, Number(c.req.param('id')), viewer)
    return isRefusal(holder) ? await show(c, { said: `${holder.because}。` }, statusOf[holder.refused]) : await show(c, { said: `“${holder}”的密钥已收回。` })
  })
  return app
}
