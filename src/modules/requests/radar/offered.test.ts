import ExcelJS from 'exceljs'
import { expect, test, vi } from 'vitest'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { inspect, publicTitles } from '../../disclosure/index.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { aSubmission, staff } from '../builders.ts'
import { submitRequest } from '../submit-request.ts'
import { takeStepOn } from '../take-step.ts'
import { mattersIn } from './offered-paths.ts'
import { wantedByAsking } from './wanted-by-asking.ts'

const Q = '停车诱导系统的合同'
type Told = { readonly count: number; readonly matters: readonly string[]; readonly html: string }
const FORM = {
  kind: 'natural_person',
  name: '样例申请人',
  identity: '居民身份证 110101190006060000',
  phone: '13800000000',
  email: 'sample@example.invalid',
  subject: '停车诱导系统的合同',
  format: 'electronic',
  way: 'email',
}

async function opened() {
  const app = await seededApp()
  const agencyId = (await getHomeAgency(app.house.db)).id
  const rows = () => app.house.db.selectFrom('requests.offered').selectAll().orderBy('matter').execute()
  const total = async () => (await rows()).find(({ matter }) => matter === '')
  const offer = async (q: string, seen = ''): Promise<Told> => JSON.parse(await (await app.post('/requests/offers', { q, seen })).text())
  return { ...app, agencyId, rows, total, offer }
}

test('what is offered while typing is counted once, by address; opening it is counted and leads there', async () => {
  const { house, get, rows, total, offer } = await opened()
  const first = await offer(Q)
  expect(first.count).toBeGreaterThan(0)
  expect(first.html).toContain('target="_blank"')
  expect(await total()).toMatchObject({ shown: 1, opened: 0, filed: 0 })
  // The next words find the same: nothing new was shown, and it is one occasion still.
  const again = await offer(`${Q}和付款`, first.matters.join(' '))
  expect(await total()).toMatchObject({ shown: 1 })
  expect((await rows()).filter(({ matter }) => first.matters.includes(matter)).every(({ shown }) => shown === 1)).toBe(true)
  expect(again.matters.length).toBeGreaterThan(0)
  // Whatever is offered can be opened by its link.
  for (const [, path = ''] of first.html.matchAll(/href="([^"]+)"/g)) expect([200, 303], path).toContain((await get(path)).status)
  await house.db.deleteFrom('requests.offered').where('opened', '>', 0).where('shown', '=', 0).execute()
  await house.db.updateTable('requests.offered').set({ opened: 0 }).execute()
  const [to = ''] = first.matters
  const open = await get(`/requests/offers/open?to=${to}`)
  expect([open.status, open.headers.get('location')]).toEqual([303, to])
  expect((await get(to)).status).toBe(200)
  expect(await total()).toMatchObject({ shown: 1, opened: 1, filed: 0 })
  expect((await rows()).find(({ matter }) => matter === to)).toMatchObject({ shown: 1, opened: 1 })
  expect(Object.keys((await rows())[0] ?? {}).toSorted()).toEqual(['agency_id', 'day', 'filed', 'matter', 'opened', 'shown'])
})

test('few letters and words nobody has published offer nothing and count nothing; a link leads nowhere else', async () => {
  const { get, rows, offer } = await opened()
  for (const q of ['', '停车', '鲸鱼迁徙路线图', '%%%%', 'x'.repeat(9_000)]) expect(await offer(q)).toMatchObject({ count: 0, html: '' })
  for (const to of ['', 'https://example.org/', '//example.org', '/staff', '/disclosure/2019-00001/../../staff', '/disclosure/x', '/disclosure/a/b/1'])
    expect((await get(`/requests/offers/open?to=${encodeURIComponent(to)}`)).status).toBe(404)
  expect(await rows()).toEqual([])
  expect(mattersIn('/disclosure/2019-00001 javascript:x /disclosure/2019-00001 样例甲 /requests/answers/2026-1')).toEqual([
    '/disclosure/2019-00001',
    '/requests/answers/2026-1',
  ])
})

test('who files all the same is counted after the receipt is given, by what the form had shown and by nothing else', async () => {
  const { house, get, post, total, rows } = await opened()
  const page = await (await get(`/requests/new?q=${encodeURIComponent(Q)}`)).text()
  const [, key = ''] = /name="key" value="([^"]+)"/.exec(page) ?? []
  const [, offered = ''] = /name="offered" value="([^"]+)"/.exec(page) ?? []
  expect(offered).toContain('/')
  const wrong = await post('/requests/new', { ...FORM, key, offered, phone: '' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain(`name="offered" value="${offered}"`)
  expect(await total()).toMatchObject({ shown: 1, filed: 0 })
  expect((await post('/requests/new', { ...FORM, key, offered })).status).toBe(303)
  await vi.waitFor(async () => expect(await total()).toMatchObject({ shown: 1, opened: 0, filed: 1 }))
  expect((await rows()).filter(({ filed }) => filed === 1)).toHaveLength(offered.split(' ').length + 1)
  const plain = await (await get('/requests/new')).text()
  const [, other = ''] = /name="key" value="([^"]+)"/.exec(plain) ?? []
  expect((await post('/requests/new', { ...FORM, key: other, offered: 'nonsense /staff' })).status).toBe(303)
  expect(await total()).toMatchObject({ shown: 1, filed: 1 })
  expect((await house.db.selectFrom('requests.request').select('id').where('subject', '=', FORM.subject).execute()).length).toBe(2)
})

