import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { phonePhoto } from '../../../tests/support/pictures.ts'
import { seededApp } from '../../../tests/support/seeded.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import { aReport } from '../cases/builders.ts'
import { submitReport, takeStepOn } from '../cases/index.ts'
import { getHomeAgency } from '../organizations/index.ts'
import { keepPhotos, photoDraft, processWaiting } from '../photos/index.ts'

const PAGE = '/staff/rewards/signals'
/** Where the photos of `phonePhoto` say they were taken. */
const SHOT = { lon: 116 + 23 / 60 + 12 / 3600, lat: 39 + 54 / 60 + 27 / 3600 }

async function hall() {
  const app = await seededApp()
  const { id: agencyId } = await getHomeAgency(app.house.db)
  const screener: Viewer = { id: randomUUID(), account: 'shouli', name: '样例受理员', role: 'screener', agencyId, department: null }
  const reported = async (phone: string, seed: number | null, over: Parameters<typeof aReport>[0] = {}) => {
    const key = randomUUID()
    if (seed !== null) {
      const bytes = await phonePhoto(seed, 400, 300)
      await keepPhotos(app.house, photoDraft(key), [{ name: '现场.jpg', bytes }], { role: 'report', by: null })
    }
    const reporter = { phone, email: '' }
    const receipt = await submitReport(app.house, agencyId, aReport({ key, photos: seed === null ? 0 : 1, place: SHOT, reporter, ...over }))
    if (isRefusal(receipt)) throw new Error(receipt.because)
    return receipt.number
  }
  const officer = await app.signedIn('duty-officer')
  const open = async (cookie = officer) => (await (await app.get(PAGE, cookie)).text()).split('<h2>已经判断的</h2>')[0] ?? ''
  const judge = (fields: Record<string, string>) => app.post(PAGE, fields, officer)
  return { ...app, agencyId, screener, reported, open, judge, officer }
}

test('an honest history gives nothing to judge', async () => {
  const { house, reported, open, screener } = await hall()
  const numbers = await Promise.all([1, 2, 3].map((seed) => reported('13800000001', seed)))
  await reported('13800000001', null, { placeSource: 'map', place: { lon: SHOT.lon + 0.05, lat: SHOT.lat } })
  await processWaiting(house)
  await takeStepOn(house, { number: numbers[0] ?? '', version: undefined, order: { step: 'decline', reason: '不属于城市管理' }, by: screener })
  const page = await open()
  expect(page).toContain('没有等您判断的疑点')
  for (const number of numbers) expect(page).not.toContain(number)
})

test('abuse is shown by kind with its cases, and what a person says of it is remembered until it grows', async () => {
  const { house, reported, open, judge, get, officer } = await hall()
  const [a, b] = [await reported('13800000001', 7), await reported('13800000002', 7)]
  const far = await reported('13800000003', 8, { place: { lon: SHOT.lon, lat: SHOT.lat + 0.02 } })
  const many: string[] = []
  for (let n = 0; n < 11; n++) many.push(await reported('13800000004', null))
  await processWaiting(house)
  const page = await open()
  for (const says of ['同一张照片用在 2 件举报里，涉及 2 人', '照片的拍摄地点离举报地点 2', '同一人一小时内举报 11 件，超过 10 件'])
    expect(page).toContain(says)
  for (const number of [a, b, far, many[10]]) expect(page).toContain(`href="/staff/cases/${number}"`)
  expect(page).not.toContain('13800000001')

  const name = `photo-reused ${a} ${b}`
  expect(page).toContain(`value="${name}"`)
  const refused = await judge({ name, verdict: 'wrong', because: '' })
  expect([refused.status, (await refused.text()).includes('写明有什么问题')]).toEqual([422, true])
  expect((await judge({ name, because: '忘了选' })).status).toBe(422)
  expect((await judge({ name: 'photo-reused XC1 XC2', verdict: 'fine' })).status).toBe(409)
  expect((await judge({ name, verdict: 'wrong', because: '两人用同一张照片' })).status).toBe(303)
  expect(await open()).not.toContain(`value="${name}"`)
  const decided = (await (await get(PAGE, officer)).text()).split('<h2>已经判断的</h2>')[1] ?? ''
  for (const says of ['同一张照片用在 2 件举报里', '有问题', '两人用同一张照片', '值班长', '11月24日']) expect(decided).toContain(says)
  expect((await judge({ name, verdict: 'fine', because: '' })).status).toBe(409)

  const third = await reported('13800000005', 7)
  await processWaiting(house)
  expect(await open()).toContain(`value="photo-reused ${a} ${b} ${third}"`)
  await expect(house.db.deleteFrom('rewards.signal_decision').execute()).rejects.toThrow()
  expect(await house.db.selectFrom('rewards.signal_decision').select(['verdict', 'because']).execute()).toEqual([
    { verdict: 'wrong', because: '两人用同一张照片' },
  ])
})

test('who is mostly refused is shown, staff and patrols are not, and old reports are forgotten', async () => {
  const { house, reported, open, screener, signedIn } = await hall()
  const decline = async (phone: string, over: Parameters<typeof aReport>[0] = {}) => {
    for (let n = 0; n < 6; n++) {
      const number = await reported(phone, null, over)
      await takeStepOn(house, { number, version: undefined, order: { step: 'decline', reason: '没有这个问题' }, by: screener })
    }
  }
  await decline('13800000006')
  await decline('13800000007', { isStaff: true })
  await decline('13800000008', { channel: 'patrol' })
  const page = await open()
  expect(page.match(/多数不成立.*?条/s)?.[0]).toContain('1 条')
  expect(page).toContain('同一人已有结论的 6 件举报中 6 件不成立，占 100%，超过 50%')
  house.setNow('2027-01-15T09:00')
  expect(await open(await signedIn('duty-officer'))).toContain('没有等您判断的疑点')
})

test('only those who see the rewards see the signals, and the rewards page leads there', async () => {
  const { get, signedIn } = await hall()
  for (const role of ['screener', 'dispatcher', 'handler', 'auditor'] as const) expect((await get(PAGE, await signedIn(role))).status).toBe(403)
  const leader = await signedIn('leader')
  expect((await get(PAGE, leader)).status).toBe(200)
  expect(await (await get('/staff/rewards', leader)).text()).toContain(`href="${PAGE}"`)
})
