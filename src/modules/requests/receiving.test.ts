import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { keepDraftFile, listAttachments } from '../files/index.ts'
import { aSubmission, staff } from './builders.ts'
import { findForApplicant } from './find-for-applicant.ts'
import { findRequest, openApplicant } from './store.ts'
import { registerRequest, type Receipt, submitRequest } from './submit-request.ts'

const received = (answer: Receipt | { refused: string; because: string }): Receipt => {
  if ('refused' in answer) throw new Error(answer.because)
  return answer
}

test('an application made online is received that day, under the next number, with everything personal sealed', async () => {
  const house = await testHouse('2026-09-22T21:30')
  const receipt = received(await submitRequest(house, house.agencyId, aSubmission()))
  expect(receipt).toMatchObject({ number: 'XQ-2026-0001', receivedOn: '2026-09-22', dueOn: '2026-10-27', provisional: false })
  expect(receipt.code).toMatch(/^[2-9A-HJKMNP-Z]{10}$/)
  const request = await findRequest(house.db, receipt.number)
  expect(request).toMatchObject({ applicantMasked: '样**', channel: 'online', dueOn: '2026-10-27', version: 1 })
  expect(request && openApplicant(request, house.cipher).phone).toBe('13800000000')
  const row = await house.db.selectFrom('requests.request').selectAll().executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toMatch(/13800000000|样例甲|110101/)
  expect(JSON.stringify(row)).not.toContain(receipt.code)
  const traces = await house.db.selectFrom('audit.event').select(['act', 'subject', 'article']).execute()
  expect(traces).toEqual([{ act: '登记申请', subject: 'requests/XQ-2026-0001', article: '条例第三十一条第三项' }])
})

test('a form sent twice, at once or a day later, is one request with one receipt', async () => {
  const house = await testHouse('2026-09-22T09:00')
  const form = aSubmission()
  const receipts = await Promise.all([1, 2, 3].map(() => submitRequest(house, house.agencyId, form)))
  house.setNow('2026-09-24T09:00')
  receipts.push(await submitRequest(house, house.agencyId, form))
  expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1)
  expect(await house.db.selectFrom('requests.request').select('number').execute()).toHaveLength(1)
  const changed = await submitRequest(house, house.agencyId, { ...form, subject: '申请公开另一份完全不同的文件' })
  expect(changed).toMatchObject({ refused: 'duplicate', because: expect.stringContaining('XQ-2026-0001') })
})

test('many at the same moment get numbers without gaps, in each year and agency', async () => {
  const house = await testHouse('2026-09-22T09:00')
  const receipts = await Promise.all(Array.from({ length: 120 }, () => submitRequest(house, house.agencyId, aSubmission())))
  house.setNow('2027-01-04T09:00')
  const later = received(await submitRequest(house, house.agencyId, aSubmission()))
  const elsewhere = received(await submitRequest(house, house.agencyId + 1, aSubmission()))
  const numbers = receipts.map((receipt) => received(receipt).number).sort()
  expect(numbers).toEqual(Array.from({ length: 120 }, (_, i) => `XQ-2026-${String(i + 1).padStart(4, '0')}`))
  expect(later).toMatchObject({ number: 'XQ-2027-0001', provisional: true })
  expect(elsewhere.number).toBe(`XQ${house.agencyId + 1}-2027-0001`)
})

test('the ten-thousandth number of a year is longer, not cut', async () => {
  const house = await testHouse('2026-09-22T09:00')
  await house.db.insertInto('requests.number_series').values({ agency_id: house.agencyId, year: 2026, last: 9_999 }).execute()
  expect(received(await submitRequest(house, house.agencyId, aSubmission())).number).toBe('XQ-2026-10000')
})

test('files chosen with the form belong to the request it became', async () => {
  const house = await testHouse()
  const form = aSubmission()
  const kept = await keepDraftFile(house, form.key, { name: '说明.txt', bytes: new TextEncoder().encode('样例说明') })
  expect(isRefusal(kept)).toBe(false)
  const { number } = received(await submitRequest(house, house.agencyId, form))
  expect(await listAttachments(house.db, `requests/${number}`)).toMatchObject([{ name: '说明.txt' }])
})

test('each way in has the day of receipt art 31 gives it', async () => {
  const house = await testHouse('2026-09-24T09:00')
  const officer = staff('information-officer', house.agencyId)
  const days = { arrivedOn: plainDate('2026-09-21'), confirmedOn: plainDate('2026-09-22'), evidence: '电话记录' }
  const by = async (channel: 'in_person' | 'registered_letter' | 'letter' | 'fax') =>
    received(await registerRequest(house, officer, aSubmission(), { channel, ...days }))
  expect((await by('in_person')).receivedOn).toBe('2026-09-21')
  expect((await by('registered_letter')).receivedOn).toBe('2026-09-21')
  expect((await by('letter')).receivedOn).toBe('2026-09-22')
  expect((await by('fax')).receivedOn).toBe('2026-09-22')
  const unconfirmed = await registerRequest(house, officer, aSubmission(), { channel: 'letter', ...days, confirmedOn: null })
  expect(unconfirmed).toMatchObject({ refused: 'invalid', law: '条例第三十一条第二项' })
  const future = await registerRequest(house, officer, aSubmission(), { channel: 'in_person', ...days, arrivedOn: plainDate('2026-09-25') })
  expect(future).toMatchObject({ refused: 'invalid' })
})

test('a request opens with its own code, however it is typed; after five wrong ones no other wrong one is looked at for an hour', async () => {
  const house = await testHouse('2026-09-22T09:00')
  const mine = received(await submitRequest(house, house.agencyId, aSubmission()))
  const other = received(await submitRequest(house, house.agencyId, aSubmission()))
  const typed = `${mine.code.slice(0, 5)}-${mine.code.slice(5)}`.toLowerCase()
  expect(await findForApplicant(house, mine.number.toLowerCase(), typed)).toMatchObject({ number: mine.number })
  const wrong = await findForApplicant(house, mine.number, other.code)
  const unknown = await findForApplicant(house, 'XQ-2026-9999', other.code)
  expect(wrong).toMatchObject({ refused: 'not-found' })
  expect(unknown).toEqual(wrong)
  for (let i = 0; i < 4; i++) await findForApplicant(house, mine.number, 'AAAAAAAAAA')
  expect(await findForApplicant(house, mine.number, 'AAAAAAAAAA')).toMatchObject({ refused: 'limit' })
  // Numbers are public: who types nonsense shuts nobody out.
  expect(await findForApplicant(house, mine.number, mine.code)).toMatchObject({ number: mine.number })
  expect(await findForApplicant(house, other.number, other.code)).toMatchObject({ number: other.number })
  house.setNow('2026-09-22T10:01')
  expect(await findForApplicant(house, mine.number, 'AAAAAAAAAA')).toMatchObject({ refused: 'not-found' })
})
