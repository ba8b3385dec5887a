import { Hono } from 'hono'
import { z } from 'zod'
import { beijingDay, isPlainDate, plainDate, yearOf } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { LIST_FILES, listFile } from '../../platform/list-file.ts'
import { checkFields, type FieldErrors, page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import { consoleFrame, may, viewerOf } from '../identity/index.ts'
import { listRemedies } from './figures.ts'
import { REMEDY_FIELDS, remedyLine } from './list-fields.ts'
import { RemediesPage, type RemediesProps } from './pages/remedies.tsx'
import { REMEDY_RESULTS, REMEDY_ROUTES } from './remedy.ts'
import { addRemedy, closeRemedy } from './remedies.ts'

const Day = (what: string) =>
  z
    .string({ error: `填写${what}` })
    .refine(isPlainDate, { error: `填写${what}，如 2026-01-20` })
    .transform(plainDate)
const NewForm = z.object({
  route: z.enum(REMEDY_ROUTES, { error: '选择途径' }),
  filedOn: Day('受理日期'),
  requestNumber: z
    .string()
    .max(40)
    .default('')
    .transform((text) => text.toUpperCase().replace(/\s/g, '') || null),
  note: z.string().max(200, { error: '最多 200 个字' }).default(''),
})
const CloseForm = z.object({ result: z.enum(REMEDY_RESULTS, { error: '选择结果' }), closedOn: Day('审结日期') })

/** `/staff/remedies`: the ledger of table four. */
export function remedyRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const yearIn = (c: Web): number => {
    const asked = Number(c.req.query('year'))
    return Number.isInteger(asked) && asked >= 2000 && asked <= 2099 ? asked : yearOf(beijingDay(house.now()))
  }
  const show = async (c: Web, refused?: RemediesProps['refused'], status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const year = yearIn(c)
    const [frame, remedies] = await Promise.all([consoleFrame(house, c), listRemedies(house.db, viewerOf(c).agencyId, year)])
    const mayRecord = frame.viewer.role === 'information-officer'
    return page(c, <RemediesPage {...frame} year={year} remedies={remedies} mayRecord={mayRecord} {...(refused ? { refused } : {})} />, status)
  }
  const refusedBy = (c: Web, form: string, values: Values, because: Refusal | FieldErrors) =>
    isRefusal(because)
      ? show(c, { form, values, errors: { [fieldOf(because)]: because.because } }, statusOf[because.refused])
      : show(c, { form, values, errors: because }, 422)

  app.get('/', may('information-officer', 'reviewer', 'signer'), (c) => show(c))

  for (const kind of LIST_FILES)
    app.get(`/list.${kind}`, may('information-officer', 'reviewer', 'signer'), async (c) => {
      const year = yearIn(c)
      const rows = await listRemedies(house.db, viewerOf(c).agencyId, year)
      await leaveTrace(house.db, { at: house.now(), by: viewerOf(c), act: '导出复议和诉讼台账', subject: 'remedies', note: `${year} ${kind}` })
      return await listFile(c, kind, `复议和诉讼台账${year}`, beijingDay(house.now()), REMEDY_FIELDS, rows.map(remedyLine))
    })

  app.post('/', may('information-officer'), async (c) => {
    const values = await textFields(c)
    const form = checkFields(values, NewForm)
    if (!form.ok) return await refusedBy(c, 'new', values, form.errors)
    const added = await addRemedy(house, viewerOf(c), form.value)
    return isRefusal(added) ? await refusedBy(c, 'new', values, added) : see(c, `/staff/remedies?year=${yearOf(form.value.filedOn)}`)
  })

  app.post('/:id{[0-9]{1,15}}/close', may('information-officer'), async (c) => {
    const values = await textFields(c)
    const form = checkFields(values, CloseForm)
    const id = c.req.param('id')
    if (!form.ok) return await refusedBy(c, id, values, form.errors)
    const closed = await closeRemedy(house, viewerOf(c), Number(id), form.value)
    return isRefusal(closed) ? await refusedBy(c, id, values, closed) : see(c, `/staff/remedies?year=${yearIn(c)}`)
  })

  return app
}

/** The field a sentence is about. */
function fieldOf({ because }: Refusal): string {
  if (because.startsWith('受理日期')) return 'filedOn'
  if (because.startsWith('审结日期')) return 'closedOn'
  return because.includes('编号') ? 'requestNumber' : ''
}
