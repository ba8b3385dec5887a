import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { createApp } from '../../app.tsx'
import { isRefusal } from '../../kernel/refusal.ts'
import { aSubmission, staff } from './builders.ts'
import { submitRequest } from './submit-request.ts'
import { takeStepOn } from './take-step.ts'

test('a correction sent twice by a finger that tapped twice is taken once, and both lead to the request', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const submitted = await submitRequest(house, house.agencyId, aSubmission())
  if (isRefusal(submitted)) throw new Error(submitted.because)
  const { number } = submitted
  const asked = { step: 'askToAmend', matters: '写明年度', withinDays: 15 } as const
  expect(await takeStepOn(house, number, undefined, asked, staff('information-officer', house.agencyId))).not.toHaveProperty('refused')
  const app = createApp(house)
  const send = async (answer: string) =>
    await app.request(`/requests/track/${number}/amend`, {
      method: 'POST',
      body: new URLSearchParams({ answer }),
      headers: { cookie: `track=${house.cipher.sign(number)}`, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' },
    })
  const both = await Promise.all([send('要 2025 年度的'), send('要 2025 年度的')])
  expect(both.map(({ status }) => status)).toEqual([303, 303])
  const other = await send('还要 2024 年度的')
  expect([other.status, (await other.text()).includes('还要 2024 年度的')]).toEqual([409, expect.any(Boolean)])
  expect(await house.db.selectFrom('requests.event').select('seq').where('by_role', '=', 'applicant').execute()).toHaveLength(2)
})
