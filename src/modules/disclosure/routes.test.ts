import { randomUUID } from 'node:crypto'
import { Document, Packer, Paragraph, TextRun } from 'docx'
import { describe, expect, test } from 'vitest'
import { seededApp } from '../../../tests/support/seeded.ts'
import { createApp } from '../../app.tsx'
import type { Role } from '../../kernel/viewer.ts'
import { loadCalendar } from '../calendar/index.ts'
import { getHomeAgency } from '../organizations/index.ts'
import { findItem } from './store.ts'
import { projectionOf, publishScheduled } from './take-step.ts'

const FIELDS = {
  title: '（样例）夜间施工噪声检查情况',
  column: 'news',
  summary: '检查了三处工地。',
  issuer: '样例机关',
  formedOn: '2026-11-23',
  body: '第一段。\n\n第二段。',
}

async function desk() {
  const app = await seededApp()
  const whole = createApp(app.house)
  const send = async (role: Role, path: string, fields: Readonly<Record<string, string>>, files: Readonly<Record<string, File>> = {}) => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...fields, ...files })) body.append(name, value)
    return await whole.request(path, { method: 'POST', body, headers: { cookie: await app.signedIn(role), origin: 'http://localhost' } })
  }
  const itemOf = async (number: string) => {
    const item = await findItem(app.house.db, (await getHomeAgency(app.house.db)).id, number)
    if (!item) throw new Error('gone')
    return item
  }
  const draft = async (fields: Readonly<Record<string, string>> = {}, files: Readonly<Record<string, File>> = {}) => {
    const answer = await send('information-officer', '/staff/disclosure/new', { key: randomUUID(), ...FIELDS, ...fields }, files)
    expect(answer.status).toBe(303)
    return (answer.headers.get('location') ?? '').split('/').at(-1) ?? ''
  }
  const take = async (role: Role, number: string, step: string, fields: Readonly<Record<string, string>> = {}) => {
    const { version } = await itemOf(number)
    return await send(role, `/staff/disclosure/${number}/${step}`, { version: String(version), ...fields })
  }
  const must = async (role: Role, number: string, step: string, fields: Readonly<Record<string, string>> = {}) => {
    const answer = await take(role, number, step, fields)
    expect([step, answer.status]).toEqual([step, 303])
  }
  const publish = async (number: string) => {
    await must('information-officer', number, 'submit')
    await must('reviewer', number, 'clear', { opinion: '可以公开', grounds: '保密事项范围' })
    await must('signer', number, 'approve')
    await must('information-officer', number, 'publish')
  }
  const text = async (path: string) => await (await app.get(path)).text()
  return { ...app, send, draft, take, must, publish, itemOf, text }
}

describe('from a draft to the public', () => {
  test('nobody sees it before it is published; then page, list, feed, files and figures have it, and the columns are what a replay gives', async () => {
    const { house, get, draft, publish, itemOf, text } = await desk()
    const number = await draft()
    for (const path of [`/disclosure/${number}`, `/disclosure/${number}.json`, `/disclosure/${number}/revisions`]) expect((await get(path)).status).toBe(404)
    for (const path of ['/disclosure/items', '/disclosure/items.json', '/disclosure/items.atom', '/disclosure/items.csv'])
      expect(await text(path)).not.toContain('夜间施工')
    await publish(number)
    const page = await text(`/disclosure/${number}`)
    for (const says of ['第一段。</p>', '检查了三处工地', '20 个工作日', '按时公开', (await itemOf(number)).indexNumber]) expect(page).toContain(says)
    for (const path of [
      '/disclosure',
      '/disclosure/items',
      '/disclosure/items?column=news&year=2026',
      '/disclosure/items.json',
      '/disclosure/items.atom',
      '/disclosure/items.csv',
    ])
      expect(await text(path), path).toContain('夜间施工')
    expect(await text('/disclosure/items?column=notices')).not.toContain('夜间施工')
    expect(await text('/search?q=夜间施工噪声')).toContain(`/disclosure/${number}`)
    const item = await itemOf(number)
    const row = await house.db.selectFrom('disclosure.item').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
    expect(row).toMatchObject(projectionOf(item.state, await loadCalendar(house.db)))
    expect(row.version).toBe(item.events.length)
  })

  test('the same form sent twice is one item; a fault is told beside it, and nothing typed is lost', async () => {
    const { send, itemOf } = await desk()
    const key = randomUUID()
    const [one, two] = [
      await send('information-officer', '/staff/disclosure/new', { key, ...FIELDS }),
      await send('information-officer', '/staff/disclosure/new', { key, ...FIELDS }),
    ]
    expect(one.headers.get('location')).toBe(two.headers.get('location'))
    expect((await itemOf((one.headers.get('location') ?? '').split('/').at(-1) ?? '')).events).toHaveLength(1)
    const refused = await send('information-officer', '/staff/disclosure/new', { key: randomUUID(), ...FIELDS, title: '', formedOn: '2026-11-23' })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    for (const says of ['写一个标题', '第二段。', '检查了三处工地']) expect(html).toContain(says)
  })

  test('who is not the office drafts nothing; one hand does not do two of the three', async () => {
    const { draft, take, must, get, signedIn, send } = await desk()
    expect((await send('reviewer', '/staff/disclosure/new', { key: randomUUID(), ...FIELDS })).status).toBe(404)
    const number = await draft()
    await must('information-officer', number, 'submit')
    expect((await take('signer', number, 'clear', { opinion: '可以', grounds: '依据' })).status).toBe(403)
    expect((await take('reviewer', number, 'clear', { opinion: '可以', grounds: '' })).status).toBe(422)
    expect((await get(`/staff/disclosure/${number}`, await signedIn('handling-department'))).status).toBe(404)
  })

  test('two at once: one wins, the other is told who did what and keeps what was typed', async () => {
    const { draft, must, send, itemOf } = await desk()
    const number = await draft()
    await must('information-officer', number, 'submit')
    const { version } = await itemOf(number)
    const clear = (opinion: string) => send('reviewer', `/staff/disclosure/${number}/clear`, { version: String(version), opinion, grounds: '保密事项范围' })
    expect((await clear('可以公开')).status).toBe(303)
    const late = await clear('另一条意见')
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('刚刚办理了“审查通过，可以公开”')
    expect((await itemOf(number)).events).toHaveLength(3)
  })
})

