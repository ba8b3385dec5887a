import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Role, Viewer } from '../../kernel/viewer.ts'
import { createApp } from '../../app.tsx'
import { type SeededApp, seededApp } from '../../../tests/support/seeded.ts'
import { listPhotos, processWaiting, screen } from '../photos/index.ts'
import { DEFAULT_RULE } from '../rewards/rules.ts'
import { accepted, UNIT } from './builders.ts'
import { placeText } from './map-view.ts'
import { caseExportRoutes } from './public-routes.tsx'
import type { Order } from './steps.ts'
import { takeStepOn } from './take-step.ts'

const PLACE = { lon: 116.36, lat: 39.9 }
const form = (over: Record<string, string> = {}): Record<string, string> => ({
  key: randomUUID(),
  tile: 'manhole',
  place: placeText(PLACE),
  placeSource: 'gps',
  address: '南横街12号对面公交站旁',
  access: 'public',
  description: '井盖没了，联系人：王小二，电话13900139000',
  phone: '138 0013 8000',
  email: 'sample@example.invalid',
  ...over,
})
const aJpeg = async (): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await sharp({ create: { width: 64, height: 48, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer(),
  )
const cookieOf = (answer: Response): string => (answer.headers.getSetCookie() ?? []).map((one) => one.split(';')[0]).join('; ')

type Receipt = { number: string; code: string; cookie: string }
/** Sends a report and reads its receipt, as a browser would. */
async function reported(app: SeededApp, over: Record<string, string> = {}): Promise<Receipt> {
  const sent = await app.post('/report', { go: 'new', ...form(over) })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/report/receipt'])
  const receipt = await app.get('/report/receipt', cookieOf(sent))
  const html = await receipt.text()
  const number = /XC\d{8}-\d{4}/.exec(html)?.[0] ?? ''
  const code = /mono">([A-Z0-9]{10})</.exec(html)?.[1] ?? ''
  return { number, code, cookie: cookieOf(receipt) }
}
const viewer = (role: Role, department: string | null = null): Viewer => ({
  id: '00000000-0000-4000-8000-000000000000',
  account: role,
  name: `样例${role}`,
  role,
  agencyId: 1,
  department,
})
const ROLES_OF: Readonly<Partial<Record<Order['step'], Role>>> = {
  accept: 'screener',
  file: 'dispatcher',
  dispatch: 'dispatcher',
  receive: 'handler',
  askSuspension: 'handler',
  resume: 'handler',
  feedBack: 'handler',
  pass: 'inspector',
  fail: 'inspector',
  close: 'dispatcher',
}
const TO_CLOSED: readonly Order[] = [
  { ...accepted(), spot: { streetCode: '110102001', gridCode: null, ...PLACE } },
  { step: 'file' },
  { step: 'dispatch', unit: UNIT, note: '', because: '按权责规定' },
  { step: 'receive' },
  { step: 'feedBack', note: '已更换，找张先生签收，电话13700137000' },
  { step: 'pass', note: '与结案条件相符', metres: 3 },
  { step: 'close', opinion: '井盖已更换' },
]
async function move(app: SeededApp, number: string, orders: readonly Order[]): Promise<void> {
  for (const order of orders) {
    const role = ROLES_OF[order.step] ?? 'duty-officer'
    const taken = await takeStepOn(app.house, { number, version: undefined, order, by: viewer(role, role === 'handler' ? UNIT.name : null), photos: 1 })
    if (isRefusal(taken)) throw new Error(taken.because)
  }
}
/** Everything the public can read of the cases. */
async function everythingPublic(app: SeededApp, number: string): Promise<string> {
  const paths = [
    '/cases',
    '/cases.csv',
    '/cases.json',
    '/cases.geojson',
    '/cases.atom',
    '/cases/live',
    '/cases/map',
    `/cases/${number}`,
    `/cases/${number}.json`,
  ]
  return (await Promise.all(paths.map(async (path) => await (await app.get(path)).text()))).join('\n')
}

describe('a resident reports', () => {
  test('number and code at once; the same form twice is one report; the code opens it, wrong ones do not', async () => {
    const app = await seededApp()
    const key = randomUUID()
    const first = await reported(app, { key })
    expect(first.number).toMatch(/^XC20261124-\d{4}$/)
    expect(await reported(app, { key })).toMatchObject({ number: first.number, code: first.code })
    expect((await app.get(`/report/track/${first.number}`)).headers.get('location')).toContain('/report/track?number=')
    const opened = await app.post('/report/track', { number: first.number.toLowerCase(), code: first.code.toLowerCase() })
    expect(opened.headers.get('location')).toBe(`/report/track/${first.number}`)
    expect(await (await app.get(`/report/track/${first.number}`, cookieOf(opened))).text()).toContain('南横街12号对面公交站旁')
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) statuses.push((await app.post('/report/track', { number: first.number, code: 'AAAAAAAAAA' })).status)
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
    // Numbers are public: who types nonsense shuts the reporter out of nothing.
    expect((await app.post('/report/track', { number: first.number, code: first.code })).status).toBe(303)
  })

  test('mistakes are told at their fields, and what was typed and photographed stays', async () => {
    const app = await seededApp()
    const web = createApp(app.house)
    const body = new FormData()
    for (const [name, value] of Object.entries(form({ tile: '', place: '', address: '', phone: '123', email: 'nobody' }))) body.set(name, value)
    body.set('photos', new File([await aJpeg()], '现场.jpg', { type: 'image/jpeg' }))
    const answer = await web.request('/report', { method: 'POST', body, headers: { origin: 'http://localhost' } })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    for (const says of ['选一类问题', '写明在哪里', '手机号填 11 位', '邮箱写成', '有 4 处需要修改', '已收到 1 张', '井盖没了']) expect(html).toContain(says)
    const key = String(body.get('key'))
    const sent = await app.post('/report', { go: 'new', kept: '1', ...form({ key }) })
    const { photos } = await app.house.db.selectFrom('cases.case').select('photos').where('submission_key', '=', key).executeTakeFirstOrThrow()
    expect([sent.status, photos]).toEqual([303, 1])
  })

  test('a place by tapping the map twice, without script', async () => {
    const app = await seededApp()
    const values = form({ place: '', address: '' })
    const whole = await (await app.post('/report', { ...values, go: 'map' })).text()
    expect(whole).toContain('先点所在的街道')
    const near = await (await app.post('/report', { ...values, around: '', 'at.x': '160', 'at.y': '210' })).text()
    const around = /name="around" value="([\d.,]+)"/.exec(near)?.[1] ?? ''
    expect(near).toContain('点问题所在的位置')
    const back = await (await app.post('/report', { ...values, around, 'at.x': '160', 'at.y': '210' })).text()
    expect(/name="place" value="([\d.,]+)"/.exec(back)?.[1]).toBe(around)
    expect(back).toContain('name="placeSource" value="map"')
    expect(await (await app.post('/report', { ...values, around, 'at.x': '0', 'at.y': '0' })).text()).toContain('name="place" value=""')
    const picture = await app.get(`/report/map/picture.svg?around=${around}`)
    expect(picture.headers.get('content-type')).toContain('image/svg+xml')
    expect(await picture.text()).toMatch(/样例[横纵]\d+[街路]/) // one must know where one taps
  })

  test('photos come along when an open case near by is offered first, and one who has reported it does not follow it', async () => {
    const app = await seededApp()
    const parent = await reported(app)
    await move(app, parent.number, TO_CLOSED.slice(0, 3))
    const key = randomUUID()
    const whole = createApp(app.house)
    const send = (fields: Readonly<Record<string, string>>, photo?: Uint8Array<ArrayBuffer>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ ...form({ key, email: 'other@example.invalid' }), ...fields })) body.append(name, value)
      if (photo) body.append('photos', new File([photo], 'a.jpg', { type: 'image/jpeg' }))
      return whole.request('/report', { method: 'POST', body, headers: { origin: 'http://localhost' } })
    }
    const offered = await (await send({}, await aJpeg())).text()
    expect(offered).toContain(`follow:${parent.number}`)
    expect(offered).toContain('name="kept" value="1"')
    expect((await send({ go: 'new', kept: '1' })).status).toBe(303)
    const { photos } = await app.house.db.selectFrom('cases.case').select('photos').where('submission_key', '=', key).executeTakeFirstOrThrow()
    expect(photos).toBe(1)
    const { email = '' } = form()
    const own = await app.post('/report', { ...form({ email }), go: `follow:${parent.number}` })
    expect([own.status, await own.text()]).toEqual([409, expect.stringContaining('不用再跟进')])
  })

  test('an open case of the same kind near by is offered; who follows it is told, and rates it too', async () => {
    const app = await seededApp()
    const parent = await reported(app)
    await move(app, parent.number, TO_CLOSED.slice(0, 3))
    const offered = await (await app.post('/report', form())).text()
    expect(offered).toContain(`follow:${parent.number}`)
    expect(await (await app.post('/report', form({ tile: 'green' }))).headers.get('location')).toBe('/report/receipt')
    const follower = await reported(app, { go: `follow:${parent.number}`, phone: '13900000001', email: 'other@example.invalid' })
    expect(await (await app.get(`/cases/${parent.number}`)).text()).toContain('另有 1 人')
    await move(app, parent.number, TO_CLOSED.slice(3))
    const mails = await app.house.db
      .selectFrom('notifications.message')
      .select(['address_masked', 'subject', 'body', 'event_key'])
      .where('subject', 'like', '%已结案%')
      .execute()
    expect(mails.map((one) => one.address_masked).toSorted()).toEqual(['o***@example.invalid', 's***@example.invalid'])
    expect(mails[0]?.body).toContain('结案意见：井盖已更换')
    const link = /http:\/\/127\.0\.0\.1(\/report\/track\/by\/\S+)/.exec(mails.find((one) => one.body?.includes(follower.number))?.body ?? '')?.[1] ?? ''
    const opened = await app.get(link)
    expect(opened.headers.get('location')).toBe(`/report/track/${follower.number}`)
    const rated = await app.post(`/report/track/${follower.number}/rate`, { satisfied: 'yes' }, cookieOf(opened))
    expect(rated.status).toBe(303)
    app.house.setNow('2026-12-03T09:00')
    expect((await app.get(link)).status).toBe(404)
  })

  test('only what is open near by is followed: nothing is lost in a case that has ended, lies elsewhere or is not there', async () => {
    const app = await seededApp()
    const parent = await reported(app)
    await move(app, parent.number, TO_CLOSED.slice(0, 3))
    const elsewhere = form({ go: `follow:${parent.number}`, place: '', phone: '13900000001' })
    expect((await app.post('/report', elsewhere)).status).toBe(409)
    const sent = form({ go: `follow:${parent.number}`, phone: '13900000002' })
    expect((await app.post('/report', sent)).status).toBe(303)
    await move(app, parent.number, TO_CLOSED.slice(3))
    expect((await app.post('/report', sent)).status).toBe(303) // sent twice, it is the same report
    const late = form({ go: `follow:${parent.number}`, phone: '13900000003' })
    const refused = await app.post('/report', late)
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('不能跟进')])
    expect((await app.post('/report', form({ go: 'follow:XC20261124-9999' }))).status).toBe(409)
    const other = await reported(app, { ...late, go: 'new' })
    const order: Order = { step: 'merge', parent: parent.number, because: '同一处' }
    expect(await takeStepOn(app.house, { number: other.number, version: undefined, order, by: viewer('screener') })).toMatchObject({ refused: 'invalid' })
  })

  test('rating: one each, in its time; dissatisfied needs a reason and leads to a visit', async () => {
    const app = await seededApp()
    const mine = await reported(app)
    const rate = (fields: Record<string, string>) => app.post(`/report/track/${mine.number}/rate`, fields, mine.cookie)
    expect((await rate({ satisfied: 'yes' })).status).toBe(409)
    await move(app, mine.number, TO_CLOSED)
    expect((await rate({})).status).toBe(422)
    expect((await rate({ satisfied: 'no' })).status).toBe(422)
    expect((await rate({ satisfied: 'no', reason: '还是响' })).status).toBe(303)
    expect(await (await app.get(`/cases/${mine.number}`)).text()).toContain('不满意，待回访')
    const twice = await rate({ satisfied: 'yes' })
    expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('您的评价')])
  })

  test('a report is rewarded as it is filed, once', async () => {
    const app = await seededApp()
    const mine = await reported(app)
    await move(app, mine.number, TO_CLOSED)
    const awards = await app.house.db
      .selectFrom('rewards.award')
      .select(['case_number', 'fen', 'reporter_masked'])
      .where('case_number', '=', mine.number)
      .execute()
    expect(awards).toEqual([{ case_number: mine.number, fen: 500, reporter_masked: '138****8000' }])
    const page = await (await app.get(`/report/track/${mine.number}`, mine.cookie)).text()
    for (const says of ['5.00 元，已记入，待审批', '财务按您上报时留的联系方式', '一级问题：5.00 元']) expect(page).toContain(says)
    const again = await reported(app)
    await move(app, again.number, TO_CLOSED.slice(0, 2))
    expect(await (await app.get(`/report/track/${again.number}`, again.cookie)).text()).toContain('没有奖励')
  })

  test('a co-reporter has his share where the rule gives one; it goes back when the merging is undone, and all of it when the case is voided', async () => {
    const app = await seededApp()
    const rule = { ...DEFAULT_RULE, from: undefined, coPercent: 50 }
    await sql`insert into rewards.rule (agency_id, from_on, rule, basis, added_at, added_by) values (1, '2026-11-01', ${JSON.stringify(rule)}::jsonb, '样例', now(), '样例')`.execute(
      app.house.db,
    )
    const parent = await reported(app)
    await move(app, parent.number, TO_CLOSED.slice(0, 2))
    const child = await reported(app, { phone: '13900000001', email: '' })
    const awards = async () =>
      await app.house.db
        .selectFrom('rewards.award')
        .select(['case_number', 'fen', 'state'])
        .where('case_number', 'in', [parent.number, child.number])
        .orderBy('id')
        .execute()
    const merge: Order = { step: 'merge', parent: parent.number, because: '同一处' }
    await takeStepOn(app.house, { number: child.number, version: undefined, order: merge, by: viewer('screener') })
    expect(await awards()).toEqual([
      { case_number: parent.number, fen: 500, state: 'accrued' },
      { case_number: child.number, fen: 250, state: 'accrued' },
    ])
    await takeStepOn(app.house, { number: child.number, version: undefined, order: { step: 'unmerge', reason: '不是同一处' }, by: viewer('screener') })
    expect((await awards()).map(({ state }) => state)).toEqual(['accrued', 'clawed_back'])
    await takeStepOn(app.house, { number: parent.number, version: undefined, order: { step: 'void', reason: '重复登记' }, by: viewer('duty-officer') })
    expect((await awards()).map(({ state }) => state)).toEqual(['clawed_back', 'clawed_back'])
    expect(await (await app.get(`/report/track/${parent.number}`, parent.cookie)).text()).toContain('案件作废：重复登记')
  })

  test('the link at the end of a message stops the messages, and brings them back; opening it changes nothing', async () => {
    const app = await seededApp()
    const mine = await reported(app)
    await move(app, mine.number, TO_CLOSED.slice(0, 2))
    const messages = () =>
      app.house.db.selectFrom('notifications.message').select(['body', 'state']).where('event_key', 'like', `cases/${mine.number}/%`).execute()
    const [first] = await messages()
    const link = /不再接收进展消息：http:\/\/127\.0\.0\.1(\S+)/.exec(first?.body ?? '')?.[1] ?? ''
    expect(await (await app.get(link)).text()).toContain('不再接收')
    expect((await messages()).map(({ state }) => state)).toEqual(['waiting'])
    await app.post(link, { wanted: 'no' })
    expect(await (await app.get(link)).text()).toContain('恢复接收')
    await move(app, mine.number, TO_CLOSED.slice(2, 3))
    expect((await messages()).map(({ state }) => state)).toEqual(['cancelled'])
    await app.post(link, { wanted: 'yes' })
    await move(app, mine.number, TO_CLOSED.slice(3, 5))
    expect((await messages()).map(({ state }) => state)).toEqual(['cancelled', 'waiting'])
    expect((await app.get(`${link}x`)).status).toBe(404)
  })
})

