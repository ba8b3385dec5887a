import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import type { Role } from '../../kernel/viewer.ts'
import type { WebEnv } from '../../platform/web.ts'
import { PLAIN_LOOK } from '../../ui/look.ts'
import { type AccrualFacts, accrue } from './accrue.ts'
import { anAccrual, someone } from './builders.ts'
import { rewardRoutes } from './rewards-routes.tsx'
import { ensureRewardRule, insertRule } from './rule-store.ts'
import { DEFAULT_RULE } from './rules.ts'
import { valuesOf } from './rule-form.ts'

const only = (role: Role, ...roles: readonly Role[]) =>
  createMiddleware<WebEnv>(async (c, next) => {
    if (!roles.includes(role)) return c.text('', 403)
    await next()
    return undefined
  })

/** The pages for a reader, an approver and a payer, whichever roles the office gives them. */
async function desk() {
  const house = await testHouse('2026-11-24T09:00')
  const { agencyId } = house
  await ensureRewardRule(house.db, agencyId, house.now())
  const as = (role: Role) =>
    new Hono<WebEnv>().route(
      '/staff/rewards',
      rewardRoutes(house, {
        readers: only(role, 'information-officer', 'reviewer', 'signer'),
        approvers: only(role, 'reviewer'),
        payers: only(role, 'signer'),
        staffKeepers: only(role, 'security-administrator'),
        personOf: () => undefined,
        reportersOf: async () => new Map(),
        frame: async (c) => ({ site: { name: '样例机关', shortName: '样例' }, look: PLAIN_LOOK, viewer: someone(role, agencyId), path: c.req.path }),
        reportsSince: async () => ({ facts: [], more: false }),
        powersOf: (viewer) => ({ approve: viewer.role === 'reviewer', pay: viewer.role === 'signer' }),
      }),
    )
  const get = async (path: string, role: Role = 'information-officer') => await as(role).request(`/staff/rewards${path}`)
  const read = async (path: string, role: Role = 'information-officer') => await (await get(path, role)).text()
  const post = async (path: string, fields: Record<string, string>, role: Role) =>
    await as(role).request(`/staff/rewards${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  const give = async (n: number, changed: Partial<AccrualFacts> = {}) => {
    const facts = anAccrual(agencyId, { caseNumber: `AJ-2026-${String(n).padStart(4, '0')}`, placeKey: `grid-${n}`, ...changed })
    return (await house.db.transaction().execute((tx) => accrue(tx, facts, { at: house.now(), by: 'system' }))).id ?? 0
  }
  return { house, agencyId, get, read, post, give }
}

test('a reader reads everything and is offered nothing to do', async () => {
  const { read, give } = await desk()
  const id = await give(1)
  const list = await read('')
  expect(list).toContain('AJ-2026-0001')
  expect(list).toContain('138****0000')
  expect(list).not.toContain('f'.repeat(64))
  const pages = [list, await read(`/${id}`), await read('/payouts'), await read('/rules'), await read('/balance')]
  for (const html of pages) {
    expect(html).toContain('aria-label="举报奖励"')
    expect(html).not.toMatch(/审批所选|撤回这笔|编制新名单|先看试算/)
  }
})

test('who may not is refused by the guard, whatever the page showed', async () => {
  const { post, give, get } = await desk()
  const id = await give(1)
  const tries = ['/approve', `/${id}/approve`, `/${id}/claw-back`, '/payouts', '/payouts/1/paid', '/rules']
  const answers = await Promise.all(tries.map((path) => post(path, { version: '1' }, 'information-officer')))
  expect(answers.map((one) => one.status)).toEqual(tries.map(() => 403))
  expect((await post('/payouts', {}, 'reviewer')).status).toBe(403)
  expect((await get('', 'auditor')).status).toBe(403)
})

test('one award shows why it is what it is, and its entries', async () => {
  const { read, give, get } = await desk()
  const html = await read(`/${await give(1, { access: 'semi_closed' })}`)
  for (const words of ['4.00 元，已记入，待审批', '一级问题：5.00 元', '半封闭小区按 80% 计：4.00 元', '奖金池', '应付未批', '系统'])
    expect(html).toContain(words)
  expect((await get('/999')).status).toBe(404)
})

test('several awards are approved at once, and none when one of them was just handled by another', async () => {
  const { read, post, give } = await desk()
  const ids = [await give(1), await give(2), await give(3)]
  expect(await read('', 'reviewer')).toContain(`name="pick-${ids[0]}" value="1"`)
  expect((await post(`/${ids[0]}/approve`, { version: '1' }, 'reviewer')).status).toBe(303)
  const picks = Object.fromEntries(ids.map((id) => [`pick-${id}`, '1']))
  const stale = await post('/approve', picks, 'reviewer')
  expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining('刚刚被他人处理')])
  const done = await post('/approve?state=accrued', { [`pick-${ids[1]}`]: '1', [`pick-${ids[2]}`]: '1' }, 'reviewer')
  expect([done.status, done.headers.get('location')]).toEqual([303, '/staff/rewards?state=accrued'])
  expect((await post('/approve', {}, 'reviewer')).status).toBe(422)
  expect(await read('?state=accrued')).toContain('没有符合条件的奖励')
})

test('the filters are in the address and the list reads on by its last row', async () => {
  const { read, give } = await desk()
  for (let n = 1; n <= 60; n++)
    await give(n, { reporter: String(n % 2).repeat(64), filedOn: plainDate(`2026-11-${String((n % 10) + 10)}`), reporterMasked: `13${n % 2}****0000` })
  await give(61, { filedOn: plainDate('2026-10-31') })
  const first = await read('?month=2026-11')
  expect(first.match(/<tr>/g)).toHaveLength(51)
  const next = /href="([^"]*)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&').replace('/staff/rewards', '') ?? ''
  expect(next).toMatch(/^\?month=2026-11&after=\d+$/)
  const second = await read(next)
  expect(second.match(/<tr>/g)).toHaveLength(11)
  expect(second).toContain('回到开头')
  expect(second).not.toContain('rel="next"')
  expect((await read(`?person=${'1'.repeat(64)}`)).match(/<tr>/g)).toHaveLength(31)
  expect((await read('?person=131*')).match(/<tr>/g)).toHaveLength(31)
  expect((await read('?month=2026-10')).match(/<tr>/g)).toHaveLength(2)
  expect(await read('?month=2026-13&state=x&after=y')).toContain('AJ-2026-0061')
})

test('finance gets a list as a page and as a file, and says what it paid', async () => {
  const { house, read, get, post, give } = await desk()
  const ids = [await give(1), await give(2, { reporterMasked: '=1+1' })]
  expect((await post('/payouts', {}, 'signer')).status).toBe(409)
  for (const id of ids) await post(`/${id}/approve`, { version: '1' }, 'reviewer')
  expect((await post('/payouts', {}, 'signer')).headers.get('location')).toBe('/staff/rewards/payouts/1')
  expect(await read('/payouts/1', 'signer')).toContain(`name="returned-${ids[1]}"`)
  const file = await get('/payouts/1.csv')
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect((await file.text()).trimEnd().split('\r\n')).toEqual([
    '"序号","案件编号","受奖人","金额（元）"',
    '"1","AJ-2026-0001","138****0000","5.00"',
    '"2","AJ-2026-0002","\'=1+1","5.00"',
    '"","","合计","10.00"',
  ])
  const bare = await post('/payouts/1/paid', { version: '1', [`returned-${ids[1]}`]: 'yes' }, 'signer')
  const html = await bare.text()
  expect([bare.status, html.includes('填写付款凭证号'), / checked[^>]*未领退回/.test(html)]).toEqual([422, true, true])
  expect((await post('/payouts/1/paid', { version: '1', voucher: 'PZ-1', [`returned-${ids[1]}`]: 'yes' }, 'signer')).status).toBe(303)
  expect(await read('/payouts/1', 'signer')).toContain('2026年11月24日发放 5.00 元，凭证 PZ-1')
  const again = await post('/payouts/1/paid', { version: '2', voucher: 'PZ-2' }, 'signer')
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('不能再次发放')])
  expect(await read('/payouts')).toContain('第 1 批')
  expect([(await get('/payouts/9')).status, (await get('/payouts/9.csv')).status]).toEqual([404, 404])
  const acts = await house.db.selectFrom('audit.event').select('act').where('subject', '=', 'payouts/1').orderBy('id').execute()
  expect(acts.map((one) => one.act)).toEqual(['编制发放名单', '导出发放名单', '登记发放'])
})

test('an award is taken back with a reason', async () => {
  const { read, post, give } = await desk()
  const id = await give(1)
  const bare = await post(`/${id}/claw-back`, { version: '1', reason: '' }, 'reviewer')
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('填写撤回的理由')])
  expect((await post(`/${id}/claw-back`, { version: '1', reason: '查实为虚假举报' }, 'reviewer')).status).toBe(303)
  expect(await read(`/${id}`, 'reviewer')).toContain('2026年11月24日，查实为虚假举报')
})

test('the books are shown, and a change behind them by name', async () => {
  const { house, read, give } = await desk()
  await give(1)
  expect(await read('/balance')).toContain('账目平衡')
  await house.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await tx.updateTable('rewards.entry').set({ credit_fen: 900 }).where('account', '=', 'payable').execute()
  })
  const html = await read('/balance')
  expect(html).toContain('有 3 处差异')
  expect(html).toContain('案件 AJ-2026-0001 的奖励在“应付未批”记有 9.00 元，应为 5.00 元')
})

test('a new rule is reckoned over last month, then added from its day on', async () => {
  const { house, agencyId, read, post, give } = await desk()
  const last = (day: number) => ({ filedOn: plainDate(`2026-10-${day}`) })
  await give(1, last(20))
  await give(2, { ...last(21), level: 2 })
  await give(2, { ...last(21), level: 2, position: 'co', reporter: 'e'.repeat(64) })
  await give(3, last(31))
  await give(4, { filedOn: plainDate('2026-11-01') })
  const rule = { ...DEFAULT_RULE, levelFen: { ...DEFAULT_RULE.levelFen, 1: 1_000 }, coPercent: 50 }
  const form = { ...valuesOf(rule), from: '2026-12-01', basis: '样例：奖励实施办法（修订）' }
  const early = await post('/rules', { ...form, from: '2026-11-24' }, 'reviewer')
  expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('施行日期最早为明天（2026年11月25日）')])
  const wrong = await post('/rules', { ...form, level1: '五元', co: '301', basis: '' }, 'reviewer')
  const html = await wrong.text()
  expect(wrong.status).toBe(422)
  for (const words of ['有 3 处需要修改', '一级问题写成元', '共同举报写成 0 到 300 的整数', '填写依据', 'value="五元"']) expect(html).toContain(words)
  const preview = await (await post('/rules', form, 'reviewer')).text()
  expect(preview).toContain('试算：2026-10')
  expect(preview).toContain('4 件举报逐件重算')
  expect(preview).toContain('实际记入 3 笔，13.00 元；按新规则为 4 笔，24.50 元')
  expect(await house.db.selectFrom('rewards.rule').select('id').execute()).toHaveLength(1)
  expect((await post('/rules', { ...form, confirm: 'yes' }, 'reviewer')).status).toBe(303)
  const rules = await read('/rules')
  expect(rules).toContain('第 1 版（现行）')
  expect(rules).toContain('样例：奖励实施办法（修订）')
  house.setNow('2026-12-01T09:00')
  expect(await read('/rules')).toContain('第 2 版（现行）')
  expect(await read(`/${await give(9, { filedOn: plainDate('2026-12-01') })}`)).toContain('10.00 元，已记入')
  expect(await read(`/${await give(10, { filedOn: plainDate('2026-11-30') })}`)).toContain('5.00 元，已记入')
  await insertRule(house.db, { agencyId: agencyId + 1, rule, basis: '别处的规则', addedBy: '样例', at: house.now() })
  expect(await read('/rules')).not.toContain('别处的规则')
})
