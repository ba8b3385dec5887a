import { expect, test } from 'vitest'
import { seededApp } from '../../../tests/support/seeded.ts'
import { indexNumber, isIndexOf, marksIn } from './marks.ts'

test('marks are taken as they are issued, and nothing else', () => {
  const good = {
    siteCode: '4207000016',
    icp: '京ICP备12345678号-2',
    police: '京公网安备11010202001234号',
    organMark: 'https://bszs.conac.cn/sitename?method=show&id=1',
    host: '样例机关',
    contact: '010-00000000',
  }
  expect(marksIn({ ...good, other: 'x' })).toEqual({ marks: good })
  expect(marksIn({})).toEqual({ marks: {} })
  expect(marksIn({ siteCode: '42070', icp: '12345678', police: '1101', organMark: 'javascript:alert(1)', host: '甲' })).toEqual({
    errors: {
      siteCode: '网站标识码是 10 位数字',
      icp: expect.any(String),
      police: expect.any(String),
      organMark: '填 https:// 开头的网址',
      host: '填 2 到 60 字',
    },
  })
})

test('the number of an item is written as the office has set it, looked at before it is saved, and what exists keeps its own', async () => {
  const { get, post, signedIn } = await seededApp()
  const cookie = await signedIn('system-administrator')
  const old = JSON.parse(await (await get('/disclosure/2019-00001.json')).text()).indexNumber
  expect(old).toBe('010000001/2019-00001')
  for (const indexFormat of ['{代码}/{年}', '{代码}{代码}{年}-{号}', '{代码}/{年}{号}', '<b>{代码}/{年}-{号}'])
    expect((await post('/staff/site', { indexFormat }, cookie)).status, indexFormat).toBe(422)
  expect((await post('/staff/site', { organCode: 'abc' }, cookie)).status).toBe(422)
  const set = { organCode: '014314799', indexFormat: '{代码}-{年}-{号}' }
  expect(await (await post('/staff/site', { ...set, preview: '1' }, cookie)).text()).toContain('014314799-2026-00001')
  expect(await (await get('/staff/site', cookie)).text()).toContain('010000001/2026-00001')
  expect((await post('/staff/site', set, cookie)).status).toBe(303)
  expect(JSON.parse(await (await get('/disclosure/2019-00001.json')).text()).indexNumber).toBe(old)
  expect(indexNumber({ code: 'x', marks: set }, '2026-00012')).toBe('014314799-2026-00012')
})

test('a foot without marks says they are to come; set, every page shows them, and the change is in the audit', async () => {
  const { house, get, post, signedIn } = await seededApp()
  const text = async (path: string) => await (await get(path)).text()
  const bare = await text('/disclosure')
  expect(bare).toContain('开通前由主办单位填写')
  expect(bare).not.toMatch(/标识码\s*\d|ICP备\d/)
  expect(bare).toContain('href="/site-map"')
  expect(await text('/site-map')).toContain('/disclosure/procurement')
  const cookie = await signedIn('system-administrator')
  expect((await get('/staff/site', cookie)).status).toBe(200)
  const wrong = await post('/staff/site', { siteCode: '12' }, cookie)
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('网站标识码是 10 位数字')])
  expect((await post('/staff/site', { siteCode: '4207000016', icp: '京ICP备12345678号', contact: '样例电话 010-00000009' }, cookie)).status).toBe(303)
  const set = await text('/disclosure')
  for (const says of ['4207000016', '京ICP备12345678号', '样例电话 010-00000009', '公安备案号：开通前由主办单位填写']) expect(set).toContain(says)
  expect((await get('/staff/site', await signedIn('information-officer'))).status).toBe(403)
  const traces = await house.db.selectFrom('audit.event').select('act').where('act', '=', '更改页脚标识').execute()
  expect(traces).toHaveLength(1)
})

test('a 索引号 is of the agency whose code is in it by itself, however it is written', () => {
  const own = { code: 'x', marks: { organCode: '010000001' } }
  for (const index of ['010000001/2026-00012', '010000001-2026-00012', '京/010000001']) expect(isIndexOf(own, index), index).toBe(true)
  for (const index of ['', '0100000012/2026-00012', 'A010000001/2026-1', '010000002/2026-00012']) expect(isIndexOf(own, index), index).toBe(false)
})
