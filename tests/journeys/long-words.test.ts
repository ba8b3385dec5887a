import { expect, test } from 'vitest'
import { submitReport } from '../../src/modules/cases/index.ts'
import { aReport } from '../../src/modules/cases/builders.ts'
import { openSite, signIn, useBrowser, visit } from '../support/browser.ts'
import { aCaseAtWork } from '../support/given-cases.ts'

const LONG = 'Wj'.repeat(90)
const browserOf = useBrowser()

test('a word without an end breaks no page, on a phone, a tablet or a desk', async () => {
  const site = await openSite('2026-11-24T09:00')
  const number = await aCaseAtWork(site.house, '区市政设施管护中心', { title: LONG, place: { lon: 116.36, lat: 39.9 }, days: 3 })
  const report = await submitReport(site.house, 1, aReport({ tile: 'manhole', description: LONG, address: LONG, place: { lon: 116.36, lat: 39.9 } }))
  if (!('number' in report)) throw new Error('no receipt')
  const { page } = await visit(browserOf(), site)
  await signIn(page, 'dispatcher')
  const paths = ['/cases', `/cases/${number}`, '/staff/cases?stage=handling', '/staff/cases?stage=reported', `/staff/cases/${number}`]
  paths.push(`/staff/cases/${report.number}`, `/staff/dispatch?stage=reported&case=${report.number}`, '/staff/dispatch/duplicates')
  const wrong: string[] = []
  for (const path of paths) {
    await page.goto(path)
    expect(await page.content(), path).toContain(path === '/staff/dispatch/duplicates' ? '疑似' : LONG.slice(0, 50))
    for (const width of [375, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      const over = Number(await page.evaluate('document.scrollingElement.scrollWidth - innerWidth'))
      if (over > 0) wrong.push(`${path} at ${width}: ${over} px too wide`)
    }
  }
  expect(wrong).toEqual([])
  await site.close()
})
