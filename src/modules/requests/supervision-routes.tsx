import { Hono } from 'hono'
import { firstDay, yearOf } from '../../kernel/plain-date.ts'
import { CSV, csvOf } from '../../platform/csv.ts'
import type { House } from '../../platform/house.ts'
import { download, page, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { may, viewerOf } from '../identity/index.ts'
import { countByDepartment, listWaitedFor } from './circulation-store.ts'
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

  app.get('/requests/supervision.csv', may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    const owed = await listWaitedFor(house.db, viewer.agencyId, ownDepartment(viewer))
    const lines = owed.map((one) => [
      one.number,
      one.department,
      one.leads ? '主办' : '会办',
      one.askedOn,
      one.dueOn ?? '',
      String(one.urged),
      one.requestDueOn ?? '',
      one.subject,
    ])
    await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出督办清单', subject: 'requests' })
    return download(c, `督办清单-${today()}.csv`, CSV, csvOf([['编号', '科室', '主办会办', '送交', '内部期限', '催办次数', '答复期限', '事项'], ...lines]))
  })
  return app
}