test('the office reads months and matters, takes them away as CSV and Excel, and each leaves a trace', async () => {
  const { house, get, offer, signedIn } = await opened()
  const { matters } = await offer(Q)
  const officer = await signedIn('information-officer')
  const page = await (await get('/staff/requests/offers', officer)).text()
  for (const says of ['先查后申', '2026年11月', '没有申请', matters[0] ?? '?']) expect(page).toContain(says)
  const csv = await (await get('/staff/requests/offers.csv', officer)).text()
  expect(csv).toContain('"信息","地址","出示","打开","仍然申请","没有申请"')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await (await get('/staff/requests/offers.xlsx', officer)).arrayBuffer())
  const [sheet] = book.worksheets
  expect(sheet?.getRow(1).values).toEqual([undefined, '信息', '地址', '出示', '打开', '仍然申请', '没有申请'])
  expect(sheet?.getRow(2).getCell(3).value).toBe(1)
  expect(await house.db.selectFrom('audit.event').select('act').where('act', '=', '导出先查后申的统计').execute()).toHaveLength(2)
})

test('three applicants for one matter are a task that says numbers and no words, and ends when an item answers it', async () => {
  const { house, agencyId } = await opened()
  const subject = '某路段夜间施工许可的批准文件和附图'
  const numbers: string[] = []
  for (const [i, name] of ['样例一', '样例二', '样例三'].entries()) {
    expect(await wantedByAsking(house, agencyId)).toEqual([])
    const receipt = await submitRequest(house, agencyId, aSubmission({ subject: `申请公开${subject}`, applicant: { name, identity: `居民身份证 ${i}` } }))
    if (!isRefusal(receipt)) numbers.push(receipt.number)
  }
  const [task, ...more] = await wantedByAsking(house, agencyId)
  expect(more).toEqual([])
  expect(task).toMatchObject({ kind: 'asked', subject: numbers[0], department: null })
  for (const number of numbers) expect(task?.says).toContain(number)
  for (const secret of ['夜间施工', '样例']) expect(task?.says).not.toContain(secret)
  // What cannot be made public is nobody's task: one of the three is refused.
  const [refused = ''] = numbers
  const by = staff('information-officer', agencyId)
  const drafted = await takeStepOn(house, refused, undefined, { step: 'draftReply', decision: 'refused.state_secret', text: '不予公开。' }, by)
  expect(isRefusal(drafted)).toBe(false)
  await takeStepOn(house, refused, undefined, { step: 'review' }, staff('reviewer', agencyId))
  await takeStepOn(house, refused, undefined, { step: 'sign' }, staff('signer', agencyId))
  expect(await wantedByAsking(house, agencyId)).toEqual([])
})

test('an item published since with the same matter in its title ends the task', async () => {
  const { house, agencyId } = await opened()
  const item = await house.db
    .selectFrom('disclosure.item')
    .select(['number', 'title', 'published_on'])
    .where('shown', '=', 'full')
    .orderBy('published_on', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect((await publicTitles(house.db, agencyId, [item.number])).size).toBe(1)
  house.setNow(`${item.published_on ?? '2026-11-24'}T09:00`)
  for (const name of ['一', '二', '三'])
    await submitRequest(house, agencyId, aSubmission({ subject: `申请公开${item.title}`, applicant: { name: `样例${name}`, identity: `居民身份证 ${name}` } }))
  expect((await wantedByAsking(house, agencyId)).filter(({ says }) => says.includes('3 个申请人'))).toEqual([])
})

test('a task of many applicants is seen by the office alone, set aside with a reason, and does not come back; its page lists them', async () => {
  const { house, agencyId, get, post, signedIn } = await opened()
  for (const name of ['一', '二', '三'])
    await submitRequest(
      house,
      agencyId,
      aSubmission({ subject: '某路段夜间施工许可的批准文件', applicant: { name: `样例${name}`, identity: `居民身份证 ${name}` } }),
    )
  const tried = { own: async () => undefined, outside: async () => undefined }
  const look = async () => await inspect(house, agencyId, tried, await wantedByAsking(house, agencyId))
  const open = () => house.db.selectFrom('disclosure.task').select(['id', 'done_by', 'done_on']).where('kind', '=', 'asked').execute()
  await look()
  await look()
  const [task, ...more] = await open()
  expect([task?.done_on, more]).toEqual([null, []])
  const officer = await signedIn('information-officer')
  expect(await (await get('/staff/disclosure/tasks?kind=asked', officer)).text()).toContain('3 个申请人申请同一事项')
  expect(await (await get('/staff/requests/offers', officer)).text()).toContain('某路段夜间施工许可的批准文件')
  const department = await signedIn('handling-department')
  expect(await (await get('/staff/disclosure/tasks', department)).text()).not.toContain('个申请人申请同一事项')
  expect((await post(`/staff/disclosure/tasks/${task?.id}/done`, { note: '' }, officer)).status).toBe(422)
  expect((await post(`/staff/disclosure/tasks/${task?.id}/done`, { note: '涉及商业秘密，不宜主动公开' }, department)).status).toBe(404)
  expect((await post(`/staff/disclosure/tasks/${task?.id}/done`, { note: '涉及商业秘密，不宜主动公开' }, officer)).status).toBe(303)
  await look()
  expect((await open()).filter(({ done_on }) => done_on === null)).toEqual([])
})
