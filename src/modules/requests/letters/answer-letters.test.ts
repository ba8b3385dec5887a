import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { answerDesk } from '../../../../tests/support/answer-desk.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { type LetterRecord, makeWaiting, signLetter } from '../../letters/index.ts'

const last = (letters: readonly LetterRecord[]): LetterRecord => letters.at(-1) ?? expect.fail('no letter')
const told = async (answer: Response) => [answer.status, await answer.text()] as const

test('what the reviewer saw is what is signed: from review on the letter of the answer is neither made nor replaced', async () => {
  const { done, draft, make, letters, edit, seenBy, take } = await answerDesk()
  await draft('granted')
  expect((await make('D1')).status).toBe(303)
  const stale = await seenBy('reviewer')
  expect((await edit(last(await letters()))).status).toBe(303)
  const [status, words] = await told(await take('reviewer', 'review', { letters: stale }))
  expect([status, words.includes('您看到的已不是最新的')]).toEqual([409, true])
  await done('reviewer', 'review', { letters: await seenBy('reviewer') })
  for (const refused of [await edit(last(await letters())), await make('D1'), await make('D2')]) {
    const [code, said] = await told(refused)
    expect([code, said.includes('退回修改后再换')]).toEqual([409, true])
  }
  expect((await letters()).map(({ edition }) => edition)).toEqual([2])
  await done('signer', 'sendBack', { reason: '改一处' })
  expect((await edit(last(await letters()))).status).toBe(303)
  await draft('granted')
  await done('reviewer', 'review', { letters: await seenBy('reviewer') })
  expect((await take('signer', 'sign', { letters: stale })).status).toBe(409)
  await done('signer', 'sign', { letters: await seenBy('signer') })
  expect(last(await letters())).toMatchObject({ edition: 3, signedBy: expect.any(String) })
  const [late, why] = await told(await edit(last(await letters())))
  expect([late, why.includes('不能再更换')]).toEqual([409, true])
  expect((await make('D1')).status).toBe(409)
})

test('a letter made of a list that was worked off after the review is not signed unseen', async () => {
  const { house, post, signedIn, draft, done, letters, number, take, seenBy, text } = await answerDesk()
  await draft('unable.needs_creation')
  const given = { code: 'D14', key: randomUUID(), numbers: number }
  const started = await post('/staff/letters/batches', given, await signedIn('information-officer'))
  expect(started.status).toBe(303)
  await done('reviewer', 'review')
  while ((await makeWaiting(house)) > 0);
  expect((await letters()).map(({ code }) => code)).toEqual(['D14'])
  const [status, words] = await told(await take('signer', 'sign', { letters: await seenBy('signer') }))
  expect([status, words.includes('审核人没有看过')]).toEqual([409, true])
  const again = await post('/staff/letters/batches', { ...given, key: randomUUID() }, await signedIn('information-officer'))
  expect(await text(again.headers.get('location') ?? '', 'information-officer')).toContain('退回修改后再换')
})

test('only letters that fit the answer and the stage are made; a look at one is free; that of the answer is signed with it alone', async () => {
  const { post, signedIn, draft, make, letters, path } = await answerDesk()
  const [status, words] = await told(await make('D1'))
  expect([status, words.includes('现在可以制作：P1 登记回执'), words.includes('按您选择的电子邮件提供')]).toEqual([409, true, true])
  expect((await make('D1', { preview: 'pdf' })).status).toBe(200)
  expect((await make('P2')).status).toBe(303)
  await draft('granted')
  expect((await make('D12')).status).toBe(409)
  expect((await make('P2')).status).toBe(409)
  expect((await make('D1')).status).toBe(303)
  const [notice, answer] = await letters()
  const signer = await signedIn('signer')
  const [refused, why] = await told(await post(`${path}/letters/${answer?.id}/sign`, { edition: '1' }, signer))
  expect([refused, why.includes('随“签发答复”一并签发')]).toEqual([409, true])
  expect((await post(`${path}/letters/${notice?.id}/sign`, { edition: '1' }, signer)).status).toBe(303)
})

test('of an answer drafted anew the earlier letter no longer applies: it is marked, not signed, and the applicant has one answer', async () => {
  const { house, agencyId, draft, make, letters, done, text, path, seenBy, tracked, edit } = await answerDesk()
  await draft('granted')
  await make('D1')
  await done('reviewer', 'sendBack', { reason: '没有这份信息' })
  await draft('unable.not_held')
  await make('D12')
  await make('D13')
  expect((await text(`${path}/letters`, 'information-officer')).match(/不再适用/g)).toHaveLength(2)
  expect(await text(path, 'signer')).toContain('不再适用')
  const [d1] = await letters()
  expect((await edit(d1 ?? expect.fail())).status).toBe(409)
  await done('reviewer', 'review', { letters: await seenBy('reviewer') })
  await done('signer', 'sign', { letters: await seenBy('signer') })
  expect((await letters()).map(({ code, signedBy }) => [code, signedBy !== null])).toEqual([
    ['D1', false],
    ['D12', false],
    ['D13', true],
  ])
  // Signed by hand, as could be done before the letter of an answer was tied to its signature.
  const viewer: Viewer = { id: randomUUID(), account: 'qianfa', name: '样例签发人', role: 'signer', agencyId, department: null }
  for (const { id, signedBy } of await letters()) if (signedBy === null) await house.db.transaction().execute((tx) => signLetter(tx, viewer, id, house.now()))
  const page = await tracked()
  expect(page).toContain('给您的文书')
  expect(page.match(/\/letters\/\d+"/g)).toEqual([`/letters/${last(await letters()).id}"`])
})

test('an answer without its letter is pointed out to reviewer and signer, and can still be signed', async () => {
  const { draft, done, text, path, seenBy, make } = await answerDesk()
  expect(await text(path, 'reviewer')).not.toContain('还没有制作答复书')
  await draft('granted')
  expect(await text(path, 'reviewer')).toContain('还没有制作答复书')
  await done('reviewer', 'review', { letters: await seenBy('reviewer') })
  expect(await text(path, 'signer')).toContain('还没有制作答复书')
  await done('signer', 'sendBack', { reason: '制作答复书' })
  await draft('granted')
  await make('D1')
  expect(await text(path, 'reviewer')).not.toContain('还没有制作答复书')
  await done('reviewer', 'sendBack', { reason: '改类型' })
  await draft('not_processed.complaint')
  await done('reviewer', 'review')
  expect(await text(path, 'signer')).toContain('还没有制作答复书')
  await done('signer', 'sign', { letters: '' })
})
