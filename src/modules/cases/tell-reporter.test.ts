import { expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Role } from '../../kernel/viewer.ts'
import { type SeededApp, seededApp } from '../../../tests/support/seeded.ts'
import { accepted, aReport, UNIT } from './builders.ts'
import type { Order } from './steps.ts'
import { submitReport } from './submit-report.ts'
import { takeStepOn } from './take-step.ts'

async function report(app: SeededApp, phone: string): Promise<string> {
  const receipt = await submitReport(app.house, 1, aReport({ reporter: { phone, email: `p${phone}@example.invalid` }, address: `样例路${phone}号` }))
  if (isRefusal(receipt)) throw new Error(receipt.because)
  return receipt.number
}
async function move({ house }: SeededApp, number: string, ...steps: readonly (readonly [Role | 'reporter', Order])[]): Promise<void> {
  for (const [role, order] of steps) {
    const department = role === 'handler' ? UNIT.name : null
    const by = role === 'reporter' ? role : { id: '00000000-0000-4000-8000-000000000000', account: role, name: `样例${role}`, role, agencyId: 1, department }
    const taken = await takeStepOn(house, { number, version: undefined, order, by, photos: 1 })
    if (isRefusal(taken)) throw new Error(taken.because)
  }
}
const FILED = [
  ['screener', accepted()],
  ['dispatcher', { step: 'file' }],
] as const
const CLOSED = [
  ['dispatcher', { step: 'dispatch', unit: UNIT, note: '', because: '权责规定' }],
  ['handler', { step: 'receive' }],
  ['handler', { step: 'feedBack', note: '已更换' }],
  ['inspector', { step: 'pass', note: '相符', metres: 2 }],
  ['dispatcher', { step: 'close', opinion: '井盖已更换' }],
] as const
/** Of the messages about a case: whose report each is about, and what it says. */
const messages = async ({ house }: SeededApp, subject: string) =>
  (await house.db.selectFrom('notifications.message').select(['body', 'recipient_fingerprint']).where('subject', '=', subject).execute()).map(
    ({ body, recipient_fingerprint: person }) => ({ person, about: /上报编号 (XC\S+)/.exec(body ?? '')?.[1], body: body ?? '' }),
  )
const linkIn = (body: string): string => /http:\/\/127\.0\.0\.1(\S+)/.exec(body)?.[1] ?? ''

test('a message about what the public does not see leads to the tracking page, any other to the page of the case', async () => {
  const app = await seededApp()
  const [moved, declined] = [await report(app, '13800000001'), await report(app, '13800000002')]
  await move(app, moved, ['screener', { step: 'transfer', channel: '12345 热线', reason: '属于消费纠纷' }])
  const [told] = await messages(app, `${moved} 请走其他渠道`)
  expect(linkIn(told?.body ?? '')).toBe(`/report/track?number=${moved}`)
  const opened = await app.get(linkIn(told?.body ?? ''))
  expect([opened.status, (await opened.text()).includes(moved), (await app.get(`/cases/${moved}`)).status]).toEqual([200, true, 404])
  await move(app, declined, ['screener', { step: 'decline', reason: '没有这个问题' }])
  const [other] = await messages(app, `${declined} 没有立案`)
  expect(linkIn(other?.body ?? '')).toBe(`/cases/${declined}`)
  expect((await app.get(linkIn(other?.body ?? ''))).status).toBe(200)
})

test('whose merging is undone is told, once and alone, that his report is looked at again by itself', async () => {
  const app = await seededApp()
  const [parent, child] = [await report(app, '13800000001'), await report(app, '13800000002')]
  await move(app, parent, ...FILED)
  await move(app, child, ['screener', { step: 'merge', parent, because: '同一处' }], ['screener', { step: 'unmerge', reason: '是另一处井盖' }])
  const told = await messages(app, `${child} 撤销并案，重新甄别`)
  expect(told.map(({ about }) => about)).toEqual([child])
  expect(told[0]?.body).toContain('不再与其他案件一并办理，单独重新甄别。理由：是另一处井盖')
  expect(linkIn(told[0]?.body ?? '')).toBe(`/cases/${child}`)
  expect((await app.get(`/cases/${child}`)).status).toBe(200)
  expect(await messages(app, `${parent} 撤销并案，重新甄别`)).toEqual([])
})

test('of a reopening only who was not content this time is told so; one message for each person', async () => {
  const app = await seededApp()
  const [parent, child] = [await report(app, '13800000001'), await report(app, '13800000002')]
  const again = await report(app, '13800000001')
  await move(app, parent, ...FILED)
  for (const one of [child, again]) await move(app, one, ['screener', { step: 'merge', parent, because: '同一处' }])
  await move(app, parent, ...CLOSED, ['reporter', { step: 'rateSatisfied', reason: '' }])
  await move(app, child, ['reporter', { step: 'rateDissatisfied', reason: '还是响' }])
  await move(app, parent, ['duty-officer', { step: 'reopen', reason: '回访属实' }])
  const first = await messages(app, `${parent} 重新办理`)
  const bodyOf = (told: typeof first, number: string) => told.find(({ about }) => about === number)?.body.split('\n')[0]
  expect([first.length, new Set(first.map(({ person }) => person)).size]).toEqual([2, 2])
  expect(bodyOf(first, child)).toBe('您不满意的案件已经重新办理：回访属实')
  expect(bodyOf(first, parent)).toBe('回访以后，您上报的问题正在重新办理：回访属实')

  app.house.setNow('2026-11-25T09:00')
  await move(app, parent, ...CLOSED)
  await move(app, again, ['reporter', { step: 'rateDissatisfied', reason: '又响了' }])
  await move(app, parent, ['duty-officer', { step: 'reopen', reason: '再次回访属实' }])
  const second = (await messages(app, `${parent} 重新办理`)).filter(({ body }) => body.includes('再次回访'))
  expect([second.length, new Set(second.map(({ person }) => person)).size]).toEqual([2, 2])
  expect(bodyOf(second, again)).toBe('您不满意的案件已经重新办理：再次回访属实')
  expect(bodyOf(second, child)).toBe('回访以后，您上报的问题正在重新办理：再次回访属实')
})
