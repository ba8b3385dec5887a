import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import type { Role } from '../../kernel/viewer.ts'
import type { WebEnv } from '../../platform/web.ts'
import { PLAIN_LOOK } from '../../ui/look.ts'
import { calendarRoutes } from './calendar-routes.tsx'
import { loadCalendar } from './index.ts'

const TEXT =
  '元旦 2027-01-01..2027-01-03\n春节 2027-02-05..2027-02-12 上班 2027-02-20\n清明节 2027-04-05\n劳动节 2027-05-01..2027-05-05 上班 2027-05-08\n端午节 2027-06-09\n中秋节 2027-09-15\n国庆节 2027-10-01..2027-10-07 上班 2027-10-09'
const NOTICE = '国务院办公厅关于2027年部分节假日安排的通知（样例）'

async function desk(role: Role) {
  const house = await testHouse('2026-11-24T09:00')
  const viewer = { id: 'a', account: 'sample', name: '样例管理员', role, agencyId: house.agencyId, department: null }
  const through = createMiddleware<WebEnv>(async (_c, next) => await next())
  const followed: string[] = []
  const moved = [{ number: 'XQ-2026-0007', from: '2027-01-12', to: '2027-01-13' }]
  const app = new Hono<WebEnv>().route(
    '/staff/calendar',
    calendarRoutes(house, {
      readers: through,
      administrators: through,
      frame: async (c) => ({ site: { name: '样例机关', shortName: '样例' }, look: PLAIN_LOOK, viewer, path: c.req.path }),
      followers: {
        preview: async () => moved,
        follow: async (_tx, calendar) => {
          followed.push(calendar.version)
          return moved
        },
        trace: async () => {},
      },
    }),
  )
  const post = (fields: Record<string, string>) => app.request('/staff/calendar/load', { method: 'POST', body: new URLSearchParams(fields) })
  return { house, app, post, followed }
}

test('the year view shows holidays and made-up workdays, and says when a year is not loaded', async () => {
  const { app } = await desk('auditor')
  const year = await (await app.request('/staff/calendar')).text()
  expect(year).toContain('2026 年工作日历')
  expect(year).toContain('2月15日至23日，共 9 天')
  expect(year).toContain('国务院办公厅关于2026年部分节假日安排的通知')
  expect(year).not.toContain('录入放假通知')
  const unknown = await (await app.request('/staff/calendar?year=2027')).text()
  expect(unknown).toContain('2027 年的放假通知尚未录入')
  expect((await app.request('/staff/calendar?year=abc')).status).toBe(200)
})

test('an administrator sees what a notice moves before it takes effect, then confirms', async () => {
  const { house, post, followed } = await desk('system-administrator')
  const preview = await (await post({ year: '2027', notice: NOTICE, text: TEXT })).text()
  expect(preview).toContain('将要变动的期限：1 件')
  expect(preview).toContain('2027年1月13日')
  expect([followed, (await loadCalendar(house.db)).years.has(2027)]).toEqual([[], false])
  const done = await (await post({ year: '2027', notice: NOTICE, text: TEXT, confirm: 'yes' })).text()
  expect(done).toContain('已录入 2027 年放假通知')
  expect([followed, (await loadCalendar(house.db)).years.has(2027)]).toEqual([['2'], true])
  const again = await post({ year: '2027', notice: NOTICE, text: TEXT, confirm: 'yes' })
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('已经按同样的内容录入')])
})

test('a notice that cannot be read comes back with what was typed and the line to mend', async () => {
  const { post } = await desk('system-administrator')
  const answer = await post({ year: '2027', notice: NOTICE, text: TEXT.replace('2027-04-05', '2027-04-31') })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('第 3 行')
  expect(html).toContain('端午节 2027-06-09')
})

test('nobody but the system administrator loads a year', async () => {
  const { house, post } = await desk('information-officer')
  expect((await post({ year: '2027', notice: NOTICE, text: TEXT, confirm: 'yes' })).status).toBe(403)
  expect((await loadCalendar(house.db)).years.has(2027)).toBe(false)
})

test('what was loaded cannot be rewritten', async () => {
  const { house } = await desk('auditor')
  await expect(house.db.updateTable('calendar.year').set({ notice: '别的' }).execute()).rejects.toThrow('append-only')
})