describe('what changes later', () => {
  test('a revision is compared with the one before; a withdrawal leaves a tombstone that gives nothing of the words', async () => {
    const { draft, must, publish, take, text, get, itemOf, send } = await desk()
    const number = await draft()
    await publish(number)
    await must('information-officer', number, 'revise', { reason: '补充' })
    const { version } = await itemOf(number)
    const edited = await send('information-officer', `/staff/disclosure/${number}/edit`, {
      key: randomUUID(),
      version: String(version),
      ...FIELDS,
      body: '第一段。\n\n换了一段。',
    })
    expect(edited.status).toBe(303)
    expect(await text(`/disclosure/${number}`)).toContain('第二段。')
    await publish(number)
    const compared = await text(`/disclosure/${number}/revisions`)
    expect(compared).toContain('<del>第二段。</del>')
    expect(compared).toContain('<ins>换了一段。</ins>')
    expect((await take('information-officer', number, 'withdraw', { reason: '有误' })).status).toBe(403)
    await must('signer', number, 'withdraw', { reason: '数据有误' })
    const gone = await get(`/disclosure/${number}`)
    expect(gone.status).toBe(410)
    const html = await gone.text()
    expect(html).toContain('数据有误')
    for (const path of [`/disclosure/${number}`, `/disclosure/${number}.json`, '/disclosure/items', '/disclosure/items.json', '/disclosure/items.atom'])
      expect(await text(path), path).not.toContain('换了一段')
    expect((await get(`/disclosure/${number}/revisions`)).status).toBe(404)
    expect(await text('/search?q=夜间施工噪声')).not.toContain(`/disclosure/${number}`)
  })

  test('what is set for a moment goes out then, by itself, and once', async () => {
    const { house, draft, must, take, get } = await desk()
    const number = await draft()
    await must('information-officer', number, 'submit')
    await must('reviewer', number, 'clear', { opinion: '可以公开', grounds: '保密事项范围' })
    await must('signer', number, 'approve')
    const past = await take('information-officer', number, 'schedule', { at: '2026-11-01 09:00' })
    expect([past.status, await past.text()]).toEqual([422, expect.stringContaining('要晚于现在')])
    await must('information-officer', number, 'schedule', { at: '2026-12-01 09:00' })
    expect(await publishScheduled(house)).toBe(0)
    const later = { ...house, now: () => new Date('2026-12-01T01:00:30Z') }
    expect([await publishScheduled(later), await publishScheduled(later)]).toEqual([1, 0])
    expect((await get(`/disclosure/${number}`)).status).toBe(200)
  })

  test('an uploaded document becomes the words, its original is beside them, and neither is there before it is published', async () => {
    const { draft, publish, get, text, itemOf } = await desk()
    const bytes = await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [new Paragraph({ children: [new TextRun('由文件来的一段话。')] })],
          },
        ],
      }),
    )
    const number = await draft({ body: '' }, { document: new File([new Uint8Array(bytes)], '检查情况.docx') })
    const [file] = (await itemOf(number)).state.content.files
    expect(file?.name).toBe('检查情况.docx')
    const address = `/disclosure/${number}/files/${file?.id}`
    expect((await get(address)).status).toBe(404)
    await publish(number)
    const page = await text(`/disclosure/${number}`)
    expect(page).toContain('由文件来的一段话。')
    expect(new Uint8Array(await (await get(address)).arrayBuffer()).subarray(0, 4)).toEqual(new Uint8Array(bytes).subarray(0, 4))
  })

  test('nothing executes in what was pasted', async () => {
    const { draft, publish, text } = await desk()
    const number = await draft({ body: '<p onclick="x()">好<script>alert(1)</script><a href="javascript:alert(2)">链接</a></p>' })
    await publish(number)
    const page = await text(`/disclosure/${number}`)
    expect(page).toContain('链接')
    for (const bad of ['onclick', 'alert(', 'javascript:']) expect(page).not.toContain(bad)
  })
})

test('the reference year holds the 154 items of the report, in its four categories, each with its records', async () => {
  const { text } = await desk()
  const facts = JSON.parse(await text('/annual-reports/2019.json')).facts
  expect(facts).toMatchObject({ disclosed_items: 154, disclosed_by_category: { regulations: 1, plans: 5, activities: 146, duties: 2 } })
  expect(await text('/annual-reports/2019/figures/disclosure.plans')).toContain('2019年部门预算')
  expect(await text('/annual-reports/2019/figures/entries.disclosed_items')).toContain('奖励实施办法')
})

test('the sitemap has every item that is published and none that is not', async () => {
  const { draft, publish, text } = await desk()
  const [out, kept] = [await draft(), await draft({ title: '（样例）还没有发布' })]
  await publish(out)
  const xml = await text('/sitemap.xml')
  expect(xml).toContain(`/disclosure/${out}</loc>`)
  expect(xml).not.toContain(`/disclosure/${kept}<`)
  expect(xml.match(/\/disclosure\/2019-/g)).toHaveLength(154)
  expect(await text('/robots.txt')).toContain('/sitemap.xml')
})
