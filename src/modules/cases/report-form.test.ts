import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { seededApp } from '../../../tests/support/seeded.ts'
import { ReportForm } from './report-form.ts'

const read = (over: Readonly<Record<string, string>>) => ReportForm.safeParse({ key: randomUUID(), tile: 'manhole', address: '样例街12号', ...over })

test('a line break counts once in what a report may hold', () => {
  const said = (words: string) => read({ description: words })
  expect(said(`${'坑\r\n'.repeat(149)}坑坑`)).toMatchObject({ success: true, data: { description: `${'坑\n'.repeat(149)}坑坑` } })
  expect(said(`${'坑\r\n'.repeat(149)}坑坑坑`).success).toBe(false)
})

test('a place far from Beijing is refused with what is possible', () => {
  expect(read({ place: '116.36,39.9' })).toMatchObject({ success: true, data: { place: { lon: 116.36, lat: 39.9 } } })
  for (const place of ['0,0', '39.9,16.36', '121.47,31.23']) {
    const refused = read({ place })
    expect(refused.error?.issues, place).toMatchObject([{ path: ['address'], message: expect.stringContaining('不在北京一带') }])
  }
})

test('the form comes back without a place that was refused, so that the next sending goes through', async () => {
  const app = await seededApp()
  const fields = { key: randomUUID(), tile: 'manhole', address: '样例街12号', placeSource: 'gps' }
  const refused = await app.post('/report', { ...fields, place: '0,0' })
  const html = await refused.text()
  expect([refused.status, html]).toEqual([422, expect.stringContaining('不在北京一带')])
  expect(html).toContain('name="place" value=""')
  expect((await app.post('/report', { ...fields, place: '' })).headers.get('location')).toBe('/report/receipt')
})