describe('what the public never sees', () => {
  test('before it is read: no words, no place; afterwards what the gate lets through; never who reported', async () => {
    const app = await seededApp()
    const mine = await reported(app)
    const before = await everythingPublic(app, mine.number)
    expect(before).toContain(mine.number)
    for (const hidden of ['井盖没了', '王小二', '13900139000', '13800138000', '南横街12号', 'sample@example.invalid', mine.code])
      expect(before).not.toContain(hidden)
    await move(app, mine.number, TO_CLOSED)
    const after = await everythingPublic(app, mine.number)
    expect(after).toContain('污水井盖缺失')
    for (const hidden of ['王小二', '13900139000', '13800138000', '13700137000', '138****', '样例screener', '样例handler', mine.code])
      expect(after).not.toContain(hidden)
  })

  test('whatever anybody writes into a step passes the gate on every page, in every file and feed', async () => {
    const app = await seededApp()
    const mine = await reported(app)
    const said = (what: string) => `${what}，电话13700137000`
    const held: readonly Order[] = [
      { step: 'askSuspension', until: '2026-12-01', reason: said('井圈定制') },
      { step: 'grantSuspension', note: said('同意') },
    ]
    const finished: readonly Order[] = [
      { step: 'resume', note: said('井圈已到') },
      { step: 'feedBack', note: said('已更换') },
      { step: 'fail', note: said('没有找平'), metres: 3 },
      { step: 'feedBack', note: said('已找平') },
      { step: 'pass', note: said('相符'), metres: 3 },
      { step: 'close', opinion: said('井盖已更换') },
    ]
    const tracked = async () => await (await app.get(`/report/track/${mine.number}`, mine.cookie)).text()
    for (const orders of [[...TO_CLOSED.slice(0, 4), ...held], finished]) {
      await move(app, mine.number, orders)
      const open = (await everythingPublic(app, mine.number)) + (await tracked())
      expect(open).toContain('井圈定制')
      expect(open).not.toContain('13700137000')
    }
  })

  test('who searches a list learns nothing of a case that is not shown whole', async () => {
    const app = await seededApp()
    const mine = await reported(app)
    await move(app, mine.number, [{ ...accepted(), title: '只有受理的人读过' }])
    const found = async (query: string) => await (await app.get(`/cases.json?${query}`)).text()
    const category = accepted().filing.category
    expect(await found(`q=${mine.number}`)).toContain(mine.number)
    for (const query of [`q=${encodeURIComponent('受理的人')}`, `category=${encodeURIComponent(category)}`])
      expect(await found(query)).not.toContain(`"${mine.number}"`)
    await move(app, mine.number, [{ step: 'file' }])
    for (const query of [`q=${encodeURIComponent('受理的人')}`, `category=${encodeURIComponent(category)}`])
      expect(await found(query)).toContain(`"${mine.number}"`)
  })

  test('a withdrawn report is nowhere', async () => {
    const app = await seededApp()
    const mine = await reported(app)
    expect((await app.post(`/report/track/${mine.number}/withdraw`, {}, mine.cookie)).status).toBe(422)
    expect((await app.post(`/report/track/${mine.number}/withdraw`, { sure: 'yes' }, mine.cookie)).status).toBe(303)
    expect((await app.get(`/cases/${mine.number}`)).status).toBe(404)
    expect(await (await app.get('/cases.csv')).text()).not.toContain(mine.number)
  })

  test('photos wait until a person has released them', async () => {
    const app = await seededApp()
    const web = createApp(app.house)
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...form(), go: 'new' })) body.set(name, value)
    body.set(
      'photos',
      new File(
        [
          new Uint8Array(
            await sharp({ create: { width: 640, height: 480, channels: 3, background: 'green' } })
              .jpeg()
              .toBuffer(),
          ),
        ],
        '现场.jpg',
        { type: 'image/jpeg' },
      ),
    )
    const sent = await web.request('/report', { method: 'POST', body, headers: { origin: 'http://localhost' } })
    const { number } = await app.house.db
      .selectFrom('cases.case')
      .select('number')
      .where('submission_key', '=', String(body.get('key')))
      .executeTakeFirstOrThrow()
    expect(sent.status).toBe(303)
    await move(app, number, TO_CLOSED)
    await processWaiting(app.house)
    const page = async () => await (await app.get(`/cases/${number}`)).text()
    expect(await page()).not.toContain('/photos/')
    const [photo] = await listPhotos(app.house.db, `cases/${number}`)
    await screen(app.house.db, photo?.id ?? '', 'released', { at: app.house.now(), by: viewer('screener') }, '没有人脸和车牌')
    const address = /src="(\/cases\/[^"]+\/photos\/[^"]+)"/.exec(await page())?.[1] ?? ''
    const picture = await app.get(address)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect((await app.get(address.replace(/-[0-9a-f]{64}/, `-${'0'.repeat(64)}`))).status).toBe(404)
  })
})

test('a file that cannot hold all of its filter says where it goes on, and what follows is the rest', async () => {
  const app = await seededApp()
  const files = caseExportRoutes(app.house, 1)
  type Part = { next: string | null; cases: { number: string }[] }
  const read = async (path: string) => (await (await files.request(path)).json()) as Part
  const seen: string[] = []
  for (let next: string | null = '/cases.json'; next !== null; ) {
    const part = await read(next)
    seen.push(...part.cases.map(({ number }) => number))
    next = part.next
  }
  const { cases, next } = (await (await app.get('/cases.json')).json()) as Part
  expect(seen.length).toBeGreaterThan(50)
  expect([seen, next]).toEqual([cases.map(({ number }) => number), null])
  expect((await files.request('/cases.csv')).headers.get('link')).toMatch(/^<\/cases\.csv\?after=\S+>; rel="next", </)
})
