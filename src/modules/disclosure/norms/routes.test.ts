import { randomUUID } from 'node:crypto'
import { Document, Packer, Paragraph } from 'docx'
import { describe, expect, test } from 'vitest'
import { officeOf } from '../../../../tests/support/publishing.ts'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { createApp } from '../../../app.tsx'
import { beijingDay, plainDate } from '../../../kernel/plain-date.ts'
import type { Role } from '../../../kernel/viewer.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { validityName } from '../lifecycle.ts'
import { listPublicNorms } from './list-store.ts'
import { normFigures } from './norm-figures-store.ts'
import { findNorm } from './store.ts'
import { normProjectionOf, settleNorms, takeNormStepOn } from './take-norm-step.ts'
import { standingOn } from './validity.ts'

const FIELDS = {
  title: '（样例）共享单车停放规定',
  issuer: '样例机关',
  subject: '交通',
  summary: '停放的规定。',
  note: '样例说明。',
  body: '第一条　样例。\n\n第二条　样例。',
}
const WORDS = { until: '2027-01-08' }
const CLEAR = { opinion: '不涉及国家秘密、工作秘密和个人隐私，可以公开', grounds: '本单位保密事项范围' }

async function desk() {
  const app = await seededApp()
  const whole = createApp(app.house)
  const { house } = app
  const agencyId = (await getHomeAgency(house.db)).id
  const cookies = new Map<string, string>()
  /** Signed in at the moment the house stands at: a session does not last for weeks. */
  const as = async (role: Role) => {
    const key = `${role} ${house.now().toISOString()}`
    const cookie = cookies.get(key) ?? (await app.signedIn(role))
    cookies.set(key, cookie)
    return cookie
  }
  const send = async (role: Role | null, path: string, fields: Readonly<Record<string, string>>) =>
    await whole.request(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie: role ? await as(role) : '', origin: 'http://localhost' },
    })
  const normOf = async (number: string) => {
    const norm = await findNorm(house.db, agencyId, number)
    if (!norm) throw new Error('gone')
    return norm
  }
  const draft = async (fields: Readonly<Record<string, string>> = {}) => {
    const answer = await send('information-officer', '/staff/norms/new', { key: randomUUID(), origin: 'own', ...FIELDS, ...fields })
    expect(answer.status).toBe(303)
    return (answer.headers.get('location') ?? '').split('/').at(-1) ?? ''
  }
  const take = async (role: Role, number: string, step: string, fields: Readonly<Record<string, string>> = {}) =>
    await send(role, `/staff/norms/${number}/${step}`, { version: String((await normOf(number)).version), ...fields })
  const must = async (role: Role, number: string, step: string, fields: Readonly<Record<string, string>> = {}) =>
    expect([step, (await take(role, number, step, fields)).status]).toEqual([step, 303])
  const text = async (path: string, role?: Role) => await (await app.get(path, role ? await as(role) : '')).text()
  /** Two hands before the third: what the signer may open. */
  const cleared = async (number: string) => {
    await must('information-officer', number, 'askClearance')
    await must('reviewer', number, 'clear', CLEAR)
  }
  /** The short way: why the public is not asked is written down. */
  const decided = async (fields: Readonly<Record<string, string>> = {}) => {
    const number = await draft(fields)
    await must('signer', number, 'waive', { reason: '样例：只涉及内部执行标准' })
    await must('information-officer', number, 'submit')
    await must('reviewer', number, 'passLegality', { opinion: '合法', grounds: '国办发〔2018〕115号' })
    await must('signer', number, 'decide', { meeting: '样例办公会', decidedOn: beijingDay(house.now()) })
    return number
  }
  const published = async (number: string) => {
    await must('information-officer', number, 'toRoad')
    const item = (await normOf(number)).state.item ?? ''
    const step = async (role: Role, name: string, fields: Readonly<Record<string, string>> = {}) => {
      const { version } = await house.db.selectFrom('disclosure.item').select('version').where('number', '=', item).executeTakeFirstOrThrow()
      expect((await send(role, `/staff/disclosure/${item}/${name}`, { version: String(version), ...fields })).status).toBe(303)
    }
    await step('information-officer', 'submit')
    await step('reviewer', 'clear', { opinion: '可以公开', grounds: '保密事项范围' })
    await step('signer', 'approve')
    await step('information-officer', 'publish')
    return item
  }
  return { ...app, agencyId, send, draft, take, must, normOf, text, cleared, decided, published, as }
}

