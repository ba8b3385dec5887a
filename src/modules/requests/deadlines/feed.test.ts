import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { addDays, plainDate } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { Role } from '../../../kernel/viewer.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { aSubmission, staff } from '../builders.ts'
import type { PetitionKind } from '../petitions/kinds.ts'
import { submitPetition } from '../petitions/submit-petition.ts'
import type { RemedyOrder } from '../remedies/steps.ts'
import { addRemedy, takeRemedyStepOn } from '../remedies/take-remedy-step.ts'
import type { Order } from '../steps.ts'
import { submitRequest } from '../submit-request.ts'
import { takeStepOn } from '../take-step.ts'
import { calendarFile } from './calendar-file.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
type Told = { readonly uid: string; readonly sequence: number; readonly on: string; readonly title: string; readonly says: string }
function eventsIn(text: string): readonly Told[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    expect(event.startDate.isDate).toBe(true)
    return { uid: event.uid, sequence: event.sequence, on: event.startDate.toString(), title: event.summary, says: event.description }
  })
}

test('whatever stands in a title or a note is read back by a calendar program, in lines of at most 75 bytes', () => {
  const text = fc.string({ unit: fc.constantFrom('期', '限', ',', ';', '\\', '\n', '"', ':', '👪', 'a', ' ', '〔2026〕'), maxLength: 60 })
  fc.assert(
    fc.property(fc.array(fc.record({ title: text, says: text, shift: fc.nat(400) }), { maxLength: 5 }), (given) => {
      const days = given.map(({ title, says, shift }, i) => {
        return {
          uid: `u-${i}`,
          sequence: i,
          path: `/staff/requests/XQ-2026-000${i}`,
          on: addDays(plainDate('2026-11-24'), shift),
          title: `期${title}限`,
          says: `有${says}期`,
        }
      })
      const file = calendarFile(days, { name: '期限', agency: 'sample', origin: 'https://example.org', now: NOW })
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(file).not.toMatch(/(?<!\r)\n/)
      expect(eventsIn(file)).toEqual(days.map(({ uid, sequence, on, title, says }) => ({ uid: `${uid}@sample`, sequence, on, title, says })))
    }),
    { numRuns: 50 },
  )
})

async function opened() {
  const app = await seededApp()
  const { house } = app
  const agencyId = (await getHomeAgency(house.db)).id
  const take = async (number: string, role: Role, order: Order) => {
    const taken = await takeStepOn(house, number, undefined, order, staff(role, agencyId))
    if (isRefusal(taken)) throw new Error(taken.because)
  }
  const apply = async () => {
    const receipt = await submitRequest(house, agencyId, aSubmission({ subject: '某小区电梯的检验报告', applicant: { name: '样例秘密人' } }))
    if (isRefusal(receipt)) throw new Error(receipt.because)
    return receipt
  }
  const addressOf = async (role: Role): Promise<string> => {
    const cookie = await app.signedIn(role)
    const page = await (await app.post('/staff/requests/deadlines', {}, cookie)).text()
    return /\/staff\/requests\/deadlines\.ics\?key=[\w-]+/.exec(page)?.[0] ?? ''
  }
  const read = async (address: string) => eventsIn(await (await app.get(address)).text())
  return { ...app, agencyId, take, apply, addressOf, read }
}
const of = (events: readonly Told[], number: string) => events.filter(({ title }) => title.startsWith(number))

