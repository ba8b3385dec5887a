import { randomUUID } from 'node:crypto'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { answerDesk } from '../../../../tests/support/answer-desk.ts'
import { createApp } from '../../../app.tsx'
import { beijingDay, yearOf } from '../../../kernel/plain-date.ts'
import type { Role } from '../../../kernel/viewer.ts'
import { findLetters } from '../../letters/index.ts'
import { remedyFigures, requestFigures } from '../figures.ts'
import { findRequest } from '../store.ts'
import { findRemedy } from './store.ts'

/** A request that was refused and signed, and the 复议 that sends the agency back to its answer. */
async function redoDesk(first = 'unable.needs_creation') {
  const desk = await answerDesk()
  const { house, agencyId, number, post, get, signedIn, done, draft } = desk
  await draft(first)
  await done('reviewer', 'review')
  await done('signer', 'sign')
  const today = beijingDay(house.now())
  const filed = {
    key: randomUUID(),
    route: 'reconsideration',
    filedOn: today,
    requestNumber: number,
    authority: '样例区人民政府',
    caseNumber: '样复〔2026〕77号',
  }
  expect((await post('/staff/remedies', filed, await signedIn('information-officer'))).status).toBe(303)
  const { id } = await house.db.selectFrom('requests.remedy').select('id').where('request_number', '=', number).executeTakeFirstOrThrow()
  const path = `/staff/remedies/${id}`
  const remedy = async () => (await findRemedy(house.db, agencyId, id)) ?? expect.fail('no remedy')
  const take = async (role: Role, step: string, fields: Record<string, string> = {}) =>
    await post(`${path}/${step}`, { version: String((await remedy()).version), ...fields }, await signedIn(role))
  const must = async (...given: Parameters<typeof take>) => {
    expect((await take(...given)).status, given.join(' ')).toBe(303)
  }
  await must('information-officer', 'orderRedo', { on: today, ending: 'annulled', servedOn: today, days: '', unit: 'working', words: '理由不充分' })
  const make = async (code: string, key: string = randomUUID()) => {
    const given = { code, key, asked: '样例事项', body: '现提供给您。', law: '第三十六条', way: '按您选择的电子邮件提供' }
    return await post(`${path}/letters`, given, await signedIn('information-officer'))
  }
  const letters = () => findLetters(house.db, agencyId, `remedies/${id}`)
  const text = async (where: string, role: Role) => await (await get(where, await signedIn(role))).text()
  const seen = async (role: 'reviewer' | 'signer') =>
    /name="letters" value="([^"]*)"/.exec(await text(`${path}?step=${role === 'reviewer' ? 'reviewRedo' : 'signRedo'}`, role))?.[1] ?? expect.fail('no edition')
  return { ...desk, redo: { path, id, remedy, take, must, make, letters, text, seen, today } }
}

