import { expect, test } from 'vitest'
import { createApp } from '../../app.tsx'
import type { Role } from '../../kernel/viewer.ts'
import { phonePhoto } from '../../../tests/support/pictures.ts'
import { type SeededApp, seededApp } from '../../../tests/support/seeded.ts'
import { listPhotos, processWaiting } from '../photos/index.ts'
import { standardInForce } from '../standards/index.ts'
import { beijingDay } from '../../kernel/plain-date.ts'
import { aReport } from './builders.ts'
import { findCase } from './store.ts'
import { submitReport } from './submit-report.ts'

/** The hall over one report: each step is sent as the form of its page sends it. */
async function hall() {
  const app = await seededApp()
  const receipt = await submitReport(
    app.house,
    1,
    aReport({ tile: 'manhole', address: '样例街12号，找李四', description: '（样例）井盖松动，电话13900139000' }),
  )
  if (!('number' in receipt)) throw new Error('no receipt')
  const { number } = receipt
  const now = async () => {
    const one = await findCase(app.house.db, number)
    if (!one) throw new Error('no case')
    return one
  }
  const send = async (role: Role, step: string, values: Readonly<Record<string, string>> = {}, photo?: Buffer, version?: number) => {
    const cookie = await app.signedIn(role)
    const body = new FormData()
    const form = values['form'] ?? `00000000-0000-4000-8000-${String((await now()).version).padStart(12, '0')}`
    for (const [name, value] of Object.entries({ version: String(version ?? (await now()).version), form, ...values })) body.set(name, value)
    if (photo) body.set('photos', new File([new Uint8Array(photo)], '现场.jpg', { type: 'image/jpeg' }))
    return await createApp(app.house).request(`/staff/cases/${number}/${step}`, { method: 'POST', body, headers: { cookie, origin: 'http://localhost' } })
  }
  const pageOf = async (role: Role, path = `/staff/cases/${number}`) => await (await app.get(path, await app.signedIn(role))).text()
  return { app, number, now, send, pageOf }
}

const chosen = (html: string, name: string): string =>
  new RegExp(`name="${name}"[^>]*>(?:(?!</select>).)*?<option value="([^"]+)" selected`, 's').exec(html)?.[1] ?? ''
const options = (html: string, name: string): string[] =>
  [...(new RegExp(`name="${name}".*?</select>`, 's').exec(html)?.[0] ?? '').matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value ?? '')

async function dispatched() {
  const all = await hall()
  const { send, pageOf, app } = all
  const accept = await pageOf('screener', `/staff/cases/${all.number}?step=accept`)
  const [condition = ''] = options(accept, 'condition')
  expect((await send('screener', 'accept', { condition, title: '井盖松动', address: '样例街12号', place: '116.36,39.9' })).status).toBe(303)
  expect((await send('dispatcher', 'file')).status).toBe(303)
  const unit = await handlersUnit(app)
  expect((await send('dispatcher', 'dispatch', { unit: String(unit), because: '按权责规定' })).status).toBe(303)
  return all
}
async function handlersUnit(app: SeededApp): Promise<number> {
  const cookie = await app.signedIn('handler')
  const page = await (await app.get('/staff/cases', cookie)).text()
  const unit = await app.house.db.selectFrom('organizations.handling_unit').select(['id', 'name']).execute()
  return unit.find(({ name }) => page.includes(name))?.id ?? 0
}