test('a day that moves keeps its UID and raises its SEQUENCE; one that stands gives way; one that has passed stays while it is owed', async () => {
  const { house, take, apply, addressOf, read, get } = await opened()
  const { number, dueOn } = await apply()
  const address = await addressOf('information-officer')
  const answer = await get(address)
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'text/calendar; charset=utf-8',
    'private, no-store',
  ])
  const text = await answer.text()
  for (const secret of ['样例秘密人', '电梯', '13800000000']) expect(text).not.toContain(secret)
  const [first] = of(eventsIn(text), number)
  expect(first?.on).toBe(dueOn)
  await take(number, 'information-officer', { step: 'proposeExtension', days: 10, reason: '材料多' })
  await take(number, 'signer', { step: 'approveExtension' })
  const [moved] = of(await read(address), number)
  expect(moved?.uid).toBe(first?.uid)
  expect(moved && first && moved.on > first.on && moved.sequence > first.sequence).toBe(true)
  await take(number, 'information-officer', { step: 'consult', kind: 'third_party', with: '样例第三方公司', on: plainDate('2026-11-24'), evidence: '挂号1' })
  const asked = of(await read(address), number)
  expect(asked.map(({ title }) => title)).toEqual([`${number} 征求意见期满：第三方`])
  expect(JSON.stringify(asked)).not.toContain('样例第三方公司')
  house.setNow('2027-06-01T09:00')
  const late = of(await read(address), number)
  expect(late.map(({ uid, on, title }) => [uid, on, title])).toEqual([[asked[0]?.uid, asked[0]?.on, `${number} 征求意见期满：第三方（超期）`]])
  await take(number, 'information-officer', { step: 'receiveOpinion', index: 0, on: plainDate('2026-12-01'), opinion: '同意', stance: 'agrees' })
  const owed = of(await read(address), number)
  expect(owed.map(({ title }) => title.replace('（暂定）', ''))).toEqual([`${number} 答复期限（超期）`])
  await take(number, 'information-officer', { step: 'withdraw', reason: '' })
  expect(of(await read(address), number)).toEqual([])
})

test('answers owed to an authority and to a court, and complaints and suggestions, stand there until they are given; a department has none', async () => {
  const { house, agencyId, apply, addressOf, read, get } = await opened()
  const { number } = await apply()
  const officer = staff('information-officer', agencyId)
  const filed = { route: 'reconsideration', requestNumber: number, filedOn: plainDate('2026-11-24'), caseNumber: '样复〔2026〕9号' } as const
  const remedy = await addRemedy(house, officer, { ...filed, procedure: 'ordinary', note: '', authority: '样例区人民政府', follows: null })
  if (isRefusal(remedy)) throw new Error(remedy.because)
  const step = async (version: number, order: RemedyOrder) => {
    const taken = await takeRemedyStepOn(house, officer, remedy.id, version, order)
    if (isRefusal(taken)) throw new Error(taken.because)
  }
  const on = plainDate('2026-11-24')
  await step(1, { step: 'receiveCopy', on, evidence: '送达回证' })
  const about = { sender: { name: '样例秘密人', contact: '13800000000' }, aboutRequest: null, aboutItem: null, aboutPerson: '' }
  const sent = async (kind: PetitionKind) => {
    const receipt = await submitPetition(house, agencyId, { ...about, key: randomUUID(), kind, subject: '请主动公开样例电梯的检验报告' })
    if (isRefusal(receipt)) throw new Error(receipt.because)
    return receipt.number
  }
  const [complaint, suggestion] = [await sent('complaint'), await sent('suggestion')]
  const [office, department] = [await addressOf('reviewer'), await addressOf('handling-department')]
  const days = await read(office)
  const titles = (some: readonly Told[]) => some.map(({ title }) => title.replace('（暂定）', ''))
  expect(of(days, number).map(({ on, title }) => [on, title.replace('（暂定）', '')])).toContainEqual(['2026-12-08', `${number} 复议答复期限`])
  expect(titles(of(days, complaint))).toEqual([`${complaint} 投诉举报受理期限`])
  expect(titles(of(days, suggestion))).toEqual([`${suggestion} 公开建议处理期限`])
  const text = (await (await get(office)).text()).replaceAll('\r\n ', '')
  for (const says of [`/staff/remedies/${remedy.id}`, `/staff/complaints/${complaint}`, `/staff/suggestions/${suggestion}`]) expect(text).toContain(says)
  for (const secret of ['样例秘密人', '电梯', '样例区人民政府', '样复']) expect(text).not.toContain(secret)
  for (const mine of [number, complaint, suggestion]) expect(of(await read(department), mine)).toEqual([])
  house.setNow('2027-02-24T09:00')
  const late = await read(office)
  for (const title of [`${number} 复议答复期限（超期）`, `${complaint} 投诉举报受理期限（超期）`]) expect(titles(late)).toContain(title)
  await step(2, { step: 'answer', on, evidence: '当面提交', words: '' })
  expect(titles(of(await read(office), number))).toEqual([`${number} 答复期限（超期）`])
})

