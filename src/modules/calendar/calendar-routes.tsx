import { Hono, type MiddlewareHandler } from 'hono'
import { beijingDay, yearOf } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { page, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { type CalendarFollowers, loadYear, previewYear } from './load-year.ts'
import { LoadYearPage, YearLoadedPage } from './pages/load.tsx'
import { CalendarYearPage } from './pages/year.tsx'
import { listVersions, loadCalendar } from './store.ts'

/** What the calendar's pages need from modules it may not know; `app.tsx` hands it in. */
export type CalendarDesk = {
  readonly readers: MiddlewareHandler<WebEnv>
  readonly administrators: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
  readonly followers: CalendarFollowers
}

/** `/staff/calendar`: everybody signed in reads it, the system administrator loads a year. */
export function calendarRoutes(house: House, desk: CalendarDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', desk.readers, async (c) => {
    const [frame, calendar, versions] = await Promise.all([desk.frame(c), loadCalendar(house.db), listVersions(house.db)])
    const asked = Number(c.req.query('year'))
    const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2099 ? asked : yearOf(beijingDay(house.now()))
    return page(c, <CalendarYearPage {...frame} year={year} calendar={calendar} versions={versions} mayLoad={frame.viewer.role === 'system-administrator'} />)
  })

  app.get('/load', desk.administrators, async (c) => {
    const year = /^\d{4}$/.test(c.req.query('year') ?? '') ? c.req.query('year') : yearOf(beijingDay(house.now())) + 1
    const values = { year: String(year), notice: `国务院办公厅关于${year}年部分节假日安排的通知` }
    return page(c, <LoadYearPage {...(await desk.frame(c))} values={values} errors={{}} preview={null} />)
  })

  app.post('/load', desk.administrators, async (c) => {
    const values = await textFields(c)
    const frame = await desk.frame(c)
    const notice = { year: Number(values['year']), notice: values['notice'] ?? '', text: values['text'] ?? '' }
    const work = values['confirm'] === 'yes' ? loadYear : previewYear
    const answer = await work(house.db, frame.viewer, notice, desk.followers, house.now())
    if (isRefusal(answer))
      return page(c, <LoadYearPage {...frame} values={values} errors={errorsOf(answer, values)} preview={null} />, statusOf[answer.refused])
    if (work === loadYear) return page(c, <YearLoadedPage {...frame} loaded={answer} year={notice.year} />)
    return page(c, <LoadYearPage {...frame} values={values} errors={{}} preview={answer} />)
  })

  return app
}

/** The field to which a sentence belongs. */
function errorsOf(refusal: Refusal, values: Values): Readonly<Record<string, string>> {
  const field = refusal.because.startsWith('年份') ? 'year' : values['notice'] ? 'text' : 'notice'
  return { [field]: refusal.because }
}