describe('the public is asked', () => {
  test('a draft goes out by two hands after its drafter: the reviewer clears it, its opinion and grounds are kept, and only then the signer opens it', async () => {
    const { draft, must, take, send, text, normOf, agencyId, house } = await desk()
    const number = await draft()
    const path = `/staff/norms/${number}`
    const alone = await take('signer', number, 'openConsultation', { ...WORDS, clearance: '可以公开' })
    expect([alone.status, await alone.text()]).toEqual([409, expect.stringContaining('要在“待公开征求意见”时办理')])
    expect((await take('reviewer', number, 'clear', CLEAR)).status).toBe(409)
    await must('information-officer', number, 'askClearance')
    expect(await text('/staff/norms?tab=secrecy', 'reviewer')).toContain(`href="${path}"`)
    expect((await take('signer', number, 'clear', CLEAR)).status).toBe(403)
    const bare = await take('reviewer', number, 'clear', { ...CLEAR, grounds: '' })
    expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining(CLEAR.opinion)])
    expect((await take('signer', number, 'openConsultation', WORDS)).status).toBe(409)
    const { version } = await normOf(number)
    await must('reviewer', number, 'clear', CLEAR)
    // The other reviewer read what is no longer there.
    const stale = await send('reviewer', `${path}/clear`, { version: String(version), ...CLEAR, opinion: '另一位写的意见' })
    expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining('刚刚办理了')])
    expect((await take('reviewer', number, 'openConsultation', WORDS)).status).toBe(403)
    expect(await text('/staff/norms?tab=cleared', 'signer')).toContain(`href="${path}"`)
    const { clearance } = (await normOf(number)).state
    const both = { agencyId, number, version: undefined, order: { step: 'openConsultation', until: plainDate(WORDS.until) } } as const
    const same = await takeNormStepOn(house, both, { ...officeOf({ agencyId }, 'signer'), name: clearance?.by ?? '' })
    expect(same).toMatchObject({ refused: 'not-yours', because: expect.stringContaining('两个人') })
    await must('signer', number, 'openConsultation', WORDS)
    const page = await text(path, 'signer')
    for (const says of [`${CLEAR.opinion}。依据：${CLEAR.grounds}`, `审查意见：${CLEAR.opinion}`, `依据：${CLEAR.grounds}`]) expect(page).toContain(says)
    expect(await text(`/disclosure/consultations/${number}`)).not.toContain(CLEAR.grounds)
  })

  test('a comment needs no account, is one however often it is sent, and shows nothing private; the count is public before, the words after', async () => {
    const { house, draft, must, take, send, text, normOf, cleared } = await desk()
    const number = await draft()
    const path = `/disclosure/consultations/${number}`
    expect((await send(null, path, { key: randomUUID(), body: '早了' })).status).toBe(404)
    await cleared(number)
    expect((await take('signer', number, 'openConsultation', { ...WORDS, until: '2026-12-23' })).status).toBe(422)
    expect(await (await take('signer', number, 'openConsultation', { ...WORDS, until: '2026-12-23' })).text()).toContain('最早到2026年12月24日')
    await must('signer', number, 'openConsultation', WORDS)
    const key = randomUUID()
    const comment = { key, body: '请改第二条，我的电话13900000000。', name: '样例居民', contact: 'sample@example.invalid' }
    const [one, two] = [await send(null, path, comment), await send(null, path, comment)]
    expect([one.status, one.headers.get('location')]).toEqual([303, `${path}/received?n=1`])
    expect(two.headers.get('location')).toBe(`${path}/received?n=1`)
    expect((await normOf(number)).comments).toBe(1)
    const empty = await send(null, path, { key: randomUUID(), body: '', name: '留着的称呼', contact: '' })
    expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('留着的称呼')])
    const open = await text(path)
    for (const says of ['还有 45 天', '收到意见 1 条', '满 30 日是2026年12月24日']) expect(open).toContain(says)
    expect(open).not.toContain('请改第二条')
    const kept = await house.db.selectFrom('disclosure.norm_comment').selectAll().where('submission_key', '=', key).executeTakeFirstOrThrow()
    expect(`${kept.name_sealed}${kept.contact_sealed}`).not.toMatch(/样例居民|example/)

    house.setNow('2027-01-08T23:59')
    expect((await send(null, path, { key: randomUUID(), body: '最后一天' })).status).toBe(303)
    house.setNow('2027-01-09T00:00')
    const late = await send(null, path, { key: randomUUID(), body: '晚了' })
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('2027年1月8日截止')])
    expect(await settleNorms(house)).toBeGreaterThan(0)
    expect((await normOf(number)).state.consultation?.closed).toEqual({ on: '2027-01-09', comments: 2 })

    expect((await take('information-officer', number, 'answer', { words: '采纳' })).status).toBe(409)
    expect((await send('information-officer', `/staff/norms/${number}/comments/1`, { verdict: 'rejected', reply: '' })).status).toBe(422)
    await send('information-officer', `/staff/norms/${number}/comments/1`, { verdict: 'adopted', reply: '' })
    await send('information-officer', `/staff/norms/${number}/comments/2`, { verdict: 'unrelated', reply: '与草案无关' })
    expect((await send('reviewer', `/staff/norms/${number}/comments/1`, { verdict: 'rejected', reply: '不行' })).status).toBe(403)
    await must('information-officer', number, 'answer', { words: '收到两条，采纳一条。' })
    const answered = await text(path)
    for (const says of ['采纳 1 条', '与草案无关 1 条', '请改第二条，我的电话＊＊']) expect(answered).toContain(says)
    for (const hidden of ['13900000000', '样例居民', 'sample@example.invalid', '最后一天']) expect(answered).not.toContain(hidden)
    expect((await send('information-officer', `/staff/norms/${number}/comments/1`, { verdict: 'rejected', reply: '改主意' })).status).toBe(409)

    const told = await send('information-officer', `/staff/norms/${number}/comments/1/contact`, {})
    expect(await told.text()).toContain('sample@example.invalid')
    const trace = await house.db.selectFrom('audit.event').select('note').where('act', '=', '查看提意见人的联系方式').execute()
    expect(trace).toEqual([{ note: '第 1 条' }])
    const sent = await house.db.selectFrom('audit.event').select('note').where('act', '=', '提交意见').where('subject', '=', `norms/${number}`).execute()
    expect(sent).toHaveLength(2)
    expect((await send('reviewer', `/staff/norms/${number}/comments/1/contact`, {})).status).toBe(404)
  })
})

