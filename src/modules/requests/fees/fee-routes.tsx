import { Hono } from 'hono'
import { yearOf } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { LIST_FILES, listFile } from '../../../platform/list-file.ts'
import { page, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { may, viewerOf } from '../../identity/index.ts'
import { FEE_FIELDS, feeLine } from '../list-fields.ts'
import { FeesPage } from '../pages/fees.tsx'
import { deskOf } from '../staff-desk.ts'
import { feeFigures, listFees } from './fee-store.ts'

const OFFICE = ['information-officer', 'reviewer', 'signer'] as const

/** `/staff/requests/fees`: what was charged in a year, what was paid and what was given up. */
export function feeRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { today, frame } = deskOf(house)
  const yearIn = (c: Web): number => (/^20\d\d$/.test(c.req.query('year') ?? '') ? Number(c.req.query('year')) : yearOf(today()))

  app.get('/requests/fees', may(...OFFICE), async (c) => {
    const { agencyId } = viewerOf(c)
    const year = yearIn(c)
    const [fees, figures] = await Promise.all([listFees(house.db, agencyId, year), feeFigures(house.db, agencyId, year)])
    return page(c, <FeesPage {...(await frame(c))} year={year} fees={fees} figures={figures} />)
  })

  for (const kind of LIST_FILES)
    app.get(`/requests/fees.${kind}`, may(...OFFICE), async (c) => {
      const viewer = viewerOf(c)
      const year = yearIn(c)
      const fees = await listFees(house.db, viewer.agencyId, year)
      await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出收费台账', subject: 'requests', note: `${year} ${kind}` })
      return await listFile(c, kind, `信息处理费${year}`, today(), FEE_FIELDS, fees.map(feeLine))
    })
  return app
}
