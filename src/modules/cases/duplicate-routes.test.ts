import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { phonePhoto } from '../../../tests/support/pictures.ts'
import { seededApp } from '../../../tests/support/seeded.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Role, Viewer } from '../../kernel/viewer.ts'
import { ensureAgency, getHomeAgency } from '../organizations/index.ts'
import { keepPhotos, photoDraft, processWaiting } from '../photos/index.ts'
import { accepted, aReport } from './builders.ts'
import { duplicatesOf } from './duplicates-store.ts'
import { findCase } from './store.ts'
import { submitReport } from './submit-report.ts'
import { takeStepOn } from './take-step.ts'

const PAGE = '/staff/dispatch/duplicates'
// Away from the sample's cases.
const AWAY = { lon: 116.31, lat: 39.99 }
const METRE = 1 / 111_195

async function hall() {
  const app = await seededApp()
  const { id: agencyId } = await getHomeAgency(app.house.db)
  const by = (role: Role): Viewer => ({ id: randomUUID(), account: role, name: `样例${role}`, role, agencyId, department: null })
  const reported = async (metresNorth: number, over: Parameters<typeof aReport>[0] = {}) => {
    const place = { lon: AWAY.lon, lat: AWAY.lat + metresNorth * METRE }
    const report = aReport({ tile: 'manhole', place, description: '（样例）井盖松动，车过就响', ...over })
    const receipt = await submitReport(app.house, agencyId, report)
    if (isRefusal(receipt)) throw new Error(receipt.because)
    return receipt.number
  }
  const now = async (number: string) => {
    const one = await findCase(app.house.db, number)
    if (!one) throw new Error(number)
    return one
  }
  const filed = async (number: string) => {
    const { lon, lat } = (await now(number)).row
    const accept = { ...accepted(), spot: { streetCode: null, gridCode: null, lon, lat } }
    for (const order of [accept, { step: 'file' } as const]) {
      const taken = await takeStepOn(app.house, { number, version: undefined, order, by: by('screener') })
      if (isRefusal(taken)) throw new Error(taken.because)
    }
    return number
  }
  const cookie = await app.signedIn('screener')
  const pick = async (...numbers: readonly string[]) =>
    Object.fromEntries(await Promise.all(numbers.map(async (number) => [`pick-${number}`, String((await now(number)).version)] as const)))
  const send = (fields: Record<string, string>) => app.post(PAGE, fields, cookie)
  const shown = async (role: Role = 'screener') => await (await app.get(PAGE, await app.signedIn(role))).text()
  /** The cluster around a case as its form shows it. */
  const groupOf = async (number: string) => new RegExp(`<form[^>]*id="group-${number}".*?</form>`, 's').exec(await shown())?.[0] ?? ''
  return { ...app, agencyId, by, reported, now, filed, pick, send, shown, groupOf }
}

test('what is alike stands side by side with the reasons, and is merged by the form of the page; undone, it is proposed again', async () => {
  const { house, reported, filed, now, pick, send, groupOf, by } = await hall()
  const parent = await filed(await reported(0))
  const child = await reported(12)
  const far = await reported(120, { description: '（样例）另一处' })
  const group = await groupOf(parent)
  for (const says of [child, '相距 12 米', '同属“井盖箅子”', '同时上报', '文字相似 100%', '建议保留']) expect(group).toContain(says)
  expect(group).not.toContain(far)
  expect(await duplicatesOf(house.db, await now(child))).toMatchObject([
    { number: parent, metres: 12, filed: true, because: expect.arrayContaining(['相距 12 米']) },
  ])
  expect(await duplicatesOf(house.db, await now(far))).toEqual([])

  const merged = await send({ ...(await pick(child)), parent, act: 'merge', because: '' })
  expect([merged.status, merged.headers.get('location')]).toEqual([303, `${PAGE}?merged=1&into=${parent}`])
  const { state, events } = await now(child)
  expect([state.stage, state.parent]).toEqual(['merged', parent])
  expect(events.at(-1)?.fact).toMatchObject({ step: 'merge', because: expect.stringContaining('相距 12 米；同属“井盖箅子”') })
  expect(await groupOf(parent)).toBe('')

  await takeStepOn(house, { number: child, version: undefined, order: { step: 'unmerge', reason: '弄错了' }, by: by('screener') })
  expect(await groupOf(parent)).toContain(child)
})

test('said to be different, two cases are not proposed again, not even after an undone merge; said twice, the first stands', async () => {
  const { house, reported, filed, now, pick, send, groupOf, shown, by } = await hall()
  const parent = await filed(await reported(0))
  const child = await reported(5)
  expect(await groupOf(parent)).toContain(child)
  const fields = { ...(await pick(child)), parent, act: 'different', because: '两个井盖' }
  expect((await send(fields)).headers.get('location')).toBe(`${PAGE}?different=1&from=${parent}`)
  expect((await send({ ...fields, because: '再说一次' })).status).toBe(303)
  expect(await groupOf(parent)).toBe('')
  expect(await shown()).not.toContain(`id="group-${child}"`)
  expect([await duplicatesOf(house.db, await now(child)), await duplicatesOf(house.db, await now(parent))]).toEqual([[], []])
  const order = { step: 'merge', parent, because: '还是并了' } as const
  await takeStepOn(house, { number: child, version: undefined, order, by: by('screener') })
  await takeStepOn(house, { number: child, version: undefined, order: { step: 'unmerge', reason: '果然不是' }, by: by('screener') })
  expect(await groupOf(parent)).toBe('')
  const rows = await house.db.selectFrom('cases.not_duplicate').selectAll().execute()
  expect(rows).toMatchObject([{ because: '两个井盖', by_role: 'screener' }])
  expect(rows[0] && rows[0].first_id < rows[0].second_id).toBe(true)
  await expect(house.db.deleteFrom('cases.not_duplicate').execute()).rejects.toThrow()
})

