import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import { aSubmission, staff } from './builders.ts'
import { resumeClocks } from './resume-clocks.ts'
import { findRequest, moveDeadline } from './store.ts'
import { submitRequest } from './submit-request.ts'
import { takeStepOn } from './take-step.ts'

test('a clock held for a third party runs again the day after its last day, once; one held for another agency does not', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const officer = staff('information-officer', house.agencyId)
  for (const kind of ['third_party', 'other_agency'] as const) {
    const sent = await submitRequest(house, house.agencyId, aSubmission())
    if ('refused' in sent) throw new Error(sent.because)
    await takeStepOn(house, sent.number, undefined, { step: 'consult', kind, with: '样例单位', on: plainDate('2026-03-02'), evidence: '挂号1' }, officer)
  }
  const due = async () => (await house.db.selectFrom('requests.request').select(['due_on', 'version']).orderBy('id').execute()).map((row) => row.due_on)
  expect(await due()).toEqual([null, null])
  house.setNow('2026-03-23T23:00') // fifteen working days from the sending
  expect(await resumeClocks(house)).toBe(0)
  expect(await due()).toEqual([null, null])
  house.setNow('2026-03-24T00:10')
  expect(await resumeClocks(house)).toBe(1)
  const [resumed, held] = await due()
  expect([typeof resumed, held]).toEqual(['string', null])
  expect(await resumeClocks(house)).toBe(0)
})

test('a deadline counted from what a request was before a step does not replace the step’s own', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const officer = staff('information-officer', house.agencyId)
  const sent = await submitRequest(house, house.agencyId, aSubmission())
  if ('refused' in sent) throw new Error(sent.because)
  const before = await findRequest(house.db, sent.number)
  if (!before) throw new Error('not kept')
  await takeStepOn(house, sent.number, undefined, { step: 'askToAmend', matters: '写明年度', withinDays: 15 }, officer)
  expect(await moveDeadline(house.db, before, plainDate('2026-03-30'), false, '1')).toBe(false)
  const after = await findRequest(house.db, sent.number)
  if (!after) throw new Error('lost')
  expect(after.dueOn).toBeNull()
  expect(await moveDeadline(house.db, after, plainDate('2026-03-30'), false, '1')).toBe(true)
  expect((await findRequest(house.db, sent.number))?.dueOn).toBe('2026-03-30')
})
