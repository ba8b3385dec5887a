import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { answerDesk } from '../../../../tests/support/answer-desk.ts'
import { addDays, beijingDay, inChinese } from '../../../kernel/plain-date.ts'
import { pagesIn } from '../../letters/builders.ts'
import { findRequest } from '../store.ts'

const TO_OTHERS = { thirdParty: '样例物业公司', consultMatters: '是否同意公开', consultDue: '2099年1月1日' }

/** A request with letters on their way, signed, and what became of them. */
async function postDesk() {
  const desk = await answerDesk()
  const { house, make, letters, post, get, signedIn, path, number } = desk
  const today = beijingDay(house.now())
  let officer = await signedIn('information-officer')
  /** Another day: whoever was signed in signs in again. */
  const at = async (moment: string) => {
    house.setNow(moment)
    officer = await signedIn('information-officer')
  }
  const signer = await signedIn('signer')
  const made = async (code: string, more: Record<string, string> = {}) => {
    expect((await make(code, more)).status).toBe(303)
    return (await letters()).at(-1) ?? expect.fail()
  }
  const sign = async (id: number) => expect((await post(`${path}/letters/${id}/sign`, { edition: '1' }, signer)).status).toBe(303)
  const signed = async (...given: Parameters<typeof made>) => {
    const letter = await made(...given)
    await sign(letter.id)
    return letter
  }
  const page = async () => await (await get(`${path}/letters`, officer)).text()
  const seen = async (id: number) =>
    new RegExp(`letters/${id}/\\w+"><input type="hidden" name="seen" value="(\\d+)"`).exec(await page())?.[1] ?? expect.fail('no form')
  const tell = async (id: number, step: string, fields: Record<string, string>) =>
    await post(`${path}/letters/${id}/${step}`, { seen: await seen(id), ...fields }, officer)
  const told = async (...given: Parameters<typeof tell>) => expect((await tell(...given)).status, given.join(' ')).toBe(303)
  const cookie = `track=${house.cipher.sign(number)}`
  const opened = async (id: number) => await get(`/requests/track/${number}/letters/${id}`, cookie)
  const toSend = async () => await (await get('/staff/letters/to-send', officer)).text()
  return { ...desk, at, today, officer, made, sign, signed, page, seen, tell, told, opened, toSend }
}

test('by post: it goes out with its number, comes back, is owed again, goes again and arrives; the applicant reads it in words', async () => {
  const { at, house, path, today, officer, made, sign, page, tell, told, tracked, toSend, get, number } = await postDesk()
  const { id, number: documentNumber } = await made('P2')
  expect(await toSend()).toContain(`/staff/requests/${number}/letters#posting-${id}"`)
  expect(await toSend()).toContain('待签发')
  expect(await (await get('/staff/requests', officer)).text()).toContain('等着寄送的文书 1 份')
  const early = await tell(id, 'send', { way: 'collect', on: today, tracking: '', evidence: '' })
  expect([early.status, (await early.text()).includes('签发以后才寄送')]).toEqual([409, true])
  await sign(id)
  expect(await tracked()).not.toContain('给您的文书')
  const lacking = await tell(id, 'send', { way: 'post', on: today, tracking: '', evidence: '样例回单' })
  const form = await lacking.text()
  expect([lacking.status, form.includes('交邮之日就是告知之日'), form.includes('value="样例回单"')]).toEqual([422, true, true])
  expect((await tell(id, 'send', { way: 'post', on: addDays(today, -1), tracking: 'EX1', evidence: '' })).status).toBe(422)
  expect((await tell(id, 'arrive', { index: '0', on: today, evidence: '样例' })).status).toBe(409)
  await told(id, 'send', { way: 'post', on: today, tracking: 'EX1', evidence: '样例回单' })
  expect(await toSend()).toContain('没有等着寄送的文书')
  const first = await tracked()
  expect([first.includes(`${inChinese(today)}交邮，邮件号 EX1`), first.includes('样例回单')]).toEqual([true, false])
  await at(`${addDays(today, 3)}T09:00`)
  await told(id, 'fail', { index: '0', on: addDays(today, 1), reason: '样例查无此人' })
  const waiting = await toSend()
  expect([waiting.includes('没有送达，待重新寄送'), waiting.includes('2 天')]).toEqual([true, true])
  expect(await page()).toContain(`>重新寄送</summary>`)
  expect(await tracked()).toContain('没有送达，将重新寄送')
  await told(id, 'send', { way: 'post', on: addDays(today, 2), tracking: 'EX2', evidence: '' })
  await told(id, 'arrive', { index: '1', on: addDays(today, 3), evidence: '样例本人签收' })
  const last = await tracked()
  for (const says of ['邮件号 EX2', `${inChinese(addDays(today, 3))}送达`]) expect(last).toContain(says)
  const office = await page()
  for (const says of ['已送达', '样例查无此人', '样例本人签收', '制作', '签发']) expect(office).toContain(says)
  expect(office).not.toContain(`${path}/letters/${id}/send`)
  const traces = await house.db.selectFrom('audit.event').select('note').where('act', '=', '文书寄送').orderBy('id').execute()
  expect(traces.map(({ note }) => note)).toEqual(['寄送', '没有送达', '寄送', '登记送达'].map((step) => `${step}：${documentNumber}`))
})