test('each case picked has its own answer, and what was typed is kept', async () => {
  const { reported, filed, now, pick, send, by, house } = await hall()
  const parent = await filed(await reported(0))
  const [good, stale, away] = [await reported(4), await reported(6), await reported(8)]
  const fields = { ...(await pick(good, stale, away)), parent, act: 'merge', because: '同一个井盖' }
  await filed(stale)
  await takeStepOn(house, { number: away, version: undefined, order: { step: 'askOnSite', reason: '看看' }, by: by('screener') })
  const answer = await send({ ...fields, [`pick-${away}`]: String((await now(away)).version) })
  expect(answer.status).toBe(409)
  const html = await answer.text()
  expect(html).toContain(`${good}</a>：已并入`)
  expect(html).toMatch(new RegExp(`${stale}</a>：[^<]*您看到的已不是最新情况`))
  expect(html).toMatch(new RegExp(`${away}</a>：现在是“待核实”，不能办`))
  expect(html).toContain('value="同一个井盖"')
  expect([(await now(good)).state.parent, (await now(stale)).state.parent, (await now(away)).state.parent]).toEqual([parent, null, null])
})

test('nothing picked, a parent that is not there, and another agency’s case are refused in words', async () => {
  const { house, reported, filed, send, pick } = await hall()
  const parent = await filed(await reported(0))
  const child = await reported(3)
  for (const act of ['merge', 'different']) {
    const answer = await send({ parent, act, because: '打好的字' })
    expect([answer.status, (await answer.text()).includes('先选出要办的案件')]).toEqual([422, true])
    expect((await send({ ...(await pick(child)), parent: 'XC20000101-0001', act, because: '依据' })).status).toBe(404)
  }
  const { id: _, ...agency } = await getHomeAgency(house.db)
  const other = await ensureAgency(house.db, { ...agency, code: 'T2' }, false, [])
  const foreign = await submitReport(house, other, aReport({ place: AWAY }))
  if (isRefusal(foreign)) throw new Error(foreign.because)
  expect((await send({ ...(await pick(foreign.number)), parent, act: 'different' })).status).toBe(404)
  expect(await house.db.selectFrom('cases.not_duplicate').selectAll().execute()).toEqual([])
})

test('the same photo tells two reports of different kinds, and is shown beside them', async () => {
  const { house, reported, groupOf } = await hall()
  const picture = await phonePhoto(31, 640, 480)
  const withPhoto = async (metres: number, over: Parameters<typeof aReport>[0]) => {
    const key = randomUUID()
    await keepPhotos(house, photoDraft(key), [{ name: '现场.jpg', bytes: picture }], { role: 'report', by: null })
    return await reported(metres, { key, photos: 1, ...over })
  }
  const first = await withPhoto(0, { tile: 'road', description: '（样例）路面有坑' })
  const second = await withPhoto(20, { tile: 'manhole', description: '（样例）井盖缺失' })
  await processWaiting(house)
  const group = await groupOf(first)
  expect(group).toContain('照片几乎相同（相差 0/64）')
  expect(group).toMatch(new RegExp(`/staff/cases/${second}/photos/[0-9a-f-]{36}/thumb-[0-9a-f]{64}\\.jpg`))
  expect(group).toContain('都还没有立案')
  expect(group).not.toContain('value="merge"')
})

test('the merge form of a case offers what is suspected, with the reasons', async () => {
  const { get, signedIn, reported, filed } = await hall()
  const parent = await filed(await reported(0))
  const child = await reported(9)
  const html = await (await get(`/staff/cases/${child}?step=merge`, await signedIn('screener'))).text()
  expect(html).toMatch(new RegExp(`name="parent" value="${parent}" checked`))
  expect(html).toContain('可能是同一问题')
  expect(html).toContain('相距 9 米；同属“井盖箅子”；')
})

test('a case that others were merged into is not merged itself; two people cannot merge two cases into each other', async () => {
  const { house, reported, filed, now, by } = await hall()
  const [a, b, c] = [await filed(await reported(0)), await filed(await reported(4)), await reported(6)]
  const merge = (number: string, parent: string) =>
    takeStepOn(house, { number, version: undefined, order: { step: 'merge', parent, because: '同一个' }, by: by('screener') })
  const both = await Promise.all([merge(a, b), merge(b, a)])
  expect(both.filter(isRefusal)).toHaveLength(1)
  const [kept, gone] = (await now(a)).state.parent === null ? [a, b] : [b, a]
  expect((await now(gone)).state.parent).toBe(kept)
  const third = await filed(c)
  expect(await merge(kept, third)).toMatchObject({ refused: 'invalid', because: expect.stringContaining(`${gone} 已并入 ${kept}`) })
})

test('a handler may not enter', async () => {
  const { get, signedIn } = await hall()
  expect((await get(PAGE, await signedIn('handler'))).status).toBe(403)
  expect((await get(PAGE, await signedIn('dispatcher'))).status).toBe(200)
})