describe('numbers', () => {
  test('four at once get four numbers without a gap, and one that is refused draws none', async () => {
    const { decided, take, normOf, house } = await desk()
    const all = [await decided(), await decided(), await decided(), await decided()]
    const fields = { effectiveOn: beijingDay(house.now()), validUntil: '' }
    expect((await take('information-officer', all[0] ?? '', 'assignNumber', { ...fields, effectiveOn: '2020-01-01' })).status).toBe(422)
    const done = await Promise.all(all.map((number) => take('information-officer', number, 'assignNumber', fields)))
    expect(done.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    const numbers = await Promise.all(all.map(async (number) => (await normOf(number)).state.issue?.documentNumber))
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4].map((n) => `西全响应发〔2026〕${n}号`))
  })

  test('a document in force before the ledger is entered with its number, once; a form sent twice is one', async () => {
    const { send, text } = await desk()
    const existing = { ...FIELDS, origin: 'existing', documentNumber: '样例发〔2018〕7号', issuedOn: '2018-05-04', effectiveOn: '', validUntil: '2023-05-03' }
    const key = randomUUID()
    const post = (k: string) => send('information-officer', '/staff/norms/new', { key: k, ...existing })
    const [one, two, three] = [await post(key), await post(key), await post(randomUUID())]
    expect([one.headers.get('location'), three.status]).toEqual([two.headers.get('location'), 409])
    expect(await text(one.headers.get('location') ?? '', 'information-officer')).toContain('有效期届满')
  })
})

test('a Word file becomes the words of a draft; what cannot be read is told beside it, and nothing typed is lost', async () => {
  const { house, as, normOf } = await desk()
  const whole = createApp(house)
  const post = async (file: File) => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ key: randomUUID(), origin: 'own', ...FIELDS, body: '' })) body.append(name, value)
    body.append('document', file)
    return await whole.request('/staff/norms/new', { method: 'POST', body, headers: { cookie: await as('information-officer'), origin: 'http://localhost' } })
  }
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('第一条　由文件来的一条。')] }] }))
  const taken = await post(new File([new Uint8Array(bytes)], '草案.docx'))
  expect(taken.status).toBe(303)
  expect((await normOf((taken.headers.get('location') ?? '').split('/').at(-1) ?? '')).state.content.html).toContain('由文件来的一条。')
  const refused = await post(new File(['不是文档'], '草案.docx'))
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('停放的规定。')])
})

