import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { seededApp } from '../../../tests/support/seeded.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Role, Viewer } from '../../kernel/viewer.ts'
import { accepted, aReport } from '../cases/builders.ts'
import { findCase, submitReport, takeStepOn } from '../cases/index.ts'

const PAGE = '/staff/rewards/excluded'

async function office() {
  const app = await seededApp()
  const { house } = app
  const keeper = await app.signedIn('security-administrator')
  const as = (role: Role): Viewer => ({ id: randomUUID(), account: role, name: `样例${role}`, role, agencyId: 1, department: null })
  /** A report that is filed: whether its reporter was taken for staff, and what he was given. */
  const filed = async (reporter: { phone: string; email: string }) => {
    const receipt = await submitReport(house, 1, aReport({ reporter, address: `样例路${randomUUID()}` }))
    if (isRefusal(receipt)) throw new Error(receipt.because)
    const { number, code } = receipt
    await takeStepOn(house, { number, version: undefined, order: accepted(), by: as('screener') })
    await takeStepOn(house, { number, version: undefined, order: { step: 'file' }, by: as('dispatcher') })
    const awards = await house.db.selectFrom('rewards.award').select('fen').where('case_number', '=', number).execute()
    const not = await house.db.selectFrom('rewards.not_awarded').select('because').where('case_number', '=', number).execute()
    const stage = (await findCase(house.db, number))?.row.stage
    return { number, code, stage, fen: awards.map(({ fen }) => fen), because: not.flatMap(({ because }) => because) }
  }
  const add = (fields: Record<string, string>) => app.post(PAGE, fields, keeper)
  return { ...app, keeper, filed, add }
}

test('staff may report and are told like anybody, but get nothing; taken off the list they are rewarded for later reports', async () => {
  const { house, get, post, keeper, filed, add } = await office()
  const before = await filed({ phone: '13800000061', email: '' })
  expect(before).toMatchObject({ stage: 'filed', fen: [expect.any(Number)], because: [] })
  const added = await add({ unit: '样例环卫公司', contacts: '138 0000-0061\n\nStaff@Example.invalid\n13800000061' })
  const page = await added.text()
  expect([added.status, page.includes('列入 2 人。'), page.includes('138****0061'), page.includes('s***@example.invalid')]).toEqual([200, true, true, true])
  expect(page.split('<form class="panel')[0]).not.toMatch(/13800000061|staff@example/i)

  const staff = await filed({ phone: '13800000061', email: 'sample@example.invalid' })
  expect(staff).toMatchObject({ stage: 'filed', fen: [], because: ['工作人员举报，不奖励'] })
  expect((await filed({ phone: '', email: 'staff@example.INVALID' })).because).toEqual(['工作人员举报，不奖励'])
  expect((await filed({ phone: '13800000062', email: '' })).fen).toHaveLength(1)
  const told = await house.db.selectFrom('notifications.message').select('subject').where('event_key', 'like', `cases/${staff.number}/%`).execute()
  expect(told.map(({ subject }) => subject)).toContain(`${staff.number} 已立案`)
  const track = await post('/report/track', { number: staff.number, code: staff.code })
  expect([track.status, track.headers.get('location')]).toEqual([303, `/report/track/${staff.number}`])

  const id = /excluded\/(\d+)\/remove"><p>移出后，138/.exec(page.replace(/>\s+</g, '><'))?.[1] ?? ''
  expect((await post(`${PAGE}/${id}/remove`, {}, keeper)).status).toBe(200)
  expect((await post(`${PAGE}/${id}/remove`, {}, keeper)).status).toBe(404)
  expect(await (await get(PAGE, keeper)).text()).not.toContain('138****0061')
  expect((await filed({ phone: '13800000061', email: '' })).fen).toHaveLength(1)
  const traces = await house.db.selectFrom('audit.event').select(['act', 'note']).where('subject', 'like', 'rewards/excluded/%').orderBy('id').execute()
  expect(traces).toEqual([
    { act: '列入不奖励名单', note: '138****0061，样例环卫公司' },
    { act: '列入不奖励名单', note: 's***@example.invalid，样例环卫公司' },
    { act: '移出不奖励名单', note: '138****0061，样例环卫公司' },
  ])
})

test('what is neither a telephone nor a mail is named by its line, and what was typed stays', async () => {
  const { house, add } = await office()
  const wrong = await add({ unit: '', contacts: '13800000061\n张三\n1380000' })
  const html = await wrong.text()
  expect(wrong.status).toBe(422)
  for (const words of ['有 2 处需要修改', '填写单位', '第 2、3 行不是电话号码', '张三']) expect(html).toContain(words)
  expect(await (await add({ unit: '样例公司', contacts: ' \n' })).text()).toContain('填写电话或邮箱，每行一个')
  const many = Array.from({ length: 201 }, (_, n) => `138000${String(n).padStart(5, '0')}`).join('\n')
  expect(await (await add({ unit: '样例公司', contacts: many })).text()).toContain('一次最多 200 个')
  expect(await house.db.selectFrom('rewards.excluded').select('id').execute()).toEqual([])
  await add({ unit: '样例公司', contacts: '13800000061' })
  expect(await (await add({ unit: '样例公司', contacts: '13800000061\n13800000062' })).text()).toContain('列入 1 人；另 1 人已在名单里。')
})
