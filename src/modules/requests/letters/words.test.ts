import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testHouse } from '../../../../tests/support/house.ts'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { plainDate } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { Role } from '../../../kernel/viewer.ts'
import { type LetterValues, postLetter, produceLetter, shippedWords, type Words } from '../../letters/index.ts'
import { aSubmission, staff } from '../builders.ts'
import { DECISION_KEYS } from '../decisions.ts'
import type { Order } from '../orders.ts'
import { draftText, openPlaces } from '../reply.ts'
import { submitRequest } from '../submit-request.ts'
import { takeStepOn } from '../take-step.ts'
import { requestLetterValues } from './request-values.ts'

const about = { agency: '样例中心', receivedOn: plainDate('2026-11-03'), subject: '支出' }

test('an answer is drafted in the office’s words of the day: one text, its ground, its reason and its remedy', () => {
  const own: Words = (key) =>
    key === 'remedy.either'
      ? { text: '样例：六十日内可以复议。', law: '' }
      : key === 'ground.D12'
        ? { text: '样例：查过了，{称谓}要的没有。', law: '' }
        : shippedWords(key)
  const text = draftText('unable.not_held', about, own)
  expect(text).toContain('样例：查过了，您要的没有。')
  expect(text).toContain('样例：六十日内可以复议。')
  expect(text).not.toContain('或者：')
  for (const decision of DECISION_KEYS) expect(draftText(decision, about), decision).not.toContain('{称谓}')
  expect(openPlaces(draftText('refused.internal_affairs', about))).toEqual(['〔人事管理、后勤管理、内部工作流程〕'])
})

test('what is written under 理由和救济 stands in the form where the answer is drafted, from its day on', async () => {
  const { house, get, signedIn } = await seededApp()
  const agency = await house.db.selectFrom('organizations.agency').select('id').where('home', '=', true).executeTakeFirstOrThrow()
  const open = await house.db.selectFrom('requests.request').select('number').where('stage', '=', 'handling').orderBy('id').executeTakeFirstOrThrow()
  await house.db
    .insertInto('letters.wording')
    .values({
      agency_id: agency.id,
      key: 'ground.D1',
      effective_from: plainDate('2026-01-01'),
      text: '样例：可以给{称谓}。',
      law: '',
      added_at: new Date(),
      added_by: '样例',
    })
    .execute()
  const page = await (await get(`/staff/requests/${open.number}?step=draftReply`, await signedIn('information-officer'))).text()
  expect(page).toContain('样例：可以给您。')
})

test('of two answers at once one is kept, and the other stands on the page to be copied though the step is closed now', async () => {
  const { house, post, signedIn } = await seededApp()
  const open = await house.db
    .selectFrom('requests.request')
    .select(['number', 'version'])
    .where('stage', '=', 'handling')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const cookie = await signedIn('information-officer')
  const send = async (text: string) =>
    await post(`/staff/requests/${open.number}/draftReply`, { version: String(open.version), decision: 'granted', text }, cookie)
  expect((await send('样例：第一个人写的答复。')).status).toBe(303)
  const late = await send('样例：第二个人写的很长的答复。')
  const page = await late.text()
  expect(late.status).toBe(409)
  expect(page).toContain('现在不能办了')
  expect(page).toMatch(/<textarea[^>]*readonly[^>]*>\s*样例：第二个人写的很长的答复。/)
})

test('what is disclosed against a third party’s objection is not put away before it was told in writing, or it is written why not', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const submitted = await submitRequest(house, house.agencyId, aSubmission())
  if (isRefusal(submitted)) throw new Error(submitted.because)
  const { number } = submitted
  const take = async (role: Role, order: Order) => await takeStepOn(house, number, undefined, order, staff(role, house.agencyId))
  const must = async (role: Role, order: Order) => expect(await take(role, order), order.step).not.toHaveProperty('refused')
  const day = plainDate('2026-03-03')
  house.setNow('2026-03-03T09:00')
  await must('information-officer', { step: 'assign', department: '综合科' })
  await must('information-officer', { step: 'consult', kind: 'third_party', with: '样例公司', on: day, evidence: '邮件' })
  await must('information-officer', { step: 'noteConsulted', index: 0, on: day, evidence: '签收' })
  await must('information-officer', { step: 'receiveOpinion', index: 0, on: day, opinion: '不同意', stance: 'objects' })
  await must('information-officer', { step: 'draftReply', decision: 'granted', text: '可以公开，可以申请行政复议。', overriding: '不公开对公共利益有重大影响' })
  await must('reviewer', { step: 'review' } as Order)
  await must('signer', { step: 'sign' } as Order)
  await must('information-officer', { step: 'deliver', on: day, way: 'post', tracking: 'EX1', evidence: '' })
  await must('information-officer', { step: 'confirmDelivery', index: 0, on: day, evidence: '签收' })
  const archive = { step: 'archive', fileNumber: '档1', retention: 'ten_years', place: '档案室' } as const
  expect(await take('information-officer', archive)).toMatchObject({
    refused: 'not-now',
    because: expect.stringContaining('书面告知第三方'),
    law: '条例第三十二条',
  })
  const officer = staff('information-officer', house.agencyId)
  const told = await requestLetterValues(house)(officer, number, 'P9')
  if (isRefusal(told)) throw new Error(told.because)
  const make = async (more: LetterValues) =>
    await produceLetter(house, officer, randomUUID(), { code: 'P9', subject: told.subject, values: { ...told.values, ...more }, day })
  const made = await make({ consultMatters: '样例合同' })
  if (!('id' in made)) throw new Error(JSON.stringify(made))
  const keptBack = await house.db
    .transaction()
    .execute((tx) => postLetter(tx, officer, made.id, 0, { step: 'keepBack', reason: '样例：当面告知过' }, house.now()))
  expect(keptBack).toBeUndefined()
  await must('information-officer', archive)
})