test('electronic: it is hers once it went out, and her first opening it is its arrival, at that time, once', async () => {
  const { at, house, today, signed, told, opened, tracked, page } = await postDesk()
  const { id, number: documentNumber } = await signed('P2')
  expect((await opened(id)).status).toBe(404)
  await told(id, 'send', { way: 'email', on: today, tracking: '', evidence: '' })
  expect(await tracked()).toContain('您在本页打开即为送达')
  await at(`${addDays(today, 1)}T16:05`)
  const both = await Promise.all([opened(id), opened(id)])
  expect(both.map((one) => [one.status, one.headers.get('content-type')])).toEqual([
    [200, 'application/pdf'],
    [200, 'application/pdf'],
  ])
  await at(`${addDays(today, 2)}T08:00`)
  expect((await opened(id)).status).toBe(200)
  const results = await house.db.selectFrom('letters.posting_result').selectAll().execute()
  expect(results).toMatchObject([
    { letter_id: id, n: 0, arrived: true, known_on: addDays(today, 1), by_name: '申请人', words: `申请人16:05在平台打开了${documentNumber}` },
  ])
  expect(await tracked()).toContain(`${inChinese(addDays(today, 1))}送达`)
  expect(await page()).toContain('申请人16:05在平台打开了')
})

test('in person: the officer writes down who took it; what is sent to others the applicant neither sees nor opens', async () => {
  const { today, signed, told, opened, tracked, toSend, house } = await postDesk()
  const mine = await signed('P6', TO_OTHERS)
  const others = await signed('P5', TO_OTHERS)
  await told(mine.id, 'send', { way: 'collect', on: today, tracking: '', evidence: '样例本人领取' })
  await told(mine.id, 'arrive', { index: '0', on: today, evidence: '样例签收单' })
  await told(others.id, 'send', { way: 'email', on: today, tracking: '', evidence: '样例公司邮箱' })
  const seen = await tracked()
  expect([seen.includes('征求意见告知书'), seen.includes(`${inChinese(today)}交付，自行领取`), seen.includes(`letters/${others.id}"`)]).toEqual([
    true,
    true,
    false,
  ])
  expect([(await opened(mine.id)).status, (await opened(others.id)).status]).toEqual([200, 404])
  expect(await house.db.selectFrom('letters.posting_result').select('letter_id').execute()).toEqual([{ letter_id: mine.id }])
  expect(await toSend()).toContain('没有等着寄送的文书')
})

test('two officers at one letter: one wins, the other is told and keeps what was typed', async () => {
  const { house, path, post, officer, today, signed, seen, tell } = await postDesk()
  const { id } = await signed('P2')
  const version = await seen(id)
  const send = async (tracking: string) => {
    const answer = await post(`${path}/letters/${id}/send`, { seen: version, way: 'post', on: today, tracking, evidence: '' }, officer)
    return { status: answer.status, tracking, text: await answer.text() }
  }
  const [won, lost] = (await Promise.all([send('EX-甲'), send('EX-乙')])).toSorted((a, b) => a.status - b.status)
  expect([won?.status, lost?.status]).toEqual([303, 409])
  expect(lost?.text).toContain('刚刚有了新的登记，请看过后再办理')
  expect(lost?.text).toContain(`value="${lost?.tracking}"`)
  expect(lost?.text).toContain(`邮件号 ${won?.tracking}`)
  expect(await house.db.selectFrom('letters.posting').select('tracking').execute()).toEqual([{ tracking: won?.tracking }])
  expect((await post(`${path}/letters/${id}/arrive`, { index: '0', on: today, evidence: '样例' }, officer)).status).toBe(409) // no version at all
  const bad = await tell(id, 'arrive', { index: '0', on: '昨天', evidence: '样例签收' })
  expect([bad.status, (await bad.text()).includes('value="样例签收"')]).toEqual([422, true])
})

