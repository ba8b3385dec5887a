import { createHash, randomUUID } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { requestDesk as desk } from '../../../tests/support/request-desk.ts'
import { addDays, beijingDay, inShortChinese } from '../../kernel/plain-date.ts'
import { keepDraftFile } from '../files/index.ts'
import { requestFigures } from './figures.ts'
import { openApplicant } from './store.ts'

test('a request goes to several departments: each sees it, answers for itself by its inner day, and is told of by name when it does not', async () => {
  const { house, receive, done, take, text, one, agencyId, get, signedIn } = await desk()
  const number = await receive()
  expect((await get(`/staff/requests/${number}`, await signedIn('handling-department'))).status).toBe(404)
  await done('information-officer', number, 'assign', { department: '综合科', 'helper:监督指挥科': '1', withinDays: '3', note: '请查合同' })
  expect((await one(number)).state.circulation.map(({ department, leads }) => [department, leads])).toEqual([
    ['综合科', true],
    ['监督指挥科', false],
  ])
  expect(await text('/staff/requests/supervision', 'information-officer')).toContain(number)
  const department = (await house.db.selectFrom('identity.account').select('department').where('role', '=', 'handling-department').executeTakeFirst())
    ?.department
  const desk1 = await text('/staff', 'handling-department')
  expect([department, desk1.includes(number), desk1.includes('等您科室的意见')]).toEqual([department, true, true])
  await done('information-officer', number, 'urge', { department: '综合科', words: '请尽快' })
  await done('handling-department', number, 'giveOpinion', { opinion: '合同在档，单价不宜公开', objects: '1' })
  const said = (await one(number)).state.circulation.find((circulated) => circulated.department === department)
  expect(said?.answer).toMatchObject({ opinion: '合同在档，单价不宜公开', objects: true })
  expect((await take('information-officer', number, 'urge', { department: department ?? '', words: '' })).status).toBe(422)
  expect(await text('/staff/requests/supervision', 'information-officer')).toContain(`${number}?step=urge`)
  await done('information-officer', number, 'discuss', { heldOn: beijingDay(house.now()), present: '综合科、监督指挥科', record: '单价不公开，其余公开' })
  const page = await text(`/staff/requests/${number}`, 'information-officer')
  for (const words of ['会办', '不同意公开', '单价不公开，其余公开']) expect(page).toContain(words)
  const rows = await house.db.selectFrom('requests.circulated').select(['department', 'answered_on', 'urged']).where('agency_id', '=', agencyId).execute()
  expect(rows.filter((row) => row.answered_on === null).map((row) => row.department)).toContain('监督指挥科')
  await done('information-officer', number, 'draftReply', { decision: 'granted', text: '现提供给您。' })
  const drafted = await text('/staff/requests/supervision', 'information-officer')
  expect([drafted.includes(number), drafted.includes(`${number}?step=urge`)]).toEqual([true, false])
  await done('handling-department', number, 'giveOpinion', { opinion: '补充：附件也可以提供' })
  await done('information-officer', number, 'takeBack')
  expect((await one(number)).state).toMatchObject({ stage: 'handling', draft: { text: '现提供给您。' } })
  expect(await text('/staff/requests/supervision', 'information-officer')).toContain(`${number}?step=urge`)
})

