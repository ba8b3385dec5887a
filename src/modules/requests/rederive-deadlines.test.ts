import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { leaveTrace } from '../audit/index.ts'
import { type CalendarFollowers, loadYear } from '../calendar/index.ts'
import { aSubmission, staff } from './builders.ts'
import { submitPetition } from './petitions/submit-petition.ts'
import { takePetitionStepOn } from './petitions/take-petition-step.ts'
import { previewMoves, rederiveDeadlines } from './rederive-deadlines.ts'
import { addRemedy, takeRemedyStepOn } from './remedies/take-remedy-step.ts'
import { submitRequest } from './submit-request.ts'
import { takeStepOn } from './take-step.ts'

const followers: CalendarFollowers = { preview: previewMoves, follow: rederiveDeadlines, trace: leaveTrace }
const NOTICE = {
  year: 2027,
  notice: '国务院办公厅关于2027年部分节假日安排的通知（样例）',
  text: '元旦 2027-01-01..2027-01-03\n春节 2027-02-05..2027-02-12 上班 2027-02-20\n清明节 2027-04-05\n劳动节 2027-05-01..2027-05-05 上班 2027-05-08\n端午节 2027-06-09\n中秋节 2027-09-15\n国庆节 2027-10-01..2027-10-07 上班 2027-10-09',
}
const dueOf = (house: TestHouse) =>
  house.db.selectFrom('requests.request').select(['number', 'due_on', 'due_provisional', 'calendar_version']).orderBy('id').execute()

test('loading a year moves the open deadlines that reach into it, says which, and makes them final', async () => {
  const house = await testHouse('2026-11-24T09:00')
  const submit = () => submitRequest(house, house.agencyId, aSubmission())
  await submit()
  house.setNow('2026-12-15T09:00')
  await submit()
  await submit()
  await submit()
  const officer = staff('information-officer', house.agencyId)
  await takeStepOn(house, 'XQ-2026-0003', undefined, { step: 'askToAmend', matters: '写明年度', withinDays: 15 }, officer)
  await takeStepOn(house, 'XQ-2026-0004', undefined, { step: 'withdraw', reason: '' }, officer)
  expect((await dueOf(house)).map((row) => [row.due_on, row.due_provisional])).toEqual([
    ['2026-12-22', false],
    ['2027-01-12', true],
    [null, true],
    ['2027-01-12', true],
  ])

  expect(await loadYear(house.db, officer, NOTICE, followers, house.now())).toMatchObject({ refused: 'not-yours' })
  const administrator = staff('system-administrator', house.agencyId)
  const loaded = await loadYear(house.db, administrator, NOTICE, followers, house.now())
  // 2027-01-01 is a Friday off, so the twentieth working day falls one later; what is answered or stands does not move.
  expect(loaded).toMatchObject({ moved: [{ number: 'XQ-2026-0002', from: '2027-01-12', to: '2027-01-13' }] })
  const after = await dueOf(house)
  expect(after[1]).toMatchObject({ due_on: '2027-01-13', due_provisional: false, calendar_version: '2' })
  expect(after[3]).toMatchObject({ due_on: '2027-01-12' })
  expect(await house.db.selectFrom('audit.event').select(['act', 'note']).orderBy('id', 'desc').executeTakeFirst()).toMatchObject({
    act: '录入工作日历',
    note: expect.stringContaining('1 件'),
  })
  expect(await loadYear(house.db, administrator, NOTICE, followers, house.now())).toMatchObject({ refused: 'duplicate' })

  const fresh = await submitRequest(house, house.agencyId, aSubmission())
  expect(fresh).toMatchObject({ dueOn: '2027-01-13', provisional: false })
})

test('what the agency owes in a 复议 and in a complaint moves with the calendar too', async () => {
  const house = await testHouse('2026-12-21T09:00')
  const officer = staff('information-officer', house.agencyId)
  const on = plainDate('2026-12-21')
  const remedy = await addRemedy(house, officer, { route: 'reconsideration', requestNumber: null, filedOn: on, note: '', caseNumber: '样复〔2026〕1号' })
  if (isRefusal(remedy)) throw new Error(remedy.because)
  await takeRemedyStepOn(house, officer, remedy.id, undefined, { step: 'receiveCopy', on, evidence: '送达回证' })
  const complaint = {
    kind: 'complaint',
    sender: { name: '', contact: '13800000000' },
    subject: '样例投诉',
    aboutRequest: null,
    aboutItem: null,
    aboutPerson: '',
  } as const
  await submitPetition(house, house.agencyId, { ...complaint, key: randomUUID() })
  await takePetitionStepOn(house, 'complaint', 'TS-2026-0001', undefined, { step: 'accept', handler: '样例承办人', against: '' }, officer)
  const loaded = await loadYear(house.db, staff('system-administrator', house.agencyId), NOTICE, followers, house.now())
  expect(loaded).toMatchObject({
    moved: [
      { number: '样复〔2026〕1号', from: '2027-01-04', to: '2027-01-05' },
      { number: 'TS-2026-0001', from: '2027-01-18', to: '2027-01-19' },
    ],
  })
  const kept = await house.db.selectFrom('requests.remedy').select(['due_on', 'due_provisional']).executeTakeFirst()
  expect(kept).toEqual({ due_on: '2027-01-05', due_provisional: false })
  expect(await house.db.selectFrom('requests.petition').select(['due_on', 'due_provisional']).executeTakeFirst()).toEqual({
    due_on: '2027-01-19',
    due_provisional: false,
  })
})
