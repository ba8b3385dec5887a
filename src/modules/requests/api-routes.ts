import { Hono } from 'hono'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { problem, type WebEnv } from '../../platform/web.ts'
import { loadCalendar } from '../calendar/index.ts'
import { answerDeadline } from './deadline-query.ts'

/** `GET /api/v1/deadline?received=…`: the same names and the same answer as the command line, on the calendar loaded in the console. */
export function requestApi(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/deadline', async (c) => {
    const { consulted, ...rest } = c.req.queries()
    const repeated = Object.entries(rest).find(([, values]) => values.length > 1)
    const query = { ...Object.fromEntries(Object.entries(rest).map(([name, values]) => [name, values[0]])), ...(consulted ? { consulted } : {}) }
    const answer = repeated ? { refused: 'invalid' as const, because: `${repeated[0]} 只能给一次` } : answerDeadline(query, await loadCalendar(house.db))
    return isRefusal(answer) ? problem(c, answer) : c.json(answer)
  })
  return app
}
