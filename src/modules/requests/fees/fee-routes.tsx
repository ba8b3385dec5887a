import { Hono } from 'hono'
import { yearOf } from '../../../kernel/plain-date.ts'
import { CSV, csvOf } from '../../../platform/csv.ts'
import type { House } from '../../../platform/house.ts'
import { download, page, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { may, viewerOf } from '../../identity/index.ts'
import { FeesPage } from '../pages/fees.tsx'
import { deskOf } from '../staff-desk.ts'
import { feeFigures, listFees } from './fee-store.ts'
import { basisName } from './tariff.ts'

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

  app.get('/requests/fees.csv', may(...OFFICE), async (c) => {
    const viewer = viewerOf(c)
    const year = yearIn(c)
    const fees = await listFees(house.db, viewer.agencyId, year)
    const heads = ['申请编号', '怎样计收', '件数或页数', '金额（元）', '通知', '缴费期限', '缴清', '票据', '减免', '减免理由']
    const lines = fees.map((one) => [
      one.number,
      basisName[one.basis],
      String(one.quantity),
      String(one.yuan),
      one.noticedOn,
      one.dueOn ?? '',
      one.paidOn ?? '',
      one.receipt,
      one.waivedOn ?? '',
      one.waivedBecause,
    ])
    await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出收费台账', subject: 'requests' })
    return download(c, `信息处理费-${year}.csv`, CSV, csvOf([heads, ...lines]))
  })
  return app
}
