import { Hono } from 'hono'
import { beijingDay, plainDate } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { page, type Web, type WebEnv } from '../../platform/web.ts'
import { loadCalendar } from '../calendar/index.ts'
import { publicFrame } from '../organizations/index.ts'
import { clockOf, LONGEST_EXTENSION_DAYS, REPLY_DAYS } from './clock.ts'
import { isCountableDay } from './deadline-query.ts'
import { DeadlinePage } from './pages/deadline-page.tsx'

/** `/requests/deadline`: anyone may count a deadline. */
export function deadlineRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const frame = (c: Web) => publicFrame(house, c)
  const today = () => beijingDay(house.now())

  app.get('/deadline', async (c) => {
    const values = c.req.query()
    const [received = '', amended = ''] = [values['received'], values['amended']]
    const extended = Number(values['extended'] || 0)
    const errors: Record<string, string> = {}
    if (values['received'] !== undefined && !isCountableDay(received)) errors['received'] = '填写收到申请的日期，如 2026-01-20'
    if (amended && (!isCountableDay(amended) || amended < received)) errors['amended'] = '收到补正的日期不能早于收到申请的日期'
    if (!Number.isInteger(extended) || extended < 0 || extended > LONGEST_EXTENSION_DAYS)
      errors['extended'] = `延长的期限是 0 到 ${LONGEST_EXTENSION_DAYS} 个工作日`
    const ready = received !== '' && Object.keys(errors).length === 0
    const clock = ready
      ? clockOf(
          { receivedOn: plainDate(received), days: REPLY_DAYS, amendedOn: amended ? plainDate(amended) : null, extendedBy: extended, consultations: [] },
          await loadCalendar(house.db),
        )
      : null
    return page(c, <DeadlinePage {...(await frame(c))} clock={clock} today={today()} values={values} errors={errors} />, ready || received === '' ? 200 : 422)
  })

  return app
}
