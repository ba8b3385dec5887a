import { Hono } from 'hono'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../../tests/support/house.ts'
import { plainDate } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { Role } from '../../../kernel/viewer.ts'
import type { WebEnv } from '../../../platform/web.ts'
import { PLAIN_LOOK } from '../../../ui/look.ts'
import { publishedCalendar as calendar } from '../../calendar/index.ts'
import { NotAllowed } from '../../identity/index.ts'
import { aSubmission, staff } from '../builders.ts'
import { DECISION_KEYS, type Decision } from '../decisions.ts'
import { submitRequest } from '../submit-request.ts'
import { takeStepOn } from '../take-step.ts'
import { withheldRoutes } from './staff-routes.tsx'
import { findWithheld } from './store.ts'
import { applyWithheldEvent, isWithholding, registration, takeWithheldStep, type WithheldOrder, type WithheldState, yearsAfter } from './withheld.ts'

const day = plainDate
const born = applyWithheldEvent(undefined, registration('refused.process_information', day('2026-03-02')) ?? expect.fail())
const must = (state: WithheldState, order: WithheldOrder, role: Role, today: string): WithheldState => {
  const event = takeWithheldStep(state, order, role, day(today), calendar)
  if (isRefusal(event)) throw new Error(event.because)
  return applyWithheldEvent(state, event)
}

describe('what is withheld', () => {
  test('is what articles 14 to 16 withhold, and what was given in part', () => {
    expect(DECISION_KEYS.filter(isWithholding)).toEqual([
      'partly_granted',
      'refused.state_secret',
      'refused.prohibited_by_law',
      'refused.security_and_stability',
      'refused.third_party',
      'refused.internal_affairs',
      'refused.process_information',
      'refused.enforcement_file',
    ])
    expect(registration('granted', day('2026-03-02'))).toBeUndefined()
  })

  test('is looked at again after a year; a leap day’s year ends on the 28th', () => {
    expect(born.reviewOn).toBe('2027-03-02')
    expect(yearsAfter(day('2024-02-29'), 1)).toBe('2025-02-28')
  })

  test('stays, with a later day and a reason; or may be published, in twenty working days, and then has no day more', () => {
    const kept = must(born, { step: 'keep', grounds: '情势没有变化', reviewOn: day('2026-12-01') }, 'reviewer', '2026-06-01')
    expect(kept).toMatchObject({ stage: 'withheld', reviewOn: '2026-12-01', reviewedOn: '2026-06-01' })
    const open = must(kept, { step: 'open', grounds: '决策已经作出' }, 'reviewer', '2026-11-02')
    expect(open).toMatchObject({ stage: 'opening', reviewOn: '2026-11-30' })
    expect(must(open, { step: 'publish', item: '2026-00012' }, 'information-officer', '2026-11-10')).toMatchObject({ stage: 'published', reviewOn: null })
  })

  test.each([
    ['the officer reviews nothing', { step: 'keep', grounds: '没有变化', reviewOn: day('2027-01-01') }, 'information-officer', 'not-yours'],
    ['a day gone by', { step: 'keep', grounds: '没有变化', reviewOn: day('2026-06-01') }, 'reviewer', 'invalid'],
    ['a day too far', { step: 'setDay', grounds: '没有变化', reviewOn: day('2031-06-02') }, 'reviewer', 'invalid'],
    ['no reason', { step: 'open', grounds: ' ' }, 'reviewer', 'invalid'],
    ['published before it may be', { step: 'publish', item: '2026-00012' }, 'reviewer', 'not-now'],
  ] as const)('%s is refused', (_name, order, role, refused) => {
    expect(takeWithheldStep(born, order, role, day('2026-06-01'), calendar)).toMatchObject({ refused })
  })
})

test('a refusal that is signed stands in the register with its day; the reviewer’s step is added and nothing is changed', async () => {
  const house = await testHouse('2026-11-24T09:00')
  const decisions: readonly Decision[] = ['refused.process_information', 'granted', 'partly_granted']
  for (const [i, decision] of decisions.entries()) {
    await submitRequest(house, house.agencyId, aSubmission({ subject: `申请公开第 ${i} 份文件的全文` }))
    for (const [role, order] of [
      ['information-officer', { step: 'draftReply', decision, text: '见答复。' }],
      ['reviewer', { step: 'review' }],
      ['signer', { step: 'sign' }],
    ] as const)
      await takeStepOn(house, `XQ-2026-000${i + 1}`, undefined, order, staff(role, house.agencyId))
  }
  const as = (role: Role) => {
    const app = new Hono<WebEnv>()
    app.use(async (c, next) => {
      c.set('viewer', staff(role, house.agencyId))
      c.set('look', PLAIN_LOOK)
      await next()
    })
    app.onError((error, c) => c.text('', error instanceof NotAllowed ? 403 : 500))
    return app.route('/staff', withheldRoutes(house))
  }
  const path = '/staff/requests/withheld'
  const list = async () => [...(await (await as('signer').request(path)).text()).matchAll(/withheld\/(XQ-2026-\d{4})"/g)].map(([, number]) => number)
  expect(await list()).toEqual(['XQ-2026-0001', 'XQ-2026-0003'])
  const post = (role: Role, step: string, fields: Record<string, string>) =>
    as(role).request(`${path}/XQ-2026-0001/${step}`, { method: 'POST', body: new URLSearchParams(fields) })
  expect((await post('information-officer', 'keep', { version: '1', grounds: '没有变化', reviewOn: '2028-01-10' })).status).toBe(403)
  expect((await post('reviewer', 'keep', { version: '1', grounds: '没有变化', reviewOn: '2028-01-10' })).status).toBe(303)
  expect((await post('reviewer', 'keep', { version: '1', grounds: '没有变化', reviewOn: '2028-01-10' })).status).toBe(409)
  expect(await list()).toEqual(['XQ-2026-0003', 'XQ-2026-0001'])
  expect((await post('reviewer', 'open', { version: '2', grounds: '决策已经公布' })).status).toBe(303)
  const unknown = await post('reviewer', 'publish', { version: '3', item: '2026-00077' })
  expect([unknown.status, await unknown.text()]).toEqual([422, expect.stringMatching(/没有公开.*2026-00077/s)])
  expect(await (await as('reviewer').request(`${path}/list.csv`)).text()).toContain('属于四类过程性信息（条例第十六条第二款）')
  expect((await findWithheld(house.db, house.agencyId, 'XQ-2026-0001'))?.events).toHaveLength(3)
  await expect(sql`delete from requests.withheld_event`.execute(house.db)).rejects.toThrow()
})