test('a letter kept back is owed no more and goes nowhere; one of before postings were kept is not owed and can still be told of', async () => {
  const { house, today, made, signed, tell, told, page, toSend, tracked, opened, path, done, post, signedIn } = await postDesk()
  const wrong = await made('P2')
  expect((await tell(wrong.id, 'keepBack', { reason: ' ' })).status).toBe(422)
  await told(wrong.id, 'keepBack', { reason: '写错年度，另行制作' })
  expect(await toSend()).toContain('没有等着寄送的文书')
  const shown = await page()
  expect([shown.includes('不再寄送：写错年度，另行制作'), shown.includes(`${path}/letters/${wrong.id}/send`)]).toEqual([true, false])
  const late = await post(`${path}/letters/${wrong.id}/sign`, { edition: '1' }, await signedIn('signer'))
  expect([late.status, (await late.text()).includes('不再签发和更换')]).toEqual([409, true])
  const old = await signed('P2')
  await sql`delete from letters.to_send`.execute(house.db)
  await done('information-officer', 'askToAmend', { matters: '写明年度', withinDays: '10' })
  expect(await page()).toContain('没有登记寄送')
  expect(await tracked()).toContain(`letters/${old.id}"`)
  expect((await opened(old.id)).status).toBe(200)
  await told(old.id, 'send', { way: 'post', on: today, tracking: 'EX3', evidence: '' })
  expect(await tracked()).toContain('邮件号 EX3')
})

test('a letter that carries the answer goes out with it and not by itself, though another time it would', async () => {
  const { draft, made, done, seenBy, toSend, page, path, post, officer, today, tracked, opened, house, number } = await postDesk()
  await draft('other.other')
  const { id } = await made('P10', { transfer: '样例转送' })
  expect(await toSend()).toContain('没有等着寄送的文书')
  expect(await page()).not.toContain('寄送和送达')
  expect((await post(`${path}/letters/${id}/send`, { seen: '0', way: 'collect', on: today, tracking: '', evidence: '' }, officer)).status).toBe(404)
  await done('reviewer', 'review', { letters: await seenBy('reviewer') })
  await done('signer', 'sign', { letters: await seenBy('signer') })
  expect(await tracked()).toContain(`letters/${id}"`)
  await done('information-officer', 'deliver', { way: 'email', on: today, tracking: '', evidence: '' })
  expect((await opened(id)).status).toBe(200)
  expect((await findRequest(house.db, number))?.state.deliveries).toMatchObject([{ reachedOn: today }])
})

test('the clock goes by its own step; where the letter went out on another day, the page says so', async () => {
  const { at, house, done, number, today, signed, told, page } = await postDesk()
  const { id } = await signed('P2')
  await done('information-officer', 'askToAmend', { matters: '写明年度', withinDays: '10' })
  const row = () => house.db.selectFrom('requests.request').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
  const before = await row()
  await at(`${addDays(today, 1)}T09:00`)
  await told(id, 'send', { way: 'post', on: addDays(today, 1), tracking: 'EX4', evidence: '' })
  expect(await page()).toContain(`补正告知书寄出的日期是${inChinese(addDays(today, 1))}，补正期限从${inChinese(today)}起算，两个日期不同，请核对。`)
  expect(await row()).toEqual(before)
})

test('the file of a request lists every posting; when the file is erased, their words go and nothing is owed', async () => {
  const { house, number, path, today, get, post, officer, signedIn, signed, made, told, page, toSend } = await postDesk()
  const sent = await signed('P2')
  await told(sent.id, 'send', { way: 'post', on: today, tracking: 'EX-SECRET', evidence: '样例秘密回单' })
  await told(sent.id, 'fail', { index: '0', on: today, reason: '样例秘密原因' })
  const kept = await made('P4', { extensionReason: '材料多', extendedTo: '2099年1月1日' })
  await told(kept.id, 'keepBack', { reason: '样例秘密理由' })
  const zip = unzipSync(new Uint8Array(await (await get(`/staff/requests/${number}/bundle`, officer)).arrayBuffer()))
  const words = (await pagesIn(zip['01-案卷目录和经过.pdf'] ?? expect.fail())).map((one) => one.words).join('')
  for (const says of ['途中文书的寄送和送达', 'EX-SECRET', '样例秘密原因', '不再寄送：样例秘密理由']) expect(words).toContain(says)

  await sql`update requests.request set erase_after = ${addDays(today, -1)}::date where number = ${number}`.execute(house.db)
  expect((await post(`/staff/requests/${number}/erase`, { grounds: '样例鉴定' }, await signedIn('signer'))).status).toBe(303)
  const left = JSON.stringify([
    await house.db.selectFrom('letters.posting').selectAll().execute(),
    await house.db.selectFrom('letters.posting_result').selectAll().execute(),
    await house.db.selectFrom('letters.kept_back').selectAll().execute(),
    await page(),
  ])
  expect(left).not.toMatch(/SECRET|秘密/)
  expect(left).toContain(today)
  expect(await house.db.selectFrom('letters.to_send').selectAll().execute()).toEqual([])
  expect(await toSend()).toContain('没有等着寄送的文书')
  expect(await page()).not.toContain('name="seen"')
  const late = await post(`${path}/letters/${sent.id}/send`, { seen: '2', way: 'collect', on: today, tracking: '', evidence: '' }, officer)
  expect([late.status, (await late.text()).includes('已经清除')]).toEqual([409, true])
  for (const table of ['posting', 'posting_result', 'kept_back'])
    await expect(sql`update ${sql.table(`letters.${table}`)} set by_name = ''`.execute(house.db)).rejects.toThrow()
})
