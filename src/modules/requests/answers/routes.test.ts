import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { publish, withdraw } from '../../../../tests/support/publishing.ts'
import { seededApp } from '../../../../tests/support/seeded.ts'
import type { Role } from '../../../kernel/viewer.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { aSubmission, staff } from '../builders.ts'
import type { Order } from '../steps.ts'
import { submitRequest } from '../submit-request.ts'
import { takeStepOn } from '../take-step.ts'
import { findAnswer, projectionOf } from './store.ts'

const FIELDS = { title: '样例井盖普查的数据', asked: '样例井盖普查得到的数据。', answered: '予以公开，已提供样例井盖普查数据表。', links: '' }
const SIGNED: readonly (readonly [Role, Order])[] = [
  ['information-officer', { step: 'draftReply', decision: 'granted', text: '可以公开，现提供给您。' }],
  ['reviewer', { step: 'review' }],
  ['signer', { step: 'sign' }],
]

async function desk() {
  const app = await seededApp()
  const agencyId = (await getHomeAgency(app.house.db)).id
  const house = { ...app.house, agencyId }
  const receive = async (over: Parameters<typeof aSubmission>[0] = {}, steps: readonly (readonly [Role, Order])[] = SIGNED): Promise<string> => {
    const receipt = await submitRequest(house, agencyId, aSubmission(over))
    if ('refused' in receipt) throw new Error(receipt.because)
    for (const [role, order] of steps) {
      const taken = await takeStepOn(house, receipt.number, undefined, order, { ...staff(role, agencyId), name: `样例${role}` })
      if ('refused' in taken) throw new Error(taken.because)
    }
    return receipt.number
  }
  const draft = async (number: string, fields: Record<string, string> = {}, role: Role = 'information-officer', key: string = randomUUID()) =>
    await app.post(`/staff/requests/${number}/answer`, { key, ...FIELDS, ...fields }, await app.signedIn(role))
  const answerOf = async (number: string) => {
    const { id } = await house.db.selectFrom('requests.request').select('id').where('number', '=', number).executeTakeFirstOrThrow()
    return await findAnswer(house.db, id)
  }
  const take = async (role: Role, number: string, step: string, fields: Record<string, string> = {}) =>
    await app.post(`/staff/requests/${number}/answer/${step}`, { version: String((await answerOf(number))?.version), ...fields }, await app.signedIn(role))
  const text = async (path: string): Promise<string> => await (await app.get(path)).text()
  return { ...app, house, receive, draft, answerOf, take, text }
}

test('the officer writes, another hand lets it out; it is listed, found, in the files, and stays a tombstone when it is taken down', async () => {
  const { house, receive, draft, take, answerOf, text, get } = await desk()
  const number = await receive()
  expect((await draft(number)).status).toBe(303)
  expect(await text('/requests/answers')).not.toContain(FIELDS.title)
  expect((await take('information-officer', number, 'release')).status).toBe(403)
  expect((await take('reviewer', number, 'sendBack', { reason: '写明年度' })).status).toBe(303)
  expect((await take('information-officer', number, 'edit', { ...FIELDS, title: '样例井盖2026年普查的数据' })).status).toBe(303)
  expect((await take('reviewer', number, 'release')).status).toBe(303)
  const answer = await answerOf(number)
  expect(answer?.state.number).toBe('2026-4') // three samples of the year stand before it
  const path = '/requests/answers/2026-4'
  for (const page of [path, '/requests/answers?kind=granted&year=2026', '/requests/answers.csv', '/requests/answers.json', '/search?q=井盖普查数据'])
    expect(await text(page), page).toContain(page.startsWith('/search') ? path : '样例井盖2026年普查的数据')
  expect(await text('/requests/answers?kind=refused')).not.toContain('样例井盖')
  expect(await text('/requests/answers?year=2019')).not.toContain('样例井盖')
  const one = await text(path)
  for (const says of ['公开答复2026-4', '予以公开', '条例》第三十六条第一项、第二项', FIELDS.answered]) expect(one).toContain(says)

  expect((await take('information-officer', number, 'withdraw', { reason: '' })).status).toBe(422)
  expect((await take('information-officer', number, 'withdraw', { reason: '请联系13912345678' })).status).toBe(422)
  expect((await take('information-officer', number, 'withdraw', { reason: '数据有误' })).status).toBe(303)
  const gone = await get(path)
  const says = await gone.text()
  expect([gone.status, says.includes('数据有误'), says.includes('井盖')]).toEqual([410, true, false])
  for (const page of ['/requests/answers', '/requests/answers.csv', '/requests/answers.json', '/search?q=井盖普查数据'])
    expect(await text(page), page).not.toContain('井盖2026年')
  expect(await house.db.selectFrom('search.document').select('key').where('kind', '=', 'request').where('key', '=', '2026-4').execute()).toEqual([])
})

