import { expect, test } from 'vitest'
import { aDesk } from '../../../tests/support/desk.ts'

const GROUNDS = '当事人张某身份证号110101199003071234，涉及个人隐私'
test('what was out and is withheld tells the public only what was written for it: page, data and interface; the signer decides, the reviewer proposes', async () => {
  const { draft, publish, must, take, text, overApi, get, signedIn } = await aDesk()
  const number = await draft()
  await publish(number)
  const why = { exemption: 'third_party', grounds: GROUNDS, reviewOn: '2027-03-10' }
  expect((await take('reviewer', number, 'withhold', why)).status).toBe(403)
  expect(await (await get(`/staff/disclosure/${number}?step=proposeWithholding`, await signedIn('reviewer'))).text()).toContain(
    '公众在原来的网址上看到的就是这一段',
  )
  await must('reviewer', number, 'proposeWithholding', { ...why, publicWords: '涉及他人隐私，不再公开。' })
  expect((await get(`/disclosure/${number}`)).status).toBe(200)
  const form = await (await get(`/staff/disclosure/${number}?step=withhold`, await signedIn('signer'))).text()
  for (const says of ['建议改为不予公开', GROUNDS, '涉及他人隐私，不再公开。']) expect(form).toContain(says)
  expect(await (await take('signer', number, 'withhold', { ...why, publicWords: GROUNDS })).text()).toContain('里面好像有')
  await must('signer', number, 'withhold', { ...why, publicWords: '涉及他人隐私，不再公开。' })
  for (const path of [`/disclosure/${number}`, `/disclosure/${number}.json`, 'api']) {
    const said = await (path === 'api' ? overApi() : text(path))
    expect(said, path).not.toContain('110101')
    expect(said, path).toContain('涉及他人隐私，不再公开。')
  }
  await must('information-officer', number, 'reopen', { reason: '可以部分公开' })
  expect(await text(`/disclosure/${number}`)).toContain('涉及他人隐私，不再公开。')
})

test('the reason of a withdrawal is printed: the form says so, and it names nobody', async () => {
  const { draft, publish, take, must, get, signedIn, text } = await aDesk()
  const number = await draft()
  await publish(number)
  expect(await (await get(`/staff/disclosure/${number}?step=withdraw`, await signedIn('signer'))).text()).toContain('公众在原来的网址上看到的就是这一段')
  expect((await take('signer', number, 'withdraw', { reason: '联系人：张三，13800138000' })).status).toBe(422)
  await must('signer', number, 'withdraw', { reason: '数据有误' })
  expect(await text(`/disclosure/${number}`)).toContain('数据有误')
})
