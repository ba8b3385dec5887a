import { expect, test } from 'vitest'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { plainDate } from '../../../kernel/plain-date.ts'
import { shippedWords, type Words } from '../../letters/index.ts'
import { DECISION_KEYS } from '../decisions.ts'
import { draftText, openPlaces } from '../reply.ts'

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
