import { expect, test } from 'vitest'
import { requestDesk } from '../../../tests/support/request-desk.ts'
import { BY_REQUEST, caseToken } from '../../kernel/from-case.ts'
import { aReport } from '../cases/builders.ts'
import { submitReport } from '../cases/index.ts'
import { listDraftFiles } from '../files/index.ts'

const SAID = '想要2025年本街道路面修补的合同和验收材料，哪里能看到？'

test('a report that asks for information is passed over; its reporter goes on with his words, once, and both sides name the other', async () => {
  const { house, agencyId, post, get, signedIn, one, text } = await requestDesk()
  const sent = await submitReport(house, agencyId, aReport({ description: SAID }))
  if ('refused' in sent) throw new Error(sent.because)
  const dispatcher = await signedIn('dispatcher')
  const cookie = (await post('/report/track', { number: sent.number, code: sent.code })).headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const mine = async () => await (await get(`/report/track/${sent.number}`, cookie)).text()
  expect(await mine()).not.toContain('转为公开申请')
  const moved = await post(`/staff/dispatch/${sent.number}/transfer`, { version: '1', channel: BY_REQUEST, reason: '您要的是政府信息' }, dispatcher)
  expect(moved.status).toBe(303)

  const href = /href="(\/requests\/new\?q=[^"]+)"/.exec(await mine())?.[1]?.replaceAll('&amp;', '&') ?? ''
  const form = await (await get(href)).text()
  for (const says of [`由您的上报 ${sent.number} 转来`, SAID, '提交之日是收到申请之日']) expect(form).toContain(says)
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
  const typed = {
    ...{ key: field('key'), case: field('case'), kind: 'natural_person', name: '样例申请人', identity: '样例证件 9', phone: '010-00000000' },
    ...{ email: 'sample@example.invalid', format: 'electronic', way: 'email', subject: SAID },
  }
  const incomplete = await post('/requests/new', { ...typed, identity: '' })
  expect([incomplete.status, await incomplete.text()]).toEqual([422, expect.stringContaining(`由您的上报 ${sent.number} 转来`)])
  expect((await post('/requests/new', typed)).status).toBe(303)
  // Another key, the same case: the same request. Other words: told which it is.
  expect((await post('/requests/new', { ...typed, key: '00000000-0000-4000-8000-00000000000f' })).status).toBe(303)
  const again = await post('/requests/new', { ...typed, subject: '另外一件完全不同的事' })
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('这份表单已经提交过')])
  const rows = await house.db.selectFrom('requests.request').select(['number', 'subject']).where('subject', '=', SAID).execute()
  expect(rows).toHaveLength(1)
  const request = await one(rows[0]?.number ?? '')
  expect(request.state).toMatchObject({ fromCase: sent.number, receivedOn: request.state.receivedOn })
  const page = await text(`/staff/requests/${request.number}`, 'information-officer')
  expect(page).toContain(`/cases/${sent.number}`)
  const shown = await text(`/cases/${sent.number}`)
  expect(shown).toContain('依申请公开')
  for (const secret of [request.number, '样例申请人', SAID]) expect(shown).not.toContain(secret)
  expect(await listDraftFiles(house.db, typed.key)).toEqual([])
})

test('a token that is not ours names no case', async () => {
  const { house, get, post } = await requestDesk()
  const form = await (await get('/requests/new?q=样例&case=XC20261125-0001')).text()
  expect(form).not.toContain('转来')
  const other = house.cipher.sign('XC20261125-0001')
  expect(await (await get(`/requests/new?q=样例&case=${encodeURIComponent(other)}`)).text()).not.toContain('转来')
  expect(await (await get(`/requests/new?q=样例&case=${encodeURIComponent(caseToken(house.cipher, 'XC20261125-0001'))}`)).text()).toContain(
    '由您的上报 XC20261125-0001 转来',
  )
  const typed = {
    key: '00000000-0000-4000-8000-0000000000ff',
    case: other,
    kind: 'natural_person',
    name: '样例',
    identity: '样例证件',
    phone: '010-00000000',
    email: 'a@example.invalid',
  }
  expect((await post('/requests/new', { ...typed, format: 'electronic', way: 'email', subject: '申请一份不存在的文件' })).status).toBe(303)
  const event = await house.db.selectFrom('requests.event').select('fact').orderBy('request_id', 'desc').executeTakeFirst()
  expect(JSON.stringify(event?.fact)).not.toContain('fromCase')
})
