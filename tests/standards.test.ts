import { expect, test } from 'vitest'
import { demonstrationStandard, seedStandards } from '../seed/standards.ts'
import { createApp } from '../src/app.tsx'
import type { Role } from '../src/kernel/viewer.ts'
import { aFile, aRow, HEADINGS } from '../src/modules/standards/builders.ts'
import { differencesBetween } from '../src/modules/standards/compare.ts'
import { listStandards, TILES, tileOf } from '../src/modules/standards/index.ts'
import { tilesNaming } from '../src/modules/standards/tiles.ts'
import { limitText } from '../src/modules/standards/limits.ts'
import { bareHouse } from './support/house.ts'
import { type SeededApp, seededApp } from './support/seeded.ts'

test('the samples hold every class of the tree, and their limits are spread as in a published table', () => {
  const { categories, conditions } = demonstrationStandard(2019)
  const count = (kind: string) => categories.filter((one) => one.kind === kind).length
  expect([count('部件'), count('事件'), conditions.length]).toEqual([66, 66, 344])
  const share = (text: string) => Math.round((100 * conditions.filter((one) => limitText(one.limit) === text).length) / conditions.length)
  const measured: Readonly<Record<string, number>> = {
    '1 个工作日': 28,
    '3 个工作日': 21,
    '2 个工作日': 17,
    '5 个工作日': 15,
    '4 工作时': 8,
    '2 紧急工作时': 5,
    '7 个工作日': 2,
    '4 紧急工作时': 1,
  }
  for (const [text, percent] of Object.entries(measured)) expect(Math.abs(share(text) - percent), `${text} ${share(text)}%`).toBeLessThanOrEqual(3)
  const cover = conditions.filter((one) => one.category === '部-01-01').map((one) => `${one.text} ${limitText(one.limit)}`)
  expect(cover).toEqual(['缺失、移位、开裂 2 紧急工作时', '破损>25cm² 4 工作时', '弹跳、翻盖 2 个工作日', '周边150cm×150cm塌陷/高差>2cm 5 个工作日'])
  expect(conditions.filter((one) => one.limit.season).length).toBeGreaterThanOrEqual(2)
  expect(conditions.filter((one) => one.stages.length > 0).length).toBeGreaterThanOrEqual(2)
  expect(conditions.filter((one) => one.informational).length).toBeGreaterThanOrEqual(2)
  const changes = differencesBetween(demonstrationStandard(2019), demonstrationStandard(2026))
  expect([...new Set(changes.map((one) => one.change))]).toEqual(['limit'])
})

test('the samples are seeded once, in less than five seconds beside other work, and only for a demonstration', async () => {
  const house = await bareHouse()
  const begun = performance.now()
  await seedStandards(house)
  await seedStandards(house)
  expect(performance.now() - begun).toBeLessThan(5_000)
  expect((await listStandards(house.db)).map((one) => `${one.name} ${one.effectiveFrom}`)).toEqual([
    '2026 年版（样例） 2026-01-01',
    '2019 年版（样例） 2018-01-01',
  ])
})

test('every category belongs to exactly one tile, and every tile takes what it knows nothing of for a category there is', () => {
  const { categories } = demonstrationStandard(2026)
  const codes = categories.map((one) => one.code)
  expect(codes.filter((code) => tilesNaming(code).length !== 1)).toEqual([])
  expect(TILES.map((tile) => tile.name)).toEqual(['道路破损', '井盖箅子', '垃圾堆积', '绿化树木', '占道经营', '施工问题', '突发险情', '其他问题/不确定'])
  for (const tile of TILES) {
    expect(codes).toContain(tile.defaultCategory)
    expect(tileOf(tile.defaultCategory)).toBe(tile)
    for (const covered of tile.covers)
      expect(
        codes.some((code) => code === covered || code.startsWith(`${covered}-`)),
        covered,
      ).toBe(true)
  }
  expect(tileOf('事-01-99').key).toBe('other')
})

test('anyone reads the standard in force, another version, and finds a condition', async () => {
  const { get } = await seededApp()
  const read = async (path: string) => await (await get(path)).text()
  const tree = await read('/standards')
  expect(tree).toContain('2026 年版（样例）')
  expect(tree).toContain('现行')
  expect(tree).toContain('href="/standards?major=部-01"')
  const first = await read('/standards?major=部-01')
  for (const words of ['缺失、移位、开裂', '2 紧急工作时', '更换或修复', '紧急工作时昼夜连续计算', '下一页']) expect(first).toContain(words)
  expect(await read('/standards?major=部-01&page=3')).not.toContain('下一页')
  const trees = await read('/standards?q=种植 行道树')
  expect([trees.includes('没有找到'), (await read('/standards?q=行道树 补植')).includes('3月1日至5月31日')]).toEqual([true, true])
  expect(await read('/standards?q="><script>')).not.toContain('<script')
  const old = (await read('/standards/1')).replaceAll('<!-- -->', '')
  for (const words of ['2019 年版（样例）', '已被替代']) expect(old).toContain(words)
  for (const path of ['/standards/9', '/standards/0', '/standards/1.pdf', '/standards/9.csv', '/standards?major=部-77'])
    expect((await get(path)).status, path).toBe(404)
})