test('a case goes through every desk by the forms of its page, with photos, a return and a failed round', async () => {
  const { app, number, now, send, pageOf } = await dispatched()
  expect(await pageOf('handler', '/staff/cases')).toContain(number)
  expect((await send('handler', 'receive')).status).toBe(303)
  expect((await send('handler', 'return', { reason: '' })).status).toBe(422)
  expect((await send('handler', 'return', { reason: '不是我单位的井盖' })).status).toBe(303)
  expect((await app.get(`/staff/cases/${number}`, await app.signedIn('handler'))).status).toBe(200)
  expect(await pageOf('dispatcher', '/staff/cases?stage=returned')).toContain(number)
  expect((await send('dispatcher', 'dispatch', { unit: String(await handlersUnit(app)), because: '产权清册载明' })).status).toBe(303)
  expect((await send('handler', 'receive')).status).toBe(303)
  expect((await send('handler', 'askPostponement', { amount: '1', reason: '等待配件' })).status).toBe(303)
  expect(await pageOf('duty-officer', '/staff/cases?stage=asks')).toContain(number)
  expect((await send('duty-officer', 'grantPostponement', { note: '同意' })).status).toBe(303)
  const form = '11111111-1111-4111-8111-111111111111'
  const refused = await send('handler', 'feedBack', { note: '', form }, await phonePhoto(1, 320, 240))
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('已收到 1 张，不用再传')
  expect((await send('handler', 'feedBack', { note: '已更换', form })).status).toBe(303)
  expect((await send('inspector', 'fail', { note: '还在晃动', place: '116.3601,39.9' }, await phonePhoto(2, 320, 240))).status).toBe(303)
  expect((await now()).state.rounds).toMatchObject([{ passed: false, metres: 9 }])
  expect((await send('handler', 'feedBack', { note: '已重新固定' }, await phonePhoto(3, 320, 240))).status).toBe(303)
  expect((await send('inspector', 'pass', { note: '平整牢固' }, await phonePhoto(4, 320, 240))).status).toBe(303)
  expect(await pageOf('dispatcher', `/staff/cases/${number}?step=close`)).toContain('核查通过，符合结案条件')
  expect((await send('dispatcher', 'close', { opinion: '井盖已更换并固定' })).status).toBe(303)
  expect((await listPhotos(app.house.db, `cases/${number}`)).map(({ role }) => role).toSorted()).toEqual(['after', 'after', 'verification', 'verification'])
  const shown = await (await app.get(`/cases/${number}`)).text()
  for (const says of ['井盖已更换并固定', '回退', '第 1 次延期', '第 1 轮核查：未通过', '第 2 轮核查：通过']) expect(shown).toContain(says)
  expect(shown).not.toContain('13900139000')
})

test('who has seen an older page is told what happened since, and keeps what was typed', async () => {
  const { now, send } = await dispatched()
  const old = (await now()).version - 1
  const answer = await send('dispatcher', 'recall', { reason: '派错了单位' }, undefined, old)
  expect(answer.status).toBe(409)
  const html = await answer.text()
  expect(html).toContain('您看到的已不是最新情况')
  expect(html).toContain('派错了单位')
})

test('every role is offered the steps of the table that are its own, and no other', async () => {
  const { send, pageOf, number, now } = await hall()
  const stepsOn = async (role: Role) => [...(await pageOf(role)).matchAll(/id="step-(\w+)"/g)].map(([, step]) => step)
  expect(await stepsOn('screener')).toEqual(['accept', 'decline', 'merge', 'askOnSite', 'transfer'])
  expect(await stepsOn('inspector')).toEqual([])
  expect((await send('inspector', 'accept', { condition: 'x' })).status).toBe(422)
  expect((await send('inspector', 'decline', { reason: '不是城市管理问题' })).status).toBe(403)
  const refused = await send('screener', 'accept', { condition: '', title: '我写的标题' })
  expect(await refused.text()).toContain('选择立案条件')
  expect((await send('screener', 'rateSatisfied')).status).toBe(403)
  expect((await send('screener', 'askOnSite', { reason: '看看是哪家的井' })).status).toBe(303)
  expect(await pageOf('inspector', '/staff/cases')).toContain(number)
  expect((await send('inspector', 'reportOnSite', { found: 'yes', note: '属实' })).status).toBe(303)
  expect((await now()).state.stage).toBe('reported')
})