test('the columns are what a replay gives, events are not changed, and numbers have no gap where a draft is discarded', async () => {
  const { house, receive, draft, take, answerOf } = await desk()
  const [first, second] = [await receive(), await receive()]
  await draft(first)
  await take('information-officer', first, 'discard', { reason: '不再公开' })
  await draft(second)
  await take('reviewer', second, 'release')
  expect([(await answerOf(first))?.state.number, (await answerOf(second))?.state.number]).toEqual([null, '2026-4'])
  const requests = await house.db.selectFrom('requests.answer').select('request_id').execute()
  for (const { request_id } of requests) {
    const answer = await findAnswer(house.db, request_id)
    const row = await house.db.selectFrom('requests.answer').selectAll().where('request_id', '=', request_id).executeTakeFirstOrThrow()
    const { links, ...columns } = projectionOf(answer?.state ?? (await Promise.reject(new Error('gone'))))
    expect(row).toMatchObject(columns)
    expect(row.links).toEqual(JSON.parse(links))
  }
  await expect(sql`update requests.answer_event set by_name = ''`.execute(house.db)).rejects.toThrow()
  await expect(sql`delete from requests.answer_event`.execute(house.db)).rejects.toThrow()
})

describe('what is refused', () => {
  test('requests without a reply have nothing to publish, and the page says why', async () => {
    const { receive, draft, get, signedIn } = await desk()
    const open = await receive({}, [])
    const withdrawn = await receive({}, [['information-officer', { step: 'withdraw', reason: '已找到' }]])
    const cookie = await signedIn('information-officer')
    for (const [number, sentence] of [
      [open, '答复签发以后才能公开'],
      [withdrawn, '没有作出答复'],
    ] as const) {
      const refused = await draft(number)
      expect([refused.status, (await refused.text()).includes(sentence)]).toEqual([409, true])
      expect(await (await get(`/staff/requests/${number}/answer`, cookie)).text()).toContain(sentence)
      expect(await (await get(`/staff/requests/${number}`, cookie)).text()).not.toContain('公开这份答复')
    }
  })

  test('others than the officer begin none; a department sees none; a request of another agency is nowhere', async () => {
    const { receive, draft, get, signedIn } = await desk()
    const number = await receive()
    for (const role of ['reviewer', 'signer', 'handling-department'] as const) expect((await draft(number, {}, role)).status).toBe(403)
    expect((await get('/staff/requests/answers', await signedIn('handling-department'))).status).toBe(403)
    expect((await draft('XQ-2026-9999')).status).toBe(404)
  })

  test('the same form twice is one answer, another form is a duplicate, an old page is stale and keeps what was typed', async () => {
    const { receive, draft, take, post, signedIn, answerOf } = await desk()
    const number = await receive()
    const key = randomUUID()
    for (let time = 0; time < 2; time++) expect((await draft(number, {}, 'information-officer', key)).status).toBe(303)
    expect((await answerOf(number))?.events).toHaveLength(1)
    const duplicate = await draft(number)
    expect([duplicate.status, (await duplicate.text()).includes('已经有公开答复稿')]).toEqual([409, true])
    await take('reviewer', number, 'sendBack', { reason: '写明年度' })
    const stale = await post(
      `/staff/requests/${number}/answer/edit`,
      { version: '1', ...FIELDS, answered: '刚刚写好的话' },
      await signedIn('information-officer'),
    )
    const html = await stale.text()
    expect([stale.status, html.includes('刚刚办理了“退回修改”'), html.includes('刚刚写好的话')]).toEqual([409, true, true])
  })

  test('two who let it out at once take one number', async () => {
    const { receive, draft, take, house } = await desk()
    const number = await receive()
    await draft(number)
    const statuses = (await Promise.all([take('reviewer', number, 'release'), take('reviewer', number, 'release')])).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([303, 409])
    const { last } = await house.db.selectFrom('requests.answer_series').select('last').where('year', '=', 2026).executeTakeFirstOrThrow()
    expect(last).toBe(4)
  })

  test('links lead only to what is public, at writing and at release; what was taken down later is said to be', async () => {
    const { house, receive, draft, take, text } = await desk()
    const [item, other] = [await publish(house, { title: '（样例）井盖普查表' }), await publish(house)]
    const number = await receive()
    for (const [links, sentence] of [
      ['2019-99999', '没有公开'],
      ['https://example.org/a', '不是本平台公开信息的地址'],
      [`/disclosure/${item}/files/${randomUUID()}`, '的这个附件没有公开'],
    ] as const) {
      const refused = await draft(number, { links })
      const html = await refused.text()
      expect([refused.status, html.includes(sentence), html.includes(links)], links).toEqual([422, true, true])
    }
    expect((await draft(number, { links: `${item}\nhttp://localhost/disclosure/${other}` })).status).toBe(303)
    await withdraw(house, other)
    const refused = await take('reviewer', number, 'release')
    expect([refused.status, (await refused.text()).includes(other)]).toEqual([422, true])
    await take('information-officer', number, 'edit', { ...FIELDS, links: item })
    await take('reviewer', number, 'release')
    expect(await text('/requests/answers/2026-4')).toContain(`<a href="/disclosure/${item}">（样例）井盖普查表</a>`)
    await withdraw(house, item)
    expect(await text('/requests/answers/2026-4')).toContain(`信息 ${item} 已不再公开`)
  })
})