test('a fee by the tariff of the day: what the month holds counts before it; the notice stands until it is paid, and the clock begins anew', async () => {
  const { receive, done, take, one, text, post, house, today, get, signedIn } = await desk()
  const identity = `样例证件 ${randomUUID()}`
  for (let i = 0; i < 12; i++) await receive({}, identity)
  const number = await receive({}, identity)
  const unpriced = await receive()
  expect(await (await take('information-officer', unpriced, 'proposeFee', { basis: 'by_item', quantity: '1', reason: '多' })).text()).toContain('不收费')
  await done('information-officer', number, 'proposeFee', { basis: 'by_item', quantity: '1', reason: '本月第13件，明显超过合理范围' })
  expect((await one(number)).state.fee).toMatchObject({ yuan: 100, before: 12, quantity: 1 })
  expect((await take('information-officer', number, 'approveFee')).status).toBe(403)
  await done('signer', number, 'approveFee')
  const cookie = `track=${house.cipher.sign(number)}`
  expect(await (await post(`/requests/track/${number}/objection`, { objection: '' }, cookie)).text()).toContain('写出对收费的异议')
  expect((await post(`/requests/track/${number}/objection`, { objection: '件数算错了' }, cookie)).status).toBe(303)
  await done('signer', number, 'answerFeeObjection', { yuan: '50', words: '核减一半' })
  await done('information-officer', number, 'payFee', { on: today, receipt: '样例票据1' })
  const { state } = await one(number)
  expect(state).toMatchObject({ stage: 'handling', fee: { yuan: 50, paidOn: today, receipt: '样例票据1' } })
  expect(await text(`/staff/requests/${number}`, 'information-officer')).toContain('缴清信息处理费之日')
  const statement = await text('/staff/requests/fees', 'signer')
  for (const words of [number, '50</b> 元（0.005 万元），1 件', '样例票据1']) expect(statement).toContain(words)
  const report = await (await get(`/staff/annual-reports/${today.slice(0, 4)}.json`, await signedIn('information-officer'))).json()
  expect(report).toMatchObject({ facts: { request_fees_yuan: 50 } })
  expect(await text(`/staff/annual-reports/${today.slice(0, 4)}/figures/fees.paid`, 'information-officer')).toContain(number)
})

test('one paper with three matters becomes three requests under one query code, each on its own clock; the year’s count has them all', async () => {
  const { house, receive, done, one, take } = await desk()
  const number = await receive({ subject: '申请公开甲、乙、丙三份文件' })
  expect((await take('information-officer', number, 'split', { matters: '只有一件' })).status).toBe(422)
  await done('information-officer', number, 'split', { matters: '公开甲\n公开乙\n\n公开丙' })
  const first = await one(number)
  expect([first.subject, first.state.split?.into.length]).toEqual(['公开甲', 2])
  const others = await Promise.all((first.state.split?.into ?? []).map(one))
  expect(others.map(({ subject, codeFingerprint, state, applicantFingerprint }) => [subject, codeFingerprint, state.receivedOn, applicantFingerprint])).toEqual(
    ['公开乙', '公开丙'].map((subject) => [subject, first.codeFingerprint, first.state.receivedOn, first.applicantFingerprint]),
  )
  expect((await take('information-officer', number, 'split', { matters: '甲\n乙' })).status).toBe(422)
  const { count } = await house.db
    .selectFrom('requests.request')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('applicant_fingerprint', '=', first.applicantFingerprint)
    .executeTakeFirstOrThrow()
  expect(count).toBe(3)
})

test('what is signed waits to be sent; it comes back, goes again, arrives, is put away, and leaves the list', async () => {
  const { receive, done, one, text, today } = await desk()
  const number = await receive()
  await done('information-officer', number, 'draftReply', { decision: 'granted', text: '现提供给您。' })
  await done('reviewer', number, 'review')
  await done('signer', number, 'sign')
  expect(await text('/staff/requests?tab=unsent', 'information-officer')).toContain(number)
  await done('information-officer', number, 'deliver', { way: 'post', on: today, tracking: 'XA100', evidence: '收寄回单' })
  expect(await text('/staff/requests?tab=unsent', 'information-officer')).not.toContain(number)
  await done('information-officer', number, 'archive', { fileNumber: `档-${number}`, retention: 'thirty_years', place: '' })
  await done('information-officer', number, 'failDelivery', { index: '0', on: today, reason: '查无此人' })
  expect((await one(number)).state.archived).toBeNull()
  expect(await text('/staff/requests?tab=unsent', 'information-officer')).toContain(number)
  await done('information-officer', number, 'deliver', { way: 'post', on: today, tracking: 'XA101', evidence: '' })
  await done('information-officer', number, 'confirmDelivery', { index: '1', on: today, evidence: '本人签收' })
  await done('information-officer', number, 'archive', { fileNumber: `档-${number}`, retention: 'thirty_years', place: '二层档案柜' })
  expect((await one(number)).state.archived).toMatchObject({ fileNumber: `档-${number}`, on: today })
  expect(await text(`/staff/requests/${number}`, 'signer')).toContain(`${inShortChinese(today)}归档`)
})

