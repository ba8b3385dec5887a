import { describe, expect, test } from 'vitest'
import { seededApp } from '../../../../tests/support/seeded.ts'
import { createApp } from '../../../app.tsx'
import { plainDate as day } from '../../../kernel/plain-date.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { freshnessOf } from '../freshness.ts'
import { draftItem, takeItemStep } from '../index.ts'
import { inspect, type Tried } from './inspect.ts'
import { linksIn } from './links.ts'
import { type TaskKind, tasksOf } from './tasks.ts'
import { ownPages } from './try-links.ts'

const TODAY = day('2026-11-16')

test('a task for each thing there is to do, by the day it must be done, and each once', () => {
  const board = freshnessOf([{ column: 'news', items: 3, last: day('2026-11-04') }], day('2026-01-01'), TODAY)
  const waiting = { number: '2026-00007', title: '甲', department: '综合科', on: day('2026-11-10') }
  const slip = { found: '部暑', says: '疑似“部署”', before: '认真', after: '工作' }
  const tasks = tasksOf({
    board,
    keeperOf: new Map([['news', '宣传科']]),
    late: [waiting],
    overturned: [],
    asked: [],
    review: [],
    checked: [
      { number: '2026-00008', title: '乙', department: null, slips: [slip, slip], dead: [{ href: '/gone', because: '没有这一页', since: day('2026-11-15') }] },
    ],
  })
  const told = tasks.filter(({ kind }) => kind !== 'empty').map(({ kind, subject, department, until }) => [kind, subject, department, until])
  expect(told).toContainEqual(['late', '2026-00007', '综合科', '2026-11-10'])
  expect(told).toContainEqual(['stale', 'news', '宣传科', '2026-11-18'])
  expect(told).toContainEqual(['link', '2026-00008 /gone', null, null])
  expect(told.filter(([kind]) => kind === 'slip')).toEqual([['slip', '2026-00008 部暑', null, null]])
  expect(tasks.find(({ kind }) => kind === 'slip')?.says).toBe('“乙”：“…认真【部暑】工作…”疑似“部署”')
  expect(tasks.some(({ kind, subject }) => kind === 'empty' && subject === 'charges')).toBe(true)
})

test('links are told apart, each once; a place in the text that is not there is lost', () => {
  const html =
    '<p id="a"><a href="/cases">1</a><a href="/cases">2</a><a href="//evil.example">3</a><a href="https://example.gov.cn/x">4</a><a href="#a">5</a><a href="#b">6</a><a href="mailto:a@b.cn">7</a></p>'
  expect(linksIn(html)).toEqual({ own: ['/cases'], outside: ['https://example.gov.cn/x'], lost: ['#b'] })
})

const WITH_FAULTS =
  '<p>请各单位认真部暑。见<a href="/disclosure/2019-00001">办法</a>、<a href="/disclosure/2019-99999">通知</a>、<a href="https://example.invalid/">外站</a>。</p>'

