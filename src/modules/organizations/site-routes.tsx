import { Hono, type MiddlewareHandler } from 'hono'
import { beijingDay, yearOf } from '../../kernel/plain-date.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import { SITE_TOPIC } from '../../platform/cached.ts'
import type { House } from '../../platform/house.ts'
import { page, see, textFields, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { indexNumber, marksIn } from './marks.ts'
import { SitePage } from './site-page.tsx'
import { type Agency, getAgency, saveMarks } from './store.ts'

/** Who may do what, handed in by `app.tsx`, and how a change leaves its trace. */
export type SiteDesk = {
  readonly keepers: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
  readonly trace: (tx: Db, trace: { at: Date; by: Viewer; act: string; subject: string; article: string }) => Promise<void>
}

/** `/staff/site`: the identity marks at the foot of public pages. */
export function siteRoutes(house: House, desk: SiteDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const sampleOf = (agency: Pick<Agency, 'code' | 'marks'>): string => indexNumber(agency, `${yearOf(beijingDay(house.now()))}-00001`)
  app.get('/', desk.keepers, async (c) => {
    const frame = await desk.frame(c)
    const agency = await getAgency(house.db, frame.viewer.agencyId)
    return page(c, <SitePage {...frame} values={{ ...agency.marks }} errors={{}} saved={c.req.query('saved') === '1'} preview={sampleOf(agency)} />)
  })
  app.post('/', desk.keepers, async (c) => {
    const [frame, values] = [await desk.frame(c), await textFields(c)]
    const read = marksIn(values)
    if ('errors' in read) return page(c, <SitePage {...frame} values={values} errors={read.errors} saved={false} preview={null} />, 422)
    if (values['preview'] === '1') {
      const { code } = await getAgency(house.db, frame.viewer.agencyId)
      return page(c, <SitePage {...frame} values={values} errors={{}} saved={false} preview={sampleOf({ code, marks: read.marks })} />)
    }
    const { viewer } = frame
    await house.db.transaction().execute(async (tx) => {
      await saveMarks(tx, viewer.agencyId, read.marks)
      await desk.trace(tx, { at: house.now(), by: viewer, act: '更改页脚标识', subject: `organizations/${viewer.agencyId}`, article: '国办发〔2017〕47号' })
    })
    await house.cache.drop(SITE_TOPIC)
    return see(c, '/staff/site?saved=1')
  })
  return app
}