test('a photo is seen in the console first, painted over, and public once released', async () => {
  const { app, number, send } = await dispatched()
  await send('handler', 'receive')
  await send('handler', 'feedBack', { note: '已更换' }, await phonePhoto(5, 320, 240))
  await processWaiting(app.house)
  const [photo] = await listPhotos(app.house.db, `cases/${number}`)
  const path = `/staff/cases/${number}/photos/${photo?.id}`
  const screener = await app.signedIn('screener')
  const picture = await app.get(`${path}/full-${photo?.fullSha256}.jpg`, screener)
  expect([picture.status, picture.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  expect((await app.post(`${path}/screen`, { decision: 'withheld' }, screener)).status).toBe(422)
  expect((await app.post(`${path}/redact`, { left: '10', top: '10', width: '200', height: '20' }, screener)).status).toBe(422)
  expect((await app.post(`${path}/redact`, { left: '10', top: '10', width: '20', height: '20' }, screener)).status).toBe(303)
  expect(await (await app.get(`/cases/${number}`)).text()).not.toContain('/photos/')
  expect((await app.post(`${path}/screen`, { decision: 'released' }, screener)).status).toBe(303)
  expect(await (await app.get(`/cases/${number}`)).text()).toContain(`/photos/${photo?.id}`)
  expect((await app.get(`/staff/cases/XC20000101-0001/photos/${photo?.id}/full-${photo?.fullSha256}.jpg`, screener)).status).toBe(404)
})

test('cases whose photos nobody has looked at have a list of their own, and the closing form says so', async () => {
  const { app, number, send, pageOf } = await dispatched()
  await send('handler', 'receive')
  await send('handler', 'feedBack', { note: '已更换' }, await phonePhoto(5, 320, 240))
  await send('inspector', 'pass', { note: '已更换，平整' }, await phonePhoto(6, 320, 240))
  await processWaiting(app.house)
  const list = async (role: Role) => await pageOf(role, '/staff/cases?stage=photos')
  const closing = async () => await pageOf('dispatcher', `/staff/cases/${number}?step=close`)
  expect(await list('inspector')).toMatch(/aria-current="page">\s*待审照片 <span>[1-9]/)
  expect(await list('screener')).toContain(`/staff/cases/${number}"`)
  expect(await pageOf('handler', '/staff/cases')).not.toContain('待审照片')
  expect(await closing()).toContain('还有 2 张照片没有审，结案意见里不会有它们')
  const screener = await app.signedIn('screener')
  const photos = await listPhotos(app.house.db, `cases/${number}`)
  const decide = async (i: number, fields: Record<string, string>) => await app.post(`/staff/cases/${number}/photos/${photos[i]?.id}/screen`, fields, screener)
  await decide(0, { decision: 'withheld', reason: '拍到了人脸' })
  expect(await list('screener')).toContain(`/staff/cases/${number}"`)
  expect(await closing()).toContain('还有 1 张照片没有审')
  await decide(1, { decision: 'released' })
  expect(await list('screener')).not.toContain(`/staff/cases/${number}"`)
  expect(await closing()).not.toContain('没有审')
})

test('an appeal against a late verdict is offered while it may be sent, and not after', async () => {
  const { app, send, pageOf } = await dispatched()
  await send('handler', 'receive')
  app.house.setNow('2026-12-28T10:00')
  await send('handler', 'feedBack', { note: '已更换' }, await phonePhoto(5, 320, 240))
  await send('inspector', 'pass', { note: '已更换，平整' }, await phonePhoto(6, 320, 240))
  expect((await send('dispatcher', 'close', { opinion: '已更换' })).status).toBe(303)
  expect(await pageOf('handler')).toContain('id="step-appeal"')
  app.house.setNow('2027-01-05T10:00')
  expect(await pageOf('handler')).not.toContain('id="step-appeal"')
})

test('the unit the rules name is chosen beforehand, with the reason', async () => {
  const { app, number, send, pageOf } = await hall()
  const standard = await standardInForce(app.house.db, beijingDay(app.house.now()))
  const condition = standard?.conditions.find(({ category }) => category === '事-01-10')?.code ?? ''
  await send('screener', 'accept', { condition, title: '暴露垃圾', address: '样例街12号', place: '116.36,39.9' })
  await send('dispatcher', 'file')
  const page = await pageOf('dispatcher', `/staff/cases/${number}?step=dispatch`)
  expect(chosen(page, 'unit')).not.toBe('')
  expect(page).toContain('按权责规定')
})

test('a reporter’s telephone is shown for a reason that is traced, and never to the unit', async () => {
  const { app, number } = await dispatched()
  const ask = async (role: Role, why: string) => await app.post(`/staff/cases/${number}/reporter`, { why }, await app.signedIn(role))
  const without = await ask('screener', ' ')
  expect([without.status, await without.text()]).toEqual([422, expect.stringContaining('写明为什么要联系上报人')])
  const shown = await ask('screener', '照片看不清位置')
  expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  expect(await shown.text()).toContain('13800000000')
  expect((await ask('handler', '我想问问')).status).toBe(403)
  const trace = await app.house.db
    .selectFrom('audit.event')
    .select(['act', 'note'])
    .where('subject', '=', `cases/${number}`)
    .where('act', '=', '查看上报人联系方式')
    .execute()
  expect(trace).toEqual([{ act: '查看上报人联系方式', note: '照片看不清位置' }])
  const page = await (await app.get(`/staff/cases/${number}`, await app.signedIn('handler'))).text()
  expect(page).not.toContain('联系上报人')
})

test('what a unit found before it began is added as it takes the case and as it feeds back, and is public beside what it left; an after photo is still asked for', async () => {
  const { app, number, now, send, pageOf } = await dispatched()
  const cookie = await app.signedIn('handler')
  const form = '22222222-2222-4222-8222-222222222222'
  /** The form of a step, each photo in the field named. */
  const sendWith = async (step: string, photos: Readonly<Record<string, Buffer>>, values: Readonly<Record<string, string>> = {}) => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ version: String((await now()).version), ...values })) body.set(name, value)
    for (const [name, bytes] of Object.entries(photos)) body.set(name, new File([new Uint8Array(bytes)], '现场.jpg', { type: 'image/jpeg' }))
    return await createApp(app.house).request(`/staff/cases/${number}/${step}`, { method: 'POST', body, headers: { cookie, origin: 'http://localhost' } })
  }
  expect(await pageOf('handler', `/staff/cases/${number}?step=receive`)).toMatch(/<input id="receive-before" type="file" name="before"/)
  expect((await sendWith('receive', { before: await phonePhoto(11, 320, 240) })).status).toBe(303)
  const roles = async () => (await listPhotos(app.house.db, `cases/${number}`)).map(({ role }) => role).toSorted()
  expect([await roles(), (await now()).row.photos]).toEqual([['before'], 1])

  const page = await pageOf('handler', `/staff/cases/${number}?step=feedBack`)
  for (const field of ['before', 'photos']) expect(page).toMatch(new RegExp(`id="feedBack-${field}" type="file" name="${field}"`))
  const refused = await sendWith('feedBack', { before: await phonePhoto(12, 320, 240) }, { note: '已更换', form })
  const html = await refused.text()
  expect([refused.status, html.includes('反馈要附处置后的照片'), html.match(/已收到 1 张，不用再传/g)?.length]).toEqual([422, true, 1])
  expect((await sendWith('feedBack', { photos: await phonePhoto(13, 320, 240) }, { note: '已更换', form })).status).toBe(303)
  expect([await roles(), (await now()).row.photos]).toEqual([['after', 'before', 'before'], 3])
  expect((await send('inspector', 'pass', { note: '平整', place: '116.36,39.9' }, await phonePhoto(14, 320, 240))).status).toBe(303)

  await processWaiting(app.house)
  const screener = await app.signedIn('screener')
  for (const { id } of await listPhotos(app.house.db, `cases/${number}`))
    expect((await app.post(`/staff/cases/${number}/photos/${id}/screen`, { decision: 'released' }, screener)).status).toBe(303)
  const shown = [...(await (await app.get(`/cases/${number}`)).text()).matchAll(/<figcaption>([^<]+)<\/figcaption>/g)].map(([, role]) => role)
  expect(shown.toSorted()).toEqual(['核查', '处置前', '处置前', '处置后'].toSorted())
})
