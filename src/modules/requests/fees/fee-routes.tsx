import { Hono } from 'hono'
import { inChinese, yearOf } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { LIST_FILES, listFile } from '../../../platform/list-file.ts'
import { type FieldErrors, page, see, textFields, type Values, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { may, viewerOf } from '../../identity/index.ts'
import { FEE_FIELDS, feeLine } from '../list-fields.ts'
import { FeesPage } from '../pages/fees.tsx'
import { deskOf } from '../staff-desk.ts'
import { TariffsPage } from '../pages/tariffs.tsx'
import { feeFigures, listFees } from './fee-store.ts'
import { readTariff, valuesOfTariff } from './tariff-form.ts'
import { addTariff, listTariffs, withdrawTariff } from './tariff-store.ts'

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

  tariffRoutes(app, house)
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

const SIGNER = ['signer'] as const
/** `/staff/requests/fees/tariffs`: what is charged from which day on; the signer sets it. */
function tariffRoutes(app: Hono<WebEnv>, house: House): void {
  const { today, frame } = deskOf(house)
  const shown = async (c: Web, given?: { readonly values: Values; readonly errors: FieldErrors }) => {
    const viewer = viewerOf(c)
    const rows = await listTariffs(house.db, viewer.agencyId)
    const last = rows.findLast(({ withdrawnBy }) => withdrawnBy === null)
    const { values, errors } = given ?? { values: last ? valuesOfTariff(last) : {}, errors: {} }
    const props = { ...(await frame(c)), rows, today: today(), mayEdit: viewer.role === 'signer', values, errors }
    return await page(c, <TariffsPage {...props} />, given ? 422 : 200)
  }

  app.get('/requests/fees/tariffs', may(...OFFICE), (c) => shown(c))
  app.post('/requests/fees/tariffs', may(...SIGNER), async (c) => {
    const viewer = viewerOf(c)
    const values = await textFields(c)
    const tariff = readTariff(values, today())
    if ('errors' in tariff) return await shown(c, { values, errors: tariff.errors })
    const isAdded = await house.db.transaction().execute(async (tx) => {
      const added = await addTariff(tx, viewer.agencyId, tariff, house.now(), viewer.name)
      if (added)
        await leaveTrace(tx, {
          at: house.now(),
          by: viewer,
          act: '登记收费标准',
          subject: 'requests/tariffs',
          note: `${tariff.from} ${tariff.source}`,
          article: '条例第四十二条',
        })
      return added
    })
    if (!isAdded) return await shown(c, { values, errors: { from: `已经有从${inChinese(tariff.from)}起施行的标准；要改，先撤回那一条` } })
    return see(c, '/staff/requests/fees/tariffs')
  })
  app.post('/requests/fees/tariffs/:id{[0-9]{1,9}}/withdraw', may(...SIGNER), async (c) => {
    const viewer = viewerOf(c)
    const id = Number(c.req.param('id'))
    const isGone = await house.db.transaction().execute(async (tx) => {
      const gone = await withdrawTariff(tx, viewer.agencyId, id, today(), house.now(), viewer.name)
      if (gone) await leaveTrace(tx, { at: house.now(), by: viewer, act: '撤回收费标准', subject: 'requests/tariffs', note: String(id) })
      return gone
    })
    return isGone ? see(c, '/staff/requests/fees/tariffs') : await shown(c, { values: {}, errors: { from: '只有本机关登记、还没有施行的标准可以撤回' } })
  })
}
