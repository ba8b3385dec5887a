import { Hono } from 'hono'
import type { House } from '../../../platform/house.ts'
import { LIST_FILES, listFile } from '../../../platform/list-file.ts'
import { page, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { may, viewerOf } from '../../identity/index.ts'
import { titlesAt } from '../../search/index.ts'
import { ANSWER_DESK } from '../answers/visibility.ts'
import { OFFERED_FIELDS } from '../list-fields.ts'
import { deskOf } from '../staff-desk.ts'
import { askedSince } from './asked-by-many.ts'
import { countByMatter, countByMonth, type MatterOffered } from './offered-store.ts'
import { OfferedPage } from './pages/offered.tsx'
import { listUnanswered } from './wanted-by-asking.ts'

const GONE = '已经撤下的信息'

/** `/staff/requests/offers`: what applicants were offered before they filed, and what many of them ask for. */
export function offeredRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { today, frame } = deskOf(house)

  const mattersOf = async (agencyId: number) => {
    const counted = await countByMatter(house.db, agencyId, askedSince(today()))
    const titles = await titlesAt(
      house.db,
      agencyId,
      counted.map(({ matter }) => matter),
    )
    return counted.map((one) => ({ ...one, title: titles.get(one.matter) ?? null }))
  }

  app.get('/requests/offers', may(...ANSWER_DESK), async (c) => {
    const { agencyId } = viewerOf(c)
    const since = askedSince(today())
    const [base, months, matters, groups] = await Promise.all([
      frame(c),
      countByMonth(house.db, agencyId, since),
      mattersOf(agencyId),
      listUnanswered(house, agencyId),
    ])
    return page(c, <OfferedPage {...base} {...{ since, months, matters, groups }} />)
  })

  for (const kind of LIST_FILES)
    app.get(`/requests/offers.${kind}`, may(...ANSWER_DESK), async (c: Web) => {
      const viewer = viewerOf(c)
      const rows = (await mattersOf(viewer.agencyId)).map(lineOf)
      await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出先查后申的统计', subject: 'requests/offers', note: kind })
      return await listFile(c, kind, '先查后申', today(), OFFERED_FIELDS, rows)
    })
  return app
}

const lineOf = ({ title, matter, shown, opened, filed }: MatterOffered & { readonly title: string | null }) => ({
  title: title ?? GONE,
  path: matter,
  shown,
  opened,
  filed,
  left: Math.max(0, shown - filed),
})
