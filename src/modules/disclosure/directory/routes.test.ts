import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { seededApp } from '../../../../tests/support/seeded.ts'
import type { Role } from '../../../kernel/viewer.ts'
import { disclosureFigures, listProcuredIn } from '../figures-store.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { listLives } from './store.ts'
import { turnRecords } from './take-record.ts'

async function desk() {
  const app = await seededApp()
  const { id: agencyId } = await getHomeAgency(app.house.db)
  const send = async (role: Role, path: string, fields: Readonly<Record<string, string>>) => await app.post(path, fields, await app.signedIn(role))
  const begin = async (kind: string, fields: Readonly<Record<string, string>>) => {
    const answer = await send('information-officer', '/staff/disclosure/records/new', { key: randomUUID(), kind, from: '2026-11-24', ...fields })
    expect(answer.status, (await answer.clone().text()).slice(-3000)).toBe(303)
    return Number((answer.headers.get('location') ?? '').split('/').at(-1))
  }
  const clear = async (id: number, version = 1) =>
    await send('reviewer', `/staff/disclosure/records/${id}/clear`, { version: String(version), opinion: '可以公开' })
  const text = async (path: string) => await (await app.get(path)).text()
  return { ...app, agencyId, send, begin, clear, text }
}
const BOUGHT = { project: '（样例）扫描仪', method: '询价', supplier: '样例设备公司', amount: '5,000.00', awardedOn: '2026-11-20', central: '1' }

test('a project is bought, written by one and let out by another; then list, sum, files, search and the yearly figure have it', async () => {
  const { house, agencyId, begin, clear, send, text, get } = await desk()
  const id = await begin('procurement', BOUGHT)
  expect(await text('/disclosure/procurement?year=2026')).not.toContain('扫描仪')
  expect((await get(`/disclosure/procurement/${id}`)).status).toBe(404)
  expect((await disclosureFigures(house.db, agencyId, 2026)).procurement).toEqual({ projects: 0, amountFen: 0 })
  expect((await send('information-officer', `/staff/disclosure/records/${id}/clear`, { version: '1', opinion: '可以' })).status).toBe(404)
  expect((await clear(id)).status).toBe(303)
  expect(await text('/disclosure/procurement?year=2026')).toContain('项目 1 个，合同金额合计 0.5 万元')
  expect(await text(`/disclosure/procurement/${id}`)).toContain('样例设备公司')
  expect(await text('/search?q=扫描仪')).toContain(`/disclosure/procurement/${id}`)
  expect(JSON.parse(await text('/disclosure/procurement/list.json?year=2026'))).toMatchObject({
    projects_found: 1,
    amount_yuan: 5000,
    projects: [{ amount_yuan: 5000, awarded_on: '2026-11-20', central: true }],
  })
  expect((await text('/disclosure/procurement/list.csv?year=2026')).split('\r\n')[1]).toContain('"5000","2026-11-20"')
  expect((await disclosureFigures(house.db, agencyId, 2026)).procurement).toEqual({ projects: 1, amountFen: 500_000 })
  const edit = (version: string, reason: string, amount = '6000') =>
    send('information-officer', `/staff/disclosure/records/${id}/edit`, { ...BOUGHT, version, reason, amount, from: '2026-11-24' })
  expect(await (await edit('2', '')).text()).toContain('写明为什么改')
  expect(await (await edit('2', '没改', '5,000.00')).text()).toContain('没有改动任何内容')
  expect((await edit('1', '金额填错')).status).toBe(409)
  expect((await edit('2', '金额填错')).status).toBe(303)
  expect((await disclosureFigures(house.db, agencyId, 2026)).procurement.amountFen).toBe(500_000) // what stands, stands until it is reviewed
  expect((await clear(id, 3)).status).toBe(303)
  expect((await disclosureFigures(house.db, agencyId, 2026)).procurement.amountFen).toBe(600_000)
  expect((await send('information-officer', `/staff/disclosure/records/${id}/end`, { version: '4', reason: '废标' })).status).toBe(303)
  expect((await disclosureFigures(house.db, agencyId, 2026)).procurement.projects).toBe(0)
  expect(await text('/search?q=扫描仪')).not.toContain(`/disclosure/procurement/${id}`)
})

test('the reference year: ten projects, 44.7377 万元, by filter and behind the figure of the report', async () => {
  const { house, agencyId, text } = await desk()
  expect(await text('/disclosure/procurement?year=2019&central=1')).toContain('2019年政府集中采购项目 10 个，合同金额合计 44.7377 万元')
  expect(await text('/disclosure/procurement?year=2019&method=询价')).toContain('项目 4 个')
  const projects = await listProcuredIn(house.db, agencyId, 2019)
  expect([projects.length, projects.reduce((sum, { amountFen }) => sum + amountFen, 0)]).toEqual([10, 44_737_700])
  for (const figure of ['procurement.projects', 'procurement.amount', 'entries.procurement.2'])
    expect(await text(`/annual-reports/2019/figures/${figure}`)).toContain('（样例）网格监督员工作服')
})