test('a department has what it leads and owes, and nothing else', async () => {
  const { take, apply, addressOf, read, get, signedIn } = await opened()
  const me = await (await get('/staff/me', await signedIn('handling-department'))).text()
  const departments = ['综合科', '监督指挥科', '网格管理科', '信息公开科']
  const own = departments.find((name) => me.includes(name)) ?? ''
  const other = departments.find((name) => name !== own && name !== '信息公开科') ?? ''
  const [mine, theirs, nobodys] = [(await apply()).number, (await apply()).number, (await apply()).number]
  await take(mine, 'information-officer', { step: 'assign', department: own, helpers: [other], withinDays: 5, note: '' })
  await take(theirs, 'information-officer', { step: 'assign', department: other, helpers: [own], withinDays: 4, note: '' })
  const days = await read(await addressOf('handling-department'))
  expect(of(days, mine).map(({ title }) => title)).toEqual([`${mine} 答复期限`, `${mine} 科室意见：${own}`])
  expect(of(days, theirs).map(({ title }) => title)).toEqual([`${theirs} 科室意见：${own}`])
  expect(of(days, nobodys)).toEqual([])
  expect(JSON.stringify(days)).not.toContain(other)
  const office = await read(await addressOf('information-officer'))
  expect(of(office, mine)).toHaveLength(3)
  expect(of(office, nobodys)).toHaveLength(1)
})

test('an address that was revoked, replaced, guessed, or whose account lost its office is not found', async () => {
  const { house, post, get, addressOf, signedIn } = await opened()
  const first = await addressOf('information-officer')
  const second = await addressOf('information-officer')
  expect([(await get(first)).status, (await get(second)).status]).toEqual([404, 200])
  for (const bad of ['', '?key=', '?key=x', '?key=%00', `?key=${'x'.repeat(5_000)}`])
    expect((await get(`/staff/requests/deadlines.ics${bad}`)).status).toBe(404)
  const cookie = await signedIn('information-officer')
  const page = await (await get('/staff/requests/deadlines', cookie)).text()
  expect(page).toContain('正在使用')
  expect(page).not.toContain('key=')
  await post('/staff/requests/deadlines/revoke', {}, cookie)
  expect((await get(second)).status).toBe(404)
  const third = await addressOf('reviewer')
  expect((await get(third)).status).toBe(200)
  await house.db.updateTable('identity.account').set({ role: 'leader' }).where('role', '=', 'reviewer').execute()
  expect((await get(third)).status).toBe(404)
  const fourth = await addressOf('signer')
  await house.db
    .updateTable('identity.account')
    .set({ disabled_on: plainDate('2026-11-24') })
    .where('role', '=', 'signer')
    .execute()
  expect((await get(fourth)).status).toBe(404)
  const kept = await house.db.selectFrom('requests.deadline_feed').select('token_hash').execute()
  for (const { token_hash } of kept) expect([first, second, third, fourth].some((address) => address.includes(token_hash))).toBe(false)
})

test('asked for twice at once, one address lives', async () => {
  const { house, post, signedIn } = await opened()
  const cookie = await signedIn('signer')
  const answers = await Promise.all([1, 2, 3].map(() => post('/staff/requests/deadlines', {}, cookie)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(await house.db.selectFrom('requests.deadline_feed').select('id').where('revoked_at', 'is', null).execute()).toHaveLength(1)
})