test('a complaint in the guise of an application becomes a case of the hall without its applicant, once, and the applicant is told the number', async () => {
  const { house, receive, done, take, one, get } = await desk()
  const number = await receive({ subject: '要求公布样例街12号门前井盖为什么没人修' })
  const fields = { to: 'case', words: '样例街12号门前井盖破损', address: '' }
  expect((await take('information-officer', number, 'refer', fields)).status).toBe(422)
  await done('information-officer', number, 'refer', { ...fields, address: '样例街12号' })
  const found = (await one(number)).state.referrals[0]?.case ?? expect.fail()
  const row = await house.db.selectFrom('cases.case').selectAll().where('number', '=', found).executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toContain('样例甲')
  expect((await take('information-officer', number, 'refer', { ...fields, address: '样例街12号' })).status).toBe(422)
  expect(await (await get(`/requests/track/${number}`, `track=${house.cipher.sign(number)}`)).text()).toContain(found)
})

test('a file whose retention is over is erased after a look: person, words and files go, and no figure of any year moves', async () => {
  const { house, receive, done, take, one, post, signedIn, agencyId, today, get, text } = await desk()
  const key = randomUUID()
  const file = await keepDraftFile(house, key, { name: '样例证明.txt', bytes: new TextEncoder().encode('样例内容') })
  if ('refused' in file) throw new Error(file.because)
  const number = await receive({ key, subject: '申请公开样例秘密事项' })
  await done('information-officer', number, 'assign', { department: '综合科', withinDays: '3', note: '样例查阅' })
  await done('information-officer', number, 'draftReply', { decision: 'granted', text: '样例答复正文。' })
  await done('reviewer', number, 'review')
  await done('signer', number, 'sign')
  await done('information-officer', number, 'deliver', { way: 'email', on: today, tracking: '', evidence: '样例邮箱' })
  expect((await take('information-officer', number, 'archive', { fileNumber: '档', retention: 'ten_years', place: '' })).status).toBe(409)
  await done('information-officer', number, 'confirmDelivery', { index: '0', on: today, evidence: '样例邮箱打开' })
  await done('information-officer', number, 'archive', { fileNumber: `档-${number}`, retention: 'ten_years', place: '样例柜' })
  const erase = async (grounds: string) => await post(`/staff/requests/${number}/erase`, { grounds }, await signedIn('signer'))
  expect(await (await erase('到期')).text()).toContain('保管期限到')
  const year = Number(today.slice(0, 4))
  const figures = async () => JSON.stringify(await requestFigures(house.db, agencyId, year))
  const before = await figures()
  await sql`update requests.request set erase_after = ${addDays(today, -1)}::date where number = ${number}`.execute(house.db)
  expect(await text('/staff/requests/retention', 'signer')).toContain(number)
  expect((await erase(' ')).status).toBe(422)
  const kept = await one(number)
  expect((await erase('样例鉴定：可以销毁')).status).toBe(303)
  const erased = await one(number)
  const left = JSON.stringify([
    erased,
    await house.db.selectFrom('requests.event').selectAll().where('request_id', '=', erased.id).execute(),
    openApplicant(erased, house.cipher),
  ])
  for (const words of ['样例秘密事项', '样例答复正文', '样例查阅', '样例柜', '样例甲', '13800000000', '样例邮箱']) expect(left).not.toContain(words)
  expect([erased.state.conclusion?.decision, erased.state.conclusion?.on, erased.state.stage]).toEqual([
    kept.state.conclusion?.decision,
    kept.state.conclusion?.on,
    kept.state.stage,
  ])
  expect(await figures()).toBe(before)
  expect((await get(`/staff/requests/${number}/files/${file.id}`, await signedIn('information-officer'))).status).toBe(404)
  await expect(house.blobs.of(key).get(createHash('sha256').update('样例内容').digest('hex'))).rejects.toThrow()
  expect((await erase('再来')).status).toBe(409)
  await expect(sql`update requests.event set by_name = '' where request_id = ${erased.id}`.execute(house.db)).rejects.toThrow()
  expect(await text(`/staff/requests/${number}`, 'information-officer')).toContain('已清除')
})

