import { Hono } from 'hono'
import { UUID_IN_PATH } from '../../../kernel/uuid.ts'
import type { House } from '../../../platform/house.ts'
import { download, see, type WebEnv } from '../../../platform/web.ts'
import { ownRequest } from '../applicant-cookies.ts'
import { openForApplicant } from './release.ts'

/** `/requests/track/:number/copies/:id`: the files that came with an answer, for whoever has shown number and code. */
export function ownCopyRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get(`/:number/copies/:id{${UUID_IN_PATH}}`, async (c) => {
    const request = await ownRequest(house, c)
    if (!request) return see(c, '/requests/track')
    // A question for the headers alone opens nothing.
    const file = await openForApplicant(house, request, c.req.param('id'), c.req.method === 'GET')
    return file ? download(c, file.name, file.media, file.bytes) : c.notFound()
  })
  return app
}
