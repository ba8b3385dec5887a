import { Hono } from 'hono'
import { firstDay, yearOf } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { LIST_FILES, listFile } from '../../platform/list-file.ts'
import { page, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { may, viewerOf } from '../identity/index.ts'
import { countByDepartment, listWaitedFor } from './circulation-store.ts'
import { OWED_FIELDS, owedLine } from './list-fields.ts'
import { SupervisionPage } from './pages/supervision.tsx'
import { deskOf, READERS } from './staff-desk.ts'
import { ownDepartment } from './visibility.ts'

/** `/staff/requests/supervision`: what departments owe, the first due first, and which of them were late this year. */
export function supervisionRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { today, frame } = deskOf(house)

  app.get('/requests/supervision', may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    const own = ownDepartment(viewer)
    const [owed, records] = await Promise.all([
      listWaitedFor(house.db, viewer.agencyId, own),
      countByDepartment(house.db, viewer.agencyId, firstDay(yearOf(today())), today()),
    ])
    const shown = own === null ? records : records.filter(({ department }) => department === own)
    return page(c, <SupervisionPage {...(await frame(c))} today={today()} owed={owed} records={shown} mayUrge={viewer.role === 'information-officer'} />)
  })

  for (const kind of LIST_FILES)
    app.get(`/requests/supervision.${kind}`, may(...READERS), async (c) => {
      const viewer = viewerOf(c)
      const owed = await listWaitedFor(house.db, viewer.agencyId, ownDepartment(viewer))
      await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出督办清单', subject: 'requests', note: kind })
      return await listFile(c, kind, '督办清单', today(), OWED_FIELDS, owed.map(owedLine))
    })
  return app
}