test('the letter of an answer is signed with it, opened by the applicant, which is its arrival; the whole file is one bundle that checks', async () => {
  const { house, receive, done, one, post, get, signedIn, today } = await desk()
  const number = await receive({ subject: '申请公开样例网格名录' })
  await done('information-officer', number, 'draftReply', { decision: 'granted', text: '现将样例网格名录提供给您。' })
  const officer = await signedIn('information-officer')
  const path = `/staff/requests/${number}/letters`
  const form = await (await get(`${path}?code=D1`, officer)).text()
  const typed = Object.fromEntries(
    [...form.matchAll(/<(?:textarea|input)[^>]* name="([a-zA-Z]+)"(?:[^>]* value="([^"]*)")?[^>]*>(?:\n?([^<]*)<\/textarea>)?/g)].map(
      ([, name = '', value, words]) => [name, value ?? words ?? ''],
    ),
  )
  const made = await post(path, { ...typed, way: '按您选择的电子邮件提供', code: 'D1', key: randomUUID() }, officer)
  expect([made.status, await made.text()]).toEqual([303, ''])
  const cookie = `track=${house.cipher.sign(number)}`
  expect(await (await get(`/requests/track/${number}`, cookie)).text()).not.toContain('给您的文书')
  await done('reviewer', number, 'review')
  await done('signer', number, 'sign')
  await done('information-officer', number, 'deliver', { way: 'email', on: today, tracking: '', evidence: '' })
  const page = await (await get(`/requests/track/${number}`, cookie)).text()
  const letter = /\/requests\/track\/[^"]+\/letters\/\d+/.exec(page)?.[0] ?? expect.fail('no letter to open')
  expect(await (await get(letter)).text()).toBe('') // without the code nothing is told
  const pdf = await get(letter, cookie)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect((await one(number)).state.deliveries[0]).toMatchObject({ reachedOn: today, proof: expect.stringContaining('打开了') })
  const zip = unzipSync(new Uint8Array(await (await get(`/staff/requests/${number}/bundle`, officer)).arrayBuffer()))
  const names = Object.keys(zip)
  expect(names.filter((name) => /^\d\d-/.test(name))).toEqual(['01-案卷目录和经过.pdf', expect.stringContaining('.pdf'), expect.stringContaining('.docx')])
  const sums = strFromU8(zip['SHA256SUMS'] ?? expect.fail())
    .trim()
    .split('\n')
  for (const line of sums) {
    const [sum = '', name = ''] = line.split('  ')
    expect(
      createHash('sha256')
        .update(zip[name] ?? expect.fail(name))
        .digest('hex'),
    ).toBe(sum)
  }
  expect(sums).toHaveLength(3)
})

test('an applicant who asks too much is asked why, answers on the tracking page, and the signer gives a later day', async () => {
  const { house, receive, done, take, one, post } = await desk()
  const number = await receive()
  const refusal = { decision: 'not_processed.excessive', text: '不予处理。' }
  expect((await take('information-officer', number, 'draftReply', refusal)).status).toBe(409)
  await done('information-officer', number, 'askReasons', { finding: '本月申请 40 件', withinDays: '7' })
  const cookie = `track=${house.cipher.sign(number)}`
  expect((await post(`/requests/track/${number}/reasons`, { reasons: '完成学位论文需要' }, cookie)).status).toBe(303)
  const before = await one(number)
  await done('signer', number, 'setDelay', { days: '10', reason: '需要分批整理' })
  const after = await one(number)
  expect([before.dueOn !== null, after.dueOn !== null && before.dueOn !== null && after.dueOn > before.dueOn]).toEqual([true, true])
})