test('a version as JSON, CSV and Excel', async () => {
  const { get } = await seededApp()
  expect(await (await get('/standards/1.json')).json()).toMatchObject({
    name: '2019 年版（样例）',
    effectiveFrom: '2018-01-01',
    ...demonstrationStandard(2019),
  })
  const csv = (await (await get('/standards/2.csv')).text()).split('\r\n')
  expect(csv[1]).toBe(
    '"部-01-01-1","部件","01","公用设施","01","上水井盖","缺失、移位、开裂","2 紧急工作时","","紧急工作时昼夜连续计算，夜间、周末和节假日都计入。","恢复","否","1"',
  )
  expect(csv).toHaveLength(346)
  expect((await get('/standards/2.xlsx')).headers.get('content-type')).toContain('spreadsheetml')
})

/** The form as a browser sends it, with a file. */
async function upload(app: SeededApp, cookie: string, fields: Readonly<Record<string, string>>, bytes?: Uint8Array): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  if (bytes) body.set('file', new File([new Uint8Array(bytes)], '标准.xlsx'))
  return await createApp(app.house).request('/staff/standards/load', { method: 'POST', body, headers: { cookie, origin: 'http://localhost' } })
}
const hiddenIn = (html: string): Record<string, string> =>
  Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))
const NEW = { name: '2027 年版', from: '2027-01-01' }

test('the system administrator looks at a file, then confirms; nothing is stored before', async () => {
  const app = await seededApp()
  const cookie = await app.signedIn('system-administrator')
  const cached = await (await app.get('/standards')).text()
  const looked = await upload(app, cookie, NEW, await aFile([HEADINGS, aRow({ 处置时限: '15天' })]))
  const html = await looked.text()
  expect(looked.status).toBe(200)
  for (const words of ['需要核对：', '部件 第 2 行 F 列', '“天”没有写明是否工作日', '与“2026 年版（样例）”相比', '取消']) expect(html).toContain(words)
  expect(await listStandards(app.house.db)).toHaveLength(2)
  const confirmed = await app.post('/staff/standards/load', hiddenIn(html), cookie)
  expect([confirmed.status, confirmed.headers.get('location')]).toEqual([303, '/staff/standards/3'])
  expect(await (await app.get('/staff/standards/3', cookie)).text()).toContain('2 条立案条件')
  expect(cached).not.toContain('2027 年版')
  expect(await (await app.get('/standards')).text()).toContain('2027 年版')
  expect(await (await app.get('/standards/3')).text()).toContain('尚未施行')
  expect((await app.post('/staff/standards/load', hiddenIn(html), cookie)).status).toBe(409)
})

test('a form without a file, a day that is past, a file that cannot be read and a comparison gone stale come back with their reasons', async () => {
  const app = await seededApp()
  const cookie = await app.signedIn('system-administrator')
  const good = await aFile([HEADINGS, aRow()])
  const asked = async (fields: Record<string, string>, bytes?: Uint8Array): Promise<[number, string]> => {
    const answer = await upload(app, cookie, fields, bytes)
    return [answer.status, await answer.text()]
  }
  const [none, bare] = await asked({ name: '', from: '' })
  expect(none).toBe(422)
  for (const words of ['填写版本名称', '填写施行日期', '选择要导入的 Excel 文件']) expect(bare).toContain(words)
  const [late, past] = await asked({ ...NEW, from: '2026-11-23' }, good)
  expect([late, past.includes('施行日期最早为今天（2026年11月24日）')]).toEqual([409, true])
  const [bad, problems] = await asked(NEW, await aFile([HEADINGS, aRow({ 处置时限: '尽快' })]))
  expect([bad, problems.includes('1 处读不出，没有录入任何内容'), problems.includes('确认录入')]).toEqual([422, true, false])
  const [text, garbage] = await asked(NEW, Buffer.from('大类代码,大类名称'))
  expect([text, garbage.includes('这不是 Excel 文件')]).toEqual([422, true])
  const [, html] = await asked(NEW, good)
  const [, other] = await asked({ name: '先到的', from: '2026-12-01' }, good)
  await app.post('/staff/standards/load', hiddenIn(other), cookie)
  const stale = await app.post('/staff/standards/load', hiddenIn(html), cookie)
  expect([stale.status, (await stale.text()).includes('比较的结果已经变了')]).toEqual([409, true])
  expect(await listStandards(app.house.db)).toHaveLength(3)
})

test('the hall reads every version in the console, and is offered no import', async () => {
  const app = await seededApp()
  for (const role of ['duty-officer', 'leader', 'system-administrator'] as const satisfies readonly Role[]) {
    const cookie = await app.signedIn(role)
    const list = await (await app.get('/staff/standards', cookie)).text()
    expect(list).toContain('2019 年版（样例）')
    expect(list.includes('/staff/standards/load')).toBe(role === 'system-administrator')
    expect(await (await app.get('/staff/standards/2?major=部-04&q=补植', cookie)).text()).toContain('部件：园林绿化设施，“补植”：2 条立案条件')
  }
})