/** A page without what its own forms and sentences repeat of what was typed. */
const withoutTyped = (html: string, typed: string): string =>
  typed === ''
    ? html
    : [`value="${typed}"`, `“${typed}”`, `<title>${typed} `, `\n${typed}</textarea>`, encodeURIComponent(typed)].reduce(
        (rest, part) => rest.replaceAll(part, ''),
        html,
      )

test('nothing an applicant gave is on any public page, file, feed or in the search', async () => {
  const { house, receive, draft, take, get } = await desk()
  const gave = {
    name: '欧阳样例',
    identity: '居民身份证 110101199003077777',
    phone: '13987654321',
    email: 'ouyang@sample.invalid',
    address: '西城区样例胡同99号院',
    contact: '样例丁一',
  }
  const subject = '我是欧阳样例，家住样例胡同，请把井盖普查的数据给我，用来写论文'
  house.setNow('2026-11-20T10:00')
  const number = await receive({ subject, applicant: gave }, [])
  house.setNow('2026-11-24T09:00')
  for (const [role, order] of SIGNED) await takeStepOn(house, number, undefined, order, { ...staff(role, house.agencyId), name: `样例${role}` })
  for (const leak of [gave.name, gave.phone, gave.email, gave.contact, '样例胡同99号院', '110101199003077777', number, '2026年11月20日', subject]) {
    for (const field of ['title', 'asked', 'answered'] as const) {
      const refused = await draft(number, { [field]: `井盖普查：${leak}` })
      expect([refused.status, (await refused.text()).includes(`井盖普查：${leak.slice(0, 4)}`)], `${field} ${leak}`).toEqual([422, true])
    }
  }
  expect((await draft(number)).status).toBe(303)
  expect((await take('reviewer', number, 'release')).status).toBe(303)
  const pages = [
    '/requests/answers',
    '/requests/answers/2026-4',
    '/requests/answers.csv',
    '/requests/answers.json',
    '/sitemap.xml',
    '/disclosure/items.atom',
    '/cases.atom',
  ]
  const asked = [gave.name, gave.phone, gave.email, '样例胡同99号院', '110101199003077777', number, '井盖普查的数据', '论文']
  pages.push(
    ...asked.flatMap((q) => [`/search?q=${encodeURIComponent(q)}`, `/search/suggest?q=${encodeURIComponent(q)}`, `/requests/new?q=${encodeURIComponent(q)}`]),
  )
  for (const page of pages) {
    const answer = await get(page)
    expect(answer.status, page).toBe(200)
    const html = withoutTyped(await answer.text(), decodeURIComponent(page.split('q=')[1] ?? ''))
    for (const secret of [
      gave.name,
      gave.phone,
      gave.email,
      gave.contact,
      gave.address,
      '99号院',
      '110101199003077777',
      number,
      '论文',
      '2026-11-20',
      '11月20日',
    ])
      expect(html.includes(secret), `${page} ${secret}`).toBe(false)
  }
  const { rows } = await sql<{ told: string }>`select row_to_json(d)::text as told from search.document d where kind = 'request'`.execute(house.db)
  for (const { told } of rows) expect(told.includes(gave.name) || told.includes(number) || told.includes('论文')).toBe(false)
})

test('who begins to apply is shown what is public already, with her words kept; nothing stands in her way', async () => {
  const { text, post, house } = await desk()
  const found = await text(`/requests/new?q=${encodeURIComponent('停车诱导系统的合同')}`)
  for (const says of ['停车诱导', '/requests/answers/2026-2', '别人问过的', '停车诱导系统的合同</textarea>']) expect(found).toContain(says)
  expect(await text(`/requests/new?q=${encodeURIComponent('鲸鱼迁徙路线图')}`)).toContain('没有找到已经公开的')
  const before = await house.db.selectFrom('requests.request').select('id').execute()
  const { key, applicant, subject } = aSubmission()
  const form = { key, kind: applicant.kind, name: applicant.name, identity: applicant.identity, phone: applicant.phone, email: applicant.email, subject }
  expect((await post('/requests/new', { ...form, format: 'electronic', way: 'email' })).headers.get('location')).toBe('/requests/receipt')
  expect(await house.db.selectFrom('requests.request').select('id').execute()).toHaveLength(before.length + 1)
})

test('what several were given is proposed for publishing by itself', async () => {
  const { receive, get, signedIn } = await desk()
  await receive({ subject: '申请公开2026年样例井盖普查数据', applicant: { name: '样例戊', identity: '居民身份证 110101190001010018' } })
  const number = await receive({ subject: '申请公开样例井盖2026年普查数据', applicant: { name: '样例己', identity: '居民身份证 110101190001010026' } })
  const cookie = await signedIn('information-officer')
  const html = await (await get(`/staff/requests/${number}/answer`, cookie)).text()
  for (const says of ['另有 1 位申请人', '条例第四十四条', '/staff/disclosure/new?title=']) expect(html).toContain(says)
  const [, link = ''] = /href="(\/staff\/disclosure\/new\?title=[^"]+)"/.exec(html) ?? []
  expect(await (await get(link, cookie)).text()).toContain('value="样例井盖2026年普查数据"')
})
