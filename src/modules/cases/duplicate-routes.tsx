import { Hono, type MiddlewareHandler } from 'hono'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { listClusters } from './duplicates-store.ts'
import { callDifferent, type Judged, mergePicked } from './judge-duplicates.ts'
import { picksIn } from './picked.ts'
import { DuplicatesPage, type Told } from './pages/duplicates.tsx'

/** Who may look at suspected duplicates and decide, handed in by `app.tsx`. */
export type DuplicateDesk = { readonly screeners: MiddlewareHandler<WebEnv>; readonly frame: (c: Web) => Promise<ConsoleFrame> }

const PATH = '/staff/dispatch/duplicates'
const NUMBER = /^XC[0-9.]{1,20}-[0-9]{1,12}$/

/** `/staff/dispatch/duplicates`: cases that are perhaps one problem, side by side, and what a person says of them. */
export function duplicateRoutes(house: House, desk: DuplicateDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const show = async (c: Web, told: Told, status: 200 | (typeof statusOf)[keyof typeof statusOf] = 200) => {
    const frame = { ...(await desk.frame(c)), path: '/staff/dispatch' }
    return page(c, <DuplicatesPage {...frame} {...told} found={await listClusters(house.db, frame.viewer.agencyId)} />, status)
  }

  app.get('/', desk.screeners, (c) => show(c, { done: doneIn(c.req.query()) }))

  app.post('/', desk.screeners, async (c) => {
    const { viewer } = await desk.frame(c)
    const values = await textFields(c)
    const judged = judgedIn(values)
    if (values['act'] === 'different') {
      const refused = await callDifferent(house, viewer, judged)
      if (refused) return await show(c, { refused: { judged, because: refused.because } }, statusOf[refused.refused])
      return see(c, `${PATH}?${new URLSearchParams({ different: String(judged.picks.length), from: judged.parent })}`)
    }
    const merged = await mergePicked(house, viewer, judged)
    if (isRefusal(merged)) return await show(c, { refused: { judged, because: merged.because } }, statusOf[merged.refused])
    const failed = merged.find(({ refused }) => refused !== null)?.refused
    if (failed) return await show(c, { outcomes: { judged, each: merged } }, statusOf[failed.refused])
    return see(c, `${PATH}?${new URLSearchParams({ merged: String(merged.length), into: judged.parent })}`)
  })
  return app
}

function judgedIn(values: Values): Judged {
  const { parent = '', because = '' } = values
  return { parent: NUMBER.test(parent) ? parent : '', picks: picksIn(values), because }
}

/** What the address says was done; a number of cases and the one they were compared with. */
function doneIn({ merged, into = '', different, from = '' }: Readonly<Record<string, string | undefined>>): NonNullable<Told['done']> | undefined {
  const count = /^\d{1,3}$/
  if (count.test(merged ?? '') && NUMBER.test(into)) return { act: 'merged', count: Number(merged), parent: into }
  return count.test(different ?? '') && NUMBER.test(from) ? { act: 'different', count: Number(different), parent: from } : undefined
}