test('an answer ordered anew goes the road of the first: draft, letter, review, signature, delivery; no figure of any year moves', async () => {
  const { house, agencyId, number, tracked, get, post, signedIn, redo } = await redoDesk()
  const year = yearOf(redo.today)
  const figures = async () => [await requestFigures(house.db, agencyId, year), await remedyFigures(house.db, agencyId, year)]
  const before = await figures()
  expect(await tracked()).toContain('行政复议决定要求本机关重新答复')
  expect(await redo.text('/staff', 'information-officer')).toContain('责令重新答复的')

  const offered = await redo.text(`${redo.path}?step=draftRedo`, 'information-officer')
  expect(offered).toContain('根据样例区人民政府行政复议决定（样复〔2026〕77号），本机关重新作出答复如下。')
  const template = await redo.take('information-officer', 'draftRedo', { template: '1', decision: 'granted' })
  expect([template.status, (await template.text()).includes('您申请的信息可以公开，现予提供。')]).toEqual([200, true])
  expect((await redo.make('D1')).status).toBe(409)
  await redo.must('information-officer', 'draftRedo', { decision: 'granted', text: '您好！\n\n现提供给您。' })
  expect((await redo.make('D12')).status).toBe(409)
  const key = randomUUID()
  for (let time = 0; time < 2; time++) expect((await redo.make('D1', key)).status).toBe(303)
  const [letter, ...others] = await redo.letters()
  expect([letter?.number, others]).toEqual([expect.stringMatching(/〔\d{4}〕\d+号$/), []])

  expect(await redo.text('/staff', 'reviewer')).toContain('重新答复，等您审核')
  const stale = await redo.seen('reviewer')
  expect((await redo.take('reviewer', 'reviewRedo', { letters: '0:9' })).status).toBe(409)
  await redo.must('reviewer', 'sendRedoBack', { reason: '改一处' })
  expect(await redo.text(redo.path, 'information-officer')).toContain('退回修改：改一处')
  await redo.must('information-officer', 'draftRedo', { decision: 'granted', text: '您好！\n\n现全部提供给您。' })
  expect(await redo.text(redo.path, 'reviewer')).toMatch(/与退回时的第 1 稿相比，改动 1 处/)
  expect(await redo.text(`${redo.path}/versions`, 'reviewer')).toContain('现全部提供')
  await redo.must('reviewer', 'reviewRedo', { letters: stale })
  expect((await redo.make('D1')).status).toBe(409)
  const alone = await post(`${redo.path}/letters/${letter?.id}/sign`, { edition: '1' }, await signedIn('signer'))
  expect(alone.status).toBe(409)
  expect(await redo.text('/staff', 'signer')).toContain('重新答复，等您签发')

  const both = await Promise.all([redo.take('signer', 'signRedo', { letters: stale }), redo.take('signer', 'signRedo', { letters: stale })])
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
  expect((await redo.letters())[0]?.signedBy).toBeTruthy()
  await redo.must('information-officer', 'sendRedo', { on: redo.today, way: 'email', evidence: '样例邮箱' })
  const page = await tracked()
  for (const says of ['重新答复：予以公开', '现全部提供给您', '给您的文书', '下面是原来的答复']) expect(page).toContain(says)
  const opened = await get(`/requests/track/${number}/letters/${letter?.id}`, `track=${house.cipher.sign(number)}`)
  expect(opened.headers.get('content-type')).toBe('application/pdf')
  expect((await redo.remedy()).state.redo?.deliveries).toMatchObject([{ reachedOn: redo.today, proof: expect.stringContaining('打开') }])
  expect((await findRequest(house.db, number))?.state.conclusion).toMatchObject({ decision: 'unable.needs_creation' })
  expect(await figures()).toEqual(before)

  const bundle = await get(`/staff/requests/${number}/bundle`, await signedIn('information-officer'))
  const names = Object.keys(unzipSync(new Uint8Array(await bundle.arrayBuffer())))
  expect(names.filter((name) => name.includes('予以公开'))).toHaveLength(2)
})

test('a letter on the way to an answer ordered anew goes out by itself, and is opened by the applicant', async () => {
  const { house, number, get, post, signedIn, tracked, redo } = await redoDesk()
  expect((await redo.make('P6')).status).toBe(303)
  const [letter] = await redo.letters()
  const one = `${redo.path}/letters/${letter?.id}`
  expect((await post(`${one}/sign`, { edition: '1' }, await signedIn('signer'))).status).toBe(303)
  const opened = () => get(`/requests/track/${number}/letters/${letter?.id}`, `track=${house.cipher.sign(number)}`)
  expect((await opened()).status).toBe(404)
  expect(await redo.text('/staff/letters/to-send', 'information-officer')).toContain(`${redo.path}/letters#posting-${letter?.id}`)
  const sent = { seen: '0', way: 'email', on: redo.today, tracking: '', evidence: '' }
  expect((await post(`${one}/send`, sent, await signedIn('information-officer'))).status).toBe(303)
  expect(await tracked()).toContain('您在本页打开即为送达')
  expect((await opened()).status).toBe(200)
  expect(await redo.text(`${redo.path}/letters`, 'information-officer')).toContain('在平台打开了')
})