test('a version for a later day is shown on that day', async () => {
  const { house, agencyId, clear, send, text } = await desk()
  const [leader] = (await listLives(house.db, agencyId, 'leader')).toReversed()
  const id = leader?.id ?? 0
  const changed = { name: '样例负责人丁', post: '主任', duties: '主持全面工作', rank: '1', from: '2026-12-01', reason: '职务调整', version: '2' }
  expect((await send('information-officer', `/staff/disclosure/records/${id}/edit`, changed)).status).toBe(303)
  expect((await clear(id, 3)).status).toBe(303)
  expect(await text('/disclosure/organisation')).not.toContain('样例负责人丁')
  expect(await turnRecords(house)).toBe(0)
  house.setNow('2026-12-01T08:00')
  expect(await turnRecords(house)).toBe(1)
  const page = await text('/disclosure/organisation')
  expect(page).toContain('样例负责人丁')
  expect(page).not.toContain('样例负责人甲')
  expect(page).toContain('更新日期：2026年12月1日')
  expect(await text('/search?q=样例负责人丁')).toContain('/disclosure/organisation')
  expect(await turnRecords(house)).toBe(0)
})

test('the guide is made of its record and the office’s, its versions are compared, and without the office it is not let out', async () => {
  const { house, agencyId, send, clear, text, begin } = await desk()
  const guide = await text('/disclosure/guide')
  for (const says of [
    '政府信息的分类',
    '编排体系',
    '获取方式',
    '综合科（信息公开受理点）',
    '办公地址',
    '13:30—18:00',
    '010-00000001',
    'sample@example.invalid',
    '更新日期',
  ])
    expect(guide).toContain(says)
  const versions = await text('/disclosure/guide/versions')
  expect(versions).toContain('办公时间：工作日 9:00—12:00、13:30—<del>17:30</del><ins>18:00</ins>')
  const again = await send('information-officer', '/staff/disclosure/records/new', {
    key: randomUUID(),
    kind: 'guide',
    from: '2026-11-24',
    title: '另一份',
    classes: '甲',
    arrangement: '甲',
    access: '甲',
    requests: '甲',
    remedies: '甲',
  })
  expect(await again.text()).toContain('只有一份')
  const office = (await listLives(house.db, agencyId, 'office')).find(({ state }) => state.versions.at(-1)?.content['handles'] === '1')
  expect((await send('information-officer', `/staff/disclosure/records/${office?.id}/end`, { version: String(office?.version), reason: '撤并' })).status).toBe(
    303,
  )
  const [own] = await listLives(house.db, agencyId, 'guide')
  const content = own?.state.versions[0]?.content ?? {}
  await send('information-officer', `/staff/disclosure/records/${own?.id}/edit`, {
    ...content,
    access: '只在网上检索、查阅和下载公开的信息',
    from: '2026-11-24',
    reason: '改',
    version: String(own?.version),
  })
  expect(await (await clear(own?.id ?? 0, (own?.version ?? 0) + 1)).text()).toContain('指南还缺：工作机构的名称')
  await begin('service', {
    name: '（样例）新事项',
    basis: '甲',
    conditions: '甲',
    materials: '甲',
    steps: '甲',
    limit: '甲',
    fee: '不收费',
    window: '甲',
    hours: '甲',
    phone: '010',
  })
  expect(await text('/disclosure/services')).not.toContain('新事项')
})

test('the catalogue has 索引、名称、内容概述、生成日期 of everything published, by column, as page and CSV', async () => {
  const { text } = await desk()
  const page = await text('/disclosure/catalogue?column=plans')
  for (const says of ['索引', '内容概述', '生成日期', '010000001/2019-']) expect(page).toContain(says)
  const csv = (await text('/disclosure/catalogue.csv')).split('\r\n')
  const items = JSON.parse(await text('/disclosure/items.json')) as { items: readonly unknown[] }
  expect(csv.length - 2).toBe(items.items.length)
  expect(csv[0]).toBe('"索引","名称","内容概述","生成日期","公开日期","栏目"')
  const next = /href="(\/disclosure\/catalogue\?after=[^"]+)"/.exec(await text('/disclosure/catalogue'))?.[1] ?? ''
  expect(await text(next)).toContain('回到开头')
})

test('a column that is kept by records is not told of as empty', async () => {
  const { get, signedIn, house } = await desk()
  const board = await (await get('/staff/disclosure/board', await signedIn('information-officer'))).text()
  // Every column that the law names holds an item of the sample, and these two records only.
  for (const column of ['permits', 'procurement'])
    expect(await house.db.selectFrom('disclosure.item').select('id').where('column_code', '=', column).where('shown', '=', 'full').execute()).toEqual([])
  expect(board).not.toContain('空白栏目')
  expect(board).toContain('今天没有单项否决的问题')
})
