import { Hono } from 'hono'
import { z } from 'zod'
import { beijingDay, isPlainDate, plainDate } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { WITHHELD_FIELDS, withheldLine } from '../list-fields.ts'
import { LIST_FILES, listFile } from '../../../platform/list-file.ts'
import type { House } from '../../../platform/house.ts'
import { readPages } from '../../../platform/read-pages.ts'
import { page, see, statusOf, textFields, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { addWorkingDays, loadCalendar } from '../../calendar/index.ts'
import { consoleFrame, may, viewerOf } from '../../identity/index.ts'
import { WithheldDeskPage, WithheldFilePage, type WithheldFileProps } from './pages/staff.tsx'
import { countWithheldDue, findWithheld, listWithheld, type Withheld, type WithheldPlace, type WithheldRow } from './store.ts'
import { takeWithheldStepOn } from './take-withheld-step.ts'
import { isWithheldStep, WITHHELD_AMBER_DAYS, type WithheldOrder, type WithheldStep } from './withheld.ts'

const OFFICE = ['information-officer', 'reviewer', 'signer'] as const
const PATH = '/requests/withheld'
const MOST_EXPORTED_PAGES = 200

/** `/staff/requests/withheld`: it stands before `/requests/:number`. */
export function withheldRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const isOpen = (c: Web) => c.req.query('tab') !== 'published'
  const { found, show, when } = fileOf(house)

  app.get(PATH, may(...OFFICE), async (c) => {
    const { agencyId } = viewerOf(c)
    const after = placeIn(c.req.query('after') ?? '')
    const at = await when()
    const [frame, list, due] = await Promise.all([
      consoleFrame(house, c),
      listWithheld(house.db, agencyId, isOpen(c), after),
      countWithheldDue(house.db, agencyId, at.today),
    ])
    return page(c, <WithheldDeskPage {...frame} {...at} {...list} due={due} open={isOpen(c)} after={after} />)
  })

  for (const file of LIST_FILES)
    app.get(`${PATH}/list.${file}`, may(...OFFICE), async (c) => {
      const { agencyId } = viewerOf(c)
      const { rows } = await readPages<WithheldRow, WithheldPlace>(null, MOST_EXPORTED_PAGES, (after) => listWithheld(house.db, agencyId, isOpen(c), after))
      await leaveTrace(house.db, { at: house.now(), by: viewerOf(c), act: '导出不予公开登记', subject: 'requests' })
      return await listFile(c, file, '不予公开登记', beijingDay(house.now()), WITHHELD_FIELDS, rows.map(withheldLine))
    })

  app.get(`${PATH}/:number`, may(...OFFICE), async (c) => {
    const withheld = await found(c)
    const step = c.req.query('step') ?? ''
    return withheld ? await show(c, withheld, isWithheldStep(step) ? { step } : {}) : c.notFound()
  })

  app.post(`${PATH}/:number/:step{[a-zA-Z]+}`, may(...OFFICE), async (c) => {
    const step = c.req.param('step') ?? ''
    const withheld = await found(c)
    if (!withheld || !isWithheldStep(step)) return c.notFound()
    const { version = '', ...values } = await textFields(c)
    const order = orderIn(step, values)
    // A form without a version was sent by hand: it is as good as stale.
    const seen = /^\d{1,9}$/.test(version) ? Number(version) : -1
    const taken = isRefusal(order) ? order : await takeWithheldStepOn(house, withheld.number, seen, order, viewerOf(c))
    if (!isRefusal(taken)) return see(c, `/staff${PATH}/${withheld.number}`)
    return await show(c, (await found(c)) ?? withheld, { refused: { step, because: taken, values } }, statusOf[taken.refused])
  })
  return app
}

function fileOf(house: House) {
  const when = async () => {
    const today = beijingDay(house.now())
    return { today, amberOn: addWorkingDays(today, WITHHELD_AMBER_DAYS, await loadCalendar(house.db)) }
  }
  const found = (c: Web) => findWithheld(house.db, viewerOf(c).agencyId, c.req.param('number') ?? '')
  const show = async (c: Web, withheld: Withheld, more: Partial<Pick<WithheldFileProps, 'step' | 'refused'>>, status: 200 | 403 | 404 | 409 | 422 = 200) =>
    page(c, <WithheldFilePage {...(await consoleFrame(house, c))} {...(await when())} withheld={withheld} {...more} />, status)
  return { when, found, show }
}

/** `2026-12-01.431`, or `.431` among what is public; anything else is the first page. */
function placeIn(text: string): WithheldPlace | null {
  const [, day = '', id = ''] = /^(\d{4}-\d{2}-\d{2})?\.(\d{1,15})$/.exec(text) ?? []
  return id === '' || (day !== '' && !isPlainDate(day)) ? null : { day: isPlainDate(day) ? day : null, id: Number(id) }
}

const Text = z.string().max(20_000, { error: '最多 20000 个字' }).default('')
const Day = z.string({ error: '填写下一次评估的日期' }).refine(isPlainDate, { error: '填写下一次评估的日期，如 2027-01-20' }).transform(plainDate)
const FORMS = {
  keep: z.object({ grounds: Text, reviewOn: Day }),
  setDay: z.object({ grounds: Text, reviewOn: Day }),
  open: z.object({ grounds: Text }),
  publish: z.object({ item: Text }),
} as const satisfies Record<WithheldStep, z.ZodType>

function orderIn(step: WithheldStep, values: Readonly<Record<string, string>>): WithheldOrder | Refusal<'invalid'> {
  const parsed = FORMS[step].safeParse(values)
  if (!parsed.success) return refuse('invalid', parsed.error.issues[0]?.message ?? '填写不完整')
  return { step, ...parsed.data } as WithheldOrder // the schema of a step is the shape of its order
}
