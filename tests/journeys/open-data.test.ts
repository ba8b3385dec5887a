import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openSite, useBrowser, visit } from '../support/browser.ts'

const browserOf = useBrowser()

test('somebody who wants the data finds it from the foot of a page, reads what a field means and takes the file along', async () => {
  const site = await openSite()
  const { page } = await visit(browserOf(), site, { width: 375, javaScript: false })
  await page.goto('/cases')
  await page.getByRole('contentinfo').getByRole('link', { name: '开放数据' }).click()
  await page.getByRole('link', { name: '城市管理案件', exact: true }).last().click()
  await page.getByRole('heading', { level: 1, name: '城市管理案件' }).waitFor()
  expect(await page.getByRole('row', { name: /failed_rounds/ }).textContent()).toContain('核查没有通过、要求返工的轮数')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV', exact: true }).first().click()])
  expect(file.suggestedFilename()).toBe('cases.csv')
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^\uFEFF"案件编号","问题"/)
  await site.close()
})

test('what pages say of themselves to programs is read by the browser as data: nothing is run, nothing is reported', async () => {
  const site = await openSite()
  const { page } = await visit(browserOf(), site)
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  for (const path of ['/disclosure', '/disclosure/2019-00001', '/disclosure/norms/2024-001', '/open-data', '/open-data/cases']) {
    await page.goto(path)
    const about = await page.evaluate<string>(`document.querySelector('script[type="application/ld+json"]').textContent`)
    expect(JSON.parse(about), path).toMatchObject({ '@context': 'https://schema.org' })
  }
  expect(said).toEqual([])
  // The same ears hear what the policy does forbid.
  await page.evaluate(`document.head.append(Object.assign(document.createElement('script'), { textContent: '1' }))`)
  await expect.poll(() => said.join()).toContain('Content Security Policy')
  await site.close()
})