describe('what becomes of it', () => {
  test('a new one abolishes an old one from its day: pages, item, list and search say so, and point to it', async () => {
    const { house, draft, decided, must, published, text, normOf, take, get, send } = await desk()
    const old = await decided()
    expect((await get(`/disclosure/norms/${old}`)).status).toBe(404)
    await must('information-officer', old, 'assignNumber', { effectiveOn: '2026-11-24', validUntil: '2031-11-23' })
    expect((await get(`/disclosure/norms/${old}`)).status).toBe(404)
    const oldItem = await published(old)
    expect(await text(`/disclosure/norms/${old}`)).toContain('现行有效，到2031年11月23日')
    const young = await draft({ title: '（样例）共享单车停放新规定' })
    expect((await take('information-officer', young, 'relate', { kind: 'abolishes', to: young })).status).toBe(422)
    for (const to of ['2019-999', '2026-003']) expect((await take('information-officer', young, 'relate', { kind: 'abolishes', to })).status).toBe(422)
    await must('information-officer', young, 'relate', { kind: 'abolishes', to: old })
    expect((await take('information-officer', young, 'relate', { kind: 'abolishes', to: old })).status).toBe(409)
    await must('signer', young, 'waive', { reason: '样例' })
    await must('information-officer', young, 'submit')
    expect((await take('signer', young, 'passLegality', { opinion: '合法', grounds: '依据' })).status).toBe(403)
    await must('reviewer', young, 'passLegality', { opinion: '合法', grounds: '依据' })
    await must('signer', young, 'decide', { meeting: '样例办公会', decidedOn: '2026-11-24' })
    await must('information-officer', young, 'assignNumber', { effectiveOn: '2026-12-01', validUntil: '' })
    await published(young)
    expect(await text(`/disclosure/norms/${old}`)).toContain('现行有效')
    expect(await text(`/disclosure/norms/${young}`)).toContain('自2026年12月1日起施行')

    house.setNow('2026-12-01T00:10')
    expect(await text(`/disclosure/norms?validity=abolished`)).toContain(`/disclosure/norms/${old}"`)
    expect(await settleNorms(house)).toBe(1)
    expect(await settleNorms(house)).toBe(0)
    const page = await text(`/disclosure/norms/${old}`)
    for (const says of ['自2026年12月1日起废止', `/disclosure/norms/${young}"`, '废止了它', 'aria-current="true"']) expect(page).toContain(says)
    expect(await text(`/disclosure/${oldItem}`)).toContain('现在的状态是“废止”')
    expect(await text(`/disclosure/${oldItem}`)).toContain(`/disclosure/norms/${old}"`)
    const item = await house.db.selectFrom('disclosure.item').select('validity').where('number', '=', oldItem).executeTakeFirstOrThrow()
    expect(item.validity).toBe('abolished')
    const json = JSON.parse(await text('/disclosure/norms.json?validity=abolished&year=2026'))
    expect(json.norms.map((one: { number: string }) => one.number)).toEqual([old])
    expect(await text('/disclosure/norms.csv?validity=abolished&year=2026')).toContain('废止')
    const { version } = await house.db.selectFrom('disclosure.item').select('version').where('number', '=', oldItem).executeTakeFirstOrThrow()
    const byHand = await send('signer', `/staff/disclosure/${oldItem}/setValidity`, {
      version: String(version),
      validity: 'valid',
      reason: '改回去',
      by: '',
    })
    expect([byHand.status, await byHand.text()]).toEqual([409, expect.stringContaining('规范性文件台账')])
    expect((await normOf(old)).state.endings).toEqual([{ kind: 'abolished', from: '2026-12-01', by: young, reason: '由西全响应发〔2026〕2号废止' }])
  })

  test('a clean-up decides on each, repeals from its end, and its result goes the road of every item', async () => {
    const { send, text, normOf, house, agencyId } = await desk()
    expect((await send('information-officer', '/staff/norms/rounds', {})).status).toBe(303)
    const path = '/staff/norms/rounds/2026'
    const early = await send('signer', `${path}/close`, {})
    expect([early.status, await early.text()]).toEqual([409, expect.stringContaining('没有清理决定')])
    const { rows } = await listPublicNorms(house.db, agencyId, { validity: '', year: null, issuer: '', after: null }, plainDate('2026-11-24'))
    const inForce = rows.filter(({ validity }) => validity === 'valid' || validity === 'amended')
    for (const [i, { number }] of inForce.entries()) {
      const { version } = await normOf(number)
      const fields = { version: String(version), decision: i === 0 ? 'repeal' : 'keep', reason: '样例：逐件评估' }
      expect((await send('information-officer', `${path}/${number}`, fields)).status).toBe(303)
    }
    expect((await send('signer', `${path}/close`, {})).status).toBe(303)
    const first = await normOf(inForce[0]?.number ?? '')
    expect(standingOn(first.state, plainDate('2026-11-24'))).toMatchObject({ validity: 'abolished', because: { reason: '2026 年清理决定废止' } })
    const sent = await send('information-officer', `${path}/publish`, { key: randomUUID() })
    const item = sent.headers.get('location') ?? ''
    expect(await text(item, 'information-officer')).toContain(`保留 ${inForce.length - 1} 件，修改 0 件，废止 1 件`)
    expect((await send('information-officer', `${path}/publish`, { key: randomUUID() })).headers.get('location')).toBe(item)
  })
})