describe('the daily watch', () => {
  async function watched(html = WITH_FAULTS) {
    const app = await seededApp()
    app.house.setNow('2026-11-16T09:00')
    const whole = createApp(app.house)
    const { id: agencyId, name } = await getHomeAgency(app.house.db)
    const as = (role: Viewer['role'], department: string | null = null): Viewer => ({
      id: '00000000-0000-4000-8000-000000000000',
      account: 'sample',
      name: `样例${role}`,
      role,
      agencyId,
      department,
    })
    const content = {
      title: '（样例）工作安排',
      column: 'notices',
      summary: '安排。',
      issuer: name,
      documentNumber: '',
      subject: '',
      formedOn: day('2026-11-13'),
      countedFrom: null,
      validUntil: null,
      html,
      files: [],
    }
    const number = await draftItem(app.house, as('information-officer'), '6f1d7b7e-27b0-4d5f-9d0e-3a6a3d9a4c11', content)
    if (typeof number !== 'string') throw new Error(number.because)
    for (const [role, order] of [
      ['information-officer', { step: 'submit' }],
      ['reviewer', { step: 'clear', opinion: '可以公开', grounds: '保密事项范围' }],
      ['signer', { step: 'approve', note: '' }],
      ['information-officer', { step: 'publish' }],
    ] as const) {
      const taken = await takeItemStep(app.house, { agencyId, number, version: undefined, order }, as(role))
      if ('refused' in taken) throw new Error(taken.because)
    }
    const asked: string[] = []
    const tried: Tried = {
      own: ownPages(whole.fetch),
      outside: async (url) => {
        asked.push(url)
        return '没有这个主机'
      },
    }
    const round = async () => {
      while ((await inspect(app.house, agencyId, tried)) > 0);
    }
    const page = async (query = '', role: Viewer['role'] = 'information-officer') =>
      await (await whole.request(`/staff/disclosure/tasks${query}`, { headers: { cookie: await app.signedIn(role) } })).text()
    const post = async (path: string, fields: Record<string, string>, role: Viewer['role'] = 'information-officer') =>
      await whole.request(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { cookie: await app.signedIn(role), origin: 'http://localhost' },
      })
    const idOf = async (kind: TaskKind): Promise<number> =>
      (await app.house.db.selectFrom('disclosure.task').select('id').where('kind', '=', kind).where('done_on', 'is', null).executeTakeFirstOrThrow()).id
    return { ...app, number, round, page, post, asked, idOf }
  }

  test('a slip becomes a task at once, a dead link when it fails on another day; who settles it is not asked again', async () => {
    const { house, number, round, page, post, asked, idOf } = await watched()
    await round()
    expect(asked).toEqual(['https://example.invalid/'])
    const slips = await page('?kind=slip')
    expect(slips).toContain('疑似“部署”')
    expect(slips).toContain(`/staff/disclosure/${number}`)
    expect(await page('?kind=link')).toContain('没有要办的任务')
    house.setNow('2026-11-24T09:00')
    await round()
    const links = await page('?kind=link')
    expect(links).toContain('/disclosure/2019-99999 打不开：没有这一页（2026年11月16日起）')
    expect(links).toContain('https://example.invalid/ 打不开：没有这个主机')
    expect(links).not.toContain('2019-00001 打不开')

    const id = await idOf('slip')
    expect((await post(`/staff/disclosure/tasks/${id}/done`, { note: '' })).status).toBe(422)
    expect((await post(`/staff/disclosure/tasks/${id}/done`, { note: '是引文' }, 'reviewer')).status).toBe(404)
    expect((await post(`/staff/disclosure/tasks/${id}/done`, { note: '是引文' })).status).toBe(303)
    expect((await post(`/staff/disclosure/tasks/${id}/done`, { note: '再一次' })).status).toBe(404)
    await round()
    expect(await page('?kind=slip')).not.toContain('疑似“部署”')
    expect(await page('?done=1')).toContain('是引文')
    const open = await house.db.selectFrom('disclosure.task').select('kind').where('done_on', 'is', null).where('kind', '=', 'stale').execute()
    expect(open.length).toBeGreaterThan(0)
    expect((await post(`/staff/disclosure/tasks/${await idOf('stale')}/done`, { note: '不用' })).status).toBe(404)
  })

  test('where no other site answers at all, it is this machine that has no way out', async () => {
    const { house, round, page, asked } = await watched(['a', 'b', 'c'].map((name) => `<p><a href="https://${name}.example.invalid/">外站</a></p>`).join(''))
    await round()
    house.setNow('2026-11-24T09:00')
    await round()
    expect(asked.length).toBe(6)
    expect(await page('?kind=link')).toContain('没有要办的任务')
  })

  test('a task ends by itself when its cause does, and names the department that keeps the column', async () => {
    const { house, round, page, post } = await watched()
    const department = '样例科室'
    expect((await post('/staff/disclosure/tasks/keepers', { column: 'news', department })).status).toBe(422)
    const { name } = await house.db.selectFrom('organizations.department').select('name').executeTakeFirstOrThrow()
    expect((await post('/staff/disclosure/tasks/keepers', { column: 'news', department: name })).status).toBe(303)
    expect((await post('/staff/disclosure/tasks/keepers', { column: 'news', department: name }, 'handling-department')).status).toBe(404)
    await house.db
      .insertInto('disclosure.task')
      .values({
        agency_id: 1,
        kind: 'review',
        subject: '2019-77777',
        says: '早先的任务',
        href: '/',
        department: name,
        until_on: TODAY,
        opened_on: TODAY,
        done_on: null,
        done_by: null,
      })
      .execute()
    expect(await page('?kind=review')).toContain('早先的任务')
    await round()
    expect(await page('?kind=review')).not.toContain('早先的任务')
    expect(await page('?done=1')).toContain('原因已经消除')
    const counts = await house.db.selectFrom('disclosure.task').select(['kind', 'subject']).where('done_on', 'is', null).execute()
    expect(new Set(counts.map(({ kind, subject }) => `${kind} ${subject}`)).size).toBe(counts.length)
  })
})
