import { Hono } from 'hono'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import { CSV, csvOf } from '../../platform/csv.ts'
import type { House } from '../../platform/house.ts'
import { download, page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { yuanText } from './money.ts'
import { BatchPage, PayoutsPage } from './pages/payouts.tsx'
import { markPaid, preparePayout } from './payout.ts'
import { findBatch, listBatches, type PayoutBatch } from './payout-store.ts'
import type { RewardDesk } from './rewards-routes.tsx'

/** The lists for finance. */
export function payoutRoutes(house: House, desk: RewardDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  const showList = async (c: Web, refused?: Refusal) => {
    const frame = await desk.frame(c)
    const asked = c.req.query('after') ?? ''
    const after = /^\d{1,15}$/.test(asked) ? Number(asked) : null
    const { rows, next } = await listBatches(house.db, frame.viewer.agencyId, after)
    const errors: Values = refused ? { '': refused.because } : {}
    const props = { ...frame, powers: desk.powersOf(frame.viewer), batches: rows, after, next, errors }
    return page(c, <PayoutsPage {...props} />, refused ? statusOf[refused.refused] : 200)
  }
  const showOne = async (c: Web, id: number, refused?: { values: Values; because: Refusal }) => {
    const frame = await desk.frame(c)
    const batch = await findBatch(house.db, frame.viewer.agencyId, id)
    if (!batch) return c.notFound()
    const errors: Values = refused ? { [refused.because.because.startsWith('填写付款凭证号') ? 'voucher' : '']: refused.because.because } : {}
    const props = { ...frame, powers: desk.powersOf(frame.viewer), batch, values: refused?.values ?? {}, errors }
    return page(c, <BatchPage {...props} />, refused ? statusOf[refused.because.refused] : 200)
  }

  app.get('/', desk.readers, (c) => showList(c))

  app.post('/', desk.payers, async (c) => {
    const made = await preparePayout(house, (await desk.frame(c)).viewer)
    return isRefusal(made) ? await showList(c, made) : see(c, `/staff/rewards/payouts/${made.batchId}`)
  })

  app.get('/:id{[0-9]{1,15}}', desk.readers, (c) => showOne(c, Number(c.req.param('id'))))

  app.get('/:file{[0-9]{1,15}\\.csv}', desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const batch = await findBatch(house.db, viewer.agencyId, Number.parseInt(c.req.param('file'), 10))
    if (!batch) return c.notFound()
    await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出发放名单', subject: `payouts/${batch.id}` })
    return download(c, `奖励发放名单-第${batch.id}批.csv`, CSV, csvOf(linesOf(batch)))
  })

  app.post('/:id{[0-9]{1,15}}/finance', desk.payers, async (c) => {
    const { viewer } = await desk.frame(c)
    const id = Number(c.req.param('id'))
    const batch = await findBatch(house.db, viewer.agencyId, id)
    if (!batch) return c.notFound()
    const over = refuse('not-now', `第 ${id} 批已登记发放，不再提供联系方式；个别要核对的，到案件里查看上报人`)
    if (batch.paidOn !== null) return await showOne(c, id, { values: {}, because: over })
    // 个人信息保护法第五十一条: each look is recorded before anything is handed over.
    const note = `${batch.list.length} 人的电话和邮箱，交财务发放奖励`
    await leaveTrace(house.db, {
      at: house.now(),
      by: viewer,
      act: '导出发放名单（含联系方式）',
      subject: `payouts/${id}`,
      note,
      article: '个人信息保护法第五十一条',
    })
    const reporters = await desk.reportersOf(
      viewer.agencyId,
      batch.list.map(({ caseNumber }) => caseNumber),
    )
    return download(c, `奖励发放名单-第${id}批-含联系方式.csv`, CSV, csvOf(linesForFinance(batch, reporters)))
  })

  app.post('/:id{[0-9]{1,15}}/paid', desk.payers, async (c) => {
    const values = await textFields(c)
    const id = Number(c.req.param('id'))
    const version = /^\d{1,9}$/.test(values['version'] ?? '') ? Number(values['version']) : 0
    const voucher = (values['voucher'] ?? '').slice(0, 80)
    const paid = await markPaid(house, (await desk.frame(c)).viewer, { id, version, voucher, returned: returnedIn(values) })
    return isRefusal(paid) ? await showOne(c, id, { values, because: paid }) : see(c, `/staff/rewards/payouts/${id}`)
  })

  return app
}

const returnedIn = (values: Values): number[] => Object.keys(values).flatMap((name) => (/^returned-\d{1,15}$/.test(name) ? [Number(name.slice(9))] : []))

type Reporters = Awaited<ReturnType<RewardDesk['reportersOf']>>
const linesForFinance = (batch: PayoutBatch, reporters: Reporters): string[][] => [
  ['序号', '案件编号', '受奖人', '电话', '邮箱', '金额（元）'],
  ...batch.list.map(({ caseNumber, reporterMasked, fen }, i) => {
    const { phone = '', email = '' } = reporters.get(caseNumber) ?? {}
    return [String(i + 1), caseNumber, reporterMasked, phone, email, yuanText(fen)]
  }),
  ['', '', '', '', '合计', yuanText(batch.totalFen)],
]

const linesOf = (batch: PayoutBatch): string[][] => [
  ['序号', '案件编号', '受奖人', '金额（元）'],
  ...batch.list.map((line, i) => [String(i + 1), line.caseNumber, line.reporterMasked, yuanText(line.fen)]),
  ['', '', '合计', yuanText(batch.totalFen)],
]