test('a unit sees what it drafts and what it is asked about, and writes only the former', async () => {
  const { text, take, as, get, send } = await desk()
  const list = await text('/staff/norms', 'handling-department')
  expect(list).toContain('值守工作规定')
  expect(list).not.toContain('街面秩序监督检查办法')
  expect((await get('/staff/norms/2026-001', await as('handling-department'))).status).toBe(404)
  const number = /\/staff\/norms\/(2026-\d+)">（样例）值守工作规定/.exec(list)?.[1] ?? ''
  expect((await take('handling-department', number, 'gather')).status).toBe(403)
  expect((await take('handling-department', number, 'opine', { opinion: '同意', objects: '' })).status).toBe(303)
  expect((await take('handling-department', number, 'opine', { opinion: '再说一次', objects: '' })).status).toBe(409)
  expect((await send('handling-department', '/staff/norms/new', { key: randomUUID(), ...FIELDS, origin: 'incoming' })).status).toBe(422)
})

test('two at once: one wins, the other is told who did what and keeps what was typed', async () => {
  const { draft, must, send, normOf } = await desk()
  const number = await draft()
  await must('signer', number, 'waive', { reason: '样例' })
  await must('information-officer', number, 'submit')
  const version = String((await normOf(number)).version)
  const pass = (opinion: string) => send('reviewer', `/staff/norms/${number}/passLegality`, { version, opinion, grounds: '依据' })
  expect((await pass('合法')).status).toBe(303)
  const late = await pass('另一条意见')
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('刚刚办理了“合法性审核通过”')
})

test('the seeded register: columns are what a replay gives, lists say what the facts say on any day, and the reports count it', async () => {
  const { house, agencyId, text, normOf } = await desk()
  const rows = await house.db.selectFrom('disclosure.norm').selectAll().execute()
  expect(new Set(rows.map(({ stage }) => stage)).size).toBeGreaterThanOrEqual(7)
  for (const row of rows) {
    const norm = await normOf(row.number)
    expect(row, row.number).toMatchObject(normProjectionOf(norm.state))
    expect(row.version).toBe(norm.events.length)
  }
  for (const day of ['2020-05-01', '2022-06-01', '2024-04-16', '2026-06-24', '2026-06-25', '2026-11-24', '2031-01-01'].map(plainDate)) {
    const { rows: listed } = await listPublicNorms(house.db, agencyId, { validity: '', year: null, issuer: '', after: null }, day)
    for (const one of listed.filter(({ issuedOn }) => issuedOn <= day))
      expect([day, one.number, one.validity]).toEqual([day, one.number, standingOn((await normOf(one.number)).state, day)?.validity])
  }
  const page = await text('/disclosure/norms')
  for (const name of Object.values(validityName)) expect(page).toContain(`>${name}</span>`)
  expect(await normFigures(house.db, agencyId, 2019)).toEqual({ made: 0, published: 0, publicTotal: 0, issued: 0, abolished: 0, inForce: 0 })
  expect(await normFigures(house.db, agencyId, 2024)).toMatchObject({ issued: 2, abolished: 1, inForce: 4 })
  const report = await text('/staff/annual-reports/2024.json', 'information-officer')
  expect(JSON.parse(report).tables.proactive[1]).toMatchObject({ item: '行政规范性文件', values: [2, 1, 4] })
  const behind = await text('/staff/annual-reports/2024/figures/norms.abolished', 'information-officer')
  expect(behind).toContain('（样例）公众上报城市管理问题奖励办法</a>')
  expect(behind).toContain('2024-04-16 废止')
  expect(await text('/annual-reports/2019/figures/entries.normative.1')).toContain('没有规范性文件，所以是 0')
})

test('nobody else than the clock closes what the day has not', async () => {
  const { house, agencyId, normOf } = await desk()
  expect((await normOf('2026-003')).state.stage).toBe('consulting')
  expect(await takeNormStepOn(house, { agencyId, number: '2026-003', version: undefined, order: { step: 'closeConsultation' } }, 'clock')).toMatchObject({
    refused: 'not-now',
  })
})