test('the letter of a redo is nobody else’s: not of another remedy, not of the request, not for a stranger', async () => {
  const { get, post, number, house, signedIn, redo } = await redoDesk()
  await redo.must('information-officer', 'draftRedo', { decision: 'granted', text: '现提供给您。' })
  await redo.make('D1')
  const [letter] = await redo.letters()
  const officer = await signedIn('information-officer')
  expect((await get(`${redo.path}/letters/${letter?.id}/pdf`, officer)).status).toBe(200)
  expect((await get(`/staff/remedies/1/letters/${letter?.id}/pdf`, officer)).status).toBe(404)
  expect((await get(`/staff/requests/${number}/letters/${letter?.id}/pdf`, officer)).status).toBe(404)
  // Unsigned, it has not been given to the applicant.
  expect((await get(`/requests/track/${number}/letters/${letter?.id}`, `track=${house.cipher.sign(number)}`)).status).toBe(404)
  for (const role of ['auditor', 'handling-department'] as const) expect((await get(`${redo.path}/letters`, await signedIn(role))).status).toBe(403)
  expect((await post(`${redo.path}/draftRedo`, { version: '1' }, await signedIn('handling-department'))).status).toBe(403)
  const bad = await redo.take('information-officer', 'sendRedo', { on: redo.today, way: 'post', tracking: '' })
  expect([bad.status, (await bad.text()).includes('要在“已审结”时办理')]).toEqual([409, true])
})

test('files go with the answer ordered anew and not with the first: seen by reviewer and signer, fetched once that answer is out', async () => {
  const { house, number, path, get, post, signedIn, tracked, redo } = await redoDesk()
  const officer = await signedIn('information-officer')
  const web = createApp(house)
  const plain = async (name: string) => {
    const body = new FormData()
    body.append('document', new File([new TextEncoder().encode(`样例${name}`)], name))
    return await web.request(`${path}/copies/plain`, { method: 'POST', body, headers: { cookie: officer, origin: 'http://localhost' } })
  }
  expect((await plain('甲.txt')).status).toBe(303)
  await redo.must('information-officer', 'draftRedo', { decision: 'granted', text: '现提供给您。' })
  const page = await redo.text(`${redo.path}?step=reviewRedo`, 'reviewer')
  const token = /name="copies" value="([^"]*)"/.exec(page)?.[1] ?? expect.fail('no files')
  expect([page.includes('随答复提供 1 份文件'), page.includes('甲.txt')]).toEqual([true, true])
  expect((await plain('乙.txt')).status).toBe(303)
  expect((await redo.take('reviewer', 'reviewRedo', { copies: token })).status).toBe(409)
  await redo.must('reviewer', 'reviewRedo')
  expect((await plain('丙.txt')).status).toBe(409)
  await redo.must('signer', 'signRedo')
  expect(await tracked()).not.toContain('甲.txt')
  await redo.must('information-officer', 'sendRedo', { way: 'post', on: redo.today, tracking: 'XA1', evidence: '回单' })
  expect(await tracked()).toContain('提供给您的文件')
  const { id } = await house.db.selectFrom('requests.copy').select('id').where('name', '=', '甲.txt').executeTakeFirstOrThrow()
  const file = await get(`/requests/track/${number}/copies/${id}`, `track=${house.cipher.sign(number)}`)
  expect([file.status, await file.text()]).toEqual([200, '样例甲.txt'])
  expect((await post(`${path}/copies/${id}/withdraw`, {}, officer)).status).toBe(409)
  expect(await redo.text(redo.path, 'information-officer')).toContain('首次打开')
}, 60_000)

test('what an answer ordered anew gives leaves the register of what is withheld', async () => {
  const { house, number, redo } = await redoDesk('refused.internal_affairs')
  const held = async () =>
    await house.db
      .selectFrom('requests.withheld as w')
      .innerJoin('requests.request as r', 'r.id', 'w.request_id')
      .select(['w.stage', 'w.review_on as reviewOn'])
      .where('r.number', '=', number)
      .execute()
  expect(await held()).toMatchObject([{ stage: 'withheld', reviewOn: expect.stringMatching(/^20/) }])
  await redo.must('information-officer', 'draftRedo', { decision: 'granted', text: '您好！\n\n现提供给您。' })
  await redo.must('reviewer', 'reviewRedo', { letters: await redo.seen('reviewer') })
  await redo.must('signer', 'signRedo', { letters: await redo.seen('signer') })
  expect(await held()).toEqual([{ stage: 'given', reviewOn: null }])
  expect(await redo.text('/staff/requests/withheld', 'reviewer')).not.toContain(number)
})
