import { Hono, type MiddlewareHandler } from 'hono'
import { beijingDay } from '../../kernel/plain-date.ts'
import { findPrivate } from '../../kernel/release-gate.ts'
import type { House } from '../../platform/house.ts'
import { pageNumber, privatePage, see, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import type { FieldErrors } from '../../ui/form.tsx'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { leaveTrace } from '../audit/index.ts'
import { listMissed, listOften, saveDone } from './asked-store.ts'
import { MissedPage } from './pages/desk.tsx'

/** Who may do what, handed in by `app.tsx`. */
export type SearchDesk = { readonly keepers: MiddlewareHandler<WebEnv>; readonly frame: (c: Web) => Promise<ConsoleFrame> }
type Refused = { readonly id: number; readonly values: Values; readonly errors: FieldErrors }
const LONGEST_NOTE = 200

/** `/staff/search`: what was looked for and not found. */
export function searchDeskRoutes(house: House, desk: SearchDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  const show = async (c: Web, { said = '', refused = null }: { said?: string; refused?: Refused | null } = {}, status: 200 | 404 | 422 = 200) => {
    const frame = await desk.frame(c)
    const [isDone, number] = [c.req.query('done') === '1', pageNumber(c)]
    const { agencyId } = frame.viewer
    const [missed, often] = await Promise.all([listMissed(house.db, agencyId, isDone, number), listOften(house.db, agencyId, beijingDay(house.now()))])
    return privatePage(c, <MissedPage {...frame} {...missed} {...{ often, isDone, said, refused }} page={number} />, status)
  }

  app.get('/', desk.keepers, (c) => show(c))

  app.post('/:id{[0-9]{1,15}}/done', desk.keepers, async (c) => {
    const values = await textFields(c)
    const { note = '' } = values
    const id = Number(c.req.param('id'))
    const wrong = whyNotNote(note)
    if (wrong !== undefined) return await show(c, { refused: { id, values, errors: { note: wrong } } }, 422)
    const { viewer } = await desk.frame(c)
    const at = house.now()
    const done = await house.db.transaction().execute(async (tx) => {
      const text = await saveDone(tx, viewer.agencyId, id, { on: beijingDay(at), name: viewer.name, note })
      if (text !== undefined) await leaveTrace(tx, { at, by: viewer, act: '办结没搜到的', subject: `search/missed/${id}`, note })
      return text
    })
    return done === undefined ? await show(c, { said: '这一条没有了，或者刚刚由别人办结。' }, 404) : see(c, '/staff/search')
  })
  return app
}

function whyNotNote(note: string): string | undefined {
  if (note === '') return '写明怎样办的'
  if (note.length > LONGEST_NOTE) return `最多 ${LONGEST_NOTE} 个字`
  return findPrivate(note).length > 0 ? '不要写电话、姓名等个人信息' : undefined
}
